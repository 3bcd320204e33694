"""A debt month by month adds up to the debt at once; instalments add up to what is owed."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from mithaq.engines.rules import Law

DUE = st.dates(min_value=date(1995, 1, 1), max_value=date(2026, 6, 30))


@pytest.fixture(scope="module")
def law() -> Law:
    return Law.load("mithaq.law.morocco")


@pytest.fixture(scope="module")
def replaced(law: Law) -> Law:
    """The law with rates replaced from days on which no text changed anything."""
    for path, since, value in (
        ("late_payment.next_months", "2023-03-02", 0.02),
        ("late_payment.next_months", "2023-05-02", 0.004),
        ("late_payment.next_months", "2026-01-15", 0.007),
        ("late_payment.amo_per_month", "2024-02-29", 0.03),
        ("late_payment.first_month", "2024-06-01", 0.05),
    ):
        law = law.override(path, since=since, value=value, reason="essai", by="X")
    return law


def rows_of(law: Law, due_on: date, months: float, name: str, **facts: float) -> float:
    """The sum of a result over the monthly rows of a delay."""
    plan = law.on("2026-06", name)
    ranks = range(1, round(months) + 1)
    return sum(plan.compute(due_on=due_on, delay_month=rank, **facts)[name] for rank in ranks)


@settings(deadline=None)
@given(due_on=DUE, days=st.integers(min_value=-20, max_value=2000))
def test_months_of_delay_add_up_to_the_whole_rate(law: Law, due_on: date, days: int) -> None:
    plan = law.on("2026-06", "months_late", "late_rate")
    whole = plan.compute(due_on=due_on, paid_on=due_on + timedelta(days=days))
    rows = rows_of(law, due_on, whole["months_late"], "late_rate_of_month")
    assert whole["late_rate"] == pytest.approx(rows)


@settings(deadline=None, max_examples=60)
@given(
    due_on=st.dates(min_value=date(2022, 1, 1), max_value=date(2025, 12, 31)),
    days=st.integers(min_value=-20, max_value=1200),
)
@example(due_on=date(2023, 1, 31), days=100)
@example(due_on=date(2023, 3, 31), days=200)
def test_they_add_up_whatever_values_operators_replace(
    replaced: Law, due_on: date, days: int
) -> None:
    plan = replaced.on("2026-06", "months_late", "late_rate", "amo_late_rate")
    whole = plan.compute(due_on=due_on, paid_on=due_on + timedelta(days=days))
    rates = rows_of(replaced, due_on, whole["months_late"], "late_rate_of_month")
    surcharges = rows_of(
        replaced, due_on, whole["months_late"], "amo_late_surcharge_of_month", amo_owed=100
    )
    assert whole["late_rate"] == pytest.approx(rates)
    assert whole["amo_late_rate"] == pytest.approx(surcharges / 100)


@settings(deadline=None, max_examples=60)
@given(
    due_on=st.dates(min_value=date(2022, 1, 1), max_value=date(2025, 12, 31)),
    days=st.integers(min_value=-20, max_value=1200),
)
@example(due_on=date(2025, 1, 10), days=59)
@example(due_on=date(2024, 12, 10), days=182)
@example(due_on=date(2023, 1, 31), days=20)
def test_the_explanation_names_the_rates_that_were_added_up(
    replaced: Law, due_on: date, days: int
) -> None:
    paid_on = due_on + timedelta(days=days)
    rates = replaced.parameters["late_payment.next_months"]
    begins = replaced.on("2026-06", "months_late", "delay_month_begins_on")
    months = begins.compute(due_on=due_on, paid_on=paid_on)["months_late"]
    firsts = [
        begins.compute(due_on=due_on, paid_on=paid_on, delay_month=rank)["delay_month_begins_on"]
        for rank in range(2, round(months) + 1)
    ]
    case = replaced.on("2026-06").explain("late_further_rate", due_on=due_on, paid_on=paid_on)
    told = [use.dated for use in case.finding.parameters]
    assert told == list(dict.fromkeys(rates.on(day) for day in firsts))
    assert case.value == pytest.approx(sum(rates.on(day).value for day in firsts))


@settings(deadline=None)
@given(due_on=DUE, rank=st.integers(min_value=1, max_value=60))
def test_a_month_of_delay_begins_the_day_that_one_more_is_late(
    law: Law, due_on: date, rank: int
) -> None:
    begins = law.on("2026-06", "delay_month_begins_on").compute(due_on=due_on, delay_month=rank)
    plan = law.on("2026-06", "months_late")
    first_day = begins["delay_month_begins_on"]
    before = plan.compute(due_on=due_on, paid_on=first_day - timedelta(days=1))["months_late"]
    assert plan.compute(due_on=due_on, paid_on=first_day)["months_late"] == rank
    assert before == rank - 1


@settings(deadline=None)
@given(
    centimes=st.integers(min_value=1, max_value=10**10),
    count=st.integers(min_value=1, max_value=120),
)
def test_instalments_add_up_to_what_is_owed(law: Law, centimes: int, count: int) -> None:
    plan = law.on("2026-06", "settlement_instalment", "settlement_last_instalment")
    owed = {"amo_owed": 0, "surcharges_owed": 0, "recovery_costs_owed": 0, "penalties_owed": 0}
    facts = {**owed, "contributions_owed": centimes / 100, "waiver_operation": "no_waiver"}
    found = plan.compute(**facts, instalment_count=count)
    each, last = (round(value * 100) for value in found.values())
    assert each * (count - 1) + last == centimes
    assert 0 <= last - each < count
