"""The territories: the map and its table, the browsable list, one territory."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal
from typing import Any, ClassVar, Final

from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from mithaq.apps.conventions.queries import Scope, conventions_in
from mithaq.apps.observatory.queries import PlaceFigure, place_figures, targets_within
from mithaq.apps.reference import queries
from mithaq.apps.reference.choices import Sex
from mithaq.web.reference.filters import BROWSED, TerritoryFilters
from mithaq.web.reference.tables import TERRITORIES
from mithaq.web.shell.dates import uncertain_date
from mithaq.web.shell.tables import TableView
from mithaq.web.shell.values import display_value

MILLION: Final = 1_000_000
# Six fixed classes, in millions of people: the same on every map of population.
BOUNDS: Final = "0.5 1 2 3 5"


class Territories(TableView):
    """The twelve regions on a map, then every province, commune and arrondissement."""

    table = TERRITORIES
    filterset = TerritoryFilters
    template_name = "reference/territories.html"
    title = _("Territoires")
    levels: ClassVar[list[str]] = [level for level, _label in BROWSED]

    def rows(self, text: str) -> QuerySet[Any]:
        """Territories below the regions, in the order of their codes."""
        return queries.territories(level=self.levels, text=text)

    def context(self) -> dict[str, Any]:
        """The map, its table, the names in Tifinagh, the credits."""
        regions = queries.regions_map()
        population = sum(region.population or 0 for region in regions)
        names = queries.tifinagh_names()
        return {
            "regions": [_region(region, population) for region in regions],
            "shapes": regions,
            "populations": {
                region.code: region.population / MILLION if region.population else None
                for region in regions
            },
            "bounds": BOUNDS,
            "population": population,
            "households": sum(region.households or 0 for region in regions),
            "tifinagh": names,
            "named_high": [place for place in names.named if place.level in {"country", "region"}],
            "named_low": [
                place for place in names.named if place.level not in {"country", "region"}
            ],
            "counts": {count.level: count for count in names.counts},
            "below": [count for count in names.counts if count.level.startswith(("comm", "arr"))],
            "credits": queries.CREDITS,
        }


def _region(region: queries.RegionShape, population: int) -> dict[str, Any]:
    """A row of the table behind the map."""
    count = region.population
    return {
        "code": region.code,
        "labels": region.label,
        "label_tzm": region.label_tzm,
        "seat": region.seat,
        "population": count,
        "households": region.households,
        "share": count / population if count and population else None,
    }


@require_safe
def territory(request: HttpRequest, code: str) -> HttpResponse:
    """Show one territory: its identity, what it holds, whom it borders, what it signed."""
    detail = queries.territory(code)
    if detail is None:
        raise Http404
    promised = _targets(code)
    return render(
        request,
        "reference/territory.html",
        {
            "detail": detail,
            "place": detail.place,
            "facts": _facts(detail),
            "children": _children(detail),
            "neighbours": _neighbours(detail),
            "locator": queries.locator(detail) if detail.ancestors else None,
            "conventions": list(conventions_in(code)[:50]),
            "figures": _figures(place_figures(code, level=detail.place.level)),
            "targets": [item for item in promised if not item["is_exercise"]],
            "exercise_targets": [item for item in promised if item["is_exercise"]],
            "credits": queries.CREDITS,
        },
    )


def _figures(items: Iterable[PlaceFigure]) -> list[dict[str, Any]]:
    """A line a key figure: everyone, women, men, the country beside, and the rank."""
    rows: dict[str, dict[str, Any]] = {}
    for item in items:
        row = rows.setdefault(item.indicator, {"indicator": item.indicator, "labels": item.labels})
        row[item.sex] = {"value": display_value(item.value, item.unit), "figure": item.code}
        if item.sex == Sex.ALL:
            row |= {
                "grade": item.grade,
                "when": uncertain_date(item.as_of),
                "rank": item.rank,
                "among": item.among,
                "country": (
                    display_value(item.country, item.unit) if item.country is not None else None
                ),
            }
    return list(rows.values())


def _targets(code: str) -> list[dict[str, Any]]:
    """What the conventions of the place promise, against what is known of it."""
    return [
        {
            "labels": item.labels,
            "reference": item.reference,
            "promised": display_value(item.promised, item.unit),
            "achieved": (
                display_value(item.achieved, item.unit) if item.achieved is not None else None
            ),
            "grade": item.grade,
            "is_exercise": item.is_exercise,
        }
        for item in targets_within(Scope(territory=code), on=timezone.localdate())
    ]


def _children(detail: queries.TerritoryDetail) -> list[dict[str, Any]]:
    """What the territory holds, the most peopled first, with each one's share of the whole."""
    whole = detail.place.population
    ordered = sorted(detail.children, key=lambda child: -(child.population or 0))
    return [
        {
            "place": child,
            "share": child.population / whole if whole and child.population else None,
        }
        for child in ordered
    ]


def _neighbours(detail: queries.TerritoryDetail) -> list[dict[str, Any]]:
    """Each border as a bar of the longest one; Arabic reads it from the right."""
    longest = max((n.border_km for n in detail.neighbours), default=Decimal(1))
    rows = []
    for neighbour in detail.neighbours:
        share = 100 * neighbour.border_km / longest
        start = 100 - share if get_language() == "ar" else Decimal(0)
        rows.append({"view": neighbour, "width": f"{share:.1f}%", "x": f"{start:.1f}%"})
    return rows


def _facts(detail: queries.TerritoryDetail) -> dict[str, Any]:
    place, country = detail.place, detail.country_population
    share = place.population / country if place.population and country else None
    return {
        "share": share if detail.ancestors else None,
        "size": (
            Decimal(place.population) / Decimal(detail.households)
            if place.population and detail.households
            else None
        ),
    }
