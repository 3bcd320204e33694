"""How a value is written: its number, its unit, and the words a source put before it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, Final, Protocol

from django import template
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext, npgettext, override

from mithaq.apps.conventions.choices import DeliverableUnit, Qualifier
from mithaq.apps.observatory.queries import SMALL_CELL
from mithaq.apps.reference.choices import Unit
from mithaq.web.shell.numbers import CENTIMES_PER_MILLION, mdh, number, percent_plain
from mithaq.web.shell.typography import WORD, language, set_text

EXACTLY: Final = Qualifier.EXACTLY.value
HUNDRED: Final = Decimal(100)
GROWTH: Final = "growth"
MEASURES: Final = (Unit.MONTHS, Unit.POINTS)


@dataclass(frozen=True, slots=True, kw_only=True)
class Display:
    """A value ready to print, without markup: « près de », 44, MDH.

    `unit` is written wherever the number is; `noun` says what is counted, where no label does.
    """

    number: str
    unit: str = ""
    qualifier: str = ""
    noun: str = ""

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

    @property
    def amount_html(self) -> SafeString:
        """The number and its unit, each kept in its own order."""
        return format_html("{}{}{}", self.html, WORD if self.unit else "", self.unit)

    @property
    def counted(self) -> SafeString:
        """The whole value with what it counts: « plus de 60 000 personnes »."""
        words = self.unit or self.noun
        amount = format_html("{}{}{}", self.html, WORD, words) if words else self.html
        return format_html_join(" ", "{}", ((part,) for part in (self.qualifier, amount) if part))


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
    found = Decimal(value).normalize()
    amount, word = _written(found, unit, is_growth=is_growth)
    return Display(
        number=amount, unit=word, qualifier=qualifier_words(qualifier), noun=noun_of(found, unit)
    )


class Valued(Protocol):
    """A figure or a target, as far as its value goes."""

    @property
    def value(self) -> Decimal:
        """The number, in the unit of its indicator."""

    @property
    def unit(self) -> str:
        """The code of that unit."""

    @property
    def qualifier(self) -> str:
        """The code of the words that the source puts before it."""


def display_of(item: Valued) -> Display:
    """Write the value of a figure or of a target; a growth carries its sign."""
    growth = getattr(item, "implied_before", None) is not None
    return display_value(item.value, item.unit, item.qualifier, is_growth=growth)


def display_row(row: Any) -> Display:
    """Write the value of a figure as its row holds it; a small count of people stays unsaid."""
    if showing := getattr(row, "showing", None):
        return Display(number="", qualifier=hidden_words(showing))
    version = row.indicator_version
    growth = version.grain == GROWTH
    return display_value(row.value, version.unit, row.qualifier, is_growth=growth)


def hidden_words(showing: str) -> str:
    """What is written in place of a count of people that is not published."""
    if showing == "small":
        return set_text(gettext("moins de %s") % SMALL_CELL)
    return set_text(gettext("masqué"))


def qualifier_words(code: str) -> str:
    """The words a source puts before its number; a number printed alone has none.

    A source that prints 3 488 does not claim that it is exact: nothing is said of it.
    """
    return "" if code in ("", EXACTLY) else set_text(Qualifier(code).label)


def noun_of(value: Decimal, unit: str) -> str:
    """The noun that a number counts, in the form that the language gives it after this number.

    Arabic reads the last two digits (3 to 10, 11 to 99, hundreds); French starts plurals at two.
    """
    write = _NOUNS.get(unit)
    if write is None:
        return ""
    count = int(abs(value))
    if language() == "fr" and count < 2:
        count = 1
    elif language() == "ar" and value != count and count in (1, 2):
        count = 100  # « 1,5 » takes the plain singular, never the dual.
    return write(count)


def promised_quantity(value: Decimal, unit: str) -> str:
    """A promised or done quantity with its unit: 903 emplois, 1,6 MDH, 63 %."""
    found = value.normalize()
    if unit == DeliverableUnit.DIRHAMS:
        return mdh(int(value * HUNDRED))
    if unit == DeliverableUnit.PERCENT:
        return percent_plain(found / HUNDRED)
    return f"{number(found)}{WORD}{noun_of(found, unit)}"


def plain_number(value: Decimal | int | str, unit: str) -> int | Decimal:
    """The value as a spreadsheet holds it: dirhams for money, hundredths for a share."""
    found = Decimal(value).normalize() / (HUNDRED if unit == Unit.CENTIMES else 1)
    return int(found) if found == found.to_integral_value() else found


def _written(value: Decimal, unit: str, *, is_growth: bool) -> tuple[str, str]:
    if unit == Unit.CENTIMES:
        return _money(int(value))
    if unit == Unit.PERCENT:
        return percent_plain(value / HUNDRED, signed=is_growth), ""
    # The label of a figure says what is counted; only a measure needs its unit beside it.
    return number(value), noun_of(value, unit) if unit in MEASURES else ""


def _money(centimes: int) -> tuple[str, str]:
    """Part a large amount into its number and its unit, where the language writes it last."""
    text = mdh(centimes)
    if language() == "en" or abs(centimes) < CENTIMES_PER_MILLION:
        return text, ""
    amount, _, unit = text.partition(WORD if language() == "fr" else " ")
    return amount, unit


_NOUNS: Final[dict[str, Callable[[int], str]]] = {
    "companies": lambda n: npgettext("compté", "entreprise", "entreprises", n),
    "persons": lambda n: npgettext("compté", "personne", "personnes", n),
    "jobs": lambda n: npgettext("compté", "emploi", "emplois", n),
    "contracts": lambda n: npgettext("compté", "contrat", "contrats", n),
    "conventions": lambda n: npgettext("compté", "convention", "conventions", n),
    "employees": lambda n: npgettext("compté", "salarié", "salariés", n),
    "projects": lambda n: npgettext("compté", "projet", "projets", n),
    "meetings": lambda n: npgettext("compté", "réunion", "réunions", n),
    "months": lambda n: npgettext("compté", "mois", "mois", n),
    "workplaces": lambda n: npgettext("compté", "lieu d’activité", "lieux d’activité", n),
    "claims": lambda n: npgettext("compté", "demande", "demandes", n),
    "places": lambda n: npgettext("compté", "place", "places", n),
    "offers": lambda n: npgettext("compté", "offre", "offres", n),
    "spaces": lambda n: npgettext("compté", "espace d’accueil", "espaces d’accueil", n),
    "sites": lambda n: npgettext("compté", "chantier", "chantiers", n),
    "sessions": lambda n: npgettext("compté", "séance", "séances", n),
    "files": lambda n: npgettext("compté", "dossier", "dossiers", n),
    "reports": lambda n: npgettext("compté", "rapport", "rapports", n),
    "days": lambda n: npgettext("compté", "jour", "jours", n),
    "points": lambda n: npgettext("compté", "point", "points", n),
}


def register_values(register: template.Library) -> None:
    """Add the filter that writes the value of a row of figures."""
    register.filter("figure_value", display_row)
