"""How a value is written: its number, its unit, and the words a source put before it."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import ngettext, override

from mithaq.apps.conventions.choices import Qualifier
from mithaq.web.shell.numbers import CENTIMES_PER_MILLION, mdh, number, percent_plain
from mithaq.web.shell.typography import WORD, language, set_text

EXACTLY: Final = "exactly"
HUNDRED: Final = Decimal(100)


@dataclass(frozen=True, slots=True, kw_only=True)
class Display:
    """A value ready to print, without markup: « près de », 44, MDH."""

    number: str
    unit: str = ""
    qualifier: str = ""

    @property
    def text(self) -> str:
        """The whole value in one piece, for a paper or a file."""
        return " ".join(part for part in (self.qualifier, self.amount) if part)

    @property
    def amount(self) -> str:
        """The number and its unit."""
        return f"{self.number}{WORD}{self.unit}" if self.unit else self.number

    @property
    def html(self) -> str | SafeString:
        """The number, kept in its own order inside Arabic text."""
        if language() == "ar" and any(char.isdigit() for char in self.number):
            return format_html('<bdi dir="ltr">{}</bdi>', self.number)
        return self.number


def display_value(
    value: Decimal | int | str,
    unit: str,
    qualifier: str = EXACTLY,
    language: str | None = None,
    *,
    is_growth: bool = False,
) -> Display:
    """Write a value in the unit of its indicator: money is in centimes, a share in hundredths.

    `language` is that of the page by default; a growth carries its sign.
    """
    if language is not None:
        with override(language):
            return display_value(value, unit, qualifier, is_growth=is_growth)
    amount, word = _written(Decimal(value).normalize(), unit, is_growth=is_growth)
    return Display(number=amount, unit=word, qualifier=qualifier_words(qualifier))


def qualifier_words(code: str) -> str:
    """The words a source puts before its number; an exact one has none."""
    return "" if code in ("", EXACTLY) else set_text(Qualifier(code).label)


def plain_number(value: Decimal | int | str, unit: str) -> int | Decimal:
    """The value as a spreadsheet holds it: dirhams for money, hundredths for a share."""
    found = Decimal(value).normalize() / (HUNDRED if unit == "centimes" else 1)
    return int(found) if found == found.to_integral_value() else found


def _written(value: Decimal, unit: str, *, is_growth: bool) -> tuple[str, str]:
    if unit == "centimes":
        return _money(int(value))
    if unit == "percent":
        return percent_plain(value / HUNDRED, signed=is_growth), ""
    if unit == "months":
        return number(value), ngettext("mois", "mois", int(abs(value)))
    return number(value), ""


def _money(centimes: int) -> tuple[str, str]:
    """Part a large amount into its number and its unit, where the language writes it last."""
    text = mdh(centimes)
    if language() == "en" or abs(centimes) < CENTIMES_PER_MILLION:
        return text, ""
    amount, _, unit = text.partition(WORD if language() == "fr" else " ")
    return amount, unit
