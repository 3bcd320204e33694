"""Cadences, quorums and time: what must hold whatever the numbers."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from mithaq.apps.conventions.choices.meetings import MEETING_STEPS, MeetingStatus
from mithaq.apps.conventions.queries.agenda_rules import SHORTEST, fitted
from mithaq.apps.conventions.queries.cadence import next_working_day, proposed_day, windows
from mithaq.apps.conventions.queries.quorum import count_quorum, required_voices

DAYS = st.dates(date(2015, 1, 1), date(2035, 1, 1))
CADENCES = st.tuples(st.integers(1, 12), st.sampled_from(["month", "quarter", "year"]))
OFF = st.sets(st.integers(0, 6), max_size=5)


@given(DAYS, OFF)
def test_the_next_working_day_is_the_first_open_one(on: date, closed: set[int]) -> None:
    found = next_working_day(on, lambda day: day.weekday() not in closed)

    assert found.weekday() not in closed
    between = (on + timedelta(days=step) for step in range((found - on).days))
    assert all(day.weekday() in closed for day in between)


@given(DAYS, CADENCES)
def test_the_proposed_day_comes_after_the_last_sitting(on: date, cadence: tuple[int, str]) -> None:
    count, period = cadence
    found = proposed_day(on, count=count, period=period, is_open=lambda day: day.weekday() < 5)

    assert on < found <= on + timedelta(days=368)
    assert found.weekday() < 5


@given(DAYS, st.integers(0, 900), CADENCES)
def test_windows_cut_the_time_without_hole_nor_overlap(
    start: date, length: int, cadence: tuple[int, str]
) -> None:
    count, period = cadence
    until = start + timedelta(days=length)
    held = [(start + timedelta(days=step), step) for step in range(0, length, 40)]
    found = windows(start, until, count=count, period=period, held=held)

    if found and held:
        assert found[0].first == start
    for left, right in pairwise(found):
        assert right.first == left.last + timedelta(days=1)
    for window in found:
        inside = [number for on, number in held if window.first <= on <= window.last]
        assert window.held == (inside[0] if inside else None)


@given(st.lists(st.integers(2, 60), max_size=25), st.integers(15, 240))
def test_a_shortened_agenda_fits_whenever_it_can(minutes: list[int], slot: int) -> None:
    found = fitted(minutes, slot)

    assert len(found) == len(minutes)
    assert all(SHORTEST <= cut <= asked for cut, asked in zip(found, minutes, strict=True))
    if sum(minutes) <= slot:
        assert found == minutes
    elif SHORTEST * len(minutes) <= slot:
        assert sum(found) <= slot


@given(
    st.lists(
        st.tuples(
            st.booleans(), st.sampled_from(["present", "represented", "excused", "absent", None])
        )
    ),
    st.integers(0, 100),
)
def test_a_quorum_counts_voices_only(marks: list[tuple[bool, str | None]], percent: int) -> None:
    voting = [presence for has_vote, presence in marks if has_vote]
    required = required_voices(voting=len(voting), number=None, percent=percent, is_asked=True)
    found = count_quorum(marks, required=required)

    here = sum(presence in ("present", "represented") for presence in voting)
    assert (found.voting, found.present) == (len(voting), here)
    assert found.is_met == (here > 0 and 100 * here >= percent * len(voting))
    assert found.is_met == (found.missing == 0)


def test_a_committee_without_printed_quorum_decides_with_more_than_half() -> None:
    needed = [
        required_voices(voting=n, number=None, percent=None, is_asked=True) for n in (5, 6, 7)
    ]

    assert needed == [3, 4, 4]
    assert required_voices(voting=6, number=4, percent=None, is_asked=False) is None


def test_a_meeting_ends_once() -> None:
    """No step leaves a state that ends a meeting, and every other state has a way out."""
    left = {state for _name, froms, _to, _who in MEETING_STEPS for state in froms}
    final = {MeetingStatus.HELD, MeetingStatus.ADJOURNED, MeetingStatus.CANCELLED}

    assert left == set(MeetingStatus) - final
