"""The queue of an officer: open sides by what is due first, in a fixed number of queries.

Every read follows an index of ``Side`` and stops at a page or at a ceiling, so that a queue of
200,000 cases costs what one of 200 does.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from enum import StrEnum
from typing import Final

from django.db.models import Q, QuerySet

from mithaq.apps.corridor.choices import Part
from mithaq.apps.corridor.models import CaseOfficer, Side
from mithaq.apps.corridor.queries._lists import (
    PAGE,
    place_of_token,
    sides_by_case,
    token_of,
    turns_of,
    unsigned_by_case,
)
from mithaq.apps.corridor.queries.views import (
    PERSONAL,
    QueueCounts,
    QueuePage,
    QueueRow,
    QueueScope,
)
from mithaq.apps.organisations.models import Organisation
from mithaq.apps.reference.models import Territory

CEILING: Final = 100
# Not « is_open=True », which is written as a bare column: SQLite then leaves the index at it, sorts
# all the sides of a region and reads them all. A list of one value is an equality for both.
OPEN: Final = (True,)
ORDER: Final = ("sorted_at", "pk")
SOON: Final = timedelta(days=1)


class Shown(StrEnum):
    """Which sides of a queue are shown."""

    ALL = "all"
    LATE = "late"
    UNASSIGNED = "unassigned"


def queue_page(
    scope: QueueScope, *, at: datetime, shown: str = Shown.ALL, token: str = "", size: int = PAGE
) -> QueuePage:
    """A page of a queue: what is due first comes first, then what nothing makes due."""
    within = _within(scope)
    rows = within
    if shown == Shown.LATE:
        rows = rows.filter(sorted_at__lt=at)
    if shown == Shown.UNASSIGNED:
        rows = rows.filter(case_officer__isnull=True)
    place = place_of_token(token)
    if place:
        since, key = place
        rows = rows.filter(sorted_at__gte=since).exclude(sorted_at=since, pk__lte=key)
    # Keys first: joined at once, a planner may prefer to sort everything.
    keys = list(rows.order_by(*ORDER).values_list("pk", flat=True)[: size + 1])
    found = list(
        Side.objects.filter(pk__in=keys)
        .select_related("case__company", "case__subject__family", "region", "case_officer__user")
        .order_by(*ORDER)
    )
    page = found[:size]
    last = page[-1] if len(found) > size else None
    return QueuePage(
        rows=_rows(page, at=at),
        counts=_counts(within, at=at, is_own=scope.user_id is not None),
        next_token=token_of(last.sorted_at, last.pk) if last else "",
    )


def _within(scope: QueueScope) -> QuerySet[Side]:
    """The open sides that a scope holds: found by keys, so that an index alone answers."""
    body = Organisation.objects.filter(slug=scope.institution).values_list("pk", flat=True).first()
    rows = Side.objects.filter(institution=body or 0, is_open__in=OPEN)
    if scope.user_id is not None:
        posts = CaseOfficer.objects.filter(institution=body or 0, user=scope.user_id)
        keys = list(posts.values_list("pk", flat=True))
        # One post is the rule: equality lets the index give the order.
        own = Q(case_officer=keys[0]) if len(keys) == 1 else Q(case_officer__in=keys)
        return Side.objects.filter(own, is_open__in=OPEN)
    if not scope.territory_code:
        return rows
    code = scope.territory_code.rstrip(".")
    region = Territory.objects.filter(code=code.partition(".")[0]).values_list("pk", flat=True)
    rows = rows.filter(region=region.first() or 0)
    if "." not in code:
        return rows
    inside = Q(case__territory__code=scope.territory_code)
    return rows.filter(inside | Q(case__territory__code__startswith=f"{code}."))


def _counts(within: QuerySet[Side], *, at: datetime, is_own: bool) -> QueueCounts:
    """Counts that stop at the ceiling: « more than 99 » is enough to know."""
    return QueueCounts(
        total=_bounded(within),
        late=_bounded(within.filter(sorted_at__lt=at)),
        due_soon=_bounded(within.filter(sorted_at__gte=at, sorted_at__lt=at + SOON)),
        unassigned=0 if is_own else _bounded(within.filter(case_officer__isnull=True)),
        ceiling=CEILING,
    )


def _bounded(rows: QuerySet[Side]) -> int:
    # In the order of the index, which is then followed and left at the ceiling.
    return rows.order_by(*ORDER).values("pk")[:CEILING].count()


def _rows(sides: list[Side], *, at: datetime) -> tuple[QueueRow, ...]:
    cases = [side.case for side in sides]
    others, unsigned = sides_by_case(cases), unsigned_by_case(cases)
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
            turns=turns_of(side.case, others, unsigned),
            is_exercise=side.case.is_exercise,
        )
        for side in sides
    )


def _is_hidden(side: Side) -> bool:
    """A relay sees that a case about a person's right is blocked, and nothing of the right."""
    return side.part == Part.RELAYS and side.case.subject.is_personal


def _officer(side: Side) -> str:
    post = side.case_officer
    return str(post.user) if post is not None and post.user is not None else ""
