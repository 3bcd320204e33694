"""What a formula reads: facts, rules and parameters."""

from __future__ import annotations

from collections.abc import Iterator

from mithaq.engines.rules._expression import Expression, Name, Operation, Parameter


def names_in(node: Expression) -> Iterator[str]:
    """The facts and rules that a formula reads, anchors included."""
    match node:
        case Name(name=name):
            yield name
        case Parameter(on=anchor) if anchor is not None:
            yield from names_in(anchor)
        case Operation(args=args):
            for arg in args:
                yield from names_in(arg)
        case _:
            return


def parameters_in(node: Expression) -> Iterator[Parameter]:
    """The parameters that a formula reads."""
    match node:
        case Parameter():
            yield node
        case Operation(args=args):
            for arg in args:
                yield from parameters_in(arg)
        case _:
            return
