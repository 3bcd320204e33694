"""A results report is published once; its content is frozen and its fingerprint kept."""

from __future__ import annotations

from datetime import date, datetime

from django.db import transaction
from django.db.models import Max, QuerySet
from django.utils import timezone

from mithaq.apps.accounts import operations as accounts
from mithaq.apps.accounts.models import User
from mithaq.apps.observatory.choices import ReportStatus
from mithaq.apps.observatory.events import ResultsReportPublished
from mithaq.apps.observatory.models import ResultsReport
from mithaq.apps.observatory.queries import canonical, fingerprint, results_content
from mithaq.apps.observatory.queries.bearers import bearer
from mithaq.base.errors import Refusal
from mithaq.base.text import Labels


@transaction.atomic
def publish_results_report(
    *, reference: str, as_of: date, actor: User | None, mandate: str, reason: str, at: datetime
) -> ResultsReportPublished:
    """Freeze the state of a convention as it is known now about ``as_of``.

    The content is canonical JSON, so the same knowledge gives the same bytes and fingerprint.
    Raises ``Refusal`` when the date is to come, or when this very content is already published.
    """
    convention = bearer(reference, is_locked=True)
    if as_of > timezone.localtime(at).date():
        raise Refusal.because(
            where="as_of",
            sentence=Labels(
                "Un bilan porte sur une date passée ou sur aujourd’hui.",
                "الحصيلة تخص تاريخا مضى أو تاريخ اليوم.",
                "A results report is about a past date or today.",
            ),
            rule="results_report.not_in_future",
        )
    content = canonical(results_content(reference=reference, as_of=as_of))
    digest = fingerprint(content)
    published = ResultsReport.objects.filter(convention=convention.convention_id)
    _refuse_same(published, digest)
    last = published.aggregate(top=Max("number"))["top"]
    report = ResultsReport.objects.create(
        convention_id=convention.convention_id,
        number=(last or 0) + 1,
        as_of=as_of,
        status=ReportStatus.PUBLISHED,
        content=content,
        sha256=digest,
        published_at=at,
        published_by=actor,
        is_exercise=convention.is_exercise,
    )
    accounts.record(
        actor=actor,
        mandate=mandate,
        action="observatory.publish_results_report",
        object_type="results_report",
        object_ref=str(report.public_id),
        object_label=f"{convention.label_fr} — {as_of:%d/%m/%Y}",
        before=None,
        after={"sha256": digest, "number": report.number},
        reason=reason,
        at=at,
    )
    return ResultsReportPublished(
        report_id=report.pk, public_id=str(report.public_id), sha256=digest
    )


def _refuse_same(published: QuerySet[ResultsReport], digest: str) -> None:
    same = published.filter(sha256=digest, status=ReportStatus.PUBLISHED).first()
    if same is None:
        return
    raise Refusal.because(
        where="as_of",
        sentence=Labels(
            f"Ce bilan est déjà publié sous le numéro {same.number} : rien n’a changé depuis.",
            f"هذه الحصيلة منشورة تحت الرقم {same.number}: لم يتغير شيء منذ ذلك.",
            f"This report is already published as number {same.number}: nothing has changed.",
        ),
        rule="results_report.same_content",
    )
