"""Packaged or received tables of figures, each loaded once under its digest."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from mithaq.apps.reference.models import Labelled


class Dataset(Labelled):
    """One table of figures: which file it was, and how many figures it brought."""

    code = models.SlugField(_("code"), max_length=60, unique=True)
    sha256 = models.CharField(_("empreinte"), max_length=64)
    statement_count = models.PositiveIntegerField(_("nombre de chiffres"))
    loaded_at = models.DateTimeField(_("chargé le"))

    class Meta:
        verbose_name = _("jeu de données")
        verbose_name_plural = _("jeux de données")

    def __str__(self) -> str:
        return self.code
