"""Values of the law in words: amounts, rates, durations, days, codes, schedules."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Final

from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from mithaq.apps.programmes.queries import LawValue, LawVersion
from mithaq.web.shell.dates import date_plain
from mithaq.web.shell.numbers import in_dirhams, number, rate_plain
from mithaq.web.shell.typography import WORD, comma, set_text
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


def typed(version: LawVersion | None) -> str:
    """A value as a form holds it."""
    if version is None or version.value is None:
        return ""
    if isinstance(version.value, bool):
        return "oui" if version.value else "non"
    if isinstance(version.value, date):
        return version.value.isoformat()
    if isinstance(version.value, tuple):
        return ",".join(str(item) for item in version.value)
    if isinstance(version.value, float) and version.value.is_integer():
        return str(int(version.value))
    return str(version.value)


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
