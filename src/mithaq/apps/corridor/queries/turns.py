"""Whose turn it is: a function of the case and of its sides, whatever their number."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from enum import StrEnum

from mithaq.apps.corridor.choices import Part
from mithaq.apps.corridor.choices.cases import ENDED_CASES, SideStatus


class Act(StrEnum):
    """What is expected from whoever's turn it is."""

    TAKE = "take"
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


def whose_turn(
    status: str, sides: Sequence[SideState], *, company: str, unsigned: Collection[str] = ()
) -> tuple[Turn, ...]:
    """Every party waited for at once; nobody once the case has ended.

    An agreement waits for its signatures before anything else; a completion stops its side only.
    A side that waits for another has no turn, unless all of them wait.
    """
    if status in ENDED_CASES:
        return ()
    if unsigned:
        return tuple(Turn(name, Act.SIGN) for name in unsigned)
    turns = [
        Turn(side.organisation, Act.TAKE if side.status == SideStatus.TO_TAKE else Act.ANSWER)
        for side in sides
        if side.part != Part.RELAYS and side.status in (SideStatus.TO_TAKE, SideStatus.IN_HAND)
    ]
    if any(side.status == SideStatus.WAITING_COMPANY for side in sides):
        turns.insert(0, Turn(company, Act.COMPLETE))
    if turns:
        return tuple(turns)
    return _when_none_examines(sides)


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
