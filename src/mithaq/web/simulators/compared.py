"""Both sides of a condition as a sentence that is true: what was said, and the bound beside it.

A comparison that fails is never written with its sign: it says by how much, and on which side.
"""

from __future__ import annotations

import operator
from collections.abc import Callable, Mapping
from datetime import date
from typing import Any, Final

from django.utils import timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from mithaq.apps.programmes.queries import Sides
from mithaq.web.shell.dates import date_day
from mithaq.web.shell.numbers import number
from mithaq.web.simulators.values import told_words

# Beyond a year, a count of days tells nothing more than the two dates.
MOST_DAYS: Final = 366
_HOLDS: Final[Mapping[str, Callable[[Any, Any], bool]]] = {
    "less": operator.lt,
    "at_most": operator.le,
    "more": operator.gt,
    "at_least": operator.ge,
    "equal": operator.eq,
    "different": operator.ne,
}


def can_be_read(sides: Sides) -> bool:
    """Amounts, numbers and days read on both sides; a code is told by its fact."""
    both = (sides.left.value, sides.right.value)
    return not any(value is None or isinstance(value, str | bool) for value in both)


def holds(sides: Sides) -> bool:
    """Whether a comparison that can be read is true."""
    left: Any = sides.left.value
    return bool(_HOLDS[sides.op](left, sides.right.value))


def is_plain(sides: Sides) -> bool:
    """Whether a true comparison says nothing to a reader: the first month is within a length."""
    return sides.left.unit == "months" and sides.left.value == 1 and holds(sides)


def is_none_left(sides: Sides) -> bool:
    """Nothing where one is needed: the sentence of the condition says it already."""
    return (sides.left.value, sides.right.value, sides.op) == (0, 1, "at_least")


def sides_words(sides: Sides) -> SafeString:
    """« 26 ans (35 ans au plus) », « 260 000 DH : 60 000 DH de plus que le maximum… »."""
    left, right = sides.left.value, sides.right.value
    if isinstance(left, date) and isinstance(right, date):
        return _days_words(left, sides.op, right)
    said = (_true_words() if holds(sides) else _false_words())[sides.op]
    apart = told_words(sides.distance) if sides.distance else ""
    if not apart and not holds(sides):
        said = _unmeasured()[sides.op]
    return format_html(
        said, left=told_words(sides.left), right=told_words(sides.right), apart=apart
    )


def _true_words() -> dict[str, str]:
    return {
        "less": _("{left} (moins de {right})"),
        "at_most": _("{left} ({right} au plus)"),
        "more": _("{left} (plus de {right})"),
        "at_least": _("{left} ({right} au moins)"),
        "equal": _("{left}, comme demandé"),
        "different": _("{left} (autre que {right})"),
    }


def _false_words() -> dict[str, str]:
    most = _("{left}, soit {apart} de plus que le maximum, {right}")
    least = _("{left}, soit {apart} de moins que le minimum, {right}")
    return {**_unmeasured(), "at_most": most, "at_least": least}


def _unmeasured() -> dict[str, str]:
    return {
        "less": _("{left} : il faut moins de {right}"),
        "at_most": _("{left} : le maximum est {right}"),
        "more": _("{left} : il faut plus de {right}"),
        "at_least": _("{left} : le minimum est {right}"),
        "equal": _("{left} : il faut {right}"),
        "different": _("{left} : il faut une autre valeur"),
    }


def _days_words(left: date, op: str, right: date) -> SafeString:
    """A day held against another: until it, from it, or how many days on the wrong side."""
    apart = abs((left - right).days)
    if _HOLDS[op](left, right):
        said = {
            "less": _("{left} (avant le {right})"),
            "at_most": _("{left} (au plus tard le {right})"),
            "more": _("{left} (après le {right})"),
            "at_least": _("{left} (à partir du {right})"),
            "equal": _("{left}, le jour demandé"),
            "different": _("{left} (un autre jour que le {right})"),
        }[op]
    elif op in {"less", "at_most"}:
        said = _late(apart, within=op == "at_most", is_past=right < timezone.localdate())
    elif op in {"more", "at_least"}:
        said = _early(apart)
    else:
        said = _("{left} : ce n’est pas le jour demandé")
    return format_html(said, left=date_day(left), right=date_day(right), n=number(apart))


def _late(apart: int, *, within: bool, is_past: bool) -> str:
    if not 0 < apart <= MOST_DAYS:
        if within and is_past:
            return _("{left}, trop tard : le délai a fini le {right}")
        if within:
            return _("{left}, trop tard : le délai finit le {right}")
        return _("{left}, trop tard : il fallait avant le {right}")
    return ngettext(
        "{left}, {n} jour après le dernier jour, le {right}",
        "{left}, {n} jours après le dernier jour, le {right}",
        apart,
    )


def _early(apart: int) -> str:
    if not 0 < apart <= MOST_DAYS:
        return _("{left} : accepté seulement à partir du {right}")
    return ngettext(
        "{left} : {n} jour avant le premier jour, le {right}",
        "{left} : {n} jours avant le premier jour, le {right}",
        apart,
    )
