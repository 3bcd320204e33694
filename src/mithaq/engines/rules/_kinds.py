"""What a node of a formula is: an amount and its unit, a day, a code among choices, a truth."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from mithaq.base.text import Labels
from mithaq.engines.rules._corpus import Corpus
from mithaq.engines.rules._expression import (
    BOOLEANS,
    Constant,
    Expression,
    Name,
    Op,
    Operation,
    Parameter,
)
from mithaq.engines.rules._facts import MONTH


@dataclass(frozen=True, slots=True)
class Kind:
    """How a value reads: its unit, or the choices among which it is a code."""

    unit: str = ""
    choices: Mapping[str, Labels] = field(default_factory=dict, hash=False)

    @property
    def is_date(self) -> bool:
        """Whether it is a day."""
        return self.unit == "date"

    @property
    def is_truth(self) -> bool:
        """Whether it is a condition."""
        return self.unit == "boolean"

    @property
    def is_plain(self) -> bool:
        """Whether nothing is said of it: a bare number."""
        return not self.unit and not self.choices


_PLAIN, _DATE, _TRUTH = Kind(), Kind("date"), Kind("boolean")
_OF_OPS = {
    Op.MONTHS_AFTER: _DATE,
    Op.DAYS_AFTER: _DATE,
    Op.MONTHS_BETWEEN: Kind("months"),
    Op.DAYS_BETWEEN: Kind("days"),
}


def kind_of(law: Corpus, node: Expression) -> Kind:
    """The kind of a node; that of a column or a parameter is declared, others follow."""
    match node:
        case Name(name=name):
            return _of_name(law, name)
        case Parameter(path=path):
            return _of_parameter(law, path)
        case Constant(value=value):
            return (
                _TRUTH if isinstance(value, bool) else _DATE if isinstance(value, date) else _PLAIN
            )
        case Operation(op=op) if op in BOOLEANS:
            return _TRUTH
        case Operation(op=op) if op in _OF_OPS:
            return _OF_OPS[op]
        case Operation(op=Op.MONTH_BY_MONTH, args=args):
            return kind_of(law, args[0])
        case Operation(op=Op.MONTH_OF):
            return _PLAIN
        case Operation(op=Op.WHEN, args=args):
            return _first(law, args[1:])
        case Operation(op=Op.DIVIDE, args=args):
            return kind_of(law, args[0])
        case Operation(args=args):
            return _first(law, args)
        case _:
            return _PLAIN


def side_kind(law: Corpus, node: Expression) -> Kind:
    """The kind of a side of a condition: a setting of the law says its codes in words."""
    if isinstance(node, Parameter) and (choices := law.parameters[node.path].choices):
        return Kind("code", choices)
    return kind_of(law, node)


def _first(law: Corpus, args: tuple[Expression, ...]) -> Kind:
    """The first kind that says something; a ratio only when nothing else does."""
    kinds = [kind_of(law, arg) for arg in args]
    said = [kind for kind in kinds if not kind.is_plain]
    return next((kind for kind in said if kind.unit != "ratio"), said[0] if said else _PLAIN)


def _of_name(law: Corpus, name: str) -> Kind:
    found: Kind = law.kept(("kind", name), lambda: _declared(law, name))
    return found


def _declared(law: Corpus, name: str) -> Kind:
    if name == MONTH:
        return _DATE
    if name in law.rules:
        concept = law.rules[name]
        return Kind("boolean" if concept.unit is None else concept.unit, concept.choices)
    fact = law.facts[name]
    if fact.kind in {"date", "boolean", "code"}:
        return Kind(fact.kind, fact.choices)
    return Kind(fact.unit or (fact.kind if fact.kind != "number" else ""))


def _of_parameter(law: Corpus, path: str) -> Kind:
    parameter = law.parameters[path]
    if parameter.is_truth:
        return _TRUTH
    values = [dated.value for dated in parameter.history]
    if any(isinstance(value, date) for value in values):
        return _DATE
    return Kind(parameter.unit)
