"""What is asked of the operations on questions, draws and proposals."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from uuid import UUID

from mithaq.apps.corridor.operations.drafts import FileDraft
from mithaq.base.text import Labels

NOTHING_SAID = Labels("")


@dataclass(frozen=True, slots=True, kw_only=True)
class SignalDraft:
    """A value of a ratio for a company and a period.

    ``threshold`` is one that the institution itself publishes, with its reference; left empty,
    that of the catalogue is taken, which may be « not published ».
    """

    company: str
    code: str
    value: Decimal
    period_from: date
    period_to: date
    basis: str
    sector: str = ""
    threshold: Decimal | None = None
    threshold_source: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class QuestionDraft:
    """What is asked of an employer; from a signal, or from a company drawn."""

    corridor: str
    text: str
    window_closes_on: date
    signal_id: int | None = None
    draw: str = ""
    rank: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class AnswerDraft:
    """What an employer answers, and whether it says that it has finished."""

    kind: str
    text: str
    is_complete: bool = False
    papers: tuple[FileDraft, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class DecisionDraft:
    """What a person decides, on what ground, and why."""

    outcome: str
    ground: str
    reasons: str


@dataclass(frozen=True, slots=True, kw_only=True)
class DrawDraft:
    """A draw to announce: who can be drawn, which share, where the seed will come from."""

    corridor: str
    population: Labels
    file: str
    share_basis_points: int
    seed_origin: str
    seed_on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class ReformProposalDraft:
    """A proposal as it is written: its words, who drafts it, the trial that it rests on."""

    corridor: str
    title: Labels
    text: Labels
    drafters: tuple[str, ...]
    scenario: UUID | None = None
