"""Starting, making steps, cancelling, retrying, sweeping: what a job promises without any crash."""

from __future__ import annotations

import uuid
from datetime import timedelta
from typing import Any

import pytest
from django.db import IntegrityError, OperationalError, transaction
from django.utils import timezone
from django.utils.translation import override

from mithaq.apps.accounts.models import AuditLine, User
from mithaq.base.errors import GatewayError, Refusal
from mithaq.base.ports import port, register
from mithaq.base.text import Labels
from mithaq.gateways.jobs import operations, queue, runner, sweeper
from mithaq.gateways.jobs.door import DurableJobs
from mithaq.gateways.jobs.handle import JobHandle, JobStopped
from mithaq.gateways.jobs.models import Job, JobLog, JobStep
from mithaq.gateways.jobs.sentences import in_three

pytestmark = pytest.mark.django_db(transaction=True)
LABEL = Labels("Compter", "عدّ", "Count")


def start(name: str = "count", **values: Any) -> Job:
    values.setdefault("arguments", {"steps": 3, "pause": 0} if name == "count" else {})
    values.setdefault("key", str(uuid.uuid4()))
    public_id = DurableJobs().start(name=name, requested_by=None, label=LABEL, **values)
    return Job.objects.get(public_id=public_id)


def run(job: Job) -> str:
    job.refresh_from_db()
    ended = runner.run(str(job.public_id), job.round)
    job.refresh_from_db()
    return ended


def running(job: Job) -> JobHandle:
    job.status, job.attempts = "running", 1
    job.save()
    return JobHandle(job=job)


def status(job: Job) -> str:
    state = queue.states([job.workflow_id]).get(job.workflow_id)
    return state.status if state else ""


@pytest.mark.usefixtures("own_queue")
class TestStarting:
    def test_a_committed_start_is_queued_under_the_jobs_own_identifier(self) -> None:
        job = start()
        assert job.workflow_id == str(job.public_id)
        assert status(job) == "ENQUEUED"

    def test_a_rolled_back_start_leaves_nothing(self) -> None:
        with transaction.atomic():
            kept = start()
            transaction.set_rollback(True)
        assert status(kept) == ""
        assert not Job.objects.exists()

    def test_the_same_key_twice_is_the_same_job(self) -> None:
        first, second = start(key="file:1"), start(key="file:1")
        assert first.pk == second.pk
        assert Job.objects.count() == 1

    def test_the_door_fills_the_port(self) -> None:
        register("jobs", "mithaq.gateways.jobs.door.DurableJobs")
        public_id = port("jobs").start(
            name="count", arguments={}, key="k", requested_by=None, label=LABEL
        )
        assert Job.objects.get().public_id == uuid.UUID(public_id)

    def test_an_unknown_name_is_refused_at_once(self) -> None:
        with pytest.raises(LookupError, match=r"settings\.JOBS"):
            start("nobody")

    def test_a_queue_out_of_reach_does_not_break_the_request(
        self, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        def broken(**_: Any) -> None:
            raise OSError

        monkeypatch.setattr(queue, "enqueue", broken)
        assert start().status == "queued"


@pytest.mark.usefixtures("own_queue")
class TestRunning:
    def test_the_report_and_the_progress_stay(self) -> None:
        job = start()
        assert run(job) == "succeeded"
        assert (job.status, job.done, job.total, job.attempts) == ("succeeded", 3, 3, 1)
        assert job.report["counts"][0]["value"] == 3
        assert job.finished_at is not None

    def test_a_refusal_says_every_fault(self) -> None:
        job = start("refusing")
        assert run(job) == "failed"
        assert [row["line"] for row in job.report["refused"]] == [3, 8]
        assert "règles" in job.error_fr

    def test_an_unforeseen_error_names_the_step_and_keeps_what_was_made(self) -> None:
        job = start("unsteady")
        assert run(job) == "failed"
        assert "« second »" in job.error_fr
        assert [step.step for step in JobStep.objects.order_by("id")] == ["first"]
        assert not JobLog.objects.filter(label_fr="half-written").exists()

    def test_work_that_fells_its_worker_ten_times_is_closed(self) -> None:
        job = start()
        Job.objects.update(idle_attempts=10, status="running")
        assert run(job) == "stopped"
        assert job.status == "failed"
        assert "dix fois" in job.error_fr


@pytest.mark.usefixtures("own_queue")
class TestSteps:
    def test_a_step_made_answers_its_stored_result(self) -> None:
        job = start()
        handle = running(job)
        calls: list[int] = []
        for _ in range(2):
            assert handle.step("once", lambda: calls.append(1) or {"n": (1, 2)}) == {"n": [1, 2]}
        assert calls == [1]

    def test_a_step_that_fails_leaves_no_trace(self) -> None:
        handle = running(start())

        def broken() -> None:
            handle.log("written")
            raise IntegrityError

        with pytest.raises(IntegrityError):
            handle.step("broken", broken)
        assert not JobStep.objects.exists()
        assert not JobLog.objects.exists()

    @pytest.mark.parametrize("failure", [OperationalError("locked"), GatewayError("absent")])
    def test_a_passing_failure_is_tried_again(
        self, failure: Exception, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr("mithaq.gateways.jobs.handle.RETRY_DELAYS_SECONDS", (0, 0, 0))
        handle = running(start())
        failures = [failure, failure]

        def work() -> str:
            if failures:
                raise failures.pop()
            return "done"

        assert handle.step("flaky", work) == "done"

    def test_a_permanent_failure_is_not(self) -> None:
        handle = running(start())
        failures: list[GatewayError] = []

        def work() -> None:
            failures.append(GatewayError("jamais", permanent=True))
            raise failures[-1]

        with pytest.raises(GatewayError):
            handle.step("gone", work)
        assert len(failures) == 1

    def test_a_step_inside_a_transaction_is_a_mistake(self) -> None:
        handle = running(start())
        with pytest.raises(RuntimeError, match="never inside one"), transaction.atomic():
            handle.step("nested", lambda: None)

    def test_a_result_that_is_no_json_is_a_mistake(self) -> None:
        handle = running(start())
        with pytest.raises(TypeError, match="JSON"):
            handle.step("odd", object)
        assert not JobStep.objects.exists()


@pytest.mark.usefixtures("own_queue")
class TestCancellingAndRetrying:
    def test_a_cancelled_job_makes_no_other_step_and_leaves_its_line(self) -> None:
        person = User.objects.create(username="karim")
        job = start()
        handle = running(job)
        handle.step("first", lambda: 1)
        cancel(job, actor=person.pk)
        assert handle.is_cancelled()
        with pytest.raises(JobStopped):
            handle.step("second", lambda: 2)
        line = AuditLine.objects.get(action="cancel_job")
        assert (line.actor_id, line.object_ref) == (person.pk, str(job.public_id))
        assert run(job) == "stopped"
        assert job.status == "cancelled"

    def test_a_retry_keeps_the_steps_made_and_queues_a_new_round(self) -> None:
        job = start("unsteady")
        run(job)
        operations.retry_job(
            public_id=str(job.public_id), actor=None, mandate="", at=timezone.now()
        )
        job.refresh_from_db()
        assert (job.status, job.round, job.error_fr) == ("queued", 2, "")
        assert job.workflow_id == f"{job.public_id}.2"
        assert status(job) == "ENQUEUED"
        assert run(job) == "succeeded"
        lines = list(JobLog.objects.order_by("id").values_list("label_fr", flat=True))
        assert lines.count("first") == lines.count("second") == 1
        assert AuditLine.objects.get(action="retry_job").after["round"] == 2

    def test_a_late_worker_of_an_older_round_is_refused(self) -> None:
        job = start()
        late = running(job)
        cancel(job)
        operations.retry_job(
            public_id=str(job.public_id), actor=None, mandate="", at=timezone.now()
        )
        Job.objects.update(status="running")
        with pytest.raises(JobStopped):
            late.step("late", lambda: 1)

    def test_what_is_over_is_not_cancelled_and_what_runs_is_not_retried(self) -> None:
        job = start()
        values = {"public_id": str(job.public_id), "actor": None, "mandate": ""}
        with pytest.raises(Refusal):
            operations.retry_job(**values, at=timezone.now())
        run(job)
        with pytest.raises(Refusal):
            operations.cancel_job(**values, at=timezone.now())
        assert not AuditLine.objects.exists()


@pytest.mark.usefixtures("own_queue")
class TestSweeping:
    def test_what_was_missed_is_queued(self, monkeypatch: pytest.MonkeyPatch) -> None:
        with monkeypatch.context() as patch:
            patch.setattr(queue, "enqueue", lambda **_: None)
            job = start()
        assert status(job) == ""
        assert sweeper.sweep(at=timezone.now()) == sweeper.Swept()
        later = timezone.now() + timedelta(minutes=1)
        assert sweeper.sweep(at=later) == sweeper.Swept(queued=1)
        assert status(job) == "ENQUEUED"
        assert sweeper.sweep(at=later) == sweeper.Swept()

    def test_what_the_queue_wrongly_thinks_over_starts_anew(self) -> None:
        job = start()
        queue.client().cancel_workflow(job.workflow_id)
        later = timezone.now() + timedelta(minutes=1)
        assert sweeper.sweep(at=later) == sweeper.Swept(renewed=1)
        job.refresh_from_db()
        assert job.round == 2
        assert status(job) == "ENQUEUED"


class TestTables:
    @pytest.mark.parametrize(
        ("constraint", "values"),
        [
            ("job_status_known", {"status": "lost"}),
            ("job_done_within_total", {"done": 5, "total": 4}),
            ("job_finished_when_closed", {"status": "failed"}),
            ("job_finished_when_closed", {"finished_at": timezone.now()}),
            ("job_round_from_one", {"round": 0}),
        ],
    )
    def test_the_database_refuses(self, constraint: str, values: dict[str, Any]) -> None:
        now = timezone.now()
        job = Job.objects.create(name="count", key="k", requested_at=now, queued_at=now)
        with pytest.raises(IntegrityError, match=constraint):
            Job.objects.filter(pk=job.pk).update(**values)

    def test_one_key_one_job_one_step(self) -> None:
        now = timezone.now()
        values = {"name": "count", "key": "k", "requested_at": now, "queued_at": now}
        job = Job.objects.create(**values)
        with pytest.raises(IntegrityError):
            Job.objects.create(**values)
        JobStep.objects.create(job=job, step="a", done_at=now)
        with pytest.raises(IntegrityError):
            JobStep.objects.create(job=job, step="a", done_at=now)


def test_a_sentence_is_kept_in_three_languages() -> None:
    with override("ar"):
        labels = in_three(operations._CANCELLED)
    assert labels.fr.startswith("Traitement annulé")


def cancel(job: Job, *, actor: int | None = None) -> None:
    operations.cancel_job(public_id=str(job.public_id), actor=actor, mandate="", at=timezone.now())
