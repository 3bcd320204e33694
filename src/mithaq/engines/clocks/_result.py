"""Where the clock of one side stands at an instant, and how it came there."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum
from typing import Final
from zoneinfo import ZoneInfo

from mithaq.engines.clocks._calendar import WorkingCalendar
from mithaq.engines.clocks._problem import Norm, Unit

INSTANT: Final = timedelta(microseconds=1)


class ClockState(StrEnum):
    """Where a side stands with its promise.

    ``closed`` is said of a side without norm: nothing was promised, so nothing is met or missed.
    ``silent`` is a delay passed without answer when the law draws an effect from it.
    """

    NOT_STARTED = "not_started"
    RUNNING = "running"
    PAUSED = "paused"
    LATE = "late"
    SILENT = "silent"
    MET = "met"
    CLOSED_LATE = "closed_late"
    CLOSED = "closed"


# Late now, and late now or when it answered: written once for everybody who says so.
LATE: Final = frozenset({ClockState.LATE, ClockState.SILENT})
EVER_LATE: Final = LATE | {ClockState.CLOSED_LATE}


class Wait(StrEnum):
    """Why a clock does not run: one completion asked, another side waited for, or the end."""

    COMPLETION = "completion"
    OTHER_SIDE = "other_side"
    CLOSED = "closed"


@dataclass(frozen=True, slots=True)
class Stretch:
    """A time without change: running when ``wait`` is None; ``until`` is None for the one at hand.

    ``used`` is what the stretch itself used, in the grain of the reading.
    """

    wait: Wait | None
    since: datetime
    until: datetime | None
    used: int
    reason: str = ""


@dataclass(frozen=True, slots=True)
class ClockStep:
    """One line of an explanation, in plain data: the page says it in words.

    Codes: received, ran, completion, other_side, closed, transferred, holiday, completion_asked,
    then one of due, passed, silence, met.
    """

    code: str
    at: datetime
    until: datetime | None = None
    used: int = 0
    remaining: int | None = None
    reason: str = ""


@dataclass(frozen=True, slots=True)
class ClockReading:
    """The clock of a side at an instant.

    ``used`` and ``remaining`` are whole minutes for a norm in working hours, days begun otherwise.
    ``due_at`` is in universal time; it is None without norm, before receipt and while paused in
    time. Once passed it stays where it was: no later pause, transfer or reopening cures lateness.
    """

    at: datetime
    state: ClockState
    unit: Unit
    norm: Norm | None
    calendar: WorkingCalendar
    used: int = 0
    remaining: int | None = None
    due_at: datetime | None = None
    is_passed: bool = False
    is_paused: bool = False
    received_at: datetime | None = None
    closed_at: datetime | None = None
    completion_asked_at: datetime | None = None
    transfers: tuple[datetime, ...] = ()
    stretches: tuple[Stretch, ...] = ()

    @property
    def due_on(self) -> date | None:
        """The day on which it is due, as the calendar of the side reads it; midnight ends a day."""
        return self._local(self.due_at - INSTANT) if self.due_at else None

    @property
    def overrun(self) -> int:
        """What was used beyond the norm; nought for a day passed within the last one."""
        return max(0, self.used - self._allowed()) if self.norm and self.is_passed else 0

    @property
    def silence(self) -> str | None:
        """The effect that the law drew from silence, even when an answer came afterwards."""
        return self.norm.silence if self.norm and self.is_passed else None

    @property
    def pauses(self) -> tuple[Stretch, ...]:
        """The times that were not counted against the side while its file was open."""
        return tuple(item for item in self.stretches if item.wait not in (None, Wait.CLOSED))

    @property
    def waits_for(self) -> Wait | None:
        """Why the clock does not run now."""
        return self.stretches[-1].wait if self.stretches else None

    def holidays(self) -> tuple[date, ...]:
        """The holidays that moved the deadline: each would otherwise have been worked.

        None when days are counted by the calendar. The day a stretch begins on is counted in hours
        only.
        """
        if self.unit is Unit.CALENDAR_DAYS:
            return ()
        found: set[date] = set()
        for item in self.stretches:
            if item.wait is None:
                first = self._local(item.since)
                last = self._local((item.until or max(self.due_at or self.at, self.at)) - INSTANT)
                if self.unit is Unit.WORKING_DAYS:
                    first += timedelta(days=1)
                found.update(day for day in self.calendar.holidays if first <= day <= last)
        return tuple(sorted(day for day in found if self.calendar.usual_slots_on(day)))

    def explain(self) -> tuple[ClockStep, ...]:
        """Tell what counted and what did not, in order of time; the end is said last."""
        steps = sorted(self._steps(), key=lambda step: step.at)
        return (*steps, *self._end())

    def _steps(self) -> Iterator[ClockStep]:
        if self.received_at:
            yield ClockStep("received", self.received_at)
        total = 0
        for item in self.stretches:
            total += item.used
            left = max(0, self._allowed() - total) if self.norm else None
            code = item.wait or "ran"
            yield ClockStep(code, item.since, item.until, item.used, left, item.reason)
        # A request that does not stop the clock is said all the same.
        if self.completion_asked_at and self.norm and not self.norm.completion_pauses:
            yield ClockStep("completion_asked", self.completion_asked_at)
        yield from (ClockStep("transferred", at) for at in self.transfers)
        zone = ZoneInfo(self.calendar.zone)
        for on in self.holidays():
            yield ClockStep("holiday", datetime(on.year, on.month, on.day, tzinfo=zone))

    def _end(self) -> Iterator[ClockStep]:
        if self.due_at is None:
            return
        code = "met" if self.state is ClockState.MET else "due"
        if self.is_passed:
            code = "silence" if self.silence else "passed"
        reason = self.silence or ""
        yield ClockStep(code, self.due_at, None, self.used, self.remaining, reason)

    def _allowed(self) -> int:
        if self.norm is None:
            return 0
        return self.norm.amount * (60 if self.norm.unit is Unit.WORKING_HOURS else 1)

    def _local(self, at: datetime) -> date:
        return at.astimezone(ZoneInfo(self.calendar.zone)).date()
