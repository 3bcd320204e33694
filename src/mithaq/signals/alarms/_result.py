"""What a rule answers: which rule, about what, since which day, how grave."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import IntEnum, StrEnum


class Rule(StrEnum):
    """Why an alarm is raised."""

    COMMITMENT_LATE = "commitment_late"
    COMMITMENT_SILENT = "commitment_silent"
    COMMITMENT_UNOWNED = "commitment_unowned"
    MEETING_OVERDUE = "meeting_overdue"
    DECISION_LATE = "decision_late"
    MILESTONE_LATE = "milestone_late"
    EVALUATION_LATE = "evaluation_late"
    CONVENTION_ENDING = "convention_ending"
    CONVENTION_UNEVALUATED = "convention_unevaluated"


class Severity(IntEnum):
    """How much an alarm presses."""

    NOTICE = 1
    WARNING = 2
    URGENT = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Alarm:
    """One rule broken or soon to be, by one thing; ``days`` counts from ``since_on``.

    For what ends soon, ``days`` is negative: the days that remain.
    """

    rule: Rule
    key: str
    since_on: date
    days: int
    severity: Severity

    @property
    def id(self) -> str:
        """Name the alarm: it is the same one as long as the rule and the thing are."""
        return f"{self.rule}:{self.key}"
