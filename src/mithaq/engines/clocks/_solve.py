"""Add up what each running stretch used, and find where the norm is used up."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import UTC, datetime

from mithaq.engines.clocks._calendar import WorkingCalendar
from mithaq.engines.clocks._problem import Event, Norm, Unit
from mithaq.engines.clocks._result import ClockReading, ClockState, Stretch, Wait
from mithaq.engines.clocks._solve_course import Course, follow
from mithaq.engines.clocks._solve_line import GRAINS, LEGAL_UNITS, Line, instant, line_of, mark


def deadline(
    events: Iterable[Event],
    calendar: WorkingCalendar,
    *,
    norm: Norm | None,
    at: datetime,
    unit: Unit = Unit.WORKING_DAYS,
) -> ClockReading:
    """Read the clock of a side at an instant; what happens later is not known yet.

    ``norm`` is the one in force for whoever holds the file now: nothing is kept of the norm of
    a former holder. Without norm, what is used is counted in ``unit`` and nothing is due.
    Refusal lists every event that cannot have happened.
    """
    at = at.astimezone(UTC)
    course = follow(events, until=at, norm=norm)
    unit = norm.unit if norm else unit
    grain = GRAINS[unit]
    count = _Count(line_of(calendar), unit, norm)
    if course.received_at is None:
        left = count.allowed // grain if norm else None
        return ClockReading(at, ClockState.NOT_STARTED, unit, norm, calendar, remaining=left)
    count.run(course, at)
    used = count.used // grain
    return ClockReading(
        at=at,
        state=_state(course, norm, is_passed=count.is_passed),
        unit=unit,
        norm=norm,
        calendar=calendar,
        used=used,
        remaining=max(0, count.allowed // grain - used) if norm else None,
        due_at=None if count.due is None else instant(count.due),
        is_passed=count.is_passed,
        is_paused=course.stretches[-1][0] is not None and course.closed_at is None,
        received_at=course.received_at,
        closed_at=course.closed_at,
        completion_asked_at=course.completion_asked_at,
        transfers=tuple(course.transfers),
        stretches=tuple(count.stretches),
    )


def deadlines(
    sides: Iterable[tuple[Iterable[Event], Norm | None]],
    calendar: WorkingCalendar,
    *,
    at: datetime,
    unit: Unit = Unit.WORKING_DAYS,
) -> tuple[ClockReading, ...]:
    """Read the clocks of many sides that share a calendar, in their order."""
    return tuple(deadline(events, calendar, norm=norm, at=at, unit=unit) for events, norm in sides)


def elapsed(since: datetime, until: datetime, *, calendar: WorkingCalendar, unit: Unit) -> int:
    """Whole working minutes between two instants, or days after the first up to the last one."""
    first, last = mark(since), mark(until)
    if last <= first:
        return 0
    return line_of(calendar).between(unit, first, last) // GRAINS[unit]


def due_after(since: datetime, *, calendar: WorkingCalendar, norm: Norm) -> datetime:
    """When a norm that begins at an instant is used up if nothing stops its clock."""
    count = _Count(line_of(calendar), norm.unit, norm)
    return instant(count.due_from(mark(since)))


@dataclass(slots=True)
class _Count:
    """The running total of a side, in microseconds worked or in days."""

    line: Line
    unit: Unit
    norm: Norm | None
    allowed: int = 0
    used: int = 0
    due: int | None = None
    is_passed: bool = False
    stretches: list[Stretch] = field(default_factory=list)

    def __post_init__(self) -> None:
        if self.norm:
            self.allowed = self.norm.amount * LEGAL_UNITS[self.unit]

    def run(self, course: Course, at: datetime) -> None:
        """Add up the stretches of a course, the last one up to an instant."""
        grain, before, ends = GRAINS[self.unit], 0, [since for _, since, _ in course.stretches[1:]]
        for (wait, since, reason), until in zip(course.stretches, [*ends, None], strict=True):
            if wait is None:
                self._add(mark(since), mark(until or at))
            elif not self.is_passed and (wait is not Wait.CLOSED or until is not None):
                # One that closed while it ran keeps the date it was held to.
                self.due = None
            # Parts add up to the whole: each is the growth of the rounded total.
            total = self.used // grain
            self.stretches.append(Stretch(wait, since, until, total - before, reason))
            before = total

    def due_from(self, since: int) -> int:
        """Where what is left is used up, when the clock runs from a place on."""
        found = self.line.after(self.unit, since, self.allowed - self.used)
        return self.line.carried(found) if self.norm and self.norm.carries_over else found

    def _add(self, since: int, until: int) -> None:
        if self.norm and not self.is_passed:
            self.due = self.due_from(since)
            self.is_passed = until > self.due
        self.used += self.line.between(self.unit, since, until)


def _state(course: Course, norm: Norm | None, *, is_passed: bool) -> ClockState:
    if course.closed_at:
        if norm is None:
            return ClockState.CLOSED
        return ClockState.CLOSED_LATE if is_passed else ClockState.MET
    if is_passed:
        return ClockState.SILENT if norm and norm.silence else ClockState.LATE
    return ClockState.PAUSED if course.stretches[-1][0] is not None else ClockState.RUNNING
