"""A calendar laid on the line of instants: what is worked up to each of them, and back.

Instants are integers here: microseconds since 1970, universal time.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from functools import lru_cache
from typing import Final
from zoneinfo import ZoneInfo

from mithaq.engines.clocks._calendar import WorkingCalendar
from mithaq.engines.clocks._problem import Unit

EPOCH: Final = datetime(1970, 1, 1, tzinfo=UTC)
MICROSECOND: Final = timedelta(microseconds=1)
SECOND: Final = 1_000_000
MINUTE: Final = 60 * SECOND
DAY: Final = timedelta(days=1)
# Laying a year costs a few milliseconds: a date mistyped must not lay a thousand of them.
FIRST_YEAR: Final = 1900
LAST_YEAR: Final = 2600
GRAINS: Final = {Unit.WORKING_HOURS: MINUTE, Unit.WORKING_DAYS: 1, Unit.CALENDAR_DAYS: 1}
LEGAL_UNITS: Final = {Unit.WORKING_HOURS: 60 * MINUTE, Unit.WORKING_DAYS: 1, Unit.CALENDAR_DAYS: 1}


def mark(at: datetime) -> int:
    """The place of an instant on the line."""
    return (at - EPOCH) // MICROSECOND


def instant(place: int) -> datetime:
    """The instant of a place on the line, in universal time."""
    return EPOCH + timedelta(microseconds=place)


@dataclass(slots=True)
class _Table:
    """Whole years of a calendar: worked intervals and days, each with its running total."""

    first_year: int
    last_year: int
    opens: list[int] = field(default_factory=list)
    shuts: list[int] = field(default_factory=list)
    worked: list[int] = field(default_factory=list)
    days: list[int] = field(default_factory=list)
    counted: list[int] = field(default_factory=list)
    day_shuts: list[int] = field(default_factory=list)

    def add(self, begins: int, intervals: list[tuple[int, int]]) -> None:
        """Lay one more day."""
        total = self.worked[-1] if self.worked else 0
        for opens, shuts in intervals:
            total += shuts - opens
            self.opens.append(opens)
            self.shuts.append(shuts)
            self.worked.append(total)
        if intervals:
            self.day_shuts.append(intervals[-1][1])
        self.days.append(begins)
        self.counted.append(len(self.day_shuts))

    def day_of(self, place: int) -> int:
        """The rank of the day that holds a place."""
        return bisect_right(self.days, place) - 1

    def worked_at(self, place: int) -> int:
        """What is worked from the beginning of the table to a place."""
        rank = bisect_right(self.opens, place) - 1
        if rank < 0:
            return 0
        return self.worked[rank] - max(0, self.shuts[rank] - place)


class Line:
    """The years of a calendar that were asked for, laid once."""

    def __init__(self, calendar: WorkingCalendar) -> None:
        """Begin with no year."""
        self.calendar = calendar
        self.zone = ZoneInfo(calendar.zone)
        self._table: _Table | None = None

    def between(self, unit: Unit, since: int, until: int) -> int:
        """What is used from one place to a later one: microseconds worked, or days begun.

        The day of the first place is not counted, that of the last one is: a case received on
        Monday and answered on Tuesday took one day.
        """
        table = self._covering(since, until)
        if unit is Unit.WORKING_HOURS:
            return table.worked_at(until) - table.worked_at(since)
        first, last = table.day_of(since), table.day_of(until)
        if unit is Unit.CALENDAR_DAYS:
            return last - first
        return table.counted[last] - table.counted[first]

    def after(self, unit: Unit, since: int, amount: int) -> int:
        """The first place, not before ``since``, where an amount is used up.

        Hours end where the last one is worked; days end when offices close, calendar days at
        midnight. With nothing left, it is the end of the day at hand, or the next open moment.
        """
        table = self._covering(since, since)
        while True:
            found = _reach(table, unit, since, amount)
            if found is not None:
                return found
            span = table.last_year - table.first_year + 1
            table = self._lay(table.first_year, table.last_year + span)

    def carried(self, place: int) -> int:
        """The end of the first working day that is not before the day of a place."""
        while True:
            table = self._covering(place, place)
            for day in range(table.day_of(place), len(table.days) - 1):
                if table.counted[day] > (table.counted[day - 1] if day else 0):
                    return table.days[day + 1] - 1
            place = table.days[-1]

    def _covering(self, since: int, until: int) -> _Table:
        table = self._table
        if table is not None and table.days[0] <= since and until < table.days[-1]:
            return table
        # A day on each side: the local year is not that of universal time.
        first, last = (instant(since) - DAY).year, (instant(until) + DAY).year
        if table is not None:
            first, last = min(first, table.first_year), max(last, table.last_year)
        return self._lay(first, last)

    def _lay(self, first: int, last: int) -> _Table:
        """Lay whole years, and one day more, whose beginning is the end of the last one."""
        if first < FIRST_YEAR or last > LAST_YEAR:
            raise ValueError(f"No delay of this calendar runs from {first} to {last}.")
        table = _Table(first, last)
        day, end = date(first, 1, 1), date(last + 1, 1, 1)
        begins = self._midnight(day)
        while day <= end:
            following = self._midnight(day + DAY)
            table.add(begins, list(self._intervals(day, begins, following)) if day < end else [])
            day, begins = day + DAY, following
        self._table = table
        return table

    def _midnight(self, day: date) -> int:
        return mark(datetime(day.year, day.month, day.day, tzinfo=self.zone))

    def _intervals(self, day: date, begins: int, ends: int) -> Iterator[tuple[int, int]]:
        """The open intervals of a day; on the night clocks change, by each hour in turn."""
        slots = self.calendar.slots_on(day)
        if not slots:
            return
        before, after = self._offset(begins), self._offset(ends - SECOND)
        turns = ends if before == after else self._turn(begins, ends, before)
        midnight = mark(datetime(day.year, day.month, day.day, tzinfo=UTC))
        for offset, low, high in ((before, begins, turns), (after, turns, ends)):
            for start, end in slots:
                opens = max(low, midnight + start * MINUTE - offset)
                shuts = min(high, midnight + end * MINUTE - offset)
                if opens < shuts:
                    yield opens, shuts

    def _turn(self, begins: int, ends: int, before: int) -> int:
        low, high = begins // SECOND, ends // SECOND
        while high - low > 1:
            middle = (low + high) // 2
            low, high = (middle, high) if self._offset(middle * SECOND) == before else (low, middle)
        return high * SECOND

    def _offset(self, place: int) -> int:
        shift = instant(place).astimezone(self.zone).utcoffset()
        return 0 if shift is None else shift // MICROSECOND


def _reach(table: _Table, unit: Unit, since: int, amount: int) -> int | None:
    """Where an amount is used up, or nothing when the table ends before."""
    if unit is Unit.WORKING_HOURS:
        if amount <= 0:
            rank = bisect_left(table.shuts, since)
            return max(since, table.opens[rank]) if rank < len(table.shuts) else None
        target = table.worked_at(since) + amount
        rank = bisect_left(table.worked, target)
        return (
            table.shuts[rank] - (table.worked[rank] - target) if rank < len(table.opens) else None
        )
    today = table.day_of(since)
    if unit is Unit.CALENDAR_DAYS:
        last = today + max(0, amount) + 1
        return table.days[last] - 1 if last < len(table.days) else None
    rank = table.counted[today] + amount - 1 if amount > 0 else bisect_left(table.day_shuts, since)
    return table.day_shuts[rank] if rank < len(table.day_shuts) else None


@lru_cache(maxsize=64)
def line_of(calendar: WorkingCalendar) -> Line:
    """The line of a calendar; equal calendars share it."""
    return Line(calendar)
