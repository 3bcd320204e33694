"""The kinds of installation."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


class InstallationKind(models.TextChoices):
    """What a database is for; the demonstration refuses to write in any other kind."""

    DEMO = "demo", _("démonstration")
    PRODUCTION = "production", _("production")
