"""The values of the law that operators replaced, and are not the law's own again."""

from __future__ import annotations

from datetime import datetime

from django.db.models import Q

from mithaq.apps.programmes.models import ParameterOverride
from mithaq.apps.programmes.queries.views import OverrideView


def overrides(path: str = "") -> tuple[OverrideView, ...]:
    """The replaced values that stand, by parameter then by day; those of one parameter when named.

    Withdrawn ones are in the journal.
    """
    rows = ParameterOverride.objects.filter(withdrawn_at__isnull=True)
    if path:
        rows = rows.filter(path=path)
    return tuple(_view(row) for row in rows.order_by("path", "since_on", "pk"))


def overrides_at(at: datetime) -> tuple[OverrideView, ...]:
    """The replaced values that stood at an instant: recorded by then, and not yet withdrawn."""
    rows = ParameterOverride.objects.filter(
        Q(withdrawn_at__isnull=True) | Q(withdrawn_at__gt=at), recorded_at__lte=at
    )
    return tuple(_view(row) for row in rows.order_by("path", "since_on", "pk"))


def override(pk: int) -> OverrideView | None:
    """A replaced value that stands, or nothing."""
    row = ParameterOverride.objects.filter(pk=pk, withdrawn_at__isnull=True).first()
    return _view(row) if row else None


def _view(row: ParameterOverride) -> OverrideView:
    return OverrideView(
        pk=row.pk,
        path=row.path,
        since_on=row.since_on,
        value=row.value,
        reason=row.reason,
        author=row.author,
        is_exercise=row.is_exercise,
        recorded_at=row.recorded_at,
    )
