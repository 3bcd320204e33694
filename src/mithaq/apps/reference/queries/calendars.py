"""Public holidays, and the working days that they leave."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from django.db.models import Q, QuerySet
from django.db.models.functions import ExtractYear

from mithaq.apps.reference.choices import HolidayKind
from mithaq.apps.reference.models import Holiday
from mithaq.base.text import Labels, alike_pattern

WEEKEND: Final = (5, 6)
NEXT_DAY: Final = timedelta(days=2)
SAME_FEAST: Final = timedelta(days=5)


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


def feast_days(rows: Iterable[Holiday]) -> dict[int, tuple[int, int]]:
    """The rank of each day in a feast of several days, and how many it has: key → (1, 2).

    Days of one name, each at most two days after the one before, are one feast.
    """
    feasts: list[list[Holiday]] = []
    for row in sorted(rows, key=lambda row: (row.label_fr, row.on)):
        last = feasts[-1][-1] if feasts else None
        if last and last.label_fr == row.label_fr and row.on - last.on <= NEXT_DAY:
            feasts[-1].append(row)
        else:
            feasts.append([row])
    return {
        row.pk: (rank, len(feast))
        for feast in feasts
        if len(feast) > 1
        for rank, row in enumerate(feast, start=1)
    }


def feast_of(holiday_id: int) -> tuple[Holiday, ...]:
    """The other days of the feast of a day, in order."""
    row = Holiday.objects.filter(pk=holiday_id).first()
    if row is None:
        return ()
    near = (row.on - SAME_FEAST, row.on + SAME_FEAST)
    found = Holiday.objects.filter(label_fr=row.label_fr, on__range=near, is_cancelled=False)
    return tuple(found.exclude(pk=row.pk).order_by("on"))


def holidays_to_confirm(*, until: date) -> QuerySet[Holiday]:
    """The days that the moon decides and whose date nobody confirmed, from the year's first."""
    return Holiday.objects.filter(
        kind=HolidayKind.LUNAR_ESTIMATED,
        is_cancelled=False,
        on__range=(date(until.year - 1, 1, 1), until),
    ).order_by("on", "pk")


def holidays(year: int) -> QuerySet[Holiday]:
    """The days off of a year, cancelled ones included: they are shown as such."""
    return Holiday.objects.filter(on__year=year).order_by("on", "label_fr")


def holidays_of_keys(keys: Iterable[int]) -> QuerySet[Holiday]:
    """The days off of some keys, as the journal names them."""
    return Holiday.objects.filter(pk__in=list(keys)).order_by("pk")


def holidays_holding(text: str) -> QuerySet[Holiday]:
    """The days off whose name holds every word in one language, accents and hamza aside."""
    rows = Holiday.objects.order_by("-on", "pk")
    for word in text.split():
        pattern = alike_pattern(word)
        rows = rows.filter(
            Q(label_fr__iregex=pattern) | Q(label_ar__iregex=pattern) | Q(label_en__iregex=pattern)
        )
    return rows


def holiday_names() -> tuple[Labels, ...]:
    """The names of the days off, each once."""
    rows = Holiday.objects.order_by("label_fr").values_list("label_fr", "label_ar", "label_en")
    return tuple(Labels(*texts) for texts in rows.distinct())


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
    return on.weekday() not in WEEKEND and not days_off_between(on, on)


def working_days_between(start: date, end: date) -> int:
    """Count the working days after `start`, up to `end` included; none when `end` is earlier.

    A case received on Monday and answered on Tuesday took one working day.
    """
    first = start + timedelta(days=1)
    if end < first:
        return 0
    off = days_off_between(first, end)
    days = (first + timedelta(days=step) for step in range((end - first).days + 1))
    return sum(1 for day in days if day.weekday() not in WEEKEND and day not in off)


def days_off_between(start: date, end: date) -> set[date]:
    """The public holidays from a day to another, both included; weekends are not among them."""
    rows = Holiday.objects.filter(on__range=(start, end), is_cancelled=False)
    return set(rows.values_list("on", flat=True))
