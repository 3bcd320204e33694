"""Whose turn it is: a function of the case and of its sides, whatever their number."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
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
    DECIDE = "decide"


# The standing committee is no party of a case: its turn names nobody.
COMMITTEE = ""


@dataclass(frozen=True, slots=True)
class Turn:
    """One party that is waited for, by slug, what for, and the day that was written down for it."""

    organisation: str
    act: Act
    due_on: date | None = None

    @property
    def is_clocked(self) -> bool:
        """Whether the delay that a party promised binds it: what all signed, or a committee
        decided, has a day of its own or none."""
        return self.due_on is None and self.act not in (Act.PERFORM, Act.APPLY)


@dataclass(frozen=True, slots=True, kw_only=True)
class GivenDay:
    """A day given to a party that it let pass: by how many days, and when it did what it owed.

    ``done_at`` is None while it has not, or when what gave the day ended before.
    """

    organisation: str
    due_on: date
    days: int
    by_committee: bool = False
    done_at: datetime | None = None
    is_over: bool = False


def missed(
    organisation: str,
    due_on: date,
    *,
    until: date,
    by_committee: bool = False,
    done_at: datetime | None = None,
    is_over: bool = False,
) -> GivenDay | None:
    """A day given, late by the calendar days from it to another; nothing when kept by then."""
    days = (until - due_on).days
    if days <= 0:
        return None
    return GivenDay(
        organisation=organisation,
        due_on=due_on,
        days=days,
        by_committee=by_committee,
        done_at=done_at,
        is_over=is_over,
    )


def missed_in_turn(turn: Turn, *, on: date) -> GivenDay | None:
    """The day given to a party whose turn it is, once that day is past: it grows still."""
    if turn.due_on is None:
        return None
    return missed(turn.organisation, turn.due_on, until=on, by_committee=turn.act is Act.APPLY)


@dataclass(frozen=True, slots=True)
class SideState:
    """What the turn depends on: who, in what part, where, and whether it said that the matter is
    not its own."""

    organisation: str
    part: str
    status: str
    waits_for: str = ""
    is_outside: bool = False


@dataclass(frozen=True, slots=True)
class Terms:
    """What the parties have between them: who has not signed, who has terms to answer, who was
    told to act by the committee and until when, the day of a signed agreement, and whether the
    committee has the case before it."""

    unsigned: tuple[str, ...] = ()
    asked: tuple[str, ...] = ()
    decided: str = ""
    decided_due_on: date | None = None
    agreed_due_on: date | None = None
    is_referred: bool = False


def whose_turn(
    status: str, sides: Sequence[SideState], *, company: str, terms: Terms = Terms()
) -> tuple[Turn, ...]:
    """Every party waited for at once; nobody once the case has ended.

    The committee's decision comes first for its owner, whatever it was asked for before. Who was
    given the hand has it before anything else, and whoever gave it no longer does. Then come an
    agreement for its signatures, terms for their answer; with none of these, who examines. A
    completion stops its side only. A side that waits for nobody in particular has no turn, unless
    all of them wait. A case before the committee waits for it first; the parties go on meanwhile,
    and the delays that they promised with them. Once all have signed an agreement, nobody waits for
    an opinion, nor for what who informs asked of others.
    """
    if status in ENDED_CASES:
        return ()
    before = (Turn(COMMITTEE, Act.DECIDE),) if terms.is_referred else ()
    return (*before, *_of_parties(status, sides, company=company, terms=terms))


def _of_parties(
    status: str, sides: Sequence[SideState], *, company: str, terms: Terms
) -> tuple[Turn, ...]:
    """The turns of the parties of a case that has not ended."""
    sides = waited_for(sides, status=status)
    helping = tuple(name for name in _helping(sides) if name != terms.decided)
    promised = _promised(terms)
    busy = {*helping, *(side.organisation for side in sides if _has_given(side))}
    told = [turn for turn in promised if turn.organisation not in busy]
    missing = any(side.status == SideStatus.WAITING_COMPANY for side in sides)
    completing = (Turn(company, Act.COMPLETE),) if missing else ()
    if promised and (told or helping):
        return (*completing, *(Turn(name, Act.HELP) for name in helping), *told)
    turns = [
        _examines(side, status, terms)
        for side in sides
        if side.part != Part.RELAYS
        and side.status in (SideStatus.TO_TAKE, SideStatus.IN_HAND)
        and side.organisation not in helping
    ]
    turns = [*completing, *(Turn(name, Act.HELP) for name in helping), *turns]
    if turns:
        return tuple(turns)
    return _when_none_examines(sides)


def waited_for(sides: Sequence[SideState], *, status: str) -> tuple[SideState, ...]:
    """The sides that a case waits for: once all have signed an agreement, none that informs. They
    agreed without its opinion; it may still give it."""
    is_agreed = status == CaseStatus.AGREED
    return tuple(side for side in sides if not (is_agreed and side.part == Part.INFORMS))


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

    A relay does not read them in a case about a person's right.
    """
    bodies = signers(sides, company=company, is_personal=is_personal)
    return tuple(name for name in bodies if name != proposer)


def signers(sides: Sequence[SideState], *, company: str, is_personal: bool) -> tuple[str, ...]:
    """Who signs an agreement: the company, then its institutions in their order.

    One that informs does not sign, nor one that said the matter is not its own; a relay does not
    in a case about a person's right.
    """
    parts = {Part.DECIDES} if is_personal else {Part.DECIDES, Part.RELAYS}
    signing = (side for side in sides if side.part in parts and not side.is_outside)
    return tuple(dict.fromkeys((company, *(side.organisation for side in signing))))


def still_to_accept(
    sides: Sequence[SideState], *, company: str, proposer: str, accepted: Collection[str]
) -> tuple[str, ...]:
    """Without whom terms are no agreement: the company and every institution that decides, but one
    that said the matter is not its own, less who proposed and who accepted. What a relay accepts
    is kept, and binds nobody else."""
    deciding = (
        side.organisation for side in sides if side.part == Part.DECIDES and not side.is_outside
    )
    needed = dict.fromkeys((company, *deciding))
    return tuple(name for name in needed if name != proposer and name not in accepted)


def are_terms_agreed(
    sides: Sequence[SideState], *, company: str, proposer: str, accepted: Collection[str]
) -> bool:
    """Whether terms that some accepted wait for nobody, while an institution that decides is left:
    so they stand when the last one that had not accepted says that the matter is not its own."""
    is_decided = any(side.part == Part.DECIDES and not side.is_outside for side in sides)
    left = still_to_accept(sides, company=company, proposer=proposer, accepted=accepted)
    return is_decided and bool(accepted) and not left


def due_for(
    reader: str, turns: Sequence[Turn], due: Mapping[str, datetime | None]
) -> datetime | None:
    """The one day due of a case for a reader: their own when it is their turn, else the first of
    those who are waited for; ``due`` holds the clocks that run, by institution. Nobody waits for
    who reads without an institution, though a committee has no name either."""
    awaited = dict.fromkeys(turn.organisation for turn in turns)
    if reader and reader in awaited:
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
    # Whoever said that the matter is not its own is not waited for, unless all of them did.
    concerned = [side for side in deciding if not side.is_outside] or deciding
    return tuple(Turn(side.organisation, Act.CLOSE) for side in concerned)


def is_ready_to_close(sides: Sequence[SideState], *, status: str) -> bool:
    """Every side that the case waits for has answered, every relay has seen: a joint decision."""
    return bool(sides) and all(is_done(side) for side in waited_for(sides, status=status))


def is_done(side: SideState) -> bool:
    """Whether a side has done all that closing a case asks of it."""
    wanted = SideStatus.SEEN if side.part == Part.RELAYS else SideStatus.ANSWERED
    return side.status == wanted


def are_answers_in(sides: Sequence[SideState]) -> bool:
    """Every side that decides has answered: a relay may take note."""
    deciding = [side for side in sides if side.part == Part.DECIDES]
    return bool(deciding) and all(side.status == SideStatus.ANSWERED for side in deciding)
