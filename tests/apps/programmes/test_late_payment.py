"""Late payment and settlement: each month by its law, totals to the centime, operations by day."""

from __future__ import annotations

from datetime import date
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from mithaq.apps.programmes import queries

pytestmark = pytest.mark.django_db
OWED: dict[str, object] = {"contributions_owed": "10000.37", "amo_owed": "2000"}


@pytest.fixture(autouse=True)
def _morocco(settings: Any) -> None:
    settings.COUNTRY = "mithaq.law.morocco"


def billed(paid_on: date, month: date = date(2024, 10, 1)) -> queries.LateBill:
    """The bill of a debt of a month."""
    return queries.late_bill(month=month, owed=OWED, paid_on=paid_on)


def settled(on: date, **changes: object) -> queries.Settlement:
    """What a debt of October 2024 becomes, in twelve instalments."""
    facts: dict[str, object] = {
        **OWED,
        "debt_month": date(2024, 10, 1),
        "instalment_count": 12,
        "surcharges_owed": 440.01,
        "penalties_owed": 1200,
    }
    found = queries.settlement({**facts, **changes}, asked_on=on)
    assert found is not None
    return found


def test_the_last_day_to_pay_is_the_tenth_of_the_next_month() -> None:
    assert queries.due_day(date(2024, 12, 1)) == date(2025, 1, 10)
    assert not billed(date(2024, 11, 10)).is_late
    assert billed(date(2024, 11, 10)).total_centimes == 0
    assert billed(date(2024, 11, 11)).is_late


def test_each_month_counts_by_the_law_of_its_first_day() -> None:
    bill = billed(date(2026, 11, 28))
    assert [(span.first, span.last, span.rate) for span in bill.spans] == [
        (1, 1, 0.03),
        (2, 4, 0.01),
        (5, 25, 0.005),
    ]
    # 3 % + 3 × 1 % + 21 × 0.5 % of 10,000.37, and 25 × 1 % of the health insurance.
    assert bill.surcharge_centimes == 165_006
    assert bill.amo_surcharge_centimes == 50_000
    assert bill.to_pay_centimes == 1_200_037 + 215_006


def test_a_value_not_confirmed_is_told_only_where_it_counts() -> None:
    assert billed(date(2025, 1, 10)).doubtful == ()
    paths = {item.value.path for item in billed(date(2026, 11, 28)).doubtful}
    assert "late_payment.next_months" in paths


@settings(max_examples=20, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.dates(date(2006, 3, 1), date(2026, 12, 31)), st.integers(0, 2000))
def test_the_months_add_up_to_the_total(month: date, days: int) -> None:
    due = queries.due_day(month.replace(day=1))
    paid_on = date.fromordinal(due.toordinal() + days)
    bill = billed(paid_on, month.replace(day=1))
    assert sum(item.added_centimes for item in bill.months) == bill.total_centimes
    assert sum(item.added_centimes for item in bill.spans) == bill.total_centimes
    if bill.months:
        last = bill.months[-1]
        assert last.begins_on <= paid_on <= last.ends_on
        assert last.to_pay_centimes == bill.to_pay_centimes


def test_penalties_count_by_employee_and_month_up_to_their_cap() -> None:
    asked = {"employees_concerned": 8, "filed_online": False}
    found = queries.penalties(asked, months_late=2, filed_late=True, on=date(2025, 1, 10))
    assert (found.filing_centimes, found.online_centimes) == (80_000, 40_000)
    many = queries.penalties(
        {"employees_concerned": 4000}, months_late=1, filed_late=True, on=date(2025, 1, 10)
    )
    assert many.total_centimes == 500_000


@pytest.mark.parametrize("day", [date(2006, 3, 1), date(2020, 3, 18), date(2020, 3, 19)])
def test_a_penalty_that_the_law_had_not_yet_is_not_owed(day: date) -> None:
    asked = {"employees_concerned": 8, "filed_online": False, "paid_online": False}
    found = queries.penalties(asked, months_late=2, filed_late=True, on=day)
    assert found.filing_centimes == 80_000
    assert found.online_centimes == (80_000 if day == date(2020, 3, 19) else 0)


def test_no_operation_is_in_force_today_and_past_ones_stay_in_sight() -> None:
    found = settled(date(2026, 11, 28))
    assert found.open == ()
    assert found.best is None
    assert [item.code for item in found.past] == ["of_2023", "of_2016_debts", "of_covid", "of_2015"]
    assert found.allowed is not None
    assert found.allowed.is_met is None


def test_an_operation_in_force_waives_and_a_default_brings_it_back() -> None:
    found = settled(date(2025, 1, 15))
    best = found.best
    assert best is not None
    assert best.code == "of_2023"
    assert best.payment is not None
    # Up to 24 months: half of the surcharges, eight tenths of the penalties.
    assert best.payment.waived_surcharges_centimes == 22_001
    assert best.payment.waived_penalties_centimes == 96_000
    assert best.payment.brought_back_centimes == best.payment.waived_centimes
    assert settled(date(2025, 1, 16)).best is None


@pytest.mark.parametrize("count", [1, 7, 12, 60])
def test_instalments_add_up_to_the_centime(count: int) -> None:
    payment = settled(date(2025, 1, 15), instalment_count=count).plain
    paid = payment.instalment_centimes * (count - 1) + payment.last_centimes
    assert paid == payment.to_pay_centimes == 1_200_037 + 44_001 + 120_000
    assert payment.equal_count in {count, count - 1}


def test_an_operation_may_not_cover_the_debt() -> None:
    found = settled(date(2021, 3, 1), debt_month=date(2019, 5, 1))
    states = {item.code: (item.state, item.possible.is_met) for item in found.options}
    assert states["of_2016_debts"] == ("open", False)
    assert states["of_covid"] == ("undecided", None)
    assert states["of_2023"] == ("future", False)


def test_a_share_that_is_not_published_leaves_nothing_to_compare() -> None:
    found = settled(date(2015, 6, 1), debt_month=date(2004, 5, 1))
    option = next(item for item in found.options if item.code == "of_2015")
    assert option.possible.is_met is True
    assert option.state == "undecided"
    assert option.payment is None
    assert found.best is None
    assert found.plain.to_pay_centimes == found.debt_centimes == 1_200_037 + 44_001 + 120_000
    # A debt that it does not cover is known to be none of it.
    other = settled(date(2015, 6, 1), debt_month=date(2014, 5, 1))
    assert next(item.state for item in other.options if item.code == "of_2015") == "open"


def test_nothing_is_known_before_the_first_operation() -> None:
    asked = {**OWED, "debt_month": date(2010, 1, 1), "instalment_count": 1}
    assert queries.settlement(asked, asked_on=date(2012, 1, 1)) is None


@given(amount=st.integers(min_value=0, max_value=10**15))
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
def test_a_single_amount_is_split_to_the_centime_whatever_its_size(amount: int) -> None:
    """A binary fraction would lose the last centime of a large debt, or round a half downwards."""
    share = queries.health_share(date(2026, 7, 1))
    assert share is not None
    exact = Fraction(amount * share.health_parts, share.total_parts)
    assert abs(share.of(amount) - exact) <= Fraction(1, 2)
    assert 0 < share.health_parts < share.total_parts
    assert share.of(share.total_parts) == share.health_parts
