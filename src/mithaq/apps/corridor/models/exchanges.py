"""What the people of a case say to each other, meet for, propose, sign, and what comes of it."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from mithaq.apps.corridor.choices.cases import OutcomeKind
from mithaq.apps.corridor.choices.exchanges import (
    AppointmentMode,
    AppointmentStatus,
    ProposalStatus,
)
from mithaq.apps.corridor.models.cases import Case, Side
from mithaq.apps.corridor.models.problems import CommitteeReferral

MEDIA_TYPES = ("application/pdf", "image/jpeg", "image/png")
ATTACHMENT_BYTES_MOST = 10 * 1024 * 1024


class Message(models.Model):
    """A message shared by all, or a private note that its side alone reads (``side``)."""

    case = models.ForeignKey(
        Case, verbose_name=_("dossier"), on_delete=models.PROTECT, related_name="+"
    )
    side = models.ForeignKey(
        Side, verbose_name=_("note privée de ce côté"), on_delete=models.PROTECT, null=True,
        related_name="+",
    )  # fmt: skip
    organisation = models.ForeignKey(
        "organisations.Organisation", verbose_name=_("organisation"), on_delete=models.PROTECT,
        null=True, related_name="+",
    )  # fmt: skip
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name=_("auteur"), on_delete=models.PROTECT, null=True,
        related_name="+",
    )  # fmt: skip
    # The committee speaks through the decision that it sent back.
    referral = models.ForeignKey(
        CommitteeReferral, verbose_name=_("renvoi au comité permanent"), on_delete=models.PROTECT,
        null=True, related_name="+",
    )  # fmt: skip
    body = models.TextField(_("texte"), blank=True)
    # Files alone say enough: such a message has no text.
    has_files = models.BooleanField(_("porte des pièces"), default=False)
    written_at = models.DateTimeField(_("écrit le"))
    withdrawn_at = models.DateTimeField(_("retiré le"), null=True)

    class Meta:
        verbose_name = _("message d’un dossier")
        verbose_name_plural = _("messages d’un dossier")
        indexes = [models.Index(fields=["case", "written_at", "id"], name="case_message_thread")]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(withdrawn_at__isnull=True) | models.Q(body=""),
                name="case_message_withdrawn_is_empty",
                violation_error_message=_("Un message retiré ne garde aucun texte."),
            ),
            models.CheckConstraint(
                condition=models.Q(withdrawn_at__isnull=False)
                | ~models.Q(body="")
                | models.Q(has_files=True),
                name="case_message_has_text",
                violation_error_message=_("Un message a un texte ou une pièce."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.case_id}:{self.pk}"


class Attachment(models.Model):
    """A file joined to a message, of a type that runs nothing, known by its fingerprint."""

    message = models.ForeignKey(
        Message, verbose_name=_("message d’un dossier"), on_delete=models.PROTECT,
        related_name="+",
    )  # fmt: skip
    name = models.CharField(_("nom du fichier"), max_length=200)
    sha256 = models.CharField(_("empreinte"), max_length=64)
    media_type = models.CharField(_("type du fichier"), max_length=40)
    byte_count = models.PositiveIntegerField(_("taille en octets"))

    class Meta:
        verbose_name = _("pièce jointe")
        verbose_name_plural = _("pièces jointes")
        constraints = [
            models.CheckConstraint(
                condition=models.Q(sha256__regex=r"^[0-9a-f]{64}$"),
                name="attachment_sha256_is_whole",
                violation_error_message=_("Une empreinte compte soixante-quatre chiffres."),
            ),
            models.CheckConstraint(
                condition=models.Q(media_type__in=list(MEDIA_TYPES)),
                name="attachment_type_is_safe",
                violation_error_message=_("Une pièce jointe est un PDF, un JPEG ou un PNG."),
            ),
            models.CheckConstraint(
                condition=models.Q(byte_count__gte=1, byte_count__lte=ATTACHMENT_BYTES_MOST),
                name="attachment_size_travels",
                violation_error_message=_("Une pièce jointe pèse 10 Mo au plus."),
            ),
            models.UniqueConstraint(
                fields=["message", "sha256"],
                name="attachment_once_per_message",
                violation_error_message=_("Ce fichier est déjà joint au message."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.message_id}:{self.sha256[:8]}"


class Appointment(models.Model):
    """A meeting of the company with a side, on the spot or at a distance."""

    case = models.ForeignKey(
        Case, verbose_name=_("dossier"), on_delete=models.PROTECT, related_name="+"
    )
    side = models.ForeignKey(
        Side, verbose_name=_("côté d’un dossier"), on_delete=models.PROTECT, related_name="+"
    )
    starts_at = models.DateTimeField(_("commence à"))
    mode = models.CharField(_("mode"), max_length=10, choices=AppointmentMode.choices)
    place = models.CharField(_("lieu ou adresse"), max_length=200, blank=True)
    status = models.CharField(
        _("état"), max_length=10, choices=AppointmentStatus.choices,
        default=AppointmentStatus.PROPOSED,
    )  # fmt: skip
    proposed_by = models.ForeignKey(
        "organisations.Organisation", verbose_name=_("proposé par"), on_delete=models.PROTECT,
        related_name="+",
    )  # fmt: skip
    proposed_at = models.DateTimeField(_("proposé le"))
    note = models.CharField(_("précision"), max_length=300, blank=True)

    class Meta:
        verbose_name = _("rendez-vous")
        verbose_name_plural = _("rendez-vous d’un dossier")
        indexes = [models.Index(fields=["case", "starts_at"], name="appointment_case")]
        constraints = [
            models.CheckConstraint(
                condition=~models.Q(mode=AppointmentMode.IN_PERSON) | ~models.Q(place=""),
                name="appointment_in_person_has_place",
                violation_error_message=_("Un rendez-vous sur place dit où."),
            ),
            models.CheckConstraint(
                condition=~models.Q(status=AppointmentStatus.CANCELLED) | ~models.Q(note=""),
                name="appointment_cancelled_says_why",
                violation_error_message=_("Un rendez-vous annulé dit pourquoi."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.case_id}:{self.starts_at:%Y-%m-%d}"


class Proposal(models.Model):
    """Terms put forward by a side, or by the company when no side is named.

    ``accepted_by`` are the parties, by slug, that accepted them while others are still to.
    """

    case = models.ForeignKey(
        Case, verbose_name=_("dossier"), on_delete=models.PROTECT, related_name="+"
    )
    side = models.ForeignKey(
        Side, verbose_name=_("côté d’un dossier"), on_delete=models.PROTECT, null=True,
        related_name="+",
    )  # fmt: skip
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name=_("par"), on_delete=models.PROTECT, null=True,
        related_name="+",
    )  # fmt: skip
    answers = models.ForeignKey(
        "self", verbose_name=_("répond à"), on_delete=models.PROTECT, null=True,
        related_name="+",
    )  # fmt: skip
    terms = models.TextField(_("termes"))
    due_on = models.DateField(_("à exécuter au plus tard le"), null=True)
    status = models.CharField(
        _("état"), max_length=10, choices=ProposalStatus.choices, default=ProposalStatus.MADE
    )
    reason = models.CharField(_("motif"), max_length=300, blank=True)
    accepted_by = models.JSONField(_("acceptée par"), default=list, blank=True)
    made_at = models.DateTimeField(_("faite le"))
    settled_at = models.DateTimeField(_("tranchée le"), null=True)

    class Meta:
        verbose_name = _("proposition")
        verbose_name_plural = _("propositions")
        indexes = [models.Index(fields=["case", "made_at"], name="proposal_case")]
        constraints = [
            models.CheckConstraint(
                condition=~models.Q(terms=""),
                name="proposal_has_terms",
                violation_error_message=_("Une proposition dit ses termes."),
            ),
            models.CheckConstraint(
                condition=~models.Q(status=ProposalStatus.REFUSED) | ~models.Q(reason=""),
                name="proposal_refused_says_why",
                violation_error_message=_("Une proposition refusée l’est avec un motif."),
            ),
            models.UniqueConstraint(
                fields=["case"],
                condition=models.Q(status=ProposalStatus.MADE),
                name="proposal_one_open_per_case",
                violation_error_message=_("Une seule proposition est ouverte à la fois."),
            ),
            models.UniqueConstraint(
                fields=["answers"],
                name="proposal_answered_once",
                violation_error_message=_("Cette proposition a déjà sa contre-proposition."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.case_id}:{self.pk}"


class Agreement(models.Model):
    """The text that the parties of a case agreed on, frozen by its fingerprint.

    A party may refuse to sign it, or go back on it once signed: ``dropped`` says who and why.
    """

    case = models.ForeignKey(
        Case, verbose_name=_("dossier"), on_delete=models.PROTECT, related_name="+"
    )
    proposal = models.OneToOneField(
        Proposal, verbose_name=_("proposition"), on_delete=models.PROTECT, related_name="+"
    )
    text = models.TextField(_("texte"))
    due_on = models.DateField(_("à exécuter au plus tard le"), null=True)
    sha256 = models.CharField(_("empreinte"), max_length=64)
    drawn_at = models.DateTimeField(_("établi le"))
    concluded_at = models.DateTimeField(_("signé par tous le"), null=True)
    dropped_at = models.DateTimeField(_("refusé ou dénoncé le"), null=True)
    dropped_by = models.ForeignKey(
        "organisations.Organisation", verbose_name=_("refusé ou dénoncé par"),
        on_delete=models.PROTECT, null=True, related_name="+",
    )  # fmt: skip
    dropped_why = models.CharField(_("motif du refus"), max_length=300, blank=True)

    class Meta:
        verbose_name = _("accord de médiation")
        verbose_name_plural = _("accords de médiation")
        indexes = [models.Index(fields=["case"], name="agreement_case")]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(sha256__regex=r"^[0-9a-f]{64}$"),
                name="agreement_sha256_is_whole",
                violation_error_message=_("Une empreinte compte soixante-quatre chiffres."),
            ),
            models.CheckConstraint(
                condition=models.Q(dropped_at__isnull=True, dropped_by__isnull=True, dropped_why="")
                | (
                    models.Q(dropped_at__isnull=False, dropped_by__isnull=False)
                    & ~models.Q(dropped_why="")
                ),
                name="agreement_dropped_says_who_and_why",
                violation_error_message=_(
                    "Un accord refusé ou dénoncé dit par qui, quand et pourquoi."
                ),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.case_id}:{self.sha256[:8]}"


class AgreementSignature(models.Model):
    """The turn of a party to sign an agreement, empty until it is taken."""

    agreement = models.ForeignKey(
        Agreement, verbose_name=_("accord de médiation"), on_delete=models.PROTECT,
        related_name="+",
    )  # fmt: skip
    organisation = models.ForeignKey(
        "organisations.Organisation", verbose_name=_("organisation"), on_delete=models.PROTECT,
        related_name="+",
    )  # fmt: skip
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name=_("personne"), on_delete=models.PROTECT,
        null=True, related_name="+",
    )  # fmt: skip
    capacity = models.CharField(_("qualité"), max_length=300, blank=True)
    signed_at = models.DateTimeField(_("signé le"), null=True)

    class Meta:
        verbose_name = _("signature d’un accord")
        verbose_name_plural = _("signatures d’un accord")
        constraints = [
            models.UniqueConstraint(
                fields=["agreement", "organisation"],
                name="agreement_signature_once",
                violation_error_message=_("Cette partie a déjà son tour de signature."),
            ),
            models.UniqueConstraint(
                fields=["agreement", "user"],
                name="agreement_signature_one_person",
                violation_error_message=_("Une personne ne signe pas pour deux parties."),
            ),
            models.CheckConstraint(
                condition=models.Q(signed_at__isnull=True, user__isnull=True, capacity="")
                | (models.Q(signed_at__isnull=False, user__isnull=False) & ~models.Q(capacity="")),
                name="agreement_signature_is_whole",
                violation_error_message=_("Une signature dit qui, en quelle qualité et quand."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.agreement_id}:{self.organisation_id}"


class Outcome(models.Model):
    """What came of a case at one of its closings: a reopened case has several."""

    case = models.ForeignKey(
        Case, verbose_name=_("dossier"), on_delete=models.PROTECT, related_name="+"
    )
    kind = models.CharField(_("nature"), max_length=16, choices=OutcomeKind.choices)
    reasons = models.TextField(_("raisons"))
    money_unblocked_centimes = models.BigIntegerField(_("argent débloqué"), null=True)
    people_count = models.PositiveIntegerField(_("personnes concernées"), null=True)
    decided_at = models.DateTimeField(_("décidée le"))
    is_within_norm = models.BooleanField(_("dans le délai"), null=True)
    working_days = models.PositiveIntegerField(_("jours ouvrés écoulés"), null=True)

    class Meta:
        verbose_name = _("suite donnée")
        verbose_name_plural = _("suites données")
        indexes = [models.Index(fields=["case", "decided_at"], name="outcome_case")]
        constraints = [
            models.CheckConstraint(
                condition=~models.Q(reasons=""),
                name="outcome_is_reasoned",
                violation_error_message=_("Une suite donnée dit ses raisons."),
            ),
            models.CheckConstraint(
                condition=models.Q(money_unblocked_centimes__isnull=True)
                | models.Q(money_unblocked_centimes__gte=0),
                name="outcome_money_not_negative",
                violation_error_message=_("L’argent débloqué n’est pas négatif."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.case_id}:{self.kind}"


class Satisfaction(models.Model):
    """What the company thinks of the way its case ended, from 1 to 5."""

    outcome = models.OneToOneField(
        Outcome, verbose_name=_("suite donnée"), on_delete=models.PROTECT,
        related_name="+",
    )  # fmt: skip
    score = models.PositiveSmallIntegerField(_("note"))
    words = models.TextField(_("commentaire"), blank=True)
    given_at = models.DateTimeField(_("donnée le"))

    class Meta:
        verbose_name = _("satisfaction")
        verbose_name_plural = _("satisfactions")
        constraints = [
            models.CheckConstraint(
                condition=models.Q(score__gte=1, score__lte=5),
                name="satisfaction_score_is_one_to_five",
                violation_error_message=_("Une note va de 1 à 5."),
            )
        ]

    def __str__(self) -> str:
        return f"{self.outcome_id}:{self.score}"
