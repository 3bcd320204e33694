"""Systemic problems: their cases counted by month, so that the effect of a fix can be seen."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Mapping
from datetime import datetime

from django.db.models import Count, QuerySet
from django.utils import timezone

from mithaq.apps.corridor.models import Case, SystemicProblem
from mithaq.apps.corridor.queries.scoreboard import SMALL_CELL
from mithaq.apps.corridor.queries.views import ProblemView


def problems_of(corridor: str, *, counts_claims: bool = False) -> tuple[ProblemView, ...]:
    """The systemic problems of a corridor, the newest first, in two queries."""
    rows = SystemicProblem.objects.filter(corridor__slug=corridor)
    return _views(rows, counts_claims=counts_claims)


def problem(public_id: str, *, counts_claims: bool = False) -> ProblemView | None:
    """One systemic problem, or nothing."""
    rows = SystemicProblem.objects.filter(public_id=public_id)
    return next(iter(_views(rows, counts_claims=counts_claims)), None)


def months_of(problem_ids: Collection[int], *, counts_claims: bool) -> Mapping[int, Counter[str]]:
    """How many cases of some problems were filed each month.

    Who does not examine knows who filed a case about a person's right, never what it is about: in
    a month, such cases are counted from ``SMALL_CELL`` on.
    """
    found: dict[int, Counter[str]] = defaultdict(Counter)
    claims: dict[int, Counter[str]] = defaultdict(Counter)
    rows = Case.objects.filter(systemic_problem__in=problem_ids)
    for key, at, is_claim in rows.values_list(
        "systemic_problem", "submitted_at", "subject__is_personal"
    ):
        counted = claims if is_claim else found
        counted[key][f"{timezone.localtime(at):%Y-%m}"] += 1
    least = 1 if counts_claims else SMALL_CELL
    for key, months in claims.items():
        found[key].update({month: n for month, n in months.items() if n >= least})
    return found


def repeated_subjects(
    corridor: str, *, since: datetime, least: int = 5
) -> tuple[tuple[str, int], ...]:
    """Subjects that come back without a cause named yet: where to look for the next problem."""
    rows = (
        Case.objects.filter(
            corridor__slug=corridor, submitted_at__gte=since, systemic_problem__isnull=True
        )
        .order_by()
        .values("subject__code")
        .annotate(n=Count("pk"))
        .filter(n__gte=least)
    )
    return tuple(rows.order_by("-n", "subject__code").values_list("subject__code", "n"))


def _views(rows: QuerySet[SystemicProblem], *, counts_claims: bool) -> tuple[ProblemView, ...]:
    found = list(rows.select_related("family", "owner", "corridor").order_by("-opened_at", "-pk"))
    months = months_of([row.pk for row in found], counts_claims=counts_claims)
    return tuple(_view(row, months.get(row.pk, Counter())) for row in found)


def _view(row: SystemicProblem, months: Counter[str]) -> ProblemView:
    return ProblemView(
        public_id=row.public_id,
        labels=row.labels,
        family=row.family.code,
        family_labels=row.family.labels,
        owner=row.owner.slug,
        owner_labels=row.owner.labels,
        fix=row.fix,
        due_on=row.due_on,
        fixed_on=row.fixed_on,
        status=row.status,
        status_label=row.get_status_display(),
        effect_expected=row.effect_expected,
        effect_measured=row.effect_measured,
        case_count=sum(months.values()),
        by_month=tuple(sorted(months.items())),
        is_exercise=row.is_exercise,
    )
