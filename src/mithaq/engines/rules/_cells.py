"""The cells of a grouping (region × sex × …): numbered as they appear, added up by chunk."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import partial
from itertools import product
from math import prod
from typing import Final, TypeAlias

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from mithaq.base.errors import Fault, Refusal
from mithaq.base.text import Labels
from mithaq.engines.rules._arrow import Indices, in_dictionary
from mithaq.engines.rules._band import Band, By
from mithaq.engines.rules._numpy import Array

Sums: TypeAlias = NDArray[np.float64]

#: More cells than this is a list of people, not a table of totals.
MOST_CELLS: Final = 2_000_000


@dataclass(slots=True)
class _Key:
    """The values met in one column of a grouping; nothing (null) is always the first."""

    by: By
    values: list[object] = field(default_factory=lambda: [None])
    numbers: dict[object, int] = field(default_factory=lambda: {None: 0})

    @property
    def name(self) -> str:
        return self.by.column if isinstance(self.by, Band) else self.by

    def read(self, batch: pa.RecordBatch) -> Indices:
        """The number of each row's value."""
        array = batch.column(self._place(batch))
        if isinstance(self.by, Band):
            return self._bands(array, self.by)
        written, indices = in_dictionary(array)
        numbers = np.array([self._number(value) for value in (*written, None)], dtype=np.intp)
        found: Indices = numbers[indices]
        return found

    def _place(self, batch: pa.RecordBatch) -> int:
        place = int(batch.schema.get_field_index(self.name))
        if place < 0:
            listed = ", ".join(batch.schema.names)
            sentence = Labels(
                fr=f"Le fichier n’a pas de colonne de ce nom. Colonnes : {listed}.",
                ar=f"لا يحتوي الملف على عمود بهذا الاسم. الأعمدة: {listed}.",
                en=f"The file has no column of that name. Columns: {listed}.",
            )
            raise Refusal([Fault(where=self.name, sentence=sentence)])
        return place

    def _bands(self, array: pa.Array, band: Band) -> Indices:
        if len(self.values) == 1:
            for number in range(len(band.edges) + 1):
                self._number(band.label(number))
        values = array.cast(pa.float64()).to_numpy(zero_copy_only=False)
        numbers: Indices = np.searchsorted(band.edges, values, side="right") + 1
        numbers[np.isnan(values)] = 0
        return numbers

    def _number(self, value: object) -> int:
        number = self.numbers.get(value)
        if number is None:
            number = self.numbers[value] = len(self.values)
            self.values.append(value)
        return number


@dataclass(slots=True)
class Cells:
    """The sums of a run by cell. ``names`` are the quantities that it adds up."""

    by: tuple[By, ...]
    names: tuple[str, ...]
    _keys: list[_Key] = field(init=False)
    _shape: tuple[int, ...] = field(init=False)
    _sums: dict[str, Sums] = field(init=False)

    def __post_init__(self) -> None:
        """Begin with room for a few values of each key."""
        self._keys = [_Key(by) for by in self.by]
        self._shape = tuple(4 for _ in self.by)
        self._sums = {name: np.zeros(self._shape) for name in self.names}

    def number(self, batch: pa.RecordBatch) -> Indices:
        """The cell of each row of a batch; makes room for the values that appear."""
        read = [key.read(batch) for key in self._keys]
        self._make_room()
        cells = np.zeros(batch.num_rows, dtype=np.intp)
        for indices, size in zip(read, self._shape, strict=True):
            cells *= size
            cells += indices
        return cells

    def add(self, name: str, cells: Indices, amounts: Array | None = None) -> None:
        """Add the amounts of some rows to their cells; without amounts, count the rows."""
        sums = self._sums[name]
        if amounts is None:
            sums += np.bincount(cells, minlength=sums.size).reshape(sums.shape)
        elif sums.size > 4 * len(cells):
            np.add.at(sums.reshape(-1), cells, amounts)
        else:
            found = np.bincount(cells, weights=amounts, minlength=sums.size)
            sums += found.reshape(sums.shape)

    def listed(self) -> Iterator[tuple[dict[str, object], dict[str, float]]]:
        """Each cell that has rows: its keys, and its sums (``rows`` among the names)."""
        ordered = [sorted(range(len(k.values)), key=partial(_rank, k)) for k in self._keys]
        for place in product(*ordered):
            if self._sums["rows"][place]:
                keys = {k.name: k.values[n] for k, n in zip(self._keys, place, strict=True)}
                yield keys, {name: float(self._sums[name][place]) for name in self.names}

    def _make_room(self) -> None:
        wanted = tuple(
            max(size, 1 << (len(key.values) - 1).bit_length())
            for size, key in zip(self._shape, self._keys, strict=True)
        )
        if wanted == self._shape:
            return
        if prod(wanted) > MOST_CELLS:
            names = ", ".join(key.name for key in self._keys)
            sentence = Labels(
                fr=f"Ce regroupement fait plus de {MOST_CELLS} cases : groupez par moins de "
                "colonnes, ou par tranches.",
                ar=f"هذا التجميع يتجاوز {MOST_CELLS} خانة: اختاروا أعمدة أقل أو شرائح.",
                en=f"This grouping makes more than {MOST_CELLS} cells: group by fewer columns, or "
                "by bands.",
            )
            raise Refusal([Fault(where=names, sentence=sentence)])
        room = [(0, new - old) for old, new in zip(self._shape, wanted, strict=True)]
        self._sums = {name: np.pad(sums, room) for name, sums in self._sums.items()}
        self._shape = wanted


def _rank(key: _Key, number: int) -> tuple[bool, bool, str, int]:
    """Nothing last; bands in their order; numbers and words in theirs."""
    value = key.values[number]
    if isinstance(key.by, Band):
        return value is None, False, "", number
    is_number = isinstance(value, int | float)
    return value is None, not is_number, f"{value:020.4f}" if is_number else str(value), 0
