"""What a running job holds: steps made exactly once, progress, log, and the order to stop."""

from __future__ import annotations

import json
import time
from collections.abc import Callable
from typing import Any

from django.core.serializers.json import DjangoJSONEncoder
from django.db import IntegrityError, OperationalError, connection, transaction
from django.utils import timezone

from mithaq.base.errors import GatewayError
from mithaq.gateways.jobs.choices import JobStatus, LogLevel
from mithaq.gateways.jobs.halt import HALT
from mithaq.gateways.jobs.models import Job, JobLog, JobStep
from mithaq.gateways.jobs.sentences import Sentence, columns
from mithaq.gateways.jobs.turn import TURN

RETRY_DELAYS_SECONDS = (0.5, 2.0, 5.0)
PROGRESS_EVERY_SECONDS = 0.3


class JobStopped(BaseException):
    """The job was cancelled, or another round replaced this one: nothing more may be written.

    Not an ``Exception``: the author of a job who catches errors row by row must not catch this.
    """


class JobHandle:
    """One run of a job, as seen by the function that does the work."""

    def __init__(self, *, job: Job) -> None:
        """Hold the job as it was when this run began."""
        self._pk = job.pk
        self._round = job.round
        self.public_id = str(job.public_id)
        self.attempt = job.attempts
        self.is_exercise = job.is_exercise
        self.requested_by_id: int | None = job.requested_by_id
        self.current_step = ""
        self._done = -1
        self._total: int | None = None
        self._phase = ""
        self._told_at = 0.0

    def step(self, name: str, work: Callable[[], Any]) -> Any:
        """Make a step exactly once and return its result, stored or fresh, as plain JSON values.

        ``work`` runs inside one transaction, after the row (job, step) that proves it. A lost
        connection, a deadlock or a passing failure outside is tried again three times.
        """
        if connection.in_atomic_block:
            raise RuntimeError(
                f"Step {name!r}: a step opens its own transaction, never inside one."
            )
        for delay in (*RETRY_DELAYS_SECONDS, None):
            self._boundary()
            try:
                with TURN.taken():
                    return self._step(name, work)
            except (OperationalError, GatewayError) as failure:
                if delay is None or getattr(failure, "permanent", False):
                    raise
                connection.close_if_unusable_or_obsolete()
                time.sleep(delay)
        raise AssertionError("unreachable")

    def progress(self, done: int, total: int | None = None, phase: Sentence = "") -> None:
        """Say how far the work is; told to the pages at most three times a second."""
        said = str(phase)
        now = time.monotonic()
        is_new_phase = said != self._phase or total != self._total
        if not is_new_phase and done != total and now - self._told_at < PROGRESS_EVERY_SECONDS:
            return
        at = timezone.now()
        values: dict[str, Any] = {"done": done, "total": total, "seen_at": at}
        if is_new_phase or self._done < 0:
            # The pace is measured inside one phase of one run: a night without power is not work.
            values |= {"pace_since_at": at, "pace_since_done": done}
            values |= columns("phase", phase, limit=300)
        self._done, self._total, self._phase, self._told_at = done, total, said, now
        self._mine().update(**values)

    def log(self, sentence: Sentence, level: str = LogLevel.INFO) -> None:
        """Add a sentence to the job's log; inside a step it is kept only if the step is."""
        JobLog.objects.create(
            job_id=self._pk, at=timezone.now(), level=level, **columns("label", sentence)
        )

    def is_cancelled(self) -> bool:
        """Tell whether this run must stop: the job was cancelled, or started anew since."""
        return not self._mine().exists()

    def _mine(self) -> Any:
        return Job.objects.filter(pk=self._pk, round=self._round, status=JobStatus.RUNNING)

    def _boundary(self) -> None:
        HALT.boundary()
        if self.is_cancelled():
            raise JobStopped

    def _step(self, name: str, work: Callable[[], Any]) -> Any:
        made = JobStep.objects.filter(job_id=self._pk, step=name).values_list("result", flat=True)
        if found := list(made[:1]):
            return found[0]
        self.current_step = name
        with transaction.atomic():
            # The lock orders this step and a cancellation: once cancelled, nothing more commits.
            if self._mine().select_for_update(no_key=True).first() is None:
                raise JobStopped
            try:
                with transaction.atomic():
                    row = JobStep.objects.create(job_id=self._pk, step=name, done_at=timezone.now())
            except IntegrityError:
                return made.get()
            result = _plain(name, work())
            row.result = result
            row.done_at = timezone.now()
            row.save(update_fields=["result", "done_at"])
            self._mine().update(idle_attempts=0, seen_at=row.done_at)
        return result


def _plain(name: str, value: Any) -> Any:
    """Return what the database will give back later, so that a relaunch sees the same values."""
    try:
        return json.loads(json.dumps(value, cls=DjangoJSONEncoder))
    except TypeError as error:
        raise TypeError(
            f"Step {name!r}: its result must be made of JSON values. {error}"
        ) from error
