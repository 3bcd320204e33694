"""Documents that say things: press reports, institutions' pages, signed texts, statistics."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from mithaq.apps.reference.choices import Precision, SourceKind
from mithaq.apps.reference.models.labelled import Labelled


class Source(Labelled):
    """One document: its title, who published it, when, and where it can be read."""

    code = models.SlugField(_("code"), max_length=60, unique=True)
    kind = models.CharField(_("nature"), max_length=16, choices=SourceKind.choices)
    publisher = models.CharField(_("éditeur"), max_length=120, blank=True)
    published_on = models.DateField(_("publiée le"), null=True)
    published_precision = models.CharField(
        _("précision de la date"), max_length=8, choices=Precision.choices
    )
    url = models.URLField(_("adresse"), max_length=400, blank=True)
    licence = models.CharField(_("licence"), max_length=200, blank=True)

    class Meta:
        verbose_name = _("source")
        verbose_name_plural = _("sources")
        constraints = [
            models.CheckConstraint(
                condition=models.Q(published_on__isnull=True, published_precision="unknown")
                | (models.Q(published_on__isnull=False) & ~models.Q(published_precision="unknown")),
                name="source_date_and_precision_agree",
                violation_error_message=_("Une source datée dit la précision de sa date."),
            )
        ]

    def __str__(self) -> str:
        return self.code
