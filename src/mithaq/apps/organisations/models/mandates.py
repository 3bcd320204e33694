"""Mandates: the only origin of a right."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from mithaq.apps.organisations.choices import PERSONAL_ROLES, Role
from mithaq.apps.organisations.models.entities import Organisation


class Mandate(models.Model):
    """A person acts in a role for an organisation, in a territory, between two dates."""

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("personne"),
        on_delete=models.PROTECT,
        related_name="+",
    )
    organisation = models.ForeignKey(
        Organisation,
        verbose_name=_("organisation"),
        on_delete=models.PROTECT,
        null=True,
        related_name="+",
    )
    role = models.CharField(_("rôle"), max_length=24, choices=Role.choices)
    territory = models.ForeignKey(
        "reference.Territory",
        verbose_name=_("territoire"),
        on_delete=models.PROTECT,
        null=True,
        related_name="+",
    )
    capacity_fr = models.CharField(_("qualité en français"), max_length=120, blank=True)
    capacity_ar = models.CharField(_("qualité en arabe"), max_length=120, blank=True)
    capacity_en = models.CharField(_("qualité en anglais"), max_length=120, blank=True)
    is_interim = models.BooleanField(_("par intérim"), default=False)
    starts_on = models.DateField(_("depuis"))
    ends_on = models.DateField(_("jusqu’au"), null=True)

    class Meta:
        verbose_name = _("mandat")
        verbose_name_plural = _("mandats")
        indexes = [models.Index(fields=["user", "starts_on"], name="mandate_user")]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(ends_on__isnull=True)
                | models.Q(ends_on__gte=models.F("starts_on")),
                name="mandate_ends_after_start",
                violation_error_message=_("Un mandat finit après son début."),
            ),
            models.CheckConstraint(
                condition=models.Q(organisation__isnull=False)
                | models.Q(role__in=[str(role) for role in PERSONAL_ROLES]),
                name="mandate_names_organisation",
                violation_error_message=_("Ce rôle s’exerce pour une organisation."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user_id}:{self.role}:{self.organisation_id}:{self.starts_on}"
