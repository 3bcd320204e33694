"""A program as Polars expressions: one `with_columns` a level, never a deep expression.

Polars takes quadratic or exponential time on deep expressions; named columns keep it linear.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Final

import polars as pl

from mithaq.engines.rules._levels import Levels, cut
from mithaq.engines.rules._program import Column, Program
from mithaq.engines.rules._steps import FLOOR_GUARD, Do, Step

_OPERATIONS: Final[Mapping[Do, Callable[..., pl.Expr]]] = {
    Do.ADD: lambda left, right: left + right,
    Do.SUBTRACT: lambda left, right: left - right,
    Do.MULTIPLY: lambda left, right: left * right,
    Do.DIVIDE: lambda left, right: left / right,
    Do.FLOOR: lambda value: (value + FLOOR_GUARD).floor(),
    Do.LEAST: pl.min_horizontal,
    Do.GREATEST: pl.max_horizontal,
    Do.LESS: lambda left, right: left < right,
    Do.AT_MOST: lambda left, right: left <= right,
    Do.EQUAL: lambda left, right: left == right,
    Do.AND: lambda left, right: left & right,
    Do.OR: lambda left, right: left | right,
    Do.NOT: lambda value: ~value,
    Do.CHOOSE: lambda condition, yes, no: pl.when(condition).then(yes).otherwise(no),
}


@dataclass(frozen=True, slots=True)
class PolarsPlan:
    """The levels of a program as expressions, and its results by name (null where unknown)."""

    levels: tuple[tuple[pl.Expr, ...], ...]
    results: tuple[pl.Expr, ...]

    def compute(self, frame: pl.LazyFrame, *, keep: tuple[str, ...] = ()) -> pl.LazyFrame:
        """The results of every row, beside the columns to keep."""
        for level in self.levels:
            frame = frame.with_columns(*level)
        return frame.select(*keep, *self.results)


def render_polars(program: Program, *, supplied: Mapping[str, float] | None = None) -> PolarsPlan:
    """Write a program as expressions. ``supplied`` are facts that are the same for every row."""
    return _Writing(program, cut(program), supplied or {}).plan()


@dataclass(frozen=True, slots=True)
class _Writing:
    program: Program
    cuts: Levels
    supplied: Mapping[str, float]

    def plan(self) -> PolarsPlan:
        levels = tuple(
            tuple(self._write(n, is_top=True).alias(_column(n)) for n in numbers)
            for numbers in self.cuts.listed
        )
        return PolarsPlan(levels, tuple(map(self._result, self.program.outputs)))

    def _result(self, name: str) -> pl.Expr:
        result = self.program.outputs[name]
        value = self._write(result.value)
        if result.known is not None:
            value = pl.when(self._write(result.known)).then(value)
        return value.alias(name)

    def _write(self, number: int, *, is_top: bool = False) -> pl.Expr:
        if number in self.cuts.named and not is_top:
            return pl.col(_column(number))
        step = self.program.steps[number]
        if step.do is Do.CONSTANT:
            return pl.lit(step.content, dtype=pl.Boolean if step.is_boolean else pl.Float64)
        if step.do in {Do.VALUE, Do.KNOWN}:
            return self._fact(step)
        return _OPERATIONS[step.do](*(self._write(arg) for arg in step.args))

    def _fact(self, step: Step) -> pl.Expr:
        name = str(step.content)
        if name in self.supplied:
            return pl.lit(self.supplied[name]) if step.do is Do.VALUE else pl.lit(value=True)
        column = next(column for column in self.program.columns if column.name == name)
        value = _number(column)
        if step.do is Do.KNOWN:
            return value.is_not_null()
        return value.fill_null(value=False) if column.is_boolean else value.fill_null(0.0)


def _number(column: Column) -> pl.Expr:
    """A column as a number or a truth; null where missing, and where a code is not known."""
    read = pl.col(column.name)
    match column.kind:
        case "boolean":
            return read
        case "date":
            return read.cast(pl.Date).cast(pl.Int32).cast(pl.Float64)
        case "code":
            numbers = [float(number) for number in range(len(column.choices))]
            return read.cast(pl.String).replace_strict(
                list(column.choices), numbers, default=None, return_dtype=pl.Float64
            )
        case _:
            return read.cast(pl.Float64).fill_nan(None)


def _column(number: int) -> str:
    return f"__{number}"
