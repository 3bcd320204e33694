"""What the journal can be narrowed by."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any

from django import forms
from django.db.models import Q, QuerySet
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django_filters import CharFilter, DateFilter, Filter, FilterSet, MultipleChoiceFilter

from mithaq.apps.accounts.queries import audit_lines_of, under_bodies
from mithaq.apps.corridor.queries.of_companies import objects_of_companies
from mithaq.apps.organisations.queries import organisations, organisations_matching
from mithaq.base.text import alike_pattern, fold
from mithaq.web.accounts.action_groups import grouped_actions
from mithaq.web.accounts.objects import conventions_said, name_of
from mithaq.web.accounts.sitting_notes import DECISION, decision_said, sitting_of
from mithaq.web.accounts.words import ACTIONS, OBJECTS, object_words
from mithaq.web.shell.acts import BETWEEN

MOST_BODIES = 20
MEETING = "meeting"
DAY = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")


def in_order(words: Mapping[str, Promise]) -> list[tuple[str, str]]:
    """The choices by their words, in the alphabet of the page."""
    said = [(code, str(word)) for code, word in words.items()]
    return sorted(said, key=lambda choice: fold(choice[1]))


class PeriodForm(forms.Form):
    """Two days that are in order."""

    def clean(self) -> dict[str, Any]:
        """Say that the days are reversed, instead of finding nothing between them."""
        given = super().clean() or {}
        since, until = given.get("since"), given.get("until")
        if since and until and until < since:
            self.add_error(
                "until",
                _("Ce jour précède « Depuis le » : choisissez le même jour, ou un jour d’après."),
            )
        return given


@dataclass(frozen=True, slots=True)
class About:
    """One object, by its kind and its reference, and how the reader calls it."""

    kind: str
    reference: str
    said: str


class AboutField(forms.CharField):
    """« settlement:2026-000001 »: a kind and a reference, as links to the journal write them."""

    widget = forms.HiddenInput

    def clean(self, value: Any) -> About | None:
        """Read the object, and name it by its newest line."""
        text = str(super().clean(value) or "")
        kind, found, reference = text.partition(BETWEEN)
        if kind == DECISION and (sitting := sitting_of(reference)) is not None:
            return _decision(reference, *sitting)
        if not found or kind not in OBJECTS:
            return None
        line = audit_lines_of(object_type=kind, object_ref=reference).first()
        name = name_of(line) if line is not None else reference
        return About(kind, reference, f"{object_words(kind)} · {name}")


def _decision(reference: str, sitting: str, number: int) -> About:
    """One decision, under the name of its committee, of its sitting and of its convention."""
    line = audit_lines_of(object_type=MEETING, object_ref=sitting).first()
    name = name_of(line) if line is not None else sitting
    convention = conventions_said([line]).get(sitting, "") if line is not None else ""
    parts = (decision_said(sitting, number), name, convention)
    return About(DECISION, reference, " · ".join(part for part in parts if part))


class AboutFilter(Filter):
    """The lines of one object alone: a number names a case, a statement, a settlement…"""

    field_class = AboutField

    def filter(self, rows: QuerySet[Any], value: About | None) -> QuerySet[Any]:
        """Keep its lines; everything when no object is asked for."""
        if value is None:
            return rows
        if value.kind == DECISION and (sitting := sitting_of(value.reference)) is not None:
            number = sitting[1]
            about = Q(after__decision=number) | Q(before__decision=number)
            return rows.filter(about, object_type=MEETING, object_ref=sitting[0])
        return rows.filter(object_type=value.kind, object_ref=value.reference)


class JournalFilter(FilterSet):
    """By action, kind of object, author and days."""

    sur = AboutFilter(label=_("Sur"))
    actor = CharFilter(method="keep_author", label=_("Auteur"))
    body = CharFilter(method="keep_body", label=_("Organisation"))
    since = DateFilter(method="keep_since", label=_("Depuis le"), widget=DAY)
    until = DateFilter(method="keep_until", label=_("Jusqu’au"), widget=DAY)
    object_type = MultipleChoiceFilter(
        field_name="object_type",
        label=_("Objet"),
        choices=tuple(OBJECTS.items()),
        distinct=False,
    )
    action = MultipleChoiceFilter(
        field_name="action", label=_("Action"), choices=tuple(ACTIONS.items()), distinct=False
    )

    class Meta:
        form = PeriodForm

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Offer the choices in the alphabet of the page."""
        super().__init__(*args, **kwargs)
        self.filters["object_type"].extra["choices"] = in_order(OBJECTS)
        self.filters["action"].extra["choices"] = grouped_actions()

    def keep_author(self, rows: QuerySet, name: str, words: str) -> QuerySet:  # type: ignore[type-arg]
        """Keep the lines of a person, by the name of the line or by the Arabic one."""
        for word in words.split():
            pattern = alike_pattern(word)
            rows = rows.filter(
                Q(actor_label__iregex=pattern) | Q(actor__full_name_ar__iregex=pattern)
            )
        return rows

    def keep_body(self, rows: QuerySet, name: str, words: str) -> QuerySet:  # type: ignore[type-arg]
        """Keep what was done under the mandate of a body, to it or to what it holds: found by any
        of its names."""
        found = list(organisations_matching(organisations(), words)[:MOST_BODIES])
        slugs = [body.slug for body in found]
        said = under_bodies([body.label_fr for body in found])
        said |= Q(object_type="organisation", object_ref__in=slugs)
        for nature, references in objects_of_companies(slugs).items():
            said |= Q(object_type=nature, object_ref__in=references)
        return rows.filter(said)

    def keep_since(self, rows: QuerySet, name: str, day: date) -> QuerySet:  # type: ignore[type-arg]
        """Keep what was done on a day of Morocco or later."""
        return rows.filter(at__gte=_midnight(day))

    def keep_until(self, rows: QuerySet, name: str, day: date) -> QuerySet:  # type: ignore[type-arg]
        """Keep what was done on a day of Morocco or before."""
        return rows.filter(at__lt=_midnight(day + timedelta(days=1)))


def _midnight(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time.min))
