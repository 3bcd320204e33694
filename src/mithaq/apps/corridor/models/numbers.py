"""The last number given in each series: what is erased leaves its number taken."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


class NumberSeries(models.Model):
    """A series of numbers of one table and one year, and the last rank that it gave."""

    name = models.CharField(_("série"), max_length=80, unique=True)
    last = models.PositiveBigIntegerField(_("dernier rang donné"))

    class Meta:
        verbose_name = _("série de numéros")
        verbose_name_plural = _("séries de numéros")

    def __str__(self) -> str:
        return f"{self.name}{self.last}"
