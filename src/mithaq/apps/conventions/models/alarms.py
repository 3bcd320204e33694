"""Alarms themselves are computed; what people decide about them is kept."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from mithaq.apps.conventions.models.conventions import Convention


class AlarmPause(models.Model):
    """Someone read an alarm and set it aside until a day, for a reason; the newest one counts.

    The alarm is still listed, apart. A pause is never changed nor removed: to end it early is to
    write another that ends the same day.
    """

    convention = models.ForeignKey(
        Convention, verbose_name=_("convention"), on_delete=models.PROTECT, related_name="+"
    )
    key = models.CharField(_("alerte"), max_length=160)
    paused_on = models.DateField(_("mise de côté le"))
    until_on = models.DateField(_("jusqu’au"))
    reason = models.CharField(_("motif"), max_length=300)
    mandate = models.CharField(_("mandat"), max_length=300, blank=True)
    recorded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name=_("inscrite par"), on_delete=models.PROTECT,
        null=True, related_name="+",
    )  # fmt: skip
    recorded_at = models.DateTimeField(_("inscrite le"))

    class Meta:
        verbose_name = _("alerte mise de côté")
        verbose_name_plural = _("alertes mises de côté")
        indexes = [models.Index(fields=["key"], name="alarm_pause_key")]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(until_on__gte=models.F("paused_on")),
                name="alarm_pause_ends_after_start",
                violation_error_message=_("Une alerte se met de côté jusqu’à un jour à venir."),
            ),
            models.CheckConstraint(
                condition=~models.Q(reason=""),
                name="alarm_pause_says_why",
                violation_error_message=_("Une alerte mise de côté dit pourquoi."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.key}@{self.pk}"
