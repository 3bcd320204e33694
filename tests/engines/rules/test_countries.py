"""Every rule of every country: ten thousand random cases, the same centimes in each dialect."""

from __future__ import annotations

import pkgutil
from functools import cache

import duckdb
import numpy as np
import polars as pl
import pyarrow as pa
import pytest
from numpy.typing import NDArray

import mithaq.law
from mithaq.engines.rules import Law, LawError
from mithaq.engines.rules._decimal import ExactRun
from mithaq.engines.rules._facts import MONTH
from mithaq.engines.rules._plan import Plan
from tests.engines.rules.crowds import as_number, crowd
from tests.engines.rules.test_dialects import pushed_to_postgresql

Numbers = NDArray[np.float64]
COUNTRIES = sorted(module.name for module in pkgutil.iter_modules(mithaq.law.__path__))
DAYS = ("2012-05", "2016-02", "2019-07", "2023-01", "2026-01")
EACH = 2_000  # ten thousand over the five days

every_country = pytest.mark.parametrize("country", COUNTRIES)
every_day = pytest.mark.parametrize("day", DAYS)


@cache
def plan_of(country: str, day: str) -> Plan:
    """Every rule that is in the law on that day."""
    law = Law.load(f"mithaq.law.{country}")
    return law.on(day, *(name for name in law.order if is_there(law, name, day)))


def is_there(law: Law, name: str, day: str) -> bool:
    """Whether a rule, and all that it reads, has a law on a day."""
    try:
        return law.on(day, name).program is not None
    except LawError:
        return False


@cache
def cases(country: str, day: str) -> pl.DataFrame:
    """The random cases of that day."""
    plan = plan_of(country, day)
    return crowd(plan.law, list(plan.facts), count=EACH, seed=DAYS.index(day))


@cache
def expected(country: str, day: str) -> dict[str, Numbers]:
    """What exact numbers say of each case, by rule."""
    plan = plan_of(country, day)
    exact = ExactRun(plan.program)
    codes = {name: plan.law.facts[name].codes for name in plan.facts}
    month = as_number(plan.month)
    return in_columns(
        plan,
        [
            exact.compute({n: as_number(v, codes[n]) for n, v in row.items()} | {MONTH: month})
            for row in cases(country, day).drop("row").to_dicts()
        ],
    )


def in_columns(plan: Plan, rows: list[dict[str, object]]) -> dict[str, Numbers]:
    """Results by rule, as numbers: a day, a code, 0 or 1 for a truth, not a number if unknown."""
    codes = {name: plan.law.rules[name].codes for name in plan.targets}
    return {
        name: np.array(
            [np.nan if (v := row[name]) is None else as_number(v, codes[name]) for row in rows],
            dtype=np.float64,
        )
        for name in plan.targets
    }


def settled(plan: Plan, rows: list[dict[str, object]]) -> dict[str, Numbers]:
    """Results by rule, in the order of the cases."""
    return in_columns(plan, sorted(rows, key=lambda row: row["row"]))


def differences(
    found: dict[str, Numbers], wanted: dict[str, Numbers]
) -> list[tuple[str, int, float, float]]:
    """Where two runs differ: the rule, the case, both values.

    Amounts that the law rounds differ by a centime or not at all.
    """
    return [
        (name, int(place), found[name][place], column[place])
        for name, column in wanted.items()
        for place in np.flatnonzero(
            ~np.isclose(found[name], column, rtol=0, atol=1e-6, equal_nan=True)
        )
    ]


@every_country
@every_day
def test_the_nation_by_numpy(country: str, day: str) -> None:
    plan = plan_of(country, day)
    batches = plan.run(cases(country, day)).rows(keep=["row"])
    found = pa.Table.from_batches(batches).to_pylist()

    assert not differences(settled(plan, found), expected(country, day))


@every_country
@every_day
def test_one_person_by_python(country: str, day: str) -> None:
    plan = plan_of(country, day)
    rows = cases(country, day).to_dicts()
    found = [
        plan.compute(**{n: v for n, v in row.items() if n != "row"}) | {"row": row["row"]}
        for row in rows
    ]

    assert not differences(settled(plan, found), expected(country, day))


@every_country
@every_day
def test_the_nation_by_polars(country: str, day: str) -> None:
    plan = plan_of(country, day)
    found = plan.polars().compute(cases(country, day).lazy(), keep=("row",)).collect()

    assert not differences(settled(plan, found.to_dicts()), expected(country, day))


@every_country
@every_day
def test_the_nation_by_duckdb(country: str, day: str) -> None:
    plan = plan_of(country, day)
    with duckdb.connect() as connection:
        connection.register("people", cases(country, day).to_arrow())
        found = connection.sql(plan.sql("people", keep=("row",))).pl().to_dicts()

    assert not differences(settled(plan, found), expected(country, day))


@every_country
@every_day
def test_the_nation_by_postgresql(country: str, day: str) -> None:
    plan = plan_of(country, day)
    with pushed_to_postgresql(cases(country, day)) as connection:
        rows = connection.execute(plan.sql("people", "postgresql", keep=("row",)).encode())
        found = [dict(zip(("row", *plan.targets), row, strict=True)) for row in rows.fetchall()]

    assert not differences(settled(plan, found), expected(country, day))
