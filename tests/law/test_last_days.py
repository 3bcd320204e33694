"""The last day of a benefit is that of the last month that has it."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mithaq.engines.rules import Law

HIRES = st.dates(min_value=date(2021, 1, 1), max_value=date(2026, 12, 31))


@pytest.mark.parametrize("measure", ["tahfiz", "first_hire"])
@settings(deadline=None, max_examples=30)
@given(hired=HIRES)
def test_the_last_day_stands_in_the_last_month_that_counts(measure: str, hired: date) -> None:
    law = Law.load("mithaq.law.morocco")
    facts = {"hire_date": hired, "contract_signed_on": hired}
    ends, runs = f"{measure}_ends_on", f"{measure}_month_within_length"
    last = law.on(hired, ends).compute(**facts)[ends]
    assert isinstance(last, date)
    assert law.on(last, runs, ends).compute(**facts) == {runs: True, ends: last}
    assert law.on(last + timedelta(days=1), runs).compute(**facts) == {runs: False}
