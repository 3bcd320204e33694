"""The sides of a queue as a list to search, filter, sort and export; whose turn in each."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any, Final

from django.db.models import OuterRef, Q, QuerySet, Subquery
from django.utils import timezone

from mithaq.apps.corridor.choices import CaseLevel, Part
from mithaq.apps.corridor.choices.cases import SideEventKind
from mithaq.apps.corridor.models import CommitteeReferral, CorridorInstitution, Side, SideEvent
from mithaq.apps.corridor.queries._lists import (
    alike_turns_of,
    apart_of,
    is_hidden,
    officer_of,
    readings_by_case,
    sides_by_case,
    terms_by_case,
    turns_of,
)
from mithaq.apps.corridor.queries.absences import people_stood_in, unattended_posts
from mithaq.apps.corridor.queries.at_turn import LATEST_FIRST, at_their_turn, late_elsewhere
from mithaq.apps.corridor.queries.given_days import missed_by_side
from mithaq.apps.corridor.queries.scopes import CEILING, ORDER, sides_at_once, sides_within
from mithaq.apps.corridor.queries.turns import GivenDay, Turn
from mithaq.apps.corridor.queries.views import PERSONAL, QueueScope
from mithaq.apps.organisations.models import Organisation
from mithaq.base.text import Labels, fold
from mithaq.engines.clocks import ClockReading, Unit, elapsed

# A digest counts what waits; beyond, the queue is the place to read.
MOST: Final = 50
TOLD: Final = (
    "institution", "case__company", "case__subject__family", "case__waits_for",
    "case__territory", "region",
    "case_officer__user", "norm",
)  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class ListedSide:
    """One side in a list: what a relay may not read of a person's case is already left out.

    ``age_days`` are the working days of its institution since the case was filed, or since the side
    was opened again.
    """

    side: Side
    subject: Labels
    family: Labels
    title: str
    officer: str
    turns: tuple[Turn, ...]
    clock: ClockReading
    clocks: Mapping[str, ClockReading]
    age_days: int
    is_reopened: bool
    names: Mapping[str, Labels]
    # The day of an agreement that the side kept late.
    given: GivenDay | None = None


def sides_listed(
    scope: QueueScope, text: str = "", *, on: date, is_open: bool = True
) -> QuerySet[Side]:
    """The open sides of a scope or its closed ones, what is due first first.

    A text finds the number of a case, or the name of a company.
    """
    rows = sides_within(scope, on=on, is_open=is_open)
    wanted = text.strip()
    if wanted:
        named = Organisation.objects.filter(search_text__contains=fold(wanted)).values("pk")
        rows = rows.filter(Q(case__number__startswith=wanted) | Q(case__company__in=named))
    return rows.order_by(*ORDER)


def sides_waiting(scope: QueueScope, *, user_id: int, on: date) -> QuerySet[Side]:
    """What waits for an institution and is a person's to do, what is due first first: all of a
    region for its officers; for those of the country, what they hold, what nobody holds, and what
    is held by somebody who is away without a substitute. What a regional representative holds waits
    for that one."""
    rows = sides_at_once(scope)
    if not scope.territory_code:
        own = sides_within(replace(scope, user_id=user_id), on=on)
        left = unattended_posts(scope.institution, on=on)
        rows = own | rows.filter(Q(case_officer__isnull=True) | Q(case_officer__in=left))
    return at_their_turn(rows).order_by(*ORDER)


def decisions_of_others(
    scope: QueueScope, *, user_id: int, on: date
) -> QuerySet[CommitteeReferral, Any]:
    """The decisions, by key, on cases that another person of an institution has: those of another
    region, those carried higher, those that a colleague of the country holds."""
    rows = sides_at_once(scope)
    if scope.territory_code:
        near = rows.filter(case__level=CaseLevel.REGION)
    else:
        left = unattended_posts(scope.institution, on=on)
        near = rows.filter(Q(case_officer__isnull=True) | Q(case_officer__in=left))
    own = sides_at_once(replace(scope, territory_code="")).filter(
        Q(case_officer__user=user_id)
        | Q(case_officer__user__in=people_stood_in(scope.institution, user_id, on=on))
    )
    decided = CommitteeReferral.objects.filter(case__isnull=False, decision__isnull=False)
    decided = decided.exclude(case__in=near.values("case")).exclude(case__in=own.values("case"))
    return decided.values("decision")


def count_at_turn(scope: QueueScope) -> int:
    """How many sides wait for an institution, whoever holds them, counted to the ceiling: by the
    very rows of its queue."""
    return at_their_turn(sides_at_once(scope)).order_by(*ORDER).values("pk")[:CEILING].count()


def sides_late_elsewhere(
    scope: QueueScope, *, at: datetime, window: slice
) -> tuple[list[Side], int]:
    """The open sides of a scope that another institution makes late, the latest first, and how many
    they are, counted to the ceiling."""
    rows = late_elsewhere(sides_at_once(scope), at=at).order_by(*LATEST_FIRST)
    keys = list(rows.values_list("pk", flat=True)[:CEILING])
    if not keys:
        return [], 0
    found = Side.objects.in_bulk(keys[window])
    return [found[key] for key in keys[window]], len(keys)


def cases_waiting(
    scopes: Iterable[QueueScope], *, user_id: int, on: date
) -> tuple[tuple[str, date | None], ...]:
    """The cases that wait for a person's institutions and are theirs to do, by number, with the day
    they are due."""
    rows = [
        row
        for scope in scopes
        for row in sides_waiting(scope, user_id=user_id, on=on).select_related("case")[:MOST]
    ]
    return tuple(
        (row.case.number, timezone.localtime(row.due_at).date() if row.due_at else None)
        for row in rows
    )


def told_sides(rows: Sequence[Side], *, at: datetime) -> list[ListedSide]:
    """Complete one page of sides with turns and clocks, in a fixed number of queries."""
    # Joined once the page is known: joined before, a planner may prefer to sort every side.
    opened = SideEvent.objects.filter(
        side=OuterRef("pk"), kind__in=(SideEventKind.REOPENED, SideEventKind.RENEWED)
    ).order_by("-happened_at")
    found = Side.objects.annotate(opened_again=Subquery(opened.values("happened_at")[:1]))
    whole = found.select_related(*TOLD).in_bulk([row.pk for row in rows])
    rows = [whole[row.pk] for row in rows]
    again: dict[int, datetime | None] = {row.pk: vars(row)["opened_again"] for row in rows}
    cases = [row.case for row in rows]
    others = sides_by_case(cases)
    terms = terms_by_case(cases, others)
    clocks = readings_by_case(others, at=at)
    apart = {row.pk: apart_of(row, others[row.case_id]) for row in rows}
    given = missed_by_side(rows)
    return [
        ListedSide(
            side=row,
            subject=PERSONAL if is_hidden(row) else row.case.subject.labels,
            family=PERSONAL if is_hidden(row) else row.case.subject.family.labels,
            title="" if is_hidden(row) else row.case.title,
            officer=officer_of(row),
            turns=alike_turns_of(row, turns_of(row.case, others, terms), others[row.case_id]),
            clock=(clock := clocks[row.case_id][row.institution.slug]),
            clocks={
                name: read
                for name, read in clocks[row.case_id].items()
                if name not in apart[row.pk]
            },
            age_days=elapsed(
                again[row.pk] or row.case.submitted_at,
                at,
                calendar=clock.calendar,
                unit=Unit.WORKING_DAYS,
            ),
            is_reopened=again[row.pk] is not None,
            given=given.get(row.pk),
            names={side.institution.slug: side.institution.labels for side in others[row.case_id]},
        )
        for row in rows
    ]


def names_of(slugs: Sequence[str]) -> dict[str, Labels]:
    """The names of some bodies, by slug, in one query."""
    rows = Organisation.objects.filter(slug__in=set(slugs))
    return {row.slug: row.labels for row in rows}


def relays_somewhere(institution: str) -> bool:
    """Whether an institution relays companies: it is then not told what cases are about."""
    rows = CorridorInstitution.objects.filter(organisation__slug=institution, part=Part.RELAYS)
    return rows.exists()
