"""The plans that a contest upheld since lowered, and that nobody did again yet."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db.models import Exists, OuterRef, Q, QuerySet, Subquery
from django.utils import timezone

from mithaq.apps.corridor.choices.debts import FOLLOWED, PENDING, ContestStatus
from mithaq.apps.corridor.models import Contest, Settlement
from mithaq.apps.corridor.queries.debts.lowered import debts_now, lowered_by
from mithaq.apps.corridor.queries.debts.settled import with_corrections
from mithaq.apps.corridor.queries.debts.statements import head_of
from mithaq.apps.corridor.queries.debts.views import SettlementHead
from mithaq.base.money import Centimes


@dataclass(frozen=True, slots=True, kw_only=True)
class ToRedo:
    """A plan to do again: what it asks beyond its debt, and the day that lowered it."""

    head: SettlementHead
    lowered: Centimes
    since: date


def plans_to_redo(rows: QuerySet[Settlement], *, most: int) -> tuple[ToRedo, ...]:
    """Those among some settlements, the first lowered first; two queries, one when there is none.

    A plan whose recalculation waits for its approval is at that approval's turn, not here.
    """
    upheld = Contest.objects.filter(
        line__statement=OuterRef("statement"), status=ContestStatus.UPHELD
    ).order_by("-answered_at")
    again = Settlement.objects.filter(redoes=OuterRef("pk"), status__in=PENDING)
    found = list(
        with_corrections(rows.filter(status__in=FOLLOWED))
        .filter(~Exists(again), Q(("is_corrected", True)))
        .annotate(upheld_at=Subquery(upheld.values("answered_at")[:1]))
        .order_by("upheld_at", "pk")[:most]
    )
    now = debts_now(found)
    return tuple(
        ToRedo(
            head=head_of(row),
            lowered=lowered_by(row, now[row.pk]),
            since=timezone.localtime(row.upheld_at).date(),
        )
        for row in found
        if lowered_by(row, now[row.pk])
    )
