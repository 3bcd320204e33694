"""What broke elsewhere does not break here: each shape of bug has its test."""

from __future__ import annotations

import time
from datetime import UTC, date, datetime, timedelta

import pytest

from mithaq.base.errors import Refusal
from mithaq.engines.clocks import (
    ClockReading,
    Event,
    EventKind,
    Norm,
    Season,
    Unit,
    WorkingCalendar,
    deadline,
    deadlines,
    due_after,
    elapsed,
    weekly,
)
from tests.engines.clocks.histories import OFFICE, RABAT, local

HOURS = Norm(10, Unit.WORKING_HOURS)
DAYS = Norm(5, Unit.WORKING_DAYS)
# 2026: 5 January is a Monday, 11 January (independence manifesto) a Sunday, 14 January a Wednesday.
NEW_YEAR = date(2026, 1, 14)
OFFICES = WorkingCalendar(RABAT, weekly(*OFFICE), frozenset({NEW_YEAR}))


def jan(day: int, hour: int = 9, minute: int = 0) -> datetime:
    return local(2026, 1, day, hour, minute)


def read(*told: tuple[str, datetime], norm: Norm | None = HOURS, at: datetime) -> ClockReading:
    return deadline([Event(EventKind(kind), on) for kind, on in told], OFFICES, norm=norm, at=at)


def test_lunch_and_night_are_not_worked() -> None:
    """Helpdesk #2212: a side was late for its lunch hour."""
    now = read(("received", jan(5, 11)), at=jan(5, 12, 30))
    assert (now.used, now.remaining) == (60, 540)
    assert now.due_at == jan(6, 15)  # 1 h + 3 h 30 on Monday, 3 h 30 + 2 h on Tuesday
    assert read(("received", jan(5, 11)), at=jan(5, 13)).used == 60
    evening = read(("received", jan(5, 20)), norm=Norm(1, Unit.WORKING_HOURS), at=jan(5, 23))
    assert evening.due_at == jan(6, 9, 30)


def test_what_arrives_on_a_day_off_starts_at_the_next_opening() -> None:
    """Helpdesk #2075, #2405: times were wrong for what was received out of hours."""
    one = Norm(1, Unit.WORKING_HOURS)
    assert read(("received", jan(10, 3)), norm=one, at=jan(10, 4)).due_at == jan(12, 9, 30)
    assert read(("received", jan(14, 10)), norm=one, at=jan(14, 11)).due_at == jan(15, 9, 30)
    first = Norm(1, Unit.WORKING_DAYS)
    assert read(("received", jan(9, 18)), norm=first, at=jan(9, 19)).due_at == jan(12, 16, 30)
    assert read(("received", jan(13, 10)), norm=first, at=jan(13, 11)).due_at == jan(15, 16, 30)


def test_a_side_may_have_no_norm() -> None:
    """Helpdesk #1598: a ticket could not have no promise. What is used is counted all the same."""
    told = (("received", jan(5)), ("paused", jan(6)), ("resumed", jan(8)))
    now = read(*told, norm=None, at=jan(9))
    assert (now.state, now.used, now.remaining, now.due_at) == ("running", 2, None, None)
    assert read(*told, ("closed", jan(9)), norm=None, at=jan(30)).state == "closed"
    assert [step.code for step in now.explain()] == ["received", "ran", "other_side", "ran"]
    hours = deadline(
        [Event(EventKind.RECEIVED, jan(5))], OFFICES, norm=None, at=jan(6), unit=Unit.WORKING_HOURS
    )
    assert hours.used == 420


def test_a_pause_moves_the_deadline_by_what_it_would_have_worked() -> None:
    """Helpdesk #2449: the length of a pause was added as it stood, nights and weekends included."""
    told = (("received", jan(9, 14)), ("paused", jan(9, 15)), ("resumed", jan(12, 15)))
    now = read(*told, at=jan(12, 15, 30))
    assert (now.used, now.due_at) == (90, jan(14 + 1, 9))  # 1 h + 1 h 30 + 7 h, the 14th is off
    overnight = (("received", jan(5, 14)), ("paused", jan(5, 17)), ("resumed", jan(6, 8)))
    assert read(*overnight, at=jan(6)).due_at == read(overnight[0], at=jan(6)).due_at
    assert read(*told[:2], at=jan(10)).due_at is None
    assert read(*told[:2], at=jan(10)).state == "paused"


def test_a_transfer_keeps_the_clock_and_takes_the_norm_of_the_new_holder() -> None:
    """Zammad #5624: the promise of the former group stayed on the ticket."""
    told = (("received", jan(5)), ("transferred", jan(7)))
    before, after = read(told[0], at=jan(7)), read(*told, norm=DAYS, at=jan(7))
    assert after.used == 2
    assert after.due_at == read(told[0], norm=DAYS, at=jan(7)).due_at == jan(12, 16, 30)
    assert before.due_at != after.due_at
    assert read(*told, norm=None, at=jan(30)).due_at is None


def test_completion_is_asked_once_in_a_life() -> None:
    """Law 55-19: one completion request; a second one is refused, even after a reopening."""
    told = [("received", jan(5)), ("completion_asked", jan(6)), ("completed", jan(8))]
    now = read(*told, norm=DAYS, at=jan(9))
    assert (now.used, len(now.pauses), now.pauses[0].wait) == (2, 1, "completion")
    assert now.completion_asked_at == jan(6)
    again = ("completion_asked", jan(12))
    lives = [again], [("closed", jan(9)), ("reopened", jan(12)), ("completion_asked", jan(13))]
    for life in lives:
        with pytest.raises(Refusal) as refused:
            read(*told, *life, norm=DAYS, at=jan(20))
        assert [fault.rule for fault in refused.value.faults] == ["asked_twice"]
    strict = Norm(5, Unit.WORKING_DAYS, completion_pauses=False)
    never = read(*told, norm=strict, at=jan(9))
    assert (never.used, never.pauses) == (4, ())
    assert "completion_asked" in {step.code for step in never.explain()}


def test_two_waits_that_overlap_end_with_the_last() -> None:
    told = [("received", jan(5)), ("completion_asked", jan(6)), ("paused", jan(7))]
    assert read(*told, ("completed", jan(8)), at=jan(9)).waits_for == "other_side"
    now = read(*told, ("completed", jan(8)), ("resumed", jan(9)), norm=DAYS, at=jan(12))
    assert (now.used, now.state) == (2, "running")


def test_lateness_is_not_cured() -> None:
    """A pause, a transfer or a reopening after the delay leaves the date where it was."""
    told = [("received", jan(5)), ("paused", jan(13)), ("resumed", jan(15)), ("closed", jan(16))]
    now = read(*told[:2], norm=DAYS, at=jan(13, 10))
    assert (now.state, now.is_paused, now.due_at) == ("late", True, jan(12, 16, 30))
    assert now.overrun == 1
    ended = read(*told, norm=DAYS, at=jan(30))
    assert (ended.state, ended.due_at) == ("closed_late", jan(12, 16, 30))
    assert read(*told, ("reopened", jan(19)), norm=DAYS, at=jan(20)).state == "late"


def test_reopening_goes_on_with_what_was_left() -> None:
    told = [("received", jan(5)), ("closed", jan(7)), ("reopened", jan(20))]
    assert read(*told[:2], norm=DAYS, at=jan(19)).state == "met"
    assert read(*told[:2], norm=DAYS, at=jan(19)).due_at == jan(12, 16, 30)
    now = read(*told, norm=DAYS, at=jan(21))
    assert (now.used, now.remaining, now.due_at) == (3, 2, jan(23, 16, 30))


def test_a_side_stopped_on_its_last_day_keeps_a_day() -> None:
    told = [("received", jan(5)), ("paused", jan(12, 10))]
    for back, due in ((jan(20), jan(20, 16, 30)), (jan(20, 17), jan(21, 16, 30))):
        now = read(*told, ("resumed", back), norm=DAYS, at=back)
        assert (now.state, now.remaining, now.due_at) == ("running", 0, due)


def test_a_side_stopped_at_its_last_minute_has_until_offices_open() -> None:
    told = [("received", jan(5, 8, 30)), ("paused", jan(5, 9, 30)), ("resumed", jan(5, 12, 30))]
    hour = Norm(1, Unit.WORKING_HOURS)
    assert read(*told, norm=hour, at=jan(5, 12, 45)).due_at == jan(5, 13)
    assert read(*told, norm=hour, at=jan(5, 12, 45)).state == "running"
    assert read(*told, norm=hour, at=jan(5, 13, 1)).state == "late"


def test_silence_speaks_once_the_delay_has_passed() -> None:
    norm = Norm(30, Unit.CALENDAR_DAYS, silence="acceptance")
    due = local(2026, 2, 5) - timedelta(microseconds=1)  # 5 January + 30 days, at midnight
    assert read(("received", jan(5)), norm=norm, at=due).state == "running"
    silent = read(("received", jan(5)), norm=norm, at=due + timedelta(microseconds=1))
    assert (silent.state, silent.silence, silent.due_on) == (
        "silent", "acceptance", date(2026, 2, 4),
    )  # fmt: skip
    assert silent.explain()[-1].code == "silence"
    told = (("received", jan(5)), ("closed", local(2026, 3, 2)))
    assert read(*told, norm=norm, at=local(2026, 3, 3)).silence == "acceptance"
    assert read(("received", jan(5)), norm=norm, at=due).silence is None


def test_a_last_calendar_day_off_may_carry_over() -> None:
    plain, carried = (Norm(5, Unit.CALENDAR_DAYS, carries_over=over) for over in (False, True))
    assert due_after(jan(9), calendar=OFFICES, norm=plain).date() == date(2026, 1, 14)
    assert read(("received", jan(9)), norm=plain, at=jan(9)).due_on == date(2026, 1, 14)
    assert read(("received", jan(9)), norm=carried, at=jan(9)).due_on == date(2026, 1, 15)
    assert read(("received", jan(5)), norm=carried, at=jan(5)).due_on == date(2026, 1, 12)


def test_a_moved_feast_is_read_again_and_named() -> None:
    """Lunar days are estimates: the side is told which day off moved its date."""
    moved = WorkingCalendar(RABAT, weekly(*OFFICE), frozenset({date(2026, 1, 7)}))
    event = Event(EventKind.RECEIVED, jan(5))
    before = deadline([event], OFFICES, norm=DAYS, at=jan(6))
    after = deadline([event], moved, norm=DAYS, at=jan(6))
    assert (before.due_at, before.holidays()) == (jan(12, 16, 30), ())
    assert (after.due_at, after.holidays()) == (jan(13, 16, 30), (date(2026, 1, 7),))
    assert [step.at for step in after.explain() if step.code == "holiday"] == [jan(7, 0)]


def test_ramadan_shortens_days_and_moves_the_clock() -> None:
    season = Season(date(2026, 2, 18), date(2026, 3, 19), weekly((9 * 60, 15 * 60)))
    calendar = WorkingCalendar(RABAT, weekly(*OFFICE), frozenset(), (season,))
    monday = local(2026, 2, 16)
    assert elapsed(monday, local(2026, 2, 23), calendar=calendar, unit=Unit.WORKING_HOURS) == (
        2 * 420 + 3 * 360
    )
    night = WorkingCalendar(RABAT, weekly((0, 24 * 60), days=range(7)))
    day = local(2025, 2, 23, 0), local(2025, 2, 24, 0)
    assert elapsed(*day, calendar=night, unit=Unit.WORKING_HOURS) == 25 * 60
    day = local(2025, 4, 6, 0), local(2025, 4, 7, 0)
    assert elapsed(*day, calendar=night, unit=Unit.WORKING_HOURS) == 23 * 60


def test_what_comes_later_is_not_known_yet() -> None:
    told = [("received", jan(5)), ("closed", jan(6)), ("closed", jan(7))]
    assert read(told[0], at=jan(4)).state == "not_started"
    assert read(told[0], at=jan(4)).remaining == 600
    assert read(*told, at=jan(6)).state == "met"
    with pytest.raises(Refusal):
        read(*told, at=jan(7))


def test_a_history_that_cannot_be_is_refused_with_all_its_faults() -> None:
    told = [
        ("paused", jan(4)), ("received", jan(5)), ("received", jan(6)), ("completed", jan(6)),
        ("resumed", jan(7)), ("reopened", jan(7)), ("paused", jan(8)), ("paused", jan(9)),
        ("closed", jan(12)), ("paused", jan(13)), ("closed", jan(15)),
    ]  # fmt: skip
    found = []
    for order in (told, told[::-1]):
        with pytest.raises(Refusal) as refused:
            read(*order, at=jan(20))
        found.append(refused.value.faults)
    assert found[0] == found[1]
    assert [fault.rule for fault in found[0]] == [
        "not_received", "received_twice", "nothing_asked", "not_paused", "not_closed",
        "paused_twice", "is_closed", "is_closed",
    ]  # fmt: skip
    assert all(fault.sentence.ar and fault.sentence.en for fault in found[0])
    with pytest.raises(Refusal, match="invraisemblable"):
        read(("received", datetime(202, 1, 5, tzinfo=UTC)), at=jan(20))
    with pytest.raises(ValueError, match="zone"):
        Event(EventKind.RECEIVED, datetime(2026, 1, 5))


def test_within_an_instant_the_order_given_does_not_count() -> None:
    told = [("received", jan(5)), ("paused", jan(6)), ("resumed", jan(7)), ("paused", jan(7))]
    assert read(*told, at=jan(8)) == read(*told[::-1], at=jan(8))
    assert len(read(*told, at=jan(8)).pauses) == 1
    once = [("received", jan(5)), ("closed", jan(5))]
    assert read(*once, at=jan(8)).state == read(*once[::-1], at=jan(8)).state == "met"


def test_norms_and_calendars_that_mean_nothing_are_refused() -> None:
    with pytest.raises(Refusal) as refused:
        Norm(0, "weeks", carries_over=True)  # a unit as a file may spell it
    assert [fault.where for fault in refused.value.faults] == ["amount", "unit", "carries_over"]
    late = Season(date(2026, 3, 2), date(2026, 3, 1), {0: [(5, 5)]})
    with pytest.raises(Refusal) as refused:
        WorkingCalendar("Africa/Atlantis", {7: [(0, 60)], 1: []}, frozenset(), (late,))
    assert [fault.where for fault in refused.value.faults] == [
        "zone", "slots[7]", "slots", "seasons[0].slots[0]", "seasons[0]",
    ]  # fmt: skip
    with pytest.raises(Refusal, match="recouvrent"):
        WorkingCalendar(RABAT, {0: [(60, 120), (90, 180)]})
    twice = Season(date(2026, 3, 1), date(2026, 3, 9), weekly((0, 60)))
    with pytest.raises(Refusal, match="saisons"):
        WorkingCalendar(RABAT, weekly((0, 60)), frozenset(), (twice, twice))


def test_a_queue_and_a_scoreboard_are_cheap() -> None:
    """Ten times what was measured, so that a loaded machine does not fail it."""
    told = [
        ("received", 5), ("completion_asked", 6), ("completed", 8), ("transferred", 9),
        ("paused", 12), ("resumed", 13),
    ]  # fmt: skip
    events = [Event(EventKind(kind), jan(day)) for kind, day in told]
    sides = [(events, norm) for norm in (HOURS, DAYS, None)] * 700
    deadlines(sides[:3], OFFICES, at=jan(15))
    before = time.process_time()
    found = deadlines(sides, OFFICES, at=jan(15))
    each = (time.process_time() - before) / len(sides)
    assert len(found) == len(sides)
    assert each < 0.0005, f"{each * 1000:.3f} ms a side"
