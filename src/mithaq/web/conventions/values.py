"""How a figure is written: its number, its unit, and the words of the source around it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Final, Protocol

from django.utils.html import escape, format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import ngettext

from mithaq.apps.conventions.queries import TargetView
from mithaq.apps.observatory.queries import FigureView
from mithaq.base.dates import Precision, UncertainDate
from mithaq.web.shell.numbers import CENTIMES_PER_MILLION, mdh, number_bdi, percent, percent_signed
from mithaq.web.shell.typography import language, set_text

HUNDRED: Final = Decimal(100)
EXACTLY: Final = "exactly"
# The label of a figure says what is counted; only a measure needs its unit beside the number.
MONTHS: Final = "months"


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """A value ready to print: number large, unit and qualifier small."""

    number: str
    unit: str
    qualifier: str

    @property
    def text(self) -> SafeString:
        """The number and its unit in one piece."""
        return joined(self.number, self.unit, between="\u00a0")


def joined(*parts: object, between: str = " ") -> SafeString:
    """Put pieces side by side, and keep the marks of those that are HTML already."""
    return format_html_join(between, "{}", ((part,) for part in parts if part))


def fill(text: str, **words: object) -> SafeString:
    """Complete a sentence of the catalogue with values, and keep the marks of those in HTML."""
    safe = {name: format_html("{}", word) for name, word in words.items()}
    return mark_safe(escape(set_text(text)) % safe)  # noqa: S308 - every piece is escaped


def comma() -> str:
    """The comma of the page's language."""
    return "، " if language() == "ar" else ", "


class Signed(Protocol):
    """A line of the register, as far as its date goes."""

    signed_on: date | None
    signed_precision: str


def signed_of(row: Signed) -> UncertainDate:
    """The date of signature of a line of the register, as finely as it is known."""
    return UncertainDate(row.signed_on, Precision(row.signed_precision))


def shown(item: FigureView | TargetView) -> Shown:
    """Write a figure or a target: « plus de » 60 000, « près de » 44 MDH, +13,6 %."""
    qualifier = "" if item.qualifier == EXACTLY else set_text(item.qualifier_label)
    growth = isinstance(item, FigureView) and item.implied_before is not None
    number, unit = write(item.value, item.unit, is_growth=growth)
    if item.unit == MONTHS:
        unit = ngettext("mois", "mois", int(item.value))
    return Shown(number=number, unit=unit, qualifier=qualifier)


def write(value: Decimal | int, unit: str, *, is_growth: bool = False) -> tuple[str, str]:
    """Write a value in the unit of its indicator; money is in centimes, a share in hundredths."""
    if unit == "centimes":
        return amount(int(value))
    if unit == "percent":
        rate = Decimal(value) / HUNDRED
        return (percent_signed(rate) if is_growth else percent(rate)), ""
    return number_bdi(Decimal(value).normalize()), ""


def amount(centimes: int) -> tuple[str, str]:
    """Part an amount into its number and its unit where the language writes the unit last."""
    text = mdh(centimes)
    if language() == "en" or centimes < CENTIMES_PER_MILLION:
        return text, ""
    separator = "\u00a0" if language() == "fr" else " "
    number, _, unit = text.partition(separator)
    return _apart(number), unit


def _apart(number: str) -> str | SafeString:
    if language() == "ar" and any(char.isdigit() for char in number):
        return format_html('<bdi dir="ltr">{}</bdi>', number)
    return number
