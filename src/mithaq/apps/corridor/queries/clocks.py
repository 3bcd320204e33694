"""The clock of each side, read from its events on the calendar of its institution."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime
from typing import Final
from zoneinfo import ZoneInfo

from mithaq.apps.corridor.choices import USUAL_HOURS
from mithaq.apps.corridor.choices.cases import SideEventKind
from mithaq.apps.corridor.models import CorridorInstitution, Side, SideEvent, SideNorm
from mithaq.apps.programmes.choices import SilenceEffect
from mithaq.apps.reference.models import Holiday
from mithaq.engines.clocks import (
    ClockReading,
    Event,
    EventKind,
    Norm,
    Unit,
    WorkingCalendar,
    deadline,
    elapsed,
)

ZONE: Final = "Africa/Casablanca"
Hours = Mapping[str, Sequence[Sequence[int]]]


def days_off() -> frozenset[date]:
    """Every public holiday on record that stands: one query for all the clocks of a page."""
    rows = Holiday.objects.filter(is_cancelled=False).values_list("on", flat=True)
    return frozenset(rows)


def calendar_of(hours: Hours, holidays: frozenset[date]) -> WorkingCalendar:
    """The working calendar of an institution from its opening hours."""
    slots = {
        int(day): tuple((int(slot[0]), int(slot[1])) for slot in given)
        for day, given in hours.items()
    }
    return WorkingCalendar(zone=ZONE, slots=slots, holidays=holidays)


def norm_of(row: SideNorm | None) -> Norm | None:
    """The norm of a side as the engine reads it; a side may have promised nothing."""
    if row is None:
        return None
    silence = row.silence if row.silence == SilenceEffect.ACCEPTANCE else None
    return Norm(
        amount=row.amount,
        unit=Unit(row.unit),
        silence=silence,
        completion_pauses=row.completion_pauses,
    )


def clocks_of(sides: Iterable[Side], *, at: datetime) -> dict[int, ClockReading]:
    """The clocks of some sides at an instant, by side, in three queries whatever their number."""
    rows = list(sides)
    if not rows:
        return {}
    events: dict[int, list[SideEvent]] = defaultdict(list)
    found = SideEvent.objects.filter(side__in=[row.pk for row in rows])
    for item in found.order_by("happened_at", "pk"):
        events[item.side_id].append(item)
    hours = _hours(rows)
    holidays = days_off()
    calendars: dict[str, WorkingCalendar] = {}
    read = {}
    for row in rows:
        mine = hours.get((row.case.corridor_id, row.institution_id), USUAL_HOURS)
        key = repr(mine)
        if key not in calendars:
            calendars[key] = calendar_of(mine, holidays)
        read[row.pk] = _read(events[row.pk], calendars[key], norm=norm_of(row.norm), at=at)
    return read


def _read(
    told: Sequence[SideEvent], calendar: WorkingCalendar, *, norm: Norm | None, at: datetime
) -> ClockReading:
    """The clock of the period under way: a case opened again is received anew, with its reason.

    The one completion request of a case is not given back with the delay.
    """
    known = [item for item in told if item.happened_at <= at]
    opened = [n for n, item in enumerate(known) if item.kind == SideEventKind.RENEWED]
    events = [_event(item) for item in _fitting(known[opened[-1] :] if opened else known)]
    reading = deadline(events, calendar, norm=norm, at=at)
    asked = (item.happened_at for item in known if item.kind == SideEventKind.COMPLETION_ASKED)
    return replace(reading, completion_asked_at=next(asked, None)) if opened else reading


def _fitting(known: Sequence[SideEvent]) -> list[SideEvent]:
    """Without the stops and starts of a turn that an act dated before them, told later, undid."""
    kept, is_paused, is_closed = [], False, False
    for item in known:
        if item.kind in (SideEventKind.PAUSED, SideEventKind.RESUMED):
            stops = item.kind == SideEventKind.PAUSED
            if is_closed or stops == is_paused:
                continue
            is_paused = stops
        elif item.kind == SideEventKind.CLOSED:
            is_closed, is_paused = True, False
        elif item.kind == SideEventKind.REOPENED:
            is_closed = False
        kept.append(item)
    return kept


def _event(item: SideEvent) -> Event:
    is_new = item.kind == SideEventKind.RENEWED
    kind = EventKind.RECEIVED if is_new else EventKind(item.kind)
    return Event(kind, item.happened_at, item.reason)


def open_clock_count() -> int:
    """How many clocks run or wait: open sides that promised a delay."""
    return Side.objects.filter(is_open=True, norm__isnull=False).count()


def is_opening_hour(side: Side, moment: datetime) -> bool:
    """Whether the institution of a side is open at an instant: its slots, less public holidays."""
    hours = _hours([side]).get((side.case.corridor_id, side.institution_id), USUAL_HOURS)
    local = moment.astimezone(ZoneInfo(ZONE))
    minute = local.hour * 60 + local.minute
    slots = calendar_of(hours, days_off()).slots_on(local.date())
    return any(start <= minute < end for start, end in slots)


def working_days(since: datetime, until: datetime) -> int:
    """The working days between two instants on the usual hours, whatever the pauses."""
    calendar = calendar_of(USUAL_HOURS, days_off())
    return elapsed(since, until, calendar=calendar, unit=Unit.WORKING_DAYS)


def _hours(rows: Sequence[Side]) -> dict[tuple[int, int], Hours]:
    found = CorridorInstitution.objects.filter(
        corridor__in={row.case.corridor_id for row in rows},
        organisation__in={row.institution_id for row in rows},
    )
    return {
        (corridor, body): hours
        for corridor, body, hours in found.values_list("corridor", "organisation", "hours")
    }
