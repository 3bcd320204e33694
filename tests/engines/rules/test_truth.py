"""Formulas against a naive reading of the same tree, unknowns and the calendar included."""

from __future__ import annotations

import calendar
import math
from datetime import date, timedelta
from typing import Any

from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from mithaq.engines.rules import (
    Law,
    Rule,
    all_of,
    any_of,
    days_after,
    days_between,
    floor,
    greatest,
    least,
    month_of,
    months_after,
    months_between,
    not_,
    one_of,
    rounded,
    scale,
    when,
)
from mithaq.engines.rules._digest import formula_text
from mithaq.engines.rules._expression import Constant, Expression, Name, Op, Operation, Parameter
from tests.engines.rules.laws import law_of

FORMS = ("company", "association", "household")
FACTS: dict[str, Any] = {
    "a": "boolean",
    "b": "boolean",
    "c": "boolean",
    "x": "number",
    "y": "number",
    "d": "date",
    "e": "date",
    "k": {"kind": "code", "choices": FORMS},
}
STEPS = [0.0, 1000.0, 3000.0], [0.0, 0.25, 0.5]
PARAMETERS: dict[str, Any] = {
    "limit": {
        "2000-01-01": {"value": 2},
        "2010-05-15": {"value": None},
        "2015-01-01": {"value": 4},
    },
    "forms": {"2000-01-01": {"value": ["company"]}, "2012-01-01": {"value": list(FORMS[:2])}},
    "tax": {
        "brackets": [
            {"threshold": {"2000-01-01": {"value": t}}, "rate": {"2000-01-01": {"value": r}}}
            for t, r in zip(*STEPS, strict=True)
        ]
    },
}
LIMITS = [(date(2000, 1, 1), 2.0), (date(2010, 5, 15), None), (date(2015, 1, 1), 4.0)]
LISTS = [(date(2000, 1, 1), FORMS[:1]), (date(2012, 1, 1), FORMS[:2])]
DAYS = st.dates(date(1990, 1, 1), date(2030, 12, 31))
ANCHORED = Name("d")
PAST = date(1900, 1, 1)


def dated(history: list[tuple[date, Any]], day: date) -> Any:
    """The value in force, None before the first."""
    found = [value for since, value in history if since <= day]
    return found[-1] if found else None


def naive(node: Expression, facts: dict[str, Any]) -> Any:
    """The value of a tree in three-valued logic: None is unknown."""
    match node:
        case Name(name=name):
            return facts.get(name)
        case Constant(value=value):
            return value
        case Parameter(path=path):
            day = facts.get("d") if node.on is not None else date(2020, 6, 1)
            return None if day is None else dated(LIMITS if path == "limit" else LISTS, day)
        case Operation(op=op, args=args):
            if op is Op.SCALE:
                base = naive(args[0], facts)
                is_open = args[1].on is None or facts.get("d", PAST) >= date(2000, 1, 1)
                return taxed(base) if is_open and base is not None else None
            values = [naive(arg, facts) for arg in args]
            return OPERATIONS[op](values) if op in STRONG else strict(op, values, node.detail)
    raise AssertionError(node)


def taxed(base: float) -> float:
    """Each slice of the base at the rate of its bracket."""
    ends = [*STEPS[0][1:], math.inf]
    slices = zip(STEPS[0], ends, STEPS[1], strict=True)
    return sum(max(min(base, end) - start, 0) * rate for start, end, rate in slices)


def kleene_all(values: list[Any]) -> bool | None:
    return False if False in values else None if None in values else True


def kleene_any(values: list[Any]) -> bool | None:
    return True if True in values else None if None in values else False


def chosen(values: list[Any]) -> Any:
    return None if values[0] is None else values[1] if values[0] else values[2]


STRONG = {Op.ALL_OF, Op.ANY_OF, Op.WHEN}
OPERATIONS: Any = {Op.ALL_OF: kleene_all, Op.ANY_OF: kleene_any, Op.WHEN: chosen}


def later(day: date, months: float) -> date:
    rank = day.year * 12 + day.month - 1 + int(months)
    year, month = divmod(rank, 12)
    return date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))


def whole_months(end: date, start: date) -> int:
    months = (end.year - start.year) * 12 + end.month - start.month
    return months - 1 if end.day < start.day else months


def strict(op: Op, v: list[Any], detail: tuple[Any, ...]) -> Any:
    """An operation that is unknown as soon as one operand is."""
    if None in v or (op is Op.DIVIDE and v[1] == 0):
        return None
    table: Any = {
        Op.ADD: lambda: v[0] + v[1],
        Op.SUBTRACT: lambda: v[0] - v[1],
        Op.MULTIPLY: lambda: v[0] * v[1],
        Op.DIVIDE: lambda: v[0] / v[1],
        Op.LESS: lambda: v[0] < v[1],
        Op.AT_MOST: lambda: v[0] <= v[1],
        Op.MORE: lambda: v[0] > v[1],
        Op.AT_LEAST: lambda: v[0] >= v[1],
        Op.EQUAL: lambda: v[0] == v[1],
        Op.DIFFERENT: lambda: v[0] != v[1],
        Op.NOT: lambda: not v[0],
        Op.LEAST: lambda: min(v),
        Op.GREATEST: lambda: max(v),
        Op.FLOOR: lambda: math.floor(v[0]),
        Op.ROUNDED: lambda: stepped(v[0], *detail),
        Op.ONE_OF: lambda: v[0] in (v[1] if isinstance(v[1], tuple) else v[1:]),
        Op.MONTHS_AFTER: lambda: later(v[0], v[1]),
        Op.DAYS_AFTER: lambda: v[0] + timedelta(days=v[1]),
        Op.MONTHS_BETWEEN: lambda: whole_months(v[0], v[1]),
        Op.DAYS_BETWEEN: lambda: (v[0] - v[1]).days,
        Op.MONTH_OF: lambda: 12 * v[0].year + v[0].month - 1,
    }
    return table[op]()


def stepped(value: float, step: float, mode: str) -> float:
    whole = {
        "half_up": lambda: math.floor(value / step + 0.5),
        "up": lambda: math.ceil(value / step),
        "down": lambda: math.floor(value / step),
    }
    return float(whole[mode]() * step)


LIMIT, FORM_LIST, TAX = (Parameter(name, ANCHORED) for name in ("limit", "forms", "tax"))
NUMBERS = st.sampled_from([-8.0, -1.5, 0.0, 0.25, 1.0, 2.0, 3.75, 1024.0, 5000.0])


@st.composite
def amounts(draw: st.DrawFn, depth: int = 3) -> Expression:
    """A tree that gives a number."""
    leaf = [Name("x"), Name("y"), LIMIT, Parameter("limit"), Constant(draw(NUMBERS))]
    if depth == 0:
        return draw(st.sampled_from(leaf))
    n, t, d = amounts(depth - 1), truths(depth - 1), days(depth - 1)
    kind = draw(st.integers(0, 12))
    made: Any = [
        lambda: draw(st.sampled_from(leaf)),
        lambda: draw(n) + draw(n),
        lambda: draw(n) - draw(n),
        lambda: draw(st.sampled_from(leaf)) * draw(st.sampled_from(leaf)),
        lambda: draw(n) / draw(st.sampled_from([2.0, 4.0])),
        lambda: Constant(16.0) / draw(st.sampled_from([Name("y"), Constant(0.0)])),
        lambda: least(draw(n), draw(n)),
        lambda: greatest(draw(n), draw(n), draw(n)),
        lambda: floor(draw(n)),
        lambda: rounded(
            draw(n),
            draw(st.sampled_from([0.5, 1.0, 10.0])),
            draw(st.sampled_from(["half_up", "up", "down"])),
        ),
        lambda: when(draw(t), draw(n), draw(n)),
        lambda: scale(draw(n), draw(st.sampled_from([TAX, Parameter("tax")]))),
        lambda: draw(
            st.sampled_from(
                [
                    months_between(draw(d), draw(d)),
                    days_between(draw(d), draw(d)),
                    month_of(draw(d)),
                ]
            )
        ),
    ]
    found: Expression = made[kind]()
    return found


@st.composite
def days(draw: st.DrawFn, depth: int = 2) -> Expression:
    """A tree that gives a day."""
    leaf = st.sampled_from([Name("d"), Name("e"), Constant(date(2012, 2, 29))])
    if depth == 0:
        return draw(leaf)
    few = st.integers(-30, 30)
    made: Any = [
        lambda: draw(leaf),
        lambda: months_after(draw(days(depth - 1)), draw(few)),
        lambda: days_after(draw(days(depth - 1)), draw(few)),
    ]
    found: Expression = made[draw(st.integers(0, 2))]()
    return found


@st.composite
def truths(draw: st.DrawFn, depth: int = 3) -> Expression:
    """A tree that gives a truth."""
    leaf = st.sampled_from([Name("a"), Name("b"), Name("c"), Constant(True), Constant(False)])
    if depth == 0:
        return draw(leaf)
    n, t, d = amounts(depth - 1), truths(depth - 1), days(depth - 1)
    made: Any = [
        lambda: draw(leaf),
        lambda: all_of(draw(t), draw(t), draw(t)),
        lambda: any_of(draw(t), draw(t)),
        lambda: not_(draw(t)),
        lambda: draw(n) < draw(n),
        lambda: draw(n) <= draw(n),
        lambda: draw(n) > draw(n),
        lambda: draw(n) >= draw(n),
        lambda: draw(d) <= draw(d),
        lambda: when(draw(t), draw(t), draw(t)),
        lambda: one_of(
            Name("k"), draw(st.sampled_from([FORM_LIST, Parameter("forms"), FORMS[1:]]))
        ),
        lambda: draw(
            st.sampled_from(
                [Name("k") == "company", Name("k") != "association", Name("a") == Name("b")]
            )
        ),
        lambda: draw(d) == draw(d),
    ]
    found: Expression = made[draw(st.integers(0, 12))]()
    return found


VALUES = {
    "a": st.booleans(),
    "b": st.booleans(),
    "c": st.booleans(),
    "x": NUMBERS,
    "y": st.sampled_from([-2.0, 0.0, 1.0, 4.0]),
    "d": DAYS,
    "e": DAYS,
    "k": st.sampled_from(FORMS),
}
CASES = st.fixed_dictionaries({}, optional=VALUES)


def rule_of(name: str, tree: Expression, unit: str | None) -> Rule:
    """A rule that says a tree."""
    return Rule(
        name=name,
        function=lambda: tree,
        unit=unit,
        article="",
        since=date(2000, 1, 1),
        until=None,
        on=None,
        first_line="",
    )


@settings(max_examples=60, deadline=None, phases=[Phase.generate])
@given(truths(), amounts(), days(), st.lists(CASES, min_size=1, max_size=4))
def test_a_case_reads_as_the_naive_tree(
    truth: Expression, amount: Expression, day: Expression, cases: list[dict[str, Any]]
) -> None:
    trees = {"truth": truth, "amount": amount, "day": day}
    units = {"truth": None, "amount": "MAD", "day": "date"}
    law = law_of([rule_of(n, trees[n], units[n]) for n in trees], FACTS, PARAMETERS)
    plan = law.on("2020-06", *trees)

    for facts in cases:
        expected = {name: naive(tree, facts) for name, tree in trees.items()}
        found = plan.compute(**facts)
        assert found == expected, (facts, [formula_text(tree) for tree in trees.values()])
        for name in trees:
            case = law.on("2020-06").explain(name, **facts)
            assert case.value == expected[name]
            assert bool(case.missing or case.silences) == (expected[name] is None)
            case.to_dict()
            case.text("ar")


@settings(max_examples=300, deadline=None)
@given(
    st.dates(date(1900, 1, 1), date(2199, 12, 31)),
    st.integers(-1200, 1200),
    st.integers(-9999, 9999),
)
def test_the_calendar_is_that_of_datetime(day: date, months: int, count: int) -> None:
    plan = CALENDAR.on("2020-06", "moved", "between", "number", "shifted")
    moved = later(day, months)
    found = plan.compute(start=day, months=months, count=count)

    assert found == {
        "moved": moved,
        "between": whole_months(day, date(2020, 2, 29)),
        "number": day.year * 12 + day.month - 1,
        "shifted": day + timedelta(days=count),
    }


def _calendar() -> Law:
    start, months, count = Name("start"), Name("months"), Name("count")
    trees: dict[str, tuple[Expression, str]] = {
        "moved": (months_after(start, months), "date"),
        "between": (months_between(start, date(2020, 2, 29)), "months"),
        "number": (month_of(start), "count"),
        "shifted": (days_after(start, count), "date"),
    }
    rules = [rule_of(name, tree, unit) for name, (tree, unit) in trees.items()]
    return law_of(rules, {**FACTS, "start": "date", "months": "number", "count": "number"})


CALENDAR = _calendar()
