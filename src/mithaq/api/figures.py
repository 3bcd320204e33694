"""Figures, indicators, conflicts and reports for programs."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime
from typing import Annotated, Any
from uuid import UUID

from django.http import HttpRequest
from ninja import Path, Query, Router, Schema

from mithaq.api.paging import CODE, After, Day, Limit, page_of
from mithaq.api.reading import nothing_there, read
from mithaq.api.shapes import (
    Counted,
    Page,
    Said,
    cited,
    dated,
    exact,
    link,
    said,
    said_or_none,
)
from mithaq.apps.conventions.choices import Grade
from mithaq.apps.observatory.queries import (
    ConflictView,
    FigureView,
    all_conflicts,
    conflict_views,
    figure,
    figures,
    results_report,
    results_reports,
    views_of,
    withheld_figures,
)
from mithaq.apps.reference.choices import Milieu, Sex
from mithaq.apps.reference.queries import VersionView, indicator, indicators, versions_of

router = Router(tags=["figures"])
Named = Annotated[str | None, Query(None, pattern=CODE)]


class StatementFilter(Schema):
    """What figures can be narrowed by."""

    indicator: Annotated[str | None, Query(None, pattern=CODE)] = None
    territory: Annotated[str | None, Query(None, pattern=CODE)] = None
    convention: Annotated[str | None, Query(None, pattern=CODE)] = None
    organisation: Annotated[str | None, Query(None, pattern=CODE)] = None
    source: Annotated[str | None, Query(None, pattern=CODE)] = None
    sex: Sex | None = None
    milieu: Milieu | None = None
    grade: Grade | None = None
    is_exercise: bool | None = None
    since: Day = None
    until: Day = None


class VersionOut(Schema):
    """One definition of an indicator; an empty one was never published."""

    number: int
    definition: Said
    formula: str
    unit: str
    aggregation: str
    grain: str
    valid_from: date | None


class IndicatorOut(Schema):
    """What is counted, with every definition it has had."""

    code: str
    link: str
    label: Said
    topic: Said
    is_exercise: bool = False
    versions: list[VersionOut]


class ConflictOut(Schema):
    """Figures that disagree: none is chosen, none averaged."""

    code: str
    label: Said
    why: Said
    settled_by: Said
    settled_by_grade: str
    is_exercise: bool
    sides: list[Counted]


class ReportOut(Schema):
    """A results report: frozen when published, its digest proves it."""

    public_id: UUID
    link: str
    convention: str
    convention_label: Said
    number: int
    as_of: date
    status: str
    sha256: str
    published_at: datetime
    is_exercise: bool


class ReportContent(ReportOut):
    """A report with its frozen content, as canonical JSON."""

    is_intact: bool
    content: dict[str, Any]


@read(router, "/statements", Page[Counted], summary="Figures", name="statements")
def statements(
    request: HttpRequest, asked: Query[StatementFilter], after: After = None, limit: Limit = 50
) -> Any:
    """Every figure that stands, in the order of its permanent code."""
    named = {
        "indicator_version__indicator__code": asked.indicator,
        "territory__code": asked.territory,
        "convention__reference": asked.convention,
        "organisation__slug": asked.organisation,
        "source__code": asked.source,
        "sex": asked.sex,
        "milieu": asked.milieu,
        "grade": asked.grade,
        "is_exercise": asked.is_exercise,
        "as_of__gte": asked.since,
        "as_of__lte": asked.until,
    }
    rows = figures().filter(**{name: value for name, value in named.items() if value is not None})
    return page_of(request, rows, key="code", after=after, limit=limit, convert=_figures)


@read(router, "/statements/{code}", Counted, summary="One figure", name="statement")
def statement(request: HttpRequest, code: Annotated[str, Path(pattern=CODE)]) -> Any:
    """One figure with its proof; one that was withdrawn says when and why."""
    found = figure(code)
    if found is None:
        raise nothing_there("code", code)
    return figures_out([found])[0]


@read(router, "/indicators", Page[IndicatorOut], summary="Indicators", name="indicators")
def indicator_list(request: HttpRequest, after: After = None, limit: Limit = 50) -> Any:
    """Every indicator with its definitions."""
    return page_of(request, indicators(), key="code", after=after, limit=limit, convert=_indicators)


@read(router, "/indicators/{code}", IndicatorOut, summary="One indicator", name="indicator")
def one_indicator(request: HttpRequest, code: Annotated[str, Path(pattern=CODE)]) -> Any:
    """One indicator with its definitions, the latest first."""
    found = indicator(code)
    if found is None:
        raise nothing_there("code", code)
    return IndicatorOut(
        code=found.code,
        link=link("indicator", found.code),
        label=said(found.labels),
        topic=said(found.topic),
        versions=[_version(view) for view in found.versions],
    )


@read(router, "/conflicts", Page[ConflictOut], summary="Conflicts", name="conflicts")
def conflict_list(request: HttpRequest, after: After = None, limit: Limit = 50) -> Any:
    """Sources that disagree, each conflict with all its sides."""
    return page_of(
        request, all_conflicts(), key="code", after=after, limit=limit, convert=_conflicts
    )


@read(router, "/reports", Page[ReportOut], summary="Results reports", name="reports")
def report_list(request: HttpRequest, after: UUID | None = None, limit: Limit = 50) -> Any:
    """Every published results report."""
    return page_of(
        request, results_reports(), key="public_id", after=after, limit=limit, convert=_reports
    )


@read(router, "/reports/{public_id}", ReportContent, summary="One report", name="report")
def one_report(request: HttpRequest, public_id: UUID) -> Any:
    """One report with its frozen content, and whether its digest still proves it."""
    found = results_report(str(public_id))
    if found is None:
        raise nothing_there("public_id", str(public_id))
    return ReportContent(
        public_id=UUID(found.public_id),
        link=link("report", found.public_id),
        convention=found.reference,
        convention_label=said(found.convention),
        number=found.number,
        as_of=found.as_of,
        status=found.status,
        sha256=found.sha256,
        published_at=found.published_at,
        is_exercise=found.is_exercise,
        is_intact=found.is_intact,
        content=dict(found.content),
    )


def figures_out(items: Sequence[FigureView]) -> list[Counted]:
    """Figures as answers give them: small counts of people are not given."""
    withheld = withheld_figures(item.code for item in items) if items else {}
    return [_figure(item, withheld.get(item.code)) for item in items]


def _figure(item: FigureView, withheld: str | None) -> Counted:
    return Counted(
        code=item.code,
        link=link("figure", item.code),
        label=said(item.labels),
        indicator=item.indicator_code,
        indicator_version=item.version_number,
        indicator_label=said(item.indicator),
        definition=said(item.definition),
        unit=item.unit,
        aggregation=item.aggregation,
        value=None if withheld else exact(item.value),
        withheld=withheld,
        qualifier=item.qualifier,
        territory=item.territory_code or None,
        territory_label=said_or_none(item.territory),
        sex=item.sex,
        milieu=item.milieu,
        category=item.category_code or None,
        category_label=said_or_none(item.category),
        as_of=dated(item.as_of),
        period_from=item.period_from,
        period_to=item.period_to,
        said_on=dated(item.said),
        grade=item.grade,
        standing=item.standing,
        note=said(item.note),
        organisation=item.organisation_slug or None,
        convention=item.convention_reference or None,
        is_about_set=item.is_about_set,
        part_of=item.part_of_code,
        revises=item.revises_code,
        revised_by=item.revised_by_code,
        revision_reason=item.revision_reason,
        withdrawn_at=item.withdrawn_at,
        withdrawal_reason=item.withdrawal_reason,
        is_exercise=item.is_exercise,
        recorded_at=item.recorded_at,
        source=cited(item.source),
    )


def _figures(rows: Sequence[Any]) -> list[Counted]:
    return figures_out(views_of(rows))


def _indicators(rows: Sequence[Any]) -> list[IndicatorOut]:
    found = versions_of(row.pk for row in rows)
    return [
        IndicatorOut(
            code=row.code,
            link=link("indicator", row.code),
            label=said(row.labels),
            topic=Said(fr=row.topic_fr, ar=row.topic_ar, en=row.topic_en),
            versions=[_version(view) for view in found.get(row.pk, ())],
        )
        for row in rows
    ]


def _version(view: VersionView) -> VersionOut:
    return VersionOut(
        number=view.number,
        definition=said(view.definition),
        formula=view.formula,
        unit=view.unit,
        aggregation=view.aggregation,
        grain=view.grain,
        valid_from=view.valid_from,
    )


def _conflicts(rows: Sequence[Any]) -> list[ConflictOut]:
    views = conflict_views(rows)
    shown = {out.code: out for out in figures_out([side for v in views for side in v.sides])}
    return [_conflict(view, shown) for view in views]


def _conflict(view: ConflictView, shown: Mapping[str, Counted]) -> ConflictOut:
    return ConflictOut(
        code=view.code,
        label=said(view.labels),
        why=said(view.why),
        settled_by=said(view.settle),
        settled_by_grade=view.settle_grade,
        is_exercise=any(side.is_exercise for side in view.sides),
        sides=[shown[side.code] for side in view.sides],
    )


def _reports(rows: Iterable[Any]) -> list[ReportOut]:
    return [
        ReportOut(
            public_id=row.public_id,
            link=link("report", str(row.public_id)),
            convention=row.convention.reference,
            convention_label=said(row.convention.labels),
            number=row.number,
            as_of=row.as_of,
            status=row.status,
            sha256=row.sha256,
            published_at=row.published_at,
            is_exercise=row.is_exercise,
        )
        for row in rows
    ]
