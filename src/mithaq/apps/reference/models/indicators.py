"""Indicators: what a figure counts, defined, versioned and dated."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from mithaq.apps.reference.choices import Aggregation, Unit
from mithaq.apps.reference.models.labelled import Labelled


class Indicator(Labelled):
    """A named measure; its meaning at a date is one of its versions."""

    code = models.SlugField(_("code"), max_length=60, unique=True)
    topic_fr = models.CharField(_("thème"), max_length=80)
    topic_ar = models.CharField(_("thème en arabe"), max_length=80, blank=True)
    topic_en = models.CharField(_("thème en anglais"), max_length=80, blank=True)

    class Meta:
        verbose_name = _("indicateur")
        verbose_name_plural = _("indicateurs")

    def __str__(self) -> str:
        return self.code


class IndicatorVersion(models.Model):
    """One definition of an indicator; an empty definition means that none was published."""

    indicator = models.ForeignKey(
        Indicator, verbose_name=_("indicateur"), on_delete=models.PROTECT, related_name="+"
    )
    number = models.PositiveIntegerField(_("version"))
    definition_fr = models.TextField(_("définition"), blank=True)
    definition_ar = models.TextField(_("définition en arabe"), blank=True)
    definition_en = models.TextField(_("définition en anglais"), blank=True)
    formula = models.TextField(_("formule"), blank=True)
    unit = models.CharField(_("unité"), max_length=12, choices=Unit.choices)
    aggregation = models.CharField(_("agrégation"), max_length=8, choices=Aggregation.choices)
    grain = models.CharField(_("grain"), max_length=80, blank=True)
    valid_from = models.DateField(_("valable depuis"), null=True)

    class Meta:
        verbose_name = _("version d’indicateur")
        verbose_name_plural = _("versions d’indicateur")
        constraints = [
            models.UniqueConstraint(
                fields=["indicator", "number"],
                name="indicator_version_unique",
                violation_error_message=_("Cette version de l’indicateur existe déjà."),
            ),
            models.CheckConstraint(
                condition=~models.Q(unit="percent") | models.Q(aggregation="ratio"),
                name="indicator_percent_is_ratio",
                violation_error_message=_(
                    "Un pourcentage est un rapport : il ne s’additionne pas."
                ),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.indicator_id} v{self.number}"
