"""Which sides of a queue wait for their own institution, as each act on a case wrote it down."""

from __future__ import annotations

from datetime import datetime
from typing import Final

from django.db.models import Exists, OuterRef, QuerySet, Subquery

from mithaq.apps.corridor.models import Side
from mithaq.apps.corridor.queries.apart import told_of

# A list of one value is an equality for every database: the index is followed to the end.
YES = (True,)
# Of what another makes late, the latest comes first: one's own day orders nothing there.
LATEST_FIRST: Final = ("elsewhere_due_at", "pk")


def at_their_turn(rows: QuerySet[Side]) -> QuerySet[Side]:
    """The sides of which the institution is waited for, by the rule of ``whose_turn``."""
    return rows.filter(is_open__in=YES, is_awaited__in=YES)


def late_at(rows: QuerySet[Side], *, at: datetime) -> QuerySet[Side]:
    """The sides past their day at an instant, by the index of turns: a side that has a day of its
    own is sorted by it, one that has none by that of another, which makes it late in nothing."""
    return at_their_turn(rows).filter(sorted_at__lt=at, due_at__lt=at)


def late_elsewhere(rows: QuerySet[Side], *, at: datetime) -> QuerySet[Side]:
    """The open sides of cases in which another institution is past its day at an instant."""
    return rows.filter(is_open__in=YES, elsewhere_due_at__lt=at)


def late_by(rows: QuerySet[Side], *, institution: str, at: datetime) -> QuerySet[Side]:
    """The sides of cases in which one other institution is past its day, in the order of it."""
    late = _others().filter(institution__slug=institution, bound_at__lt=at)
    since = Subquery(late.values("bound_at")[:1])
    return rows.filter(told_of(late)).annotate(late_since=since).order_by("late_since", "pk")


def others_awaited(rows: QuerySet[Side]) -> QuerySet[Side]:
    """The sides of cases in which another institution is waited for."""
    return rows.filter(Exists(_others().filter(is_awaited=True)))


def company_awaited(rows: QuerySet[Side]) -> QuerySet[Side]:
    """The sides of cases that wait for their company."""
    return rows.filter(case__is_awaited=True)


def _others() -> QuerySet[Side]:
    return Side.objects.filter(case=OuterRef("case"), is_open=True).exclude(pk=OuterRef("pk"))
