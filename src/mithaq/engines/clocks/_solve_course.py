"""Follow what happened to a side: when its clock ran, when it waited and for what."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from itertools import groupby
from typing import Final

from mithaq.base.errors import Fault, Refusal
from mithaq.engines.clocks._faults import Wrong, fault_of
from mithaq.engines.clocks._problem import Event, EventKind, Norm
from mithaq.engines.clocks._result import Wait

# What no case of this fund can be dated: a typing mistake would lay centuries of calendar.
FIRST_YEAR: Final = 1960
LAST_YEAR: Final = 2150
RANKS: Final = {kind: rank for rank, kind in enumerate(EventKind)}


@dataclass(slots=True)
class Course:
    """The state of a side between two events, and the stretches behind it."""

    completion_pauses: bool
    waits_pause: bool
    received_at: datetime | None = None
    closed_at: datetime | None = None
    completion_asked_at: datetime | None = None
    is_awaiting: bool = False
    is_paused: bool = False
    transfers: list[datetime] = field(default_factory=list)
    stretches: list[tuple[Wait | None, datetime, str]] = field(default_factory=list)

    def wrong(self, kind: EventKind) -> Wrong | None:
        """Why an event of a kind cannot follow, or nothing."""
        if kind is EventKind.RECEIVED:
            return Wrong.RECEIVED_TWICE if self.received_at else None
        if self.received_at is None:
            return Wrong.NOT_RECEIVED
        if kind is EventKind.TRANSFERRED:
            return None
        if kind is EventKind.REOPENED:
            return None if self.closed_at else Wrong.NOT_CLOSED
        if self.closed_at:
            return Wrong.IS_CLOSED
        match kind:
            case EventKind.COMPLETION_ASKED if self.completion_asked_at:
                return Wrong.ASKED_TWICE
            case EventKind.COMPLETED if not self.is_awaiting:
                return Wrong.NOTHING_ASKED
            case EventKind.PAUSED if self.is_paused:
                return Wrong.PAUSED_TWICE
            case EventKind.RESUMED if not self.is_paused:
                return Wrong.NOT_PAUSED
        return None

    def take(self, event: Event) -> None:
        """Let an event that fits happen."""
        match event.kind:
            case EventKind.RECEIVED:
                self.received_at = event.at
            case EventKind.TRANSFERRED:
                self.transfers.append(event.at)
                return
            case EventKind.COMPLETION_ASKED:
                self.completion_asked_at, self.is_awaiting = event.at, True
            case EventKind.COMPLETED:
                self.is_awaiting = False
            case EventKind.PAUSED | EventKind.RESUMED:
                self.is_paused = event.kind is EventKind.PAUSED
            case EventKind.CLOSED:
                self.closed_at, self.is_awaiting, self.is_paused = event.at, False, False
            case EventKind.REOPENED:
                self.closed_at = None
        self._turn(event)

    def _turn(self, event: Event) -> None:
        """Begin a stretch when what is waited for changes; one that lasted no time is forgotten."""
        wait = self._wait()
        if self.stretches and self.stretches[-1][1] == event.at:
            self.stretches.pop()
        if not self.stretches or self.stretches[-1][0] is not wait:
            self.stretches.append((wait, event.at, event.reason))

    def _wait(self) -> Wait | None:
        if self.closed_at:
            return Wait.CLOSED
        if self.is_awaiting and self.completion_pauses:
            return Wait.COMPLETION
        return Wait.OTHER_SIDE if self.is_paused and self.waits_pause else None


def follow(events: Iterable[Event], *, until: datetime, norm: Norm | None) -> Course:
    """Read the events up to an instant; Refusal with all those that cannot have happened.

    Within one instant the order given does not count: each time, the first event in the order of
    the kinds that fits is taken. Two resumptions around a pause of the same second both fit.
    """
    known = sorted(
        (event for event in events if event.at <= until),
        key=lambda event: (event.at, RANKS[event.kind], event.reason),
    )
    # Where silence counts as an answer, nothing but the completion request may put it off.
    course = Course(
        completion_pauses=norm is None or norm.completion_pauses,
        waits_pause=norm is None or norm.silence is None,
    )
    faults: list[Fault] = []
    if len({event.at for event in known}) == len(known):
        for event in known:
            _take_all(course, (event,), faults)
    else:
        for _, same in groupby(known, key=lambda event: event.at):
            _take_all(course, tuple(same), faults)
    if faults:
        raise Refusal(faults)
    return course


def _take_all(course: Course, same: Sequence[Event], faults: list[Fault]) -> None:
    left = list(same)
    while left:
        if not FIRST_YEAR <= left[0].at.year <= LAST_YEAR:
            faults.extend(fault_of(event, Wrong.OUT_OF_TIME) for event in left)
            return
        fitting = next((event for event in left if course.wrong(event.kind) is None), None)
        if fitting is None:
            for event in left:
                wrong = course.wrong(event.kind)
                if wrong is not None:
                    faults.append(fault_of(event, wrong))
            return
        left.remove(fitting)
        course.take(fitting)
