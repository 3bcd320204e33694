"""Jobs for the tests: each step leaves one line in the log, so that a double would be seen."""

from __future__ import annotations

import time
from typing import Any

from mithaq.base.errors import Fault, Refusal
from mithaq.base.text import Labels
from mithaq.gateways.jobs.handle import JobHandle
from mithaq.gateways.jobs.models import JobStep
from mithaq.gateways.jobs.report import report


def count(job: JobHandle, /, *, steps: int, pause: float) -> dict[str, Any]:
    """Write one line a step, slowly enough to be killed in the middle of one."""
    total = 0
    for number in range(steps):

        def write(number: int = number) -> int:
            job.log(f"step {number}")
            time.sleep(pause)
            return number

        total += job.step(f"line:{number}", write)
        job.progress(number + 1, steps, "lines")
    return report(counts=[("total", total)])


def unsteady(job: JobHandle, /) -> dict[str, Any]:
    """Fail at the second step of the first round, succeed afterwards."""
    job.step("first", lambda: job.log("first"))
    if job.attempt == 1:
        job.step("second", _fails(job))
    job.step("second", lambda: job.log("second"))
    return report()


def refusing(job: JobHandle, /) -> None:
    """Refuse two lines of what was asked."""
    raise Refusal(
        [
            Fault(where="lines[0]", line=3, sentence=Labels("Première faute."), rule="C-1"),
            Fault(where="lines[1]", line=8, sentence=Labels("Seconde faute.")),
        ]
    )


def made(job_pk: int) -> int:
    """Count the steps made."""
    return JobStep.objects.filter(job_id=job_pk).count()


def _fails(job: JobHandle) -> Any:
    def work() -> None:
        job.log("half-written")
        raise ValueError("no")

    return work
