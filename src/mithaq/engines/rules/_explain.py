"""A case explained: the value, why not, what is missing, and every step with its proof."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from functools import cached_property
from typing import Any, Self, TypeAlias

from mithaq.base.text import Labels
from mithaq.engines.rules._authoring import Rule
from mithaq.engines.rules._corpus import Corpus
from mithaq.engines.rules._expression import (
    COMPARISONS,
    Constant,
    Expression,
    Name,
    Op,
    Operation,
    Parameter,
)
from mithaq.engines.rules._facts import MONTH, Value
from mithaq.engines.rules._kinds import Kind, kind_of, side_kind
from mithaq.engines.rules._lowering import EPOCH, Lowered
from mithaq.engines.rules._steps import Scalar
from mithaq.engines.rules._trace import Comparison, Counted, Finding, ParameterUse, Reason, Traced


@dataclass(frozen=True, kw_only=True)
class Explanation:
    """One target for one case. ``value`` is None where the facts do not settle it."""

    law: Corpus
    day: date
    target: str
    facts: Mapping[str, Value]
    traced: Traced = field(repr=False)
    values: tuple[Any, ...] = field(repr=False)

    @property
    def value(self) -> Value | None:
        """The answer, or None when it cannot be decided."""
        return self.column(self.target)

    @property
    def is_known(self) -> bool:
        """Whether the facts settle the answer."""
        return self.value is not None

    def raw(self, place: Lowered) -> Scalar | None:
        """The number or the truth of a node, None when unknown."""
        if place.known is not None and not self.values[place.known]:
            return None
        found: Scalar = self.values[place.value]
        return found

    def column(self, name: str) -> Value | None:
        """The value of a fact or of a rule."""
        return self.at(Name(name))

    def place(self, node: Expression) -> Lowered | None:
        """The steps of a node of a formula; None for one that no version in reach holds."""
        if isinstance(node, Name):
            return self.traced.columns.get(node.name)
        return self.traced.places.get(id(node))

    def at(self, node: Expression) -> Value | None:
        """The value of a node of a formula."""
        place = self.place(node)
        raw = None if place is None else self.raw(place)
        if raw is None or raw is True or raw is False:
            return raw
        return decoded(raw, self.kind(node))

    def kind(self, node: Expression) -> Kind:
        """The unit or the choices of a node."""
        if isinstance(node, Name):
            return kind_of(self.law, node)
        found = self.traced.kinds.get(id(node))
        if found is None:
            found = self.traced.kinds[id(node)] = kind_of(self.law, node)
        return found

    def with_facts(self, changes: Mapping[str, Value]) -> Self:
        """The same question with other facts."""
        if not changes:
            return self
        facts = {**self.facts, **changes}
        values = self.traced.run({**facts, MONTH: self.day.replace(day=1)})
        return replace(self, facts=facts, values=values)

    def version(self, name: str) -> Rule | None:
        """The version of a rule that counts in this case; None where the law says nothing."""
        concept = self.law.rules[name]
        if concept.on is None:
            return concept.version_at(self.day)
        anchor = self.column(concept.on)
        return concept.version_at(anchor) if isinstance(anchor, date) else None

    @cached_property
    def finding(self) -> Finding:
        """The target with all that it was computed from."""
        return _Findings(self).of(self.target)

    @cached_property
    def because(self) -> tuple[Reason, ...]:
        """The leaves that make the answer « no » (or, for an amount, that took something away).

        None for what cannot be decided: its conditions that hold are no reason.
        """
        if not self.is_known:
            return ()
        reasons = _Reasons(self)
        reasons.read(Name(self.target), self.target)
        return tuple(reasons.found)

    @cached_property
    def missing(self) -> tuple[str, ...]:
        """The facts without which the answer cannot be decided; none when it is known."""
        return tuple(dict.fromkeys(n for n, _ in self._unsettled if n))

    @cached_property
    def silences(self) -> tuple[Labels, ...]:
        """Where the law itself says nothing, when that leaves the answer open."""
        return tuple(dict.fromkeys(said for _, said in self._unsettled if said))

    @cached_property
    def _unsettled(self) -> tuple[tuple[str, Labels | None], ...]:
        return () if self.is_known else tuple(_unknowns(self, Name(self.target), set()))


def decoded(raw: Scalar | None, kind: Kind) -> Value | None:
    """A number of the steps as a person reads it: a day, a code, an amount."""
    if raw is None or isinstance(raw, bool):
        return raw
    if kind.is_date:
        return EPOCH + timedelta(days=round(raw))
    if kind.choices:
        return tuple(kind.choices)[round(raw)]
    return raw


def counted(case: Explanation, node: Expression) -> Counted:
    """The nodes of a formula that counted: not the branch that was not taken."""
    kept = case.traced.counted.get(id(node))
    if kept is not None:
        return kept
    found: list[Expression] = []
    waiting = [node]
    chooses = False
    while waiting:
        part = waiting.pop()
        found.append(part)
        if not isinstance(part, Operation):
            continue
        if part.op is Op.WHEN:
            chooses = True
            condition, yes, no = part.args
            taken = case.at(condition)
            waiting += [] if taken is None else [yes if taken else no]
            waiting.append(condition)
        else:
            waiting += reversed(part.args)
    sorted_out = Counted(
        names=tuple(dict.fromkeys(n.name for n in found if isinstance(n, Name))),
        parameters=tuple(n for n in found if isinstance(n, Parameter)),
        comparisons=tuple(n for n in found if isinstance(n, Operation) and n.op in COMPARISONS),
    )
    if not chooses:  # the same nodes in every case
        case.traced.counted[id(node)] = sorted_out
    return sorted_out


def once(uses: Iterable[ParameterUse | None]) -> tuple[ParameterUse, ...]:
    """The values of the law that counted, each once."""
    return tuple({(u.parameter.path, u.dated.since): u for u in uses if u}.values())


def used(case: Explanation, node: Parameter) -> ParameterUse | None:
    """The value of a parameter that counted, None where the law has none."""
    parameter = case.law.parameters[node.path]
    day = case.day if node.on is None else case.at(node.on)
    if not isinstance(day, date) or day < parameter.history[0].since:
        return None
    return ParameterUse(parameter, parameter.on(day))


def compared(case: Explanation, node: Operation) -> Comparison | None:
    """Both sides of a comparison, and how far apart they are."""
    if node.op is Op.ONE_OF or len(node.args) != 2:
        return None
    left, right = node.args
    kind = _kind_of_side(case, left)
    if kind.is_plain:
        kind = _kind_of_side(case, right)
    sides = [_side(case, side, kind) for side in (left, right)]
    return Comparison(
        op=node.op, left=sides[0], right=sides[1], kind=kind, distance=_distance(sides)
    )


def _kind_of_side(case: Explanation, node: Expression) -> Kind:
    return side_kind(case.law, node) if isinstance(node, Parameter) else case.kind(node)


def _side(case: Explanation, node: Expression, kind: Kind) -> Value | None:
    if isinstance(node, Constant):
        value = node.value
        return float(value) if isinstance(value, int) and not isinstance(value, bool) else value
    if isinstance(node, Parameter) and (use := used(case, node)) is not None:
        setting = use.dated.value
        if isinstance(setting, str):  # a code without a fact of its choices
            return setting
    place = case.place(node)
    return None if place is None else decoded(case.raw(place), kind)


def _distance(sides: list[Value | None]) -> float | None:
    left, right = sides
    if isinstance(left, date) and isinstance(right, date):
        return float(abs((left - right).days))
    if isinstance(left, bool | str | date | None) or isinstance(right, bool | str | date | None):
        return None
    return abs(left - right)


class _Findings:
    """The findings of a case, each rule once."""

    def __init__(self, case: Explanation) -> None:
        self._case = case
        self._made: dict[str, Finding] = {}

    def of(self, name: str) -> Finding:
        """What a rule gave, with its parts."""
        found = self._made.get(name)
        if found is None:
            found = self._made[name] = self._make(name)
        return found

    def _make(self, name: str) -> Finding:
        case, rules = self._case, self._case.law.rules
        concept, version = rules[name], case.version(name)
        nodes = counted(case, version.formula) if version else Counted((), (), ())
        names = nodes.names
        if concept.on and concept.on not in names:
            names = (*names, concept.on)
        sides = (compared(case, node) for node in nodes.comparisons)
        return Finding(
            name=name,
            label=concept.label,
            kind=kind_of(case.law, Name(name)),
            value=case.column(name),
            rule=version,
            facts={n: self._fact(n) for n in names if n not in rules},
            parameters=once(used(case, node) for node in nodes.parameters),
            comparisons=tuple(side for side in sides if side),
            parts=tuple(self.of(n) for n in names if n in rules),
        )

    def _fact(self, name: str) -> Value | None:
        return self._case.day.replace(day=1) if name == MONTH else self._case.facts.get(name)


class _Reasons:
    """The leaves that make a condition what it is, or that took the lesser branch of an amount."""

    def __init__(self, case: Explanation) -> None:
        self._case = case
        self._told = set[str]()
        self.found: list[Reason] = []

    def read(self, node: Expression, rule: str) -> None:
        """Keep the leaves of a node of a rule; each rule is told once."""
        match node:
            case Name(name=name) if name in self._case.law.rules:
                version = None if name in self._told else self._case.version(name)
                self._told.add(name)
                if version is not None:
                    self.read(version.formula, name)
            case Operation(op=op):
                self._operation(op, node, rule)
            case _ if isinstance(self._case.at(node), bool):
                self.found.append(_reason(self._case, node, rule))
            case _:
                return

    def _operation(self, op: Op, node: Operation, rule: str) -> None:
        case = self._case
        if op in COMPARISONS:
            self.found.append(_reason(case, node, rule))
        elif op in {Op.ALL_OF, Op.ANY_OF}:
            value = case.at(node)
            settles = value is (op is Op.ANY_OF)
            for arg in node.args:
                if not settles or case.at(arg) is value:
                    self.read(arg, rule)
        elif op is Op.WHEN:
            condition, yes, no = node.args
            taken = case.at(condition)
            if taken is False:
                self.read(condition, rule)
            if taken is not None:
                self.read(yes if taken else no, rule)
        else:
            for arg in node.args:
                self.read(arg, rule)


def _reason(case: Explanation, node: Expression, rule: str) -> Reason:
    version = case.version(rule)
    uses = (used(case, n) for n in counted(case, node).parameters)
    is_compared = isinstance(node, Operation) and node.op in COMPARISONS
    return Reason(
        rule=rule,
        label=case.law.rules[rule].label,
        article=version.article if version else "",
        node=node,
        comparison=compared(case, node) if is_compared and isinstance(node, Operation) else None,
        parameters=once(uses),
    )


#: A fact that is missing, or the words of a silence of the law.
_Unknown: TypeAlias = "tuple[str, Labels | None]"


def _unknowns(case: Explanation, node: Expression, seen: set[str]) -> Iterator[_Unknown]:
    """What leaves a node unknown: facts that are missing, or silences of the law."""
    if case.at(node) is not None:
        return
    match node:
        case Name(name=name) if name in case.law.rules:
            if name not in seen:
                seen.add(name)
                yield from _unknown_rule(case, name, seen)
        case Name(name=name):
            yield name, None
        case Parameter(path=path):
            if node.on is not None and case.at(node.on) is None:
                yield from _unknowns(case, node.on, seen)
            elif (use := used(case, node)) is None or use.dated.value is None:
                yield "", _silent(case.law.parameters[path].label)
        case Operation(op=Op.WHEN, args=(condition, yes, no)):
            taken = case.at(condition)
            inner = condition if taken is None else yes if taken else no
            yield from _unknowns(case, inner, seen)
        case Operation(args=args):
            found = [pair for arg in args for pair in _unknowns(case, arg, seen)]
            yield from found
            if not found and node.op is Op.DIVIDE:
                yield (
                    "",
                    Labels(
                        fr="Une division par zéro n’a pas de résultat.",
                        ar="القسمة على صفر لا نتيجة لها.",
                        en="A division by zero has no result.",
                    ),
                )
        case _:
            return


def _unknown_rule(case: Explanation, name: str, seen: set[str]) -> Iterator[_Unknown]:
    concept = case.law.rules[name]
    if concept.on and case.column(concept.on) is None:
        yield from _unknowns(case, Name(concept.on), seen)
        # Which version counts is open: what the last one reads is most likely needed too.
        yield from _unknowns(case, concept.versions[-1].formula, seen)
        return
    version = case.version(name)
    if version is None:
        yield "", _silent(concept.label)
        return
    yield from _unknowns(case, version.formula, seen)


def _silent(label: Labels) -> Labels:
    return Labels(
        fr=f"La loi ne dit rien ce jour-là : {label.fr}.",
        ar=f"القانون لا يحدد شيئا في ذلك اليوم: {label.of('ar')}.",
        en=f"The law says nothing on that day: {label.of('en')}.",
    )
