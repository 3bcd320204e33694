"""The filters of the register; each choice shows how many lines it would leave."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from contextvars import ContextVar
from typing import Any, Final

import django_filters
from django import forms
from django.db.models import QuerySet
from django.forms.utils import flatatt
from django.http import QueryDict
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext_lazy as _
from django_filters import FilterSet, MultipleChoiceFilter

from mithaq.apps.conventions.choices import DurationKind, Kind, Level, Status
from mithaq.apps.conventions.queries import (
    Counted,
    RegisterOutline,
    citing,
    in_region,
    register_outline,
    signed_by,
    signed_in,
    with_budget,
)
from mithaq.web.shell.numbers import number
from mithaq.web.shell.public_pages import kept_until_write
from mithaq.web.shell.typography import comma
from mithaq.web.shell.words import local

PUBLISHED: Final = "oui"
_IN_FIGURES: Final = _("chiffré")
_UNSAID: Final = _("non publié")
_EVERY: Final = {
    "region": _("Toutes"),
    "annee": _("Toutes"),
    "organisation": _("Toutes"),
    "preambule": _("Tous"),
    "budget": _("Tous"),
}
# One request builds several filter sets: they read what the view looked up once.
HELD: Final[ContextVar[RegisterOutline | None]] = ContextVar("held", default=None)


class Menu(forms.Select):
    """A menu written at once: a template for each of its lines costs more than the page."""

    def render(
        self, name: str, value: Any, attrs: Mapping[str, Any] | None = None, renderer: Any = None
    ) -> SafeString:
        """Write the menu, its chosen line marked."""
        chosen = "" if value is None else str(value)
        lines = format_html_join(
            "",
            '<option value="{}"{}>{}</option>',
            (
                (code, mark_safe(" selected") if str(code) == chosen else "", words)
                for code, words in self.choices
            ),
        )
        return format_html("<select{}>{}</select>", flatatt({"name": name, **(attrs or {})}), lines)


class SelectFilter(django_filters.Filter):
    """One choice among many, in a menu whose every line carries its count."""

    field_class = forms.ChoiceField


class RegisterFilters(FilterSet):
    """Kind, level, state, exercise; region, year of signature, organisation."""

    nature = MultipleChoiceFilter(
        field_name="kind", choices=Kind.choices, label=_("Nature"), distinct=False
    )
    niveau = MultipleChoiceFilter(
        field_name="level", choices=Level.choices, label=_("Niveau"), distinct=False
    )
    etat = MultipleChoiceFilter(
        field_name="status", choices=Status.choices, label=_("État"), distinct=False
    )
    exercice = MultipleChoiceFilter(
        field_name="is_exercise",
        choices=(("False", _("publique et sourcée")), ("True", _("exercice"))),
        label=_("Origine"),
        distinct=False,
    )
    region = SelectFilter(label=_("Région"), method="of_region", required=False)
    annee = SelectFilter(label=_("Année de signature"), method="of_year", required=False)
    organisation = SelectFilter(label=_("Organisation"), method="of_body", required=False)
    preambule = SelectFilter(label=_("Texte cité en préambule"), method="of_cited", required=False)
    budget = SelectFilter(label=_("Budget"), method="of_budget", required=False)
    duree = MultipleChoiceFilter(
        field_name="duration_kind", choices=DurationKind.choices, label=_("Durée"), distinct=False
    )

    def __init__(
        self, data: QueryDict | None = None, queryset: QuerySet[Any] | None = None, **rest: Any
    ) -> None:
        """Give the menus their lines, counted on the whole register."""
        super().__init__(data, queryset, **rest)
        found = HELD.get() or outline()
        choices: dict[str, Iterable[tuple[str, str]]] = {
            "region": _lines(found.regions),
            "annee": ((str(year), f"{year} ({number(count)})") for year, count in found.years),
            "organisation": _lines(found.organisations),
            "preambule": _lines(found.cited),
            "budget": _budget_lines(found),
        }
        for name, lines in choices.items():
            self.filters[name].extra |= {"choices": [("", _EVERY[name]), *lines], "widget": Menu}

    def of_region(self, rows: QuerySet[Any], name: str, value: str) -> QuerySet[Any]:
        """Keep the conventions of a region and of what lies in it."""
        return in_region(rows, value)

    def of_year(self, rows: QuerySet[Any], name: str, value: str) -> QuerySet[Any]:
        """Keep the conventions signed in a year."""
        return signed_in(rows, int(value))

    def of_cited(self, rows: QuerySet[Any], name: str, value: str) -> QuerySet[Any]:
        """Keep the conventions whose preamble rests on a thing."""
        return citing(rows, value)

    def of_budget(self, rows: QuerySet[Any], name: str, value: str) -> QuerySet[Any]:
        """Keep the conventions some money of which is published, or none."""
        return with_budget(rows, published=value == PUBLISHED)

    def of_body(self, rows: QuerySet[Any], name: str, value: str) -> QuerySet[Any]:
        """Keep the conventions that bind an organisation."""
        return signed_by(rows, value)


def outline() -> RegisterOutline:
    """What the register holds, read once until somebody writes."""
    return kept_until_write("register-outline", compute=register_outline)


def _budget_lines(found: RegisterOutline) -> Iterator[tuple[str, str]]:
    total = found.counts.records + found.counts.exercises
    yield PUBLISHED, f"{_IN_FIGURES} ({number(found.budgets)})"
    yield "non", f"{_UNSAID} ({number(total - found.budgets)})"


def _lines(items: Iterable[Counted]) -> Iterator[tuple[str, str]]:
    for item in items:
        name = local(item.labels)
        if item.acronym and item.acronym not in name:
            name = f"{item.acronym}{comma()}{name}"
        yield item.code, f"{name} ({number(item.count)})"
