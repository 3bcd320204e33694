"""A promise beside what answers it: the rate is computed here, and marked so."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from mithaq.apps.reference.choices import Unit
from mithaq.web.shell.numbers import number, percent
from mithaq.web.shell.typography import set_text
from mithaq.web.shell.values import Display


@dataclass(frozen=True, slots=True, kw_only=True)
class Achieved:
    """The figure that answers a target: its value, its state, its proof, its page."""

    value: Display
    raw: Decimal
    when: str
    grade: str
    url: str
    source: Any
    rate: str | SafeString


def rate_of(*, promised: Decimal, achieved: Decimal, unit: str) -> str | SafeString:
    """What is achieved over what is promised; two shares differ by points, never by a share."""
    if unit == Unit.PERCENT:
        gap = achieved - promised
        if gap == 0:
            return _("autant que promis")
        count = max(1, int(abs(gap)))
        words = (
            ngettext(
                "%(points)s point sous la promesse", "%(points)s points sous la promesse", count
            )
            if gap < 0
            else ngettext(
                "%(points)s point au-dessus de la promesse",
                "%(points)s points au-dessus de la promesse",
                count,
            )
        )
        return set_text(words % {"points": number(abs(gap).normalize())})
    return percent(achieved / promised, 0) if promised else ""
