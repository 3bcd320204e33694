"""When fictitious people act: on days when offices are open, at hours that differ."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from functools import lru_cache
from typing import Final

from django.utils import timezone

from mithaq.apps.reference.queries import is_working_day

# Minutes after midnight: the first act of a day falls between these, the others follow.
_OPENS, _SPREAD, _STEP = 8 * 60 + 35, 150, 7
# A day holds so many acts before its hours begin again.
_SLOTS: Final = 54


@lru_cache(maxsize=1024)
def working_day(on: date, *, step: int = -1) -> date:
    """The day itself when offices are open, else the nearest before it (or after it)."""
    while not is_working_day(on):
        on += timedelta(days=step)
    return on


def hour_of(day: date, rank: int) -> datetime:
    """The hour of an act of a day, by its rank among them; days begin at hours of their own."""
    minutes = _OPENS + day.toordinal() * 53 % _SPREAD + _STEP * (rank % _SLOTS)
    return timezone.make_aware(
        datetime.combine(day, datetime.min.time()) + timedelta(minutes=minutes)
    )
