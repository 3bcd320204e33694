"""A results report is published, its files issued; it is withdrawn when it was a mistake."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any, Final

from django.db import transaction

from mithaq.apps.observatory import operations as observatory
from mithaq.apps.observatory.events import ResultsReportPublished
from mithaq.apps.observatory.queries import ReportView, report_paper, report_ref, results_report
from mithaq.apps.reference.choices import PaperKind
from mithaq.apps.reference.operations import issue_paper, new_paper_code, withdraw_paper
from mithaq.base.calendar_words import MONTHS
from mithaq.base.codes import grouped
from mithaq.base.ports import port
from mithaq.base.text import LANGUAGES, Labels

# The content is in the three languages at once: « mul » is the code of several languages.
FILES: Final = (
    *((kind, language) for kind in ("pdf", "xlsx") for language in LANGUAGES),
    ("json", "mul"),
)
_REGISTER: Final = Labels("Le registre des conventions", "سجل الاتفاقيات", "The register")


@transaction.atomic
def publish_results_report(
    *,
    reference: str,
    as_of: date,
    known_on: date | None = None,
    issuer: Labels = _REGISTER,
    actor: Any,
    mandate: str,
    reason: str,
    at: datetime,
) -> ResultsReportPublished:
    """Freeze the convention's state on ``as_of``, as known on ``known_on`` (at ``at`` without).

    Its files are made that day and kept: each answers for its bytes by a code, whatever later
    versions of the product would print.
    """
    published = observatory.publish_results_report(
        reference=reference,
        as_of=as_of,
        known_on=known_on,
        actor=actor,
        mandate=mandate,
        reason=reason,
        at=at,
    )
    report = results_report(published.public_id)
    if report is None:
        raise LookupError(published.public_id)
    for kind, language in FILES:
        code = new_paper_code()
        issue_paper(
            code=code,
            kind=PaperKind.RESULTS_REPORT,
            content=_file(report, kind=kind, language=language, code=grouped(code)),
            language=language,
            labels=_labels(report, kind),
            issuer=issuer,
            object_type="results_report",
            object_ref=report_ref(report.public_id, kind),
            is_exercise=report.is_exercise,
            actor=actor,
            mandate=mandate,
            reason=reason,
            at=at,
        )
    return published


@transaction.atomic
def withdraw_results_report(
    *, public_id: str, actor: Any, mandate: str, reason: str, at: datetime
) -> None:
    """Say that a report no longer stands, and why: its address still reads it, its codes say so."""
    observatory.withdraw_results_report(
        public_id=public_id, actor=actor, mandate=mandate, reason=reason, at=at
    )
    for kind, language in FILES:
        paper = report_paper(public_id, kind=kind, language=language)
        if paper is not None:
            withdraw_paper(code=paper.code, actor=actor, mandate=mandate, reason=reason, at=at)


def _file(report: ReportView, *, kind: str, language: str, code: str) -> bytes:
    if kind == "json":
        return report.text.encode()
    return port("report_files").file(
        kind=kind,
        content=report.content,
        number=report.number,
        at=report.published_at,
        digest=report.sha256,
        language=language,
        code=code,
    )


def _labels(report: ReportView, kind: str) -> Labels:
    """What the file is, in the three languages of whoever checks it."""
    title, number, form = report.convention, report.number, kind.upper()
    return Labels(
        f"{title.fr} : bilan n° {number}, situation au {_day(report, 'fr')} ({form})",
        f"{title.of('ar')}: الحصيلة رقم {number}، الوضع إلى غاية {_day(report, 'ar')} ({form})",
        f"{title.of('en')}: results report no. {number}, state on {_day(report, 'en')} ({form})",
    )


def _day(report: ReportView, language: str) -> str:
    on = report.as_of
    return f"{on.day} {MONTHS[language][on.month - 1]} {on.year}"
