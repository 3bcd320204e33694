"""The kinds of installation, and the life of a reported error."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


class InstallationKind(models.TextChoices):
    """What a database is for; the demonstration refuses to write in any other kind."""

    DEMO = "demo", _("démonstration")
    PRODUCTION = "production", _("production")


class NoticeFrequency(models.TextChoices):
    """How often a person wants a digest."""

    NEVER = "never", _("jamais")
    DAILY = "daily", _("chaque jour")
    WEEKLY = "weekly", _("chaque semaine")


class FeedbackStatus(models.TextChoices):
    """Where the report of an error stands; whoever holds its number reads it."""

    RECEIVED = "received", _("reçu")
    EXAMINED = "examined", _("en cours d’examen")
    CLOSED = "closed", _("clos, avec une réponse")


# The life of a report: step, from, to. Closing asks for a sentence; a closed one may open again.
FEEDBACK_STEPS: tuple[tuple[str, tuple[FeedbackStatus, ...], FeedbackStatus], ...] = (
    ("examine", (FeedbackStatus.RECEIVED, FeedbackStatus.CLOSED), FeedbackStatus.EXAMINED),
    ("close", (FeedbackStatus.RECEIVED, FeedbackStatus.EXAMINED), FeedbackStatus.CLOSED),
)
