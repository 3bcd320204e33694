"""What the pages read about long work."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import reduce
from operator import or_
from typing import TYPE_CHECKING

from django.db.models import Q, QuerySet

from mithaq.apps.organisations.policies import can_see_all_jobs
from mithaq.apps.organisations.queries import MandateView
from mithaq.base.errors import Fault
from mithaq.base.text import LANGUAGES, Labels
from mithaq.gateways.jobs import policies
from mithaq.gateways.jobs.choices import OPEN_STATUSES, JobStatus, LogLevel
from mithaq.gateways.jobs.models import Job, JobLog
from mithaq.gateways.jobs.report import fault_from_json, heard

if TYPE_CHECKING:
    from django.contrib.auth.base_user import AbstractBaseUser
    from django.contrib.auth.models import AnonymousUser

LOG_LINES_SHOWN = 20
LOG_LINES_WHOLE = 2_000


@dataclass(frozen=True, slots=True)
class Progress:
    """How far the work is and, when its pace is known, how long it still takes."""

    status: JobStatus
    done: int
    total: int | None
    phase: Labels
    left: timedelta | None

    @property
    def is_open(self) -> bool:
        """Tell whether the page must go on asking."""
        return self.status in OPEN_STATUSES

    @property
    def percent(self) -> int | None:
        """The whole percentage done; unknown without a total."""
        return None if not self.total else self.done * 100 // self.total


@dataclass(frozen=True, slots=True)
class LogLine:
    """A sentence of the log."""

    at: datetime
    level: LogLevel
    label: Labels


@dataclass(frozen=True, slots=True)
class Count:
    """A number of the report."""

    label: Labels
    value: int


@dataclass(frozen=True, slots=True)
class JobDetail:
    """Everything that the page of a job says."""

    public_id: str
    name: str
    label: Labels
    requested_by: str
    requested_at: datetime
    started_at: datetime | None
    finished_at: datetime | None
    attempts: int
    is_exercise: bool
    progress: Progress
    error: Labels
    counts: tuple[Count, ...]
    refused: tuple[Fault, ...]
    link: str
    log: tuple[LogLine, ...]
    log_count: int
    may_steer: bool
    can_cancel: bool
    can_retry: bool


def visible_jobs(
    *, user: AbstractBaseUser | AnonymousUser, mandate: MandateView | None, text: str = ""
) -> QuerySet[Job]:
    """The jobs that a person may see and whose title says ``text``, newest request first."""
    jobs = Job.objects.select_related("requested_by").order_by("-requested_at", "-id")
    if not user.is_authenticated:
        return jobs.none()
    if text:
        titles = (Q(**{f"label_{code}__icontains": text}) for code in LANGUAGES)
        jobs = jobs.filter(reduce(or_, titles))
    return jobs if can_see_all_jobs(mandate) else jobs.filter(requested_by_id=user.pk)


def job_detail(
    *,
    public_id: str,
    user: AbstractBaseUser | AnonymousUser,
    mandate: MandateView | None,
    has_whole_log: bool = False,
) -> JobDetail | None:
    """Everything about one job; None when it does not exist for this person."""
    job = Job.objects.select_related("requested_by").filter(public_id=public_id).first()
    if job is None or not policies.can_see_job(user, job, mandate):
        return None
    may_steer = policies.can_steer_job(user, job, mandate)
    report: Mapping[str, object] = job.report
    return JobDetail(
        public_id=str(job.public_id),
        name=job.name,
        label=Labels.from_columns(job),
        requested_by=str(job.requested_by) if job.requested_by else "",
        requested_at=job.requested_at,
        started_at=job.started_at,
        finished_at=job.finished_at,
        attempts=job.attempts,
        is_exercise=job.is_exercise,
        progress=progress_of(job),
        error=Labels.from_columns(job, "error"),
        counts=_counts(report),
        refused=_refused(report),
        link=str(report.get("link", "")),
        log=_log(job, LOG_LINES_WHOLE if has_whole_log else LOG_LINES_SHOWN),
        log_count=JobLog.objects.filter(job=job).count(),
        may_steer=may_steer,
        can_cancel=may_steer and policies.can_cancel(job),
        can_retry=may_steer and policies.can_retry(job),
    )


def is_job_open(public_id: str) -> bool:
    """Tell whether a job still waits or works."""
    return Job.objects.filter(public_id=public_id, status__in=OPEN_STATUSES).exists()


def progress_of(job: Job) -> Progress:
    """How far a job is, from the pace of the present phase."""
    return Progress(
        status=JobStatus(job.status),
        done=job.done,
        total=job.total,
        phase=Labels.from_columns(job, "phase"),
        left=_left(job) if job.status == JobStatus.RUNNING else None,
    )


def _left(job: Job) -> timedelta | None:
    if not (job.total and job.pace_since_at and job.seen_at):
        return None
    done = job.done - job.pace_since_done
    spent = job.seen_at - job.pace_since_at
    if done <= 0 or spent <= timedelta(0):
        return None
    return spent / done * (job.total - job.done)


def _counts(report: Mapping[str, object]) -> tuple[Count, ...]:
    rows = report.get("counts")
    if not isinstance(rows, list):
        return ()
    return tuple(Count(label=heard(row["label"]), value=int(row["value"])) for row in rows)


def _refused(report: Mapping[str, object]) -> tuple[Fault, ...]:
    rows = report.get("refused")
    return tuple(fault_from_json(row) for row in rows) if isinstance(rows, list) else ()


def _log(job: Job, limit: int) -> tuple[LogLine, ...]:
    """The newest lines, the newest first: what happens now is read without scrolling."""
    newest = JobLog.objects.filter(job=job).order_by("-id")[:limit]
    return tuple(
        LogLine(at=line.at, level=LogLevel(line.level), label=Labels.from_columns(line))
        for line in newest
    )
