"""Messages as they left: to whom, in which words, when; the address itself is not kept."""

from __future__ import annotations

import uuid

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from mithaq.gateways.mail.choices import MessageStatus


class OutgoingMessage(models.Model):
    """One message to one person; its key names what it is about, so that none leaves twice."""

    public_id = models.UUIDField(_("identifiant public"), default=uuid.uuid4, unique=True)
    key = models.CharField(_("clé"), max_length=120, unique=True)
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name=_("personne"), on_delete=models.PROTECT,
        related_name="+",
    )  # fmt: skip
    language = models.CharField(_("langue"), max_length=3)
    subject = models.CharField(_("objet"), max_length=200)
    body = models.TextField(_("texte"))
    status = models.CharField(
        _("état"), max_length=12, choices=MessageStatus.choices, default=MessageStatus.COMPOSED
    )
    composed_at = models.DateTimeField(_("écrit le"))
    sent_at = models.DateTimeField(_("envoyé le"), null=True)
    failure = models.CharField(_("réponse du serveur"), max_length=300, blank=True)

    class Meta:
        verbose_name = _("message")
        verbose_name_plural = _("messages")
        indexes = [models.Index(fields=["user", "-composed_at"], name="message_user")]
        constraints = [
            models.CheckConstraint(
                condition=~models.Q(status="sent") | models.Q(sent_at__isnull=False),
                name="message_sent_says_when",
                violation_error_message=_("Un message envoyé dit quand."),
            ),
            models.CheckConstraint(
                condition=~models.Q(status="failed") | ~models.Q(failure=""),
                name="message_failed_says_why",
                violation_error_message=_("Un message refusé dit la réponse du serveur."),
            ),
        ]

    def __str__(self) -> str:
        return self.key
