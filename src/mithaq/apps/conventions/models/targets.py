"""Targets: the promised quantities, whole or broken down."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from mithaq.apps.conventions.choices import Grade, Neet, Qualifier, TargetKind
from mithaq.apps.conventions.models.conventions import Convention, ConventionSet
from mithaq.apps.reference.choices import Precision, Sex
from mithaq.apps.reference.models import Labelled, Sourced


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
    parent = models.ForeignKey(
        "self", verbose_name=_("objectif détaillé"), on_delete=models.PROTECT, null=True,
        related_name="+",
    )  # fmt: skip
    indicator_version = models.ForeignKey(
        "reference.IndicatorVersion", verbose_name=_("indicateur"), on_delete=models.PROTECT,
        related_name="+",
    )  # fmt: skip
    territory = models.ForeignKey(
        "reference.Territory", verbose_name=_("territoire"), on_delete=models.PROTECT, null=True,
        related_name="+",
    )  # fmt: skip
    sex = models.CharField(_("sexe"), max_length=8, choices=Sex.choices, default=Sex.ALL)
    diploma = models.ForeignKey(
        "reference.Term", verbose_name=_("diplôme"), on_delete=models.PROTECT, null=True,
        related_name="+",
    )  # fmt: skip
    neet = models.CharField(
        _("personnes NEET"), max_length=8, choices=Neet.choices, default=Neet.NOT_SAID
    )
    year = models.PositiveSmallIntegerField(_("année"), null=True)
    value = models.DecimalField(_("valeur"), max_digits=18, decimal_places=4)
    qualifier = models.CharField(_("formulation"), max_length=10, choices=Qualifier.choices)
    horizon_on = models.DateField(_("horizon"), null=True)
    horizon_precision = models.CharField(
        _("précision de l’horizon"), max_length=8, choices=Precision.choices
    )
    baseline_value = models.DecimalField(
        _("valeur de départ"), max_digits=18, decimal_places=4, null=True
    )
    baseline_on = models.DateField(_("date de départ"), null=True)
    baseline_precision = models.CharField(
        _("précision de la date de départ"), max_length=8, choices=Precision.choices,
        default=Precision.UNKNOWN,
    )  # fmt: skip
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
            models.CheckConstraint(
                condition=models.Q(baseline_on__isnull=True, baseline_precision="unknown")
                | (
                    models.Q(baseline_on__isnull=False, baseline_value__isnull=False)
                    & ~models.Q(baseline_precision="unknown")
                ),
                name="target_baseline_is_whole",
                violation_error_message=_(
                    "Une date de départ accompagne une valeur et dit sa précision."
                ),
            ),
            models.CheckConstraint(
                condition=~models.Q(parent=models.F("id")),
                name="target_not_its_own_part",
                violation_error_message=_("Un objectif n’est pas une part de lui-même."),
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
