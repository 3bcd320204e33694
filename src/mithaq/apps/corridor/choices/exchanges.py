"""The closed lists of what the people of a case say, propose, sign and arrange to meet."""

from __future__ import annotations

from typing import Final

from django.db import models
from django.utils.translation import pgettext_lazy


class AppointmentMode(models.TextChoices):
    """How people of a case meet."""

    IN_PERSON = "in_person", pgettext_lazy("rendez-vous", "sur place")
    PHONE = "phone", pgettext_lazy("rendez-vous", "par téléphone")
    VIDEO = "video", pgettext_lazy("rendez-vous", "par visioconférence")


class AppointmentStatus(models.TextChoices):
    """Where an appointment stands."""

    PROPOSED = "proposed", pgettext_lazy("rendez-vous", "proposé")
    CONFIRMED = "confirmed", pgettext_lazy("rendez-vous", "confirmé")
    HELD = "held", pgettext_lazy("rendez-vous", "tenu")
    CANCELLED = "cancelled", pgettext_lazy("rendez-vous", "annulé")


# name, from, to, who
APPOINTMENT_STEPS: Final = (
    (
        "confirm",
        (AppointmentStatus.PROPOSED,),
        AppointmentStatus.CONFIRMED,
        "can_join_case",
    ),
    ("hold", (AppointmentStatus.CONFIRMED,), AppointmentStatus.HELD, "can_join_case"),
    (
        "cancel",
        (AppointmentStatus.PROPOSED, AppointmentStatus.CONFIRMED),
        AppointmentStatus.CANCELLED,
        "can_join_case",
    ),
)


class ProposalStatus(models.TextChoices):
    """What became of a proposal."""

    MADE = "made", pgettext_lazy("proposition", "faite")
    COUNTERED = "countered", pgettext_lazy("proposition", "suivie d’une contre-proposition")
    ACCEPTED = "accepted", pgettext_lazy("proposition", "acceptée")
    REFUSED = "refused", pgettext_lazy("proposition", "refusée")
    WITHDRAWN = "withdrawn", pgettext_lazy("proposition", "retirée")


# name, from, to, who: nobody accepts, refuses or counters what they proposed themselves.
PROPOSAL_STEPS: Final = (
    ("counter", (ProposalStatus.MADE,), ProposalStatus.COUNTERED, "can_answer_proposal"),
    ("accept", (ProposalStatus.MADE,), ProposalStatus.ACCEPTED, "can_answer_proposal"),
    ("refuse", (ProposalStatus.MADE,), ProposalStatus.REFUSED, "can_answer_proposal"),
    ("withdraw", (ProposalStatus.MADE,), ProposalStatus.WITHDRAWN, "can_withdraw_proposal"),
)
