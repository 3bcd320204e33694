"""Filters of the list of cases of an institution."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, Final

from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django_filters import FilterSet, MultipleChoiceFilter, TypedChoiceFilter

from mithaq.apps.corridor.choices import CaseLevel
from mithaq.apps.corridor.choices.cases import RELAY_STATES, SideStatus
from mithaq.apps.corridor.queries.at_turn import (
    at_their_turn,
    company_awaited,
    late_by,
    others_awaited,
)
from mithaq.apps.corridor.queries.corridors import catalogue
from mithaq.apps.reference.queries import regions
from mithaq.base.text import Labels
from mithaq.web.shell.words import local

LATE_BODY: Final = "retard"


def _families() -> list[tuple[str, str]]:
    return [(family.code, local(family.labels)) for family in catalogue()]


def _regions() -> list[tuple[str, str]]:
    return [(row.code, local(row.labels)) for row in regions()]


AWAITED: Final[dict[str, Callable[[QuerySet[Any]], QuerySet[Any]]]] = {
    "vous": at_their_turn,
    "autre": others_awaited,
    "entreprise": company_awaited,
}


class RelayFilter(FilterSet):
    """By place, by whose turn it is, by state; a relay is not told the family of a case about a
    person's right."""

    region = MultipleChoiceFilter(label=_("Région"), field_name="region__code", choices=_regions)
    tour = TypedChoiceFilter(
        label=_("À qui le tour"),
        choices=[
            ("", _("à n’importe qui")),
            ("vous", _("à votre institution")),
            ("autre", _("à une autre institution")),
            ("entreprise", _("à l’entreprise")),
        ],
        method="of_turn",
    )
    etat = MultipleChoiceFilter(
        label=_("État de votre côté"), field_name="status", choices=list(RELAY_STATES.items())
    )
    echelon = MultipleChoiceFilter(
        label=_("Échelon"), field_name="case__level", choices=CaseLevel.choices
    )

    def of_turn(self, rows: QuerySet[Any], name: str, value: str) -> QuerySet[Any]:
        """The sides of cases that wait for their own institution, for another, for the company."""
        del name
        return AWAITED[value](rows)

    def of_late(self, rows: QuerySet[Any], name: str, value: str) -> QuerySet[Any]:
        """The sides of cases in which one institution is late, the latest first."""
        del name
        return late_by(rows, institution=value, at=timezone.now())


class SideFilter(RelayFilter):
    """By family too, for who examines."""

    etat = MultipleChoiceFilter(
        label=_("État de votre côté"), field_name="status", choices=SideStatus.choices
    )

    famille = MultipleChoiceFilter(
        label=_("Famille"), field_name="case__subject__family__code", choices=_families
    )


def with_late_bodies(base: type[FilterSet], bodies: Mapping[str, Labels]) -> type[FilterSet]:
    """The same filters, and one by the institution that is late, of the reader's corridors."""
    choices = [("", _("n’importe laquelle")), *((slug, local(bodies[slug])) for slug in bodies)]
    field = TypedChoiceFilter(label=_("Institution en retard"), choices=choices, method="of_late")
    return type(base.__name__, (base,), {LATE_BODY: field})


class CauseFilter(FilterSet):
    """By family, and by whether a problem groups their cases."""

    famille = MultipleChoiceFilter(label=_("Famille"), field_name="family__code", choices=_families)
    probleme = TypedChoiceFilter(
        label=_("Problème ouvert"),
        choices=[
            ("", _("peu importe")),
            ("sans", _("aucun : personne n’en est chargé")),
            ("avec", _("au moins un")),
        ],
        method="of_problem",
    )

    def of_problem(self, rows: QuerySet[Any], name: str, value: str) -> QuerySet[Any]:
        """The causes with no case grouped under a problem, or with some."""
        del name
        is_told = {"told_grouped_count": 0}
        return rows.filter(**is_told) if value == "sans" else rows.exclude(**is_told)
