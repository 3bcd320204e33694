"""A law over a population, chunk by chunk: nothing is held but the sums of the cells."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeAlias

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from mithaq.engines.rules._arrow import (
    Indices,
    Shape,
    read_facts,
    result_schema,
    write_result,
)
from mithaq.engines.rules._band import By
from mithaq.engines.rules._cells import Cells
from mithaq.engines.rules._facts import MONTH
from mithaq.engines.rules._numpy import CHUNK, Kernel, Read, Truths
from mithaq.engines.rules._program import Column, Program
from mithaq.engines.rules._source import Part, Source, parts
from mithaq.engines.rules._totals import Cell, Comparison, Difference, Total, Totals

Results: TypeAlias = Mapping[str, Read]


@dataclass(frozen=True, slots=True)
class Asked:
    """What is computed of the rows of a month.

    ``program`` gives the program for rows of which some facts are all present: presence is only
    computed where something is missing. ``supplied`` are the facts equal for every row: the month
    asked, as a day.
    """

    columns: tuple[Column, ...]
    program: Callable[[frozenset[str]], Program]
    supplied: Mapping[str, float]


@dataclass(frozen=True, slots=True)
class Run:
    """A population to which the law of each month is applied, when totals or rows are asked.

    ``facts`` are those that some month may read; without them one law counts for every row.
    ``months`` keeps the rows of a span of months, both ends included.
    """

    asked: Callable[[str | None], Asked]
    source: Source
    shapes: Mapping[str, Shape]
    facts: frozenset[str] = frozenset()
    months: tuple[str, str] | None = None

    @property
    def targets(self) -> tuple[str, ...]:
        """The results that can be asked."""
        return tuple(self.shapes)

    def total(self, *targets: str, by: Sequence[By] = ()) -> Totals:
        """The sums of targets by cell, and for how many rows they are known; truths are counted.

        Amounts of money are added in centimes, row by row: the sum is exact in any order.
        """
        wanted = targets or self.targets
        names = ["rows", *(f"{t}:{what}" for t in wanted for what in ("sum", "unknown"))]
        cells = Cells(tuple(by), tuple(names))
        for chunk in self._chunks(cells, keep=()):
            cells.add("rows", chunk.cells)
            for target in wanted:
                read, shape = chunk.results[target], self.shapes[target]
                cells.add(f"{target}:sum", chunk.cells, _amounts(read, shape))
                if read.known is not None:
                    cells.add(f"{target}:unknown", chunk.cells, ~read.known)
        shapes = self.shapes
        return Totals(
            wanted,
            tuple(
                Cell(keys, int(sums["rows"]), {t: _total(sums, t, shapes[t]) for t in wanted})
                for keys, sums in cells.listed()
            ),
        )

    def compare(self, *targets: str, by: Sequence[By] = ()) -> Comparison:
        """Each target before and after (``target@1``) by cell, and who gains or loses.

        A row of which either side is unknown counts in neither: it is undecided.
        """
        wanted = targets or tuple(t for t in self.targets if "@" not in t)
        kinds = ("before", "after", "winners", "losers", "undecided")
        names = ["rows", *(f"{t}:{what}" for t in wanted for what in kinds)]
        cells = Cells(tuple(by), tuple(names))
        for chunk in self._chunks(cells, keep=()):
            cells.add("rows", chunk.cells)
            for target in wanted:
                _add_difference(cells, target, chunk, self.shapes[target])
        shapes = self.shapes
        return Comparison(
            wanted,
            tuple(
                Cell(keys, int(sums["rows"]), {t: _difference(sums, t, shapes[t]) for t in wanted})
                for keys, sums in cells.listed()
            ),
        )

    def rows(self, *, keep: Sequence[str] = ()) -> Iterator[pa.RecordBatch]:
        """The results of every row beside the columns to keep; null where unknown."""
        for chunk in self._chunks(Cells((), ("rows",)), keep=keep):
            kept = [chunk.batch.column(name) for name in keep]
            yield pa.record_batch(
                [*kept, *(write_result(chunk.results[t], self.shapes[t]) for t in self.targets)],
                names=[*keep, *self.targets],
            )

    def schema(self) -> pa.Schema:
        """The columns that `rows` gives, those to keep apart."""
        return result_schema(self.shapes)

    def _chunks(self, cells: Cells, *, keep: Iterable[str]) -> Iterator[_Chunk]:
        kernel: Kernel | None = None
        grouped = [by if isinstance(by, str) else by.column for by in cells.by]
        by_month = {*self.facts, *grouped, *keep} if self.facts else None
        for part in parts(self.source, by_month=by_month):
            if self.months and part.month and not self.months[0] <= part.month <= self.months[1]:
                continue
            asked = self.asked(part.month)
            columns = {*(column.name for column in asked.columns), *grouped, *keep}
            for read in part.batches(columns):
                batch = _with_month(read, part) if MONTH in grouped else read
                facts = read_facts(batch, asked.columns, supplied=asked.supplied)
                program = asked.program(frozenset(n for n, r in facts.items() if r.known is None))
                if kernel is None or not _is_same(kernel, program, asked.supplied):
                    kernel = Kernel(program, supplied=asked.supplied)
                numbers = cells.number(batch)
                for start in range(0, batch.num_rows, CHUNK):
                    rows = slice(start, min(start + CHUNK, batch.num_rows))
                    results = kernel.compute(_cut(facts, rows), rows.stop - start)
                    yield _Chunk(batch.slice(start, CHUNK), numbers[rows], results)


@dataclass(frozen=True, slots=True)
class _Chunk:
    batch: pa.RecordBatch
    cells: Indices
    results: Results


def _is_same(kernel: Kernel, program: Program, supplied: Mapping[str, float]) -> bool:
    return kernel.program is program and kernel.supplied == supplied


def _with_month(batch: pa.RecordBatch, part: Part) -> pa.RecordBatch:
    """The month that the place of a file tells, as a column to group by."""
    if part.month is None or MONTH in batch.schema.names:
        return batch
    indices = pa.array(np.zeros(batch.num_rows, dtype=np.int32))
    return batch.append_column(MONTH, pa.DictionaryArray.from_arrays(indices, [part.month]))


def _cut(facts: Mapping[str, Read], rows: slice) -> dict[str, Read]:
    return {
        name: read
        if read.values.ndim == 0
        else Read(read.values[rows], None if read.known is None else read.known[rows])
        for name, read in facts.items()
    }


def _amounts(read: Read, shape: Shape) -> NDArray[np.float64]:
    """What a row adds: centimes of money, 1 for a truth, else the number; 0 where unknown."""
    amounts = read.values * 100.0 if shape.is_money else read.values.astype(np.float64)
    if shape.is_money:
        np.rint(amounts, out=amounts)
    if read.known is not None:
        amounts *= read.known
    return amounts


def _add_difference(cells: Cells, target: str, chunk: _Chunk, shape: Shape) -> None:
    before, after = chunk.results[target], chunk.results[f"{target}@1"]
    decided = _both(before.known, after.known)
    first, second = (_amounts(Read(read.values, decided), shape) for read in (before, after))
    cells.add(f"{target}:before", chunk.cells, first)
    cells.add(f"{target}:after", chunk.cells, second)
    cells.add(f"{target}:winners", chunk.cells, second > first)
    cells.add(f"{target}:losers", chunk.cells, second < first)
    if decided is not None:
        cells.add(f"{target}:undecided", chunk.cells, ~decided)


def _both(one: Truths | None, other: Truths | None) -> Truths | None:
    if one is None or other is None:
        return other if one is None else one
    return one & other


def _total(sums: Mapping[str, float], target: str, shape: Shape) -> Total:
    unit = 100.0 if shape.is_money else 1.0
    known = int(sums["rows"] - sums[f"{target}:unknown"])
    return Total(sums[f"{target}:sum"] / unit, known)


def _difference(sums: Mapping[str, float], target: str, shape: Shape) -> Difference:
    unit = 100.0 if shape.is_money else 1.0
    before, after = sums[f"{target}:before"], sums[f"{target}:after"]
    return Difference(
        before=before / unit,
        after=after / unit,
        difference=(after - before) / unit,
        winners=int(sums[f"{target}:winners"]),
        losers=int(sums[f"{target}:losers"]),
        undecided=int(sums[f"{target}:undecided"]),
    )
