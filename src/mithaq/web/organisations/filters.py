"""What the register of organisations can be narrowed by."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _
from django_filters import ChoiceFilter, FilterSet, MultipleChoiceFilter

from mithaq.apps.organisations.choices import OrganisationKind
from mithaq.apps.organisations.queries import organisation_territories, organisations_within
from mithaq.base.text import Labels


def _territories() -> list[tuple[str, Labels]]:
    return [(place.code, place.labels) for place in organisation_territories()]


class TerritoryFilter(ChoiceFilter):
    """Keeps a territory and what lies inside it."""

    def filter(self, qs: QuerySet[Any], value: str) -> QuerySet[Any]:
        """Keep the rows of the territory chosen."""
        return organisations_within(qs, value) if value else qs


class OrganisationFilter(FilterSet):
    """By kind, territory, and whether the body is invented."""

    kind = MultipleChoiceFilter(
        field_name="kind", label=_("Nature"), choices=OrganisationKind.choices, distinct=False
    )
    territory = TerritoryFilter(
        field_name="territory__code", label=_("Territoire"), choices=_territories
    )
    exercise = ChoiceFilter(
        field_name="is_exercise",
        label=_("Exercice"),
        choices=(("False", _("organisations réelles")), ("True", _("organisations inventées"))),
    )
