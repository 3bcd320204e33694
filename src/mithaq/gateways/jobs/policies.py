"""Who may see, retry or cancel long work."""

from __future__ import annotations

from collections.abc import Collection
from typing import TYPE_CHECKING

from mithaq.apps.organisations.choices import Role
from mithaq.gateways.jobs.choices import JobStatus, move

if TYPE_CHECKING:
    from django.contrib.auth.base_user import AbstractBaseUser
    from django.contrib.auth.models import AnonymousUser

    from mithaq.gateways.jobs.models import Job

OVERSIGHT_ROLES = frozenset({str(Role.AUDITOR), str(Role.ADMINISTRATOR)})
STEERING_ROLES = frozenset({str(Role.ADMINISTRATOR)})


def can_see_all(roles: Collection[str]) -> bool:
    """Tell whether a mandate in force gives sight of everyone's jobs."""
    return not OVERSIGHT_ROLES.isdisjoint(roles)


def can_see_job(
    user: AbstractBaseUser | AnonymousUser, job: Job, *, roles: Collection[str]
) -> bool:
    """A person sees the work they asked for; an auditor or an administrator sees all of it."""
    return user.is_authenticated and (job.requested_by_id == user.pk or can_see_all(roles))


def can_steer_job(
    user: AbstractBaseUser | AnonymousUser, job: Job, *, roles: Collection[str]
) -> bool:
    """The person who asked, or an administrator, may retry or cancel; an auditor only looks."""
    return user.is_authenticated and (
        job.requested_by_id == user.pk or not STEERING_ROLES.isdisjoint(roles)
    )


def can_retry(job: Job) -> bool:
    """Work that failed or was cancelled may start again where it stopped."""
    return JobStatus(job.status) in move("retry").sources


def can_cancel(job: Job) -> bool:
    """Work that waits or runs may be cancelled."""
    return JobStatus(job.status) in move("cancel").sources
