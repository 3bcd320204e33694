"""The audit trail: lines that are only ever added, and seals that make tampering visible."""

from __future__ import annotations

import uuid

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


class AuditLine(models.Model):
    """Who did what to which object, when and why; a trigger refuses any change."""

    public_id = models.UUIDField(_("identifiant public"), default=uuid.uuid4, unique=True)
    actor = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("auteur"),
        on_delete=models.PROTECT,
        null=True,
        related_name="+",
    )
    actor_label = models.CharField(_("nom de l’auteur"), max_length=160)
    mandate = models.CharField(_("mandat"), max_length=300, blank=True)
    action = models.CharField(_("action"), max_length=80)
    object_type = models.CharField(_("nature de l’objet"), max_length=60)
    object_ref = models.CharField(_("référence de l’objet"), max_length=120)
    object_label = models.CharField(_("objet"), max_length=300)
    before = models.JSONField(_("avant"), null=True)
    after = models.JSONField(_("après"), null=True)
    reason = models.TextField(_("motif"), blank=True)
    at = models.DateTimeField(_("instant"))

    class Meta:
        verbose_name = _("ligne d’audit")
        verbose_name_plural = _("lignes d’audit")
        indexes = [
            models.Index(fields=["-at", "-id"], name="audit_line_recent"),
            models.Index(fields=["object_type", "object_ref"], name="audit_line_object"),
        ]

    def __str__(self) -> str:
        return f"{self.action} {self.object_ref} ({self.public_id})"


class Seal(models.Model):
    """An HMAC over a batch of committed lines and over the seal before it."""

    number = models.PositiveIntegerField(_("numéro"), unique=True)
    line_count = models.PositiveIntegerField(_("nombre de lignes"))
    previous_digest = models.CharField(_("empreinte précédente"), max_length=64)
    digest = models.CharField(_("empreinte"), max_length=64, unique=True)
    sealed_at = models.DateTimeField(_("scellé le"))

    class Meta:
        verbose_name = _("scellé")
        verbose_name_plural = _("scellés")

    def __str__(self) -> str:
        return f"#{self.number}"


class SealedLine(models.Model):
    """The place of one audit line in its seal, with the digest it had when it was sealed."""

    seal = models.ForeignKey(
        Seal, verbose_name=_("scellé"), on_delete=models.PROTECT, related_name="+"
    )
    # A number, not a foreign key: the seal must survive the line's disappearance to report it.
    line_id = models.BigIntegerField(_("ligne"), unique=True)
    position = models.PositiveIntegerField(_("rang"))
    digest = models.CharField(_("empreinte"), max_length=64)

    class Meta:
        verbose_name = _("ligne scellée")
        verbose_name_plural = _("lignes scellées")
        constraints = [
            models.UniqueConstraint(
                fields=["seal", "position"],
                name="sealed_line_position_unique",
                violation_error_message=_("Deux lignes ne peuvent avoir le même rang."),
            )
        ]

    def __str__(self) -> str:
        return f"{self.seal_id}/{self.position}"


class OpenSeal(models.Model):
    """The digest of a seal that anyone recomputes without the key: SHA-256, chained."""

    seal = models.OneToOneField(
        Seal, verbose_name=_("scellé"), on_delete=models.PROTECT, related_name="+"
    )
    previous_digest = models.CharField(_("empreinte précédente"), max_length=64)
    digest = models.CharField(_("empreinte"), max_length=64, unique=True)

    class Meta:
        verbose_name = _("scellé ouvert")
        verbose_name_plural = _("scellés ouverts")

    def __str__(self) -> str:
        return f"{self.seal_id}:{self.digest[:8]}"
