"""The filters of the reference lists."""

from __future__ import annotations

from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _
from django_filters import Filter, FilterSet, MultipleChoiceFilter

from mithaq.apps.reference import queries
from mithaq.apps.reference.choices import SourceKind, TerritoryLevel
from mithaq.web.shell.words import local

BROWSED = [
    (level.value, level.label)
    for level in (
        TerritoryLevel.PROVINCE,
        TerritoryLevel.PREFECTURE,
        TerritoryLevel.ARRONDISSEMENT_PREFECTURE,
        TerritoryLevel.COMMUNE,
        TerritoryLevel.ARRONDISSEMENT,
    )
]
MILIEUS = [("urban", _("urbaine")), ("rural", _("rurale"))]


def _regions() -> list[tuple[str, Any]]:
    """The choices of the region field, in the reader's language."""
    names = ((code, local(labels)) for code, labels in queries.region_names())
    return [("", _("Toutes les régions")), *names]


class RegionFilter(Filter):
    """A region holds the territories whose codes begin with its own."""

    field_class = forms.ChoiceField

    def filter(self, qs: QuerySet[Any], value: str) -> QuerySet[Any]:
        """Keep what lies in the region."""
        return qs.filter(code__startswith=f"{value}.") if value else qs


class TerritoryFilters(FilterSet):
    """Where, at which level, urban or rural."""

    region = RegionFilter(label=_("Région"), choices=_regions)
    niveau = MultipleChoiceFilter(
        field_name="level", label=_("Niveau"), choices=BROWSED, distinct=False
    )
    milieu = MultipleChoiceFilter(
        field_name="milieu", label=_("Milieu de la commune"), choices=MILIEUS, distinct=False
    )


class SourceFilters(FilterSet):
    """What kind of document."""

    nature = MultipleChoiceFilter(
        field_name="kind", label=_("Nature"), choices=SourceKind.choices, distinct=False
    )
