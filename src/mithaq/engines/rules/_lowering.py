"""From the formula of a rule to steps: a value, and whether it is known.

Unknown is never false: each node comes down to two steps, its value and its presence (None when
nothing can be missing). The value of an unknown truth is false in every dialect; the value of an
unknown number means nothing and must not be read.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from mithaq.engines.rules import _calendar
from mithaq.engines.rules._binding import Binding, Bound, Bracket, FormulaError, Lowered
from mithaq.engines.rules._by_month import MonthsUnder, months_under, summed
from mithaq.engines.rules._expression import (
    COMPARISONS,
    Constant,
    Expression,
    Name,
    Op,
    Operation,
    Parameter,
)
from mithaq.engines.rules._facts import EPOCH
from mithaq.engines.rules._steps import Do, Scalar, Steps


@dataclass(slots=True)
class Lowering:
    """Brings formulas down to the steps of one plan, remembering where each node went."""

    steps: Steps
    binding: Binding
    places: dict[int, Lowered] = field(default_factory=dict)
    months: dict[int, tuple[MonthsUnder, ...]] = field(default_factory=dict)
    _kept: list[Expression] = field(default_factory=list)
    _written: dict[str, int] = field(default_factory=dict)

    def lower(self, node: Expression, codes: Mapping[str, int] | None = None) -> Lowered:
        """The steps of a node. ``codes`` numbers the texts among its operands."""
        found = self.places.get(id(node))
        if found is None:
            found = self.places[id(node)] = self._lower(node, codes)
            self._kept.append(node)  # an id is only unique while its node lives
        return found

    def _lower(self, node: Expression, codes: Mapping[str, int] | None) -> Lowered:
        match node:
            case Name(name=name):
                return self.binding.column(name)
            case Constant(value=value):
                return Lowered(self._constant(value, codes))
            case Parameter(path=path, on=None):
                return self._parameter(self.binding.in_force(path), path, codes)
            case Parameter(path=path, on=anchor) if anchor is not None:
                return self._dated(path, anchor, codes)
            case Operation():
                return self._operation(node, codes)
            case _:
                raise FormulaError(f"{node!r} n’a pas de place dans une formule.")

    def _constant(self, value: object, codes: Mapping[str, int] | None) -> int:
        return self.steps.constant(scalar(value, codes))

    def _parameter(self, value: Bound, path: str, codes: Mapping[str, int] | None) -> Lowered:
        if value is None:
            nothing = False if self.binding.is_truth(path) else 0.0
            return Lowered(self.steps.constant(nothing), self.steps.false)
        if isinstance(value, tuple):
            raise FormulaError(f"{path} est une liste ou un barème : one_of(…) ou scale(…).")
        return Lowered(self._constant(value, codes))

    def _dated(self, path: str, anchor: Expression, codes: Mapping[str, int] | None) -> Lowered:
        """The value in force on the day of an anchor: a ladder of choices over its dates."""
        return self._ladder(path, anchor, lambda value: self._parameter(value, path, codes))

    def _ladder(self, path: str, anchor: Expression, one: Callable[[Bound], Lowered]) -> Lowered:
        history = self.binding.history(path)
        return self.by_day(anchor, [(dated.since, one(dated.value)) for dated in history])

    def by_day(
        self, anchor: Expression, rungs: list[tuple[date, Lowered]], until: date | None = None
    ) -> Lowered:
        """What counts on the day of an anchor, among results by first day; unknown outside."""
        steps, day = self.steps, self.lower(anchor)
        result = rungs[0][1]
        for since, rung in rungs[1:]:
            reached = steps.do(Do.AT_MOST, self._constant(since, None), day.value)
            result = self._choice(reached, rung, result)
        inside = steps.do(Do.AT_MOST, self._constant(rungs[0][0], None), day.value)
        if until is not None:
            ended = steps.do(Do.LESS, self._constant(until, None), day.value)
            inside = steps.do(Do.AND, inside, steps.do(Do.NOT, ended))
        return self._where_known(result, [Lowered(inside, day.known), Lowered(inside, inside)])

    def _choice(self, condition: int, yes: Lowered, no: Lowered) -> Lowered:
        steps = self.steps
        value = steps.do(Do.CHOOSE, condition, yes.value, no.value)
        if yes.known is None and no.known is None:
            return Lowered(value)
        true = steps.true
        known = steps.do(
            Do.CHOOSE,
            condition,
            true if yes.known is None else yes.known,
            true if no.known is None else no.known,
        )
        return Lowered(value, None if known == true else known)

    def _where_known(self, result: Lowered, needed: list[Lowered]) -> Lowered:
        """A result whose presence also asks for that of what it was read with."""
        known = [node.known for node in (result, *needed) if node.known is not None]
        if not known:
            return result
        presence = self.steps.all_of(known)
        if presence == self.steps.true:
            return Lowered(result.value)
        value = result.value
        if self.steps.listed[value].is_boolean:
            value = self.steps.do(Do.AND, presence, value)
        return Lowered(value, presence)

    def _operation(self, node: Operation, codes: Mapping[str, int] | None) -> Lowered:
        match node.op:
            case Op.ALL_OF | Op.ANY_OF:
                return self._gathered(node)
            case Op.NOT:
                inner = self._truth(node.args[0], node.op)
                opposite = Lowered(self.steps.do(Do.NOT, inner.value))
                return self._where_known(opposite, [inner])
            case Op.WHEN:
                return self._when(node, codes)
            case Op.SCALE:
                return self._scale(node)
            case Op.ONE_OF:
                return self._one_of(node)
            case Op.MONTH_BY_MONTH:
                months = self.months[id(node)] = months_under(node, self.binding.history)
                return self.lower(summed(months))
            case _:
                codes = self._codes(node) if node.op in COMPARISONS else None
                args = [self.lower(arg, codes) for arg in node.args]
                return self._where_known(self._plain(node, args), args)

    def _codes(self, node: Operation) -> Mapping[str, int] | None:
        for arg in node.args:
            if isinstance(arg, Name) and (found := self.binding.choices(arg.name)) is not None:
                return found
        return self._written_codes(node)

    def _written_codes(self, node: Operation) -> Mapping[str, int] | None:
        """The codes that a parameter takes over time, with those written beside it."""
        listed = [arg.path for arg in node.args if isinstance(arg, Parameter)]
        texts: set[object] = {a.value for a in node.args if listed and isinstance(a, Constant)}
        for dated in (dated for path in listed for dated in self.binding.history(path)):
            texts.update(dated.value if isinstance(dated.value, tuple) else (dated.value,))
        codes = sorted(text for text in texts if isinstance(text, str))
        for code in codes:  # one number for a code in every formula: a node is lowered once
            self._written.setdefault(code, len(self._written))
        return self._written if codes else None

    def _truth(self, node: Expression, op: Op) -> Lowered:
        found = self.lower(node)
        if not self.steps.listed[found.value].is_boolean:
            raise FormulaError(f"« {op} » porte sur des conditions, pas sur un nombre.")
        return found

    def _gathered(self, node: Operation) -> Lowered:
        """Strong Kleene: one false settles « all », one true settles « any »."""
        steps = self.steps
        args = [self._truth(arg, node.op) for arg in node.args]
        is_all = node.op is Op.ALL_OF
        value = (steps.all_of if is_all else steps.any_of)([part.value for part in args])
        missing = [part for part in args if part.known is not None]
        if not missing:
            return Lowered(value)
        everything = steps.all_of([part.known for part in missing if part.known is not None])
        settled = [self._settles(part, is_all=is_all) for part in args]
        known = steps.do(Do.OR, everything, steps.any_of(settled))
        return Lowered(value, None if known == steps.true else known)

    def _settles(self, part: Lowered, *, is_all: bool) -> int:
        if not is_all:
            return part.value  # an unknown truth has the value false
        false = self.steps.do(Do.NOT, part.value)
        return false if part.known is None else self.steps.do(Do.AND, part.known, false)

    def _when(self, node: Operation, codes: Mapping[str, int] | None) -> Lowered:
        codes = next((c for a in node.args[1:] if (c := self._codes_of(a))), codes)
        condition = self._truth(node.args[0], node.op)
        yes, no = (self.lower(arg, codes) for arg in node.args[1:])
        if self.steps.listed[yes.value].is_boolean != self.steps.listed[no.value].is_boolean:
            raise FormulaError("when(…) donne une condition d’un côté et un nombre de l’autre.")
        return self._where_known(self._choice(condition.value, yes, no), [condition])

    def _codes_of(self, node: Expression) -> Mapping[str, int] | None:
        return self.binding.choices(node.name) if isinstance(node, Name) else None

    def _scale(self, node: Operation) -> Lowered:
        base, parameter = self.lower(node.args[0]), node.args[1]
        if not isinstance(parameter, Parameter):
            raise FormulaError("scale(…) prend un barème des paramètres.")

        def over(brackets: Bound) -> Lowered:
            if brackets is None:
                return Lowered(self.steps.constant(0.0), self.steps.false)
            return Lowered(self._marginal(base.value, brackets, parameter.path))

        if parameter.on is None:
            result = over(self.binding.in_force(parameter.path))
        else:
            result = self._ladder(parameter.path, parameter.on, over)
        return self._where_known(result, [base])

    def _marginal(self, base: int, brackets: Bound, path: str) -> int:
        steps, total, before = self.steps, None, Decimal(0)
        if not isinstance(brackets, tuple):
            raise FormulaError(f"{path} n’est pas un barème à tranches.")
        for bracket in brackets:
            if not isinstance(bracket, Bracket):
                raise FormulaError(f"{path} est une liste, pas un barème à tranches.")
            rate = Decimal(repr(bracket.rate))
            above = steps.do(Do.GREATEST, steps.plus(base, -bracket.threshold), steps.constant(0.0))
            if rate != before:
                part = steps.times(above, float(rate - before))
                total = part if total is None else steps.do(Do.ADD, total, part)
            before = rate
        return steps.constant(0.0) if total is None else total

    def _one_of(self, node: Operation) -> Lowered:
        first = node.args[0]
        codes = self._written_codes(node) if isinstance(first, Constant) else self._codes_of(first)
        if codes is None:
            raise FormulaError("one_of(…) prend un fait ou une règle qui a des choix.")
        value = self.lower(first, codes)
        listed = node.args[1]

        def among(names: object) -> Lowered:
            if names is None:
                return Lowered(self.steps.false, self.steps.false)
            if not isinstance(names, tuple) or not all(isinstance(n, str) for n in names):
                raise FormulaError("one_of(…) prend une liste de codes.")
            equal = [self.steps.do(Do.EQUAL, value.value, self._constant(n, codes)) for n in names]
            return Lowered(self.steps.any_of(equal))

        if isinstance(listed, Parameter):
            if listed.on is None:
                result = among(self.binding.in_force(listed.path))
            else:
                result = self._ladder(listed.path, listed.on, among)
        else:
            result = among(tuple(a.value for a in node.args[1:] if isinstance(a, Constant)))
        return self._where_known(result, [value])

    def _plain(self, node: Operation, args: list[Lowered]) -> Lowered:
        """An operation that is unknown as soon as one operand is."""
        steps = self.steps
        values = [arg.value for arg in args]
        if node.op not in {Op.EQUAL, Op.DIFFERENT} and any(
            steps.listed[value].is_boolean for value in values
        ):
            raise FormulaError(f"« {node.op} » porte sur des nombres, pas sur une condition.")
        match node.op:
            case Op.ADD | Op.SUBTRACT | Op.MULTIPLY:
                return Lowered(steps.do(Do(node.op.value), *values))
            case Op.DIVIDE:
                return self._quotient(values[0], values[1])
            case Op.LESS | Op.AT_MOST:
                return Lowered(steps.do(Do(node.op.value), *values))
            case Op.MORE:
                return Lowered(steps.do(Do.LESS, values[1], values[0]))
            case Op.AT_LEAST:
                return Lowered(steps.do(Do.AT_MOST, values[1], values[0]))
            case Op.EQUAL:
                return Lowered(self._equal(values))
            case Op.DIFFERENT:
                return Lowered(steps.do(Do.NOT, self._equal(values)))
            case Op.LEAST | Op.GREATEST:
                result = values[0]
                for value in values[1:]:
                    result = steps.do(Do(node.op.value), result, value)
                return Lowered(result)
            case Op.FLOOR:
                return Lowered(steps.floor(values[0]))
            case Op.ROUNDED:
                return Lowered(self._rounded(values[0], *node.detail))
            case Op.MONTHS_AFTER:
                return Lowered(_calendar.months_after(steps, values[0], values[1]))
            case Op.DAYS_AFTER:
                return Lowered(steps.do(Do.ADD, values[0], values[1]))
            case Op.MONTHS_BETWEEN:
                return Lowered(_calendar.months_between(steps, values[0], values[1]))
            case Op.DAYS_BETWEEN:
                return Lowered(steps.minus(values[0], values[1]))
            case Op.MONTH_OF:
                return Lowered(_calendar.civil_day(steps, values[0]).month)
            case _:
                raise FormulaError(f"« {node.op} » n’a pas de sens ici.")

    def _equal(self, values: list[int]) -> int:
        """Equality of codes, whole numbers and days; of truths, when both are the same."""
        steps = self.steps
        left, right = (steps.listed[value].is_boolean for value in values)
        if left != right:
            raise FormulaError("une condition est comparée à un nombre.")
        if not left:
            return steps.do(Do.EQUAL, *values)
        both = steps.do(Do.AND, *values)
        none = steps.do(Do.NOT, steps.do(Do.OR, *values))
        return steps.do(Do.OR, both, none)

    def _quotient(self, value: int, divisor: int) -> Lowered:
        steps = self.steps
        found = steps.listed[divisor]
        if found.do is Do.CONSTANT and found.content != 0:
            return Lowered(steps.do(Do.DIVIDE, value, divisor))
        is_zero = steps.do(Do.EQUAL, divisor, steps.constant(0.0))
        safe = steps.do(Do.CHOOSE, is_zero, steps.constant(1.0), divisor)
        return Lowered(steps.do(Do.DIVIDE, value, safe), steps.do(Do.NOT, is_zero))

    def _rounded(self, value: int, step: float, mode: str) -> int:
        steps, inverse = self.steps, round(1 / step) if step < 1 else 1
        scaled = steps.times(value, inverse) if step <= 1 else steps.divide_by(value, step)
        match mode:
            case "half_up":
                whole = steps.floor(steps.plus(scaled, 0.5))
            case "down":
                whole = steps.floor(scaled)
            case _:
                zero = steps.constant(0.0)
                whole = steps.minus(zero, steps.floor(steps.minus(zero, scaled)))
        return steps.divide_by(whole, inverse) if step < 1 else steps.times(whole, step)


def scalar(value: object, codes: Mapping[str, int] | None = None) -> Scalar:
    """A value of the law or of a case as a number or a truth: a day is a number of days."""
    if isinstance(value, bool):
        return value
    if isinstance(value, int | float):
        return float(value)
    if isinstance(value, date):
        return float((value - EPOCH).days)
    if isinstance(value, str):
        if codes is None:
            raise FormulaError(f"« {value} » est un code, comparé à ce qui n’a pas de choix.")
        if value not in codes:
            raise FormulaError(f"« {value} » n’est aucun de : {', '.join(codes)}.")
        return float(codes[value])
    raise FormulaError(f"{value!r} n’est ni un nombre, ni une vérité, ni une date, ni un code.")
