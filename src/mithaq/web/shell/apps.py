"""The shell as a Django application: templates, tags and static files, no table."""

from __future__ import annotations

from django.apps import AppConfig


class ShellConfig(AppConfig):
    """Layout and components."""

    name = "mithaq.web.shell"
    label = "shell"
    verbose_name = "Présentation"
