"""What is said of a delay that is passed while the turn is another's, on random histories."""

from __future__ import annotations

from datetime import timedelta
from random import Random

from mithaq.apps.corridor.queries.turns import Act, Turn
from mithaq.base.text import Labels
from mithaq.engines.clocks import LATE, Event, Norm, Unit, deadline
from mithaq.web.corridor.clock_bars import amount, over_words
from mithaq.web.corridor.deadlines import clock_replaced, deadline_of
from mithaq.web.corridor.words import late_words
from tests.engines.clocks.histories import CALENDARS, DAYS, FIRST, random_history, random_norm

KEPT = "retard d’avant"
RUNS = "court toujours"


def test_the_lateness_kept_is_what_ran_before_the_pause_and_no_other_is_called_kept() -> None:
    random = Random(20261130)  # noqa: S311
    kept = running = 0
    for turn in range(1500):
        calendar, norm = CALENDARS[turn % len(CALENDARS)], random_norm(random)
        events = random_history(random)
        at = FIRST + timedelta(days=DAYS * random.choice((1, 2)))
        reading = deadline(events, calendar, norm=norm, at=at)
        if reading.state not in LATE:
            continue
        told = clock_replaced((), reading)
        assert told is not None
        assert not told.is_late, "nobody is late out of turn"
        later = deadline(events, calendar, norm=norm, at=at + timedelta(days=30))
        if reading.is_paused:
            kept += 1
            stopped = deadline(events, calendar, norm=norm, at=reading.stretches[-1].since)
            assert KEPT in told.words
            assert reading.overrun == stopped.overrun == later.overrun
            assert over_words(stopped) in told.words
        else:
            running += 1
            assert RUNS in told.words
            assert KEPT not in told.words
            assert later.overrun > reading.overrun, "what is called running grows"
            assert over_words(reading) in told.words
    assert min(kept, running) > 50


def test_an_amount_of_days_says_whether_they_are_worked() -> None:
    for value in (0, 1, 2):
        assert "ouvré" in amount(value, Unit.WORKING_DAYS)
        assert "ouvrée" in amount(value * 60, Unit.WORKING_HOURS)
        assert "ouvré" not in amount(value, Unit.CALENDAR_DAYS)


def test_every_party_late_is_named_the_reader_first_then_the_latest() -> None:
    at = FIRST + timedelta(days=40)
    clocks = {
        name: deadline(
            [Event("received", FIRST + timedelta(days=day))],
            CALENDARS[0],
            norm=Norm(amount=2, unit=Unit.WORKING_DAYS),
            at=at,
        )
        for name, day in (("fonds", 10), ("agence", 1))
    }
    turns = (Turn("fonds", Act.ANSWER), Turn("agence", Act.ANSWER), Turn("tiers", Act.REPLY))
    names = {name: Labels(name.capitalize()) for name in ("fonds", "agence", "tiers")}
    told = deadline_of("tiers2", turns, clocks, names)
    assert told.is_late
    first, second = told.words.split("en retard de")[:2]
    assert "Agence" in first, "the latest first"
    assert "Fonds" in second, "and the other one"
    own = deadline_of("fonds", turns, clocks, names).words
    assert own.startswith("vous êtes en retard de")
    assert "Agence" in own


def test_a_delay_that_runs_late_after_the_hand_was_given_is_named_too() -> None:
    at = FIRST + timedelta(days=40)
    clocks = {
        name: deadline(
            [Event("received", FIRST + timedelta(days=day))],
            CALENDARS[0],
            norm=Norm(amount=2, unit=Unit.WORKING_DAYS),
            at=at,
        )
        for name, day in (("fonds", 1), ("agence", 10))
    }
    turns = (Turn("agence", Act.HELP),)
    names = {name: Labels(name.capitalize()) for name in clocks}
    for reader in ("federation", ""):
        told = deadline_of(reader, turns, clocks, names)
        assert told.is_late
        assert told.words.index("Fonds") < told.words.index("Agence"), "the latest first"
    listed = late_words(turns, clocks, names, "federation")
    assert "Fonds" in listed
    assert "Agence" in listed
    own = deadline_of("fonds", turns, clocks, names).words
    assert own.startswith("vous êtes en retard de")
