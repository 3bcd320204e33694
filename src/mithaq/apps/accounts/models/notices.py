"""How often a person wants to be written to."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from mithaq.apps.accounts.choices import NoticeFrequency
from mithaq.apps.accounts.models.people import User


class NoticePreference(models.Model):
    """A person's wish for digests; nobody who said nothing is ever written to."""

    user = models.OneToOneField(
        User, verbose_name=_("personne"), on_delete=models.PROTECT, related_name="+"
    )
    frequency = models.CharField(_("fréquence"), max_length=8, choices=NoticeFrequency.choices)
    language = models.CharField(_("langue"), max_length=3, default="fr")
    changed_at = models.DateTimeField(_("changée le"))

    class Meta:
        verbose_name = _("préférence d’avis")
        verbose_name_plural = _("préférences d’avis")

    def __str__(self) -> str:
        return f"{self.user_id}:{self.frequency}"
