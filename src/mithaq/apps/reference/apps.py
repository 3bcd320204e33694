"""Django's name for this app."""

from __future__ import annotations

from django.apps import AppConfig


class ReferenceConfig(AppConfig):
    """The reference app."""

    name = "mithaq.apps.reference"
    label = "reference"
    verbose_name = "Référentiels"
