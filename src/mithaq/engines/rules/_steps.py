"""The steps to which every formula comes down: seventeen operations that every dialect has.

Dates, schedules, rounding and unknowns are written out here once, so that NumPy, Polars, SQL and
exact decimals compute the same thing. A step is numbered; equal steps are the same step, so what
two rules (or a law and its reform) share is computed once.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import Final, TypeAlias

Scalar: TypeAlias = float | bool

#: Added before a floor in floating dialects: 2.9999999999 is three that lost its last bit.
#: Smaller than any fraction that law or calendar produce (1/146,097 of a cycle of the calendar).
FLOOR_GUARD: Final = 1e-6


class Do(StrEnum):
    """One operation that every dialect renders in a line."""

    CONSTANT = "constant"
    VALUE = "value"  # the column of a fact; 0 or false where it is missing
    KNOWN = "known"  # whether the fact is there
    ADD = "add"
    SUBTRACT = "subtract"
    MULTIPLY = "multiply"
    DIVIDE = "divide"  # never by zero: the divisor is guarded by a choice
    FLOOR = "floor"
    LEAST = "least"
    GREATEST = "greatest"
    LESS = "less"
    AT_MOST = "at_most"
    EQUAL = "equal"  # whole numbers only: codes, days
    AND = "and"
    OR = "or"
    NOT = "not"
    CHOOSE = "choose"


_FOLDED: Final = frozenset({Do.AND, Do.OR, Do.NOT, Do.CHOOSE})
BOOLEAN: Final = frozenset({Do.KNOWN, Do.LESS, Do.AT_MOST, Do.EQUAL, Do.AND, Do.OR, Do.NOT})


@dataclass(frozen=True, slots=True)
class Step:
    """An operation on earlier steps; ``content`` is a constant or the name of a fact."""

    do: Do
    args: tuple[int, ...] = ()
    content: Scalar | str | None = None
    is_boolean: bool = False


@dataclass(slots=True)
class Steps:
    """The steps of one or several laws, each written once. Step numbers only go up."""

    listed: list[Step] = field(default_factory=list)
    _numbers: dict[tuple[object, ...], int] = field(default_factory=dict)

    def _add(
        self,
        do: Do,
        args: tuple[int, ...] = (),
        content: Scalar | str | None = None,
        *,
        is_boolean: bool,
    ) -> int:
        # True == 1.0 in Python: the kind keeps a truth apart from a number.
        key = (do, args, content, is_boolean)
        number = self._numbers.get(key)
        if number is None:
            number = self._numbers[key] = len(self.listed)
            self.listed.append(Step(do, args, content, is_boolean))
        return number

    def constant(self, value: Scalar) -> int:
        """A number or a truth written in the law."""
        if isinstance(value, bool):
            return self._add(Do.CONSTANT, content=value, is_boolean=True)
        return self._add(Do.CONSTANT, content=float(value), is_boolean=False)

    @property
    def true(self) -> int:
        """The truth that always holds."""
        return self.constant(value=True)

    @property
    def false(self) -> int:
        """The truth that never holds."""
        return self.constant(value=False)

    def value(self, fact: str, *, is_boolean: bool) -> int:
        """The column of a fact."""
        return self._add(Do.VALUE, content=fact, is_boolean=is_boolean)

    def known(self, fact: str) -> int:
        """The column that says whether a fact is there."""
        return self._add(Do.KNOWN, content=fact, is_boolean=True)

    def _truth(self, step: int) -> bool | None:
        """The truth that a step always is, None when that depends on the case."""
        content = self.listed[step].content
        return content if content is True or content is False else None

    def do(self, do: Do, *args: int) -> int:
        """An operation on earlier steps; truths that are already settled are folded."""
        if do in _FOLDED:
            settled = self._settled(do, args)
            if settled is not None:
                return settled
        is_boolean = do in BOOLEAN or (do is Do.CHOOSE and self.listed[args[1]].is_boolean)
        return self._add(do, args, is_boolean=is_boolean)

    def _settled(self, do: Do, args: tuple[int, ...]) -> int | None:
        first = args[0]
        truth = self._truth(first)
        if do is Do.CHOOSE:
            if args[1] == args[2]:
                return args[1]
            return None if truth is None else args[1 if truth else 2]
        if do is Do.NOT:
            return None if truth is None else self.constant(not truth)
        second = args[1]
        if first == second:
            return first
        neutral = do is Do.AND
        if truth is not None:
            return second if truth is neutral else first
        other = self._truth(second)
        if other is not None:
            return first if other is neutral else second
        return None

    def all_of(self, steps: list[int]) -> int:
        """The conjunction of truths; true of none."""
        result = self.true
        for step in steps:
            result = self.do(Do.AND, result, step)
        return result

    def any_of(self, steps: list[int]) -> int:
        """The disjunction of truths; false of none."""
        result = self.false
        for step in steps:
            result = self.do(Do.OR, result, step)
        return result

    def floor(self, step: int) -> int:
        """The whole number at or under (the guard is added by floating dialects)."""
        return self.do(Do.FLOOR, step)

    def divide_by(self, step: int, divisor: float) -> int:
        """The quotient by a constant other than zero."""
        return self.do(Do.DIVIDE, step, self.constant(divisor))

    def times(self, step: int, factor: float) -> int:
        """The product by a constant."""
        return step if factor == 1 else self.do(Do.MULTIPLY, step, self.constant(factor))

    def plus(self, step: int, addend: float) -> int:
        """The sum with a constant."""
        return step if addend == 0 else self.do(Do.ADD, step, self.constant(addend))

    def minus(self, left: int, right: int) -> int:
        """The difference of two steps."""
        return self.do(Do.SUBTRACT, left, right)
