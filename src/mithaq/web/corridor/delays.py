"""Who is late now in a case, after a day given or a delay promised, and by how much: in words, and
as a number that a file sorts. By when the reader must answer is ``deadlines``; a lateness made good
since is no longer one here: ``given_days`` keeps it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from django.utils import timezone
from django.utils.translation import gettext as _

from mithaq.apps.corridor.queries.turns import GivenDay, Turn, missed_in_turn
from mithaq.engines.clocks import LATE, ClockReading, Unit
from mithaq.web.corridor.clock_bars import DAY, amount, over_words, runs_late

# What makes a party late: a day given that passed, or a delay promised.
Cause = GivenDay | ClockReading


@dataclass(frozen=True, slots=True, kw_only=True)
class Delay:
    """One lateness: its days, whether they are working days, and the day that was let pass."""

    days: float
    unit: str
    passed_on: date | None


def late_sources(turns: Iterable[Turn], clocks: Mapping[str, ClockReading]) -> dict[str, Cause]:
    """What makes each party late: the day given to its turn, its clock in its turn, or its own
    delay that runs on, past, after it gave the hand. The one rule of every page that says who."""
    found = list(turns)
    if not found:
        return {}
    late: dict[str, Cause] = {
        turn.organisation: why for turn in found if (why := _late_in_turn(turn, clocks))
    }
    awaited = {turn.organisation for turn in found}
    beside = {
        name: clock for name, clock in clocks.items() if name not in awaited and runs_late(clock)
    }
    return late | beside


def _late_in_turn(turn: Turn, clocks: Mapping[str, ClockReading]) -> Cause | None:
    """What makes a party late in its turn: the day given to it, else its clock; or nothing."""
    if turn.due_on is not None:
        return missed_in_turn(turn, on=timezone.localdate())
    clock = clocks.get(turn.organisation) if turn.is_clocked else None
    return clock if clock is not None and clock.state in LATE else None


def amount_late(why: Cause) -> str:
    """How late in words with their unit: working days of a delay promised in them, plain days of
    the calendar after a day given."""
    if isinstance(why, ClockReading):
        return over_words(why)
    return amount(why.days, Unit.CALENDAR_DAYS)


def late_delays(turns: Iterable[Turn], clocks: Mapping[str, ClockReading]) -> dict[str, Delay]:
    """How late each party is, in numbers."""
    return {name: _delay(why) for name, why in late_sources(turns, clocks).items()}


def _delay(why: Cause) -> Delay:
    if isinstance(why, ClockReading):
        return _of_clock(why)
    return Delay(days=why.days, unit=_("jours calendaires"), passed_on=why.due_on)


def _of_clock(clock: ClockReading) -> Delay:
    """Hours are counted in working days, whole from two days on, as pages say them."""
    days: float = clock.overrun
    if clock.unit is Unit.WORKING_HOURS:
        days = round(days / DAY) if days >= 2 * DAY else round(days / DAY, 1)
    is_calendar = clock.unit is Unit.CALENDAR_DAYS
    unit = _("jours calendaires") if is_calendar else _("jours ouvrés")
    return Delay(days=days, unit=unit, passed_on=clock.due_on)
