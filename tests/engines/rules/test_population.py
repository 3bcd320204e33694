"""A law over a population: the totals are those of the people, one by one."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from functools import cache
from pathlib import Path

import polars as pl
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from mithaq.base.errors import Refusal
from mithaq.engines.rules import Band
from mithaq.engines.rules._arrow import Shape
from mithaq.engines.rules._decimal import ExactRun
from mithaq.engines.rules._expression import rounded, when
from mithaq.engines.rules._population import Asked, Run
from mithaq.engines.rules._program import Program
from tests.engines.rules.programs import FORMS, centimes, day, law, people, program
from tests.engines.rules.test_dialects import frame, written

MONEY = ("contribution", "tax", "net", "relief", "daily")
SHAPES = {
    **{name: Shape() for name in ("tenure", "lag", "rounded_to_ten")},
    **{name: Shape("MAD", is_money=True) for name in MONEY},
    **{name: Shape("boolean") for name in ("eligible", "is_over", "is_same_form")},
    **{name: Shape("date") for name in ("claim_by", "back")},
}


def of_one(law: Program, **supplied: float) -> Asked:
    """The same program whatever is present."""
    columns = tuple(column for column in law.columns if column.name in law.read())
    return Asked(columns, lambda _present: law, supplied)


def run(source: object, *targets: str, asked: Program | None = None) -> Run:
    """A run of the invented law."""
    computed = of_one(asked or program())
    return Run(lambda _month: computed, source, {name: SHAPES[name] for name in targets})


@cache
def answers() -> list[dict[str, object]]:
    """Each person beside what the exact numbers say of them."""
    found = ExactRun(program()).rows(people(10_000, seed=4))
    return [row | one for row, one in zip(frame().to_dicts(), found, strict=True)]


def test_totals_by_cell_are_those_of_the_people() -> None:
    found = run(frame(), "tax", "eligible").total(by=["form", "is_first_job"])

    sums: dict[tuple[object, object], list[int]] = defaultdict(lambda: [0, 0, 0, 0, 0])
    for row in answers():
        cell = sums[row["form"], row["is_first_job"]]
        cell[0] += 1
        for place, name in ((1, "tax"), (3, "eligible")):
            if row[name] is not None:
                cell[place] += int(centimes(row[name]) or 0)
                cell[place + 1] += 1
    assert {
        (cell.keys["form"], cell.keys["is_first_job"]): [
            cell.rows,
            round(cell.of["tax"].sum * 100),
            cell.of["tax"].known,
            cell.of["eligible"].sum,
            cell.of["eligible"].known,
        ]
        for cell in found.cells
    } == dict(sums)


def test_a_single_cell_without_grouping_and_flat_lines() -> None:
    (line,) = run(frame(), "tax").total().listed()

    known = [row["tax"] for row in answers() if row["tax"] is not None]
    assert line == {"rows": 10_000, "tax": float(sum(known)), "tax_known": len(known)}


def test_bands_of_a_number_read_in_order_and_nothing_comes_last() -> None:
    found = run(frame(), "tax").total(by=[Band("gross", (5000, 10000))])

    assert [cell.keys["gross"] for cell in found.cells] == ["< 5000", "5000-10000", "≥ 10000", None]
    under = sum(row["gross"] is not None and row["gross"] < 5000 for row in answers())
    assert found.cells[0].rows == under


def test_rows_give_days_truths_and_nulls() -> None:
    batches = list(run(frame(), "eligible", "claim_by", "daily").rows(keep=["row"]))
    found = pa.Table.from_batches(batches).to_pylist()

    columns = {c.name: c for c in program().columns}
    assert len(found) == len(answers())
    for line, row in zip(found, answers(), strict=True):
        assert line["row"] == row["row"]
        assert line["eligible"] == row["eligible"]
        claim = row["claim_by"]
        assert line["claim_by"] == written(
            columns["hire_date"], None if claim is None else float(claim)
        )
        assert centimes(line["daily"]) == centimes(row["daily"])


def test_a_file_a_folder_and_a_pattern_give_the_same_totals(tmp_path: Path) -> None:
    pq.write_table(frame().to_arrow(), tmp_path / "a.parquet", row_group_size=3000)
    expected = run(frame(), "tax").total(by=["form"]).listed()

    for place in (tmp_path / "a.parquet", tmp_path, str(tmp_path / "*.parquet"), [tmp_path]):
        assert run(place, "tax").total(by=["form"]).listed() == expected


def test_each_month_is_computed_by_its_own_law(tmp_path: Path) -> None:
    for month in ("2025-01", "2025-02"):
        (tmp_path / f"month={month}").mkdir()
        table = pl.DataFrame({"gross": [1000.0, 3000.0]}).to_arrow()
        pq.write_table(table, tmp_path / f"month={month}" / "0.parquet")

    def asked(month: str | None) -> Asked:
        gross = law()["rounded_to_ten"].args[0].args[0].args[1]
        due = rounded(gross * (0.07 if month == "2025-02" else 0.05), 0.01)
        return of_one(program(formulas={"due": due}))

    found = Run(asked, tmp_path, {"due": Shape("MAD", is_money=True)}).total(by=["month"])

    assert [(cell.keys["month"], cell.of["due"].sum) for cell in found.cells] == [
        ("2025-01", 200.0),
        ("2025-02", 280.0),
    ]


def reform() -> Mapping[str, object]:
    """A relief that covers three quarters, and nothing for those beyond."""
    before, eligible = law()["relief"], law()["eligible"]
    after = when(eligible, rounded(law()["contribution"] * 0.75, 1, "up"), 0)
    return {"relief": before, "relief@1": after}


def test_a_comparison_counts_who_gains_and_who_is_undecided() -> None:
    both = program(formulas=reform())
    shapes = {name: Shape("MAD", is_money=True) for name in both.outputs}
    compared = Run(lambda _month: of_one(both), frame(), shapes)

    cells = compared.compare(by=["form"]).cells

    before, after = (0, 0)
    won = lost = undecided = 0
    for found in ExactRun(both).rows(people(10_000, seed=4)):
        first, second = found.values()
        if first is None or second is None:
            undecided += 1
            continue
        before, after = before + first, after + second
        won, lost = won + (second > first), lost + (second < first)
    assert won > 0
    assert undecided > 0
    assert sum(c.of["relief"].winners for c in cells) == won
    assert sum(c.of["relief"].losers for c in cells) == lost == 0
    assert sum(c.of["relief"].undecided for c in cells) == undecided
    assert sum(c.of["relief"].before for c in cells) == before
    assert sum(c.of["relief"].difference for c in cells) == after - before
    assert len(compared.compare(by=["form"]).listed()) == len(FORMS) + 1


def test_codes_may_be_numbered_and_numbers_may_be_whole_or_exact() -> None:
    numbered = frame().with_columns(
        pl.col("form").replace_strict(dict(zip(FORMS, range(3), strict=True)), default=None),
        pl.col("days").cast(pl.Int16),
        pl.col("gross").cast(pl.Decimal(12, 2)),
    )

    assert list(run(numbered, "tax", "eligible", "claim_by").rows()) == list(
        run(frame(), "tax", "eligible", "claim_by").rows()
    )


def test_not_a_number_and_an_absent_column_are_missing() -> None:
    without = frame().with_columns(gross=pl.lit(float("nan"))).drop("days")

    (line,) = run(without, "tax", "daily", "tenure").total().listed()

    assert (line["tax_known"], line["daily_known"]) == (0, 0)
    assert line["tenure_known"] == sum(row["tenure"] is not None for row in answers())


def test_every_column_that_cannot_be_read_is_told_at_once() -> None:
    wrong = frame().head(3).with_columns(form=pl.lit("kiosk"), gross=pl.lit("a lot"))

    with pytest.raises(Refusal) as refused:
        run(wrong, "tax", "eligible").total()

    assert {fault.where for fault in refused.value.faults} == {"form", "gross"}
    assert "company, association, cooperative" in str(refused.value)


def test_a_run_that_counts_on_a_fact_refuses_its_absence() -> None:
    with pytest.raises(Refusal, match=r"Il manque \d+ valeurs"):
        run(frame(), "tax", asked=program(is_complete=True)).total()


def test_a_column_to_group_by_that_is_not_there_is_told_with_those_that_are() -> None:
    with pytest.raises(Refusal, match="region"):
        run(frame(), "tax").total(by=["region"])


def test_a_place_without_files_is_told(tmp_path: Path) -> None:
    with pytest.raises(Refusal, match="Aucun fichier Parquet"):
        run(tmp_path, "tax").total()


def test_a_list_of_people_is_no_table_of_totals() -> None:
    many = frame().head(2000)
    wide = many.with_columns(other=pl.col("row") + 1)

    with pytest.raises(Refusal, match="cases"):
        run(wide, "tax").total(by=["row", "other"])


def test_facts_supplied_stand_for_every_row() -> None:
    supplied = of_one(program(), month=day("2025-10-01"))
    asked = Run(lambda _month: supplied, frame().drop("month"), {"tenure": SHAPES["tenure"]})
    whole = frame().with_columns(month=pl.lit("2025-10-01").str.to_date())

    assert asked.total().listed() == run(whole, "tenure").total().listed()
