"""Reports of errors: received without a name, and erasable when they hold what they should not."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from django.db import transaction

from mithaq.apps.accounts.models import ErrorReport
from mithaq.apps.accounts.operations.lines import record

if TYPE_CHECKING:
    from mithaq.apps.accounts.operations.lines import Actor


@transaction.atomic
def receive_error_report(*, page: str, wrong: str, evidence: str, at: datetime) -> str:
    """Keep what a reader says is wrong, and give its number; the journal keeps no word of it."""
    report = ErrorReport.objects.create(page=page, wrong=wrong, evidence=evidence, received_at=at)
    _line(report, "feedback.reported", actor=None, mandate="", reason="", at=at)
    return str(report)


@transaction.atomic
def erase_error_report(
    *, number: int, actor: Actor, mandate: str, reason: str, at: datetime
) -> None:
    """Erase the text of a report for good; its number and its day remain."""
    report = ErrorReport.objects.select_for_update().get(pk=number)
    report.page = report.wrong = report.evidence = ""
    report.erased_at = at
    report.save()
    _line(report, "feedback.erased", actor=actor, mandate=mandate, reason=reason, at=at)


def _line(
    report: ErrorReport, action: str, *, actor: Actor, mandate: str, reason: str, at: datetime
) -> None:
    record(
        actor=actor,
        mandate=mandate,
        action=action,
        object_type="error_report",
        object_ref=str(report),
        object_label=str(report),
        before=None,
        after=None,
        reason=reason,
        at=at,
    )
