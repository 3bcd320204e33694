"""A program on columns: NumPy on chunks that stay in the processor's cache.

Every step writes into a buffer that is used again once nobody reads it, so a run allocates
nothing and a nation needs no more memory than a village.
"""

from __future__ import annotations

from collections.abc import Callable, Container, Iterable, Mapping
from dataclasses import dataclass, field
from functools import partial
from typing import Any, Final, TypeAlias

import numpy as np
from numpy.typing import NDArray

from mithaq.engines.rules._program import Program
from mithaq.engines.rules._split import split
from mithaq.engines.rules._steps import FLOOR_GUARD, Do, Step

Truths: TypeAlias = NDArray[np.bool_]
Array: TypeAlias = NDArray[Any]  # numbers or truths

#: Rows a chunk: 64 KB a column, so that some thirty of them fit a second-level cache.
CHUNK: Final = 8192

#: Days of a table at most (1900 to 2199); rows beyond are computed without it.
MOST_DAYS: Final = 110_000

_MARGIN: Final = 400
_SOURCES: Final = frozenset({Do.CONSTANT, Do.VALUE, Do.KNOWN})
_OF_TWO: Final[Mapping[Do, Any]] = {
    Do.ADD: np.add,
    Do.SUBTRACT: np.subtract,
    Do.MULTIPLY: np.multiply,
    Do.DIVIDE: np.divide,
    Do.LEAST: np.minimum,
    Do.GREATEST: np.maximum,
    Do.LESS: np.less,
    Do.AT_MOST: np.less_equal,
    Do.EQUAL: np.equal,
    Do.AND: np.logical_and,
    Do.OR: np.logical_or,
}


@dataclass(frozen=True, slots=True)
class Read:
    """A column of a chunk: its values (0 or false where missing), and which rows have one."""

    values: Array
    known: Truths | None = None


@dataclass(slots=True)
class Kernel:
    """A program made ready for chunks of at most ``rows`` rows. Not to be shared by threads.

    ``supplied`` are the facts equal for every row: what depends on nothing else is computed here.
    """

    program: Program
    rows: int = CHUNK
    supplied: Mapping[str, float] = field(default_factory=dict)
    has_tables: bool = True
    _held: dict[int, Array] = field(init=False, default_factory=dict)
    _inputs: list[tuple[Do, str, Array]] = field(init=False, default_factory=list)
    _tables: list[_Table] = field(init=False, default_factory=list)
    _calls: list[Callable[[], object]] = field(init=False)
    _without_tables: Kernel | None = field(init=False, default=None)

    def __post_init__(self) -> None:
        """Give every step a buffer, and write down the calls that fill it."""
        program, held = self.program, self._held
        parts = split(program, supplied=self.supplied, has_tables=self.has_tables)
        results = {n for r in program.outputs.values() for n in (r.value, r.known)}
        read = {arg for number in parts.rest for arg in program.steps[number].args} | results
        for number in program.needed():
            if program.steps[number].do in _SOURCES:
                held[number] = self._source(program.steps[number], is_read=number in read)
        for call in _written(program, parts.singles, held, rows=1, kept=parts.singles):
            call()
        for number in parts.singles:
            held[number] = held[number].reshape(())
        for name, (looked_up, needed) in parts.tables.items():
            for number in looked_up:
                held[number] = _buffer(program.steps[number], self.rows)
            self._tables.append(_Table(program, name, looked_up, needed, held))
        self._calls = _written(program, parts.rest, held, rows=self.rows, kept=results)

    def compute(self, facts: Mapping[str, Read], rows: int) -> dict[str, Read]:
        """The results of a chunk: views of buffers, good until the next chunk."""
        for table in self._tables:
            if not table.look_up(facts[table.fact].values, self._held, rows):
                return self._beyond_tables().compute(facts, rows)
        for do, name, buffer in self._inputs:
            read = facts[name]
            if do is Do.VALUE:
                np.copyto(buffer[:rows], read.values, casting="unsafe")
            else:
                buffer[:rows] = True if read.known is None else read.known
        for call in self._calls:
            call()
        return {
            name: Read(
                self._view(result.value, rows),
                None if result.known is None else self._view(result.known, rows),
            )
            for name, result in self.program.outputs.items()
        }

    def _beyond_tables(self) -> Kernel:
        if self._without_tables is None:
            self._without_tables = Kernel(
                self.program, self.rows, supplied=self.supplied, has_tables=False
            )
        return self._without_tables

    def _source(self, step: Step, *, is_read: bool) -> Array:
        kind = np.bool_ if step.is_boolean else np.float64
        if step.do is Do.CONSTANT:
            return np.array(step.content, dtype=kind)
        name = str(step.content)
        if name in self.supplied:
            return np.array(self.supplied[name] if step.do is Do.VALUE else True, dtype=kind)
        buffer = _buffer(step, self.rows)
        if is_read:
            self._inputs.append((step.do, name, buffer))
        return buffer

    def _view(self, number: int, rows: int) -> Array:
        held = self._held[number]
        return np.broadcast_to(held, (rows,)) if held.ndim == 0 else held[:rows]


@dataclass(slots=True)
class _Table:
    """What depends on one day alone, for every day from a first to a last."""

    program: Program
    fact: str
    looked_up: tuple[int, ...]
    needed: tuple[int, ...]
    singles: Mapping[int, Array]
    _first: int = 0
    _last: int = -1
    _values: dict[int, Array] = field(init=False, default_factory=dict)

    def look_up(self, days: Array, held: Mapping[int, Array], rows: int) -> bool:
        """Fill the buffers of the steps looked up; False when the days are too far apart."""
        first, last = int(days.min(initial=0)), int(days.max(initial=0))
        if first < self._first or last > self._last:
            first, last = min(first - _MARGIN, self._first), max(last + _MARGIN, self._last)
            if last - first >= MOST_DAYS:
                return False
            self._fill(first, last)
        places = np.subtract(days, self._first, dtype=np.intp, casting="unsafe")
        for number in self.looked_up:
            # Every place is in the table; « clip » only spares the check that copies the output.
            np.take(self._values[number], places, out=held[number][:rows], mode="clip")
        return True

    def _fill(self, first: int, last: int) -> None:
        days = np.arange(first, last + 1, dtype=np.float64)
        held = dict(self.singles)
        for number, step in enumerate(self.program.steps):
            if step.do is Do.VALUE and step.content == self.fact:
                held[number] = days
        kept = set(self.looked_up)
        for call in _written(self.program, self.needed, held, rows=len(days), kept=kept):
            call()
        self._values = {number: held[number] for number in self.looked_up}
        self._first, self._last = first, last


def _buffer(step: Step, rows: int) -> Array:
    return np.zeros(rows, dtype=np.bool_ if step.is_boolean else np.float64)


def _written(
    program: Program,
    numbers: tuple[int, ...],
    held: dict[int, Array],
    *,
    rows: int,
    kept: Container[int | None],
) -> list[Callable[[], object]]:
    """The calls that compute some steps, each into a buffer that no later call still reads.

    ``held`` is what is computed already, and gains the buffers; those of ``kept`` stay as they are.
    """
    own = set(numbers)
    last = {arg: number for number in numbers for arg in program.steps[number].args}
    free: dict[bool, list[Array]] = {False: [], True: []}
    calls: list[Callable[[], object]] = []
    for number in numbers:
        step = program.steps[number]
        idle = free[step.is_boolean]
        held[number] = idle.pop() if idle else _buffer(step, rows)
        calls.extend(_calls(step, [held[arg] for arg in step.args], held[number]))
        # Freed only now: a step that takes several calls must not write over what it reads.
        for arg in set(step.args):
            if last[arg] == number and arg in own and arg not in kept:
                free[program.steps[arg].is_boolean].append(held[arg])
    return calls


def _calls(step: Step, args: list[Array], out: Array) -> Iterable[Callable[[], object]]:
    """The calls that compute a step; the guard of a floor and a choice take several."""
    match step.do:
        case Do.FLOOR:
            yield partial(np.add, args[0], FLOOR_GUARD, out=out)
            yield partial(np.floor, out, out=out)
        case Do.NOT:
            yield partial(np.logical_not, args[0], out=out)
        case Do.CHOOSE if step.is_boolean:
            condition, yes, no = args
            yield partial(np.logical_xor, yes, no, out=out)
            yield partial(np.logical_and, condition, out, out=out)
            yield partial(np.logical_xor, out, no, out=out)
        case Do.CHOOSE:
            yield partial(_choose, out, *args)
        case _:
            yield partial(_OF_TWO[step.do], *args, out=out)


def _choose(out: Array, condition: Array, yes: Array, no: Array) -> None:
    """One number or the other: faster than two masked copies (measured: 7 against 29 µs)."""
    out[:] = np.where(condition, yes, no)
