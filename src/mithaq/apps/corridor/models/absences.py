"""The leave of a person who handles cases, and the colleague who stands in meanwhile."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


class CaseAbsence(models.Model):
    """From a day to a day, somebody is away from an institution and a colleague stands in.

    Cases stay on the posts of the person who is away: both days pass and they come back by
    themselves. Without a substitute, what is filed goes by the rule to another post of the place,
    else to the national level. One withdrawn before it began leaves its row.
    """

    institution = models.ForeignKey(
        "organisations.Organisation", verbose_name=_("institution"), on_delete=models.PROTECT,
        related_name="+",
    )  # fmt: skip
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name=_("personne"), on_delete=models.PROTECT,
        related_name="+",
    )  # fmt: skip
    substitute = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name=_("suppléant"), on_delete=models.PROTECT,
        related_name="+", null=True, blank=True,
    )  # fmt: skip
    starts_on = models.DateField(_("du"))
    ends_on = models.DateField(_("au"))
    declared_at = models.DateTimeField(_("annoncée le"))
    withdrawn_at = models.DateTimeField(_("retirée le"), null=True)

    class Meta:
        verbose_name = _("absence")
        verbose_name_plural = _("absences")
        indexes = [
            models.Index(fields=["institution", "starts_on"], name="case_absence_days"),
            models.Index(fields=["substitute", "starts_on"], name="case_absence_substitute"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(ends_on__gte=models.F("starts_on")),
                name="case_absence_ends_after_start",
                violation_error_message=_("La fin vient après le début."),
            ),
            models.CheckConstraint(
                condition=~models.Q(substitute=models.F("user")),
                name="case_absence_not_own_substitute",
                violation_error_message=_("Personne n’est son propre suppléant."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user_id}:{self.starts_on}:{self.ends_on}"
