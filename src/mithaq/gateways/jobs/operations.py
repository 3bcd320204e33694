"""The writes that people ask for: start work, cancel it, start it again where it stopped."""

from __future__ import annotations

import logging
import uuid
from collections.abc import Mapping
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from mithaq.apps.accounts.operations import record
from mithaq.base.errors import Refusal
from mithaq.base.ports import JSON
from mithaq.base.text import Labels
from mithaq.gateways.jobs import queue
from mithaq.gateways.jobs.choices import JobStatus, LogLevel, move
from mithaq.gateways.jobs.models import Job, JobLog
from mithaq.gateways.jobs.runner import resolve
from mithaq.gateways.jobs.sentences import Sentence, columns, in_three

logger = logging.getLogger(__name__)

_CANCELLED = _("Traitement annulé. Les étapes déjà faites sont gardées.")
_STARTED_AGAIN = _("Traitement relancé : il reprend à la première étape qui n’est pas faite.")
_NOT_OPEN = _("Ce traitement est déjà fini : il n’y a plus rien à annuler.")
_NOT_CLOSED = _("Seul un traitement interrompu ou annulé peut être relancé.")


def start_job(
    *,
    name: str,
    arguments: Mapping[str, JSON],
    key: str,
    requested_by: int | None,
    label: Labels,
    is_exercise: bool = False,
    at: datetime,
) -> str:
    """Register work in the caller's transaction; it is queued when that transaction commits.

    The caller's operation leaves the audit line: asking for the work is part of it.
    """
    resolve(name)
    job, is_new = Job.objects.get_or_create(
        name=name,
        key=key,
        defaults={
            "public_id": uuid.uuid4(),
            "arguments": dict(arguments),
            "requested_by_id": requested_by,
            "is_exercise": is_exercise,
            "requested_at": at,
            "queued_at": at,
            **columns("label", label, limit=300),
        },
    )
    if is_new:
        _queue_after_commit(job)
    return str(job.public_id)


def cancel_job(*, public_id: str, actor: int | None, mandate: str, at: datetime) -> None:
    """Cancel work that waits or runs: the step in hand may finish first, no other begins."""
    step = move("cancel")
    with transaction.atomic():
        job = _locked(public_id)
        if job.status not in step.sources:
            raise Refusal.because(where="status", sentence=in_three(_NOT_OPEN))
        before = job.status
        job.status = step.target
        job.finished_at = at
        job.save(update_fields=["status", "finished_at"])
        _say(job, at, LogLevel.WARNING, _CANCELLED)
        _audit(job, actor=actor, mandate=mandate, action="cancel_job", before=before, at=at)


def retry_job(*, public_id: str, actor: int | None, mandate: str, at: datetime) -> None:
    """Start failed or cancelled work again as a new round, which keeps the steps already made."""
    step = move("retry")
    with transaction.atomic():
        job = _locked(public_id)
        if job.status not in step.sources:
            raise Refusal.because(where="status", sentence=in_three(_NOT_CLOSED))
        before = job.status
        job.status = step.target
        job.round += 1
        job.idle_attempts = 0
        job.queued_at = at
        job.finished_at = None
        job.report = {}
        job.error_fr = job.error_ar = job.error_en = ""
        job.save()
        _say(job, at, LogLevel.INFO, _STARTED_AGAIN)
        _audit(job, actor=actor, mandate=mandate, action="retry_job", before=before, at=at)
        _queue_after_commit(job)


def _locked(public_id: str) -> Job:
    return Job.objects.select_for_update().get(public_id=public_id)


def _queue_after_commit(job: Job) -> None:
    workflow_id, public_id, round_number = job.workflow_id, str(job.public_id), job.round
    # Robust: the page has succeeded; what cannot be queued now, the sweeper queues in a moment.
    transaction.on_commit(
        lambda: queue.enqueue(workflow_id=workflow_id, public_id=public_id, round=round_number),
        robust=True,
    )


def _say(job: Job, at: datetime, level: LogLevel, sentence: Sentence) -> None:
    JobLog.objects.create(job=job, at=at, level=level, **columns("label", sentence))


def _audit(
    job: Job, *, actor: int | None, mandate: str, action: str, before: str, at: datetime
) -> None:
    record(
        actor=actor,
        mandate=mandate,
        action=action,
        object_type="job",
        object_ref=str(job.public_id),
        object_label=job.label_fr,
        before={"status": before},
        after={"status": str(JobStatus(job.status)), "round": job.round},
        reason="",
        at=at,
    )
