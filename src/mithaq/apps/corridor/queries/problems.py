"""Systemic problems: their cases counted by month, so that the effect of a fix can be seen."""

from __future__ import annotations

from collections import Counter, defaultdict
from datetime import datetime

from django.db.models import Count, QuerySet
from django.utils import timezone

from mithaq.apps.corridor.models import Case, SystemicProblem
from mithaq.apps.corridor.queries.views import ProblemView


def problems_of(corridor: str) -> tuple[ProblemView, ...]:
    """The systemic problems of a corridor, the newest first, in two queries."""
    return _views(SystemicProblem.objects.filter(corridor__slug=corridor))


def problem(public_id: str) -> ProblemView | None:
    """One systemic problem, or nothing."""
    return next(iter(_views(SystemicProblem.objects.filter(public_id=public_id))), None)


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


def _views(rows: QuerySet[SystemicProblem]) -> tuple[ProblemView, ...]:
    found = list(rows.select_related("family", "owner", "corridor").order_by("-opened_at", "-pk"))
    months: dict[int, Counter[str]] = defaultdict(Counter)
    cases = Case.objects.filter(systemic_problem__in=[row.pk for row in found])
    for key, at in cases.values_list("systemic_problem", "submitted_at"):
        months[key][f"{timezone.localtime(at):%Y-%m}"] += 1
    return tuple(_view(row, months[row.pk]) for row in found)


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
