"""What crashes leave behind: work never queued, work of the dead, work wrongly thought over."""

from __future__ import annotations

from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import F

from mithaq.gateways.jobs import queue, slots
from mithaq.gateways.jobs.choices import OPEN_STATUSES
from mithaq.gateways.jobs.models import Job
from mithaq.gateways.jobs.queue import WorkflowState

# A request that has just committed is about to queue by itself.
GRACE = timedelta(seconds=5)
BATCH = 500
OVER = frozenset({"SUCCESS", "ERROR", "CANCELLED", "MAX_RECOVERY_ATTEMPTS_EXCEEDED"})


@dataclass(frozen=True, slots=True)
class Swept:
    """How many jobs one sweep queued, resumed and started anew."""

    queued: int = 0
    resumed: int = 0
    renewed: int = 0


def sweep(*, at: datetime) -> Swept:
    """Look at every job that is not over and give back to the queue those that it has lost."""
    jobs = list(
        Job.objects.filter(status__in=OPEN_STATUSES, queued_at__lte=at - GRACE).order_by(
            "queued_at"
        )[:BATCH]
    )
    if not jobs:
        return Swept()
    known = queue.states(job.workflow_id for job in jobs)
    missing = [job for job in jobs if job.workflow_id not in known]
    over = [job for job in jobs if _status(job, known) in OVER]
    pending = [job for job in jobs if _status(job, known) == "PENDING"]
    for job in missing:
        _enqueue(job)
    return Swept(
        queued=len(missing),
        resumed=_resume_orphans(pending, known),
        renewed=sum(_renew(job, at=at) for job in over),
    )


def _status(job: Job, known: dict[str, WorkflowState]) -> str:
    state = known.get(job.workflow_id)
    return state.status if state else ""


def _enqueue(job: Job) -> None:
    queue.enqueue(workflow_id=job.workflow_id, public_id=str(job.public_id), round=job.round)


def _resume_orphans(pending: list[Job], known: dict[str, WorkflowState]) -> int:
    """Resume the work of each slot that nobody holds; we hold it meanwhile, so no worker can."""
    by_executor: dict[str, list[str]] = {}
    for job in pending:
        by_executor.setdefault(known[job.workflow_id].executor or "", []).append(job.workflow_id)
    resumed = 0
    for executor, workflow_ids in sorted(by_executor.items()):
        with _slot_of_dead(executor) as is_free:
            if is_free:
                # Read again: a worker that held the slot until now may just have ended them.
                still = [
                    workflow_id
                    for workflow_id, state in queue.states(workflow_ids).items()
                    if state.status == "PENDING" and state.executor == executor
                ]
                queue.resume(still)
                resumed += len(still)
    return resumed


def _slot_of_dead(executor: str) -> AbstractContextManager[bool]:
    """Hold a slot; an executor that is none of ours (an older version's) has no living worker."""
    return slots.held(executor) if executor in slots.SLOTS else nullcontext(enter_result=True)


def _renew(job: Job, *, at: datetime) -> bool:
    """Start a new round of a job that the queue closed and that our tables did not.

    The worker could not write how the job ended (the database was away at that moment).
    """
    renewed = Job.objects.filter(pk=job.pk, round=job.round, status__in=OPEN_STATUSES).update(
        round=F("round") + 1, queued_at=at
    )
    if renewed:
        job.round += 1
        _enqueue(job)
    return bool(renewed)
