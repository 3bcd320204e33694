"""The queue of an officer: open sides by what is due first, in a fixed number of queries."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Final

from django.db.models import QuerySet

from mithaq.apps.accounts.queries import name_here
from mithaq.apps.corridor.choices import CaseLevel, Part
from mithaq.apps.corridor.models import Side
from mithaq.apps.corridor.queries._lists import (
    PAGE,
    place_of_token,
    sides_by_case,
    terms_by_case,
    token_of,
    turns_of,
)
from mithaq.apps.corridor.queries.at_turn import at_their_turn, late_elsewhere
from mithaq.apps.corridor.queries.scopes import CEILING, ORDER, sides_within
from mithaq.apps.corridor.queries.views import (
    PERSONAL,
    QueueCounts,
    QueuePage,
    QueueRow,
    QueueScope,
)

# Those of nobody stand together in their index: said again, so that PostgreSQL follows it too.
OF_NOBODY: Final = ("case_officer_id", *ORDER)
SOON: Final = timedelta(days=1)


class Shown(StrEnum):
    """Which sides of a queue are shown."""

    TURN = "turn"
    ALL = "all"
    LATE = "late"
    ELSEWHERE = "elsewhere"
    UNASSIGNED = "unassigned"
    CLIMBED = "climbed"


def queue_page(
    scope: QueueScope, *, at: datetime, shown: str = Shown.ALL, token: str = "", size: int = PAGE
) -> QueuePage:
    """A page of a queue: what is due first comes first, then what nothing makes due."""
    within = sides_within(scope)
    rows = within if shown != Shown.CLIMBED else climbed_within(scope)
    order: Sequence[str] = ORDER
    if shown == Shown.TURN:
        rows = at_their_turn(rows)
    if shown == Shown.LATE:
        rows = rows.filter(sorted_at__lt=at)
    if shown == Shown.ELSEWHERE:
        rows = late_elsewhere(rows, at=at)
    if shown == Shown.UNASSIGNED:
        rows, order = rows.filter(case_officer__isnull=True), OF_NOBODY
    place = place_of_token(token)
    if place:
        since, key = place
        rows = rows.filter(sorted_at__gte=since).exclude(sorted_at=since, pk__lte=key)
    # Keys first: joined at once, a planner may prefer to sort everything.
    keys = list(rows.order_by(*order).values_list("pk", flat=True)[: size + 1])
    found = list(
        Side.objects.filter(pk__in=keys)
        .select_related(
            "case__company",
            "case__subject__family",
            "case__waits_for",
            "region",
            "case_officer__user",
        )
        .order_by(*ORDER)
    )
    page = found[:size]
    last = page[-1] if len(found) > size else None
    return QueuePage(
        rows=_rows(page, at=at),
        counts=_counts(scope, within, at=at),
        next_token=token_of(last.sorted_at, last.pk) if last else "",
    )


def climbed_within(scope: QueueScope) -> QuerySet[Side]:
    """The open sides of a place whose case was carried higher: whoever had it still finds it,
    though another officer has it now."""
    whole = replace(scope, user_id=None)
    return sides_within(whole).exclude(case__level=CaseLevel.REGION)


def _counts(scope: QueueScope, within: QuerySet[Side], *, at: datetime) -> QueueCounts:
    """Counts that stop at the ceiling: « more than 99 » is enough to know."""
    return QueueCounts(
        total=_bounded(within),
        turn=_bounded(at_their_turn(within)),
        late=_bounded(within.filter(sorted_at__lt=at)),
        late_elsewhere=_bounded(late_elsewhere(within, at=at)),
        due_soon=_bounded(within.filter(sorted_at__gte=at, sorted_at__lt=at + SOON)),
        climbed=_bounded(climbed_within(scope)),
        unassigned=0
        if scope.user_id is not None
        else _bounded(within.filter(case_officer__isnull=True), order=OF_NOBODY),
        ceiling=CEILING,
    )


def _bounded(rows: QuerySet[Side], *, order: Sequence[str] = ORDER) -> int:
    # In the order of the index, which is then followed and left at the ceiling.
    return rows.order_by(*order).values("pk")[:CEILING].count()


def _rows(sides: list[Side], *, at: datetime) -> tuple[QueueRow, ...]:
    cases = [side.case for side in sides]
    others = sides_by_case(cases)
    terms = terms_by_case(cases, others)
    return tuple(
        QueueRow(
            side_id=side.pk,
            public_id=side.case.public_id,
            number=side.case.number,
            company=side.case.company.slug,
            company_labels=side.case.company.labels,
            subject=PERSONAL if _is_hidden(side) else side.case.subject.labels,
            family=PERSONAL if _is_hidden(side) else side.case.subject.family.labels,
            region=side.region.labels,
            level=side.case.level,
            level_label=side.case.get_level_display(),
            case_status=side.case.status,
            status=side.status,
            status_label=side.get_status_display(),
            officer=_officer(side),
            due_at=side.due_at,
            is_late=side.due_at is not None and side.due_at < at,
            submitted_at=side.case.submitted_at,
            turns=turns_of(side.case, others, terms),
            is_exercise=side.case.is_exercise,
        )
        for side in sides
    )


def _is_hidden(side: Side) -> bool:
    """A relay sees that a case about a person's right is blocked, and nothing of the right."""
    return side.part == Part.RELAYS and side.case.subject.is_personal


def _officer(side: Side) -> str:
    post = side.case_officer
    return name_here(post.user) if post is not None else ""
