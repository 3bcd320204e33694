"""The queue of an officer: open sides by what is due first, in a fixed number of queries."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime, timedelta
from enum import StrEnum
from typing import Final

from django.db.models import QuerySet
from django.utils import timezone

from mithaq.apps.corridor.choices import CaseLevel
from mithaq.apps.corridor.choices.cases import side_state
from mithaq.apps.corridor.models import Side
from mithaq.apps.corridor.queries._lists import (
    alike_turns_of,
    apart_of,
    is_hidden,
    officer_of,
    place_of_token,
    readings_by_case,
    sides_by_case,
    terms_by_case,
    token_of,
    turns_of,
)
from mithaq.apps.corridor.queries.at_turn import (
    LATEST_FIRST,
    at_their_turn,
    late_at,
    late_elsewhere,
)
from mithaq.apps.corridor.queries.given_days import missed_by_side
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
NAMES: Final = tuple(
    f"{of}__label_{language}"
    for of in ("case__company", "case__subject", "region")
    for language in ("fr", "ar", "en")
)
# What a line says: all the columns of its nine tables take longer to read than its words.
TOLD: Final = (
    *NAMES, "part", "status", "due_at", "sorted_at", "case_officer__id",
    "case__public_id", "case__number", "case__corridor_id", "case__status", "case__level",
    "case__submitted_at", "case__is_exercise",
    "case__company__slug", "case__subject__is_personal", "case__waits_for__slug",
    "case_officer__user__username", "case_officer__user__full_name",
    "case_officer__user__full_name_ar",
)  # fmt: skip
# A queue is worked from its top: what a screen holds; the rest is one link further.
SCREEN: Final = 15
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
    scope: QueueScope, *, at: datetime, shown: str = Shown.ALL, token: str = "", size: int = SCREEN
) -> QueuePage:
    """A page of a queue: what is due first comes first, then what nothing makes due."""
    on = timezone.localtime(at).date()
    within = sides_within(scope, on=on)
    rows = within if shown != Shown.CLIMBED else climbed_within(scope, on=on)
    order: Sequence[str] = ORDER
    if shown == Shown.TURN:
        rows = at_their_turn(rows)
    if shown == Shown.LATE:
        rows = late_at(rows, at=at)
    if shown == Shown.ELSEWHERE:
        rows, order = late_elsewhere(rows, at=at), LATEST_FIRST
    if shown == Shown.UNASSIGNED:
        rows, order = rows.filter(case_officer__isnull=True), OF_NOBODY
    by = LATEST_FIRST[0] if shown == Shown.ELSEWHERE else ORDER[0]
    place = place_of_token(token)
    if place:
        since, key = place
        rows = rows.filter(**{f"{by}__gte": since}).exclude(**{by: since}, pk__lte=key)
    # Keys first: joined at once, a planner may prefer to sort everything.
    places = dict(rows.order_by(*order).values_list("pk", by)[: size + 1])
    told = (
        Side.objects.select_related(
            "case__company", "case__subject", "case__waits_for", "region", "case_officer__user"
        )
        .only(*TOLD)
        .in_bulk(list(places))
    )
    page = [told[key] for key in list(places)[:size]]
    last = page[-1].pk if len(places) > size else None
    return QueuePage(
        rows=_rows(page, at=at),
        counts=_counts(scope, within, at=at),
        next_token=token_of(places[last], last) if last else "",
    )


def climbed_within(scope: QueueScope, *, on: date) -> QuerySet[Side]:
    """The open sides of a place whose case was carried higher: whoever had it still finds it,
    though another officer has it now."""
    whole = replace(scope, user_id=None)
    return sides_within(whole, on=on).exclude(case__level=CaseLevel.REGION)


def _counts(scope: QueueScope, within: QuerySet[Side], *, at: datetime) -> QueueCounts:
    """Counts that stop at the ceiling: « more than 99 » is enough to know."""
    return QueueCounts(
        total=_bounded(within),
        turn=_bounded(at_their_turn(within)),
        late=_bounded(late_at(within, at=at)),
        late_elsewhere=_bounded(late_elsewhere(within, at=at), order=LATEST_FIRST),
        due_soon=_bounded(
            at_their_turn(within).filter(
                sorted_at__gte=at, sorted_at__lt=at + SOON, due_at__isnull=False
            )
        ),
        climbed=_bounded(climbed_within(scope, on=timezone.localtime(at).date())),
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
    clocks = readings_by_case(others, at=at)
    # The side as read with its case knows its institution: that of the queue is one join less.
    own = {one.pk: one for found in others.values() for one in found}
    apart = {side.pk: apart_of(own[side.pk], others[side.case_id]) for side in sides}
    given = missed_by_side(one for found in others.values() for one in found)
    return tuple(
        QueueRow(
            side_id=side.pk,
            public_id=side.case.public_id,
            number=side.case.number,
            company=side.case.company.slug,
            company_labels=side.case.company.labels,
            subject=PERSONAL if is_hidden(side) else side.case.subject.labels,
            region=side.region.labels,
            level=side.case.level,
            case_status=side.case.status,
            status=side.status,
            status_label=side_state(side.status, side.part, side.case.status),
            officer=officer_of(side),
            due_at=side.due_at,
            is_late=side.due_at is not None and side.due_at < at,
            submitted_at=side.case.submitted_at,
            turns=alike_turns_of(
                own[side.pk], turns_of(side.case, others, terms), others[side.case_id]
            ),
            clocks={
                name: clock
                for name, clock in clocks[side.case_id].items()
                if name not in apart[side.pk]
            },
            holders={one.institution.slug: officer_of(one) for one in others[side.case_id]},
            is_exercise=side.case.is_exercise,
            given=given.get(side.pk),
        )
        for side in sides
    )
