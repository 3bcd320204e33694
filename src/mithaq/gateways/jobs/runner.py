"""One run of a job, from the worker that takes it up to the report or the sentence it leaves."""

from __future__ import annotations

import logging
from collections.abc import Callable, Mapping
from typing import Any

from django.conf import settings
from django.db import close_old_connections, transaction
from django.utils import timezone
from django.utils.module_loading import import_string
from django.utils.translation import gettext_lazy as _

from mithaq.base.errors import GatewayError, Refusal
from mithaq.gateways.jobs.choices import LogLevel, move
from mithaq.gateways.jobs.halt import HALT
from mithaq.gateways.jobs.handle import JobHandle, JobStopped
from mithaq.gateways.jobs.models import Job, JobLog
from mithaq.gateways.jobs.report import report
from mithaq.gateways.jobs.sentences import Sentence, columns, filled

logger = logging.getLogger(__name__)

# Work that fells its worker (memory, crash of a library) must not do so for ever.
MAX_IDLE_ATTEMPTS = 10

_TAKEN_UP_AGAIN = _(
    "Le serveur s’était arrêté : le traitement reprend là où il en était, sans rien refaire."
)
_TOO_MANY = _(
    "Le traitement a été coupé dix fois de suite sans avancer. Ce qui était fait est gardé : "
    "prévenez l’administrateur de la plateforme, puis relancez-le."
)
_REFUSED = _(
    "La demande ne respecte pas toutes les règles : rien n’a été écrit pour les lignes refusées. "
    "Corrigez ce que dit le compte rendu, puis relancez le traitement."
)
_UNFORESEEN = _(
    "Une erreur imprévue (%(kind)s) a interrompu le traitement avant sa première étape. "
    "Prévenez l’administrateur de la plateforme, puis relancez-le."
)
_UNFORESEEN_AT = _(
    "Une erreur imprévue (%(kind)s) a interrompu le traitement à l’étape « %(step)s ». Les étapes "
    "faites avant sont gardées : prévenez l’administrateur de la plateforme, puis relancez-le."
)


def run(public_id: str, round: int) -> str:  # noqa: A002
    """Do one round of a job and return how it ended; the queue calls this again after a crash."""
    close_old_connections()
    try:
        with HALT.at_work():
            job = _begin(public_id=public_id, round=round)
            return "stopped" if job is None else _do(job)
    finally:
        close_old_connections()


def resolve(name: str) -> Callable[..., Mapping[str, Any] | None]:
    """Return the function that a job's name stands for."""
    try:
        path = settings.JOBS[name]
    except KeyError:
        known = ", ".join(sorted(settings.JOBS)) or "none"
        raise LookupError(f"No job is called {name!r} in settings.JOBS (known: {known}).") from None
    function: Callable[..., Mapping[str, Any] | None] = import_string(path)
    return function


def fail(*, pk: int, round: int, sentence: Sentence, left: Mapping[str, Any] | None = None) -> None:  # noqa: A002
    """Close a round as failed, with the sentence that says why and what remains to be done."""
    now = timezone.now()
    step = move("fail")
    with transaction.atomic():
        closed = Job.objects.filter(pk=pk, round=round, status__in=step.sources).update(
            status=step.target,
            finished_at=now,
            seen_at=now,
            report=dict(left or {}),
            **columns("error", sentence),
        )
        if closed:
            JobLog.objects.create(
                job_id=pk, at=now, level=LogLevel.ERROR, **columns("label", sentence)
            )


def _begin(*, public_id: str, round: int) -> Job | None:  # noqa: A002
    step = move("begin")
    with transaction.atomic():
        job = (
            Job.objects.select_for_update(no_key=True)
            .filter(public_id=public_id, round=round, status__in=step.sources)
            .first()
        )
        if job is None:
            return None
        now = timezone.now()
        job.status = step.target
        job.started_at = job.started_at or now
        job.seen_at = now
        job.attempts += 1
        job.idle_attempts += 1
        job.save(update_fields=["status", "started_at", "seen_at", "attempts", "idle_attempts"])
    if job.idle_attempts > MAX_IDLE_ATTEMPTS:
        fail(pk=job.pk, round=round, sentence=_TOO_MANY)
        return None
    if job.idle_attempts > 1:
        JobLog.objects.create(
            job=job, at=now, level=LogLevel.WARNING, **columns("label", _TAKEN_UP_AGAIN)
        )
    return job


def _do(job: Job) -> str:
    handle = JobHandle(job=job)
    try:
        result = resolve(job.name)(handle, **job.arguments)
        _succeed(job, result)
    except JobStopped:
        return "stopped"
    except Refusal as refusal:
        fail(pk=job.pk, round=job.round, sentence=_REFUSED, left=report(refused=refusal.faults))
    except GatewayError as error:
        fail(pk=job.pk, round=job.round, sentence=error.sentence)
    except Exception as error:
        logger.exception(
            "Job %s (%s) failed at step %r", job.name, job.public_id, handle.current_step
        )
        fail(pk=job.pk, round=job.round, sentence=_unforeseen(error, handle.current_step))
    else:
        return "succeeded"
    return "failed"


def _succeed(job: Job, result: Mapping[str, Any] | None) -> None:
    step = move("succeed")
    now = timezone.now()
    closed = Job.objects.filter(pk=job.pk, round=job.round, status__in=step.sources).update(
        status=step.target, finished_at=now, seen_at=now, report=dict(result or {})
    )
    if not closed:
        raise JobStopped


def _unforeseen(error: Exception, step: str) -> Sentence:
    kind = type(error).__name__
    if not step:
        return filled(_UNFORESEEN, kind=kind)
    return filled(_UNFORESEEN_AT, kind=kind, step=step)
