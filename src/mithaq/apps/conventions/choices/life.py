"""What happens to a signed convention, as a table, and what its entry into force asks."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from mithaq.apps.conventions.choices import Status


class LifeAction(models.TextChoices):
    """What happens to a convention of the register."""

    SIGN = "sign", _("signature")
    BRING_INTO_FORCE = "bring_into_force", _("entrée en vigueur")
    SUSPEND = "suspend", _("suspension")
    RESUME = "resume", _("reprise")
    RENEW = "renew", _("reconduction")
    END = "end", _("arrivée au terme")
    TERMINATE = "terminate", _("résiliation")
    EVALUATE = "evaluate", _("évaluation finale")
    ARCHIVE = "archive", _("archivage")


# name, from, to, who: every step leaves a dated event and an audit line.
TRANSITIONS = (
    (LifeAction.SIGN, (Status.DRAFT,), Status.SIGNED, "can_steer_convention"),
    (LifeAction.BRING_INTO_FORCE, (Status.SIGNED,), Status.ACTIVE, "can_steer_convention"),
    (LifeAction.SUSPEND, (Status.ACTIVE,), Status.SUSPENDED, "can_steer_convention"),
    (LifeAction.RESUME, (Status.SUSPENDED,), Status.ACTIVE, "can_steer_convention"),
    (LifeAction.RENEW, (Status.ACTIVE, Status.ENDED), Status.ACTIVE, "can_steer_convention"),
    (LifeAction.END, (Status.SIGNED, Status.ACTIVE), Status.ENDED, "can_steer_convention"),
    (
        LifeAction.TERMINATE,
        (Status.SIGNED, Status.ACTIVE, Status.SUSPENDED),
        Status.TERMINATED,
        "can_steer_convention",
    ),
    (
        LifeAction.EVALUATE,
        (Status.ENDED, Status.TERMINATED),
        Status.EVALUATED,
        "can_evaluate_convention",
    ),
    (
        LifeAction.ARCHIVE,
        (Status.ENDED, Status.TERMINATED, Status.EVALUATED),
        Status.ARCHIVED,
        "can_steer_convention",
    ),
)


class EntryItem(models.TextChoices):
    """What must be there before a convention enters into force."""

    COMMITTEE_DATE = "committee_date", _("date de réunion d’un comité")
    OWNER = "owner", _("responsable d’un engagement")
    INDICATOR = "indicator", _("indicateur défini et sourcé d’un objectif")
