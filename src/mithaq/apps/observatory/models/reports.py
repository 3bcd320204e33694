"""Results reports: published once, frozen, reproducible to the byte; withdrawn, but still read."""

from __future__ import annotations

import uuid

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from mithaq.apps.observatory.choices import ReportStatus


class ResultsReport(models.Model):
    """The state of a convention at a date, as known when it was published."""

    public_id = models.UUIDField(_("identifiant public"), default=uuid.uuid4, unique=True)
    convention = models.ForeignKey(
        "conventions.Convention", verbose_name=_("convention"), on_delete=models.PROTECT,
        related_name="+",
    )  # fmt: skip
    number = models.PositiveIntegerField(_("numéro"))
    as_of = models.DateField(_("état au"))
    status = models.CharField(_("état"), max_length=10, choices=ReportStatus.choices)
    content = models.TextField(_("contenu figé"), help_text=_("JSON canonique"))
    sha256 = models.CharField(_("empreinte"), max_length=64)
    published_at = models.DateTimeField(_("publié le"))
    published_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("publié par"),
        on_delete=models.PROTECT,
        null=True,
        related_name="+",
    )
    withdrawn_at = models.DateTimeField(_("retiré le"), null=True)
    withdrawn_because = models.TextField(_("motif du retrait"), blank=True)
    is_exercise = models.BooleanField(_("exercice"), default=False)

    class Meta:
        verbose_name = _("bilan")
        verbose_name_plural = _("bilans")
        constraints = [
            models.UniqueConstraint(
                fields=["convention", "number"],
                name="results_report_number_unique",
                violation_error_message=_("Ce numéro de bilan est déjà pris."),
            ),
            models.CheckConstraint(
                condition=models.Q(
                    status=ReportStatus.PUBLISHED, withdrawn_at__isnull=True, withdrawn_because=""
                )
                | (
                    models.Q(status=ReportStatus.WITHDRAWN, withdrawn_at__isnull=False)
                    & ~models.Q(withdrawn_because="")
                ),
                name="results_report_withdrawal_is_whole",
                violation_error_message=_("Un bilan retiré dit quand et pourquoi."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.convention_id}/{self.number}"
