"""Published results reports, with a check that they are still what was published."""

from __future__ import annotations

import json
from datetime import date

from django.db.models import QuerySet

from mithaq.apps.conventions.queries import register
from mithaq.apps.observatory.choices import ReportStatus
from mithaq.apps.observatory.models import ResultsReport
from mithaq.apps.observatory.queries.figures import figures_of
from mithaq.apps.observatory.queries.report_content import (
    canonical,
    fingerprint,
    results_content,
)
from mithaq.apps.observatory.queries.views import ReportView
from mithaq.apps.reference.queries import IssuedPaperView, papers_of


def standing_reports() -> QuerySet[ResultsReport]:
    """The published reports that nobody withdrew, newest first."""
    return results_reports().filter(status=ReportStatus.PUBLISHED)


def results_reports(*, text: str = "", is_strict: bool = False) -> QuerySet[ResultsReport]:
    """Every report whose convention holds every word, newest first; the withdrawn ones too."""
    rows = (
        ResultsReport.objects.select_related("convention", "published_by")
        .defer("content")
        .order_by("-published_at", "-pk")
    )
    if not text:
        return rows
    named = register(text=text, is_strict=is_strict).order_by().values("pk")
    return rows.filter(convention__in=named)


def results_report(public_id: str) -> ReportView | None:
    """One report: ``is_intact`` recomputes its fingerprint, ``is_current`` its content.

    A report whose sources have said more since stays as it was published; it is not current.
    """
    row = (
        ResultsReport.objects.select_related("convention__territory", "published_by")
        .filter(public_id=public_id)
        .first()
    )
    if row is None:
        return None
    reference = row.convention.reference
    is_intact = fingerprint(row.content) == row.sha256
    # A text that was tampered with may be no JSON any more; nothing is read from it.
    content = json.loads(row.content) if is_intact else {}
    held = {item["code"] for item in content.get("figures", ())}
    known_on = date.fromisoformat(content.get("known_on", str(row.as_of)))
    now = canonical(results_content(reference=reference, as_of=row.as_of, known_on=known_on))
    return ReportView(
        public_id=str(row.public_id),
        reference=reference,
        convention=row.convention.labels,
        number=row.number,
        as_of=row.as_of,
        known_on=known_on,
        status=row.status,
        withdrawn_at=row.withdrawn_at,
        withdrawn_because=row.withdrawn_because,
        territory_code=row.convention.territory.code if row.convention.territory else "",
        text=row.content,
        content=content,
        sha256=row.sha256,
        published_at=row.published_at,
        published_by=str(row.published_by) if row.published_by else "",
        is_exercise=row.is_exercise,
        is_intact=is_intact,
        is_current=fingerprint(now) == row.sha256,
        said_since=tuple(item for item in figures_of(reference) if item.code not in held),
    )


def report_ref(public_id: str, kind: str) -> str:
    """What the register of issued papers calls a report in one kind of file."""
    return f"{public_id}/{kind}"


def report_paper(public_id: str, *, kind: str, language: str) -> IssuedPaperView | None:
    """The file of a report that was issued; None for a report published before files were kept."""
    issued = papers_of(object_type="results_report", object_ref=report_ref(public_id, kind))
    return next((paper for paper in issued if paper.language == language), None)


def has_codes(public_id: str) -> bool:
    """Whether the files of a report were issued under a code; those of the first ones were not."""
    refs = [report_ref(public_id, kind) for kind in ("pdf", "xlsx")]
    return any(papers_of(object_type="results_report", object_ref=ref) for ref in refs)
