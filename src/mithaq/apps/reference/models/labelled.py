"""Columns that many tables share: a name in three languages, and where a fact comes from."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from mithaq.base.text import Labels


class Labelled(models.Model):
    """A row with a name in French, Arabic and English."""

    label_fr = models.TextField(_("libellé français"))
    label_ar = models.TextField(_("libellé arabe"), blank=True)
    label_en = models.TextField(_("libellé anglais"), blank=True)

    class Meta:
        abstract = True

    @property
    def labels(self) -> Labels:
        """The name in its three languages."""
        return Labels(self.label_fr, self.label_ar, self.label_en)


class Sourced(models.Model):
    """A row that says which document says it, and where in the document."""

    source = models.ForeignKey(
        "reference.Source", verbose_name=_("source"), on_delete=models.PROTECT, related_name="+"
    )
    locator = models.CharField(_("endroit dans la source"), max_length=120, blank=True)

    class Meta:
        abstract = True
