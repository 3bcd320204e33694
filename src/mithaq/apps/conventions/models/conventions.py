"""The signed agreement itself, and the ceremony that may join several."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from mithaq.apps.conventions.choices import DurationKind, Kind, Level, Status
from mithaq.apps.reference.choices import Precision
from mithaq.apps.reference.models import Labelled, Sourced


class ConventionSet(Labelled, Sourced):
    """One ceremony or package: several conventions, some targets of which are pooled."""

    reference = models.CharField(_("référence"), max_length=60, unique=True)
    announced_count = models.PositiveIntegerField(_("nombre annoncé de conventions"), null=True)

    class Meta:
        verbose_name = _("ensemble de conventions")
        verbose_name_plural = _("ensembles de conventions")

    def __str__(self) -> str:
        return self.reference


class Convention(Labelled, Sourced):
    """A signed agreement between parties; its three periods are independent of each other."""

    reference = models.CharField(_("référence"), max_length=60, unique=True)
    kind = models.CharField(_("nature"), max_length=20, choices=Kind.choices)
    level = models.CharField(_("niveau"), max_length=16, choices=Level.choices)
    status = models.CharField(_("état"), max_length=12, choices=Status.choices)
    parent = models.ForeignKey(
        "self", verbose_name=_("convention mère"), on_delete=models.PROTECT, null=True,
        related_name="+",
    )  # fmt: skip
    convention_set = models.ForeignKey(
        ConventionSet, verbose_name=_("ensemble"), on_delete=models.PROTECT, null=True,
        related_name="+",
    )  # fmt: skip
    instrument_count = models.PositiveIntegerField(
        _("nombre de textes"),
        default=1,
        help_text=_("Plus d’un quand une source annonce plusieurs conventions sans les détailler."),
    )
    purpose_fr = models.TextField(_("objet"))
    purpose_ar = models.TextField(_("objet en arabe"), blank=True)
    purpose_en = models.TextField(_("objet en anglais"), blank=True)
    territory = models.ForeignKey(
        "reference.Territory", verbose_name=_("territoire"), on_delete=models.PROTECT, null=True,
        related_name="+",
    )  # fmt: skip
    place_fr = models.CharField(_("lieu"), max_length=120, blank=True)
    place_ar = models.CharField(_("lieu en arabe"), max_length=120, blank=True)
    place_en = models.CharField(_("lieu en anglais"), max_length=120, blank=True)
    signed_on = models.DateField(_("signée le"), null=True)
    signed_precision = models.CharField(
        _("précision de la signature"), max_length=8, choices=Precision.choices
    )
    signed_weekday = models.PositiveSmallIntegerField(
        _("jour de semaine imprimé"), null=True, help_text=_("1 lundi … 7 dimanche")
    )
    in_force_on = models.DateField(_("entrée en vigueur"), null=True)
    covers_from = models.DateField(_("couvre depuis"), null=True)
    covers_to = models.DateField(_("couvre jusqu’au"), null=True)
    duration_kind = models.CharField(_("durée"), max_length=16, choices=DurationKind.choices)
    notice_months = models.PositiveSmallIntegerField(_("préavis, en mois"), null=True)
    renewal_months = models.PositiveSmallIntegerField(_("reconduction, en mois"), null=True)
    terms_fr = models.TextField(_("préavis et reconduction"), blank=True)
    terms_ar = models.TextField(_("préavis et reconduction en arabe"), blank=True)
    terms_en = models.TextField(_("préavis et reconduction en anglais"), blank=True)
    legal_basis_fr = models.TextField(_("base légale"), blank=True)
    legal_basis_ar = models.TextField(_("base légale en arabe"), blank=True)
    legal_basis_en = models.TextField(_("base légale en anglais"), blank=True)
    feature_rank = models.PositiveSmallIntegerField(
        _("rang en première page"), null=True, unique=True
    )
    is_exercise = models.BooleanField(_("exercice"), default=False)
    search_text = models.TextField(_("texte de recherche"), blank=True)
    content_sha256 = models.CharField(_("empreinte du fichier"), max_length=64, blank=True)
    recorded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("inscrite par"),
        on_delete=models.PROTECT,
        null=True,
        related_name="+",
    )
    recorded_at = models.DateTimeField(_("inscrite le"))

    class Meta:
        verbose_name = _("convention")
        verbose_name_plural = _("conventions")
        indexes = [
            models.Index(fields=["-signed_on", "reference"], name="convention_signed"),
            models.Index(fields=["kind"], name="convention_kind"),
            models.Index(fields=["territory"], name="convention_territory"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(signed_on__isnull=True, signed_precision="unknown")
                | (models.Q(signed_on__isnull=False) & ~models.Q(signed_precision="unknown")),
                name="convention_date_and_precision_agree",
                violation_error_message=_("Une date de signature connue dit sa précision."),
            ),
            models.CheckConstraint(
                condition=models.Q(signed_weekday__isnull=True)
                | models.Q(signed_weekday__range=(1, 7)),
                name="convention_weekday_exists",
                violation_error_message=_("Un jour de semaine va de 1 (lundi) à 7 (dimanche)."),
            ),
            models.CheckConstraint(
                condition=models.Q(covers_to__isnull=True)
                | models.Q(covers_from__isnull=True)
                | models.Q(covers_to__gte=models.F("covers_from")),
                name="convention_end_follows_start",
                violation_error_message=_("La fin de la période suit son début."),
            ),
            models.CheckConstraint(
                condition=~models.Q(duration_kind="open_ended") | models.Q(covers_to__isnull=True),
                name="convention_open_ended_has_no_end",
                violation_error_message=_("Une durée indéterminée n’a pas de fin."),
            ),
            models.CheckConstraint(
                condition=models.Q(instrument_count__gte=1),
                name="convention_counts_one_or_more",
                violation_error_message=_("Une fiche représente au moins une convention."),
            ),
            models.CheckConstraint(
                condition=models.Q(renewal_months__isnull=True)
                | models.Q(renewal_months__gte=1, duration_kind="tacit_renewal"),
                name="convention_renewal_is_tacit",
                violation_error_message=_(
                    "Une période de reconduction compte un mois au moins, et la reconduction "
                    "est tacite."
                ),
            ),
            models.CheckConstraint(
                condition=models.Q(notice_months__isnull=True) | models.Q(notice_months__gte=1),
                name="convention_notice_is_a_month_or_more",
                violation_error_message=_("Un préavis compte un mois au moins."),
            ),
            models.CheckConstraint(
                condition=~models.Q(parent=models.F("id")),
                name="convention_not_its_own_parent",
                violation_error_message=_("Une convention n’est pas sa propre mère."),
            ),
        ]

    def __str__(self) -> str:
        return self.reference
