"""Whose turn it is: a function of the case and of its sides, whatever their number."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from mithaq.apps.corridor.choices import Part
from mithaq.apps.corridor.choices.cases import ENDED_CASES, CaseStatus, SideStatus


class Act(StrEnum):
    """What is expected from whoever's turn it is."""

    TAKE = "take"
    REPLY = "reply"
    HELP = "help"
    APPLY = "apply"
    PERFORM = "perform"
    ANSWER = "answer"
    COMPLETE = "complete"
    SIGN = "sign"
    SEE = "see"
    RESUME = "resume"
    CLOSE = "close"


@dataclass(frozen=True, slots=True)
class Turn:
    """One party that is waited for, by slug, what for, and the day that was written down for it."""

    organisation: str
    act: Act
    due_on: date | None = None


@dataclass(frozen=True, slots=True)
class SideState:
    """What the turn depends on: who, in what part, where."""

    organisation: str
    part: str
    status: str
    waits_for: str = ""


@dataclass(frozen=True, slots=True)
class Terms:
    """What the parties have between them: who has not signed, who has terms to answer, who was
    told to act by the committee and until when, and the day of a signed agreement."""

    unsigned: tuple[str, ...] = ()
    asked: tuple[str, ...] = ()
    decided: str = ""
    decided_due_on: date | None = None
    agreed_due_on: date | None = None


def whose_turn(
    status: str, sides: Sequence[SideState], *, company: str, terms: Terms = Terms()
) -> tuple[Turn, ...]:
    """Every party waited for at once; nobody once the case has ended.

    Who was given the hand has it before anything else, and whoever gave it no longer does. Then
    come the committee's decision for its owner, an agreement for its signatures, terms for their
    answer; with none of these, who examines. A completion stops its side only. A side that waits
    for nobody in particular has no turn, unless all of them wait.
    """
    if status in ENDED_CASES:
        return ()
    helping = _helping(sides)
    promised = _promised(terms)
    busy = {*helping, *(side.organisation for side in sides if _has_given(side))}
    told = [turn for turn in promised if turn.organisation not in busy]
    if promised and (told or helping):
        return (*(Turn(name, Act.HELP) for name in helping), *told)
    turns = [
        _examines(side, status, terms)
        for side in sides
        if side.part != Part.RELAYS
        and side.status in (SideStatus.TO_TAKE, SideStatus.IN_HAND)
        and side.organisation not in helping
    ]
    turns = [*(Turn(name, Act.HELP) for name in helping), *turns]
    if any(side.status == SideStatus.WAITING_COMPANY for side in sides):
        turns.insert(0, Turn(company, Act.COMPLETE))
    if turns:
        return tuple(turns)
    return _when_none_examines(sides)


def _promised(terms: Terms) -> tuple[Turn, ...]:
    """Whom the committee, an agreement or terms wait for."""
    found = [Turn(terms.decided, Act.APPLY, terms.decided_due_on)] if terms.decided else []
    if terms.unsigned:
        found += [Turn(name, Act.SIGN) for name in terms.unsigned if name != terms.decided]
    else:
        found += [Turn(name, Act.REPLY) for name in terms.asked if name != terms.decided]
    return tuple(found)


def _has_given(side: SideState) -> bool:
    """Whether a side gave the hand to a party that it names."""
    return side.status == SideStatus.WAITING_OTHER and bool(side.waits_for)


def _helping(sides: Sequence[SideState]) -> tuple[str, ...]:
    """The parties to which a side gave the hand, once each."""
    given = {side.organisation for side in sides if _has_given(side)}
    waited = (side.waits_for for side in sides if _has_given(side))
    return tuple(name for name in dict.fromkeys(waited) if name not in given)


def _examines(side: SideState, status: str, terms: Terms) -> Turn:
    """What an institution that has the file does of it: once all have signed, what was agreed."""
    if side.status == SideStatus.TO_TAKE:
        return Turn(side.organisation, Act.TAKE)
    if status == CaseStatus.AGREED and side.part == Part.DECIDES:
        return Turn(side.organisation, Act.PERFORM, terms.agreed_due_on)
    return Turn(side.organisation, Act.ANSWER)


def addressees(
    sides: Sequence[SideState], *, company: str, proposer: str, is_personal: bool
) -> tuple[str, ...]:
    """Whom terms are for: the parties that would sign them, but who made them.

    One that informs does not sign; a relay does not in a case about a person's right.
    """
    parts = {Part.DECIDES} if is_personal else {Part.DECIDES, Part.RELAYS}
    bodies = (company, *(side.organisation for side in sides if side.part in parts))
    return tuple(name for name in dict.fromkeys(bodies) if name != proposer)


def due_for(
    reader: str, turns: Sequence[Turn], due: Mapping[str, datetime | None]
) -> datetime | None:
    """The one day due of a case for a reader: their own when it is their turn, else the first of
    those who are waited for; ``due`` holds the clocks that run, by institution."""
    awaited = dict.fromkeys(turn.organisation for turn in turns)
    if reader in awaited:
        return due.get(reader)
    return min((day for name in awaited if (day := due.get(name))), default=None)


def _when_none_examines(sides: Sequence[SideState]) -> tuple[Turn, ...]:
    """Relays still to take note, then sides that wait for each other, then the joint decision."""
    answering = [side for side in sides if side.part != Part.RELAYS]
    waiting = [side for side in answering if side.status == SideStatus.WAITING_OTHER]
    relays = [
        side
        for side in sides
        if side.part == Part.RELAYS and side.status not in (SideStatus.SEEN, SideStatus.CLOSED)
    ]
    if waiting:
        helping = [side for side in relays if side.status != SideStatus.WAITING_OTHER]
        if helping:
            return tuple(Turn(side.organisation, Act.ANSWER) for side in helping)
        return tuple(Turn(side.organisation, Act.RESUME) for side in waiting)
    if relays:
        return tuple(Turn(side.organisation, Act.SEE) for side in relays)
    deciding = [side for side in sides if side.part == Part.DECIDES]
    return tuple(Turn(side.organisation, Act.CLOSE) for side in deciding)


def is_ready_to_close(sides: Sequence[SideState]) -> bool:
    """Every deciding or informing side has answered, every relay has seen: a joint decision."""
    return bool(sides) and all(
        side.status == (SideStatus.SEEN if side.part == Part.RELAYS else SideStatus.ANSWERED)
        for side in sides
    )


def are_answers_in(sides: Sequence[SideState]) -> bool:
    """Every side that decides has answered: a relay may take note."""
    deciding = [side for side in sides if side.part == Part.DECIDES]
    return bool(deciding) and all(side.status == SideStatus.ANSWERED for side in deciding)
