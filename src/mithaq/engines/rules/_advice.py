"""What would make it yes: the smallest change of facts found that makes a condition true.

Each leaf that settles the answer is tried on each fact that it reads: the nearest value that
turns it. The ways of the leaves are combined along the formula; every set proposed has been
applied to the case and gives true, and nothing in it can be left out.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import islice, product
from typing import Final, TypeAlias

from mithaq.base.text import Labels
from mithaq.engines.rules._explain import Explanation
from mithaq.engines.rules._expression import COMPARISONS, Expression, Name, Op, Operation
from mithaq.engines.rules._facts import EPOCH, MONTH, Fact, Value
from mithaq.engines.rules._kinds import kind_of
from mithaq.engines.rules._names import names_in, parameters_in

_Way: TypeAlias = Mapping[str, Value]

_MOST_WAYS: Final = 24  # of one node; the product of conditions is cut at as many again
_MOST_TRIED: Final = 200
_ROUNDS: Final = 3  # a changed day of hire may bring other conditions, which are then looked at
_GRID: Final = {"money": 0.01, "ratio": 0.0001, "number": 0.01}
_DATES: Final = ((date(1950, 1, 1) - EPOCH).days, (date(2099, 12, 31) - EPOCH).days)
_WIDEST: Final = {"money": 10_000_000.0, "ratio": 10.0}
_WIDE: Final = 100_000.0


@dataclass(frozen=True, slots=True)
class FactChange:
    """One fact to change; ``before`` is None when it was not given."""

    fact: str
    label: Labels
    before: Value | None
    after: Value


@dataclass(frozen=True, slots=True)
class Advice:
    """Changes that together make the condition true, checked by applying them."""

    changes: tuple[FactChange, ...]

    @property
    def facts(self) -> dict[str, Value]:
        """The facts to change, with their new values."""
        return {change.fact: change.after for change in self.changes}


def advise(case: Explanation) -> Advice | None:
    """The smallest set found; None when the answer is yes, is no condition, or no set is found."""
    if case.value is True or not kind_of(case.law, Name(case.target)).is_truth:
        return None
    tried = 0
    waiting: list[_Way] = [{}]
    for _ in range(_ROUNDS):
        following: list[_Way] = []
        for way in waiting:
            changed = case.with_facts(way)
            for more in _Search(changed, frozenset(way)).ways(Name(case.target), want=True):
                whole = {**way, **more}
                tried += 1
                if tried > _MOST_TRIED:
                    return None
                if case.with_facts(whole).value is True:
                    return _advice(case, _least(case, whole))
                if more:
                    following.append(whole)
        waiting = sorted(following, key=len)[:_MOST_WAYS]
    return None


def _least(case: Explanation, way: _Way) -> _Way:
    """The way without what it can do without."""
    for name in tuple(way):
        fewer = {fact: value for fact, value in way.items() if fact != name}
        if case.with_facts(fewer).value is True:
            way = fewer
    return way


def _advice(case: Explanation, way: _Way) -> Advice:
    facts = case.law.facts
    return Advice(
        tuple(
            FactChange(name, facts[name].label, case.facts.get(name), way[name])
            for name in facts
            if name in way
        )
    )


class _Search:
    """Ways to make a node of a formula true or false, the shortest first."""

    def __init__(self, case: Explanation, held: frozenset[str]) -> None:
        self._case = case
        self._held = held
        self._reads: dict[str, frozenset[str]] = {}

    def ways(self, node: Expression, *, want: bool) -> list[_Way]:
        """Sets of facts; the empty one when the node is already as wanted."""
        if self._case.at(node) is want:
            return [{}]
        found = sorted(self._ways(node, want=want), key=len)
        return list(_distinct(found))[:_MOST_WAYS]

    def _ways(self, node: Expression, *, want: bool) -> Iterator[_Way]:
        match node:
            case Name(name=name) if name in self._case.law.rules:
                version = self._case.version(name)
                if version is not None:
                    yield from self.ways(version.formula, want=want)
                if version is None or self._case.law.rules[name].on:
                    yield from self._turning(node, want=want, only_days=True)
            case Operation(op=Op.ALL_OF | Op.ANY_OF as op, args=args):
                if (op is Op.ALL_OF) is want:
                    yield from _together([self.ways(arg, want=want) for arg in args])
                else:
                    for arg in args:
                        yield from self.ways(arg, want=want)
            case Operation(op=Op.NOT, args=(inner,)):
                yield from self.ways(inner, want=not want)
            case Operation(op=Op.WHEN, args=(condition, yes, no)):
                for branch, arg in ((True, yes), (False, no)):
                    both = [self.ways(condition, want=branch), self.ways(arg, want=want)]
                    yield from _together(both)
            case Operation(op=op) if op not in COMPARISONS:
                return
            case _:
                yield from self._turning(node, want=want)

    def _turning(self, node: Expression, *, want: bool, only_days: bool = False) -> Iterator[_Way]:
        """Each fact that the node reads, at the nearest values that make it as wanted."""
        place = self._case.place(node)
        if place is None:
            return
        for name in sorted(self._facts_of(node), key=list(self._case.law.facts).index):
            fact = self._case.law.facts[name]
            # What cannot be changed may still be what was not said: a diploma not given.
            is_given = self._case.facts.get(name) is not None
            is_settled = fact.is_fixed and (is_given or fact.kind == "date")
            if is_settled or name in self._held or (only_days and fact.kind != "date"):
                continue

            def holds(value: Value, name: str = name) -> bool:
                changed = self._case.with_facts({name: value})
                return changed.raw(place) is want

            now = self._case.facts.get(name)
            if now is None and fact.kind == "date":
                now = self._case.day
            for value in _nearest(fact, now, self._points(fact), holds):
                yield {name: value}

    def _facts_of(self, node: Expression) -> frozenset[str]:
        """The facts that a node reads, through the rules that it names."""
        found = set[str]()
        for name in names_in(node):
            found |= self._facts_below(name)
        return frozenset(found)

    def _facts_below(self, name: str) -> frozenset[str]:
        if name not in self._reads:
            concept = self._case.law.rules.get(name)
            if concept is None:
                self._reads[name] = frozenset({name} - {MONTH})
            else:
                below = (self._facts_below(read) for read in concept.reads)
                self._reads[name] = frozenset().union(*below)
        return self._reads[name]

    def _points(self, fact: Fact) -> list[float]:
        """Where the law turns for a day: the days on which what it chooses changes."""
        if fact.kind != "date":
            return []
        law = self._case.law
        days = {float((self._case.day - EPOCH).days)}
        for concept in law.rules.values():
            if concept.on != fact.name:
                continue
            for version in concept.versions:
                days.add(float((version.since - EPOCH).days))
                for parameter in parameters_in(version.formula):
                    history = law.parameters[parameter.path].history
                    days |= {float((dated.since - EPOCH).days) for dated in history}
        return sorted(days)


def _together(parts: list[list[_Way]]) -> Iterator[_Way]:
    """One way of each part at a time.

    A part that has none, or that wants another value of a fact already set, may have one once the
    rest is changed (a later day of hire, say): it is left to the next round.
    """
    some = [part or [{}] for part in parts]
    agreed: list[_Way] = []
    settled: list[_Way] = []
    for combination in islice(product(*some), _MOST_WAYS * _MOST_WAYS):
        merged: dict[str, Value] = {}
        for way in combination:
            for name, value in way.items():
                merged.setdefault(name, value)
        agrees = all(merged[name] == value for way in combination for name, value in way.items())
        (agreed if agrees else settled).append(merged)
    yield from agreed
    yield from settled


def _distinct(ways: list[_Way]) -> Iterator[_Way]:
    seen = set[frozenset[tuple[str, Value]]]()
    for way in ways:
        key = frozenset(way.items())
        if key not in seen:
            seen.add(key)
            yield way


def _nearest(
    fact: Fact, now: Value | None, points: list[float], holds: Callable[[Value], bool]
) -> Iterator[Value]:
    """The values of a fact nearest to what it is that make a condition hold."""
    if fact.is_boolean:
        yield from (value for value in (True, False) if holds(value))
        return
    if fact.choices:
        yield from (code for code in fact.choices if code != now and holds(code))
        return
    grid = 1.0 if fact.kind == "date" else _GRID.get(fact.kind, 1.0)
    lowest, highest = _span(fact)
    start = _number(fact, now, lowest)

    def holds_at(step: int) -> bool:
        return holds(_value(fact, step * grid))

    first, last, middle = round(lowest / grid), round(highest / grid), round(start / grid)
    if now is None and fact.kind != "date" and holds_at(first) and not holds_at(last):
        # Nobody said it: the bound tells more than the least value, which asks for nothing.
        bound = _toward(last, first, holds_at)
        yield _value(fact, (first if bound is None else bound) * grid)
        return
    found = set[int]()
    for end in (first, last):
        if (step := _toward(middle, end, holds_at)) is not None:
            found.add(step)
    found |= {
        round(p / grid) for p in points if first <= p / grid <= last and holds_at(round(p / grid))
    }
    for step in sorted(found, key=lambda step: abs(step - middle)):
        yield _value(fact, step * grid)


def _toward(start: int, end: int, holds: Callable[[int], bool]) -> int | None:
    """The first step that holds on the way to an end, by strides that double, then by halves."""
    if holds(start):
        return start
    sign = 1 if end > start else -1
    before, stride = start, 1
    while before != end:
        after = start + sign * stride
        if (after - end) * sign > 0:
            after = end
        if holds(after):
            return _halved(before, after, holds)
        before, stride = after, stride * 2
    return None


def _halved(wrong: int, right: int, holds: Callable[[int], bool]) -> int:
    while abs(right - wrong) > 1:
        middle = (right + wrong) // 2
        if holds(middle):
            right = middle
        else:
            wrong = middle
    return right


def _span(fact: Fact) -> tuple[float, float]:
    if fact.kind == "date":
        return float(_DATES[0]), float(_DATES[1])
    lowest = fact.minimum if fact.minimum is not None else 0.0
    highest = fact.maximum if fact.maximum is not None else _WIDEST.get(fact.kind, _WIDE)
    return lowest, highest


def _number(fact: Fact, now: Value | None, lowest: float) -> float:
    if isinstance(now, date):
        return float((now - EPOCH).days)
    return float(now) if isinstance(now, int | float) else max(0.0, lowest)


def _value(fact: Fact, number: float) -> Value:
    if fact.kind == "date":
        return EPOCH + timedelta(days=round(number))
    return round(number, 6)
