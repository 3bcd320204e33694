"""Territories: lists, one territory with what surrounds it, the map, and names resolved."""

from __future__ import annotations

from mithaq.apps.reference.queries.places.detail import (
    NeighbourView,
    PlaceRef,
    TerritoryDetail,
    territory,
)
from mithaq.apps.reference.queries.places.lists import (
    CREDITS,
    PROVINCIAL,
    LevelCount,
    Locator,
    RegionShape,
    TifinaghNames,
    large_territories,
    level_counts,
    locator,
    region_names,
    regions,
    regions_map,
    territories,
    territory_words,
    tifinagh_names,
)
from mithaq.apps.reference.queries.places.names import (
    find_place,
    find_places,
    places_by_code,
    territories_by_code,
)
from mithaq.apps.reference.queries.places.outlines import Outline, outlines

__all__ = [
    "CREDITS",
    "PROVINCIAL",
    "LevelCount",
    "Locator",
    "NeighbourView",
    "Outline",
    "PlaceRef",
    "RegionShape",
    "TerritoryDetail",
    "TifinaghNames",
    "find_place",
    "find_places",
    "large_territories",
    "level_counts",
    "locator",
    "outlines",
    "places_by_code",
    "region_names",
    "regions",
    "regions_map",
    "territories",
    "territories_by_code",
    "territory",
    "territory_words",
    "tifinagh_names",
]
