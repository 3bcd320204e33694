"""The figures, conflicts and silences that a person looks after."""

from __future__ import annotations

from django.db.models import QuerySet

from mithaq.apps.conventions.models import Convention
from mithaq.apps.conventions.queries import Scope, conventions_within, register
from mithaq.apps.observatory.models import Conflict, ConflictSide, ResultsReport, Statement
from mithaq.apps.observatory.queries.figures import figures
from mithaq.apps.observatory.queries.reports import results_reports


def figures_within(scope: Scope) -> QuerySet[Statement]:
    """The figures said about the conventions of an organisation or a territory."""
    return figures().filter(convention__in=conventions_within(scope))


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
