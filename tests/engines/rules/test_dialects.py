"""Ten thousand people, one law: each dialect gives the centimes of the exact numbers."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from functools import cache

import duckdb
import numpy as np
import polars as pl
import psycopg
import pytest

from mithaq.engines.rules._decimal import ExactRun
from mithaq.engines.rules._levels import cut
from mithaq.engines.rules._numpy import Kernel, Read
from mithaq.engines.rules._polars import render_polars
from mithaq.engines.rules._program import Column, Program
from mithaq.engines.rules._split import split
from mithaq.engines.rules._sql import DIALECTS, render_sql, render_totals_sql
from mithaq.engines.rules._steps import Scalar
from tests.engines.rules.programs import centimes, law, people, program

Case = Mapping[str, Scalar | None]
Answer = dict[str, bool | int | None]
PEOPLE = 10_000
ADDRESS = "postgres://postgres@127.0.0.1:5432/postgres"


@cache
def crowd() -> list[dict[str, Scalar | None]]:
    """The same random people for every dialect."""
    return people(PEOPLE, seed=4)


@cache
def expected() -> list[Answer]:
    """What the exact numbers say of each."""
    exact = ExactRun(program())
    return [
        {name: centimes(value) for name, value in found.items()} for found in exact.rows(crowd())
    ]


def test_many_exact_cases_are_those_computed_one_by_one() -> None:
    exact, some = ExactRun(program()), crowd()[::50]

    assert exact.rows(some) == [exact.compute(case) for case in some]


@cache
def frame() -> pl.DataFrame:
    """The people as a file holds them: dates, codes in letters, nulls."""
    columns = {column.name: column for column in program().columns}
    rows = [{n: written(columns[n], v) for n, v in case.items()} for case in crowd()]
    return pl.DataFrame(rows, infer_schema_length=None).with_row_index("row")


def written(column: Column, value: Scalar | None) -> object:
    """A number of the law as a file writes it."""
    if value is None or column.kind not in {"date", "code"}:
        return value
    if column.kind == "date":
        return date(1970, 1, 1) + timedelta(days=int(value))
    return column.choices[int(value)]


def answers(found: pl.DataFrame) -> list[Answer]:
    """Results in the order of the people, to the centime."""
    ordered = found.sort("row").select(*law()).to_dicts()
    return [{name: centimes(value) for name, value in row.items()} for row in ordered]


def test_the_crowd_meets_every_truth_and_unknowns() -> None:
    given = {(name, str(value)) for case in expected() for name, value in case.items()}

    for name in ("eligible", "is_over", "is_same_form"):
        assert {(name, "True"), (name, "False"), (name, "None")} <= given


def test_numpy_gives_the_centimes_of_the_exact_numbers() -> None:
    assert through_numpy(program(), crowd()) == expected()


def test_polars_gives_the_centimes_of_the_exact_numbers() -> None:
    found = render_polars(program()).compute(frame().lazy(), keep=("row",)).collect()

    assert answers(found) == expected()


def test_duckdb_gives_the_centimes_of_the_exact_numbers() -> None:
    with duckdb.connect(config={"threads": 1}) as connection:
        connection.register("people", frame().to_arrow())
        found = connection.sql(render_sql(program(), "people", dialect="duckdb", keep=("row",)))

        assert answers(found.pl()) == expected()


def test_postgresql_gives_the_centimes_of_the_exact_numbers() -> None:
    query = render_sql(program(), "people", dialect="postgresql", keep=("row",))
    with pushed_to_postgresql(frame()) as connection:
        rows = connection.execute(query.encode()).fetchall()

    found = pl.DataFrame(rows, schema=["row", *law()], orient="row", infer_schema_length=None)
    assert answers(found) == expected()


def pushed_to_postgresql(rows: pl.DataFrame) -> psycopg.Connection[tuple[object, ...]]:
    """A connection of its own with rows in a temporary table; skipped where none answers."""
    try:
        connection = psycopg.connect(ADDRESS, connect_timeout=2)
    except psycopg.OperationalError:
        pytest.skip("no PostgreSQL answers on this machine")
    types = {pl.Date: "date", pl.String: "text", pl.Boolean: "boolean"}
    declared = [f"{n} {types.get(kind, 'double precision')}" for n, kind in rows.schema.items()]
    connection.execute(f"CREATE TEMPORARY TABLE people ({', '.join(declared)})".encode())
    with connection.cursor().copy(b"COPY people FROM STDIN") as copy:
        for row in rows.iter_rows():
            copy.write_row(row)
    return connection


def test_supplied_facts_stand_for_a_column() -> None:
    one_month = {"month": 20_000.0}
    some = frame().head(1000)
    without = some.drop("month")
    with_month = some.with_columns(month=pl.lit(date(1970, 1, 1) + timedelta(days=20_000)))

    found = render_polars(program(), supplied=one_month).compute(without.lazy(), keep=("row",))
    asked = render_polars(program()).compute(with_month.lazy(), keep=("row",))

    assert answers(found.collect()) == answers(asked.collect())
    with duckdb.connect(config={"threads": 1}) as connection:
        connection.register("people", without.to_arrow())
        query = render_sql(program(), "people", dialect="duckdb", keep=("row",), supplied=one_month)

        assert answers(connection.sql(query).pl()) == answers(asked.collect())


def test_totals_are_asked_of_the_database_in_one_query() -> None:
    targets = ("contribution", "eligible")
    query = render_totals_sql(program(), "people", dialect="duckdb", by=["form"], targets=targets)
    with duckdb.connect(config={"threads": 1}) as connection:
        connection.register("people", frame().to_arrow())
        found = connection.sql(query).pl().to_dicts()

    assert [row["form"] for row in found if row["form"]] == [
        "association",
        "company",
        "cooperative",
    ]
    assert sum(row["rows"] for row in found) == PEOPLE
    known = [case["contribution"] for case in expected() if case["contribution"] is not None]
    assert sum(row["contribution_known"] for row in found) == len(known)
    assert sum(round(row["contribution"] * 100) for row in found) == sum(known)
    eligible = sum(case["eligible"] is True for case in expected())
    assert sum(row["eligible"] for row in found) == eligible


def test_spark_writes_its_own_doubles_days_and_quotes() -> None:
    query = render_sql(program(), "payroll.people", dialect="spark")

    assert "`payroll`.`people`" in query
    assert "(0.0448D)" in query
    assert "datediff(CAST(`hire_date` AS DATE), DATE '1970-01-01')" in query


@pytest.mark.parametrize("name", ['people"; DROP TABLE x', "a b", "", "1a", "x.", "`x`"])
def test_no_text_of_a_user_reaches_a_query(name: str) -> None:
    with pytest.raises(ValueError, match="no name of a table"):
        render_sql(program(), name, dialect="duckdb")
    with pytest.raises(ValueError, match="no name of a table"):
        render_sql(program(), "people", dialect="duckdb", keep=(name,))


def test_an_unknown_dialect_is_told_the_known_ones() -> None:
    with pytest.raises(ValueError, match=f"oracle.*{', '.join(DIALECTS)}"):
        render_sql(program(), "people", dialect="oracle")


def test_a_code_that_the_law_does_not_know_is_missing() -> None:
    stranger = (
        frame()
        .head(1)
        .with_columns(form=pl.lit("kiosk"), gross=pl.lit(1.0), is_first_job=pl.lit(value=False))
    )
    only = program(formulas={"is_same_form": law()["is_same_form"]})

    found = render_polars(only).compute(stranger.lazy()).collect().to_dicts()

    assert found == [{"is_same_form": None}]
    with duckdb.connect(config={"threads": 1}) as connection:
        connection.register("people", stranger.to_arrow())
        query = render_sql(only, "people", dialect="duckdb")

        assert connection.sql(query).pl().to_dicts() == found


def test_levels_name_each_step_once_and_only_read_earlier_ones() -> None:
    asked = program()
    levels = cut(asked)

    listed = [number for numbers in levels.listed for number in numbers]
    assert sorted(listed) == sorted(set(listed)) == sorted(levels.named)
    for level in range(1, len(levels.listed)):
        previous = {*levels.carried(level - 1), *levels.listed[level - 1]}
        for number in levels.listed[level]:
            assert read_by(asked, number, levels.named) <= previous


def read_by(asked: Program, number: int, named: frozenset[int]) -> set[int]:
    """The named steps that the formula of a named step reads."""
    args = asked.steps[number].args
    return {a for a in args if a in named}.union(
        *(read_by(asked, a, named) for a in args if a not in named)
    )


def through_numpy(asked: Program, cases: Sequence[Case]) -> list[Answer]:
    """The results of NumPy, chunk by chunk."""
    kernel, results = Kernel(asked, rows=1000), []
    for start in range(0, len(cases), 1000):
        rows = cases[start : start + 1000]
        read = kernel.compute({name: column(asked, name, rows) for name in asked.read()}, len(rows))
        results += [
            {name: centimes(value_of(found, row)) for name, found in read.items()}
            for row in range(len(rows))
        ]
    return results


def value_of(found: Read, row: int) -> object:
    """A result of a row, None where unknown."""
    if found.known is not None and not found.known[row]:
        return None
    return found.values[row].item()


def column(asked: Program, name: str, rows: Sequence[Case]) -> Read:
    """A fact of some people as an array and its presence."""
    is_boolean = next(column.is_boolean for column in asked.columns if column.name == name)
    values = np.array([row[name] or 0 for row in rows], dtype=bool if is_boolean else float)
    return Read(values, np.array([row[name] is not None for row in rows]))


def test_days_far_apart_are_computed_without_a_table() -> None:
    far = [case | {"hire_date": -700_000.0 + 1.0 * place} for place, case in enumerate(crowd()[:9])]
    exact = ExactRun(program())

    assert through_numpy(program(), far + crowd()[:9]) == [
        {name: centimes(value) for name, value in exact.compute(case).items()}
        for case in far + crowd()[:9]
    ]


def test_what_reads_one_day_alone_is_computed_once_a_day() -> None:
    parts = split(program(is_complete=True), supplied={"month"})
    whole = split(program(is_complete=True), supplied={"month"}, has_tables=False)

    assert set(parts.tables) == {"hire_date", "founded_on"}
    looked_up = {number for numbers, _ in parts.tables.values() for number in numbers}
    assert len(looked_up) < 10
    assert len(parts.rest) + 80 < len(whole.rest)
    assert parts.singles
