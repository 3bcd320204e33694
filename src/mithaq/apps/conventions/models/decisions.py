"""What a meeting settles, what becomes of it, and the minutes that say so."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from mithaq.apps.conventions.choices.meetings import (
    Adoption,
    DecisionStatus,
    EffectDirection,
    MinutesStatus,
    Seat,
    SignatureMode,
)
from mithaq.apps.conventions.models.committees import AgendaItem, Meeting
from mithaq.apps.conventions.models.people import PersonInPublic
from mithaq.apps.reference.models import Labelled


class Decision(Labelled):
    """What a meeting settled: an owner, a day, and the effect expected on an indicator."""

    meeting = models.ForeignKey(
        Meeting, verbose_name=_("séance"), on_delete=models.PROTECT, related_name="+"
    )
    item = models.ForeignKey(
        AgendaItem, verbose_name=_("point"), on_delete=models.PROTECT, null=True, related_name="+"
    )
    number = models.PositiveSmallIntegerField(_("numéro"))
    owner = models.ForeignKey(
        "organisations.Organisation", verbose_name=_("responsable"), on_delete=models.PROTECT,
        related_name="+",
    )  # fmt: skip
    owner_person = models.CharField(_("personne responsable"), max_length=160, blank=True)
    due_on = models.DateField(_("échéance"))
    status = models.CharField(
        _("état"), max_length=12, choices=DecisionStatus.choices, default=DecisionStatus.OPEN
    )
    closed_on = models.DateField(_("close le"), null=True)
    evidence = models.TextField(_("preuve"), blank=True)
    reason = models.CharField(_("motif"), max_length=300, blank=True)
    effect_version = models.ForeignKey(
        "reference.IndicatorVersion", verbose_name=_("indicateur de l’effet"),
        on_delete=models.PROTECT, null=True, related_name="+",
    )  # fmt: skip
    effect_direction = models.CharField(
        _("effet attendu"), max_length=8, choices=EffectDirection.choices, blank=True
    )
    effect_value = models.DecimalField(
        _("valeur attendue"), max_digits=18, decimal_places=4, null=True
    )
    effect_by_on = models.DateField(_("effet attendu au"), null=True)

    class Meta:
        verbose_name = _("décision")
        verbose_name_plural = _("décisions")
        indexes = [models.Index(fields=["status", "due_on"], name="decision_status_due")]
        constraints = [
            models.UniqueConstraint(
                fields=["meeting", "number"],
                name="decision_number_unique",
                violation_error_message=_("Ce numéro de décision est déjà pris."),
            ),
            models.CheckConstraint(
                condition=~models.Q(status="done")
                | (models.Q(closed_on__isnull=False) & ~models.Q(evidence="")),
                name="decision_done_has_evidence",
                violation_error_message=_("Une décision exécutée a un jour et une preuve."),
            ),
            models.CheckConstraint(
                condition=~models.Q(status="abandoned")
                | (models.Q(closed_on__isnull=False) & ~models.Q(reason="")),
                name="decision_abandoned_says_why",
                violation_error_message=_("Une décision abandonnée dit quand et pourquoi."),
            ),
            models.CheckConstraint(
                condition=~models.Q(status="postponed") | ~models.Q(reason=""),
                name="decision_postponed_says_why",
                violation_error_message=_("Une décision repoussée dit pourquoi."),
            ),
            models.CheckConstraint(
                condition=models.Q(
                    effect_version__isnull=True,
                    effect_direction="",
                    effect_value__isnull=True,
                    effect_by_on__isnull=True,
                )
                | models.Q(effect_version__isnull=False, effect_by_on__isnull=False)
                & ~models.Q(effect_direction=""),
                name="decision_effect_is_whole",
                violation_error_message=_(
                    "Un effet attendu dit sur quel indicateur, dans quel sens et pour quand."
                ),
            ),
            models.CheckConstraint(
                condition=~models.Q(effect_direction="reach")
                | models.Q(effect_value__isnull=False),
                name="decision_effect_reaches_a_value",
                violation_error_message=_("Un effet à atteindre dit quelle valeur."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.meeting_id}-{self.number}"


class DecisionStep(models.Model):
    """One step of a decision's life, as its page tells it: never changed, never removed."""

    decision = models.ForeignKey(
        Decision, verbose_name=_("décision"), on_delete=models.PROTECT, related_name="+"
    )
    step = models.CharField(_("acte"), max_length=12)
    taken_on = models.DateField(_("le"))
    due_on = models.DateField(_("échéance alors fixée"))
    note = models.TextField(_("preuve ou motif"), blank=True)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("par"),
        on_delete=models.PROTECT,
        null=True,
        related_name="+",
    )

    class Meta:
        verbose_name = _("étape d’une décision")
        verbose_name_plural = _("étapes d’une décision")

    def __str__(self) -> str:
        return f"{self.decision_id}:{self.pk}"


class Minutes(models.Model):
    """The minutes of one meeting: written, adopted, then signed; adopted content is frozen."""

    meeting = models.OneToOneField(
        Meeting, verbose_name=_("séance"), on_delete=models.PROTECT, related_name="+"
    )
    status = models.CharField(
        _("état"), max_length=12, choices=MinutesStatus.choices, default=MinutesStatus.DRAFT
    )
    remarks = models.TextField(_("observations"), blank=True)
    remarks_ar = models.TextField(_("observations en arabe"), blank=True)
    adopted_on = models.DateField(_("adopté le"), null=True)
    adoption = models.CharField(
        _("adopté comment"), max_length=16, choices=Adoption.choices, blank=True
    )
    content = models.TextField(_("contenu figé"), blank=True)
    sha256 = models.CharField(_("empreinte"), max_length=64, blank=True)
    is_public = models.BooleanField(_("public"), default=False)

    class Meta:
        verbose_name = _("procès-verbal")
        verbose_name_plural = _("procès-verbaux")
        constraints = [
            models.CheckConstraint(
                condition=models.Q(status="draft", content="", sha256="")
                | (
                    models.Q(status__in=["adopted", "signed"], adopted_on__isnull=False)
                    & ~models.Q(content="")
                    & ~models.Q(sha256="")
                    & ~models.Q(adoption="")
                ),
                name="minutes_adopted_are_frozen",
                violation_error_message=_(
                    "Un procès-verbal adopté dit quand et comment, et son contenu est figé."
                ),
            ),
            models.CheckConstraint(
                condition=models.Q(is_public=False) | ~models.Q(status="draft"),
                name="minutes_public_once_adopted",
                violation_error_message=_("Seul un procès-verbal adopté peut être public."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.meeting_id}"


class MinutesSignature(PersonInPublic):
    """The signature of the chair or of the secretary, in the capacity held that day."""

    minutes = models.ForeignKey(
        Minutes, verbose_name=_("procès-verbal"), on_delete=models.PROTECT, related_name="+"
    )
    seat = models.CharField(_("siège"), max_length=12, choices=Seat.choices)
    mode = models.CharField(_("forme"), max_length=12, choices=SignatureMode.choices)
    signed_at = models.DateTimeField(_("signé le"))
    mandate = models.CharField(_("mandat du jour"), max_length=300, blank=True)
    scan_sha256 = models.CharField(_("empreinte de l’exemplaire signé"), max_length=64, blank=True)
    unscanned_reason = models.CharField(
        _("motif de l’exemplaire non numérisé"), max_length=300, blank=True
    )
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("inscrite par"),
        on_delete=models.PROTECT,
        null=True,
        related_name="+",
    )

    class Meta:
        verbose_name = _("signature du procès-verbal")
        verbose_name_plural = _("signatures du procès-verbal")
        constraints = [
            models.UniqueConstraint(
                fields=["minutes", "seat"],
                name="minutes_signature_once",
                violation_error_message=_("Ce procès-verbal porte déjà cette signature."),
            ),
            models.CheckConstraint(
                condition=models.Q(seat__in=["chair", "secretary"]),
                name="minutes_signature_by_chair_or_secretary",
                violation_error_message=_("La présidence et le secrétariat signent, eux seuls."),
            ),
            models.CheckConstraint(
                condition=~models.Q(person_fr=""),
                name="minutes_signature_names_person",
                violation_error_message=_("Une signature nomme la personne qui signe."),
            ),
            models.CheckConstraint(
                condition=~models.Q(mode="on_paper")
                | ~models.Q(scan_sha256="")
                | ~models.Q(unscanned_reason=""),
                name="minutes_signature_on_paper_is_proved",
                violation_error_message=_(
                    "Une signature sur papier a son exemplaire numérisé, ou dit pourquoi non."
                ),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.minutes_id}:{self.seat}"
