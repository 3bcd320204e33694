"""The closed lists of a text before its signature, and its stages as a table."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


class DraftingStage(models.TextChoices):
    """Where a text stands before it is signed; it is then in no register."""

    IDEA = "idea", _("idée")
    NEGOTIATION = "negotiation", _("en négociation")
    LEGAL_VISA = "legal_visa", _("aux visas juridiques")
    DELIBERATION = "deliberation", _("en délibération")
    SIGNING = "signing", _("à la signature")
    SIGNED = "signed", _("signé, inscrit au registre")
    ABANDONED = "abandoned", _("abandonné")


class DraftingAction(models.TextChoices):
    """What happens to a text before it is a convention."""

    OPEN_NEGOTIATION = "open_negotiation", _("ouvrir la négociation")
    REQUEST_VISAS = "request_visas", _("demander les visas")
    REQUEST_DELIBERATION = "request_deliberation", _("soumettre à la délibération")
    OPEN_SIGNING = "open_signing", _("ouvrir la signature")
    REOPEN = "reopen", _("revenir en négociation")
    REFUSE = "refuse", _("refuser de signer")
    CONCLUDE = "conclude", _("inscrire au registre")
    ABANDON = "abandon", _("abandonner le projet")


_OPEN_STAGES = (
    DraftingStage.IDEA,
    DraftingStage.NEGOTIATION,
    DraftingStage.LEGAL_VISA,
    DraftingStage.DELIBERATION,
    DraftingStage.SIGNING,
)
# name, from, to, who. Between stages stand the visas, the deliberation and the signatures.
DRAFTING_TRANSITIONS = (
    (
        DraftingAction.OPEN_NEGOTIATION,
        (DraftingStage.IDEA,),
        DraftingStage.NEGOTIATION,
        "can_steer_drafting",
    ),
    (
        DraftingAction.REQUEST_VISAS,
        (DraftingStage.NEGOTIATION,),
        DraftingStage.LEGAL_VISA,
        "can_steer_drafting",
    ),
    (
        DraftingAction.REQUEST_DELIBERATION,
        (DraftingStage.NEGOTIATION, DraftingStage.LEGAL_VISA),
        DraftingStage.DELIBERATION,
        "can_steer_drafting",
    ),
    (
        DraftingAction.OPEN_SIGNING,
        (DraftingStage.NEGOTIATION, DraftingStage.LEGAL_VISA, DraftingStage.DELIBERATION),
        DraftingStage.SIGNING,
        "can_steer_drafting",
    ),
    (
        DraftingAction.REOPEN,
        (DraftingStage.LEGAL_VISA, DraftingStage.DELIBERATION, DraftingStage.SIGNING),
        DraftingStage.NEGOTIATION,
        "can_steer_drafting",
    ),
    (
        DraftingAction.REFUSE,
        (DraftingStage.SIGNING,),
        DraftingStage.NEGOTIATION,
        "can_refuse_signature",
    ),
    (
        DraftingAction.CONCLUDE,
        (DraftingStage.SIGNING,),
        DraftingStage.SIGNED,
        "can_conclude_drafting",
    ),
    (DraftingAction.ABANDON, _OPEN_STAGES, DraftingStage.ABANDONED, "can_steer_drafting"),
)


class BodyPart(models.TextChoices):
    """Why an organisation sees a text that is not signed yet."""

    STEWARD = "steward", _("tient la plume")
    PARTY = "party", _("partie au projet")
    VISA = "visa", _("donne un visa")
    DELIBERATING = "deliberating", _("délibère")


class VisaStatus(models.TextChoices):
    """What a body that must visa a text answered."""

    PENDING = "pending", _("attendu")
    GIVEN = "given", _("donné")
    GIVEN_WITH_RESERVES = "with_reserves", _("donné avec réserves")
    REFUSED = "refused", _("refusé")


class DeliberationOutcome(models.TextChoices):
    """What an assembly decided on a text."""

    ADOPTED = "adopted", _("adopté")
    ADJOURNED = "adjourned", _("ajourné")
    REJECTED = "rejected", _("rejeté")


class FolderStatus(models.TextChoices):
    """Where a signing folder stands."""

    OPEN = "open", _("ouvert")
    SIGNED = "signed", _("signé par tous")
    REFUSED = "refused", _("refusé par un signataire")
    WITHDRAWN = "withdrawn", _("retiré")


class SignatureForm(models.TextChoices):
    """How a signature was given, or refused."""

    ONLINE = "online", _("dans l’application")
    ON_PAPER = "on_paper", _("à la main, exemplaire numérisé")
