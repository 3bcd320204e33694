"""Random cases of any country: facts of their kinds, near the numbers of its law, some missing."""

from __future__ import annotations

import random
from collections.abc import Mapping
from datetime import date, timedelta

import polars as pl

from mithaq.engines.rules import Fact, Law
from mithaq.engines.rules._facts import EPOCH
from mithaq.engines.rules._steps import Scalar

TYPES = {"boolean": pl.Boolean, "date": pl.Date, "code": pl.String}


def crowd(law: Law, names: list[str], *, count: int, seed: int) -> pl.DataFrame:
    """So many cases with those facts; a tenth of the facts is missing."""
    dice = random.Random(seed)  # noqa: S311 - people of a test
    edges = {
        "date": sorted(law.days_of_change),
        "number": sorted(
            {
                float(dated.value)
                for parameter in law.parameters.values()
                for dated in parameter.history
                if isinstance(dated.value, int | float) and not isinstance(dated.value, bool)
            }
        ),
    }
    columns = {
        name: pl.Series(
            [drawn(dice, law.facts[name], edges) for _ in range(count)],
            dtype=TYPES.get(law.facts[name].kind, pl.Float64),
        )
        for name in names
    }
    return pl.DataFrame(columns).with_row_index("row")


def drawn(dice: random.Random, fact: Fact, edges: Mapping[str, list]) -> object:
    """A value of a fact: often one of the law's own numbers or days, or the next."""
    if dice.random() < 0.1:
        return None
    match fact.kind:
        case "boolean":
            return dice.random() < 0.6
        case "code":
            return dice.choice(tuple(fact.choices))
        case "date":
            if dice.random() < 0.3:
                return dice.choice(edges["date"]) + timedelta(days=dice.choice((-1, 0, 1)))
            return date(1998, 1, 1) + timedelta(days=dice.randrange(11_000))
        case "money":
            value = dice.choice(edges["number"]) if dice.random() < 0.3 else dice.random() * 20_000
            value = round(value + dice.choice((-0.01, 0, 0.01)), 2)
        case "ratio":
            value = dice.randrange(101) / 100
        case "number":
            value = dice.randrange(40_000) / 4
        case _:
            value = float(dice.choice((0, 1, 2, 3, 12, 24, 26, dice.randrange(1500))))
    lowest = fact.minimum if fact.minimum is not None else 0.0
    return min(max(value, lowest), fact.maximum if fact.maximum is not None else value)


def counting_on(law: Law, day: date) -> list[str]:
    """The rules that are in the law on a day with every rule that they read, in their order."""
    found: dict[str, None] = {}
    for name in law.order:
        concept = law.rules[name]
        if concept.on is None and concept.version_at(day) is None:
            continue
        reads = {r for version in law.versions_on(name, day) for r in version.reads}
        if reads & law.rules.keys() <= found.keys():
            found[name] = None
    return list(found)


def moved_on(law: Law, day: date, since: date) -> set[str]:
    """The rules that are not on a day what they were on an earlier one, and all that read them."""
    changed = {one.name for one in law.diff(since, day)}
    found: set[str] = set()
    for name in law.order:
        concept = law.rules[name]
        if name in changed or concept.parameters & changed or concept.reads & found:
            found.add(name)
    return found


def as_number(value: object, codes: Mapping[str, int] | None = None) -> Scalar | None:
    """A fact or a result as the steps know it: days since 1970, the number of a code."""
    if isinstance(value, date):
        return float((value - EPOCH).days)
    if isinstance(value, str):
        return float((codes or {})[value])
    return value
