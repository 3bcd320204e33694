"""Causes that recur: the typical problems by how many cases they bring, and who mends each."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db.models import (
    Case as Choose,
)
from django.db.models import (
    Count,
    F,
    IntegerField,
    Max,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    Value,
    When,
)
from django.db.models.functions import Coalesce

from mithaq.apps.corridor.choices.cases import OPEN_CASES
from mithaq.apps.corridor.models import Case, CaseSubject, SystemicProblem
from mithaq.apps.corridor.queries.scoreboard import SMALL_CELL
from mithaq.base.text import Labels

# What a claim says beside its number: nothing, to who does not examine it.
SPLIT = ("open_count", "ended_count", "recent_count", "before_count")


@dataclass(frozen=True, slots=True, kw_only=True)
class CauseProblem:
    """A systemic problem that groups cases of a cause: who mends it, how, and with what effect."""

    public_id: UUID
    labels: Labels
    owner_labels: Labels
    status: str
    status_label: str
    fix: str
    due_on: date | None
    fixed_on: date | None
    effect_expected: str
    effect_measured: str
    case_count: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Cause:
    """A typical problem with the cases that it brought in a period: still open and ended, in its
    last half and in the half before; and the problems that group them.

    Of cases about a person's right, who does not examine is told the number alone, from
    ``SMALL_CELL`` on; ``is_split`` says that everything is told.
    """

    code: str
    labels: Labels
    family: str
    family_labels: Labels
    case_count: int
    open_count: int | None
    ended_count: int | None
    recent_count: int | None
    before_count: int | None
    grouped_count: int
    is_split: bool
    problems: tuple[CauseProblem, ...]

    @property
    def left_count(self) -> int:
        """How many of its cases no problem groups."""
        return self.case_count - self.grouped_count


def causes(
    corridor: str, *, since: datetime, until: datetime, counts_claims: bool
) -> QuerySet[CaseSubject]:
    """The typical problems that brought cases to a corridor in a period, the most cases first."""
    middle = since + (until - since) / 2
    rows = Case.objects.filter(
        subject=OuterRef("pk"),
        corridor__slug=corridor,
        submitted_at__gte=since,
        submitted_at__lt=until,
    )
    found = CaseSubject.objects.select_related("family").annotate(
        case_count=_count(rows),
        open_count=_count(rows.filter(status__in=OPEN_CASES)),
        ended_count=_count(rows.exclude(status__in=OPEN_CASES)),
        recent_count=_count(rows.filter(submitted_at__gte=middle)),
        before_count=_count(rows.filter(submitted_at__lt=middle)),
        grouped_count=_count(rows.filter(systemic_problem__isnull=False)),
    )
    found = found.filter(case_count__gt=0)
    if counts_claims:
        told = {f"told_{name}": F(name) for name in (*SPLIT, "grouped_count")}
        return found.annotate(**told).order_by("-case_count", "code")
    few = Q(is_personal=True, grouped_count__lt=SMALL_CELL)
    found = found.filter(Q(is_personal=False) | Q(case_count__gte=SMALL_CELL)).annotate(
        **{f"told_{name}": _unless(Q(is_personal=True), name, None) for name in SPLIT},
        told_grouped_count=_unless(few, "grouped_count", 0),
    )
    return found.order_by("-case_count", "code")


def most_cases(rows: QuerySet[CaseSubject]) -> int:
    """The most cases that one of these causes brought: the scale of their bars."""
    return rows.order_by().aggregate(most=Max("case_count"))["most"] or 0


def causes_told(
    rows: Sequence[CaseSubject],
    corridor: str,
    *,
    since: datetime,
    until: datetime,
    counts_claims: bool,
) -> list[Cause]:
    """One page of causes, each with the problems that group its cases, in two queries."""
    grouping = _grouping(rows, corridor, since, until)
    return [
        Cause(
            code=row.code,
            labels=row.labels,
            family=row.family.code,
            family_labels=row.family.labels,
            case_count=row.case_count,  # type: ignore[attr-defined]
            open_count=row.told_open_count,  # type: ignore[attr-defined]
            ended_count=row.told_ended_count,  # type: ignore[attr-defined]
            recent_count=row.told_recent_count,  # type: ignore[attr-defined]
            before_count=row.told_before_count,  # type: ignore[attr-defined]
            grouped_count=row.told_grouped_count,  # type: ignore[attr-defined]
            is_split=counts_claims or not row.is_personal,
            problems=tuple(
                found
                for found in grouping[row.pk]
                if counts_claims or not row.is_personal or found.case_count >= SMALL_CELL
            ),
        )
        for row in rows
    ]


def _count(rows: QuerySet[Case]) -> Coalesce:
    counted = rows.order_by().values("subject").annotate(n=Count("pk")).values("n")
    return Coalesce(Subquery(counted, output_field=IntegerField()), 0)


def _unless(hidden: Q, name: str, instead: int | None) -> Choose:
    return Choose(When(hidden, then=Value(instead)), default=name, output_field=IntegerField())


def _grouping(
    rows: Sequence[CaseSubject], corridor: str, since: datetime, until: datetime
) -> dict[int, list[CauseProblem]]:
    """The problems that group cases of each cause, those that group the most first."""
    counted = (
        Case.objects.filter(
            corridor__slug=corridor,
            subject__in=[row.pk for row in rows],
            submitted_at__gte=since,
            submitted_at__lt=until,
            systemic_problem__isnull=False,
        )
        .order_by()
        .values_list("subject", "systemic_problem")
        .annotate(n=Count("pk"))
    )
    numbers = list(counted.order_by("-n", "systemic_problem"))
    known = SystemicProblem.objects.select_related("owner").in_bulk(
        {problem for _subject, problem, _count in numbers}
    )
    found: dict[int, list[CauseProblem]] = defaultdict(list)
    for subject, key, count in numbers:
        found[subject].append(_problem(known[key], count))
    return found


def _problem(row: SystemicProblem, count: int) -> CauseProblem:
    return CauseProblem(
        public_id=row.public_id,
        labels=row.labels,
        owner_labels=row.owner.labels,
        status=row.status,
        status_label=row.get_status_display(),
        fix=row.fix,
        due_on=row.due_on,
        fixed_on=row.fixed_on,
        effect_expected=row.effect_expected,
        effect_measured=row.effect_measured,
        case_count=count,
    )
