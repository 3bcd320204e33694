"""Errors that readers report: free text of anybody, so it can be erased, unlike the journal."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from mithaq.apps.accounts.choices import FeedbackStatus


class ErrorReport(models.Model):
    """What a reader says is wrong on a page; no word of it stands in the journal."""

    page = models.CharField(_("adresse de la page"), max_length=300, blank=True)
    wrong = models.TextField(_("ce qui est faux"), blank=True)
    evidence = models.CharField(_("source indiquée"), max_length=400, blank=True)
    status = models.CharField(
        _("état"),
        max_length=10,
        choices=FeedbackStatus.choices,
        default=FeedbackStatus.RECEIVED,
    )
    answer = models.TextField(_("réponse"), blank=True)
    answered_at = models.DateTimeField(_("répondu le"), null=True)
    received_at = models.DateTimeField(_("reçu le"))
    erased_at = models.DateTimeField(_("effacé le"), null=True)

    class Meta:
        verbose_name = _("signalement")
        verbose_name_plural = _("signalements")
        constraints = [
            models.CheckConstraint(
                condition=models.Q(erased_at__isnull=True)
                | models.Q(page="", wrong="", evidence=""),
                name="error_report_erased_is_empty",
                violation_error_message=_("Un signalement effacé ne garde aucun texte."),
            ),
            models.CheckConstraint(
                condition=~models.Q(status=FeedbackStatus.CLOSED) | ~models.Q(answer=""),
                name="error_report_closed_is_answered",
                violation_error_message=_("Un signalement se clôt avec une réponse."),
            ),
        ]

    def __str__(self) -> str:
        return f"S-{self.pk:06d}"
