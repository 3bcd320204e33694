"""The figures, conflicts and silences that a person looks after."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Final

from django.db.models import F, Q, QuerySet

from mithaq.apps.conventions.choices import Grade
from mithaq.apps.conventions.choices.amending import AmendedKind
from mithaq.apps.conventions.models import Convention, Target
from mithaq.apps.conventions.queries import (
    AmendedText,
    Scope,
    TargetView,
    amended_texts,
    conventions_within,
    register,
)
from mithaq.apps.conventions.queries.targets import WITH_TARGET, target_view
from mithaq.apps.observatory.choices import ReportStatus
from mithaq.apps.observatory.models import Conflict, ConflictSide, ResultsReport, Statement
from mithaq.apps.observatory.queries.disclosure import published_rows
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
    """Every published figure that no other one revises, newest state first."""
    revised = Statement.objects.filter(revises__isnull=False, withdrawn_at__isnull=True).values(
        "revises"
    )
    return published_rows(figures().exclude(pk__in=revised))


def targets_within(
    scope: Scope, *, on: date, texts: Mapping[int, AmendedText] | None = None
) -> tuple[TargetProgress, ...]:
    """The targets of the conventions of a scope as amended on a day, each with the latest figure
    that answers it.

    Only a recorded, measured or verified figure of the same indicator answers a promise. ``texts``
    are the amended texts of the day, targets included, when the caller has read them.
    """
    promised = list(_promised(conventions_within(scope), on=on, texts=texts))
    if not promised:
        return ()
    known = (
        latest_figures()
        .filter(grade__in=KNOWN, convention__in={row.pk for row, _target in promised})
        .order_by(F("as_of").asc(nulls_first=True), "code")
    )
    answers: dict[tuple[int | None, str], Statement] = {}
    for figure in known:
        answers[figure.convention_id, figure.indicator_version.indicator.code] = figure
    return tuple(
        _progress(row, target, answers.get((row.pk, target.indicator_code)))
        for row, target in promised
    )


def _promised(
    within: QuerySet[Convention], *, on: date, texts: Mapping[int, AmendedText] | None
) -> Iterator[tuple[Convention, TargetView]]:
    """Each convention of its own targets, real ones first, in the order of their references."""
    if texts is None:
        texts = amended_texts(within, on=on, kinds={AmendedKind.TARGET})
    rows = list(
        Target.objects.filter(convention__in=within)
        .select_related(*WITH_TARGET, "convention")
        .order_by("number")
    )
    told: dict[Convention, tuple[TargetView, ...]] = {}
    for row in rows:
        if row.convention is not None and row.convention_id not in texts:
            told[row.convention] = (*told.get(row.convention, ()), target_view(row))
    told |= {text.row: text.targets for text in _of(within, rows, texts) if text.targets}
    for convention in sorted(told, key=lambda item: (item.is_exercise, item.reference)):
        for target in told[convention]:
            yield convention, target


def _of(
    within: QuerySet[Convention], rows: list[Target], texts: Mapping[int, AmendedText]
) -> list[AmendedText]:
    """The amended texts of a scope; one query more when only an amendment gave one its targets."""
    inside = {row.convention_id for row in rows}
    added = [key for key, text in texts.items() if text.targets and key not in inside]
    if added:
        inside |= set(within.order_by().filter(pk__in=added).values_list("pk", flat=True))
    return [text for key, text in texts.items() if key in inside]


def _progress(
    convention: Convention, target: TargetView, answer: Statement | None
) -> TargetProgress:
    return TargetProgress(
        labels=target.labels,
        reference=convention.reference,
        convention=convention.labels,
        unit=target.unit,
        promised=target.value,
        achieved=answer.value if answer else None,
        grade=answer.grade if answer else target.grade,
        figure_code=answer.code if answer else "",
        as_of=UncertainDate(answer.as_of, Precision(answer.as_of_precision)) if answer else None,
        is_exercise=convention.is_exercise,
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
    """The conventions of a scope for which no published results report stands."""
    told = ResultsReport.objects.filter(status=ReportStatus.PUBLISHED).values("convention")
    return register().filter(pk__in=conventions_within(scope).values("pk")).exclude(pk__in=told)


def reports_of_person(user_id: int) -> QuerySet[ResultsReport]:
    """The results reports that a person published, newest first."""
    return results_reports().filter(published_by_id=user_id)
