"""Django's name for this app."""

from __future__ import annotations

from django.apps import AppConfig


class ProgrammesConfig(AppConfig):
    """The programmes app."""

    name = "mithaq.apps.programmes"
    label = "programmes"
    verbose_name = "Programmes"
