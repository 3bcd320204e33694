"""A promised cadence in days: the windows it opens, the sittings owed, the next working day."""

from __future__ import annotations

import calendar
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from mithaq.apps.conventions.choices import CadencePeriod
from mithaq.apps.reference.queries import is_working_day

MONTHS_OF: Final = {CadencePeriod.MONTH: 1, CadencePeriod.QUARTER: 3, CadencePeriod.YEAR: 12}
DAYS_OF: Final = {CadencePeriod.MONTH: 30, CadencePeriod.QUARTER: 91, CadencePeriod.YEAR: 365}
LONGEST_CLOSURE: Final = 60


@dataclass(frozen=True, slots=True, kw_only=True)
class Window:
    """One stretch of days in which a sitting is owed; `held` is the meeting that answered it."""

    first: date
    last: date
    held: int | None = None

    @property
    def is_held(self) -> bool:
        """Tell whether a meeting was held in it."""
        return self.held is not None


def months_after(on: date, months: int) -> date:
    """The same day some months later, or the last of that month when it has no such day."""
    index = on.year * 12 + on.month - 1 + months
    year, month = index // 12, index % 12 + 1
    return date(year, month, min(on.day, calendar.monthrange(year, month)[1]))


def step_after(start: date, steps: int, *, count: int, period: str) -> date:
    """The first day of the n-th stretch of a cadence of `count` sittings a `period`."""
    kind = CadencePeriod(period)
    months = MONTHS_OF[kind]
    if months * steps % count == 0 and months % count == 0:
        return months_after(start, months // count * steps)
    return start + timedelta(days=DAYS_OF[kind] * steps // count)


def windows(
    start: date, until: date, *, count: int | None, period: str, held: Iterable[tuple[date, int]]
) -> tuple[Window, ...]:
    """Cut the time from `start` to `until` in stretches, each with the first meeting held in it.

    A stretch that is not over on `until` is not owed yet: it is given only once it is held.
    """
    if not count or not period:
        return ()
    sat = sorted(held)
    found: list[Window] = []
    first, steps = start, 0
    while first <= until:
        steps += 1
        following = step_after(start, steps, count=count, period=period)
        last = following - timedelta(days=1)
        number = next((number for on, number in sat if first <= on <= last), None)
        if last < until or number is not None:
            found.append(Window(first=first, last=last, held=number))
        first = following
    return tuple(found)


def windows_as_amended(
    start: date,
    until: date,
    *,
    cadences: Iterable[tuple[date, int | None, str]],
    held: Iterable[tuple[date, int]],
) -> tuple[Window, ...]:
    """Cut the time in stretches, under each cadence from the day on which it was promised.

    A stretch that a new cadence cuts short is owed by nobody: the new promise replaces it.
    """
    steps, sat = list(cadences), list(held)
    found: list[Window] = []
    for place, (since, count, period) in enumerate(steps):
        is_last = place + 1 == len(steps)
        last = until if is_last else min(until, steps[place + 1][0] - timedelta(days=1))
        first = max(start, since)
        if first <= last:
            inside = [item for item in sat if first <= item[0] <= last]
            found += windows(first, last, count=count, period=period, held=inside)
    return tuple(found)


def next_working_day(on: date, is_open: Callable[[date], bool] = is_working_day) -> date:
    """The first day from `on` when offices are open: no week-end, no public holiday."""
    for days in range(LONGEST_CLOSURE):
        day = on + timedelta(days=days)
        if is_open(day):
            return day
    raise ValueError(f"No working day within {LONGEST_CLOSURE} days of {on}.")


def proposed_day(
    after: date,
    *,
    count: int | None,
    period: str,
    is_open: Callable[[date], bool] = is_working_day,
) -> date:
    """The day proposed for the next sitting: one stretch after the last, moved to a working day.

    Without a promised cadence, a month later.
    """
    wanted = (
        step_after(after, 1, count=count, period=period)
        if count and period
        else months_after(after, 1)
    )
    return next_working_day(wanted, is_open)
