"""The filters of the register; each choice shows how many lines it would leave."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from contextvars import ContextVar
from typing import Any, Final

import django_filters
from django import forms
from django.core.cache import cache
from django.db.models import QuerySet
from django.forms.utils import flatatt
from django.http import QueryDict
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext_lazy as _
from django_filters import FilterSet, MultipleChoiceFilter

from mithaq.apps.accounts.queries import audit_lines
from mithaq.apps.conventions.choices import Kind, Level, Status
from mithaq.apps.conventions.queries import (
    Counted,
    RegisterOutline,
    in_region,
    register_outline,
    signed_by,
    signed_in,
)
from mithaq.web.conventions.values import comma
from mithaq.web.shell.numbers import number
from mithaq.web.shell.words import local

KEPT_SECONDS: Final = 3600


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
        }
        for name, lines in choices.items():
            self.filters[name].extra |= {"choices": [("", _("Toutes")), *lines], "widget": Menu}

    def of_region(self, rows: QuerySet[Any], name: str, value: str) -> QuerySet[Any]:
        """Keep the conventions of a region and of what lies in it."""
        return in_region(rows, value)

    def of_year(self, rows: QuerySet[Any], name: str, value: str) -> QuerySet[Any]:
        """Keep the conventions signed in a year."""
        return signed_in(rows, int(value))

    def of_body(self, rows: QuerySet[Any], name: str, value: str) -> QuerySet[Any]:
        """Keep the conventions that bind an organisation."""
        return signed_by(rows, value)


def outline() -> RegisterOutline:
    """What the register holds, kept until the journal has a new line.

    Every write leaves a line, and its public number is drawn at random: two states of a register,
    or two databases, never share one.
    """
    last = audit_lines().values_list("public_id", flat=True).first()
    key = f"register-outline:{last}"
    found: RegisterOutline | None = cache.get(key) if last else None
    if found is None:
        found = register_outline()
        if last:
            cache.set(key, found, KEPT_SECONDS)
    return found


def _lines(items: Iterable[Counted]) -> Iterator[tuple[str, str]]:
    for item in items:
        name = local(item.labels)
        if item.acronym and item.acronym not in name:
            name = f"{item.acronym}{comma()}{name}"
        yield item.code, f"{name} ({number(item.count)})"
