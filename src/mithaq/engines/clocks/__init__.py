"""A promise of delay runs on a calendar, stops when the other side is waited for, and is explained.

``deadline`` takes what happened to one side of a file, the working calendar of that side and its
norm if it has one, and says at an instant what is used, what remains, when it is due and why.
"""

from __future__ import annotations

from mithaq.engines.clocks._calendar import Season, WorkingCalendar, weekly
from mithaq.engines.clocks._problem import Event, EventKind, Norm, Unit
from mithaq.engines.clocks._result import (
    EVER_LATE,
    LATE,
    ClockReading,
    ClockState,
    ClockStep,
    Stretch,
    Wait,
)
from mithaq.engines.clocks._solve import deadline, deadlines, due_after, elapsed

__all__ = [
    "EVER_LATE",
    "LATE",
    "ClockReading",
    "ClockState",
    "ClockStep",
    "Event",
    "EventKind",
    "Norm",
    "Season",
    "Stretch",
    "Unit",
    "Wait",
    "WorkingCalendar",
    "deadline",
    "deadlines",
    "due_after",
    "elapsed",
    "weekly",
]
