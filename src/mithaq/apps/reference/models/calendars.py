"""Public holidays; lunar dates are estimates until an administrator confirms them."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from mithaq.apps.reference.choices import HolidayKind
from mithaq.apps.reference.models.labelled import Labelled


class Holiday(Labelled):
    """A day when offices are closed; an edited row is never overwritten by a new loading."""

    on = models.DateField(_("jour"))
    kind = models.CharField(_("nature"), max_length=16, choices=HolidayKind.choices)
    is_edited = models.BooleanField(_("corrigé à la main"), default=False)
    is_cancelled = models.BooleanField(_("annulé"), default=False)

    class Meta:
        verbose_name = _("jour férié")
        verbose_name_plural = _("jours fériés")
        constraints = [
            models.UniqueConstraint(
                fields=["on", "label_fr"],
                name="holiday_unique",
                violation_error_message=_("Ce jour férié est déjà inscrit à cette date."),
            )
        ]

    def __str__(self) -> str:
        return f"{self.on} {self.label_fr}"
