"""The formula of a rule: a small tree written once, by running the rule on symbols.

A rule is a Python function of named facts and dated parameters. Run on the symbols below it
returns a tree; every dialect (Python, NumPy, Polars, SQL, Decimal, sentences) reads that tree.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any, Final, Literal, TypeAlias

Operand: TypeAlias = "Expression | float | int | bool | str | date"
RoundingMode: TypeAlias = Literal["half_up", "up", "down"]


class Op(StrEnum):
    """What an operation of a formula does; the value is its name in a saved trace."""

    ADD = "add"
    SUBTRACT = "subtract"
    MULTIPLY = "multiply"
    DIVIDE = "divide"
    LESS = "less"
    AT_MOST = "at_most"
    MORE = "more"
    AT_LEAST = "at_least"
    EQUAL = "equal"
    DIFFERENT = "different"
    ALL_OF = "all_of"
    ANY_OF = "any_of"
    NOT = "not"
    WHEN = "when"
    LEAST = "least"
    GREATEST = "greatest"
    FLOOR = "floor"
    ROUNDED = "rounded"
    SCALE = "scale"
    ONE_OF = "one_of"
    MONTHS_AFTER = "months_after"
    DAYS_AFTER = "days_after"
    MONTHS_BETWEEN = "months_between"
    DAYS_BETWEEN = "days_between"
    MONTH_OF = "month_of"
    MONTH_BY_MONTH = "month_by_month"


COMPARISONS: Final = frozenset(
    {Op.LESS, Op.AT_MOST, Op.MORE, Op.AT_LEAST, Op.EQUAL, Op.DIFFERENT, Op.ONE_OF}
)
BOOLEANS: Final = COMPARISONS | {Op.ALL_OF, Op.ANY_OF, Op.NOT}


class Expression:
    """A node of a formula. Operators build nodes; nothing is computed here."""

    __slots__ = ()
    __hash__ = object.__hash__

    def __add__(self, other: Operand) -> Operation:
        return Operation(Op.ADD, (self, as_expression(other)))

    def __radd__(self, other: Operand) -> Operation:
        return Operation(Op.ADD, (as_expression(other), self))

    def __sub__(self, other: Operand) -> Operation:
        return Operation(Op.SUBTRACT, (self, as_expression(other)))

    def __rsub__(self, other: Operand) -> Operation:
        return Operation(Op.SUBTRACT, (as_expression(other), self))

    def __mul__(self, other: Operand) -> Operation:
        return Operation(Op.MULTIPLY, (self, as_expression(other)))

    def __rmul__(self, other: Operand) -> Operation:
        return Operation(Op.MULTIPLY, (as_expression(other), self))

    def __truediv__(self, other: Operand) -> Operation:
        return Operation(Op.DIVIDE, (self, as_expression(other)))

    def __rtruediv__(self, other: Operand) -> Operation:
        return Operation(Op.DIVIDE, (as_expression(other), self))

    def __neg__(self) -> Operation:
        return Operation(Op.SUBTRACT, (Constant(0.0), self))

    def __lt__(self, other: Operand) -> Operation:
        return Operation(Op.LESS, (self, as_expression(other)))

    def __le__(self, other: Operand) -> Operation:
        return Operation(Op.AT_MOST, (self, as_expression(other)))

    def __gt__(self, other: Operand) -> Operation:
        return Operation(Op.MORE, (self, as_expression(other)))

    def __ge__(self, other: Operand) -> Operation:
        return Operation(Op.AT_LEAST, (self, as_expression(other)))

    def __eq__(self, other: object) -> Operation:  # type: ignore[override]
        return Operation(Op.EQUAL, (self, as_expression(other)))

    def __ne__(self, other: object) -> Operation:  # type: ignore[override]
        return Operation(Op.DIFFERENT, (self, as_expression(other)))

    def __bool__(self) -> bool:
        raise TypeError(
            "A rule has no value while it is read: write when(condition, yes, no) for « if », "
            "all_of(…) for « and », any_of(…) for « or », not_(…) for « not ». "
            "A chained comparison (a < b < c) is two conditions."
        )


@dataclass(frozen=True, slots=True, eq=False)
class Name(Expression):
    """A fact, or another rule: the column of that name."""

    name: str


@dataclass(frozen=True, slots=True, eq=False)
class Constant(Expression):
    """A value written in the rule itself: a number, a truth, a date, or the code of a choice."""

    value: float | bool | str | date


@dataclass(frozen=True, slots=True, eq=False)
class Parameter(Expression):
    """A dated number of the law, by its path; ``p.a.b`` is the path ``a.b``.

    ``on`` is the date whose value counts (the day of hire, the day of the loss of a job); without
    it the value is the one in force on the day of the plan.
    """

    path: str
    on: Expression | None = None

    def __getattr__(self, name: str) -> Parameter:
        if name.startswith("_"):
            raise AttributeError(name)
        return Parameter(f"{self.path}.{name}" if self.path else name, self.on)


@dataclass(frozen=True, slots=True, eq=False)
class Operation(Expression):
    """An operation on nodes. ``detail`` holds what is neither: a step of rounding, a mode."""

    op: Op
    args: tuple[Expression, ...]
    detail: tuple[Any, ...] = ()


def as_expression(value: object) -> Expression:
    """Take an operand as a node; refuse what no dialect could say."""
    if isinstance(value, Expression):
        return value
    if isinstance(value, bool | str | date):
        return Constant(value)
    if isinstance(value, int | float):
        return Constant(float(value))
    raise TypeError(f"A rule cannot use {value!r}: numbers, truths, dates and codes only.")


def all_of(*conditions: Operand) -> Operation:
    """True when every condition is; false when one is, even if another is unknown."""
    return Operation(Op.ALL_OF, tuple(map(as_expression, conditions)))


def any_of(*conditions: Operand) -> Operation:
    """True when one condition is, even if another is unknown; false when every one is."""
    return Operation(Op.ANY_OF, tuple(map(as_expression, conditions)))


def not_(condition: Operand) -> Operation:
    """The opposite of a condition; unknown stays unknown."""
    return Operation(Op.NOT, (as_expression(condition),))


def when(condition: Operand, yes: Operand, no: Operand) -> Operation:
    """One value or another; what the branch not taken lacks does not matter."""
    return Operation(Op.WHEN, (as_expression(condition), as_expression(yes), as_expression(no)))


def least(*values: Operand) -> Operation:
    """The smallest of the values."""
    return Operation(Op.LEAST, tuple(map(as_expression, values)))


def greatest(*values: Operand) -> Operation:
    """The greatest of the values."""
    return Operation(Op.GREATEST, tuple(map(as_expression, values)))


def floor(value: Operand) -> Operation:
    """The whole number at or under a value."""
    return Operation(Op.FLOOR, (as_expression(value),))


def rounded(value: Operand, step: float = 0.01, mode: RoundingMode = "half_up") -> Operation:
    """The value to a multiple of ``step`` (0.01: the centime; 1: the dirham; 10: ten dirhams).

    ``half_up`` takes a tie upwards, ``up`` and ``down`` take every remainder that way. The same
    in every dialect, whatever the default of its own rounding.
    """
    inverse = round(1 / step)
    if step <= 0 or (step < 1 and abs(inverse * step - 1) > 1e-12):
        raise ValueError(f"A step of rounding is a whole number or 1/n, not {step}.")
    return Operation(Op.ROUNDED, (as_expression(value),), (step, mode))


def scale(value: Operand, brackets: Parameter) -> Operation:
    """The sum of the marginal rates of a dated schedule over a value (income tax, for one)."""
    return Operation(Op.SCALE, (as_expression(value), brackets))


def one_of(value: Operand, choices: Parameter | tuple[str, ...]) -> Operation:
    """Whether a code stands in a list, written here or dated in a parameter."""
    listed = (
        (choices,) if isinstance(choices, Parameter) else tuple(as_expression(c) for c in choices)
    )
    return Operation(Op.ONE_OF, (as_expression(value), *listed))


def months_after(day: Operand, months: Operand) -> Operation:
    """The same day some months later, or the last day of that month when it has no such day."""
    return Operation(Op.MONTHS_AFTER, (as_expression(day), as_expression(months)))


def days_after(day: Operand, days: Operand) -> Operation:
    """The day some days later."""
    return Operation(Op.DAYS_AFTER, (as_expression(day), as_expression(days)))


def months_between(later: Operand, earlier: Operand) -> Operation:
    """Whole months from the earlier day to the later one; negative the other way round."""
    return Operation(Op.MONTHS_BETWEEN, (as_expression(later), as_expression(earlier)))


def days_between(later: Operand, earlier: Operand) -> Operation:
    """Days from the earlier day to the later one."""
    return Operation(Op.DAYS_BETWEEN, (as_expression(later), as_expression(earlier)))


def month_of(day: Operand) -> Operation:
    """The number of the calendar month of a day (12 × year + month - 1), to subtract months."""
    return Operation(Op.MONTH_OF, (as_expression(day),))


def month_by_month(parameter: Parameter, day: Operand, first: Operand, last: Operand) -> Operation:
    """The sum of what a parameter is on the first day of each month, from a rank to another.

    The first month begins the day after ``day``, each other one the day after the same day some
    months later. Nothing when ``last`` comes before ``first``.
    """
    operands = (as_expression(day), as_expression(first), as_expression(last))
    return Operation(Op.MONTH_BY_MONTH, (parameter, *operands))
