"""The kingdom's territories, who borders whom, and the other spellings of places."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from mithaq.apps.reference.choices import TerritoryLevel
from mithaq.apps.reference.models.labelled import Labelled


class Territory(Labelled):
    """A country, region, province, préfecture or commune, under the code of the HCP."""

    code = models.CharField(_("code"), max_length=16, unique=True)
    level = models.CharField(_("niveau"), max_length=28, choices=TerritoryLevel.choices)
    parent = models.ForeignKey(
        "self", verbose_name=_("territoire parent"), on_delete=models.PROTECT, null=True,
        related_name="+",
    )  # fmt: skip
    label_tzm = models.CharField(_("nom en tifinaghe"), max_length=120, blank=True)
    iso_code = models.CharField(_("code ISO 3166-2"), max_length=8, blank=True)
    seat_fr = models.CharField(_("chef-lieu"), max_length=80, blank=True)
    milieu = models.CharField(_("milieu"), max_length=8, blank=True)
    population_2024 = models.PositiveIntegerField(_("population 2024"), null=True)
    households_2024 = models.PositiveIntegerField(_("ménages 2024"), null=True)
    longitude = models.DecimalField(_("longitude"), max_digits=8, decimal_places=4, null=True)
    latitude = models.DecimalField(_("latitude"), max_digits=8, decimal_places=4, null=True)
    search_text = models.TextField(_("texte de recherche"), blank=True)

    class Meta:
        verbose_name = _("territoire")
        verbose_name_plural = _("territoires")
        indexes = [models.Index(fields=["level", "code"], name="territory_level_code")]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(level="country", parent__isnull=True)
                | (~models.Q(level="country") & models.Q(parent__isnull=False)),
                name="territory_has_parent_unless_country",
                violation_error_message=_("Seul un pays n’a pas de territoire parent."),
            )
        ]

    def __str__(self) -> str:
        return f"{self.code} {self.label_fr}"


class Adjacency(models.Model):
    """Two provinces that share a border; each pair stands once, lower code first."""

    first = models.ForeignKey(
        Territory, verbose_name=_("première"), on_delete=models.PROTECT, related_name="+"
    )
    second = models.ForeignKey(
        Territory, verbose_name=_("seconde"), on_delete=models.PROTECT, related_name="+"
    )
    border_km = models.DecimalField(
        _("frontière approximative, km"), max_digits=6, decimal_places=1
    )
    centre_distance_km = models.PositiveIntegerField(_("distance des centres, km"))

    class Meta:
        verbose_name = _("voisinage")
        verbose_name_plural = _("voisinages")
        constraints = [
            models.UniqueConstraint(
                fields=["first", "second"],
                name="adjacency_unique",
                violation_error_message=_("Ce voisinage est déjà connu."),
            ),
            models.CheckConstraint(
                condition=models.Q(first__lt=models.F("second")),
                name="adjacency_ordered",
                violation_error_message=_("Un voisinage s’écrit une seule fois, dans l’ordre."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.first_id}–{self.second_id}"


class PlaceAlias(models.Model):
    """Another spelling of a commune's name, met in documents."""

    alias = models.CharField(_("graphie"), max_length=80, unique=True)
    folded = models.CharField(_("graphie repliée"), max_length=80, db_index=True)
    territory = models.ForeignKey(
        Territory, verbose_name=_("territoire"), on_delete=models.PROTECT, related_name="+"
    )

    class Meta:
        verbose_name = _("autre graphie")
        verbose_name_plural = _("autres graphies")

    def __str__(self) -> str:
        return self.alias
