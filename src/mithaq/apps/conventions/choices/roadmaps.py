"""The closed lists of roadmaps and evaluations, and the life of a workstream as a table."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class WorkstreamStatus(models.TextChoices):
    """Where a workstream stands."""

    PLANNED = "planned", pgettext_lazy("chantier", "prévu")
    RUNNING = "running", pgettext_lazy("chantier", "en marche")
    PAUSED = "paused", pgettext_lazy("chantier", "en pause")
    DONE = "done", pgettext_lazy("chantier", "achevé")
    ABANDONED = "abandoned", pgettext_lazy("chantier", "abandonné")


# name, from, to, who: every step leaves an audit line.
WORKSTREAM_STEPS = (
    ("start", (WorkstreamStatus.PLANNED,), WorkstreamStatus.RUNNING, "can_steer_roadmap"),
    ("pause", (WorkstreamStatus.RUNNING,), WorkstreamStatus.PAUSED, "can_steer_roadmap"),
    ("resume", (WorkstreamStatus.PAUSED,), WorkstreamStatus.RUNNING, "can_steer_roadmap"),
    ("finish", (WorkstreamStatus.RUNNING,), WorkstreamStatus.DONE, "can_steer_roadmap"),
    (
        "abandon",
        (WorkstreamStatus.PLANNED, WorkstreamStatus.RUNNING, WorkstreamStatus.PAUSED),
        WorkstreamStatus.ABANDONED,
        "can_steer_roadmap",
    ),
)

# A workstream that ended waits for nothing more.
ENDED = (WorkstreamStatus.DONE, WorkstreamStatus.ABANDONED)


class EvaluationKind(models.TextChoices):
    """When a convention is evaluated."""

    MID_TERM = "mid_term", _("à mi-parcours")
    FINAL = "final", _("finale")


class PointKind(models.TextChoices):
    """What an evaluation says."""

    FINDING = "finding", _("constat")
    LESSON = "lesson", _("enseignement")
    RECOMMENDATION = "recommendation", _("recommandation")
