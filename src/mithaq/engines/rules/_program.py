"""What a dialect renders: the steps of a plan, the columns they read, the results they give."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from mithaq.engines.rules._binding import Lowered
from mithaq.engines.rules._steps import Do, Step


@dataclass(frozen=True, slots=True)
class Column:
    """A fact as a column: a truth or a number, and whether a row may lack it.

    ``kind`` is that of the fact (``number``, ``boolean``, ``date``, ``code``…): how a file writes
    it. The number of a code is its place in ``choices``.
    """

    name: str
    is_boolean: bool
    may_be_missing: bool
    kind: str = "number"
    choices: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Program:
    """Steps in an order that computes each after its arguments, and the results asked for."""

    steps: tuple[Step, ...]
    columns: tuple[Column, ...]
    outputs: Mapping[str, Lowered]

    def needed(self) -> tuple[int, ...]:
        """The numbers of the steps that the results need, in order."""
        wanted = set[int]()
        for result in self.outputs.values():
            wanted.add(result.value)
            if result.known is not None:
                wanted.add(result.known)
        for number in range(len(self.steps) - 1, -1, -1):
            if number in wanted:
                wanted.update(self.steps[number].args)
        return tuple(sorted(wanted))

    def read(self) -> frozenset[str]:
        """The facts that the results read."""
        needed = (self.steps[number] for number in self.needed())
        return frozenset(str(step.content) for step in needed if step.do in {Do.VALUE, Do.KNOWN})
