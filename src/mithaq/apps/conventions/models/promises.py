"""Axes, measures and commitments: what is promised, to whom, by when."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from mithaq.apps.conventions.choices import (
    CommitmentStatus,
    DeliverableUnit,
    Grade,
    Nature,
    Verb,
)
from mithaq.apps.conventions.models.conventions import Convention
from mithaq.apps.conventions.models.people import Party
from mithaq.apps.reference.choices import Precision
from mithaq.apps.reference.models import Labelled, Sourced


class Axis(Labelled, Sourced):
    """A named chapter of a convention."""

    convention = models.ForeignKey(
        Convention, verbose_name=_("convention"), on_delete=models.PROTECT, related_name="+"
    )
    number = models.PositiveSmallIntegerField(_("numéro"))

    class Meta:
        verbose_name = _("axe")
        verbose_name_plural = _("axes")
        constraints = [
            models.UniqueConstraint(
                fields=["convention", "number"],
                name="axis_number_unique",
                violation_error_message=_("Ce numéro d’axe est déjà pris."),
            )
        ]

    def __str__(self) -> str:
        return f"{self.convention_id}.{self.number}"


class Measure(Labelled, Sourced):
    """A programme or device that an axis puts to work."""

    axis = models.ForeignKey(
        Axis, verbose_name=_("axe"), on_delete=models.PROTECT, related_name="+"
    )
    number = models.PositiveSmallIntegerField(_("numéro"))
    scheme_code = models.SlugField(_("code du dispositif"), max_length=40, blank=True)
    status = models.CharField(_("état"), max_length=16, choices=CommitmentStatus.choices)
    description_fr = models.TextField(_("description"), blank=True)
    description_ar = models.TextField(_("description en arabe"), blank=True)
    description_en = models.TextField(_("description en anglais"), blank=True)

    class Meta:
        verbose_name = _("mesure")
        verbose_name_plural = _("mesures")
        constraints = [
            models.UniqueConstraint(
                fields=["axis", "number"],
                name="measure_number_unique",
                violation_error_message=_("Ce numéro de mesure est déjà pris."),
            )
        ]

    def __str__(self) -> str:
        return f"{self.axis_id}.{self.number}"


class FirstCommitments(models.Manager["Commitment"]):
    """The commitments of first texts, without those that an amendment added."""

    def get_queryset(self) -> models.QuerySet[Commitment]:
        """Leave out the rows that only let owners and reports name an added commitment."""
        return super().get_queryset().filter(is_added=False)


class Commitment(Labelled, Sourced):
    """What one party promises, to whom, by when; no debtor means the parties together.

    A commitment that an amendment added (``is_added``) is read from the amendment; its row, made
    when somebody first answers for it, is what owners and reports name.
    """

    convention = models.ForeignKey(
        Convention, verbose_name=_("convention"), on_delete=models.PROTECT, related_name="+"
    )
    axis = models.ForeignKey(
        Axis, verbose_name=_("axe"), on_delete=models.PROTECT, null=True, related_name="+"
    )
    number = models.PositiveSmallIntegerField(_("numéro"))
    debtor = models.ForeignKey(
        Party, verbose_name=_("débiteur"), on_delete=models.PROTECT, null=True, related_name="+"
    )
    creditor = models.ForeignKey(
        Party, verbose_name=_("créancier"), on_delete=models.PROTECT, null=True, related_name="+"
    )
    beneficiary_fr = models.CharField(_("bénéficiaires"), max_length=200, blank=True)
    beneficiary_ar = models.CharField(_("bénéficiaires en arabe"), max_length=200, blank=True)
    beneficiary_en = models.CharField(_("bénéficiaires en anglais"), max_length=200, blank=True)
    nature = models.CharField(_("nature"), max_length=8, choices=Nature.choices)
    verb = models.CharField(_("verbe"), max_length=12, choices=Verb.choices, blank=True)
    quantity = models.DecimalField(_("quantité"), max_digits=18, decimal_places=4, null=True)
    unit = models.CharField(_("unité"), max_length=12, choices=DeliverableUnit.choices, blank=True)
    condition_fr = models.TextField(_("condition"), blank=True)
    condition_ar = models.TextField(_("condition en arabe"), blank=True)
    condition_en = models.TextField(_("condition en anglais"), blank=True)
    evidence_fr = models.TextField(_("preuve admise"), blank=True)
    evidence_ar = models.TextField(_("preuve admise en arabe"), blank=True)
    evidence_en = models.TextField(_("preuve admise en anglais"), blank=True)
    status = models.CharField(_("état"), max_length=16, choices=CommitmentStatus.choices)
    due_on = models.DateField(_("échéance"), null=True)
    due_precision = models.CharField(
        _("précision de l’échéance"), max_length=8, choices=Precision.choices
    )
    grade = models.CharField(_("degré"), max_length=12, choices=Grade.choices)
    is_added = models.BooleanField(_("ajouté par un avenant"), default=False)

    objects = FirstCommitments()
    every: ClassVar[models.Manager[Commitment]] = models.Manager()

    class Meta:
        verbose_name = _("engagement")
        verbose_name_plural = _("engagements")
        constraints = [
            models.UniqueConstraint(
                fields=["convention", "number"],
                name="commitment_number_unique",
                violation_error_message=_("Ce numéro d’engagement est déjà pris."),
            ),
            models.CheckConstraint(
                condition=models.Q(due_on__isnull=True, due_precision="unknown")
                | (models.Q(due_on__isnull=False) & ~models.Q(due_precision="unknown")),
                name="commitment_date_and_precision_agree",
                violation_error_message=_("Une échéance connue dit sa précision."),
            ),
            models.CheckConstraint(
                condition=models.Q(quantity__isnull=True, unit="")
                | (models.Q(quantity__gt=0) & ~models.Q(unit="")),
                name="commitment_quantity_and_unit_agree",
                violation_error_message=_("Une quantité promise, positive, dit son unité."),
            ),
            models.CheckConstraint(
                condition=models.Q(creditor__isnull=True)
                | models.Q(debtor__isnull=True)
                | ~models.Q(creditor=models.F("debtor")),
                name="commitment_creditor_is_another",
                violation_error_message=_("Nul n’est son propre créancier."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.convention_id}/{self.number}"
