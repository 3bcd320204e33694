"""Who may see, retry or cancel long work: whoever asked for it, or an overseeing mandate."""

from __future__ import annotations

from typing import TYPE_CHECKING

from mithaq.apps.organisations.choices import Role
from mithaq.apps.organisations.policies import can_see_all_jobs
from mithaq.apps.organisations.queries import MandateView
from mithaq.gateways.jobs.choices import JobStatus, move

if TYPE_CHECKING:
    from django.contrib.auth.base_user import AbstractBaseUser
    from django.contrib.auth.models import AnonymousUser

    from mithaq.gateways.jobs.models import Job

    Reader = AbstractBaseUser | AnonymousUser


def can_see_job(user: Reader, job: Job, mandate: MandateView | None) -> bool:
    """A person sees the work they asked for; an auditor or an administrator sees all of it."""
    return user.is_authenticated and (job.requested_by_id == user.pk or can_see_all_jobs(mandate))


def can_steer_job(user: Reader, job: Job, mandate: MandateView | None) -> bool:
    """The person who asked, or an administrator, retries and cancels; an auditor only looks."""
    is_administrator = mandate is not None and mandate.role == Role.ADMINISTRATOR
    return user.is_authenticated and (job.requested_by_id == user.pk or is_administrator)


def can_retry(job: Job) -> bool:
    """Work that failed or was cancelled may start again where it stopped."""
    return JobStatus(job.status) in move("retry").sources


def can_cancel(job: Job) -> bool:
    """Work that waits or runs may be cancelled."""
    return JobStatus(job.status) in move("cancel").sources
