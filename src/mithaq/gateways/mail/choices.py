"""The life of a message."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class MessageStatus(models.TextChoices):
    """Where a message stands."""

    COMPOSED = "composed", _("écrit, à envoyer")
    SENDING = "sending", _("envoi en cours")
    SENT = "sent", pgettext_lazy("message", "envoyé")
    FAILED = "failed", _("refusé par le serveur")
    UNCERTAIN = "uncertain", _("envoi incertain")
    NO_ADDRESS = "no_address", _("sans adresse")


# name, from, to, who
MESSAGE_STEPS = (
    ("take", (MessageStatus.COMPOSED,), MessageStatus.SENDING, "the gateway"),
    ("send", (MessageStatus.SENDING,), MessageStatus.SENT, "the gateway"),
    ("fail", (MessageStatus.SENDING,), MessageStatus.FAILED, "the gateway"),
    ("doubt", (MessageStatus.SENDING,), MessageStatus.UNCERTAIN, "the gateway"),
    ("skip", (MessageStatus.COMPOSED,), MessageStatus.NO_ADDRESS, "the gateway"),
)
