"""Many clocks run when a day off is added: a job reads them, one batch a step, once each."""

from __future__ import annotations

import pytest
from django.utils import timezone

from mithaq.apps.corridor.models import Side
from mithaq.apps.corridor.operations import refreshing
from mithaq.flows import move_calendar
from mithaq.gateways.jobs.handle import JobHandle
from mithaq.gateways.jobs.models import Job, JobStep
from tests.apps.corridor.test_calendar_moves import EXCEPTIONAL, SIGNED, clock, column
from tests.apps.corridor.world import FUND, answered, build_all, filed


@pytest.mark.django_db(transaction=True)
def test_many_clocks_are_read_by_a_job_one_batch_a_step(monkeypatch: pytest.MonkeyPatch) -> None:
    world = build_all()
    for _ in range(3):
        filed(world)
    answered(world)
    monkeypatch.setattr(refreshing, "BATCH", 2)
    monkeypatch.setattr(move_calendar, "LARGE", 2)
    before = column()
    off = timezone.localtime(before).date()
    move_calendar.add_holiday(on=off, at=world.at, **EXCEPTIONAL, **SIGNED)
    assert column() == before, "the job has not run yet"
    job = Job.objects.get(name=move_calendar.JOB)
    Job.objects.filter(pk=job.pk).update(status="running")
    rows = Side.objects.filter(institution__slug=FUND).order_by("pk")
    done = rows.get(status="answered")
    told = move_calendar.run_refresh_job(JobHandle(job=job), **job.arguments)
    # Of each of three cases, the side that is due and all those that stand at its day.
    moved = Side.objects.filter(sorted_at=column()).count()
    assert [item["value"] for item in told["counts"]] == [4, moved]
    assert moved == 9
    assert JobStep.objects.count() == 3
    assert move_calendar.run_refresh_job(JobHandle(job=job), **job.arguments) == told
    assert column() == clock(world.at)
    assert len({row.due_at for row in rows.filter(is_open=True).exclude(pk=done.pk)}) == 1
    done.refresh_from_db()
    assert done.due_at is None, "who answered waits for no day"
