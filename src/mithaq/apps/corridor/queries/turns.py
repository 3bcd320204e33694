"""Whose turn it is: a function of the case and of its sides, whatever their number."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
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
    """One party that is waited for, by slug, and what for."""

    organisation: str
    act: Act


@dataclass(frozen=True, slots=True)
class SideState:
    """What the turn depends on: who, in what part, where."""

    organisation: str
    part: str
    status: str
    waits_for: str = ""


@dataclass(frozen=True, slots=True)
class Terms:
    """What the parties have between them: who has not signed, who has terms to answer, and who was
    told to act by the committee."""

    unsigned: tuple[str, ...] = ()
    asked: tuple[str, ...] = ()
    decided: str = ""


def whose_turn(
    status: str, sides: Sequence[SideState], *, company: str, terms: Terms = Terms()
) -> tuple[Turn, ...]:
    """Every party waited for at once; nobody once the case has ended.

    An agreement waits for its signatures before anything else, then terms for their answer, then
    the committee's decision for its owner. A completion stops its side only. A side that waits for
    a named party gives it the hand; one that waits for nobody in particular has no turn, unless all
    of them wait.
    """
    if status in ENDED_CASES:
        return ()
    if terms.unsigned:
        return tuple(Turn(name, Act.SIGN) for name in terms.unsigned)
    if terms.asked:
        return tuple(Turn(name, Act.REPLY) for name in terms.asked)
    if terms.decided:
        return (Turn(terms.decided, Act.APPLY),)
    helping = _helping(sides)
    turns = [
        Turn(side.organisation, _examines(side, status))
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


def _helping(sides: Sequence[SideState]) -> tuple[str, ...]:
    """The parties to which a side gave the hand, once each."""
    waiting = (side for side in sides if side.status == SideStatus.WAITING_OTHER)
    return tuple(dict.fromkeys(side.waits_for for side in waiting if side.waits_for))


def _examines(side: SideState, status: str) -> Act:
    """What an institution that has the file does of it: once all have signed, what was agreed."""
    if side.status == SideStatus.TO_TAKE:
        return Act.TAKE
    is_agreed = status == CaseStatus.AGREED and side.part == Part.DECIDES
    return Act.PERFORM if is_agreed else Act.ANSWER


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
