"""Dates known to the day, the month, the year, or not at all; months in order."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mithaq.base.dates import Precision, UncertainDate
from mithaq.base.months import Month


@pytest.mark.parametrize(
    ("text", "earliest", "latest"),
    [
        ("2021-12-15", date(2021, 12, 15), date(2021, 12, 15)),
        ("2021-02", date(2021, 2, 1), date(2021, 2, 28)),
        ("2020", date(2020, 1, 1), date(2020, 12, 31)),
        ("unknown", None, None),
    ],
)
def test_a_date_says_what_it_can_be(text: str, earliest: date | None, latest: date | None) -> None:
    found = UncertainDate.parse(text)
    assert (found.earliest, found.latest) == (earliest, latest)
    assert str(found) == text


def test_what_yaml_makes_of_dates_is_read() -> None:
    assert UncertainDate.parse(2021) == UncertainDate.parse("2021")
    assert UncertainDate.parse(date(2017, 6, 13)).precision is Precision.DAY
    assert UncertainDate.parse(None) == UncertainDate.unknown()


@pytest.mark.parametrize("text", ["15/12/2021", "2021-13", "2021-02-30", "décembre 2021", "21"])
def test_another_form_is_refused(text: str) -> None:
    with pytest.raises(ValueError):  # noqa: PT011 - calendar errors come from datetime itself
        UncertainDate.parse(text)


def test_nothing_known_has_no_date() -> None:
    with pytest.raises(ValueError, match="precision"):
        UncertainDate(date(2021, 1, 1), Precision.UNKNOWN)
    with pytest.raises(ValueError, match="precision"):
        UncertainDate(None, Precision.MONTH)


def test_equal_knowledge_is_equal() -> None:
    assert UncertainDate(date(2021, 12, 15), Precision.MONTH) == UncertainDate.parse("2021-12")


def test_the_unknown_comes_last() -> None:
    texts = ["unknown", "2021", "2020-10", "2021-03-15", "2021-01-01"]
    found = sorted(map(UncertainDate.parse, texts))
    assert list(map(str, found)) == ["2020-10", "2021-01-01", "2021", "2021-03-15", "unknown"]


months = st.builds(Month, st.integers(1990, 2100), st.integers(1, 12))


def test_a_month_is_read_in_both_forms() -> None:
    assert Month.parse("2026-06") == Month.parse("202606") == Month.of(date(2026, 6, 30))
    assert (str(Month(2026, 6)), Month(2026, 6).compact) == ("2026-06", "202606")
    with pytest.raises(ValueError, match="13"):
        Month.parse("2026-13")
    with pytest.raises(ValueError, match="not a month"):
        Month.parse("06/2026")


def test_months_run_through_the_year() -> None:
    assert list(map(str, Month(2020, 11).until(Month(2021, 2)))) == [
        "2020-11",
        "2020-12",
        "2021-01",
        "2021-02",
    ]
    assert list(Month(2021, 1).until(Month(2020, 12))) == []
    assert Month(2024, 2).last_day == date(2024, 2, 29)


@given(months, st.integers(-500, 500))
def test_adding_then_counting_gives_the_number_back(month: Month, count: int) -> None:
    assert (month + count) - month == count
    assert (month + count) - count == month
    assert (month < month + count) == (count > 0)
