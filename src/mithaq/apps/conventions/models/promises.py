"""Axes, measures, commitments and targets: what is promised, to whom, by when."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from mithaq.apps.conventions.choices import (
    CommitmentStatus,
    Grade,
    Nature,
    Qualifier,
    TargetKind,
)
from mithaq.apps.conventions.models.conventions import Convention, ConventionSet
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


class Commitment(Labelled, Sourced):
    """What one party promises, to whom, by when; no debtor means the parties together."""

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
    beneficiary_fr = models.CharField(_("bénéficiaires"), max_length=200, blank=True)
    beneficiary_ar = models.CharField(_("bénéficiaires en arabe"), max_length=200, blank=True)
    beneficiary_en = models.CharField(_("bénéficiaires en anglais"), max_length=200, blank=True)
    nature = models.CharField(_("nature"), max_length=8, choices=Nature.choices)
    status = models.CharField(_("état"), max_length=16, choices=CommitmentStatus.choices)
    due_on = models.DateField(_("échéance"), null=True)
    due_precision = models.CharField(
        _("précision de l’échéance"), max_length=8, choices=Precision.choices
    )
    grade = models.CharField(_("degré"), max_length=12, choices=Grade.choices)

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
        ]

    def __str__(self) -> str:
        return f"{self.convention_id}/{self.number}"


class Target(Labelled, Sourced):
    """A promised quantity of one indicator; pooled in a set, it is never split."""

    convention = models.ForeignKey(
        Convention, verbose_name=_("convention"), on_delete=models.PROTECT, null=True,
        related_name="+",
    )  # fmt: skip
    convention_set = models.ForeignKey(
        ConventionSet, verbose_name=_("ensemble"), on_delete=models.PROTECT, null=True,
        related_name="+",
    )  # fmt: skip
    number = models.PositiveSmallIntegerField(_("numéro"))
    indicator_version = models.ForeignKey(
        "reference.IndicatorVersion", verbose_name=_("indicateur"), on_delete=models.PROTECT,
        related_name="+",
    )  # fmt: skip
    territory = models.ForeignKey(
        "reference.Territory", verbose_name=_("territoire"), on_delete=models.PROTECT, null=True,
        related_name="+",
    )  # fmt: skip
    value = models.DecimalField(_("valeur"), max_digits=18, decimal_places=4)
    qualifier = models.CharField(_("formulation"), max_length=10, choices=Qualifier.choices)
    horizon_on = models.DateField(_("horizon"), null=True)
    horizon_precision = models.CharField(
        _("précision de l’horizon"), max_length=8, choices=Precision.choices
    )
    kind = models.CharField(_("origine"), max_length=12, choices=TargetKind.choices)
    grade = models.CharField(_("degré"), max_length=12, choices=Grade.choices)
    wording_fr = models.TextField(_("mots de la source"), blank=True)
    wording_ar = models.TextField(_("mots de la source en arabe"), blank=True)
    wording_en = models.TextField(_("mots de la source en anglais"), blank=True)

    class Meta:
        verbose_name = _("objectif")
        verbose_name_plural = _("objectifs")
        constraints = [
            models.CheckConstraint(
                condition=models.Q(convention__isnull=False, convention_set__isnull=True)
                | models.Q(convention__isnull=True, convention_set__isnull=False),
                name="target_belongs_to_one",
                violation_error_message=_(
                    "Un objectif appartient à une convention, ou à un ensemble sans partage."
                ),
            ),
            models.CheckConstraint(
                condition=models.Q(value__gt=0),
                name="target_is_positive",
                violation_error_message=_("Un objectif est supérieur à zéro."),
            ),
            models.CheckConstraint(
                condition=models.Q(horizon_on__isnull=True, horizon_precision="unknown")
                | (models.Q(horizon_on__isnull=False) & ~models.Q(horizon_precision="unknown")),
                name="target_date_and_precision_agree",
                violation_error_message=_("Un horizon connu dit sa précision."),
            ),
            # Two constraints: SQLite cannot hold one that counts NULLs as equal.
            models.UniqueConstraint(
                fields=["convention", "number"],
                condition=models.Q(convention__isnull=False),
                name="target_number_unique",
                violation_error_message=_("Ce numéro d’objectif est déjà pris."),
            ),
            models.UniqueConstraint(
                fields=["convention_set", "number"],
                condition=models.Q(convention_set__isnull=False),
                name="target_number_unique_in_set",
                violation_error_message=_("Ce numéro d’objectif est déjà pris dans l’ensemble."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.convention_id or self.convention_set_id}/{self.number}"
