"""What the rules read: days and truths, each named by a key that its caller understands."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True, kw_only=True)
class CommitmentFact:
    """A commitment: the last day it can have been due, and whether anyone follows it.

    Somebody should answer for it from ``starts_on``.
    """

    key: str
    due_on: date | None
    is_closed: bool
    is_followed: bool
    has_owner: bool
    starts_on: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Cadence:
    """So many sittings a period (1, 3 or 12 months), promised from a day on."""

    count: int
    months: int
    since_on: date = date.min


@dataclass(frozen=True, slots=True, kw_only=True)
class CommitteeFact:
    """A committee and the cadences it promised one after the other: an amendment may change it.

    ``counts_from_on`` is the first day of the promise; without it nobody follows the committee.
    """

    key: str
    cadences: tuple[Cadence, ...]
    counts_from_on: date | None
    last_held_on: date | None


@dataclass(frozen=True, slots=True, kw_only=True)
class DecisionFact:
    """A decision still pending, and the day it was due."""

    key: str
    due_on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class MilestoneFact:
    """A milestone of a roadmap not reached yet, and the day it was due."""

    key: str
    due_on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class EvaluationFact:
    """An evaluation, at mid-term or at the end, planned for a day and not held yet."""

    key: str
    planned_on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class ConventionFact:
    """A convention with an end, and whether what it gave was ever evaluated."""

    key: str
    ends_on: date
    is_evaluated: bool
    is_running: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """Everything the rules look at, at once."""

    commitments: tuple[CommitmentFact, ...] = ()
    committees: tuple[CommitteeFact, ...] = ()
    decisions: tuple[DecisionFact, ...] = ()
    milestones: tuple[MilestoneFact, ...] = ()
    evaluations: tuple[EvaluationFact, ...] = ()
    conventions: tuple[ConventionFact, ...] = ()
