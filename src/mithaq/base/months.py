"""Wages, entitlements and envelopes are counted by civil month."""

from __future__ import annotations

import calendar
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Final, overload

_FORM: Final = re.compile(r"(\d{4})-?(\d{2})")


@dataclass(frozen=True, slots=True, order=True)
class Month:
    """One civil month, in order of time."""

    year: int
    month: int

    def __post_init__(self) -> None:
        """Refuse a thirteenth month."""
        if not (1 <= self.month <= 12 and date.min.year <= self.year <= date.max.year):
            raise ValueError(f"There is no month {self.month} of year {self.year}.")

    @classmethod
    def parse(cls, text: str) -> Month:
        """Read "2026-06" or the "202606" of wage returns."""
        found = _FORM.fullmatch(text.strip())
        if found is None:
            raise ValueError(f"« {text} » is not a month: write 2026-06 or 202606.")
        return cls(int(found[1]), int(found[2]))

    @classmethod
    def of(cls, on: date) -> Month:
        """Give the month a day belongs to."""
        return cls(on.year, on.month)

    @property
    def first_day(self) -> date:
        """The first day of the month."""
        return date(self.year, self.month, 1)

    @property
    def last_day(self) -> date:
        """The last day of the month."""
        return date(self.year, self.month, calendar.monthrange(self.year, self.month)[1])

    @property
    def compact(self) -> str:
        """The six digits that wage returns carry: 202606."""
        return f"{self.year:04d}{self.month:02d}"

    def until(self, last: Month) -> Iterator[Month]:
        """List the months from this one to `last`, both included; none when `last` is before."""
        for rank in range(self._rank, last._rank + 1):
            yield _from_rank(rank)

    @property
    def _rank(self) -> int:
        return self.year * 12 + self.month - 1

    def __add__(self, months: int) -> Month:
        """Move forward by a number of months."""
        return _from_rank(self._rank + months)

    @overload
    def __sub__(self, other: int) -> Month: ...
    @overload
    def __sub__(self, other: Month) -> int: ...
    def __sub__(self, other: int | Month) -> Month | int:
        """Move back by a number of months, or count the months since another."""
        if isinstance(other, Month):
            return self._rank - other._rank
        return _from_rank(self._rank - other)

    def __str__(self) -> str:
        """Write the form that `parse` reads: 2026-06."""
        return f"{self.year:04d}-{self.month:02d}"


def _from_rank(rank: int) -> Month:
    return Month(rank // 12, rank % 12 + 1)
