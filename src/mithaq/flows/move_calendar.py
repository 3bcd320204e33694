"""The calendar moves: a day off is added, corrected or removed, and the clocks are read again."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from functools import partial
from typing import Any, Final

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from mithaq.apps.corridor.operations import refresh_clocks
from mithaq.apps.corridor.queries.clocks import open_clock_count
from mithaq.apps.reference import operations as reference
from mithaq.base.ports import port
from mithaq.base.text import Labels
from mithaq.gateways.jobs.handle import JobHandle, JobStopped
from mithaq.gateways.jobs.report import report

JOB: Final = "refresh_clocks"
# Beyond it nobody waits at a page: a durable job reads the clocks, one batch a step.
LARGE: Final = 2000


@transaction.atomic
def add_holiday(*, actor: Any, at: datetime, **written: Any) -> Any:
    """Add a day off, then read again every clock that runs; Refusal as the operation says."""
    done = reference.add_holiday(actor=actor, at=at, **written)
    refresh_open_clocks(actor=actor, at=at)
    return done


@transaction.atomic
def edit_holiday(*, actor: Any, at: datetime, **written: Any) -> Any:
    """Correct or confirm a day off, then read again every clock that runs."""
    done = reference.edit_holiday(actor=actor, at=at, **written)
    refresh_open_clocks(actor=actor, at=at)
    return done


@transaction.atomic
def cancel_holiday(*, actor: Any, at: datetime, **written: Any) -> Any:
    """Make a day off a working day again, then read again every clock that runs."""
    done = reference.cancel_holiday(actor=actor, at=at, **written)
    refresh_open_clocks(actor=actor, at=at)
    return done


@transaction.atomic
def refresh_open_clocks(*, actor: Any, at: datetime) -> str:
    """Write the days due again, at once or, when many clocks run, by a job; gives the job."""
    if open_clock_count() > LARGE:
        return port("jobs").start(
            name=JOB,
            arguments={},
            key=f"clocks:{at.isoformat()}",
            requested_by=getattr(actor, "pk", None),
            label=Labels("Délais relus après un changement de calendrier",
                         "إعادة حساب الآجال بعد تغيير في التقويم",
                         "Delays read again after a change of calendar"),
        )  # fmt: skip
    last: int | None = 0
    while last is not None:
        last = refresh_clocks(after=last, at=at).last
    return ""


def run_refresh_job(job: JobHandle, /) -> Mapping[str, Any]:
    """Read the clocks one batch a step; a relaunch resumes at the next batch."""
    total, read, changed = open_clock_count(), 0, 0
    last: int | None = 0
    while last is not None:
        if job.is_cancelled():
            raise JobStopped
        done = job.step(f"after-{last}", partial(_batch, last))
        read, changed, last = read + done["read"], changed + done["changed"], done["last"]
        job.progress(min(read, total), total, _("Délais relus"))
    return report(counts=[(_("Délais relus"), read), (_("Échéances déplacées"), changed)])


def _batch(after: int) -> dict[str, int | None]:
    found = refresh_clocks(after=after, at=timezone.now())
    return {"read": found.read, "changed": found.changed, "last": found.last}
