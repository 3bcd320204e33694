"""What holds on a day: a bond without a first or a last day is taken to hold."""

from __future__ import annotations

from datetime import date

from django.db.models import Q


def in_force(on: date) -> Q:
    """The rows that hold on a day, first and last days counted."""
    begun = Q(starts_on__isnull=True) | Q(starts_on__lte=on)
    return begun & (Q(ends_on__isnull=True) | Q(ends_on__gte=on))
