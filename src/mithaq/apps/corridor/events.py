"""What happened to questions, draws and proposals of reform."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


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
class ControlsDrawn:
    """A draw was made with its published seed."""

    number: str
    drawn_count: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ReformMoved:
    """A proposal of reform was written, submitted, approved, adopted or set aside."""

    number: str
    status: str
