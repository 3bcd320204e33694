"""What looks wrong without being impossible; invariants by Hypothesis."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from mithaq.apps.observatory.queries import Candidate, Cell, KnownFigure, doubts_of

CELL = Cell(indicator="insertions", version=1, territory="09", when="2024")
VALUES = st.integers(1, 10_000).map(Decimal)


def known(value: int, *, cell: Cell = CELL, year: int = 2023, code: str = "a") -> KnownFigure:
    return KnownFigure(
        code=code, cell=replace(cell, when=str(year)) if year else cell, value=Decimal(value),
        unit="persons", aggregation="sum", grain="", source="s", on=date(year or 2024, 1, 1),
        is_exercise=False,
    )  # fmt: skip


def candidate(value: str, *, unit: str = "persons", how: str = "sum", **cell: str) -> Candidate:
    return Candidate(
        cell=replace(CELL, **cell),  # type: ignore[arg-type]
        value=Decimal(value), unit=unit, aggregation=how, on=date(2024, 1, 1),
    )  # fmt: skip


def rules(*items: Candidate, among: tuple[KnownFigure, ...] = ()) -> list[set[str]]:
    return [{fault.rule.rpartition(".")[2] for fault in found} for found in doubts_of(items, among)]


def test_a_share_over_one_hundred_or_below_zero_is_doubted() -> None:
    assert rules(candidate("130", unit="percent", how="ratio")) == [{"percent_over_100"}]
    assert rules(candidate("-1", unit="percent", how="ratio")) == [{"percent_negative"}]
    growth = replace(candidate("130", unit="percent", how="ratio"), grain="growth")
    assert rules(growth) == [set()]


def test_ten_times_the_nearest_value_is_doubted_both_ways() -> None:
    assert rules(candidate("12000"), among=(known(1200),)) == [{"tenfold"}]
    assert rules(candidate("120"), among=(known(1200),)) == [{"tenfold"}]
    assert rules(candidate("1300"), among=(known(1200),)) == [set()]
    nearest = (known(1200, year=2023), known(12000, year=1990, code="b"))
    assert rules(candidate("1300"), among=nearest) == [set()]


def test_a_figure_is_not_compared_with_the_one_it_corrects() -> None:
    corrected = replace(candidate("12000"), revises="a")
    assert rules(corrected, among=(known(1200),)) == [set()]


def test_parts_over_the_whole_are_doubted_whichever_is_written_last() -> None:
    whole = known(100, year=0)
    women = candidate("70", sex="women")
    men = candidate("40", sex="men")
    assert rules(women, men, among=(whole,)) == [{"parts_over_whole"}, {"parts_over_whole"}]
    assert rules(women, replace(men, value=Decimal(30)), among=(whole,)) == [set(), set()]


def test_a_ratio_that_is_the_sum_of_its_parts_is_doubted() -> None:
    parts = [
        candidate(value, unit="percent", how="ratio", milieu=milieu)
        for value, milieu in (("12", "urban"), ("5", "rural"))
    ]
    whole = candidate("17", unit="percent", how="ratio")
    assert rules(whole, *parts)[0] == {"ratio_summed"}
    assert rules(replace(whole, value=Decimal(10)), *parts)[0] == set()


@given(VALUES, VALUES)
def test_a_whole_that_is_the_sum_of_its_parts_is_never_doubted(
    women: Decimal, men: Decimal
) -> None:
    items = (
        candidate(str(women + men)),
        candidate(str(women), sex="women"),
        candidate(str(men), sex="men"),
    )
    assert rules(*items) == [set(), set(), set()]


@given(VALUES, VALUES)
def test_tenfold_reads_the_same_both_ways(first: Decimal, second: Decimal) -> None:
    one = rules(candidate(str(first)), among=(known(int(second)),))
    other = rules(candidate(str(second)), among=(known(int(first)),))
    assert one == other
