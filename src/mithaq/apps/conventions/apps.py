"""Django's name for this app."""

from __future__ import annotations

from django.apps import AppConfig


class ConventionsConfig(AppConfig):
    """The conventions app."""

    name = "mithaq.apps.conventions"
    label = "conventions"
    verbose_name = "Conventions"
