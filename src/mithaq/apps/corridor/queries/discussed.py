"""The sittings that a problem, a case or a proposal was put before, and what each said of it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from mithaq.apps.conventions.choices.meetings import ItemStanding, MeetingStatus
from mithaq.apps.conventions.models import AgendaItem, Decision
from mithaq.apps.conventions.queries.decisions import decision_code
from mithaq.apps.corridor.choices.problems import ReferralKind
from mithaq.apps.corridor.models import SystemicProblem
from mithaq.base.text import Labels


@dataclass(frozen=True, slots=True, kw_only=True)
class Taken:
    """A decision of a sitting about a problem: its words, who owes it, and by when."""

    id: int
    code: str
    text: Labels
    owner: Labels
    due_on: date
    committee: Labels


@dataclass(frozen=True, slots=True, kw_only=True)
class Discussed:
    """A sitting whose agenda holds a point; its decisions are known once it is held.

    A point on which nothing was noted or decided was not reached: nobody may say it was examined.
    """

    number: int
    on: date
    is_held: bool
    decisions: tuple[Taken, ...]
    is_noted: bool = False


def sittings_of_problem(public_id: str) -> tuple[Discussed, ...]:
    """The sittings that have, or had, a problem on their agenda, the oldest first."""
    key = SystemicProblem.objects.filter(public_id=public_id).values_list("pk", flat=True).first()
    return _sittings(f"{ReferralKind.PROBLEM}:{key}")


def sittings_of_proposal(number: str) -> tuple[Discussed, ...]:
    """The sittings that have, or had, a proposal of reform on their agenda, the oldest first."""
    return _sittings(f"{ReferralKind.PROPOSAL}:{number}")


def sittings_without_decision(case_number: str) -> tuple[Discussed, ...]:
    """The sittings held that had a case before them and decided nothing on it: its parties know
    it, whether it was examined or not reached."""
    found = _sittings(f"{ReferralKind.CASE}:{case_number}")
    return tuple(item for item in found if item.is_held and not item.decisions)


def _sittings(key: str) -> tuple[Discussed, ...]:
    rows = AgendaItem.objects.filter(key=key, standing=ItemStanding.ON_AGENDA).exclude(
        meeting__status__in=(MeetingStatus.CANCELLED, MeetingStatus.ADJOURNED)
    )
    found = list(rows.select_related("meeting").order_by("meeting__starts_at", "pk"))
    held = [row.pk for row in found if row.meeting.status == MeetingStatus.HELD]
    taken = _taken(held)
    return tuple(
        Discussed(
            number=row.meeting.number,
            on=row.meeting.held_on,
            is_held=row.meeting.status == MeetingStatus.HELD,
            decisions=tuple(taken[row.pk]),
            is_noted=row.is_examined or bool(row.notes or row.notes_ar),
        )
        for row in found
    )


def _taken(items: Iterable[int]) -> dict[int | None, list[Taken]]:
    found: dict[int | None, list[Taken]] = defaultdict(list)
    rows = Decision.objects.filter(item__in=list(items)).select_related(
        "owner", "meeting__committee"
    )
    for row in rows.order_by("number"):
        found[row.item_id].append(
            Taken(
                id=row.pk, code=decision_code(row), text=row.labels, owner=row.owner.labels,
                due_on=row.due_on, committee=row.meeting.committee.labels,
            )
        )  # fmt: skip
    return found
