"""Values of the law in words: amounts, rates, durations, days, codes, schedules."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Final, NamedTuple

from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from mithaq.apps.programmes.queries import LawValue, LawVersion, law_version
from mithaq.base.ports import JSON
from mithaq.web.shell.dates import date_plain
from mithaq.web.shell.numbers import in_dirhams, number, rate_plain
from mithaq.web.shell.typography import WORD, comma, language, set_text
from mithaq.web.shell.words import local

_PERIODS: Final[dict[str, Callable[[], str]]] = {
    "day": lambda: _("par jour"),
    "month": lambda: _("par mois"),
    "year": lambda: _("par an"),
}
_UNITS: Final[dict[str, Callable[[int], str]]] = {
    "days": lambda n: ngettext("jour", "jours", n),
    "months": lambda n: ngettext("mois", "mois", n),
    "years": lambda n: ngettext("an", "ans", n),
    "hours": lambda n: ngettext("heure", "heures", n),
}
# Arabic says one and two without a number: « شهر واحد ».
_FEW: Final[dict[str, Callable[[int], str]]] = {
    "days": lambda n: ngettext("%(n)s jour", "%(n)s jours", n),
    "months": lambda n: ngettext("%(n)s mois", "%(n)s mois", n),
    "years": lambda n: ngettext("%(n)s an", "%(n)s ans", n),
    "hours": lambda n: ngettext("%(n)s heure", "%(n)s heures", n),
}
# What a label already says.
_SILENT: Final = frozenset({"", "count", "number", "set", "code", "boolean", "date"})


class Stored(NamedTuple):
    """A value in words; the brackets of a schedule beside them."""

    words: SafeString
    brackets: list[tuple[str, str]]


def value_words(value: LawValue, version: LawVersion | None) -> SafeString:
    """What a value of the law is, with its unit and its period."""
    if version is None:
        return _set(_("pas encore dans la loi"))
    if version.value is None:
        return _set(_("la loi ne dit rien"))
    if version.names:
        return _set(comma().join(local(name) for name in version.names))
    if value.is_schedule:
        return _set(_("barème, voir les tranches"))
    text = _plain_words(version.value, value.unit)
    is_amount = isinstance(version.value, int | float) and not isinstance(version.value, bool)
    period = _PERIODS.get(value.period) if is_amount and value.unit.isupper() else None
    return _set(f"{text} {period()}" if period else text)


def stored_lines(value: LawValue | None, stored: JSON) -> Stored:
    """A value kept as JSON, in words: what a reform tries, what replaces the law's."""
    version = law_version(value.path, stored) if value else None
    if value is None or version is None:  # the law of today no longer reads it
        return Stored(_set(str(stored)), [])
    return Stored(value_words(value, version), schedule_rows(version))


def schedule_rows(version: LawVersion) -> list[tuple[str, str]]:
    """The brackets of a schedule: from which amount, at which rate."""
    return [(_money(threshold), rate_plain(rate)) for threshold, rate in version.brackets]


def alternative_words(value: LawValue, version: LawVersion) -> str:
    """The other values that sources give."""
    if version.alternative_names:
        return comma().join(local(name) for name in version.alternative_names)
    return comma().join(_plain_words(item, value.unit) for item in version.alternatives)


def _plain_words(item: object, unit: str) -> str:
    """One value in words, whether the law holds it or a source gives it beside."""
    if isinstance(item, bool):
        return _("oui") if item else _("non")
    if isinstance(item, date):
        return date_plain(item)
    if isinstance(item, int | float):
        return quantity_words(item, unit)
    return str(item)


def typed(value: LawValue) -> str:
    """The value in force as a form holds it: a rate with its sign, a schedule a line a bracket."""
    held = value.current.value if value.current else None
    if held is None or value.current is None:
        return ""
    if value.is_schedule:
        return "\n".join(f"{low:g} : {_typed_rate(rate)}" for low, rate in value.current.brackets)
    if isinstance(held, bool):
        return _("oui") if held else _("non")
    if isinstance(held, date):
        return held.isoformat()
    if isinstance(held, tuple):
        return ", ".join(str(item) for item in held)
    if isinstance(held, int | float):
        return _typed_rate(held) if value.unit == "ratio" else _typed_number(held)
    return str(held)


def _typed_rate(rate: float) -> str:
    return f"{_typed_number(round(100 * rate, 8))} %"


def _typed_number(held: float) -> str:
    point = "." if language() == "en" else ","
    return str(_exact(held)).replace(".", point)


def quantity_words(value: float, unit: str) -> str:
    """A number of the law with its unit."""
    if unit == "ratio":
        return rate_plain(_exact(value))
    if unit.startswith("MAD"):
        ending = {
            "MAD_per_hour": _("par heure"),
            "MAD_per_day": _("par jour"),
            "MAD_per_trainee_hour": _("par heure et par stagiaire"),
            "MAD_per_trainee": _("par stagiaire"),
        }.get(unit, "")
        return f"{_money(value)} {ending}".strip()
    if unit in _FEW and value in {1, 2}:
        return (_FEW[unit](int(value)) % {"n": number(int(value))}).replace(" ", WORD)
    word = _UNITS.get(unit)
    ending = word(int(value)) if word else "" if unit in _SILENT else unit
    text = number(_exact(value))
    return f"{text}{WORD}{ending}" if ending else text


def _money(value: float) -> str:
    amount = number(_exact(value)) if float(value).is_integer() else number(_exact(value), 2)
    return in_dirhams(amount)


def _exact(value: float) -> float | int:
    """A number without the digits that binary adds."""
    return int(value) if float(value).is_integer() else round(value, 6)


def _set(text: str) -> SafeString:
    """Keep the whole in reading order: numbers first in Arabic too."""
    return format_html("{}", set_text(text))
