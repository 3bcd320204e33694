"""Values said in French, Arabic and English: amounts, days, codes, schedules."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Final

from mithaq.base.text import Labels
from mithaq.engines.rules._binding import Bound, Bracket
from mithaq.engines.rules._facts import Value
from mithaq.engines.rules._kinds import Kind

THIN: Final = "\u202f"
ABSENT: Final = Labels(fr="inconnu", ar="غير معروف", en="unknown")
UNDECIDED: Final = Labels(
    fr="On ne peut pas décider ; il manque :",
    ar="لا يمكن البت؛ ينقص:",
    en="Cannot be decided; missing:",
)
CONFIRM: Final = Labels(fr="à confirmer", ar="في انتظار التأكيد", en="unconfirmed")
SINCE: Final = Labels(fr="depuis le", ar="منذ", en="since")
OVERRIDDEN: Final = Labels(fr="valeur remplacée :", ar="قيمة معوضة:", en="value replaced:")
_YES: Final = Labels(fr="oui", ar="نعم", en="yes")
_NO: Final = Labels(fr="non", ar="لا", en="no")
_SILENT: Final = Labels(
    fr="la loi ne dit rien", ar="القانون لا يحدد شيئا", en="the law says nothing"
)
_APART: Final = Labels(fr="écart : {}", ar="الفرق: {}", en="apart by {}")
_UNITS: Final = {
    "MAD": Labels(fr="DH", ar="درهم", en="MAD"),
    "MAD_per_hour": Labels(fr="DH par heure", ar="درهم عن كل ساعة", en="MAD an hour"),
    "MAD_per_day": Labels(fr="DH par jour", ar="درهم عن كل يوم", en="MAD a day"),
    "days": Labels(fr="j", ar="يوم", en="days"),
    "months": Labels(fr="mois", ar="شهر", en="months"),
    "years": Labels(fr="ans", ar="سنة", en="years"),
    "hours": Labels(fr="h", ar="ساعة", en="hours"),
}
_SILENT_UNITS: Final = frozenset({"", "count", "number", "money", "boolean", "code", "set", "date"})


def say_number(number: float, language: str, decimals: int | None = None) -> str:
    """A number with its groups; two decimals at most, or none when it is whole."""
    if decimals is None:
        decimals = 0 if abs(number - round(number)) < 5e-7 else 2
    text = f"{number:,.{decimals}f}"
    if language == "fr":
        return text.replace(",", THIN).replace(".", ",")
    return text.replace(",", THIN) if language == "ar" else text


def say_value(value: Value | None, kind: Kind, language: str) -> str:
    """A value in words, with its unit."""
    if value is None:
        return ABSENT.of(language)
    if isinstance(value, bool):
        return (_YES if value else _NO).of(language)
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, str):
        return kind.choices[value].of(language) if value in kind.choices else value
    if kind.unit == "ratio":
        return say_rate(value, language)
    return f"{say_number(value, language)}{_unit(kind.unit, language)}"


def say_rate(rate: float, language: str) -> str:
    """A rate in percent, with the digits that it has."""
    percent = f"{rate * 100:.4f}".rstrip("0").rstrip(".")
    return f"{percent.replace('.', ',')}{THIN}%" if language == "fr" else f"{percent}%"


def _unit(unit: str, language: str) -> str:
    if unit in _SILENT_UNITS:
        return ""
    return f"\u00a0{_UNITS[unit].of(language) if unit in _UNITS else unit}"


def say_distance(distance: float, kind: Kind, language: str) -> str:
    """How far apart the two sides of a condition are."""
    apart = Kind("days") if kind.is_date else kind
    return _APART.of(language).format(say_value(distance, apart, language))


def say_bound(
    value: Bound, unit: str, language: str, *, choices: Mapping[str, Labels] | None = None
) -> str:
    """A value of a parameter: a number, a day, a list of codes (in words), a schedule."""
    kind = Kind(unit, choices or {})
    if value is None:
        return _SILENT.of(language)
    if isinstance(value, tuple):
        separator = "، " if language == "ar" else ", "
        return separator.join(
            f"{say_number(item.threshold, language)} → {say_rate(item.rate, language)}"
            if isinstance(item, Bracket)
            else say_value(item, kind, language)
            for item in value
        )
    return say_value(value, kind, language)
