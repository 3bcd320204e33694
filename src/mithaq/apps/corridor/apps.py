"""Django's name for this app."""

from __future__ import annotations

from django.apps import AppConfig


class CorridorConfig(AppConfig):
    """The corridor app."""

    name = "mithaq.apps.corridor"
    label = "corridor"
    verbose_name = "Corridor"
