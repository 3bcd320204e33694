"""A program as one query: a named table per level, doubles throughout, presence in columns.

What a database holds as NULL is split into a value and a presence in the first table, so that no
operation ever meets one: LEAST, AND and comparisons with NULL differ between databases.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from mithaq.engines.rules._levels import Levels, cut
from mithaq.engines.rules._program import Column, Program
from mithaq.engines.rules._steps import FLOOR_GUARD, Do, Step

_NAME: Final = re.compile(r"[^\W\d]\w*\Z")


@dataclass(frozen=True, slots=True, kw_only=True)
class Dialect:
    """What a database writes in its own way.

    ``fence`` ends a named table of a database that would otherwise copy its formulas into every
    reader of it (PostgreSQL: an exponential query).
    """

    name: str
    quote: str
    double: str
    number: Callable[[float], str]
    day: str
    fence: str = ""


def _with_exponent(value: float) -> str:
    """In DuckDB 0.1 is a decimal and 0.1e0 a double."""
    text = repr(value)
    return f"({text})" if "e" in text else f"({text}e0)"


DIALECTS: Final[Mapping[str, Dialect]] = {
    dialect.name: dialect
    for dialect in (
        Dialect(
            name="duckdb",
            quote='"',
            double="DOUBLE",
            number=_with_exponent,
            day="(CAST({0} AS DATE) - DATE '1970-01-01')",
        ),
        Dialect(
            name="postgresql",
            quote='"',
            double="DOUBLE PRECISION",
            number=lambda value: f"'{value!r}'::double precision",
            day="(CAST({0} AS DATE) - DATE '1970-01-01')",
            fence=" OFFSET 0",
        ),
        Dialect(
            name="spark",
            quote="`",
            double="DOUBLE",
            number=lambda value: f"({value!r}D)",
            day="datediff(CAST({0} AS DATE), DATE '1970-01-01')",
        ),
    )
}

_OPERATIONS: Final[Mapping[Do, str]] = {
    Do.ADD: "({0} + {1})",
    Do.SUBTRACT: "({0} - {1})",
    Do.MULTIPLY: "({0} * {1})",
    Do.DIVIDE: "({0} / {1})",
    Do.LEAST: "LEAST({0}, {1})",
    Do.GREATEST: "GREATEST({0}, {1})",
    Do.LESS: "({0} < {1})",
    Do.AT_MOST: "({0} <= {1})",
    Do.EQUAL: "({0} = {1})",
    Do.AND: "({0} AND {1})",
    Do.OR: "({0} OR {1})",
    Do.NOT: "(NOT {0})",
    Do.CHOOSE: "CASE WHEN {0} THEN {1} ELSE {2} END",
}


def render_sql(
    program: Program,
    table: str,
    *,
    dialect: str,
    keep: Sequence[str] = (),
    supplied: Mapping[str, float] | None = None,
) -> str:
    """The query that computes a program on a table: a column a result, NULL where unknown.

    ``keep`` names columns of the table to give back beside the results. ``supplied`` are facts
    that are the same for every row (the month asked). Raises ValueError for a dialect that is not
    known and for a name that is no identifier.
    """
    return _Query(program, _dialect(dialect), tuple(keep), dict(supplied or {})).text(table)


def render_totals_sql(
    program: Program, table: str, *, dialect: str, by: Sequence[str], targets: Sequence[str]
) -> str:
    """The query that adds targets up by cells: the sum of what is known, and how many are."""
    spoken = _dialect(dialect)
    names = [_quoted(name, spoken) for name in by]
    rows = render_sql(program, table, dialect=dialect, keep=by)
    sums = [_sums(program, target, spoken) for target in targets]
    listed = ", ".join([*names, "COUNT(*) AS " + _quoted("rows", spoken), *sums])
    grouped = f"\nGROUP BY {', '.join(names)} ORDER BY {', '.join(names)}" if names else ""
    return f"SELECT {listed} FROM (\n{rows}\n) AS results{grouped}"  # noqa: S608 - names are checked


def _sums(program: Program, target: str, spoken: Dialect) -> str:
    column = _quoted(target, spoken)
    is_truth = program.steps[program.outputs[target].value].is_boolean
    added = f"CASE WHEN {column} THEN 1 ELSE 0 END" if is_truth else column
    known = _quoted(f"{target}_known", spoken)
    return f"SUM({added}) AS {column}, COUNT({column}) AS {known}"


def _dialect(name: str) -> Dialect:
    if name not in DIALECTS:
        raise ValueError(f"« {name} » is no dialect of SQL here: {', '.join(DIALECTS)}.")
    return DIALECTS[name]


def _quoted(name: str, spoken: Dialect) -> str:
    """A name of the law or of a table, as an identifier; a schema may stand before it."""
    parts = name.split(".")
    if not all(_NAME.match(part) for part in parts):
        raise ValueError(f"« {name} » is no name of a table or a column: letters, digits and _.")
    return ".".join(f"{spoken.quote}{part}{spoken.quote}" for part in parts)


@dataclass(frozen=True, slots=True)
class _Query:
    """One query in the making."""

    program: Program
    spoken: Dialect
    keep: tuple[str, ...]
    supplied: dict[str, float]

    def text(self, table: str) -> str:
        """The whole query."""
        levels = cut(self.program)
        kept = [_quoted(name, self.spoken) for name in self.keep]
        source = _quoted(table, self.spoken)
        tables = []
        for level, numbers in enumerate(levels.listed):
            carried = [f"s{number}" for number in levels.carried(level)]
            made = [f"{self._write(n, levels, is_top=True)} AS s{n}" for n in numbers]
            columns = ",\n    ".join([*kept, *carried, *made]) or "1 AS one"
            fence = self.spoken.fence
            body = f"SELECT {columns}\n  FROM {source}{fence}"  # noqa: S608 - names are checked
            tables.append(f"t{level} AS (\n  {body}\n)")
            source = f"t{level}"
        results = (self._result(name, levels) for name in self.program.outputs)
        listed = ",\n  ".join([*kept, *results])
        return f"WITH {', '.join(tables)}\nSELECT {listed}\nFROM {source}"

    def _result(self, name: str, levels: Levels) -> str:
        result = self.program.outputs[name]
        value = self._write(result.value, levels)
        if result.known is not None:
            value = f"CASE WHEN {self._write(result.known, levels)} THEN {value} END"
        return f"{value} AS {_quoted(name, self.spoken)}"

    def _write(self, number: int, levels: Levels, *, is_top: bool = False) -> str:
        if number in levels.named and not is_top:
            return f"s{number}"
        step = self.program.steps[number]
        match step.do:
            case Do.CONSTANT:
                return self._constant(step)
            case Do.VALUE | Do.KNOWN:
                return self._fact(step)
        args = [self._write(arg, levels) for arg in step.args]
        if step.do is Do.FLOOR:
            guarded = f"{args[0]} + {self.spoken.number(FLOOR_GUARD)}"
            return f"CAST(FLOOR({guarded}) AS {self.spoken.double})"
        return _OPERATIONS[step.do].format(*args)

    def _constant(self, step: Step) -> str:
        if step.is_boolean:
            return "TRUE" if step.content else "FALSE"
        return self.spoken.number(float(step.content or 0.0))

    def _fact(self, step: Step) -> str:
        name = str(step.content)
        if name in self.supplied:
            is_value = step.do is Do.VALUE
            return self.spoken.number(self.supplied[name]) if is_value else "TRUE"
        column = next(column for column in self.program.columns if column.name == name)
        quoted = _quoted(name, self.spoken)
        if step.do is Do.KNOWN:
            return self._presence(column, quoted)
        if column.is_boolean:
            return f"COALESCE({quoted}, FALSE)"
        if column.kind == "code":
            return _codes(column.choices, quoted, self.spoken)
        return f"COALESCE({self._number(column, quoted)}, {self.spoken.number(0.0)})"

    def _presence(self, column: Column, quoted: str) -> str:
        """A code that the law does not know is missing: never another code."""
        if column.kind == "code":
            listed = ", ".join(map(_text, column.choices))
            return f"COALESCE({quoted} IN ({listed}), FALSE)"
        read = quoted if column.is_boolean else self._number(column, quoted)
        return f"({read} IS NOT NULL)"

    def _number(self, column: Column, quoted: str) -> str:
        """A day or an amount as a double; what is not a number is missing."""
        double = self.spoken.double
        if column.kind == "date":
            return f"CAST({self.spoken.day.format(quoted)} AS {double})"
        return f"NULLIF(CAST({quoted} AS {double}), CAST('NaN' AS {double}))"


def _codes(choices: Iterable[str], quoted: str, spoken: Dialect) -> str:
    cases = (
        f"WHEN {_text(code)} THEN {spoken.number(float(number))}"
        for number, code in enumerate(choices)
    )
    return f"CASE {quoted} {' '.join(cases)} ELSE {spoken.number(-1.0)} END"


def _text(code: str) -> str:
    if not re.fullmatch(r"[\w.+/ -]+", code):
        raise ValueError(f"« {code} » is no code: letters, digits, spaces and . + / - _ only.")
    return f"'{code}'"
