"""What a question is to those who read it; the value of its signal is none of it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from mithaq.apps.corridor.choices.questions import (
    AnswerKind,
    DecisionGround,
    FollowedState,
    QuestionOrigin,
    QuestionOutcome,
    QuestionStatus,
)
from mithaq.apps.corridor.queries.hearing import is_still_heard, is_unanswered, is_window_open
from mithaq.base.text import Labels


@dataclass(frozen=True, slots=True)
class BodyRef:
    """An organisation as a page names and links it."""

    slug: str
    labels: Labels


@dataclass(frozen=True, slots=True, kw_only=True)
class QuestionStake:
    """Whom a question concerns: a right is read from this and a mandate, never from the text.

    ``helpers`` are the federations that the company called; no other knows of the question.
    """

    company: str
    territory_code: str
    institution: str
    helpers: frozenset[str] = frozenset()
    is_exercise: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class SignalView:
    """What ratio asked the question, over which period; its value is read by a logged act."""

    pk: int
    code: str
    period_from: date
    period_to: date
    basis: str
    threshold_source: str
    has_threshold: bool
    entered_by_id: int | None = None
    struck_at: datetime | None = None
    struck_because: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ScoreView:
    """The value of a signal beside its threshold, given to whoever said why."""

    code: str
    value: Decimal
    threshold: Decimal | None
    threshold_source: str
    sector: str
    period_from: date
    period_to: date
    basis: str


@dataclass(frozen=True, slots=True, kw_only=True)
class EvidenceView:
    """A paper joined to an answer."""

    pk: int
    name: str
    media_type: str
    byte_count: int
    sha256: str


@dataclass(frozen=True, slots=True, kw_only=True)
class AnswerView:
    """What the employer answered."""

    kind: AnswerKind
    text: str
    by: str
    at: datetime
    evidence: tuple[EvidenceView, ...]
    is_complete: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class HelpView:
    """What a federation was asked, and what it advised."""

    helper: BodyRef
    words: str
    asked_at: datetime
    advice: str
    given_by: str
    given_at: datetime | None


@dataclass(frozen=True, slots=True, kw_only=True)
class DecisionView:
    """What a person decided, on what ground and why; and what the employer contests."""

    round: int
    outcome: QuestionOutcome
    ground: DecisionGround
    reasons: str
    decided_by: str
    decided_by_id: int
    decided_at: datetime
    contest: str
    contested_at: datetime | None


@dataclass(frozen=True, slots=True, kw_only=True)
class FollowedPersonView:
    """A person regularised, over the next twelve returns; never a name."""

    person: int
    masked_number: str
    months: tuple[tuple[date, FollowedState], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ScoreReadingView:
    """Who saw a score, under which mandate, when and why."""

    reader: str
    mandate: str
    purpose: str
    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class ScoreKnower:
    """Who knows a score without having read it here: they entered it, or asked with it."""

    person: str
    mandate: str
    has_entered: bool
    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class QuestionDetail:
    """A question as its page shows it."""

    pk: int
    number: str
    corridor: BodyRef
    institution: BodyRef
    company: BodyRef
    status: QuestionStatus
    origin: QuestionOrigin
    text: str
    opened_by: str
    opened_by_id: int | None
    opened_on: date
    window_closes_on: date
    signal: SignalView | None
    draw_number: str
    answers: tuple[AnswerView, ...]
    help: tuple[HelpView, ...]
    decisions: tuple[DecisionView, ...]
    followed: tuple[FollowedPersonView, ...]
    stake: QuestionStake
    is_exercise: bool

    @property
    def status_label(self) -> str:
        """The state in the reader's language."""
        return str(self.status.label)

    @property
    def origin_label(self) -> str:
        """What opened it, in the reader's language."""
        return str(self.origin.label)

    def is_still_heard(self, on: date) -> bool:
        """Whether only a decision in favour of the employer may be taken yet."""
        has_finished = bool(self.answers) and self.answers[-1].is_complete
        return is_still_heard(self.status, self.window_closes_on, has_finished=has_finished, on=on)

    def is_unanswered(self, on: date) -> bool:
        """Whether the answer of the employer is waited for."""
        return is_unanswered(self.status, self.window_closes_on, on=on)

    def is_window_open(self, on: date) -> bool:
        """Whether the employer may still answer; the last day included."""
        return is_window_open(self.window_closes_on, on=on)
