"""Settlements of a debt, from simulation to the last instalment, or to default."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from mithaq.apps.corridor.choices.debts import (
    APPROVED,
    FOLLOWED,
    PENDING,
    DaysOff,
    OddInstalment,
    SettlementStatus,
)
from mithaq.apps.corridor.models.debts import DebtStatement


class Settlement(models.Model):
    """An agreement to clear the debt of a statement, under an operation of the law, in months.

    ``facts`` are what the law read and ``parts`` the debt line by line when it was computed: a plan
    is explained again by its own law. Money: the debt is what is waived and what is to pay.
    """

    number = models.CharField(_("numéro"), max_length=16, unique=True)
    statement = models.ForeignKey(
        DebtStatement, verbose_name=_("relevé"), on_delete=models.PROTECT, related_name="+"
    )
    operation = models.CharField(_("opération de remise"), max_length=40)
    months = models.PositiveSmallIntegerField(_("nombre d’échéances"))
    asked_on = models.DateField(_("calculé au"))
    first_due_on = models.DateField(_("première échéance"))
    odd_instalment = models.CharField(
        _("échéance qui prend les centimes"), max_length=5, choices=OddInstalment.choices
    )
    days_off = models.CharField(_("échéance un jour chômé"), max_length=14, choices=DaysOff.choices)
    status = models.CharField(_("état"), max_length=12, choices=SettlementStatus.choices)
    debt_centimes = models.BigIntegerField(_("dette"))
    waived_surcharges_centimes = models.BigIntegerField(_("majorations et frais remis"))
    waived_penalties_centimes = models.BigIntegerField(_("astreintes remises"))
    to_pay_centimes = models.BigIntegerField(_("à payer"))
    parts = models.JSONField(_("dette ligne par ligne"), default=list)
    facts = models.JSONField(_("ce que la loi a lu"), default=dict)
    law_digest = models.CharField(_("empreinte de la loi"), max_length=64)
    requested_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name=_("demandé par"), on_delete=models.PROTECT,
        null=True, related_name="+",
    )  # fmt: skip
    requested_at = models.DateTimeField(_("demandé le"), null=True)
    transmitted_at = models.DateTimeField(_("transmis le"), null=True)
    prepared_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name=_("préparé par"), on_delete=models.PROTECT,
        null=True, related_name="+",
    )  # fmt: skip
    prepared_at = models.DateTimeField(_("préparé le"), null=True)
    approved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name=_("approuvé par"), on_delete=models.PROTECT,
        null=True, related_name="+",
    )  # fmt: skip
    approved_at = models.DateTimeField(_("approuvé le"), null=True)
    ended_at = models.DateTimeField(_("terminé le"), null=True)
    refusal = models.TextField(_("motif du refus"), blank=True)
    withdrawal = models.TextField(_("motif du retrait"), blank=True)
    replaced_by = models.ForeignKey(
        "self", verbose_name=_("remplacé par"), on_delete=models.PROTECT, null=True,
        related_name="+",
    )  # fmt: skip
    gap_reason = models.TextField(_("pourquoi il diffère de la loi"), blank=True)
    redoes = models.ForeignKey(
        "self", verbose_name=_("recalcule"), on_delete=models.PROTECT, null=True,
        related_name="+",
    )  # fmt: skip
    is_exercise = models.BooleanField(_("exercice"), default=False)

    class Meta:
        verbose_name = _("arrangement")
        verbose_name_plural = _("arrangements")
        indexes = [models.Index(fields=["status", "-id"], name="settlement_status")]
        constraints = [
            models.UniqueConstraint(
                fields=["statement"],
                condition=models.Q(status__in=[*map(str, FOLLOWED)])
                | models.Q(status__in=[*map(str, PENDING)], redoes__isnull=True),
                name="settlement_one_at_a_time",
                violation_error_message=_("Un arrangement de ce relevé est déjà en cours."),
            ),
            models.UniqueConstraint(
                fields=["statement"],
                condition=models.Q(status__in=[*map(str, PENDING)], redoes__isnull=False),
                name="settlement_redone_once_at_a_time",
                violation_error_message=_("Un recalcul de cet arrangement attend déjà."),
            ),
            models.CheckConstraint(
                condition=models.Q(
                    debt_centimes=models.F("to_pay_centimes")
                    + models.F("waived_surcharges_centimes")
                    + models.F("waived_penalties_centimes"),
                    to_pay_centimes__gt=0,
                    waived_surcharges_centimes__gte=0,
                    waived_penalties_centimes__gte=0,
                    months__gte=1,
                ),
                name="settlement_adds_up",
                violation_error_message=_("La dette est ce qui est remis et ce qui reste à payer."),
            ),
            models.CheckConstraint(
                condition=models.Q(prepared_by__isnull=True)
                | models.Q(approved_by__isnull=True)
                | ~models.Q(prepared_by=models.F("approved_by")),
                name="settlement_two_people",
                violation_error_message=_("Qui prépare un échéancier ne l’approuve pas."),
            ),
            models.CheckConstraint(
                condition=~models.Q(status__in=[*map(str, APPROVED)])
                | models.Q(
                    prepared_by__isnull=False,
                    prepared_at__isnull=False,
                    approved_by__isnull=False,
                    approved_at__isnull=False,
                ),
                name="settlement_approved_was_prepared",
                violation_error_message=_("Un échéancier approuvé a été préparé, et par qui."),
            ),
            models.CheckConstraint(
                condition=models.Q(status="refused", ended_at__isnull=False) & ~models.Q(refusal="")
                | ~models.Q(status="refused") & models.Q(refusal=""),
                name="settlement_refused_says_why",
                violation_error_message=_("Un refus dit pourquoi."),
            ),
            models.CheckConstraint(
                condition=models.Q(status="simulated", requested_at__isnull=True)
                | (~models.Q(status="simulated") & models.Q(requested_at__isnull=False)),
                name="settlement_asked_for_is_dated",
                violation_error_message=_("Un arrangement demandé dit quand."),
            ),
            models.CheckConstraint(
                condition=models.Q(
                    status="replaced", replaced_by__isnull=False, ended_at__isnull=False
                )
                | (~models.Q(status="replaced") & models.Q(replaced_by__isnull=True)),
                name="settlement_replaced_says_by_which",
                violation_error_message=_("Un arrangement remplacé dit par lequel, et quand."),
            ),
        ]

    def __str__(self) -> str:
        return self.number


class Instalment(models.Model):
    """A dated amount of an approved plan; ``planned_on`` is before a day off moved it."""

    settlement = models.ForeignKey(
        Settlement, verbose_name=_("arrangement"), on_delete=models.PROTECT, related_name="+"
    )
    number = models.PositiveSmallIntegerField(_("numéro"))
    planned_on = models.DateField(_("jour écrit"))
    due_on = models.DateField(_("à payer jusqu’au"))
    amount_centimes = models.BigIntegerField(_("montant"))

    class Meta:
        verbose_name = _("échéance")
        verbose_name_plural = _("échéances")
        indexes = [models.Index(fields=["due_on"], name="instalment_due")]
        constraints = [
            models.UniqueConstraint(
                fields=["settlement", "number"],
                name="instalment_number_unique",
                violation_error_message=_("Ce numéro d’échéance est déjà pris."),
            ),
            models.CheckConstraint(
                condition=models.Q(amount_centimes__gt=0, due_on__gte=models.F("planned_on")),
                name="instalment_is_to_pay",
                violation_error_message=_("Une échéance a un montant, et n’est jamais avancée."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.settlement_id}/{self.number}"


class InstalmentPayment(models.Model):
    """The part of a payment that went to an instalment; the fund collected it and said so.

    One recorded by mistake is withdrawn, with a reason: it stays, and counts no more.
    """

    instalment = models.ForeignKey(
        Instalment, verbose_name=_("échéance"), on_delete=models.PROTECT, related_name="+"
    )
    paid_on = models.DateField(_("payé le"))
    amount_centimes = models.BigIntegerField(_("montant"))
    reference = models.CharField(_("référence du paiement"), max_length=80, blank=True)
    recorded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name=_("inscrit par"), on_delete=models.PROTECT,
        null=True, related_name="+",
    )  # fmt: skip
    recorded_at = models.DateTimeField(_("inscrit le"))
    withdrawn_at = models.DateTimeField(_("retiré le"), null=True)
    withdrawn_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name=_("retiré par"), on_delete=models.PROTECT,
        null=True, related_name="+",
    )  # fmt: skip
    withdrawal = models.TextField(_("motif du retrait"), blank=True)

    class Meta:
        verbose_name = _("paiement d’échéance")
        verbose_name_plural = _("paiements d’échéances")
        constraints = [
            models.CheckConstraint(
                condition=models.Q(amount_centimes__gt=0),
                name="instalment_payment_has_an_amount",
                violation_error_message=_("Un paiement a un montant au-dessus de zéro."),
            ),
            models.CheckConstraint(
                condition=models.Q(withdrawn_at__isnull=True, withdrawal="")
                | (models.Q(withdrawn_at__isnull=False) & ~models.Q(withdrawal="")),
                name="instalment_payment_withdrawn_says_why",
                violation_error_message=_("Un paiement retiré dit quand et pourquoi."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.instalment_id}:{self.paid_on}:{self.pk}"


class CurrentContribution(models.Model):
    """A month of the plan whose own contributions must be paid for the plan to be kept."""

    settlement = models.ForeignKey(
        Settlement, verbose_name=_("arrangement"), on_delete=models.PROTECT, related_name="+"
    )
    month = models.DateField(_("mois"))
    due_on = models.DateField(_("à payer jusqu’au"))
    paid_on = models.DateField(_("payé le"), null=True)

    class Meta:
        verbose_name = _("cotisation courante")
        verbose_name_plural = _("cotisations courantes")
        constraints = [
            models.UniqueConstraint(
                fields=["settlement", "month"],
                name="current_contribution_once",
                violation_error_message=_("Ce mois est déjà suivi."),
            ),
            models.CheckConstraint(
                condition=models.Q(month__day=1),
                name="current_contribution_month_is_its_first_day",
                violation_error_message=_("Un mois s’écrit par son premier jour."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.settlement_id}:{self.month}"


class PlanDefault(models.Model):
    """A plan that is not kept: what the law brings back, line by line, and what is owed after."""

    settlement = models.OneToOneField(
        Settlement, verbose_name=_("arrangement"), on_delete=models.PROTECT, related_name="+"
    )
    declared_on = models.DateField(_("déclaré le"))
    reason = models.TextField(_("motif"))
    missed_count = models.PositiveSmallIntegerField(_("échéances manquées"))
    unpaid_months_count = models.PositiveSmallIntegerField(_("mois courants impayés"))
    waived_back_centimes = models.BigIntegerField(_("remises annulées"))
    grown_centimes = models.BigIntegerField(_("majorations accumulées pendant l’échéancier"))
    reinstated_centimes = models.BigIntegerField(_("redevenu dû"))
    paid_centimes = models.BigIntegerField(_("payé dans l’échéancier"))
    owed_centimes = models.BigIntegerField(_("reste dû"))
    lines = models.JSONField(_("redevenu dû, ligne par ligne"), default=list)
    facts = models.JSONField(_("ce que la loi a lu"), default=dict)
    law_digest = models.CharField(_("empreinte de la loi"), max_length=64)
    declared_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name=_("déclaré par"), on_delete=models.PROTECT,
        null=True, related_name="+",
    )  # fmt: skip
    declared_at = models.DateTimeField(_("inscrit le"))

    class Meta:
        verbose_name = _("défaut")
        verbose_name_plural = _("défauts")
        constraints = [
            models.CheckConstraint(
                condition=models.Q(
                    reinstated_centimes=models.F("waived_back_centimes")
                    + models.F("grown_centimes"),
                    waived_back_centimes__gte=0,
                    grown_centimes__gte=0,
                    owed_centimes__gte=0,
                ),
                name="plan_default_adds_up",
                violation_error_message=_(
                    "Ce qui redevient dû est ce qui fut remis et ce qui a couru."
                ),
            ),
            models.CheckConstraint(
                condition=~models.Q(reason=""),
                name="plan_default_says_why",
                violation_error_message=_("Un défaut dit pourquoi."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.settlement_id}:{self.declared_on}"
