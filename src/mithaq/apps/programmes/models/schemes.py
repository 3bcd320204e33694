"""A scheme and what surrounds its law: counters, documents, delays, names in conventions."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from mithaq.apps.programmes.choices import (
    CEILING_DAYS,
    ActCeiling,
    CounterRole,
    DocumentOrigin,
    DocumentStage,
    SchemeFamily,
    SilenceEffect,
)
from mithaq.apps.reference.models import Labelled, Sourced


class Scheme(Labelled):
    """One legal instrument with its own rules; ``law_name`` is the folder that holds them.

    A scheme whose rules are not written in the law says what it is in its summary, with a source.
    """

    code = models.SlugField(_("code"), max_length=40, unique=True)
    family = models.CharField(_("famille"), max_length=16, choices=SchemeFamily.choices)
    law_name = models.SlugField(_("dossier de la loi"), max_length=40, blank=True)
    summary_fr = models.TextField(_("résumé"), blank=True)
    summary_ar = models.TextField(_("résumé en arabe"), blank=True)
    summary_en = models.TextField(_("résumé en anglais"), blank=True)
    source = models.ForeignKey(
        "reference.Source", verbose_name=_("source"), on_delete=models.PROTECT, null=True,
        related_name="+",
    )  # fmt: skip
    rank = models.PositiveSmallIntegerField(_("rang"), default=0)
    is_exercise = models.BooleanField(_("exercice"), default=False)

    class Meta:
        verbose_name = _("dispositif")
        verbose_name_plural = _("dispositifs")
        constraints = [
            models.CheckConstraint(
                condition=~models.Q(law_name="") | ~models.Q(summary_fr=""),
                name="scheme_says_what_it_is",
                violation_error_message=_(
                    "Un dispositif sans règles écrites dit en une phrase ce qu’il est."
                ),
            )
        ]

    def __str__(self) -> str:
        return self.code


class MeasureName(models.Model):
    """The code under which measures of conventions name a scheme; one code names one scheme."""

    scheme = models.ForeignKey(
        Scheme, verbose_name=_("dispositif"), on_delete=models.PROTECT, related_name="+"
    )
    code = models.SlugField(_("code dans les conventions"), max_length=40, unique=True)

    class Meta:
        verbose_name = _("nom d’un dispositif dans les conventions")
        verbose_name_plural = _("noms des dispositifs dans les conventions")

    def __str__(self) -> str:
        return f"{self.scheme_id}:{self.code}"


class SchemeIndicator(models.Model):
    """An indicator that tells how a scheme fares."""

    scheme = models.ForeignKey(
        Scheme, verbose_name=_("dispositif"), on_delete=models.PROTECT, related_name="+"
    )
    indicator = models.ForeignKey(
        "reference.Indicator", verbose_name=_("indicateur"), on_delete=models.PROTECT,
        related_name="+",
    )  # fmt: skip
    rank = models.PositiveSmallIntegerField(_("rang"), default=0)

    class Meta:
        verbose_name = _("indicateur d’un dispositif")
        verbose_name_plural = _("indicateurs d’un dispositif")
        constraints = [
            models.UniqueConstraint(
                fields=["scheme", "indicator"],
                name="scheme_indicator_unique",
                violation_error_message=_("Cet indicateur est déjà celui du dispositif."),
            )
        ]

    def __str__(self) -> str:
        return f"{self.scheme_id}:{self.indicator_id}"


class SchemeCounter(Sourced):
    """A body to turn to, and what it does for those who ask."""

    scheme = models.ForeignKey(
        Scheme, verbose_name=_("dispositif"), on_delete=models.PROTECT, related_name="+"
    )
    organisation = models.ForeignKey(
        "organisations.Organisation", verbose_name=_("organisation"), on_delete=models.PROTECT,
        related_name="+",
    )  # fmt: skip
    role = models.CharField(_("rôle"), max_length=12, choices=CounterRole.choices)
    note_fr = models.CharField(_("précision"), max_length=240, blank=True)
    note_ar = models.CharField(_("précision en arabe"), max_length=240, blank=True)
    note_en = models.CharField(_("précision en anglais"), max_length=240, blank=True)
    rank = models.PositiveSmallIntegerField(_("rang"), default=0)

    class Meta:
        verbose_name = _("guichet d’un dispositif")
        verbose_name_plural = _("guichets d’un dispositif")
        constraints = [
            models.UniqueConstraint(
                fields=["scheme", "organisation", "role"],
                name="scheme_counter_unique",
                violation_error_message=_("Cette organisation tient déjà ce rôle."),
            )
        ]

    def __str__(self) -> str:
        return f"{self.scheme_id}:{self.organisation_id}:{self.role}"


class DocumentRequirement(Labelled, Sourced):
    """A document asked for once; what an administration holds already is not asked for."""

    scheme = models.ForeignKey(
        Scheme, verbose_name=_("dispositif"), on_delete=models.PROTECT, related_name="+"
    )
    number = models.PositiveSmallIntegerField(_("numéro"))
    origin = models.CharField(_("d’où elle vient"), max_length=12, choices=DocumentOrigin.choices)
    stage = models.CharField(_("moment"), max_length=12, choices=DocumentStage.choices)
    holder = models.ForeignKey(
        "organisations.Organisation", verbose_name=_("détenue par"), on_delete=models.PROTECT,
        null=True, related_name="+",
    )  # fmt: skip

    class Meta:
        verbose_name = _("pièce demandée")
        verbose_name_plural = _("pièces demandées")
        constraints = [
            models.UniqueConstraint(
                fields=["scheme", "number"],
                name="document_requirement_number_unique",
                violation_error_message=_("Ce numéro de pièce est déjà pris."),
            ),
            models.CheckConstraint(
                condition=(models.Q(origin=DocumentOrigin.HELD) & models.Q(holder__isnull=False))
                | (~models.Q(origin=DocumentOrigin.HELD) & models.Q(holder__isnull=True)),
                name="document_requirement_says_its_holder",
                violation_error_message=_(
                    "Une pièce déjà détenue dit par qui ; une pièce à fournir n’a pas de détenteur."
                ),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.scheme_id}/{self.number}"


def _within_ceiling() -> models.Q:
    ordinary, investment = (
        models.Q(ceiling=ceiling, norm_days__gte=1, norm_days__lte=CEILING_DAYS[ceiling])
        for ceiling in (ActCeiling.ORDINARY, ActCeiling.INVESTMENT)
    )
    return ordinary | investment


class ActClock(Labelled, Sourced):
    """The delay in which an administration must answer one act asked of it (law 55-19)."""

    scheme = models.ForeignKey(
        Scheme, verbose_name=_("dispositif"), on_delete=models.PROTECT, related_name="+"
    )
    number = models.PositiveSmallIntegerField(_("numéro"))
    body = models.ForeignKey(
        "organisations.Organisation", verbose_name=_("qui répond"), on_delete=models.PROTECT,
        related_name="+",
    )  # fmt: skip
    ceiling = models.CharField(_("plafond légal"), max_length=12, choices=ActCeiling.choices)
    norm_days = models.PositiveSmallIntegerField(_("délai, en jours"))
    silence = models.CharField(_("effet du silence"), max_length=16, choices=SilenceEffect.choices)

    class Meta:
        verbose_name = _("délai légal d’un acte")
        verbose_name_plural = _("délais légaux des actes")
        constraints = [
            models.UniqueConstraint(
                fields=["scheme", "number"],
                name="act_clock_number_unique",
                violation_error_message=_("Ce numéro d’acte est déjà pris."),
            ),
            models.CheckConstraint(
                condition=_within_ceiling(),
                name="act_clock_within_ceiling",
                violation_error_message=_(
                    "La loi 55-19 plafonne le délai à 60 jours, 30 pour un investissement."
                ),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.scheme_id}/{self.number}"
