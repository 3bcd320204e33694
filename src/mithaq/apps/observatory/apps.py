"""Django's name for this app."""

from __future__ import annotations

from django.apps import AppConfig


class ObservatoryConfig(AppConfig):
    """The observatory app."""

    name = "mithaq.apps.observatory"
    label = "observatory"
    verbose_name = "Observatoire"
