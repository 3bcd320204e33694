"""The outlines of regions and provinces, already projected, from OpenStreetMap (ODbL)."""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import cache
from typing import Any, Final

from mithaq.apps.reference.frames.rows import packaged_text

# The twelve regions alone weigh a sixth: first pages draw them.
_FILES: Final = {"regions": "regions_svg.json", "provinces": "morocco_svg_paths.json"}


@dataclass(frozen=True, slots=True)
class MapShape:
    """One territory on the map: its outline and a point inside it, in the units of the view box."""

    code: str
    outline: str
    x: float
    y: float


@cache
def map_shapes(layer: str) -> dict[str, MapShape]:
    """Give the outlines of a layer, « regions » or « provinces », by territory code."""
    stored: dict[str, Any] = json.loads(packaged_text(_FILES[layer]))
    return {
        code: MapShape(code, shape["d"], float(shape["cx"]), float(shape["cy"]))
        for code, shape in stored[layer].items()
    }
