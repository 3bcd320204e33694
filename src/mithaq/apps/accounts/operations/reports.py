"""Reports of errors: received without a name, and erasable when they hold what they should not."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from django.db import transaction

from mithaq.apps.accounts.choices import FEEDBACK_STEPS, FeedbackStatus
from mithaq.apps.accounts.models import ErrorReport
from mithaq.apps.accounts.operations.lines import record
from mithaq.base.errors import Refusal
from mithaq.base.text import Labels

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


@transaction.atomic
def answer_error_report(
    *, number: int, step: str, answer: str, actor: Actor, mandate: str, at: datetime
) -> None:
    """Take a report under examination, or close it with a sentence its reader will find.

    The answer stands beside the report, not in the journal, which nobody can erase. Raises
    ``Refusal`` for a step that the life of a report does not have, or a closing without a word.
    """
    report = ErrorReport.objects.select_for_update().get(pk=number)
    before = report.status
    found = next((to for name, start, to in FEEDBACK_STEPS if name == step and before in start), "")
    said = answer.strip()
    if not found:
        raise Refusal.because(where="step", sentence=_NO_STEP, rule="error_report.step")
    if found == FeedbackStatus.CLOSED and not said:
        raise Refusal.because(where="answer", sentence=_NO_ANSWER, rule="error_report.answer")
    report.status = found
    report.answer, report.answered_at = said or report.answer, at
    report.save(update_fields=["status", "answer", "answered_at"])
    record(
        actor=actor,
        mandate=mandate,
        action="feedback.answered",
        object_type="error_report",
        object_ref=str(report),
        object_label=str(report),
        before={"status": str(before)},
        after={"status": str(found)},
        reason="",
        at=at,
    )


_NO_STEP = Labels(
    "Ce signalement n’attend pas cette décision : relisez son état.",
    "هذا التبليغ لا ينتظر هذا القرار: أعيدوا قراءة حالته.",
    "This report does not wait for this decision: read its state again.",
)
_NO_ANSWER = Labels(
    "Dites en une phrase ce qui a été fait, ou pourquoi rien ne change.",
    "قولوا في جملة ما الذي تم، أو لماذا لا يتغير شيء.",
    "Say in one sentence what was done, or why nothing changes.",
)


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
