"""Facts about conventions, in the past tense."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class ConventionRecorded:
    """A convention entered the register, with everything its source says."""

    convention_id: int
    convention_set_id: int | None
    reference: str
    is_new: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class ConventionWithdrawn:
    """A convention recorded by mistake left the register before anything rested on it."""

    reference: str
