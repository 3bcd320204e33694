"""A program in exact numbers: the oracle that every floating dialect is held against.

A quotient that decimals cannot hold (1/3) becomes a fraction, so that nothing is ever lost: a
floor needs no guard here. Many cases are computed by columns: truths as truths, whole numbers
(days, counts) as integers, everything else as decimals.
"""

from __future__ import annotations

import operator
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Context, Decimal, Inexact, InvalidOperation, localcontext
from fractions import Fraction
from math import floor
from typing import Any, Final, TypeAlias

import numpy as np
from numpy.typing import NDArray

from mithaq.engines.rules._program import Program
from mithaq.engines.rules._steps import Do, Scalar, Step

Exact: TypeAlias = Decimal | Fraction
Facts: TypeAlias = Mapping[str, Scalar | Decimal | None]
Column: TypeAlias = NDArray[Any]

_EXACTLY: Final = Context(prec=60, traps=[Inexact, InvalidOperation])


def _floor_of_quotient(value: Exact, divisor: Exact) -> Decimal:
    """The floor of a quotient, without the quotient itself (the calendar is made of these)."""
    if isinstance(value, Decimal) and isinstance(divisor, Decimal):
        whole, rest = divmod(value, divisor)
        return whole - 1 if rest and (rest < 0) is not (divisor < 0) else whole
    return Decimal(floor(Fraction(value) / Fraction(divisor)))


def _floor(value: Exact) -> Decimal:
    return Decimal(floor(value))


_OF_ONE: Final[Mapping[Do, Callable[[Any], Any]]] = {
    Do.FLOOR: _floor,
    Do.NOT: operator.not_,
}
_OF_TWO: Final[Mapping[Do, Callable[[Any, Any], Any]]] = {
    Do.ADD: operator.add,
    Do.SUBTRACT: operator.sub,
    Do.MULTIPLY: operator.mul,
    Do.DIVIDE: operator.truediv,
    Do.LEAST: min,
    Do.GREATEST: max,
    Do.LESS: operator.lt,
    Do.AT_MOST: operator.le,
    Do.EQUAL: operator.eq,
    Do.AND: operator.and_,
    Do.OR: operator.or_,
}
#: A step, what computes it (None: a choice), and its arguments (-1 where it has fewer).
_Line: TypeAlias = tuple[int, Callable[..., Any] | None, int, int, int]


@dataclass(slots=True)
class ExactRun:
    """A program ready to be computed, one case at a time, without any rounding but the law's."""

    program: Program
    _held: list[Any] = field(init=False)
    _facts: list[tuple[int, Do, str, Scalar]] = field(init=False, default_factory=list)
    _tape: list[_Line] = field(init=False, default_factory=list)

    def __post_init__(self) -> None:
        """Write down what is to be done, in order."""
        self._held = [None] * len(self.program.steps)
        read = self._read()
        for number in self.program.needed():
            step = self.program.steps[number]
            match step.do:
                case Do.CONSTANT:
                    self._held[number] = _exact(step.content)
                case Do.VALUE | Do.KNOWN:
                    nothing = False if step.is_boolean else 0.0
                    self._facts.append((number, step.do, str(step.content), nothing))
                case _ if number in read:
                    self._tape.append(self._line(number, step))

    def _read(self) -> set[int | None]:
        """The steps that another reads, or that are results: not the quotient under a floor."""
        steps = self.program.steps
        read = {n for r in self.program.outputs.values() for n in (r.value, r.known)}
        for number in self.program.needed():
            step = steps[number]
            is_floor_of_quotient = step.do is Do.FLOOR and steps[step.args[0]].do is Do.DIVIDE
            read.update(steps[step.args[0]].args if is_floor_of_quotient else step.args)
        return read

    def _line(self, number: int, step: Step) -> _Line:
        if step.do is Do.CHOOSE:
            condition, yes, no = step.args
            return number, None, condition, yes, no
        if step.do in _OF_TWO:
            left, right = step.args
            return number, _OF_TWO[step.do], left, right, -1
        (argument,) = step.args
        inner = self.program.steps[argument]
        if step.do is Do.FLOOR and inner.do is Do.DIVIDE:
            value, divisor = inner.args
            return number, _floor_of_quotient, value, divisor, -1
        return number, _OF_ONE[step.do], argument, -1, -1

    def compute(self, facts: Facts) -> dict[str, Exact | bool | None]:
        """The results of a case; None where unknown.

        A fact is a number (a day: days since 1970-01-01; a code: its number), a truth, or None
        where it is missing.
        """
        held = self._held
        for number, do, name, nothing in self._facts:
            fact = facts.get(name)
            if do is Do.KNOWN:
                held[number] = fact is not None
            else:
                held[number] = _exact(nothing if fact is None else fact)
        with localcontext(_EXACTLY):
            self._run(held)
        return {
            name: held[result.value] if result.known is None or held[result.known] else None
            for name, result in self.program.outputs.items()
        }

    def rows(self, cases: Sequence[Facts]) -> list[dict[str, Any]]:
        """The results of many cases, each as `compute` gives them."""
        names = dict.fromkeys(name for case in cases for name in case)
        found = self.columns({name: [case.get(name) for case in cases] for name in names})
        return [dict(zip(found, row, strict=True)) for row in zip(*found.values(), strict=True)]

    def columns(
        self, facts: Mapping[str, Sequence[Scalar | Decimal | None]]
    ) -> dict[str, list[Any]]:
        """The results of many cases, each a list in their order; None where unknown."""
        count = len(next(iter(facts.values())))
        held: list[Any] = [None if one is None else _column([one]) for one in self._held]
        for number, do, name, nothing in self._facts:
            given = facts.get(name, [None] * count)
            if do is Do.KNOWN:
                held[number] = np.array([fact is not None for fact in given])
            else:
                held[number] = _column([_exact(nothing if f is None else f) for f in given])
        with localcontext(_EXACTLY):
            for number, function, *places in self._tape:
                args = [held[place] for place in places if place >= 0]
                held[number] = _on_columns(function, args)
        return {
            name: [
                value if is_known else None
                for value, is_known in zip(
                    np.broadcast_to(held[result.value], count).tolist(),
                    np.broadcast_to(_TRUE if result.known is None else held[result.known], count),
                    strict=True,
                )
            ]
            for name, result in self.program.outputs.items()
        }

    def _run(self, held: list[Any]) -> None:
        for number, function, first, second, third in self._tape:
            if function is None:
                held[number] = held[second] if held[first] else held[third]
            elif second < 0:
                held[number] = function(held[first])
            else:
                try:
                    held[number] = function(held[first], held[second])
                except (Inexact, TypeError):  # what decimals cannot hold, fractions do
                    held[number] = function(Fraction(held[first]), Fraction(held[second]))


def _exact(value: Scalar | Decimal | str | None) -> Decimal | bool:
    """A float is the decimal that people wrote: 0.1, not the binary number beside it."""
    return value if isinstance(value, bool | Decimal) else Decimal(repr(value))


_TRUE: Final = np.array([True])
#: Beyond, a product of integers could overflow: decimals again.
_LARGEST: Final = 2.0**62
_LOGICAL: Final[Mapping[Callable[..., Any], Callable[..., Any]]] = {
    operator.and_: np.logical_and,
    operator.or_: np.logical_or,
    operator.not_: np.logical_not,
}
_NUMERIC: Final[Mapping[Callable[..., Any], Callable[..., Any]]] = {
    operator.add: np.add,
    operator.sub: np.subtract,
    operator.mul: np.multiply,
    min: np.minimum,
    max: np.maximum,
    operator.lt: np.less,
    operator.le: np.less_equal,
    operator.eq: np.equal,
}


def _column(values: Sequence[Any]) -> Column:
    """Truths, integers where all are whole, else exact numbers."""
    if all(value is True or value is False for value in values):
        return np.array(values, dtype=bool)
    if all(abs(value) < _LARGEST and value == int(value) for value in values):
        return np.array([int(value) for value in values], dtype=np.int64)
    column = np.empty(len(values), dtype=object)
    column[:] = values
    return column


def _on_columns(function: Callable[..., Any] | None, args: list[Column]) -> Column:
    if function is None:
        condition, yes, no = args
        return np.where(condition, yes, no)
    if function in _LOGICAL:
        return np.asarray(_LOGICAL[function](*args))
    if all(arg.dtype != object for arg in args):
        done = _on_integers(function, args)
        if done is not None:
            return done
    elif function is _floor:
        return np.asarray(_FLOORS(args[0])).astype(np.int64)
    if function in _NUMERIC:
        try:
            return np.asarray(_NUMERIC[function](*[arg.astype(object) for arg in args]))
        except (Inexact, TypeError):
            pass  # one of them is a fraction
    exactly = np.frompyfunc(_fractions_where_needed(function), len(args), 1)
    if all(arg.dtype == np.int64 for arg in args):  # days and counts: few, come back often
        pairs, places = np.unique(np.stack(np.broadcast_arrays(*args)), axis=1, return_inverse=True)
        found = np.asarray(exactly(*map(_decimals, pairs)))
        return found[places.reshape(-1)]
    return np.asarray(exactly(*map(_decimals, args)))


def _on_integers(function: Callable[..., Any], args: list[Column]) -> Column | None:
    """What integers hold exactly; None for a quotient, or where they could overflow."""
    sizes = [float(np.abs(arg).max(initial=0)) if arg.dtype != bool else 1.0 for arg in args]
    if function is operator.mul and sizes[0] * sizes[1] >= _LARGEST:
        return None
    if function in _NUMERIC and max(sizes) < _LARGEST / 2:
        return np.asarray(_NUMERIC[function](*args))
    if function is _floor_of_quotient and args[1].all():
        return np.asarray(np.floor_divide(*args))
    return None


def _decimals(column: Column) -> Column:
    """Integers as decimals: the quotient of two integers would be a floating number."""
    return np.asarray(_DECIMALS(column.astype(object)))


def _fractions_where_needed(function: Callable[..., Any]) -> Callable[..., Any]:
    def exactly(*values: Exact) -> Any:
        try:
            return function(*values)
        except (Inexact, TypeError):  # what decimals cannot hold, fractions do
            return function(*[Fraction(value) for value in values])

    return exactly


_FLOORS: Final = np.frompyfunc(floor, 1, 1)
_DECIMALS: Final = np.frompyfunc(lambda v: Decimal(v) if type(v) is int else v, 1, 1)
