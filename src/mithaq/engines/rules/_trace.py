"""What a trace is made of: the value of every node, findings, comparisons, reasons."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from mithaq.base.text import Labels
from mithaq.engines.rules._authoring import Rule
from mithaq.engines.rules._expression import Expression, Op, Operation, Parameter
from mithaq.engines.rules._facts import Value
from mithaq.engines.rules._kinds import Kind
from mithaq.engines.rules._lowering import Lowered
from mithaq.engines.rules._parameters import DatedParameter, DatedValue


@dataclass(frozen=True, slots=True)
class Counted:
    """The nodes of a formula that count in a case, by what they are."""

    names: tuple[str, ...]
    parameters: tuple[Parameter, ...]
    comparisons: tuple[Operation, ...]


@dataclass(frozen=True, slots=True)
class Traced:
    """A target compiled so that every node of every formula can be read back."""

    run: Callable[[Mapping[str, Any]], tuple[Any, ...]]
    places: Mapping[int, Lowered]
    columns: Mapping[str, Lowered]
    kinds: dict[int, Kind] = field(default_factory=dict)
    counted: dict[int, Counted] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class ParameterUse:
    """A value of the law that counted in a case."""

    parameter: DatedParameter
    dated: DatedValue


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparison:
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


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
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
