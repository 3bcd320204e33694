"""People who log in, and the one row that says what this installation is."""

from __future__ import annotations

import uuid

from django.contrib.auth.models import AbstractUser
from django.db import models
from django.db.models.functions import Lower
from django.utils.translation import gettext_lazy as _

from mithaq.apps.accounts.choices import InstallationKind


class User(AbstractUser):
    """A person who logs in; what they may do comes from a mandate, never from a flag here."""

    public_id = models.UUIDField(_("identifiant public"), default=uuid.uuid4, unique=True)
    full_name = models.CharField(_("nom complet"), max_length=120, blank=True)
    # Empty means that nobody wrote the name in Arabic letters: it is never transliterated.
    full_name_ar = models.CharField(
        _("nom complet en arabe"), max_length=120, blank=True, null=True
    )
    language = models.CharField(_("langue"), max_length=3, default="fr")
    is_fictitious = models.BooleanField(_("personne fictive"), default=False)
    must_change_password = models.BooleanField(_("doit changer son mot de passe"), default=False)

    class Meta:
        verbose_name = _("utilisateur")
        verbose_name_plural = _("utilisateurs")
        constraints = [
            models.UniqueConstraint(
                Lower("username"),
                name="user_name_unique_whatever_case",
                violation_error_message=_("Ce nom d’utilisateur est déjà pris."),
            )
        ]

    def __str__(self) -> str:
        return self.full_name or self.username


class Installation(models.Model):
    """What this database is for: one row, written when the database is born."""

    kind = models.CharField(_("nature"), max_length=16, choices=InstallationKind.choices)
    created_at = models.DateTimeField(_("créée le"))

    class Meta:
        verbose_name = _("installation")
        verbose_name_plural = _("installations")
        constraints = [
            models.CheckConstraint(
                condition=models.Q(id=1),
                name="installation_is_single",
                violation_error_message=_("Une base de données n’a qu’une seule nature."),
            )
        ]

    def __str__(self) -> str:
        return f"{self.kind} #{self.pk}"
