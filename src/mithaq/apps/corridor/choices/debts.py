"""The closed lists of debts: lines, contests, settlements and their steps, good standing."""

from __future__ import annotations

from typing import Final

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class LineKind(models.TextChoices):
    """What a line of a statement is."""

    PRINCIPAL = "principal", _("cotisations")
    SURCHARGE = "surcharge", _("majoration de retard")
    PENALTY = "penalty", _("astreinte")
    COSTS = "costs", _("frais de recouvrement")
    PAYMENT = "payment", _("paiement")


# What a line says beside its amount, by its nature: a payment its day, all others their month.
LINE_NEEDS: Final = {
    LineKind.PRINCIPAL: ("month", "branch"),
    LineKind.SURCHARGE: ("month", "branch"),
    LineKind.PENALTY: ("month",),
    LineKind.COSTS: ("month",),
    LineKind.PAYMENT: ("paid_on",),
}


class Branch(models.TextChoices):
    """Under which scheme a contribution is owed: each has its own surcharge."""

    GENERAL = "general", _("régime général")
    HEALTH = "health", _("assurance maladie (AMO)")


class ImputationOrder(models.TextChoices):
    """In which order payments are set against lines, oldest month first within each."""

    PRINCIPAL_FIRST = (
        "principal_first",
        _("cotisations d’abord, puis majorations, astreintes, frais"),
    )
    CHARGES_FIRST = "charges_first", _("frais d’abord, puis astreintes, majorations, cotisations")
    MONTH_BY_MONTH = "month_by_month", _("mois par mois, cotisations d’abord dans chaque mois")


class ReceivedHow(models.TextChoices):
    """How a statement reached the platform."""

    ENTERED = "entered", _("saisi")
    IMPORTED = "imported", _("importé d’un fichier")


class ContestStatus(models.TextChoices):
    """What became of a contested line."""

    OPEN = "open", _("en examen")
    UPHELD = "upheld", _("admise : montant corrigé")
    REJECTED = "rejected", _("rejetée, avec motif")
    WITHDRAWN = "withdrawn", _("retirée")


# name, from, to, who.
CONTEST_STEPS: Final = (
    ("uphold", ContestStatus.OPEN, ContestStatus.UPHELD, "can_answer_contest"),
    ("reject", ContestStatus.OPEN, ContestStatus.REJECTED, "can_answer_contest"),
    ("withdraw", ContestStatus.OPEN, ContestStatus.WITHDRAWN, "can_contest_line"),
)


class SettlementStatus(models.TextChoices):
    """Where a settlement stands: simulated, asked, decided by the fund, followed."""

    SIMULATED = "simulated", _("simulé")
    REQUESTED = "requested", _("demandé")
    TRANSMITTED = "transmitted", _("transmis à la caisse")
    PREPARED = "prepared", _("préparé par la caisse")
    APPROVED = "approved", _("approuvé")
    RUNNING = "running", _("en cours")
    KEPT = "kept", _("tenu jusqu’au bout")
    DEFAULTED = "defaulted", _("en défaut")
    REFUSED = "refused", pgettext_lazy("arrangement", "refusé")
    WITHDRAWN = "withdrawn", pgettext_lazy("arrangement", "retiré par l’entreprise")
    REPLACED = "replaced", pgettext_lazy("arrangement", "remplacé par un autre")


FOLLOWED: Final = (SettlementStatus.APPROVED, SettlementStatus.RUNNING)
# Those that wait for a hand to take them further.
PENDING: Final = (
    SettlementStatus.REQUESTED,
    SettlementStatus.TRANSMITTED,
    SettlementStatus.PREPARED,
)
# Those that the fund approved, whatever became of them.
APPROVED: Final = (*FOLLOWED, SettlementStatus.KEPT, SettlementStatus.DEFAULTED)
# While one is under way, no other is asked for the same statement.
UNDER_WAY: Final = (*PENDING, *FOLLOWED)


# name, from, to, who: the fund alone prepares, approves, refuses, closes and declares a default.
# A plan prepared is prepared again when its first day passed before anybody approved it. A plan
# followed ends « replaced » by no step of its own: the fund ends it as it approves another. It is
# kept before any payment where contests upheld took off all that it asked.
SETTLEMENT_STEPS: Final = (
    (
        "request",
        (SettlementStatus.SIMULATED,),
        SettlementStatus.REQUESTED,
        "can_request_settlement",
    ),
    (
        "transmit",
        (SettlementStatus.REQUESTED,),
        SettlementStatus.TRANSMITTED,
        "can_transmit_settlement",
    ),
    (
        "prepare",
        (SettlementStatus.TRANSMITTED, SettlementStatus.PREPARED),
        SettlementStatus.PREPARED,
        "can_prepare_settlement",
    ),
    ("approve", (SettlementStatus.PREPARED,), SettlementStatus.APPROVED, "can_approve_settlement"),
    (
        "return",
        (SettlementStatus.PREPARED,),
        SettlementStatus.TRANSMITTED,
        "can_approve_settlement",
    ),
    (
        "refuse",
        (SettlementStatus.TRANSMITTED, SettlementStatus.PREPARED),
        SettlementStatus.REFUSED,
        "can_prepare_settlement",
    ),
    ("withdraw", PENDING, SettlementStatus.WITHDRAWN, "can_request_settlement"),
    (
        "pay",
        (SettlementStatus.APPROVED, SettlementStatus.RUNNING),
        SettlementStatus.RUNNING,
        "can_record_payment",
    ),
    ("keep", FOLLOWED, SettlementStatus.KEPT, "can_record_payment"),
    (
        "default",
        (SettlementStatus.APPROVED, SettlementStatus.RUNNING),
        SettlementStatus.DEFAULTED,
        "can_approve_settlement",
    ),
)


class DaysOff(models.TextChoices):
    """What becomes of a due day on which offices are closed."""

    KEPT = "kept", _("gardée telle quelle")
    NEXT_OPEN_DAY = "next_open_day", _("reportée au premier jour ouvré")


class OddInstalment(models.TextChoices):
    """Which instalment takes the centimes left over."""

    LAST = "last", _("la dernière")
    FIRST = "first", _("la première")


class StandingStatus(models.TextChoices):
    """What became of a request for a certificate of good standing."""

    ASKED = "asked", _("demandée")
    ISSUED = "issued", _("délivrée")
    REFUSED = "refused", _("refusée, avec motifs")
    REVOKED = "revoked", _("délivrée, puis révoquée")


class PlanAlarm(models.TextChoices):
    """What endangers a plan, before or after it is too late."""

    INSTALMENT_SOON = "instalment_soon", _("échéance proche")
    INSTALMENT_LATE = "instalment_late", _("échéance non payée")
    CONTRIBUTION_SOON = "contribution_soon", _("cotisation courante à payer")
    CONTRIBUTION_LATE = "contribution_late", _("cotisation courante non payée")


class DebtTurn(models.TextChoices):
    """What waits for somebody in debts."""

    CONTEST = "contest", _("contestation à répondre")
    TRANSMIT = "transmit", _("arrangement à transmettre à la caisse")
    PREPARE = "prepare", _("échéancier à préparer")
    REDO = "redo", _("échéancier à recalculer après une contestation retenue")
    APPROVE = "approve", _("échéancier à approuver")
    CERTIFY = "certify", _("attestation de régularité à décider")
    LATE = "late", _("échéancier en retard")
    SOON = "soon", _("paiement proche")
