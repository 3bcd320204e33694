"""What the operations on a case share: locked rows, steps of the tables, one audit line."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime
from typing import Any

from django.utils import timezone

from mithaq.apps.accounts.operations import record
from mithaq.apps.corridor.choices.cases import (
    CASE_STEPS,
    SIDE_STEPS,
    CaseStatus,
    SideEventKind,
    SideStatus,
)
from mithaq.apps.corridor.events import SideMoved
from mithaq.apps.corridor.models import Case, Side, SideEvent
from mithaq.apps.corridor.models.cases import NEVER
from mithaq.apps.corridor.operations import _words as words
from mithaq.apps.corridor.operations._reasons import GIVEN, concerns_a_person, keep_reason
from mithaq.apps.corridor.operations._turns import keep_turns
from mithaq.apps.corridor.policies import SIDE_POLICIES, can_read_case
from mithaq.apps.corridor.queries._lists import terms_by_case, turns_of
from mithaq.apps.corridor.queries.access import CaseAccess, access_of
from mithaq.apps.corridor.queries.clocks import clocks_of
from mithaq.apps.organisations.queries import MandateView
from mithaq.base.errors import Refusal
from mithaq.engines.clocks import EVER_LATE, ClockReading

READING = "read_"


def opened(public_id: object, under: MandateView | None) -> tuple[Case, CaseAccess]:
    """A case held until the transaction ends, for someone whom it concerns; a stranger is told
    that there is no such case."""
    rows = Case.objects.select_for_update(of=("self",)).select_related(
        "corridor", "company", "territory", "subject__family", "region"
    )
    case = rows.filter(public_id=str(public_id)).first() if is_uuid(public_id) else None
    if case is None:
        raise Refusal(words.no_such_case())
    access = access_of(case)
    if not can_read_case(under, access):
        raise Refusal(words.no_such_case())
    return case, access


def is_uuid(text: object) -> bool:
    """Whether a text can be the public identifier of anything."""
    return len(str(text).replace("-", "")) == 32 and all(
        char in "0123456789abcdefABCDEF-" for char in str(text)
    )


def sides_of(case: Case) -> list[Side]:
    """The sides of a case in their order; the case itself holds the lock."""
    found = Side.objects.filter(case=case).select_related(
        "institution", "norm", "case", "waits_for"
    )
    return list(found.order_by("rank", "pk"))


def side_of(case: Case, institution: str) -> Side:
    """The side of an institution, or a refusal that names it."""
    found = next((row for row in sides_of(case) if row.institution.slug == institution), None)
    if found is None:
        raise Refusal(words.no_such_side(institution))
    return found


def case_step(case: Case, name: str) -> str:
    """The state that a step leads a case to, or a refusal that says from where."""
    _name, starts, to, _who = next(step for step in CASE_STEPS if step[0] == name)
    if case.status not in starts:
        raise Refusal(words.case_not_there(case.status, name))
    return str(to)


def side_step(side: Side, step: str, access: CaseAccess, under: MandateView | None) -> str:
    """The state that a step leads a side to: it must start from there and be the person's right."""
    _step, starts, to, who = next(item for item in SIDE_STEPS if item[0] == step)
    if not SIDE_POLICIES[who](under, access, side.institution.slug):
        raise Refusal(words.not_yours(side.institution.labels))
    if side.status not in starts:
        raise Refusal(words.side_not_there(side.status, step))
    return str(to)


def happened(
    side: Side,
    kind: SideEventKind,
    *,
    actor: Any,
    at: datetime,
    reason: str = "",
    is_of_case: bool = True,
) -> None:
    """Write what happened on the clock of a side; the engine refuses what cannot be.

    Events are never removed either: of a case about a person they only say that a reason was given,
    save what is asked of the company, which is a message of the case, and a reason that is not
    about the case (``is_of_case``), as when an officer is away.
    """
    said = reason.strip()[:300]
    is_asked = kind is SideEventKind.COMPLETION_ASKED
    if said and is_of_case and not is_asked and concerns_a_person(side.case):
        said = GIVEN
    SideEvent.objects.create(side=side, kind=kind, happened_at=at, by=person(actor), reason=said)


def refreshed(side: Side, *, at: datetime) -> ClockReading:
    """Read the clock of a side again and keep what it says for the queue; nothing else is saved."""
    return all_refreshed([side], at=at)[side.pk]


def all_refreshed(sides: Sequence[Side], *, at: datetime) -> Mapping[int, ClockReading]:
    """The same for the sides of a case together, in as many queries as for one."""
    readings = clocks_of(sides, at=at)
    for side in sides:
        reading = readings[side.pk]
        side.due_at = reading.due_at if side.is_open and reading.closed_at is None else None
        side.sorted_at = side.due_at or NEVER
    return readings


def moved(side: Side, case: Case) -> SideMoved:
    """What a step tells the flow."""
    return SideMoved(
        public_id=case.public_id,
        number=case.number,
        institution=side.institution.slug,
        status=str(side.status),
        due_at=side.due_at,
    )


def with_lateness(case: Case, access: CaseAccess, *, at: datetime) -> CaseAccess:
    """The same access, knowing whether a side of the case is late at an instant: on the delay that
    it promised, or on the day that an agreement or the committee gave it."""
    sides = sides_of(case)
    readings = clocks_of(sides, at=at).values()
    is_late = any(item.state in EVER_LATE for item in readings)
    return replace(access, is_late=is_late or _is_given_day_past(case, sides, on=day_of(at)))


def _is_given_day_past(case: Case, sides: Sequence[Side], *, on: date) -> bool:
    if case.status != CaseStatus.AGREED and case.waits_for_id is None:
        return False
    every = {case.pk: sides}
    return any(
        turn.due_on is not None and turn.due_on < on and turn.organisation != case.company.slug
        for turn in turns_of(case, every, terms_by_case([case], every))
    )


def settled(sides: Sequence[Side]) -> bool:
    """Whether no side has anything left to examine."""
    return all(row.status in (SideStatus.ANSWERED, SideStatus.SEEN) for row in sides)


def day_of(at: datetime) -> date:
    """The day of an instant, where the institutions are."""
    return timezone.localtime(at).date()


def person(actor: Any) -> Any:
    """Who acts, or nobody when the installation itself does."""
    return actor if getattr(actor, "pk", None) else None


def line(
    case: Case,
    action: str,
    *,
    actor: Any,
    under: MandateView | None,
    at: datetime,
    before: Mapping[str, object] | None = None,
    after: Mapping[str, object] | None = None,
    reason: str = "",
) -> None:
    """Leave the one audit line of an operation on a case, and keep whose turn it now is.

    No text of a case goes in the line, nor the reason of an act on a case about a person. A reading
    changes no turn, and its purpose stays in the journal.
    """
    is_reading = action.startswith(READING)
    if not is_reading:
        keep_turns(case, at=at)
    is_apart = bool(reason) and not is_reading and concerns_a_person(case)
    written = record(
        actor=actor,
        mandate=under.text if under else "",
        action=f"corridor.{action}",
        object_type="case",
        object_ref=str(case.public_id),
        object_label=f"Dossier {case.number}",
        before=dict(before) if before is not None else None,
        after=dict(after) if after is not None else None,
        reason=GIVEN if is_apart else reason,
        at=at,
    )
    if is_apart:
        keep_reason(case, written.public_id, reason)
