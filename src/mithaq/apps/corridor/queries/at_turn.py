"""Which sides of a queue wait for their own institution, as each act on a case wrote it down."""

from __future__ import annotations

from datetime import datetime

from django.db.models import Exists, OuterRef, QuerySet

from mithaq.apps.corridor.models import Side

# A list of one value is an equality for every database: the index is followed to the end.
YES = (True,)


def at_their_turn(rows: QuerySet[Side]) -> QuerySet[Side]:
    """The sides of which the institution is waited for, by the rule of ``whose_turn``."""
    return rows.filter(is_open__in=YES, is_awaited__in=YES)


def late_at(rows: QuerySet[Side], *, at: datetime) -> QuerySet[Side]:
    """The sides whose delay is past at an instant; one that is stopped has no day due."""
    return rows.filter(is_open__in=(True,), sorted_at__lt=at, due_at__lt=at)


def late_elsewhere(rows: QuerySet[Side], *, at: datetime) -> QuerySet[Side]:
    """The open sides of cases in which another institution is past its day at an instant."""
    return rows.filter(is_open__in=YES).filter(Exists(_others().filter(due_at__lt=at)))


def others_awaited(rows: QuerySet[Side]) -> QuerySet[Side]:
    """The sides of cases in which another institution is waited for."""
    return rows.filter(Exists(_others().filter(is_awaited=True)))


def company_awaited(rows: QuerySet[Side]) -> QuerySet[Side]:
    """The sides of cases that wait for their company."""
    return rows.filter(case__is_awaited=True)


def _others() -> QuerySet[Side]:
    return Side.objects.filter(case=OuterRef("case"), is_open=True).exclude(pk=OuterRef("pk"))
