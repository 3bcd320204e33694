"""Where a job stands, and the moves between those places."""

from __future__ import annotations

from dataclasses import dataclass

from django.db import models
from django.utils.translation import gettext_lazy as _


class JobStatus(models.TextChoices):
    """A job waits, works, or ended in one of three ways."""

    QUEUED = "queued", _("En attente")
    RUNNING = "running", _("En cours")
    SUCCEEDED = "succeeded", _("Terminé")
    FAILED = "failed", _("Interrompu")
    CANCELLED = "cancelled", _("Annulé")


class LogLevel(models.TextChoices):
    """How much attention a line of a job's log asks for."""

    INFO = "info", _("Information")
    WARNING = "warning", _("À vérifier")
    ERROR = "error", _("Erreur")


OPEN_STATUSES = (JobStatus.QUEUED, JobStatus.RUNNING)
CLOSED_STATUSES = (JobStatus.SUCCEEDED, JobStatus.FAILED, JobStatus.CANCELLED)


@dataclass(frozen=True, slots=True)
class Move:
    """One step of a job's life: its name, where it may start, where it leads and who makes it."""

    name: str
    sources: tuple[JobStatus, ...]
    target: JobStatus
    by: str


LIFE_CYCLE = (
    Move("begin", OPEN_STATUSES, JobStatus.RUNNING, "worker"),
    Move("succeed", (JobStatus.RUNNING,), JobStatus.SUCCEEDED, "worker"),
    Move("fail", OPEN_STATUSES, JobStatus.FAILED, "worker"),
    Move("cancel", OPEN_STATUSES, JobStatus.CANCELLED, "person"),
    Move("retry", (JobStatus.FAILED, JobStatus.CANCELLED), JobStatus.QUEUED, "person"),
)


def move(name: str) -> Move:
    """Return the move called ``name``; an unknown name is a programming error."""
    return next(step for step in LIFE_CYCLE if step.name == name)
