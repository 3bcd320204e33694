"""The Python dialect: one generated function for a case, another that gives every step."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from math import floor
from typing import Any, Final

from mithaq.engines.rules._program import Program
from mithaq.engines.rules._steps import FLOOR_GUARD, Do, Step

_BINARY: Final = {
    Do.ADD: "+", Do.SUBTRACT: "-", Do.MULTIPLY: "*", Do.DIVIDE: "/",
    Do.LESS: "<", Do.AT_MOST: "<=", Do.EQUAL: "==", Do.AND: "and", Do.OR: "or",
}  # fmt: skip
# A step read once is written where it is read, so that a branch not taken costs nothing; CPython's
# parser refuses some two hundred nested parentheses.
_DEEPEST: Final = 24


def render(step: Step, args: list[str]) -> str:
    """One step in Python, over the texts of its arguments."""
    match step.do:
        case Do.CONSTANT:
            return repr(step.content)
        case Do.FLOOR:
            return f"floor({args[0]} + {FLOOR_GUARD!r})"
        case Do.LEAST:
            return f"min({args[0]}, {args[1]})"
        case Do.GREATEST:
            return f"max({args[0]}, {args[1]})"
        case Do.NOT:
            return f"(not {args[0]})"
        case Do.CHOOSE:
            return f"({args[1]} if {args[0]} else {args[2]})"
        case _:
            return f"({args[0]} {_BINARY[step.do]} {args[1]})"


def case_function(
    program: Program, readers: Mapping[str, Callable[[Any], Any]]
) -> Callable[[Mapping[str, Any]], tuple[Any, ...]]:
    """A function from the facts of a case to the results, in order; None where unknown."""
    lines, reads = _columns(program, program.read())
    texts = _Texts(program, lines)
    results = []
    for result in program.outputs.values():
        value = texts.of(result.value)
        results.append(
            value if result.known is None else f"({value} if {texts.of(result.known)} else None)"
        )
    lines.append(f"    return ({', '.join(results)},)")
    return _made(lines, {**reads, **_named(readers)})


def trace_function(
    program: Program, readers: Mapping[str, Callable[[Any], Any]]
) -> Callable[[Mapping[str, Any]], tuple[Any, ...]]:
    """A function from the facts of a case to the value of every step, in order."""
    every = (step.content for step in program.steps if step.do in {Do.VALUE, Do.KNOWN})
    lines, reads = _columns(program, frozenset(map(str, every)))
    for number, step in enumerate(program.steps):
        if step.do is Do.VALUE:
            text = f"v_{step.content}"
        elif step.do is Do.KNOWN:
            text = f"k_{step.content}"
        else:
            text = render(step, [f"s{arg}" for arg in step.args])
        lines.append(f"    s{number} = {text}")
    listed = ", ".join(f"s{number}" for number in range(len(program.steps)))
    lines.append(f"    return ({listed},)")
    return _made(lines, {**reads, **_named(readers)})


def _columns(program: Program, read: frozenset[str]) -> tuple[list[str], dict[str, Any]]:
    """The reading of the facts: v_ is the value, k_ whether it is there."""
    lines = ["def case(facts):", "    get = facts.get"]
    for column in program.columns:
        if column.name not in read:
            continue
        if not column.name.isidentifier():
            raise ValueError(f"« {column.name} » is no identifier.")
        name, empty = column.name, "False" if column.is_boolean else "0.0"
        if column.may_be_missing:
            lines += [
                f"    v_{name} = get({name!r})",
                f"    k_{name} = v_{name} is not None",
                f"    v_{name} = r_{name}(v_{name}) if k_{name} else {empty}",
            ]
        else:
            lines += [f"    v_{name} = r_{name}(facts[{name!r}])", f"    k_{name} = True"]
    return lines, {"floor": floor}


def _named(readers: Mapping[str, Callable[[Any], Any]]) -> dict[str, Any]:
    return {f"r_{name}": reader for name, reader in readers.items()}


def _made(
    lines: list[str], names: dict[str, Any]
) -> Callable[[Mapping[str, Any]], tuple[Any, ...]]:
    # Only steps are written here: operators, constants by repr, identifiers checked above.
    exec(compile("\n".join(lines), "<law>", "exec"), names)  # noqa: S102
    function: Callable[[Mapping[str, Any]], tuple[Any, ...]] = names["case"]
    return function


class _Texts:
    """The text of each step needed; what is read twice, or lies deep, gets a line of its own."""

    def __init__(self, program: Program, lines: list[str]) -> None:
        self._texts: dict[int, str] = {}
        uses: dict[int, int] = {}
        needed = program.needed()
        for number in needed:
            for arg in program.steps[number].args:
                uses[arg] = uses.get(arg, 0) + 1
        depths: dict[int, int] = {}
        for number in needed:
            step = program.steps[number]
            if step.do is Do.VALUE:
                self._texts[number] = f"v_{step.content}"
                continue
            if step.do is Do.KNOWN:
                self._texts[number] = f"k_{step.content}"
                continue
            text = render(step, [self._texts[arg] for arg in step.args])
            depth = 1 + max((depths.get(arg, 0) for arg in step.args), default=0)
            if step.do is not Do.CONSTANT and (uses.get(number, 0) != 1 or depth > _DEEPEST):
                lines.append(f"    s{number} = {text}")
                text, depth = f"s{number}", 0
            self._texts[number], depths[number] = text, depth

    def of(self, number: int) -> str:
        """The text of a step."""
        return self._texts[number]
