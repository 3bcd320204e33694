"""What pages and papers of committees receive: plain frozen values, never rows."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from decimal import Decimal

from mithaq.apps.conventions.models.committees import day_held
from mithaq.apps.conventions.queries.cadence import Window
from mithaq.apps.conventions.queries.quorum import Quorum
from mithaq.base.text import Labels


@dataclass(frozen=True, slots=True, kw_only=True)
class MemberView:
    """A seat with its people, and whether it came when a meeting is read."""

    id: int
    rank: int
    seat: str
    seat_label: str
    is_voting: bool
    organisation: Labels
    organisation_slug: str
    organisation_id: int
    person: Labels
    capacity: Labels
    is_interim: bool
    substitute: Labels
    substitute_capacity: Labels
    starts_on: date
    ends_on: date | None
    presence: str | None = None
    presence_label: str = ""
    by_name: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Presiding:
    """Who presides in fact, as what, and the chair that this person replaces, if any."""

    person: Labels
    capacity: Labels
    replaces: Labels
    is_interim: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class RuleView:
    """How a committee convenes and counts."""

    secretariat: Labels
    secretariat_slug: str
    secretariat_id: int
    quorum: int | None
    quorum_percent: int | None
    second_needs_quorum: bool
    second_after_days: int
    notice_days: int
    is_chair_rotating: bool
    starts_from: time
    slot_minutes: int
    place: Labels
    counts_from: date
    are_minutes_public: bool
    in_force_on: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ItemView:
    """A point of an agenda, with the rule that called it."""

    id: int
    key: str
    rank: int
    rule: str
    rule_label: str
    rule_code: str
    rule_since: date
    threshold: int | None
    threshold_unit: str
    standing: str
    standing_label: str
    title: Labels
    detail: Labels
    why: Labels
    expected: Labels
    who: Labels
    minutes: int
    starts_at: datetime
    grade: str
    url: str
    reason: str
    is_moved: bool
    notes: str
    notes_ar: str
    owner_id: int | None = None
    owner: Labels = Labels("")  # noqa: RUF009 - frozen
    version_id: int | None = None
    outcome: Labels = Labels("")  # noqa: RUF009 - frozen
    is_examined: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class StepView:
    """One step of a decision's life."""

    step: str
    taken_on: date
    due_on: date
    note: str


def coded(committee: int, meeting: int, number: int) -> str:
    """How a decision is called: two committees of a convention never share a code."""
    return f"C{committee}-{meeting}-{number}"


@dataclass(frozen=True, slots=True, kw_only=True)
class DecisionView:
    """A decision with its origin, its owner, its day and the effect expected."""

    id: int
    number: int
    text: Labels
    reference: str
    convention: Labels
    committee: Labels
    committee_number: int
    meeting_number: int
    meeting_on: date
    item_id: int | None
    item_rank: int | None
    item_title: Labels
    item_owner: Labels
    owner: Labels
    owner_slug: str
    owner_person: str
    due_on: date
    status: str
    status_label: str
    closed_on: date | None
    evidence: str
    reason: str
    effect_indicator: Labels
    effect_indicator_code: str
    effect_unit: str
    effect_direction: str
    effect_direction_label: str
    effect_value: Decimal | None
    effect_by_on: date | None
    is_exercise: bool
    steps: tuple[StepView, ...] = ()

    @property
    def code(self) -> str:
        """Committee, meeting and rank: C2-7-3 is the third of the second committee's seventh."""
        return coded(self.committee_number, self.meeting_number, self.number)


@dataclass(frozen=True, slots=True, kw_only=True)
class SignatureView:
    """Who signed minutes, in which capacity, when and how; who recorded it when it was on paper."""

    seat: str
    seat_label: str
    person: Labels
    capacity: Labels
    mode: str
    mode_label: str
    signed_at: datetime
    scan_sha256: str
    unscanned_reason: str = ""
    recorded_by: Labels = Labels("")  # noqa: RUF009 - frozen


@dataclass(frozen=True, slots=True, kw_only=True)
class MinutesView:
    """The minutes of a meeting; `content` is frozen once adopted, empty before."""

    status: str
    status_label: str
    remarks: str
    adopted_on: date | None
    adoption: str
    adoption_label: str
    content: str
    sha256: str
    is_public: bool
    signatures: tuple[SignatureView, ...]
    remarks_ar: str = ""
    # The later sitting whose point adopted them, and the rank of that point.
    adopted_at: tuple[int, int] | None = None

    def signature_of(self, seat: str) -> SignatureView | None:
        """The signature of the chair or of the secretary, when it is there."""
        return next((item for item in self.signatures if item.seat == seat), None)


@dataclass(frozen=True, slots=True, kw_only=True)
class MeetingLine:
    """A meeting in a list."""

    id: int
    number: int
    status: str
    status_label: str
    starts_at: datetime
    decision_count: int
    minutes_status: str
    is_public: bool
    follows: int | None
    sat_on: date | None = None
    has_chair: bool = False
    has_secretary: bool = False
    """Whose signature its minutes have: that of who presided, that of the secretary."""

    @property
    def held_on(self) -> date:
        """The day it was held, or is to be held."""
        return day_held(sat_on=self.sat_on, starts_at=self.starts_at)


@dataclass(frozen=True, slots=True, kw_only=True)
class Access:
    """Whom a committee concerns: the bodies of its convention and of its table."""

    bodies: frozenset[str]
    chairs: frozenset[str]
    secretariat: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CommitteeDetail:
    """A committee whole: composition, cadence, sittings owed and held, decisions pending."""

    id: int
    reference: str
    convention: Labels
    number: int
    kind: str
    kind_label: str
    labels: Labels
    cadence_count: int | None
    cadence_period: str
    is_founded_here: bool
    """Founded after the signature: no text signed its cadence."""
    chair: Labels
    quorum: int | None
    rule: RuleView | None
    members: tuple[MemberView, ...]
    former: tuple[MemberView, ...]
    meetings: tuple[MeetingLine, ...]
    windows: tuple[Window, ...]
    proposed_on: date | None
    pending_count: int
    overdue_count: int
    is_exercise: bool
    access: Access


@dataclass(frozen=True, slots=True, kw_only=True)
class MeetingDetail:
    """One meeting whole: who, when, what is on the table, what was settled."""

    id: int
    reference: str
    convention: Labels
    committee_id: int
    committee_number: int
    committee: Labels
    committee_kind: str
    number: int
    status: str
    status_label: str
    starts_at: datetime
    slot_minutes: int
    mode: str
    mode_label: str
    place: Labels
    chair: MemberView | None
    presiding: Presiding | None
    convened_on: date | None
    closed_at: datetime | None
    sat_on: date | None
    reason: str
    agenda_version: int
    agenda_built_at: datetime | None
    follows: int | None
    followed_by: int | None
    last_held: int | None
    rule: RuleView | None
    quorum: Quorum
    members: tuple[MemberView, ...]
    items: tuple[ItemView, ...]
    left_out: tuple[ItemView, ...]
    decisions: tuple[DecisionView, ...]
    minutes: MinutesView | None
    is_exercise: bool
    access: Access

    @property
    def held_on(self) -> date:
        """The day it was held, or is to be held."""
        return day_held(sat_on=self.sat_on, starts_at=self.starts_at)

    @property
    def planned_minutes(self) -> int:
        """The time that the items take together."""
        return sum(item.minutes for item in self.items)

    @property
    def ends_at(self) -> datetime:
        """When the last item ends."""
        return self.starts_at + timedelta(minutes=self.planned_minutes)

    @property
    def spare_minutes(self) -> int:
        """What is left of the slot; negative when the agenda is too long."""
        return self.slot_minutes - self.planned_minutes
