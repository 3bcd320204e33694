"""Every rule of every country: ten thousand random cases, the same centimes in each dialect."""

from __future__ import annotations

import pkgutil
from collections.abc import Mapping
from functools import cache
from typing import Any

import duckdb
import numpy as np
import polars as pl
import pyarrow as pa
import pytest
from numpy.typing import NDArray

import mithaq.law
from mithaq.engines.rules import Law, as_day
from mithaq.engines.rules._decimal import ExactRun
from mithaq.engines.rules._facts import MONTH
from mithaq.engines.rules._plan import Plan
from mithaq.engines.rules._steps import Scalar
from tests.engines.rules.crowds import as_number, counting_on, crowd
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
    return law.on(day, *counting_on(law, as_day(day)))


@cache
def cases(country: str, day: str) -> pl.DataFrame:
    """The random cases of that day."""
    plan = plan_of(country, day)
    return crowd(plan.law, list(plan.facts), count=EACH, seed=DAYS.index(day))


@cache
def facts(country: str, day: str) -> dict[str, list[Scalar | None]]:
    """Those cases as the steps know them."""
    plan, rows = plan_of(country, day), cases(country, day)
    codes = {name: plan.law.facts[name].codes for name in plan.facts}
    return {name: [as_number(v, codes[name]) for v in rows[name]] for name in plan.facts} | {
        MONTH: [as_number(plan.month)] * EACH
    }


@cache
def judge(country: str, day: str) -> ExactRun:
    """The law of that day in exact numbers."""
    return ExactRun(plan_of(country, day).program)


@cache
def exactly(country: str, day: str) -> dict[str, list[Any]]:
    """What exact numbers say of each case, by rule."""
    return judge(country, day).columns(facts(country, day))


@cache
def expected(country: str, day: str) -> dict[str, Numbers]:
    """The same as numbers: a day, a code, 0 or 1 for a truth, not a number if unknown."""
    return {name: np.array(c, dtype=np.float64) for name, c in exactly(country, day).items()}


def settled(plan: Plan, rows: pl.DataFrame) -> dict[str, Numbers]:
    """Results by rule, in the order of the cases, as numbers."""
    ordered = rows.sort("row")
    return {name: _numbers(ordered[name], plan.law.rules[name].codes) for name in plan.targets}


def _dtype(plan: Plan, name: str) -> type[pl.DataType]:
    kinds = {None: pl.Boolean, "date": pl.Date, "code": pl.String}
    return kinds.get(plan.law.rules[name].unit, pl.Float64)


def _numbers(column: pl.Series, codes: Mapping[str, int] | None) -> Numbers:
    if column.dtype == pl.Date:
        column = column.cast(pl.Int32)
    elif column.dtype in (pl.String, pl.Categorical, pl.Enum):
        known = {code: float(number) for code, number in (codes or {}).items()}
        column = column.cast(pl.String).replace_strict(known, return_dtype=pl.Float64)
    return column.cast(pl.Float64).fill_null(float("nan")).to_numpy()


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
def test_columns_of_exact_numbers_are_those_of_each_case(country: str, day: str) -> None:
    """The judge itself: by columns, and one case at a time, the very same numbers."""
    given, found, exact = facts(country, day), exactly(country, day), judge(country, day)

    for place in range(0, EACH, EACH // 40):
        one = exact.compute({name: column[place] for name, column in given.items()})
        assert {name: column[place] for name, column in found.items()} == one


@every_country
@every_day
def test_the_nation_by_numpy(country: str, day: str) -> None:
    plan = plan_of(country, day)
    batches = plan.run(cases(country, day)).rows(keep=["row"])
    found = pl.from_arrow(pa.Table.from_batches(batches))

    assert isinstance(found, pl.DataFrame)
    assert not differences(settled(plan, found), expected(country, day))


@every_country
@every_day
def test_one_person_by_python(country: str, day: str) -> None:
    plan = plan_of(country, day)
    rows = cases(country, day).drop("row").to_dicts()
    answers = [plan.compute(**row) for row in rows]
    named = {
        name: pl.Series([answer[name] for answer in answers], dtype=_dtype(plan, name))
        for name in plan.targets
    }
    found = {name: _numbers(c, plan.law.rules[name].codes) for name, c in named.items()}

    assert not differences(found, expected(country, day))


@every_country
@every_day
def test_the_nation_by_polars(country: str, day: str) -> None:
    plan = plan_of(country, day)
    found = plan.polars().compute(cases(country, day).lazy(), keep=("row",)).collect()

    assert not differences(settled(plan, found), expected(country, day))


@every_country
@every_day
def test_the_nation_by_duckdb(country: str, day: str) -> None:
    plan = plan_of(country, day)
    with duckdb.connect(config={"threads": 1}) as connection:
        connection.register("people", cases(country, day).to_arrow())
        found = connection.sql(plan.sql("people", keep=("row",))).pl()

    assert not differences(settled(plan, found), expected(country, day))


@every_country
@every_day
def test_the_nation_by_postgresql(country: str, day: str) -> None:
    plan = plan_of(country, day)
    with pushed_to_postgresql(cases(country, day)) as connection:
        rows = connection.execute(plan.sql("people", "postgresql", keep=("row",)).encode())
        found = pl.DataFrame(
            rows.fetchall(), schema=["row", *plan.targets], orient="row", infer_schema_length=None
        )

    assert not differences(settled(plan, found), expected(country, day))
