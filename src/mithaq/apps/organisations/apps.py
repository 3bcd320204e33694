"""Django's name for this app."""

from __future__ import annotations

from django.apps import AppConfig


class OrganisationsConfig(AppConfig):
    """The organisations app."""

    name = "mithaq.apps.organisations"
    label = "organisations"
    verbose_name = "Organisations"
