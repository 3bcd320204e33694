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
from mithaq.base.errors import Fault, Refusal, refuse_if_any
from mithaq.base.text import Labels


@transaction.atomic
def publish_results_report(
    *,
    reference: str,
    as_of: date,
    known_on: date | None = None,
    actor: User | None,
    mandate: str,
    reason: str,
    at: datetime,
) -> ResultsReportPublished:
    """Freeze the state of a convention on ``as_of``, as known on ``known_on``: now without it.

    A replay names an earlier day of knowledge: what was said since then stays out. The content is
    canonical JSON, so the same knowledge gives the same bytes and fingerprint.
    Raises ``Refusal`` when the date is to come, or when this very content is already published.
    """
    convention = bearer(reference, is_locked=True)
    today = timezone.localtime(at).date()
    known_on = known_on or today
    refuse_if_any(_wrong_days(as_of=as_of, known_on=known_on, today=today))
    content = canonical(results_content(reference=reference, as_of=as_of, known_on=known_on))
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


@transaction.atomic
def withdraw_results_report(
    *, public_id: str, actor: User | None, mandate: str, reason: str, at: datetime
) -> None:
    """Say that a published report no longer stands, and why; it stays readable, so marked.

    Raises ``Refusal`` without a reason, or when it is withdrawn already.
    """
    report = (
        ResultsReport.objects.select_for_update(of=("self",))
        .select_related("convention")
        .get(public_id=public_id)
    )
    refuse_if_any(_wrong_withdrawal(report, reason))
    report.status = ReportStatus.WITHDRAWN
    report.withdrawn_at = at
    report.withdrawn_because = reason.strip()
    report.save(update_fields=["status", "withdrawn_at", "withdrawn_because"])
    accounts.record(
        actor=actor,
        mandate=mandate,
        action="observatory.withdraw_results_report",
        object_type="results_report",
        object_ref=str(report.public_id),
        object_label=f"{report.convention.label_fr} — {report.as_of:%d/%m/%Y}",
        before={"status": ReportStatus.PUBLISHED.value},
        after={"status": ReportStatus.WITHDRAWN.value},
        reason=report.withdrawn_because,
        at=at,
    )


def _wrong_withdrawal(report: ResultsReport, reason: str) -> list[Fault]:
    faults = []
    if report.status == ReportStatus.WITHDRAWN:
        faults.append(
            Fault(
                where="report",
                sentence=Labels(
                    "Ce bilan est déjà retiré.",
                    "هذه الحصيلة مسحوبة من قبل.",
                    "This report is already withdrawn.",
                ),
                rule="results_report.withdrawn_once",
            )
        )
    if not reason.strip():
        faults.append(
            Fault(
                where="reason",
                sentence=Labels(
                    "Un bilan se retire avec un motif.",
                    "تُسحب الحصيلة مع ذكر السبب.",
                    "A report is withdrawn with a reason.",
                ),
                rule="results_report.withdrawn_with_reason",
            )
        )
    return faults


def _wrong_days(*, as_of: date, known_on: date, today: date) -> list[Fault]:
    """Neither clock runs ahead of today, and a state is not known before its own day."""
    ahead = Labels(
        "Un bilan porte sur une date passée ou sur aujourd’hui.",
        "الحصيلة تخص تاريخا مضى أو تاريخ اليوم.",
        "A results report is about a past date or today.",
    )
    too_early = Labels(
        "Une situation n’est pas connue avant son jour : choisissez le même jour, ou un jour "
        "d’après.",
        "لا تُعرف الوضعية قبل يومها: اختاروا اليوم نفسه أو يوما بعده.",
        "A state is not known before its own day: choose that day, or a later one.",
    )
    faults = [
        Fault(where=where, sentence=ahead, rule="results_report.not_in_future")
        for where, day in (("as_of", as_of), ("known_on", known_on))
        if day > today
    ]
    if not faults and known_on < as_of:
        faults.append(
            Fault(where="known_on", sentence=too_early, rule="results_report.known_after_state")
        )
    return faults


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
