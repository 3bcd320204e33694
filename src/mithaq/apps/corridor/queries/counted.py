"""The very cases that a figure of the public board counts, and those of them that one may read."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Final

from django.db.models import Exists, OuterRef, Q, QuerySet

from mithaq.apps.corridor.choices.problems import ReferralStatus
from mithaq.apps.corridor.models import Case, CommitteeReferral, Outcome, Side
from mithaq.apps.corridor.queries.access import Reads, accesses_of
from mithaq.apps.corridor.queries.company_lists import OwnCase, told_cases
from mithaq.apps.corridor.queries.scoreboard import Scoreboard, ended_between
from mithaq.apps.corridor.queries.views import PERSONAL, CaseScope

FILED, ENDED = "deposes", "clos"
COUNTED: Final = (FILED, ENDED)


@dataclass(frozen=True, slots=True, kw_only=True)
class Ending:
    """The end that a board counts: when, in how many working days, within the delays promised or
    not; None when nothing was promised."""

    decided_at: datetime
    working_days: int | None
    is_within_norm: bool | None
    money_centimes: int | None = None


def counted_cases(
    board: Scoreboard, what: str, *, family: str = "", region: str = ""
) -> QuerySet[Case]:
    """The cases filed or closed in the period of a board, of a family or of a region."""
    rows = Case.objects.filter(corridor__slug=board.corridor)
    if family:
        rows = rows.filter(subject__family__code=family)
    if region:
        rows = rows.filter(region__code=region)
    if what == ENDED:
        return ended_between(rows, since=board.since, until=board.until)
    return rows.filter(submitted_at__gte=board.since, submitted_at__lt=board.until)


def endings_of(rows: Sequence[Case], board: Scoreboard) -> dict[int, Ending]:
    """How some cases ended in the period of a board, by key: the last of several endings."""
    found = Outcome.objects.filter(
        case__in=[row.pk for row in rows], decided_at__gte=board.since, decided_at__lt=board.until
    )
    return {
        case: Ending(
            decided_at=at, working_days=days, is_within_norm=is_within, money_centimes=money
        )
        for case, at, days, is_within, money in found.order_by("decided_at", "pk").values_list(
            "case", "decided_at", "working_days", "is_within_norm", "money_unblocked_centimes"
        )
    }


def cases_told(rows: QuerySet[Case], scope: CaseScope, *, is_by_family: bool) -> QuerySet[Case]:
    """Those of some cases that a scope holds.

    A list cut by family tells who does not read a person's right nothing of such cases.
    """
    sides = Side.objects.filter(case=OuterRef("pk"), institution__slug=scope.institution)
    joined: Q = Q(Exists(sides))
    if is_by_family:
        reading = Exists(sides.filter(part__in=scope.claims_read_as))
        joined = joined & (Q(subject__is_personal=False) | Q(reading))
    if scope.territory_code:
        code = scope.territory_code
        place = Q(territory__code=code) | Q(territory__code__startswith=f"{code.rstrip('.')}.")
        joined = joined & place
    if scope.is_referred_only:
        asked = CommitteeReferral.objects.filter(case=OuterRef("pk"))
        joined = joined & Q(Exists(asked.exclude(status=ReferralStatus.WITHDRAWN)))
    own = Q(company__slug=scope.company) if scope.company else Q(pk__in=())
    return rows.filter(own | joined if scope.institution else own)


def told_as_read(rows: Sequence[Case], *, reads_claims: Reads, at: datetime) -> list[OwnCase]:
    """One page of such cases with their turns; a claim that is not theirs to read says
    neither its subject nor its end."""
    accesses = accesses_of(rows)
    return [
        told
        if not row.subject.is_personal or reads_claims(accesses[row.pk])
        else replace(told, subject=PERSONAL, family=PERSONAL, title="", closed_how="")
        for row, told in zip(rows, told_cases(rows, at=at), strict=True)
    ]
