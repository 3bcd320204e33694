"""Where a program cuts into levels: what SQL and Polars write as one named column each.

A formula that is read twice gets a name; one that is read once is written inside its reader, up
to a depth that parsers and optimisers bear. A level only reads the levels before it.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import Final

from mithaq.engines.rules._program import Program
from mithaq.engines.rules._steps import Do

#: Operations nested in one expression at most.
DEPTH: Final = 10

SOURCES: Final = frozenset({Do.VALUE, Do.KNOWN})


@dataclass(frozen=True, slots=True)
class Levels:
    """The steps that have a name, level by level; and the last level that reads each."""

    listed: tuple[tuple[int, ...], ...]
    named: frozenset[int]
    last_read: dict[int, int]

    def carried(self, level: int) -> tuple[int, ...]:
        """The named steps of earlier levels that this level or a later one still reads."""
        earlier = (number for numbers in self.listed[:level] for number in numbers)
        return tuple(number for number in earlier if self.last_read[number] > level)


def cut(program: Program) -> Levels:
    """Cut a program into levels."""
    needed = program.needed()
    results = {n for r in program.outputs.values() for n in (r.value, r.known) if n is not None}
    uses = Counter(arg for number in needed for arg in program.steps[number].args)
    level: dict[int, int] = {}
    depth: dict[int, int] = {}
    named: dict[int, int] = {}
    for number in needed:
        step = program.steps[number]
        if step.do is Do.CONSTANT:
            level[number], depth[number] = 0, 0
            continue
        level[number] = max(
            (level[arg] + 1 if arg in named else level[arg] for arg in step.args), default=0
        )
        depth[number] = 1 + max((0 if arg in named else depth[arg] for arg in step.args), default=0)
        is_read_twice = uses[number] > 1 or number in results
        if step.do in SOURCES or is_read_twice or depth[number] >= DEPTH:
            named[number] = level[number]
    height = 1 + max(named.values(), default=0)
    listed = tuple(tuple(n for n, at in named.items() if at == each) for each in range(height))
    return Levels(listed, frozenset(named), _last_read(program, named, results))


def _last_read(program: Program, named: dict[int, int], results: set[int]) -> dict[int, int]:
    """The level after which nothing reads a named step: beyond the last for results."""
    end = 1 + max(named.values(), default=0)
    last = {number: end if number in results else named[number] for number in named}

    def read(number: int, level: int) -> None:
        for arg in program.steps[number].args:
            if arg in named:
                last[arg] = max(last[arg], level)
            else:
                read(arg, level)

    for number, level in named.items():
        read(number, level)
    return last
