"""A press report dates an event to the day, to the month, to the year, or not at all."""

from __future__ import annotations

import calendar
import re
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from functools import total_ordering
from typing import Final

# What people and files can be asked about: a day beyond leaves the calendar when months are added.
FIRST_YEAR: Final = 1900
LAST_YEAR: Final = 2199


def is_of_our_time(year: int) -> bool:
    """Whether a year is from ``FIRST_YEAR`` to ``LAST_YEAR``."""
    return FIRST_YEAR <= year <= LAST_YEAR


_FORM: Final = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?")


class Precision(StrEnum):
    """How finely a date is known."""

    DAY = "day"
    MONTH = "month"
    YEAR = "year"
    UNKNOWN = "unknown"


@total_ordering
@dataclass(frozen=True, slots=True)
class UncertainDate:
    """A date and how finely it is known: « décembre 2021 » is not the first of December.

    `on` is the first day of the period known; it is None exactly when nothing is known.
    """

    on: date | None
    precision: Precision = Precision.DAY

    def __post_init__(self) -> None:
        """Keep one spelling of each value, so that equal knowledge compares equal."""
        precision = Precision(self.precision)
        object.__setattr__(self, "precision", precision)
        if (self.on is None) != (precision is Precision.UNKNOWN):
            raise ValueError(f"A date of precision {precision} cannot be {self.on}.")
        if self.on is not None:
            object.__setattr__(self, "on", _first_day(self.on, precision))

    @classmethod
    def unknown(cls) -> UncertainDate:
        """Stand for a date that no source gives."""
        return cls(None, Precision.UNKNOWN)

    @classmethod
    def parse(cls, value: str | int | date | None) -> UncertainDate:
        """Read "2021-12-15", "2021-12", "2021" or "unknown" (also what YAML makes of them)."""
        if value is None:
            return cls.unknown()
        if isinstance(value, date):
            return cls(value.date() if isinstance(value, datetime) else value)
        text = str(value).strip()
        if text.lower() in {"", Precision.UNKNOWN}:
            return cls.unknown()
        found = _FORM.fullmatch(text)
        if found is None:
            raise ValueError(
                f"« {text} » is not a date: write 2021-12-15, 2021-12, 2021 or unknown."
            )
        year, month, day = found.groups()
        precision = Precision.DAY if day else Precision.MONTH if month else Precision.YEAR
        return cls(date(int(year), int(month or 1), int(day or 1)), precision)

    @property
    def is_known(self) -> bool:
        """Tell whether at least the year is known."""
        return self.on is not None

    @property
    def earliest(self) -> date | None:
        """The first day it can have been."""
        return self.on

    @property
    def latest(self) -> date | None:
        """The last day it can have been."""
        if self.on is None or self.precision is Precision.DAY:
            return self.on
        month = self.on.month if self.precision is Precision.MONTH else 12
        return date(self.on.year, month, calendar.monthrange(self.on.year, month)[1])

    @property
    def sort_key(self) -> tuple[date, date]:
        """Order by first possible day, then by last; the unknown comes after everything."""
        return (self.earliest or date.max, self.latest or date.max)

    def __lt__(self, other: UncertainDate) -> bool:
        """Sort as `sort_key` does."""
        return self.sort_key < other.sort_key

    def __str__(self) -> str:
        """Write the form that `parse` reads."""
        if self.on is None:
            return Precision.UNKNOWN.value
        length = {Precision.DAY: 10, Precision.MONTH: 7, Precision.YEAR: 4}[self.precision]
        return self.on.isoformat()[:length]


def _first_day(on: date, precision: Precision) -> date:
    if isinstance(on, datetime):
        on = on.date()
    if precision is Precision.DAY:
        return on
    return on.replace(day=1, month=on.month if precision is Precision.MONTH else 1)
