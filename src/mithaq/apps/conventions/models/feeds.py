"""An address by which a person's calendar reads the days of their conventions."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


class CalendarFeed(models.Model):
    """A secret address given to one person; only its fingerprint is kept, and it is revocable."""

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name=_("personne"), on_delete=models.PROTECT,
        related_name="+",
    )  # fmt: skip
    token_sha256 = models.CharField(_("empreinte du secret"), max_length=64, unique=True)
    language = models.CharField(_("langue"), max_length=3, default="fr")
    opened_at = models.DateTimeField(_("ouvert le"))
    revoked_at = models.DateTimeField(_("révoqué le"), null=True)

    class Meta:
        verbose_name = _("flux d’agenda")
        verbose_name_plural = _("flux d’agenda")
        constraints = [
            models.UniqueConstraint(
                fields=["user"],
                condition=models.Q(revoked_at__isnull=True),
                name="calendar_feed_one_each",
                violation_error_message=_("Une personne a un seul flux d’agenda ouvert."),
            ),
            models.CheckConstraint(
                condition=models.Q(revoked_at__isnull=True)
                | models.Q(revoked_at__gte=models.F("opened_at")),
                name="calendar_feed_revoked_after_opening",
                violation_error_message=_("Un flux est révoqué après son ouverture."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user_id}@{self.pk}"
