"""Values of the law that an operator replaces from a day, for a reason that every page shows."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


class ParameterOverride(models.Model):
    """A value of the law replaced from a day: by whom, under which mandate, why.

    A row is withdrawn, never erased: decisions taken meanwhile can still be explained. ``value``
    is a number, a truth, a date as text, a code or a list of codes, as the parameter has it.
    """

    path = models.CharField(_("paramètre"), max_length=120)
    since_on = models.DateField(_("depuis le"))
    value = models.JSONField(_("valeur"))
    reason = models.TextField(_("motif"))
    author = models.CharField(_("décidé par"), max_length=300)
    is_exercise = models.BooleanField(_("exercice"), default=False)
    recorded_at = models.DateTimeField(_("inscrit le"))
    withdrawn_at = models.DateTimeField(_("retiré le"), null=True)
    withdrawal_reason = models.TextField(_("motif du retrait"), blank=True)

    class Meta:
        verbose_name = _("valeur remplacée")
        verbose_name_plural = _("valeurs remplacées")
        constraints = [
            models.UniqueConstraint(
                fields=["path", "since_on"],
                condition=models.Q(withdrawn_at__isnull=True),
                name="parameter_override_unique",
                violation_error_message=_("Cette valeur est déjà remplacée depuis ce jour."),
            ),
            models.CheckConstraint(
                condition=~models.Q(reason=""),
                name="parameter_override_has_reason",
                violation_error_message=_("Une valeur remplacée dit pourquoi."),
            ),
            models.CheckConstraint(
                condition=models.Q(withdrawn_at__isnull=True, withdrawal_reason="")
                | (models.Q(withdrawn_at__isnull=False) & ~models.Q(withdrawal_reason="")),
                name="parameter_override_withdrawal_has_reason",
                violation_error_message=_("Un retrait dit pourquoi."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.path}@{self.since_on}"
