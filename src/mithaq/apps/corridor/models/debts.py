"""What a company owes the fund, line by line, what it contests, and whether it owes nothing."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from mithaq.apps.corridor.choices.debts import (
    Branch,
    ContestStatus,
    ImputationOrder,
    LineKind,
    ReceivedHow,
    StandingStatus,
)
from mithaq.apps.corridor.models.exchanges import ATTACHMENT_BYTES_MOST, MEDIA_TYPES


class DebtStatement(models.Model):
    """What a fund says that a company owes on a day; the fund issues it, the platform shows it.

    The order in which payments are set against lines is written, with the text it comes from, or
    none: it is then a convention of this statement, and pages say so.
    """

    number = models.CharField(_("numéro"), max_length=16, unique=True)
    company = models.ForeignKey(
        "organisations.Organisation", verbose_name=_("entreprise"), on_delete=models.PROTECT,
        related_name="+",
    )  # fmt: skip
    issuer = models.ForeignKey(
        "organisations.Organisation", verbose_name=_("caisse"), on_delete=models.PROTECT,
        related_name="+",
    )  # fmt: skip
    case = models.ForeignKey(
        "corridor.Case", verbose_name=_("dossier"), on_delete=models.PROTECT, null=True,
        related_name="+",
    )  # fmt: skip
    as_of_on = models.DateField(_("arrêté au"))
    received_how = models.CharField(_("reçu"), max_length=10, choices=ReceivedHow.choices)
    reference = models.CharField(_("référence de la caisse"), max_length=80, blank=True)
    imputation_order = models.CharField(
        _("ordre d’imputation"), max_length=20, choices=ImputationOrder.choices
    )
    imputation_source = models.CharField(_("texte qui fixe cet ordre"), max_length=200, blank=True)
    law_digest = models.CharField(_("empreinte de la loi"), max_length=64)
    is_exercise = models.BooleanField(_("exercice"), default=False)
    recorded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name=_("inscrit par"), on_delete=models.PROTECT,
        null=True, related_name="+",
    )  # fmt: skip
    recorded_at = models.DateTimeField(_("inscrit le"))

    class Meta:
        verbose_name = _("relevé de dettes")
        verbose_name_plural = _("relevés de dettes")
        indexes = [
            models.Index(fields=["company", "-as_of_on", "-id"], name="debt_statement_company"),
            models.Index(fields=["issuer", "-as_of_on", "-id"], name="debt_statement_issuer"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=~models.Q(company=models.F("issuer")),
                name="debt_statement_of_another",
                violation_error_message=_("Une caisse ne se doit rien à elle-même."),
            ),
            models.UniqueConstraint(
                fields=["issuer", "reference"],
                condition=~models.Q(reference=""),
                name="debt_statement_reference_once",
                violation_error_message=_("Cette référence de la caisse est déjà inscrite."),
            ),
        ]

    def __str__(self) -> str:
        return self.number


class DebtLine(models.Model):
    """One sum of a statement: a contribution, what delay or pursuit added to it, or a payment."""

    statement = models.ForeignKey(
        DebtStatement, verbose_name=_("relevé"), on_delete=models.PROTECT, related_name="+"
    )
    number = models.PositiveSmallIntegerField(_("numéro"))
    kind = models.CharField(_("nature"), max_length=10, choices=LineKind.choices)
    branch = models.CharField(_("régime"), max_length=8, choices=Branch.choices, blank=True)
    month = models.DateField(_("mois concerné"), null=True)
    paid_on = models.DateField(_("payé le"), null=True)
    amount_centimes = models.BigIntegerField(_("montant"))
    source = models.CharField(_("pièce ou avis"), max_length=200, blank=True)
    law_reference = models.CharField(_("texte"), max_length=200, blank=True)

    class Meta:
        verbose_name = _("ligne de dette")
        verbose_name_plural = _("lignes de dette")
        constraints = [
            models.UniqueConstraint(
                fields=["statement", "number"],
                name="debt_line_number_unique",
                violation_error_message=_("Ce numéro de ligne est déjà pris."),
            ),
            models.CheckConstraint(
                condition=models.Q(amount_centimes__gt=0),
                name="debt_line_has_an_amount",
                violation_error_message=_("Une ligne a un montant au-dessus de zéro."),
            ),
            models.CheckConstraint(
                condition=models.Q(kind="payment", paid_on__isnull=False)
                | (~models.Q(kind="payment") & models.Q(paid_on__isnull=True)),
                name="debt_line_only_payments_are_paid",
                violation_error_message=_("Un paiement, et lui seul, a le jour où il fut fait."),
            ),
            models.CheckConstraint(
                condition=models.Q(kind="payment") | models.Q(month__isnull=False),
                name="debt_line_is_of_a_month",
                violation_error_message=_("Une somme due est due pour un mois."),
            ),
            models.CheckConstraint(
                condition=~models.Q(kind__in=["principal", "surcharge"]) | ~models.Q(branch=""),
                name="debt_line_is_of_a_branch",
                violation_error_message=_("Cotisations et majorations sont d’un régime."),
            ),
            models.CheckConstraint(
                condition=models.Q(month__isnull=True) | models.Q(month__day=1),
                name="debt_line_month_is_its_first_day",
                violation_error_message=_("Un mois s’écrit par son premier jour."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.statement_id}/{self.number}"


class Contest(models.Model):
    """A company disputes one line, says why and shows what it has; the fund answers with reasons.

    An upheld contest says the right amount, zero included: the line itself is kept as issued.
    """

    line = models.ForeignKey(
        DebtLine, verbose_name=_("ligne"), on_delete=models.PROTECT, related_name="+"
    )
    status = models.CharField(_("état"), max_length=10, choices=ContestStatus.choices)
    reason = models.TextField(_("motif"))
    evidence = models.TextField(_("pièces"), blank=True)
    contested_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name=_("contestée par"), on_delete=models.PROTECT,
        null=True, related_name="+",
    )  # fmt: skip
    contested_at = models.DateTimeField(_("contestée le"))
    answer = models.TextField(_("réponse"), blank=True)
    corrected_centimes = models.BigIntegerField(_("montant corrigé"), null=True)
    answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name=_("répondu par"), on_delete=models.PROTECT,
        null=True, related_name="+",
    )  # fmt: skip
    answered_at = models.DateTimeField(_("répondu le"), null=True)

    class Meta:
        verbose_name = _("contestation")
        verbose_name_plural = _("contestations")
        indexes = [models.Index(fields=["status", "contested_at"], name="contest_waiting")]
        constraints = [
            models.UniqueConstraint(
                fields=["line"],
                condition=models.Q(status__in=["open", "upheld"]),
                name="contest_one_standing",
                violation_error_message=_(
                    "Une contestation de cette ligne est déjà en cours ou admise."
                ),
            ),
            models.CheckConstraint(
                condition=~models.Q(reason=""),
                name="contest_says_why",
                violation_error_message=_("Une contestation dit pourquoi."),
            ),
            models.CheckConstraint(
                condition=models.Q(
                    status__in=["open", "withdrawn"], answer="", answered_at__isnull=True
                )
                | (
                    models.Q(status__in=["upheld", "rejected"], answered_at__isnull=False)
                    & ~models.Q(answer="")
                ),
                name="contest_answered_with_reasons",
                violation_error_message=_("Une réponse est datée et motivée."),
            ),
            models.CheckConstraint(
                condition=models.Q(
                    status="upheld", corrected_centimes__isnull=False, corrected_centimes__gte=0
                )
                | (~models.Q(status="upheld") & models.Q(corrected_centimes__isnull=True)),
                name="contest_upheld_says_the_amount",
                violation_error_message=_("Une contestation admise dit le montant juste."),
            ),
            models.CheckConstraint(
                condition=models.Q(answered_by__isnull=True)
                | ~models.Q(answered_by=models.F("contested_by")),
                name="contest_answered_by_another",
                violation_error_message=_("Qui conteste ne se répond pas à soi-même."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.line_id}:{self.status}"


class ContestEvidence(models.Model):
    """A paper joined to a contest, of a type that runs nothing, known by its fingerprint."""

    contest = models.ForeignKey(
        Contest, verbose_name=_("contestation"), on_delete=models.PROTECT, related_name="+"
    )
    name = models.CharField(_("nom du fichier"), max_length=200)
    sha256 = models.CharField(_("empreinte"), max_length=64)
    media_type = models.CharField(_("type du fichier"), max_length=40)
    byte_count = models.PositiveIntegerField(_("taille en octets"))

    class Meta:
        verbose_name = _("pièce d’une contestation")
        verbose_name_plural = _("pièces d’une contestation")
        constraints = [
            models.CheckConstraint(
                condition=models.Q(media_type__in=list(MEDIA_TYPES)),
                name="contest_evidence_type_is_safe",
                violation_error_message=_("Une pièce est un PDF, un JPEG ou un PNG."),
            ),
            models.CheckConstraint(
                condition=models.Q(byte_count__gte=1, byte_count__lte=ATTACHMENT_BYTES_MOST),
                name="contest_evidence_size_travels",
                violation_error_message=_("Une pièce pèse 10 Mo au plus."),
            ),
            models.UniqueConstraint(
                fields=["contest", "sha256"],
                name="contest_evidence_once",
                violation_error_message=_("Cette pièce est déjà jointe à la contestation."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.contest_id}:{self.sha256[:8]}"


class GoodStanding(models.Model):
    """A request for the certificate that nothing is owed, or that a plan is kept.

    The fund decides; a refusal says why, a certificate bears a code that anyone can check.
    """

    number = models.CharField(_("numéro"), max_length=16, unique=True)
    company = models.ForeignKey(
        "organisations.Organisation", verbose_name=_("entreprise"), on_delete=models.PROTECT,
        related_name="+",
    )  # fmt: skip
    issuer = models.ForeignKey(
        "organisations.Organisation", verbose_name=_("caisse"), on_delete=models.PROTECT,
        related_name="+",
    )  # fmt: skip
    status = models.CharField(_("état"), max_length=8, choices=StandingStatus.choices)
    purpose = models.CharField(_("pour quoi faire"), max_length=200, blank=True)
    requested_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name=_("demandée par"), on_delete=models.PROTECT,
        null=True, related_name="+",
    )  # fmt: skip
    requested_at = models.DateTimeField(_("demandée le"))
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name=_("décidée par"), on_delete=models.PROTECT,
        null=True, related_name="+",
    )  # fmt: skip
    decided_at = models.DateTimeField(_("décidée le"), null=True)
    basis = models.TextField(_("fondement ou motifs"), blank=True)
    code = models.CharField(_("code de vérification"), max_length=12, blank=True)
    valid_until_on = models.DateField(_("valable jusqu’au"), null=True)
    facts = models.JSONField(_("ce que la loi lit"), default=dict)
    law_digest = models.CharField(_("empreinte de la loi"), max_length=64, blank=True)
    revoked_at = models.DateTimeField(_("révoquée le"), null=True)
    revoked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name=_("révoquée par"), on_delete=models.PROTECT,
        null=True, related_name="+",
    )  # fmt: skip
    revocation = models.TextField(_("motifs de la révocation"), blank=True)
    is_exercise = models.BooleanField(_("exercice"), default=False)

    class Meta:
        verbose_name = _("attestation de régularité")
        verbose_name_plural = _("attestations de régularité")
        indexes = [
            models.Index(fields=["company", "-requested_at", "-id"], name="good_standing_company"),
            models.Index(fields=["issuer", "status", "requested_at"], name="good_standing_queue"),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["company", "issuer"],
                condition=models.Q(status="asked"),
                name="good_standing_asked_once",
                violation_error_message=_("Une demande attend déjà la réponse de la caisse."),
            ),
            models.CheckConstraint(
                condition=models.Q(status="asked", decided_at__isnull=True, basis="", code="")
                | (
                    models.Q(status="refused", decided_at__isnull=False, code="")
                    & ~models.Q(basis="")
                )
                | (
                    models.Q(
                        status__in=["issued", "revoked"],
                        decided_at__isnull=False,
                        valid_until_on__isnull=False,
                    )
                    & ~models.Q(code="")
                    & ~models.Q(basis="")
                ),
                name="good_standing_decided_with_reasons",
                violation_error_message=_(
                    "Délivrée, elle porte un code et une fin ; refusée, elle dit pourquoi."
                ),
            ),
            models.CheckConstraint(
                condition=models.Q(status="revoked", revoked_at__isnull=False)
                & ~models.Q(revocation="")
                | ~models.Q(status="revoked") & models.Q(revoked_at__isnull=True, revocation=""),
                name="good_standing_revoked_says_why",
                violation_error_message=_("Une attestation révoquée dit quand et pourquoi."),
            ),
            models.CheckConstraint(
                condition=models.Q(decided_by__isnull=True)
                | ~models.Q(decided_by=models.F("requested_by")),
                name="good_standing_decided_by_another",
                violation_error_message=_("Qui demande une attestation ne se la délivre pas."),
            ),
        ]

    def __str__(self) -> str:
        return self.number
