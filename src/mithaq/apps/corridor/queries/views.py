"""What pages receive of cases: frozen values, already cut to what one reader may see."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Final
from uuid import UUID

from mithaq.apps.corridor.queries.turns import GivenDay, Turn
from mithaq.base.text import Labels
from mithaq.engines.clocks import ClockReading, ClockStep

NOTHING: Final = Labels("")
# What a reader who may not read the content of a personal case sees instead of its subject.
PERSONAL: Final = Labels(
    "Dossier touchant au droit d’une personne",
    "ملف يمس حق شخص",
    "Case about a person’s right",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Reader:
    """How far one reader sees into a case; made by the policies, never by a page.

    ``side`` is the institution whose private notes are read; ``party`` the one acted for;
    ``reads_question_of`` the parties of which what they asked the committee is read.
    """

    party: str = ""
    side: str = ""
    reads_content: bool = False
    reads_people: bool = False
    reads_question_of: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class QueueScope:
    """The part of an institution's queue that one officer sees."""

    institution: str
    territory_code: str = ""
    user_id: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseScope:
    """Which cases of a corridor someone is told of: a company's own, those in which an institution
    has a part, in a territory or everywhere, only those that its committee was asked about, or all
    of them for an auditor.

    ``claims_read_as`` are the parts in which one reads what cases about a person's right say."""

    company: str = ""
    institution: str = ""
    territory_code: str = ""
    claims_read_as: tuple[str, ...] = ()
    is_referred_only: bool = False
    is_everything: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class QueueRow:
    """One open side in a queue: what, for whom, until when, and who is waited for."""

    side_id: int
    public_id: UUID
    number: str
    company: str
    company_labels: Labels
    subject: Labels
    region: Labels
    level: str
    case_status: str
    status: str
    status_label: str
    officer: str
    due_at: datetime | None
    is_late: bool
    submitted_at: datetime
    turns: tuple[Turn, ...]
    # Of every side of the case, by institution: who is late is told of whoever it is.
    clocks: Mapping[str, ClockReading]
    # Who holds each side of the case, by institution; "" where nobody does yet.
    holders: Mapping[str, str]
    is_exercise: bool
    # The day of an agreement that the side kept late.
    given: GivenDay | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class QueueCounts:
    """How many open sides, late ones, ones whose case another institution makes late, and ones due
    within a day; a count stops at the ceiling."""

    total: int
    turn: int
    late: int
    late_elsewhere: int
    due_soon: int
    climbed: int
    unassigned: int
    ceiling: int


@dataclass(frozen=True, slots=True, kw_only=True)
class QueuePage:
    """A page of a queue, and the token of the next one, empty at the end."""

    rows: tuple[QueueRow, ...]
    counts: QueueCounts
    next_token: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PastAnswer:
    """An answer that a side gave and that no longer stands: it was gone back on, or contested."""

    kind: str
    kind_label: str
    text: str
    answered_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class SideView:
    """One institution's side: its status, who handles it, its clock told, its answer."""

    institution: str
    labels: Labels
    part: str
    part_label: str
    status: str
    status_label: str
    officer_id: int | None
    officer: str
    officer_capacity: Labels
    routing: str
    routing_label: str
    received_at: datetime
    due_at: datetime | None
    state: str
    used: int
    remaining: int | None
    unit: str
    has_norm: bool
    is_completion_asked: bool
    steps: tuple[ClockStep, ...]
    answer_kind: str
    answer_kind_label: str
    answer: str
    answered_at: datetime | None
    seen_at: datetime | None
    overrun: int = 0
    waits_for: str = ""
    waits_for_labels: Labels = NOTHING
    past_answers: tuple[PastAnswer, ...] = ()
    # Who handles it is away until that day, and who stands in.
    away_until: date | None = None
    stand_in: str = ""
    # It is in the case for its family; else it is in every case of the corridor.
    is_called: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class AttachmentView:
    """A file joined to a message."""

    id: int
    name: str
    sha256: str
    media_type: str
    byte_count: int


@dataclass(frozen=True, slots=True, kw_only=True)
class MessageView:
    """One message of the thread; a withdrawn or a hidden one has no text."""

    id: int
    organisation: str
    labels: Labels
    author: str
    author_id: int | None
    body: str
    written_at: datetime
    is_private: bool
    is_withdrawn: bool
    is_hidden: bool
    attachments: tuple[AttachmentView, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonView:
    """A person concerned: the label of the company and where their consent stands, no name."""

    id: int
    label: str
    has_consent: bool
    is_withdrawn: bool
    consent_given_at: datetime | None
    can_be_revealed: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class AppointmentView:
    """A meeting of the company with a side."""

    id: int
    institution: str
    labels: Labels
    starts_at: datetime
    mode: str
    mode_label: str
    place: str
    status: str
    status_label: str
    proposed_by: str
    note: str
    is_past: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class ProposalView:
    """Terms put forward; ``proposer`` is the slug of the party that did."""

    id: int
    proposer: str
    labels: Labels
    terms: str
    status: str
    status_label: str
    reason: str
    answers_id: int | None
    made_at: datetime
    settled_at: datetime | None
    due_on: date | None = None
    accepted: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class SignatureView:
    """The turn of a party to sign, taken or not."""

    organisation: str
    labels: Labels
    person: str
    capacity: str
    signed_at: datetime | None


@dataclass(frozen=True, slots=True, kw_only=True)
class AgreementView:
    """A text drawn from accepted terms, and who signed it."""

    id: int
    proposal_id: int
    text: str
    sha256: str
    drawn_at: datetime
    concluded_at: datetime | None
    signatures: tuple[SignatureView, ...]
    dropped_at: datetime | None = None
    dropped_by: Labels = NOTHING
    dropped_why: str = ""
    is_answering: bool = False
    due_on: date | None = None

    @property
    def is_to_sign(self) -> bool:
        """Whether a signature is still waited for."""
        return self.concluded_at is None and self.dropped_at is None

    @property
    def signed_by(self) -> tuple[Labels, ...]:
        """The parties that signed."""
        return tuple(turn.labels for turn in self.signatures if turn.signed_at is not None)

    @property
    def waits_for(self) -> tuple[Labels, ...]:
        """The parties whose signature is waited for."""
        return tuple(turn.labels for turn in self.signatures if turn.signed_at is None)

    @property
    def is_in_force(self) -> bool:
        """Whether all signed, and nobody went back on it since."""
        return self.concluded_at is not None and self.dropped_at is None


@dataclass(frozen=True, slots=True, kw_only=True)
class OutcomeView:
    """What came of a case at one of its endings, and what the company thought of it."""

    kind: str
    kind_label: str
    reasons: str
    money_unblocked_centimes: int | None
    people_count: int | None
    decided_at: datetime
    is_within_norm: bool | None
    working_days: int | None
    score: int | None
    comment: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseView:
    """A case as one reader may see it; ``is_redacted`` when its content is not theirs to read."""

    public_id: UUID
    number: str
    corridor: str
    corridor_labels: Labels
    company: str
    company_labels: Labels
    submitted_by: str
    submitted_by_labels: Labels
    subject: str
    subject_labels: Labels
    family: str
    family_labels: Labels
    territory: Labels
    region: Labels
    status: str
    status_label: str
    level: str
    level_label: str
    title: str
    description: str
    submitted_at: datetime
    closed_at: datetime | None
    closed_how: str
    is_exercise: bool
    is_redacted: bool
    is_personal: bool
    sides: tuple[SideView, ...]
    turns: tuple[Turn, ...]
    messages: tuple[MessageView, ...]
    people: tuple[PersonView, ...]
    appointments: tuple[AppointmentView, ...]
    proposals: tuple[ProposalView, ...]
    agreements: tuple[AgreementView, ...]
    outcomes: tuple[OutcomeView, ...]
    decided: str
    decided_due_on: date | None
    problem: str
    problem_labels: Labels
    referrals: tuple[ReferralView, ...] = field(default=())


@dataclass(frozen=True, slots=True, kw_only=True)
class ReferralView:
    """What waits for the committee, or what it decided."""

    id: int
    kind: str
    kind_label: str
    object_ref: str
    title: Labels
    reason: str
    status: str
    status_label: str
    referred_at: datetime
    decided_at: datetime | None
    decision_id: int | None
    answer: str
    by: str = ""
    by_labels: Labels = NOTHING
    # Who owes what was decided, and by when: a decision may be put off.
    decision_owner: str = ""
    decision_due_on: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ProblemView:
    """A systemic problem, with the cases filed by month before and after its fix."""

    public_id: UUID
    labels: Labels
    family: str
    family_labels: Labels
    owner: str
    owner_labels: Labels
    fix: str
    due_on: date | None
    fixed_on: date | None
    status: str
    status_label: str
    effect_expected: str
    effect_measured: str
    case_count: int
    by_month: tuple[tuple[str, int], ...]
    is_exercise: bool
