"""Public holidays, and the working days that they leave."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from django.db.models import QuerySet
from django.db.models.functions import ExtractYear

from mithaq.apps.reference.choices import HolidayKind
from mithaq.apps.reference.models import Holiday
from mithaq.base.text import Labels

WEEKEND: Final = (5, 6)


@dataclass(frozen=True, slots=True, kw_only=True)
class HolidayView:
    """One day off, as a form corrects it."""

    id: int
    on: date
    labels: Labels
    kind: str
    kind_label: str
    is_estimate: bool
    is_edited: bool
    is_cancelled: bool


def holidays(year: int) -> QuerySet[Holiday]:
    """The days off of a year, cancelled ones included: they are shown as such."""
    return Holiday.objects.filter(on__year=year).order_by("on", "label_fr")


def holiday_years() -> tuple[int, ...]:
    """The years that the calendar covers."""
    years = (
        Holiday.objects.order_by().annotate(year=ExtractYear("on")).values_list("year", flat=True)
    )
    return tuple(sorted(set(years)))


def holiday(holiday_id: int) -> HolidayView | None:
    """One day off, or nothing."""
    row = Holiday.objects.filter(pk=holiday_id).first()
    if row is None:
        return None
    return HolidayView(
        id=row.pk,
        on=row.on,
        labels=row.labels,
        kind=row.kind,
        kind_label=row.get_kind_display(),
        is_estimate=row.kind == HolidayKind.LUNAR_ESTIMATED,
        is_edited=row.is_edited,
        is_cancelled=row.is_cancelled,
    )


def is_working_day(on: date) -> bool:
    """Tell whether offices are open: neither Saturday, Sunday nor a public holiday."""
    return on.weekday() not in WEEKEND and not _days_off(on, on)


def working_days_between(start: date, end: date) -> int:
    """Count the working days after `start`, up to `end` included; none when `end` is earlier.

    A case received on Monday and answered on Tuesday took one working day.
    """
    first = start + timedelta(days=1)
    if end < first:
        return 0
    off = _days_off(first, end)
    days = (first + timedelta(days=step) for step in range((end - first).days + 1))
    return sum(1 for day in days if day.weekday() not in WEEKEND and day not in off)


def _days_off(start: date, end: date) -> set[date]:
    rows = Holiday.objects.filter(on__range=(start, end), is_cancelled=False)
    return set(rows.values_list("on", flat=True))
