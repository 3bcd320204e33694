"""The very cases that a figure of the public board counts, and those of them that one may read."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Final

from django.db import models as db
from django.db.models import Exists, OuterRef, Q, QuerySet, Subquery

from mithaq.apps.corridor.choices.cases import OutcomeKind
from mithaq.apps.corridor.choices.problems import ReferralStatus
from mithaq.apps.corridor.models import Case, CommitteeReferral, Outcome, Side
from mithaq.apps.corridor.queries.access import Reads, accesses_of
from mithaq.apps.corridor.queries.company_lists import OwnCase, told_cases
from mithaq.apps.corridor.queries.scoreboard import Scoreboard, ended_between, percentile
from mithaq.apps.corridor.queries.views import PERSONAL, CaseScope

FILED, ENDED = "deposes", "clos"
COUNTED: Final = (FILED, ENDED)


@dataclass(frozen=True, slots=True, kw_only=True)
class Ending:
    """The end that a board counts: when, in how many working days, within the delays promised or
    not; None when nothing was promised. ``earlier`` are the ends of the period before it."""

    decided_at: datetime
    working_days: int | None
    is_within_norm: bool | None
    money_centimes: int | None = None
    earlier: tuple[Ending, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class EndingSums:
    """How the figures of a board come out of the ends that a list shows: a case closed twice in
    the period counts twice. ``unsummed`` ends are those whose money is not the reader's to read."""

    ends: int
    cases: int
    median_days: int | None
    p90_days: int | None
    within: int
    promised: int
    money_centimes: int
    unsummed: int


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


def _ends(board: Scoreboard | None) -> QuerySet[Outcome]:
    """The ends that a board counts, or every one; a withdrawal is none."""
    rows = Outcome.objects.exclude(kind=OutcomeKind.WITHDRAWN)
    if board is None:
        return rows
    return rows.filter(decided_at__gte=board.since, decided_at__lt=board.until)


def endings_of(rows: Sequence[Case], board: Scoreboard | None) -> dict[int, Ending]:
    """How some cases ended in the period of a board, or ever, by key: the last of several endings,
    and those before it."""
    found: dict[int, list[Ending]] = defaultdict(list)
    ends = _ends(board).filter(case__in=[row.pk for row in rows]).order_by("decided_at", "pk")
    for case, at, days, is_within, money in ends.values_list(
        "case", "decided_at", "working_days", "is_within_norm", "money_unblocked_centimes"
    ):
        found[case].append(
            Ending(decided_at=at, working_days=days, is_within_norm=is_within, money_centimes=money)
        )
    return {case: replace(ends[-1], earlier=tuple(ends[:-1])) for case, ends in found.items()}


def with_endings(
    rows: QuerySet[Case], board: Scoreboard | None, scope: CaseScope
) -> QuerySet[Case]:
    """Some cases with their last end in a period or ever, to sort and filter: no money of a claim
    that is not the reader's to read."""
    last = _ends(board).filter(case=OuterRef("pk")).order_by("-decided_at", "-pk")
    money = Subquery(last.values("money_unblocked_centimes")[:1])
    return rows.annotate(
        ended_at=Subquery(last.values("decided_at")[:1]),
        ended_days=Subquery(last.values("working_days")[:1]),
        ended_within=Subquery(last.values("is_within_norm")[:1]),
        ended_money=db.Case(db.When(_read(scope), then=money), default=None),
    )


def ending_sums(rows: QuerySet[Case], board: Scoreboard, scope: CaseScope) -> EndingSums:
    """Compute the figures of a board over the ends of some cases, and what they rest on."""
    kept = rows.order_by().values("pk")
    read = set(rows.filter(_read(scope)).order_by().values_list("pk", flat=True))
    ends = list(
        _ends(board)
        .filter(case__in=kept)
        .values_list("case", "working_days", "is_within_norm", "money_unblocked_centimes")
    )
    days = Counter(spent or 0 for _case, spent, _within, _money in ends)
    told = [is_within for _case, _spent, is_within, _money in ends if is_within is not None]
    return EndingSums(
        ends=len(ends),
        cases=len({case for case, *_rest in ends}),
        median_days=percentile(days, 50),
        p90_days=percentile(days, 90),
        within=sum(told),
        promised=len(told),
        money_centimes=sum(money or 0 for case, *_rest, money in ends if case in read),
        unsummed=sum(case not in read for case, *_rest in ends),
    )


def _read(scope: CaseScope) -> Q:
    """The cases of a scope whose content its reader reads: a claim, in some parts only."""
    if scope.is_everything:
        return Q(pk__isnull=False)
    sides = Side.objects.filter(
        case=OuterRef("pk"), institution__slug=scope.institution, part__in=scope.claims_read_as
    )
    own = Q(company__slug=scope.company) if scope.company else Q(pk__in=())
    return Q(subject__is_personal=False) | own | Q(Exists(sides))


def family_told(scope: CaseScope, *, to: str = "") -> Q:
    """Where a scope is told the family of a case: everywhere but in a person's right that it does
    not read. ``to`` leads to the case from the rows asked, as ``case__``."""
    sides = Side.objects.filter(case=OuterRef(f"{to}pk"), institution__slug=scope.institution)
    reading = Exists(sides.filter(part__in=scope.claims_read_as))
    return Q(**{f"{to}subject__is_personal": False}) | Q(reading)


def cases_told(rows: QuerySet[Case], scope: CaseScope, *, is_by_family: bool) -> QuerySet[Case]:
    """Those of some cases that a scope holds.

    A list cut by family tells who does not read a person's right nothing of such cases.
    """
    if scope.is_everything:
        return rows
    sides = Side.objects.filter(case=OuterRef("pk"), institution__slug=scope.institution)
    joined: Q = Q(Exists(sides))
    if is_by_family:
        joined = joined & family_told(scope)
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
    hidden = {
        row.pk for row in rows if row.subject.is_personal and not reads_claims(accesses[row.pk])
    }
    return [
        replace(told, subject=PERSONAL, family=PERSONAL, title="", closed_how="")
        if row.pk in hidden
        else told
        for row, told in zip(rows, told_cases(rows, at=at, alike=hidden), strict=True)
    ]
