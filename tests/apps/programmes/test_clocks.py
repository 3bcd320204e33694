"""The delay of law 55-19, counted by hand on the calendar."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mithaq.apps.programmes.queries import act_days
from mithaq.base.errors import Refusal

RECEIVED = date(2026, 3, 2)
days = st.integers(min_value=0, max_value=400)


def test_the_delay_counts_from_the_receipt() -> None:
    found = act_days(norm_days=60, received_on=RECEIVED)
    assert (found.due_on, found.silence_on) == (date(2026, 5, 1), date(2026, 5, 2))


def test_one_completion_stops_it() -> None:
    asked, completed = date(2026, 3, 12), date(2026, 4, 1)
    waiting = act_days(norm_days=30, received_on=RECEIVED, asked_on=asked)
    assert (waiting.due_on, waiting.silence_on) == (None, None)
    found = act_days(norm_days=30, received_on=RECEIVED, asked_on=asked, completed_on=completed)
    assert (found.stopped_days, found.due_on) == (20, date(2026, 4, 21))


@pytest.mark.parametrize(
    ("asked", "completed", "where"),
    [
        (date(2026, 3, 1), None, "asked_on"),
        (date(2026, 5, 2), None, "asked_on"),
        (None, date(2026, 3, 5), "completed_on"),
        (date(2026, 3, 10), date(2026, 3, 9), "completed_on"),
    ],
)
def test_days_that_contradict_each_other(
    asked: date | None, completed: date | None, where: str
) -> None:
    with pytest.raises(Refusal) as refusal:
        act_days(norm_days=60, received_on=RECEIVED, asked_on=asked, completed_on=completed)
    assert [fault.where for fault in refusal.value.faults] == [where]


@given(norm=st.integers(min_value=1, max_value=60), before=days, stop=days)
def test_a_stop_never_takes_a_day_from_the_administration(
    norm: int, before: int, stop: int
) -> None:
    asked = RECEIVED + timedelta(days=min(before, norm))
    found = act_days(
        norm_days=norm,
        received_on=RECEIVED,
        asked_on=asked,
        completed_on=asked + timedelta(days=stop),
    )
    assert found.due_on is not None
    assert (found.due_on - RECEIVED).days - found.stopped_days == norm
