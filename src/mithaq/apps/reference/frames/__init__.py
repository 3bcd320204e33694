"""The packaged files and the lists of a deployment, read as rows of the tables."""

from __future__ import annotations

from mithaq.apps.reference.frames.calendars import holiday_key, holiday_rows
from mithaq.apps.reference.frames.categories import ListFile, category_lists
from mithaq.apps.reference.frames.lists import (
    BANKS_FILE,
    NomenclatureFile,
    bank_rows,
    nomenclatures,
)
from mithaq.apps.reference.frames.meanings import indicator_rows, source_rows
from mithaq.apps.reference.frames.places import adjacency_rows, alias_rows, territory_rows
from mithaq.apps.reference.frames.rows import Row
from mithaq.apps.reference.frames.shapes import MapShape, map_shapes

__all__ = [
    "BANKS_FILE",
    "ListFile",
    "MapShape",
    "NomenclatureFile",
    "Row",
    "adjacency_rows",
    "alias_rows",
    "bank_rows",
    "category_lists",
    "holiday_key",
    "holiday_rows",
    "indicator_rows",
    "map_shapes",
    "nomenclatures",
    "source_rows",
    "territory_rows",
]
