"""Ratios of under-declaration: brute force on small returns, thresholds of a day, honest bounds."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mithaq.base.errors import Refusal
from mithaq.signals.underdeclaration import (
    Direction,
    PayLine,
    Side,
    absent_regularised,
    at_minimum_wage,
    catalogue,
    continuity,
    contracts_undeclared,
    definition,
    median_days,
    movement,
    not_converted,
    per_head,
    read_catalogue,
    read_signal,
    same_days,
    single_client,
    trainees,
    wage_jump,
    wage_to_minimum,
)

SMIG_DAY = 14_336  # 17.92 DH × 8 hours, in centimes
LINES = st.lists(
    st.builds(PayLine, days=st.integers(0, 26), wage_centimes=st.integers(0, 2_000_000)),
    max_size=30,
)


def lines(*rows: tuple[int, int]) -> list[PayLine]:
    return [PayLine(days=days, wage_centimes=wage) for days, wage in rows]


def test_the_catalogue_names_every_ratio_that_is_computed() -> None:
    computed = {
        median_days([]).code, same_days([]).code, at_minimum_wage([], 1).code,
        wage_to_minimum([], 1).code, continuity([]).code, absent_regularised([], []).code,
        wage_jump([], []).code, movement(entries=0, exits=0, headcount=1).code,
        contracts_undeclared([], []).code, trainees(0, 1).code, not_converted(1, 1).code,
        single_client([]).code,
        *(f"{name}_per_head" for name in ("turnover", "vat", "energy", "area", "vehicles",
                                          "positions")),
    }  # fmt: skip
    assert {item.code for item in catalogue()} == computed
    assert len(catalogue()) == 18


def test_few_days_and_low_pay_are_told_apart() -> None:
    """Thirteen days at the minimum are few days, not a low wage."""
    half_month = lines((13, 13 * SMIG_DAY), (13, 13 * SMIG_DAY))
    low_pay = lines((26, 13 * SMIG_DAY), (26, 13 * SMIG_DAY))
    assert (median_days(half_month).value, wage_to_minimum(half_month, SMIG_DAY).value) == (
        Decimal("0.5000"), Decimal("1.0000"))  # fmt: skip
    assert (median_days(low_pay).value, wage_to_minimum(low_pay, SMIG_DAY).value) == (
        Decimal("1.0000"), Decimal("0.5000"))  # fmt: skip


def test_each_ratio_on_a_small_return() -> None:
    month = lines((26, 26 * SMIG_DAY), (10, 10 * SMIG_DAY), (10, 300_000), (9, 200_000))
    assert same_days(month).value == Decimal("0.5000")
    assert at_minimum_wage(month, SMIG_DAY).value == Decimal("0.5000")
    assert continuity([12, 12, 3, 0]).value == Decimal("0.6667")
    assert absent_regularised({"a", "b", "c", "d"}, {"a"}).value == Decimal("0.7500")
    assert wage_jump([400_000], [600_000, 1_000_000]).value == Decimal("2.0000")
    assert movement(entries=3, exits=2, headcount=10).value == Decimal("0.5000")
    assert contracts_undeclared({"x", "y"}, {"y", "z"}).value == Decimal("0.5000")
    assert trainees(12, 8).value == Decimal("1.5000")
    assert not_converted(10, 4).value == Decimal("0.6000")
    assert single_client([1, 1, 3, 2]).value == Decimal("0.5000")
    assert per_head("vehicles_per_head", 14, 4).value == Decimal("3.5000")
    with pytest.raises(ValueError, match="headcount"):
        per_head("trainees", 1, 1)


def test_without_a_base_there_is_no_value() -> None:
    for found in (median_days([]), same_days([]), continuity([0, 0]), trainees(3, 0),
                  wage_jump([], [1]), at_minimum_wage(lines((0, 0)), 1)):  # fmt: skip
        assert found.value is None


@given(LINES, st.integers(1, 30_000))
def test_shares_stay_shares_whatever_the_order(rows: list[PayLine], minimum: int) -> None:
    for found, back in (
        (median_days(rows), median_days(rows[::-1])),
        (same_days(rows), same_days(rows[::-1])),
        (at_minimum_wage(rows, minimum), at_minimum_wage(rows[::-1], minimum)),
    ):
        assert found == back
        assert found.value is None or 0 <= found.value <= 1


def test_no_threshold_judges_nothing() -> None:
    found = definition("median_days")
    assert found is not None
    reading = read_signal(found, Decimal("0.10"), on=date(2026, 11, 1))
    assert reading.is_past is None
    assert reading.explain()["source"] == "not_published"


def test_a_threshold_judges_on_its_side_and_from_its_day() -> None:
    legal, hired = definition("wage_to_minimum"), definition("not_converted")
    assert legal is not None
    assert hired is not None
    on = date(2026, 11, 1)
    assert read_signal(legal, Decimal("0.9999"), on=on).is_past is True
    assert read_signal(legal, Decimal(1), on=on).is_past is False
    assert read_signal(hired, Decimal("0.41"), on=on).is_past is True
    assert read_signal(hired, Decimal("0.41"), on=date(2014, 12, 31)).threshold is None


def test_a_sector_has_its_own_threshold() -> None:
    row = _row(thresholds=[
        {"since": date(2020, 1, 1), "sector": None, "value": 0.5, "source": "texte A"},
        {"since": date(2024, 1, 1), "sector": "F", "value": 0.2, "source": "texte B"},
    ])  # fmt: skip
    (found,) = read_catalogue([row])
    assert read_signal(found, Decimal("0.3"), on=date(2025, 1, 1)).is_past is True
    assert read_signal(found, Decimal("0.3"), on=date(2025, 1, 1), sector="F").is_past is False
    assert read_signal(found, Decimal("0.3"), on=date(2023, 1, 1), sector="F").is_past is True


def test_a_catalogue_says_all_its_faults() -> None:
    twice = {"since": date(2020, 1, 1), "sector": None, "value": None, "source": "not_published"}
    bare = {"since": date(2021, 1, 1), "sector": None, "value": 0.3, "source": "not_published"}
    wrong = _row(label={"fr": "Seul"}, thresholds=[twice, twice, bare])
    with pytest.raises(Refusal) as refusal:
        read_catalogue([_row(), wrong])
    assert [fault.rule for fault in refusal.value.faults] == [
        "signal.code_unique", "signal.languages", "signal.threshold_once",
        "signal.threshold_source",
    ]  # fmt: skip


def test_every_ratio_says_what_may_explain_it_honestly() -> None:
    for item in catalogue():
        assert item.honest.ar, item.code
        assert item.thresholds, item.code
        assert all(mark.source.startswith("http") for mark in item.benchmarks), item.code
    assert {item.code for item in catalogue() if item.direction is Direction.OVER} == {"wage_jump"}


def _row(**changes: Any) -> dict[str, Any]:
    said = {"fr": "Mot", "ar": "كلمة", "en": "Word"}
    row = {
        "code": "c", "label": said, "formula": said, "honest": said, "unit": "ratio",
        "side": Side.BELOW.value, "thresholds": [],
    }  # fmt: skip
    return row | changes
