"""The figures, conflicts and silences that a person looks after."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from django.db.models import F, Q, QuerySet

from mithaq.apps.conventions.choices import Grade
from mithaq.apps.conventions.models import Convention, Target
from mithaq.apps.conventions.queries import Scope, conventions_within, register
from mithaq.apps.observatory.models import Conflict, ConflictSide, ResultsReport, Statement
from mithaq.apps.observatory.queries.figures import figures
from mithaq.apps.observatory.queries.reports import results_reports
from mithaq.base.dates import Precision, UncertainDate
from mithaq.base.text import Labels

KNOWN: Final = (Grade.RECORDED, Grade.MEASURED, Grade.VERIFIED)


@dataclass(frozen=True, slots=True, kw_only=True)
class TargetProgress:
    """A promised quantity, and what is known of it; no figure means that none is published."""

    labels: Labels
    reference: str
    convention: Labels
    unit: str
    promised: Decimal
    achieved: Decimal | None
    grade: str
    figure_code: str
    as_of: UncertainDate | None
    is_exercise: bool


def figures_within(scope: Scope) -> QuerySet[Statement]:
    """The latest figures about the conventions that concern an organisation, or that it said.

    A figure that another one revises is left to that one's page.
    """
    rows = latest_figures()
    if not scope.organisation and not scope.territory:
        return rows
    said = Q(organisation__slug__in=scope.bound)
    return rows.filter(said | Q(convention__in=conventions_within(scope)))


def latest_figures() -> QuerySet[Statement]:
    """Every figure that no other one revises, newest state first."""
    revised = Statement.objects.filter(revises__isnull=False).values("revises")
    return figures().exclude(pk__in=revised)


def targets_within(scope: Scope) -> tuple[TargetProgress, ...]:
    """The targets of the conventions of a scope, each with the latest figure that answers it.

    Only a recorded, measured or verified figure of the same indicator answers a promise.
    """
    rows = (
        Target.objects.filter(convention__in=conventions_within(scope))
        .select_related("convention", "indicator_version__indicator")
        .order_by("convention__is_exercise", "convention__reference", "number")
    )
    targets = list(rows)
    answers: dict[tuple[int | None, int], Statement] = {}
    known = (
        latest_figures()
        .filter(grade__in=KNOWN, convention__in=[row.convention_id for row in targets])
        .order_by(F("as_of").asc(nulls_first=True), "code")
    )
    for figure in known:
        answers[figure.convention_id, figure.indicator_version.indicator_id] = figure
    return tuple(
        _progress(row, answers.get((row.convention_id, row.indicator_version.indicator_id)))
        for row in targets
    )


def _progress(row: Target, answer: Statement | None) -> TargetProgress:
    convention = row.convention
    return TargetProgress(
        labels=row.labels,
        reference=convention.reference if convention else "",
        convention=convention.labels if convention else Labels(""),
        unit=row.indicator_version.unit,
        promised=row.value,
        achieved=answer.value if answer else None,
        grade=answer.grade if answer else row.grade,
        figure_code=answer.code if answer else "",
        as_of=UncertainDate(answer.as_of, Precision(answer.as_of_precision)) if answer else None,
        is_exercise=bool(convention and convention.is_exercise),
    )


def conflicts_within(scope: Scope) -> tuple[tuple[Conflict, str], ...]:
    """The open conflicts, each with the reference of the convention where it is shown."""
    sides = (
        ConflictSide.objects.filter(statement__convention__in=conventions_within(scope))
        .select_related("conflict", "statement__convention")
        .order_by("conflict__code", "rank")
    )
    found: dict[int, tuple[Conflict, str]] = {}
    for side in sides:
        if side.statement.convention is not None:
            found.setdefault(side.conflict_id, (side.conflict, side.statement.convention.reference))
    return tuple(found.values())


def conventions_without_report(scope: Scope) -> QuerySet[Convention]:
    """The conventions of a scope for which no results report was ever published."""
    told = ResultsReport.objects.values("convention")
    return register().filter(pk__in=conventions_within(scope).values("pk")).exclude(pk__in=told)


def reports_of_person(user_id: int) -> QuerySet[ResultsReport]:
    """The results reports that a person published, newest first."""
    return results_reports().filter(published_by_id=user_id)
