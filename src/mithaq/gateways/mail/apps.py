"""The kept messages, as Django sees them."""

from __future__ import annotations

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class MailConfig(AppConfig):
    """The table of messages."""

    name = "mithaq.gateways.mail"
    label = "mail"
    verbose_name = _("Messages")
