"""Filters of the list of cases of an institution."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _
from django_filters import FilterSet, MultipleChoiceFilter

from mithaq.apps.corridor.choices import CaseLevel
from mithaq.apps.corridor.choices.cases import SideStatus
from mithaq.apps.corridor.queries.corridors import catalogue
from mithaq.apps.reference.queries import regions
from mithaq.web.shell.words import local


def _families() -> list[tuple[str, str]]:
    return [(family.code, local(family.labels)) for family in catalogue()]


def _regions() -> list[tuple[str, str]]:
    return [(row.code, local(row.labels)) for row in regions()]


class RelayFilter(FilterSet):
    """By place, by state; a relay is not told the family of a case about a person's right."""

    region = MultipleChoiceFilter(label=_("Région"), field_name="region__code", choices=_regions)
    etat = MultipleChoiceFilter(
        label=_("État de votre côté"), field_name="status", choices=SideStatus.choices
    )
    echelon = MultipleChoiceFilter(
        label=_("Échelon"), field_name="case__level", choices=CaseLevel.choices
    )


class SideFilter(RelayFilter):
    """By family too, for who examines."""

    famille = MultipleChoiceFilter(
        label=_("Famille"), field_name="case__subject__family__code", choices=_families
    )
