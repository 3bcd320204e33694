"""Random calendars, norms and histories that can have happened, from one seed."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from itertools import product
from random import Random
from zoneinfo import ZoneInfo

from mithaq.engines.clocks import Event, Norm, Season, Unit, WorkingCalendar, weekly

RABAT = "Africa/Casablanca"
OFFICE = ((8 * 60 + 30, 12 * 60), (13 * 60, 16 * 60 + 30))
# Morocco's clock goes back an hour for Ramadan: from 23 February to 6 April 2025.
FIRST = datetime(2025, 2, 17, tzinfo=UTC)
DAYS = 60

_WEEKS = (
    weekly(*OFFICE),
    weekly((9 * 60, 15 * 60)),
    weekly(*OFFICE) | weekly((9 * 60, 12 * 60), days=[5]),
    weekly((0, 24 * 60), days=range(7)),
    weekly((60, 4 * 60), (10 * 60, 11 * 60), days=range(7)),
)
_ZONES = (RABAT, RABAT, RABAT, "Europe/Paris", "Africa/Cairo", "UTC")
_MOVES = {
    "running": ("completion_asked", "paused", "transferred", "closed"),
    "completion": ("completed", "transferred", "closed"),
    "paused": ("resumed", "completion_asked", "transferred", "closed"),
    "both": ("resumed", "completed", "transferred"),
    "closed": ("reopened", "transferred"),
}


def local(*parts: int, zone: str = RABAT) -> datetime:
    return datetime(*parts, tzinfo=ZoneInfo(zone))


def calendars() -> list[WorkingCalendar]:
    """A few calendars: the properties hold on any, and each is laid once."""
    found = []
    for rank, (zone, week) in enumerate(product(_ZONES, _WEEKS)):
        off = {date(2025, 2, 10) + timedelta(days=(rank * 7 + n * 13) % 80) for n in range(6)}
        first = date(2025, 3, 1) + timedelta(days=rank % 6)
        season = Season(first, first + timedelta(days=20), weekly((9 * 60, 14 * 60)))
        seasons = (season,) if rank % 3 == 0 else ()
        found.append(WorkingCalendar(zone, week, frozenset(off), seasons))
    return found


CALENDARS = calendars()


def random_norm(random: Random) -> Norm:
    unit = random.choice(list(Unit))
    return Norm(
        amount=random.randint(1, 24 if unit is Unit.WORKING_HOURS else 9),
        unit=unit,
        silence=random.choice([None, "acceptance"]),
        completion_pauses=random.random() < 0.8,
        carries_over=unit is Unit.CALENDAR_DAYS and random.random() < 0.5,
    )


def random_history(
    random: Random,
    *,
    first: datetime = FIRST,
    days: int = DAYS,
    grain: int = 1,
    asks_again: bool = False,
) -> list[Event]:
    """What can happen to a side within some days, at whole minutes, sometimes at one instant.

    With ``asks_again`` a second completion may be asked for, which cannot happen.
    """
    at = first + timedelta(minutes=random.randrange(0, days * 360, grain))
    events = [Event("received", at)]
    is_asked = is_awaiting = is_paused = is_closed = False
    for _ in range(random.randint(0, 7)):
        at += timedelta(minutes=random.choice([0, 1, random.randrange(0, days * 240, grain)]))
        state = (
            "closed" if is_closed else "both" if is_awaiting and is_paused
            else "completion" if is_awaiting else "paused" if is_paused else "running"
        )  # fmt: skip
        may_ask = asks_again or not is_asked
        kind = random.choice([m for m in _MOVES[state] if m != "completion_asked" or may_ask])
        if events[-1].at == at and kind == "reopened":
            at += timedelta(minutes=1)  # closing and reopening at once may be read in two ways
        events.append(Event(kind, at))
        is_asked |= kind == "completion_asked"
        is_awaiting = (is_awaiting or kind == "completion_asked") and kind not in (
            "completed", "closed",
        )  # fmt: skip
        is_paused = (is_paused or kind == "paused") and kind not in ("resumed", "closed")
        is_closed = (is_closed or kind == "closed") and kind != "reopened"
    return events
