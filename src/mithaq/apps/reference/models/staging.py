"""Files received and checked, not yet written in the domain's tables."""

from __future__ import annotations

import uuid

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from mithaq.apps.reference.choices import StagedStatus


class StagedFile(models.Model):
    """A file that passed its checks: what it would write, and what was done with it."""

    public_id = models.UUIDField(_("identifiant public"), default=uuid.uuid4, unique=True)
    kind = models.CharField(_("nature"), max_length=40)
    name = models.CharField(_("nom du fichier"), max_length=200)
    sha256 = models.CharField(_("empreinte"), max_length=64)
    content = models.TextField(_("contenu"))
    preview = models.JSONField(_("aperçu"), default=dict)
    written = models.JSONField(_("ce qui a été écrit"), default=list)
    status = models.CharField(_("état"), max_length=10, choices=StagedStatus.choices)
    staged_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("déposé par"),
        on_delete=models.PROTECT,
        null=True,
        related_name="+",
    )
    staged_at = models.DateTimeField(_("déposé le"))
    decided_at = models.DateTimeField(_("décidé le"), null=True)

    class Meta:
        verbose_name = _("fichier en attente")
        verbose_name_plural = _("fichiers en attente")
        indexes = [models.Index(fields=["-staged_at"], name="staged_file_recent")]

    def __str__(self) -> str:
        return f"{self.name} ({self.public_id})"
