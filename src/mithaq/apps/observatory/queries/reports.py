"""Published results reports, with a check that they are still what was published."""

from __future__ import annotations

import json

from django.db.models import QuerySet

from mithaq.apps.conventions.queries import register
from mithaq.apps.observatory.models import ResultsReport
from mithaq.apps.observatory.queries.figures import figures_of
from mithaq.apps.observatory.queries.report_content import (
    canonical,
    fingerprint,
    results_content,
)
from mithaq.apps.observatory.queries.views import ReportView


def results_reports(*, text: str = "") -> QuerySet[ResultsReport]:
    """The published reports whose convention holds every word, newest first."""
    rows = (
        ResultsReport.objects.select_related("convention", "published_by")
        .defer("content")
        .order_by("-published_at", "-pk")
    )
    return rows.filter(convention__in=register(text=text).order_by().values("pk")) if text else rows


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
    now = canonical(results_content(reference=reference, as_of=row.as_of))
    return ReportView(
        public_id=str(row.public_id),
        reference=reference,
        convention=row.convention.labels,
        number=row.number,
        as_of=row.as_of,
        status=row.status,
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
