"""What is about to be written of a committee at work: frozen, every code resolved to an id."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time
from decimal import Decimal

from mithaq.base.text import Labels

NOTHING = Labels("")


@dataclass(frozen=True, slots=True, kw_only=True)
class RuleDraft:
    """How a committee convenes and counts; no share means that its quorum is a number.

    Without ``cadence``, the cadence that the convention promised is left as it is.
    """

    secretariat_id: int
    counts_from: date
    quorum: int | None = None
    quorum_percent: int | None = None
    second_needs_quorum: bool = True
    second_after_days: int = 8
    notice_days: int = 8
    is_chair_rotating: bool = False
    starts_from: time = time(10)
    slot_minutes: int = 90
    place: Labels = NOTHING
    are_minutes_public: bool = False
    in_force_on: date | None = None
    cadence: tuple[int | None, str] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class FoundingDraft:
    """A committee about to be founded, with the cadence it promises."""

    kind: str
    title: Labels
    cadence_count: int | None = None
    cadence_period: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class MemberDraft:
    """A seat: an organisation, a titular person, a substitute, from a day."""

    organisation_id: int
    seat: str
    starts_on: date
    is_voting: bool = True
    rank: int = 0
    person: Labels = NOTHING
    capacity: Labels = NOTHING
    is_interim: bool = False
    substitute: Labels = NOTHING
    substitute_capacity: Labels = NOTHING
    ends_on: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class MeetingDraft:
    """A sitting about to be planned; what is not said follows the committee's rule."""

    starts_at: datetime
    slot_minutes: int | None = None
    mode: str = "in_person"
    place: Labels = NOTHING
    chair_id: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class MarkDraft:
    """Whether a member came; the substitute of the day is named."""

    member_id: int
    presence: str
    by_name: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class DecisionDraft:
    """What is settled: who does it, by when, and the effect expected on an indicator."""

    text: Labels
    owner_id: int
    due_on: date
    item_id: int | None = None
    owner_person: str = ""
    effect_version_id: int | None = None
    effect_direction: str = ""
    effect_value: Decimal | None = None
    effect_by_on: date | None = None
