"""What the journal can be narrowed by."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta

from django import forms
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django_filters import CharFilter, DateFilter, FilterSet, MultipleChoiceFilter

from mithaq.web.accounts.words import ACTIONS, OBJECTS

DAY = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")


class JournalFilter(FilterSet):
    """By action, kind of object, author and days."""

    actor = CharFilter(field_name="actor_label", lookup_expr="icontains", label=_("Auteur"))
    since = DateFilter(method="keep_since", label=_("Depuis le"), widget=DAY)
    until = DateFilter(method="keep_until", label=_("Jusqu’au"), widget=DAY)
    object_type = MultipleChoiceFilter(
        field_name="object_type", label=_("Objet"), choices=tuple(OBJECTS.items()), distinct=False
    )
    action = MultipleChoiceFilter(
        field_name="action", label=_("Action"), choices=tuple(ACTIONS.items()), distinct=False
    )

    def keep_since(self, rows: QuerySet, name: str, day: date) -> QuerySet:  # type: ignore[type-arg]
        """Keep what was done on a day of Morocco or later."""
        return rows.filter(at__gte=_midnight(day))

    def keep_until(self, rows: QuerySet, name: str, day: date) -> QuerySet:  # type: ignore[type-arg]
        """Keep what was done on a day of Morocco or before."""
        return rows.filter(at__lt=_midnight(day + timedelta(days=1)))


def _midnight(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time.min))
