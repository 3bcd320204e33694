"""What happened in a corridor: cases and their sides, questions, draws, proposals of reform."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseSubmitted:
    """A company stated its problem; each institution has its side, routed to an officer or none."""

    public_id: UUID
    number: str
    company: str
    officers: tuple[int, ...]
    unassigned: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ExplanationShown:
    """A first answer was shown before any case."""

    public_id: UUID
    subject: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SideMoved:
    """A side of a case took a step; ``due_at`` is what its clock says since."""

    public_id: UUID
    number: str
    institution: str
    status: str
    due_at: datetime | None


@dataclass(frozen=True, slots=True, kw_only=True)
class MessageWritten:
    """Something was written in a case: to all, or privately on one side."""

    public_id: UUID
    message_id: int
    is_private: bool
    attachments: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class AgreementDrawn:
    """An accepted proposal became a text, and the parties named have to sign it; while others have
    still to accept it there is none: its key is 0 and nobody is named."""

    public_id: UUID
    agreement_id: int
    signers: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class AgreementSigned:
    """A party signed; the agreement is concluded when nobody is left."""

    public_id: UUID
    organisation: str
    is_concluded: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseClosed:
    """A joint decision or a withdrawal ended a case."""

    public_id: UUID
    number: str
    kind: str
    working_days: int


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseEscalated:
    """A case climbed a level; at the last one it waits for the standing committee."""

    public_id: UUID
    number: str
    level: str
    referral_id: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonRevealed:
    """The name and masked number of a person who consents, given to someone who said why."""

    person_id: int
    display_name: str
    insured_number_masked: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ProblemMoved:
    """A systemic problem was opened, fixed, measured or dropped."""

    public_id: UUID
    status: str
    case_count: int


@dataclass(frozen=True, slots=True, kw_only=True)
class CatalogueLoaded:
    """A list of families and subjects, or of corridors, was read."""

    added: tuple[str, ...]
    changed: tuple[str, ...]
    unchanged: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class SignalEntered:
    """A ratio was entered for a company; it opened nothing."""

    signal_id: int
    company: str
    code: str


@dataclass(frozen=True, slots=True, kw_only=True)
class QuestionOpened:
    """An employer was asked about its declarations, and has until a day to answer."""

    number: str
    company: str
    due_on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class QuestionMoved:
    """A question was answered, contested, withdrawn, or given more time."""

    number: str
    company: str
    status: str


@dataclass(frozen=True, slots=True, kw_only=True)
class QuestionDecided:
    """A person decided a question."""

    number: str
    company: str
    outcome: str


@dataclass(frozen=True, slots=True, kw_only=True)
class HelpAsked:
    """A federation was called on a question, or answered the call."""

    number: str
    company: str
    helper: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PeopleFollowed:
    """People regularised are followed, or a return was read for them."""

    number: str
    company: str
    people_count: int


@dataclass(frozen=True, slots=True, kw_only=True)
class DrawAnnounced:
    """A draw was announced before its seed is known."""

    number: str
    population_digest: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ClocksRefreshed:
    """How many clocks were read again, how many days due moved, and the last side read; no last
    one when nothing was left to read."""

    read: int
    changed: int
    last: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class ControlsDrawn:
    """A draw was made with its published seed."""

    number: str
    drawn_count: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ReformMoved:
    """A proposal of reform was written, submitted, approved, adopted or set aside."""

    number: str
    status: str
