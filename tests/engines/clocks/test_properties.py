"""Ten thousand random histories, and what holds of every one of them."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from random import Random
from zoneinfo import ZoneInfo

import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from mithaq.base.errors import Refusal
from mithaq.engines.clocks import (
    ClockReading,
    Event,
    Unit,
    WorkingCalendar,
    deadline,
    elapsed,
)
from tests.engines.clocks.histories import (
    CALENDARS,
    DAYS,
    FIRST,
    random_history,
    random_norm,
)
from tests.engines.clocks.oracle import oracle, wall_of


def _with(calendar: WorkingCalendar, holidays: frozenset[date]) -> WorkingCalendar:
    return WorkingCalendar(calendar.zone, calendar.slots, holidays, calendar.seasons)


MINUTE = timedelta(minutes=1)
MICROSECOND = timedelta(microseconds=1)
SEEDS = st.randoms(use_true_random=True)
BATCH = 100
TOKYO = ZoneInfo("Asia/Tokyo")
LONG = timedelta(days=DAYS)
# The same calendar without a holiday and with it.
TWINS = [
    (off, _with(one, one.holidays - {off}), _with(one, one.holidays | {off}))
    for one in CALENDARS[:6]
    for off in (date(2025, 2, 24), date(2025, 3, 1), date(2025, 3, 5), date(2025, 3, 11))
]
# Nights when clocks change: back and forth in Morocco, forth in Paris, at midnight in Cairo.
CHANGES = [
    *((datetime(2025, 2, 18, tzinfo=UTC), rank) for rank in (0, 2, 3, 4)),
    *((datetime(2025, 4, 3, tzinfo=UTC), rank) for rank in (3, 4)),
    *((datetime(2025, 3, 27, tzinfo=UTC), rank) for rank in (18, 19)),
    *((datetime(2025, 4, 22, tzinfo=UTC), rank) for rank in (23, 24)),
]
# Hypothesis draws the seeds, each of which is worth a hundred histories: 100 × 100 = 10 000.
TEN_THOUSAND = settings(max_examples=100, phases=(Phase.explicit, Phase.generate))


def instants(random: Random, count: int) -> list[timedelta]:
    return sorted(timedelta(minutes=random.randrange(DAYS * 1440)) for _ in range(count))


@given(SEEDS)
@TEN_THOUSAND
def test_time_only_adds(random: Random) -> None:
    """Used never falls, a due date never comes nearer, and what is passed stays passed."""
    for _ in range(BATCH):
        calendar, norm = random.choice(CALENDARS), random_norm(random)
        events = random_history(random)
        before: ClockReading | None = None
        due_at = None
        for step in instants(random, 3):
            now = deadline(events, calendar, norm=norm, at=FIRST + step)
            check_alone(now, calendar)
            if before:
                assert now.used >= before.used
                assert not before.is_passed or (now.is_passed and now.due_at == before.due_at)
            if now.due_at:
                assert due_at is None or now.due_at >= due_at
                due_at = now.due_at
            before = now


def check_alone(now: ClockReading, calendar: WorkingCalendar) -> None:
    """What holds of one reading."""
    assert now.used >= 0
    assert now.remaining is not None
    assert now.remaining >= 0
    assert now.used == sum(item.used for item in now.stretches)
    assert all(item.used == 0 for item in now.stretches if item.wait)
    if now.state in ("paused", "not_started"):
        assert now.due_at is None
    if now.due_at is None:
        return
    assert now.received_at is not None
    assert now.due_at >= now.received_at
    shown = now.due_at.astimezone(ZoneInfo(calendar.zone))
    if now.unit is Unit.CALENDAR_DAYS:
        assert (shown + MICROSECOND).date() == shown.date() + timedelta(days=1)
        return
    # Never at night, at lunch nor on a holiday: the minute before, or the one after, is worked.
    around = elapsed(
        now.due_at - MINUTE, now.due_at + MINUTE, calendar=calendar, unit=Unit.WORKING_HOURS
    )
    assert around > 0
    assert now.due_on is not None
    assert calendar.is_working_day(now.due_on) or calendar.is_working_day(shown.date())


@given(SEEDS)
@TEN_THOUSAND
def test_the_clock_is_stopped_once(random: Random) -> None:
    """A second completion request is refused, itself alone, and moves no deadline; where silence
    counts as an answer, the one that was made is all that ever stops the clock."""
    for _ in range(BATCH):
        calendar, norm = random.choice(CALENDARS), random_norm(random)
        told = random_history(random, asks_again=True)
        at = told[-1].at + timedelta(minutes=random.randrange(DAYS * 240))
        asked = [event for event in told if event.kind == "completion_asked"]
        kept = without_second_request(told)
        now = deadline(kept, calendar, norm=norm, at=at)
        assert now.completion_asked_at == (asked[0].at if asked else None)
        waits = [item.wait for item in now.stretches if item.wait and item.wait != "closed"]
        if norm.silence:
            assert waits in ([], ["completion"])
        # Within one instant the first that fits is taken: a later answer could make room.
        for second in asked[1:]:
            with pytest.raises(Refusal) as refused:
                deadline([*kept, second], calendar, norm=norm, at=at)
            rules = {fault.rule for fault in refused.value.faults}
            assert rules in ({"asked_twice"}, {"is_closed"})
            assert deadline(kept, calendar, norm=norm, at=at) == now


def without_second_request(told: list[Event]) -> list[Event]:
    """A history whose later requests, and their completions, were refused."""
    kept: list[Event] = []
    is_asked = is_awaiting = False
    for event in told:
        if event.kind == "completion_asked" and is_asked:
            continue
        if event.kind == "completed" and not is_awaiting:
            continue
        is_asked |= event.kind == "completion_asked"
        is_awaiting = (is_awaiting or event.kind == "completion_asked") and event.kind not in (
            "completed", "closed",
        )  # fmt: skip
        kept.append(event)
    return kept


@given(SEEDS)
@TEN_THOUSAND
def test_what_changes_nothing(random: Random) -> None:
    """A transfer, the order of the lines, what comes later, a wait of no time: same reading."""
    for _ in range(BATCH):
        calendar, norm = random.choice(CALENDARS), random_norm(random)
        events = random_history(random)
        at = FIRST + timedelta(minutes=random.randrange(DAYS * 1440))
        now = deadline(events, calendar, norm=norm, at=at)
        # Shuffled, without what comes later, and told in another zone, all at once.
        told = [Event(e.kind, e.at.astimezone(TOKYO)) for e in events if e.at <= at]
        random.shuffle(told)
        assert deadline(told, calendar, norm=norm, at=at) == now
        kept = [e for e in events if e.kind != "transferred"]
        moved = Event("transferred", events[0].at + timedelta(minutes=random.randrange(9000)))
        assert replace(deadline([*kept, moved], calendar, norm=norm, at=at), transfers=()) == (
            replace(now, transfers=())
        )
        if now.state == "running":
            nothing = [Event("paused", at), Event("resumed", at)]
            assert deadline([*events, *nothing], calendar, norm=norm, at=at) == now


@given(SEEDS)
@TEN_THOUSAND
def test_a_holiday_more_moves_the_deadline_by_what_it_takes(random: Random) -> None:
    """And by nothing else: the time between, counted without it, is what was promised."""
    for _ in range(BATCH):
        off, fewer, more = random.choice(TWINS)
        norm = random_norm(random)
        events = random_history(random)
        start = events[0].at
        early = deadline(events[:1], fewer, norm=norm, at=start)
        late = deadline(events[:1], more, norm=norm, at=start)
        assert early.due_at is not None
        assert late.due_at is not None
        is_moved = off in late.holidays()
        if not is_moved and not norm.carries_over:
            assert late.due_at == early.due_at
        if norm.unit is Unit.WORKING_HOURS:
            used = elapsed(start, late.due_at, calendar=fewer, unit=norm.unit)
            taken = minutes_of(off, start, late.due_at, calendar=fewer)
            assert used - norm.amount * 60 == taken == (taken if is_moved else 0)
            whole = [deadline(events, one, norm=norm, at=FIRST + LONG) for one in (fewer, more)]
            assert whole[0].used - whole[1].used == sum(
                minutes_of(off, item.since, item.until or FIRST + LONG, calendar=fewer)
                for item in whole[0].stretches
                if item.wait is None
            )
        elif norm.unit is Unit.WORKING_DAYS:
            end = late.due_at - MICROSECOND
            days = elapsed(start, end, calendar=fewer, unit=norm.unit)
            assert days == norm.amount + is_moved


def minutes_of(on: date, since: datetime, until: datetime, *, calendar: WorkingCalendar) -> int:
    """What is worked of one day between two instants."""
    zone = ZoneInfo(calendar.zone)
    begins = datetime.combine(on, time(), tzinfo=zone)
    ends = datetime.combine(on + timedelta(days=1), time(), tzinfo=zone)
    first, last = max(since, begins), min(until, ends)
    return elapsed(first, last, calendar=calendar, unit=Unit.WORKING_HOURS)


@given(SEEDS)
@settings(TEN_THOUSAND, max_examples=40)
def test_every_minute_walked_gives_the_same(random: Random) -> None:
    """Used, due and passed, minute by minute, over the nights when clocks change."""
    for _ in range(20):
        first, rank = random.choice(CHANGES)
        calendar, norm = CALENDARS[rank], random_norm(random)
        events = random_history(random, first=first, days=6, grain=15)
        at = events[0].at + timedelta(minutes=random.randrange(6 * 1440))
        wall = wall_of(calendar, first - timedelta(days=1), 40)
        used, due, passed = oracle(events, wall, norm=norm, at=at)
        now = deadline(events, calendar, norm=norm, at=at)
        assert (now.used, now.is_passed) == (used, passed)
        if now.due_at is not None:
            assert wall.minute(now.due_at + MICROSECOND) == due
        else:
            assert now.state in ("paused", "met")
