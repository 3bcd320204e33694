"""What identifies a law: a digest of its rules, its values and its facts."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable

from mithaq.engines.rules._authoring import Rule
from mithaq.engines.rules._binding import Bound
from mithaq.engines.rules._expression import Constant, Expression, Name, Operation, Parameter
from mithaq.engines.rules._parameters import DatedValue


def formula_text(node: Expression) -> str:
    """A formula as one line, the same for the same formula."""
    match node:
        case Name(name=name):
            return name
        case Constant(value=value):
            return repr(value)
        case Parameter(path=path, on=None):
            return f"p.{path}"
        case Parameter(path=path, on=anchor) if anchor is not None:
            return f"p.{path}@{formula_text(anchor)}"
        case Operation(op=op, args=args, detail=detail):
            parts = [*map(formula_text, args), *map(repr, detail)]
            return f"{op}({', '.join(parts)})"
        case _:
            raise TypeError(f"{node!r} is no part of a formula.")


def rule_text(rule: Rule) -> str:
    """A version of a rule as one line."""
    known = f" {rule.known}" if rule.known else ""
    span = f"{rule.since}..{rule.until or ''}{known}"
    return f"{rule.name} {span} {rule.unit} {rule.on} {rule.article}: {formula_text(rule.formula)}"


def bound_text(value: Bound) -> str:
    """A value of a parameter as one word: 10 and 10.0 are the same number."""
    if isinstance(value, int | float) and not isinstance(value, bool):
        return repr(float(value))
    return repr(value)


def value_text(dated: DatedValue) -> str:
    """A dated value as one line; its proof does not change what it says, but since when does."""
    known = f" {dated.known}" if dated.known else ""
    return f"{dated.since}{known} {bound_text(dated.value)}"


def digest_of(lines: Iterable[str]) -> str:
    """The SHA-256 of lines, in a fixed order."""
    return hashlib.sha256("\n".join(sorted(lines)).encode()).hexdigest()
