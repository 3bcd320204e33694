"""What the journal can be narrowed by."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from typing import Any

from django import forms
from django.db.models import Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django_filters import CharFilter, DateFilter, FilterSet, MultipleChoiceFilter

from mithaq.base.text import alike_pattern
from mithaq.web.accounts.words import ACTIONS, OBJECTS

DAY = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")


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


class JournalFilter(FilterSet):
    """By action, kind of object, author and days."""

    actor = CharFilter(method="keep_author", label=_("Auteur"))
    since = DateFilter(method="keep_since", label=_("Depuis le"), widget=DAY)
    until = DateFilter(method="keep_until", label=_("Jusqu’au"), widget=DAY)
    object_type = MultipleChoiceFilter(
        field_name="object_type", label=_("Objet"), choices=tuple(OBJECTS.items()), distinct=False
    )
    action = MultipleChoiceFilter(
        field_name="action", label=_("Action"), choices=tuple(ACTIONS.items()), distinct=False
    )

    class Meta:
        form = PeriodForm

    def keep_author(self, rows: QuerySet, name: str, words: str) -> QuerySet:  # type: ignore[type-arg]
        """Keep the lines of a person, by the name of the line or by the Arabic one."""
        for word in words.split():
            pattern = alike_pattern(word)
            rows = rows.filter(
                Q(actor_label__iregex=pattern) | Q(actor__full_name_ar__iregex=pattern)
            )
        return rows

    def keep_since(self, rows: QuerySet, name: str, day: date) -> QuerySet:  # type: ignore[type-arg]
        """Keep what was done on a day of Morocco or later."""
        return rows.filter(at__gte=_midnight(day))

    def keep_until(self, rows: QuerySet, name: str, day: date) -> QuerySet:  # type: ignore[type-arg]
        """Keep what was done on a day of Morocco or before."""
        return rows.filter(at__lt=_midnight(day + timedelta(days=1)))


def _midnight(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time.min))
