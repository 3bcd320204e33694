"""The packaged tables of figures, read as cells; the only place that knows their columns."""

from __future__ import annotations

from mithaq.apps.observatory.frames.batches import TableBatch, batches_of
from mithaq.apps.observatory.frames.cells import Cell, cells_of
from mithaq.apps.observatory.frames.inserting import insert_rows
from mithaq.apps.observatory.frames.packaged import (
    DatasetFile,
    conflict_entries,
    dataset_files,
    entries,
)

__all__ = [
    "Cell",
    "DatasetFile",
    "TableBatch",
    "batches_of",
    "cells_of",
    "conflict_entries",
    "dataset_files",
    "entries",
    "insert_rows",
]
