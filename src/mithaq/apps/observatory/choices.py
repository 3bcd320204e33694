"""The closed lists of the observatory."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


class ReadingKind(models.TextChoices):
    """How a share printed beside another figure may be read."""

    SHARE_OF_PARENT = "share_of_parent", _("part du premier chiffre")
    POINTS_OF_WHOLE = "points_of_whole", _("points sur l’ensemble")


class ReportStatus(models.TextChoices):
    """A results report is published once and frozen."""

    PUBLISHED = "published", _("publié")
    WITHDRAWN = "withdrawn", _("retiré")


class Standing(models.TextChoices):
    """What a reader must know of how a figure was published."""

    PUBLISHED = "published", _("tel que publié")
    PROVISIONAL = "provisional", _("provisoire")
    DERIVED = "derived", _("calculé à partir de la source")
    WRONG_IN_SOURCE = "wrong_in_source", _("erroné dans la source")
