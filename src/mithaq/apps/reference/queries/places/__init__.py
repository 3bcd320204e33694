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
    LevelCount,
    Locator,
    RegionShape,
    TifinaghNames,
    level_counts,
    locator,
    region_names,
    regions,
    regions_map,
    territories,
    tifinagh_names,
)
from mithaq.apps.reference.queries.places.names import (
    find_place,
    find_places,
    territories_by_code,
)

__all__ = [
    "CREDITS",
    "LevelCount",
    "Locator",
    "NeighbourView",
    "PlaceRef",
    "RegionShape",
    "TerritoryDetail",
    "TifinaghNames",
    "find_place",
    "find_places",
    "level_counts",
    "locator",
    "region_names",
    "regions",
    "regions_map",
    "territories",
    "territories_by_code",
    "territory",
    "tifinagh_names",
]
