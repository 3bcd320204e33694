"""When the offices of a side are open: slots of a week, seasons, days off, in one time zone."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache
from itertools import pairwise
from typing import Final
from zoneinfo import ZoneInfo

from mithaq.base.errors import Fault, refuse_if_any
from mithaq.base.text import Labels

Slot = tuple[int, int]
Week = tuple[tuple[Slot, ...], ...]

DAY_MINUTES: Final = 24 * 60
WEEK_DAYS: Final = range(7)


def weekly(*slots: Slot, days: Iterable[int] = range(5)) -> dict[int, tuple[Slot, ...]]:
    """The same slots, in minutes after midnight, on each of some weekdays (Monday is 0)."""
    return {day: tuple(sorted(slots)) for day in days}


@dataclass(frozen=True)
class Season:
    """Other hours between two days included, such as the shortened hours of Ramadan."""

    first_on: date
    last_on: date
    slots: Mapping[int, Sequence[Slot]] = field(compare=False, repr=False)
    week: Week = field(init=False)

    def __post_init__(self) -> None:
        """Keep one spelling of the week."""
        object.__setattr__(self, "week", _week(self.slots))


@dataclass(frozen=True)
class WorkingCalendar:
    """Weekday → slots of minutes after midnight; the gap between two slots is the lunch pause.

    Nothing runs at night, on a weekday without slot, nor on a holiday. Equal calendars share what
    is computed from them, so one may be built again for each request.
    """

    zone: str
    slots: Mapping[int, Sequence[Slot]] = field(compare=False, repr=False)
    holidays: frozenset[date] = frozenset()
    seasons: tuple[Season, ...] = ()
    week: Week = field(init=False)

    def __post_init__(self) -> None:
        """Refuse, with all the faults at once, a calendar on which nobody could count."""
        object.__setattr__(self, "holidays", frozenset(self.holidays))
        object.__setattr__(self, "seasons", tuple(self.seasons))
        object.__setattr__(self, "week", _week(self.slots))
        refuse_if_any(self._faults())

    def slots_on(self, on: date) -> tuple[Slot, ...]:
        """The slots of a day; none when it is a holiday or a day without slot."""
        return () if on in self.holidays else self.usual_slots_on(on)

    def usual_slots_on(self, on: date) -> tuple[Slot, ...]:
        """The slots that a day would have were it no holiday."""
        for season in self.seasons:
            if season.first_on <= on <= season.last_on:
                return season.week[on.weekday()]
        return self.week[on.weekday()]

    def is_working_day(self, on: date) -> bool:
        """Tell whether offices open on a day, be it for one minute."""
        return bool(self.slots_on(on))

    def _faults(self) -> Iterator[Fault]:
        if not _is_zone(self.zone):
            yield Fault(
                where="zone",
                sentence=Labels(
                    f"Fuseau horaire inconnu : « {self.zone} ».",
                    f"منطقة زمنية غير معروفة: «{self.zone}».",
                    f"Unknown time zone: “{self.zone}”.",
                ),
            )
        yield from _week_faults("slots", self.slots)
        if not any(self.week):
            yield Fault(
                where="slots",
                sentence=Labels(
                    "Un calendrier a au moins une plage ouverte dans la semaine.",
                    "للتقويم فترة عمل واحدة على الأقل في الأسبوع.",
                    "A calendar has at least one open slot in the week.",
                ),
            )
        for rank, season in enumerate(self.seasons):
            yield from _week_faults(f"seasons[{rank}].slots", season.slots)
        yield from _season_faults(self.seasons)


def _season_faults(seasons: Sequence[Season]) -> Iterator[Fault]:
    for rank, season in enumerate(seasons):
        if season.last_on < season.first_on:
            yield Fault(
                where=f"seasons[{rank}]",
                sentence=Labels(
                    "La saison finit avant de commencer.",
                    "تنتهي الفترة قبل أن تبدأ.",
                    "The season ends before it begins.",
                ),
            )
    ordered = sorted(seasons, key=lambda season: (season.first_on, season.last_on))
    for before, after in pairwise(ordered):
        if after.first_on <= before.last_on:
            yield Fault(
                where="seasons",
                sentence=Labels(
                    f"Deux saisons se recouvrent le {after.first_on}.",
                    f"تتداخل فترتان يوم {after.first_on}.",
                    f"Two seasons overlap on {after.first_on}.",
                ),
            )


def _week_faults(where: str, slots: Mapping[int, Sequence[Slot]]) -> Iterator[Fault]:
    for day, given in slots.items():
        ordered = sorted(given)
        is_sound = all(0 <= start < end <= DAY_MINUTES for start, end in ordered)
        if day not in WEEK_DAYS or not is_sound:
            yield Fault(
                where=f"{where}[{day}]",
                sentence=Labels(
                    "Un jour va de 0 (lundi) à 6 ; une plage va d’une minute à une minute "
                    "plus tardive du même jour.",
                    "يرقم اليوم من 0 (الاثنين) إلى 6؛ وتمتد الفترة من دقيقة إلى دقيقة بعدها "
                    "في اليوم نفسه.",
                    "A day goes from 0 (Monday) to 6; a slot from one minute to a later one of "
                    "the same day.",
                ),
            )
        elif any(after[0] < before[1] for before, after in pairwise(ordered)):
            yield Fault(
                where=f"{where}[{day}]",
                sentence=Labels(
                    "Deux plages du jour se recouvrent.",
                    "تتداخل فترتان من اليوم.",
                    "Two slots of the day overlap.",
                ),
            )


def _week(slots: Mapping[int, Sequence[Slot]]) -> Week:
    return tuple(tuple(sorted((s, e) for s, e in slots.get(day, ()))) for day in WEEK_DAYS)


@lru_cache(maxsize=256)
def _is_zone(name: str) -> bool:
    try:
        ZoneInfo(name)
    except (ValueError, OSError, KeyError):
        return False
    return True
