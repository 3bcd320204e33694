"""Django's name for this app."""

from __future__ import annotations

from django.apps import AppConfig


class AccountsConfig(AppConfig):
    """The accounts app."""

    name = "mithaq.apps.accounts"
    label = "accounts"
    verbose_name = "Comptes"
