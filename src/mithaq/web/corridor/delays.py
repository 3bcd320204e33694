"""How late each party of a case is, as a number that a file sorts: days, of which kind, after
which day."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from django.utils import timezone
from django.utils.translation import gettext as _

from mithaq.apps.corridor.queries.turns import Turn
from mithaq.engines.clocks import LATE, ClockReading, Unit
from mithaq.web.corridor.clock_bars import DAY, runs_late


@dataclass(frozen=True, slots=True, kw_only=True)
class Delay:
    """One lateness: its days, whether they are working days, and the day that was let pass."""

    days: float
    unit: str
    passed_on: date | None


def late_sources(
    turns: Iterable[Turn], clocks: Mapping[str, ClockReading]
) -> dict[str, Turn | ClockReading]:
    """What makes each party late: the day given to its turn, its clock in its turn, or its own
    delay that runs on, past, after it gave the hand. The one rule of every page that says who."""
    found = list(turns)
    if not found:
        return {}
    late = {turn.organisation: why for turn in found if (why := late_in_turn(turn, clocks))}
    awaited = {turn.organisation for turn in found}
    beside = {
        name: clock for name, clock in clocks.items() if name not in awaited and runs_late(clock)
    }
    return late | beside


def late_in_turn(turn: Turn, clocks: Mapping[str, ClockReading]) -> Turn | ClockReading | None:
    """What makes a party late in its turn: the day given to it, else its clock; or nothing."""
    if turn.due_on is not None:
        return turn if days_past(turn) > 0 else None
    clock = clocks.get(turn.organisation) if turn.is_clocked else None
    return clock if clock is not None and clock.state in LATE else None


def days_past(turn: Turn) -> int:
    """How many days ago the day given to a turn was."""
    return (timezone.localdate() - turn.due_on).days if turn.due_on else 0


def late_delays(turns: Iterable[Turn], clocks: Mapping[str, ClockReading]) -> dict[str, Delay]:
    """How late each party is, in numbers."""
    return {name: _delay(why) for name, why in late_sources(turns, clocks).items()}


def _delay(why: Turn | ClockReading) -> Delay:
    if isinstance(why, ClockReading):
        return _of_clock(why)
    return Delay(days=days_past(why), unit=_("jours calendaires"), passed_on=why.due_on)


def _of_clock(clock: ClockReading) -> Delay:
    """Hours are counted in working days, whole from two days on, as pages say them."""
    days: float = clock.overrun
    if clock.unit is Unit.WORKING_HOURS:
        days = round(days / DAY) if days >= 2 * DAY else round(days / DAY, 1)
    is_calendar = clock.unit is Unit.CALENDAR_DAYS
    unit = _("jours calendaires") if is_calendar else _("jours ouvrés")
    return Delay(days=days, unit=unit, passed_on=clock.due_on)
