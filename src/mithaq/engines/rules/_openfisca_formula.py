"""A formula as OpenFisca writes it: NumPy on whole columns, dates as `datetime64`."""

from __future__ import annotations

import keyword
import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Final

from mithaq.engines.rules._by_month import spelled_out
from mithaq.engines.rules._corpus import Corpus
from mithaq.engines.rules._expression import (
    Constant,
    Expression,
    Name,
    Op,
    Operation,
    Parameter,
)
from mithaq.engines.rules._facts import MONTH

_BETWEEN: Final[Mapping[Op, str]] = {
    Op.ADD: "+",
    Op.SUBTRACT: "-",
    Op.MULTIPLY: "*",
    Op.LESS: "<",
    Op.AT_MOST: "<=",
    Op.MORE: ">",
    Op.AT_LEAST: ">=",
    Op.EQUAL: "==",
    Op.DIFFERENT: "!=",
    Op.ALL_OF: "&",
    Op.ANY_OF: "|",
}
_CALLS: Final[Mapping[Op, str]] = {
    Op.DIVIDE: "quotient",
    Op.NOT: "np.logical_not",
    Op.WHEN: "np.where",
    Op.LEAST: "np.minimum",
    Op.GREATEST: "np.maximum",
    Op.FLOOR: "whole",
    Op.MONTHS_AFTER: "months_after",
    Op.DAYS_AFTER: "days_after",
    Op.MONTHS_BETWEEN: "months_between",
    Op.DAYS_BETWEEN: "days_between",
    Op.MONTH_OF: "month_of",
}


def member(code: str) -> str:
    """A code as the member of an enumeration: a Python name."""
    name = re.sub(r"\W", "_", code)
    return f"_{name}" if keyword.iskeyword(name) or not name.isidentifier() else name


def enumeration(fact: str) -> str:
    """The name of the enumeration of a fact's choices."""
    return "".join(part.capitalize() for part in fact.split("_"))


@dataclass(slots=True)
class FormulaWriter:
    """Writes formulas as the body of one OpenFisca formula; what is read twice becomes a line."""

    law: Corpus
    lines: list[str] = field(default_factory=list)
    _seen: Counter[str] = field(default_factory=Counter)
    _named: dict[str, str] = field(default_factory=dict)

    def meet(self, node: Expression, codes: str = "") -> None:
        """Look at a formula before it is written, to know what comes twice."""
        parts = node.args if isinstance(node, Operation) else ()
        for part in parts:
            self.meet(part, self._codes_among(parts) or codes)
        if parts or (isinstance(node, Parameter) and node.on is not None):
            self._seen[self._alone(node, codes)] += 1

    def write(self, node: Expression, codes: str = "") -> str:
        """A node as Python. ``codes`` is the enumeration among which its texts are members."""
        whole = self._alone(node, codes) if self._seen else ""
        if not whole or self._seen[whole] < 2:
            return self._write(node, codes)
        if whole not in self._named:
            written = self._write(node, codes)
            self._named[whole] = f"v{len(self._named) + 1}"
            self.lines.append(f"{self._named[whole]} = {written}")
        return self._named[whole]

    def _alone(self, node: Expression, codes: str) -> str:
        """A node written out in full: what tells it from another."""
        return FormulaWriter(self.law).write(node, codes)

    def _write(self, node: Expression, codes: str) -> str:
        match node:
            case Name(name=name):
                return name
            case Constant(value=value):
                return _constant(value, codes)
            case Parameter():
                return self._parameter(node)
            case Operation(op=Op.ROUNDED, args=(value,), detail=(step, mode)):
                return f'rounded({self.write(value)}, {step!r}, "{mode}")'
            case Operation(op=Op.SCALE, args=(value, Parameter() as schedule)):
                return self._scale(value, schedule)
            case Operation(op=Op.MONTH_BY_MONTH):
                return self.write(spelled_out(node, lambda path: self.law.parameters[path].history))
            case Operation(op=Op.ONE_OF, args=args):
                return self._one_of(args)
            case Operation(op=op, args=args):
                return self._operation(op, args, codes)
            case _:
                raise TypeError(f"{node!r} is no part of a formula.")

    def _operation(self, op: Op, args: tuple[Expression, ...], codes: str) -> str:
        among = self._codes_among(args) or codes
        written = [self.write(arg, among) for arg in args]
        if op in _BETWEEN:
            return f"({f' {_BETWEEN[op]} '.join(written)})"
        if op in {Op.LEAST, Op.GREATEST} and len(written) > 2:
            return _nested(_CALLS[op], written)
        return f"{_CALLS[op]}({', '.join(written)})"

    def _codes_among(self, nodes: tuple[Expression, ...]) -> str:
        return next((found for node in nodes if (found := self._codes_of(node))), "")

    def _codes_of(self, node: Expression) -> str:
        if not isinstance(node, Name) or node.name == MONTH:
            return ""
        concepts: Mapping[str, object] = (
            self.law.rules[node.name].choices
            if node.name in self.law.rules
            else self.law.facts[node.name].choices
        )
        return enumeration(node.name) if concepts else ""

    def _parameter(self, node: Parameter) -> str:
        parameter = self.law.parameters[node.path]
        is_day = any(isinstance(d.value, date) for d in parameter.history)
        if node.on is not None:
            kind = "day_" if is_day else "truth_" if parameter.is_truth else ""
            return f"{kind}in_force({self._dated(node, node.on)})"
        return f"np.datetime64(p.{node.path})" if is_day else f"p.{node.path}"

    def _dated(self, node: Parameter, on: Expression) -> str:
        history = self.law.parameters[node.path].history
        dates = ", ".join(f'("{d.since}", {d.value is not None})' for d in history)
        return f'parameters, "{node.path}", {self.write(on)}, ({dates},)'

    def _scale(self, value: Expression, schedule: Parameter) -> str:
        base = self.write(value)
        if schedule.on is None:
            return f"p.{schedule.path}.calc({base})"
        return f"scale_in_force({base}, {self._dated(schedule, schedule.on)})"

    def _one_of(self, args: tuple[Expression, ...]) -> str:
        value, *listed = args
        codes, first = self._codes_of(value) or "None", listed[0] if listed else None
        written = self.write(value)
        if isinstance(first, Parameter) and first.on is not None:
            return f"one_of_in_force({written}, {codes}, {self._dated(first, first.on)})"
        names = (
            f"p.{first.path}"
            if isinstance(first, Parameter)
            else repr([arg.value for arg in listed if isinstance(arg, Constant)])
        )
        return f"one_of({written}, {codes}, {names})"


def _constant(value: object, codes: str) -> str:
    if isinstance(value, date):
        return f'np.datetime64("{value}")'
    if isinstance(value, str):
        return f"{codes}.{member(value)}" if codes else repr(value)
    return repr(value)


def _nested(call: str, written: list[str]) -> str:
    result, *others = written
    for other in others:
        result = f"{call}({result}, {other})"
    return result


#: What the formulas of an exported law call: the file `words.py` of the package.
WORDS: Final = '''"""The words that the formulas of this law use beside those of NumPy."""

import numpy as np


def quotient(value, divisor):
    """A quotient; zero by zero, as an amount that is not known."""
    safe = np.where(divisor == 0, 1, divisor)
    return np.where(divisor == 0, 0, value / safe)


def whole(value):
    """The whole number at or under; what lost its last bit is not under."""
    return np.floor(value + 1e-6)


def rounded(value, step, mode):
    """A multiple of a step: the nearest, a tie upwards, or the one above or below."""
    inverse = round(1 / step) if step < 1 else 1
    scaled = value * inverse if step <= 1 else value / step
    if mode == "half_up":
        found = whole(scaled + 0.5)
    elif mode == "down":
        found = whole(scaled)
    else:
        found = -whole(-scaled)
    return found / inverse if step < 1 else found * step


def months_after(day, months):
    """The same day some months later, or the last one of that month."""
    day = np.asarray(day, dtype="datetime64[D]")
    month = day.astype("datetime64[M]")
    later = month + counted(months).astype("timedelta64[M]")
    last = (later + 1).astype("datetime64[D]") - 1
    return np.minimum(later.astype("datetime64[D]") + (day - month.astype("datetime64[D]")), last)


def days_after(day, days):
    """The day some days later."""
    return np.asarray(day, dtype="datetime64[D]") + counted(days).astype("timedelta64[D]")


def counted(number):
    """A whole number of days or months; NaT, which makes any day no day, for what is none."""
    number = np.asarray(number)
    if number.dtype.kind != "f":
        return number.astype("int64")
    is_none = np.isnan(number)
    return np.where(is_none, NO_NUMBER, np.where(is_none, 0, number).astype("int64"))


NO_NUMBER = np.iinfo("int64").min


def months_between(later, earlier):
    """Whole months from one day to another."""
    later, earlier = (np.asarray(day, dtype="datetime64[D]") for day in (later, earlier))
    ends, begins = later.astype("datetime64[M]"), earlier.astype("datetime64[M]")
    months = (ends - begins).astype("int64")
    unfinished = later - ends.astype("datetime64[D]") < earlier - begins.astype("datetime64[D]")
    return months - unfinished


def days_between(later, earlier):
    """Days from one day to another."""
    later, earlier = (np.asarray(day, dtype="datetime64[D]") for day in (later, earlier))
    return (later - earlier).astype("int64")


def month_of(day):
    """The number of the calendar month of a day."""
    return np.asarray(day, dtype="datetime64[M]").astype("int64") + 1970 * 12


def one_of(value, choices, codes):
    """Whether a code stands in a list: a member of choices, or a setting in letters."""
    listed = codes if choices is None else [choices[code].index for code in codes]
    return np.isin(np.asarray(value), listed)


def in_force(parameters, path, day, dates):
    """The value in force on the day of each row; not a number where the law says nothing.

    A setting in letters is empty there.
    """
    held = [_at(parameters, path, date) for date, is_there in dates if is_there]
    nothing = "" if held and isinstance(held[0], str) else np.nan
    return _by_day(day, dates, lambda date: _at(parameters, path, date), nothing)


def truth_in_force(parameters, path, day, dates):
    """Whether something holds by the law of the day of each row; where it says nothing, not."""
    return _by_day(day, dates, lambda date: _at(parameters, path, date), False)


def day_in_force(parameters, path, day, dates):
    """The day that the law says, as in force on the day of each row; or no day."""
    return _by_day(day, dates, lambda date: np.datetime64(_at(parameters, path, date)), NO_DAY)


def scale_in_force(value, parameters, path, day, dates):
    """A schedule in force on the day of each row, over a value; or not a number."""
    return _by_day(day, dates, lambda date: _at(parameters, path, date).calc(value), np.nan)


def one_of_in_force(value, choices, parameters, path, day, dates):
    """Whether a code stands in the list in force on the day of each row; in none, it does not."""
    return _by_day(
        day, dates, lambda date: one_of(value, choices, _at(parameters, path, date)), False
    )


def within(day, first, last, value, nothing):
    """A result on the days on which its rule is in the law, and what stands for no law outside."""
    is_outside = np.asarray(day) < np.datetime64(first)
    if last is not None:
        is_outside = is_outside | (day > np.datetime64(last))
    return np.where(is_outside, nothing, value) if is_outside.any() else value


NO_DAY = np.datetime64("NaT", "D")


def _by_day(day, dates, found, nothing):
    result = None
    for date, is_there in dates:
        value = found(date) if is_there else nothing
        result = value if result is None else np.where(day >= np.datetime64(date), value, result)
    return within(day, dates[0][0], None, result, nothing)


def _at(parameters, path, date):
    node = parameters(date)
    for name in path.split("."):
        node = getattr(node, name)
    return node
'''
