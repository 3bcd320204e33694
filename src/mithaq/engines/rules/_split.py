"""Which steps are the same for every row, and which only depend on a day: computed once.

A population has millions of rows and some thousands of days of hire. What reads one day alone
(its month, the parameters in force on it, the end of a term) is computed once for each day, and
looked up for each row; what reads no fact of the row is a single number.
"""

from __future__ import annotations

from collections.abc import Container, Iterable
from dataclasses import dataclass
from typing import Final

from mithaq.engines.rules._program import Program
from mithaq.engines.rules._steps import Do

#: Fewer operations than this cost less than looking their result up.
WORTH_A_TABLE: Final = 6


@dataclass(frozen=True, slots=True)
class Split:
    """The steps of a program by what they depend on, each in order.

    ``singles`` are the same for every row; ``tables`` give, by fact, the steps looked up and all
    that these need; ``rest`` is computed for each row.
    """

    singles: tuple[int, ...]
    tables: dict[str, tuple[tuple[int, ...], tuple[int, ...]]]
    rest: tuple[int, ...]


def split(program: Program, *, supplied: Container[str], has_tables: bool = True) -> Split:
    """Split a program. ``supplied`` are the facts equal for every row."""
    days = {c.name for c in program.columns if c.kind == "date"} if has_tables else set()
    reads = _reads(program, supplied)
    singles, rest, found = set[int](), set[int](), dict[str, set[int]]()
    waiting = [n for r in program.outputs.values() for n in (r.value, r.known) if n is not None]
    sizes = _sizes(program)
    while waiting:
        number = waiting.pop()
        step = program.steps[number]
        if number in rest or step.do in {Do.CONSTANT, Do.VALUE, Do.KNOWN}:
            continue
        read = reads[number]
        (day, *others) = read or {""}
        if not read:
            singles.add(number)
        elif not others and day in days and sizes[number] >= WORTH_A_TABLE:
            found.setdefault(day, set()).add(number)
        else:
            rest.add(number)
            waiting += step.args
    tables = {
        day: (tuple(sorted(numbers)), _needed(program, numbers)) for day, numbers in found.items()
    }
    return Split(_needed(program, singles), tables, tuple(sorted(rest)))


def _reads(program: Program, supplied: Container[str]) -> dict[int, frozenset[str]]:
    """The facts that each step depends on; the presence of a fact is another fact."""
    reads: dict[int, frozenset[str]] = {}
    for number in program.needed():
        step = program.steps[number]
        if step.do in {Do.VALUE, Do.KNOWN}:
            name = str(step.content)
            mark = "" if step.do is Do.VALUE else "?"
            reads[number] = frozenset[str]() if name in supplied else frozenset({f"{name}{mark}"})
        else:
            reads[number] = frozenset[str]().union(*(reads[arg] for arg in step.args))
    return reads


def _sizes(program: Program) -> dict[int, int]:
    """How many operations each step takes, those that it shares with others counted again."""
    sizes: dict[int, int] = {}
    for number in program.needed():
        args = program.steps[number].args
        sizes[number] = min(1 + sum(sizes[arg] for arg in args), 1000) if args else 0
    return sizes


def _needed(program: Program, numbers: Iterable[int]) -> tuple[int, ...]:
    """Steps and all that they need but facts and constants, in order."""
    found, waiting = set[int](), list(numbers)
    while waiting:
        number = waiting.pop()
        if number not in found and program.steps[number].args:
            found.add(number)
            waiting += program.steps[number].args
    return tuple(sorted(found))
