"""A packaged table in batches: each is short enough to be written while the site serves."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from mithaq.apps.observatory.frames.cells import Cell, cells_of
from mithaq.apps.observatory.frames.packaged import DatasetFile

# SQLite has one writer at a time: 2,000 figures hold it for a few tenths of a second.
SIZE: Final = 2000


@dataclass(frozen=True, slots=True, kw_only=True)
class TableBatch:
    """Some consecutive figures of a table; ``number`` counts from one to ``count``."""

    dataset: DatasetFile
    digest: str
    number: int
    count: int
    total: int
    cells: tuple[Cell, ...]

    @property
    def is_last(self) -> bool:
        """Whether the table is whole once this one is written."""
        return self.number == self.count


def batches_of(dataset: DatasetFile, *, size: int = SIZE) -> tuple[TableBatch, ...]:
    """Part a table in the order of its file: what a figure names is in the same or an earlier one.

    The same file always gives the same batches, so that a relaunch finds those already made.
    """
    cells, digest = tuple(cells_of(dataset)), dataset.sha256
    starts = range(0, len(cells), size)
    return tuple(
        TableBatch(
            dataset=dataset,
            digest=digest,
            number=number,
            count=len(starts),
            total=len(cells),
            cells=cells[start : start + size],
        )
        for number, start in enumerate(starts, start=1)
    )
