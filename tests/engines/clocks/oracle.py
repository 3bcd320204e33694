"""The same answers by walking every minute: slow, and too simple to be wrong in the same way."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo

from mithaq.engines.clocks import Event, Norm, Unit, WorkingCalendar

MINUTE = timedelta(minutes=1)


class Wall:
    """What a clock on the wall shows at each minute, and whether the office is open."""

    def __init__(self, calendar: WorkingCalendar, first: datetime, days: int) -> None:
        self.calendar, self.first = calendar, first
        shown = [
            (first + n * MINUTE).astimezone(ZoneInfo(calendar.zone)) for n in range(days * 1440)
        ]
        self.day: list[date] = [moment.date() for moment in shown]
        slots = {day: calendar.slots_on(day) for day in set(self.day)}
        self.is_open = [
            any(low <= moment.hour * 60 + moment.minute < high for low, high in slots[on])
            for moment, on in zip(shown, self.day, strict=True)
        ]
        self.closing = {day: n + 1 for n, day in enumerate(self.day) if self.is_open[n]}
        self.midnight = {day: n + 1 for n, day in enumerate(self.day)}

    def minute(self, at: datetime) -> int:
        return (at - self.first) // MINUTE


@lru_cache
def wall_of(calendar: WorkingCalendar, first: datetime, days: int) -> Wall:
    return Wall(calendar, first, days)


def stretches(events: Sequence[Event], norm: Norm, at: datetime) -> list[tuple[datetime, datetime]]:
    """When the clock of a valid history runs, up to an instant."""
    found, since, asked, paused, closed = [], None, False, False, False
    for event in [e for e in events if e.at <= at]:
        match event.kind.value:
            case "completion_asked":
                asked = norm.completion_pauses
            case "completed":
                asked = False
            case "paused":
                paused = norm.silence is None
            case "resumed":
                paused = False
            case "closed":
                asked, paused, closed = False, False, True
            case "reopened":
                closed = False
        runs = not (asked or paused or closed)
        if since is not None and not runs:
            found.append((since, event.at))
            since = None
        elif since is None and runs:
            since = event.at
    return found if since is None else [*found, (since, at)]


def oracle(
    events: Sequence[Event], wall: Wall, *, norm: Norm, at: datetime
) -> tuple[int, int | None, bool]:
    """Used, the minute it is due if the last stretch has one, and whether it is passed."""
    used, due, passed = 0, None, False
    walk = _hours if norm.unit is Unit.WORKING_HOURS else _days
    for since, until in stretches(events, norm, at):
        if since == until and until != at:
            continue
        first, last = wall.minute(since), wall.minute(until)
        more, reached = walk(wall, first, last, norm=norm, used=used)
        if not passed:
            due, passed = reached, last > reached
        used += more
    return used, due, passed


def _hours(wall: Wall, first: int, last: int, *, norm: Norm, used: int) -> tuple[int, int]:
    left, now = norm.amount * 60 - used, first
    while left > 0 or not (wall.is_open[now] or wall.is_open[now - 1]):
        if wall.is_open[now]:
            left -= 1
        now += 1
    return sum(wall.is_open[first:last]), now


def _days(wall: Wall, first: int, last: int, *, norm: Norm, used: int) -> tuple[int, int]:
    by_calendar = norm.unit is Unit.CALENDAR_DAYS
    ends = wall.midnight if by_calendar else wall.closing
    begun = {day for day in wall.day[first : last + 1] if day in ends} - {wall.day[first]}
    left, now, day = norm.amount - used, first, wall.day[first]
    while left > 0:
        now += 1
        if wall.day[now] != day:
            day = wall.day[now]
            left -= day in ends
    while day not in ends or ends[day] < first or (norm.carries_over and day not in wall.closing):
        day += timedelta(days=1)
    return len(begun), ends[day]
