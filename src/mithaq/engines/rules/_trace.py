"""What a trace is made of: the value of every node, findings, comparisons, reasons."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from mithaq.base.text import Labels
from mithaq.engines.rules._authoring import Rule
from mithaq.engines.rules._binding import Lowered
from mithaq.engines.rules._by_month import MonthsUnder
from mithaq.engines.rules._expression import Expression, Op, Parameter
from mithaq.engines.rules._facts import Value
from mithaq.engines.rules._kinds import Kind
from mithaq.engines.rules._parameters import DatedParameter, DatedValue
from mithaq.engines.rules._steps import Scalar


@dataclass(frozen=True, slots=True)
class ParameterUse:
    """A value of the law that counted in a case."""

    parameter: DatedParameter
    dated: DatedValue


class Reader(NamedTuple):
    """Where a node lies among the values of a run, and how its number reads (None: as it is)."""

    value: int
    known: int | None
    decode: Callable[[Scalar], Value] | None


@dataclass(frozen=True, slots=True)
class Side:
    """A side of a comparison: a constant, or what is read; a parameter may hold a code."""

    node: Expression
    reader: Reader | None
    constant: Value | None = None
    is_setting: bool = False


@dataclass(frozen=True, slots=True)
class Sides:
    """A comparison made ready: both sides read in one kind."""

    op: Op
    left: Side
    right: Side
    kind: Kind


@dataclass(frozen=True, slots=True)
class Counted:
    """The nodes of a formula that count in a case, by what they are.

    ``uses`` are the values of its parameters, where no fact of the case chooses them; ``monthly``
    those of a sum over months, each under which some of the months began.
    """

    names: tuple[str, ...]
    parameters: tuple[Parameter, ...]
    comparisons: tuple[Sides, ...]
    uses: tuple[ParameterUse, ...] | None = None
    monthly: tuple[ParameterUse, ...] = ()


class Parts(NamedTuple):
    """What a rule is in its unit, and what it read: facts, then other rules."""

    kind: Kind
    facts: tuple[str, ...]
    rules: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Traced:
    """A target compiled so that every node of every formula can be read back.

    What does not depend on the facts of a case is worked out once, and kept here: how a node
    reads, what counts on each way through a formula, the values of the law.
    """

    run: Callable[[Mapping[str, Any]], tuple[Any, ...]]
    places: Mapping[int, Lowered]
    columns: Mapping[str, Lowered]
    months: Mapping[int, tuple[MonthsUnder, ...]] = field(default_factory=dict)
    kinds: dict[int, Kind] = field(default_factory=dict)
    readers: dict[int | str, Reader | None] = field(default_factory=dict)
    sides: dict[int, Sides | None] = field(default_factory=dict)
    choices: dict[int, tuple[Expression, ...]] = field(default_factory=dict)
    counted: dict[tuple[object, ...], Counted] = field(default_factory=dict)
    leading: dict[int, tuple[Expression, ...]] = field(default_factory=dict)
    uses: dict[int, ParameterUse] = field(default_factory=dict)
    parts: dict[tuple[str, tuple[str, ...]], Parts] = field(default_factory=dict)


class Comparison(NamedTuple):
    """Both sides of a condition; ``distance`` is what separates them, in ``kind``."""

    op: Op
    left: Value | None
    right: Value | None
    kind: Kind
    distance: float | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Reason:
    """A leaf that settles the answer: the rule it belongs to, and the sides when it compares."""

    rule: str
    label: Labels
    article: str
    node: Expression
    comparison: Comparison | None
    parameters: tuple[ParameterUse, ...]


class Finding(NamedTuple):
    """What one rule gave in a case, with what it read."""

    name: str
    label: Labels
    kind: Kind
    value: Value | None
    rule: Rule | None
    facts: Mapping[str, Value | None]
    parameters: tuple[ParameterUse, ...]
    comparisons: tuple[Comparison, ...]
    parts: tuple[Finding, ...]
