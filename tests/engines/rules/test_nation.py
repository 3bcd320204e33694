"""The Hesperides as a nation: what holds for one person holds for all, month by month."""

from __future__ import annotations

import random
from datetime import date, timedelta
from functools import cache
from pathlib import Path

import duckdb
import polars as pl
import pyarrow as pa
import pytest

from mithaq.engines.rules import Law, LawError
from mithaq.engines.rules._decimal import ExactRun
from tests.engines.rules.programs import centimes
from tests.engines.rules.test_dialects import pushed_to_postgresql

TARGETS = ("net_wage", "wage_tax", "post_relief_open", "post_relief", "post_end")
PEOPLE = 2_000  # the crowd of each country has its thousands
MONTHS = ("2017-06", "2019-12", "2025-10")


@cache
def law() -> Law:
    """The invented country."""
    return Law.load("mithaq.law.hesperides")


@cache
def nation() -> pl.DataFrame:
    """Random employees, a tenth of their facts missing."""
    dice = random.Random(11)  # noqa: S311 - people of an invented country
    rows = [employee(dice) for _ in range(PEOPLE)]
    return pl.DataFrame(rows, infer_schema_length=None).with_row_index("row")


def employee(dice: random.Random) -> dict[str, object]:
    """One of them, often near an edge of the law."""
    hired = date(2015, 1, 1) + timedelta(days=dice.randrange(4000))
    edges = (0.0, 3000.0, 3000.01, 3500.0, 4000.0, 5000.0)
    facts: dict[str, object] = {
        "gross": dice.choice(edges) if dice.random() < 0.3 else dice.randrange(1_200_000) / 100,
        "children": dice.randrange(6),
        "hire_date": hired,
        "birth_date": hired - timedelta(days=dice.randrange(16 * 365, 40 * 365)),
        "employer_form": dice.choice(tuple(law().facts["employer_form"].choices)),
        "is_graduate": dice.random() < 0.4,
    }
    return {name: None if dice.random() < 0.1 else value for name, value in facts.items()}


@cache
def expected(month: str) -> list[dict[str, object]]:
    """The exact numbers of each, to the centime."""
    plan = law().on(month, *TARGETS)
    exact = ExactRun(plan.program)
    choices = {name: fact.codes for name, fact in law().facts.items() if fact.kind == "code"}
    cases = [
        {name: as_number(value, choices.get(name)) for name, value in row.items()}
        | {"month": as_number(plan.month)}
        for row in nation().drop("row").to_dicts()
    ]
    return [{name: centimes(v) for name, v in found.items()} for found in exact.rows(cases)]


def as_number(value: object, codes: object = None) -> object:
    """A fact as the steps read it."""
    if isinstance(value, date):
        return float((value - date(1970, 1, 1)).days)
    if isinstance(value, str):
        return float(codes[value])
    return value


def to_centimes(value: object) -> object:
    """A result of any dialect as the exact run gives it."""
    return centimes(as_number(value))


def settled(rows: list[dict[str, object]]) -> list[dict[str, object]]:
    """Results to the centime."""
    return [{name: to_centimes(row[name]) for name in TARGETS} for row in rows]


@pytest.mark.parametrize("month", MONTHS)
def test_one_person_is_computed_as_the_nation_is(month: str) -> None:
    plan = law().on(month, *TARGETS)

    for row, answer in zip(nation().drop("row").to_dicts(), expected(month), strict=True):
        assert {n: to_centimes(v) for n, v in plan.compute(**row).items()} == answer


@pytest.mark.parametrize("month", MONTHS)
def test_the_population_gives_the_centimes_of_the_exact_numbers(month: str) -> None:
    batches = law().on(month, *TARGETS).run(nation()).rows(keep=["row"])

    assert settled(pa.Table.from_batches(batches).to_pylist()) == expected(month)


@pytest.mark.parametrize("month", MONTHS)
def test_polars_gives_the_centimes_of_the_exact_numbers(month: str) -> None:
    found = law().on(month, *TARGETS).polars().compute(nation().lazy(), keep=("row",))

    assert settled_days(found.collect().to_dicts()) == expected(month)


def settled_days(rows: list[dict[str, object]]) -> list[dict[str, object]]:
    """Results of queries, in the order of the people: a day is a number there."""
    return settled(sorted(rows, key=lambda row: row["row"]))


@pytest.mark.parametrize("month", MONTHS)
def test_duckdb_gives_the_centimes_of_the_exact_numbers(month: str) -> None:
    with duckdb.connect() as connection:
        connection.register("nation", nation().to_arrow())
        query = law().on(month, *TARGETS).sql("nation", keep=("row",))

        assert settled_days(connection.sql(query).pl().to_dicts()) == expected(month)


def test_postgresql_gives_the_centimes_of_the_exact_numbers() -> None:
    with pushed_to_postgresql(nation()) as connection:
        for month in MONTHS:
            query = law().on(month, *TARGETS).sql("people", "postgresql", keep=("row",))
            rows = connection.execute(query.encode()).fetchall()
            named = [dict(zip(("row", *TARGETS), row, strict=True)) for row in rows]

            assert settled_days(named) == expected(month)


def test_the_results_have_a_schema_that_spark_takes() -> None:
    plan = law().on("2025-10", *TARGETS)
    (batch, *_) = plan.arrow(iter(nation().to_arrow().to_batches()))

    assert batch.schema == plan.schema
    assert plan.schema.field("post_end").type == pa.date32()
    assert plan.schema.field("post_relief_open").type == pa.bool_()


def test_months_of_a_column_have_each_their_law(tmp_path: Path) -> None:
    whole = pl.concat(
        nation().with_columns(month=pl.lit(f"{month}-01").str.to_date()) for month in MONTHS
    )
    whole.write_parquet(tmp_path / "all.parquet")

    for source in (whole, tmp_path / "all.parquet"):
        found = law().run(source, "net_wage").total(by=["month"])

        assert [round(cell.of["net_wage"].sum * 100) for cell in found.cells] == [
            sum(answer["net_wage"] or 0 for answer in expected(month)) for month in MONTHS
        ]


def test_rows_without_a_month_are_refused() -> None:
    with pytest.raises(LawError, match="month=2025-10"):
        law().run(nation(), "net_wage").total()


def test_a_reform_is_compared_in_one_pass() -> None:
    wider = law().reform("Plafond relevé", {"first_post.wage_ceiling": 6000})
    targets = ["post_relief", "net_wage"]

    (cell,) = law().compare(wider, nation(), targets=targets, on="2020-03").cells
    before = law().on("2020-03", "post_relief").run(nation()).total().cells[0].of["post_relief"]

    relief, wage = cell.of["post_relief"], cell.of["net_wage"]
    assert relief.winners > relief.losers == 0
    assert relief.difference == round(relief.after - relief.before, 2) > 0
    assert relief.before <= before.sum
    assert (wage.winners, wage.losers, wage.difference) == (0, 0, 0)


def test_what_is_present_in_all_rows_costs_no_presence() -> None:
    complete = nation().drop_nulls()
    plan = law().on("2025-10", "net_wage")

    (line,) = plan.run(complete).total().listed()

    assert line["net_wage_known"] == len(complete)


def test_a_span_keeps_its_months(tmp_path: Path) -> None:
    for month in MONTHS:
        (tmp_path / f"month={month}").mkdir()
        nation().write_parquet(tmp_path / f"month={month}" / "0.parquet")

    kept = law().run(tmp_path, "net_wage", months="2019-01..2025-10")

    cells = kept.total(by=["month"]).cells
    assert [cell.keys["month"] for cell in cells] == list(MONTHS[1:])
    with pytest.raises(LawError, match="2025-1x"):
        law().run(tmp_path, "net_wage", months="2019-01..2025-1x")


def test_a_law_is_compared_with_itself_without_winners(tmp_path: Path) -> None:
    nation().with_columns(month=pl.lit("2020-03")).write_parquet(tmp_path / "a.parquet")

    (cell,) = law().compare(law(), tmp_path, targets=["net_wage"]).cells

    found = cell.of["net_wage"]
    assert (found.difference, found.winners, found.losers) == (0, 0, 0)
    assert found.before > 0
