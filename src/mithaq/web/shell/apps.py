"""The shell as a Django application: templates, tags and static files, no table."""

from __future__ import annotations

from django.apps import AppConfig

from mithaq.web.shell.sentences import say_in_our_words


class ShellConfig(AppConfig):
    """Layout and components."""

    name = "mithaq.web.shell"
    label = "shell"
    verbose_name = "Présentation"

    def ready(self) -> None:
        """Every form speaks in the house's words."""
        say_in_our_words()
