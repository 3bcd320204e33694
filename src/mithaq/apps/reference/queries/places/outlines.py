"""The outlines of the map with their names, as packaged: drawing them asks no database."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import Final

from mithaq.apps.reference import frames
from mithaq.base.text import Labels

_LAYERS: Final = {"region": "regions", "province": "provinces"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Outline:
    """A territory as a map draws it."""

    code: str
    label: Labels
    path: str


@cache
def outlines(level: str) -> tuple[Outline, ...]:
    """The regions or the provinces that have an outline, in the order of their codes."""
    shapes = frames.map_shapes(_LAYERS[level])
    rows = frames.territory_rows()[1 if level == "region" else 2]
    return tuple(
        Outline(
            code=row.key,
            label=Labels(
                *(str(row.values.get(f"label_{name}", "")) for name in ("fr", "ar", "en"))
            ),
            path=shapes[row.key].outline,
        )
        for row in sorted(rows, key=lambda row: row.key)
        if row.key in shapes
    )
