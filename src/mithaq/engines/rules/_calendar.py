"""The calendar in steps: a day is the number of days since 1970-01-01, a month 12 × year + month.

The Gregorian arithmetic is that of Howard Hinnant, "chrono-compatible low-level date algorithms"
(2021), in years that begin in March so that the odd month is the last.
"""

from __future__ import annotations

from dataclasses import dataclass

from mithaq.engines.rules._steps import Do, Steps

_EPOCH = 719_468  # days from 0000-03-01 to 1970-01-01
_CYCLE = 146_097  # days in 400 years


@dataclass(frozen=True, slots=True)
class CivilDay:
    """The month number and the day of the month (1 to 31) of a day, as steps."""

    month: int
    day: int


def civil_day(steps: Steps, day: int) -> CivilDay:
    """Read the month and the day of the month of a day number."""

    def part(step: int, divisor: float) -> int:
        return steps.floor(steps.divide_by(step, divisor))

    shifted = steps.plus(day, _EPOCH)
    era = part(shifted, _CYCLE)
    of_era = steps.minus(shifted, steps.times(era, _CYCLE))
    corrected = steps.minus(
        steps.do(Do.ADD, steps.minus(of_era, part(of_era, 1460)), part(of_era, 36524)),
        part(of_era, 146_096),
    )
    year = part(corrected, 365)
    of_year = steps.minus(of_era, _days_of_years(steps, year))
    march_month = part(steps.plus(steps.times(of_year, 5), 2), 153)
    first = part(steps.plus(steps.times(march_month, 153), 2), 5)
    all_years = steps.do(Do.ADD, steps.times(era, 400), year)
    month = steps.plus(steps.do(Do.ADD, steps.times(all_years, 12), march_month), 2)
    return CivilDay(month, steps.plus(steps.minus(of_year, first), 1))


def first_day(steps: Steps, month: int) -> int:
    """The day number of the first day of a month number."""

    def part(step: int, divisor: float) -> int:
        return steps.floor(steps.divide_by(step, divisor))

    shifted = steps.plus(month, -2)
    years = part(shifted, 12)
    march_month = steps.minus(shifted, steps.times(years, 12))
    era = part(years, 400)
    year = steps.minus(years, steps.times(era, 400))
    of_year = part(steps.plus(steps.times(march_month, 153), 2), 5)
    of_era = steps.do(Do.ADD, _days_of_years(steps, year), of_year)
    return steps.plus(steps.do(Do.ADD, steps.times(era, _CYCLE), of_era), -_EPOCH)


def months_after(steps: Steps, day: int, months: int) -> int:
    """The same day some months later, or the last one of that month."""
    civil = civil_day(steps, day)
    month = steps.do(Do.ADD, civil.month, months)
    first = first_day(steps, month)
    length = steps.minus(first_day(steps, steps.plus(month, 1)), first)
    return steps.plus(steps.do(Do.ADD, first, steps.do(Do.LEAST, civil.day, length)), -1)


def months_between(steps: Steps, later: int, earlier: int) -> int:
    """Whole months from one day to another: one less while the day of the month is not reached."""
    end, start = civil_day(steps, later), civil_day(steps, earlier)
    unfinished = steps.do(Do.LESS, end.day, start.day)
    months = steps.minus(end.month, start.month)
    return steps.do(Do.CHOOSE, unfinished, steps.plus(months, -1), months)


def _days_of_years(steps: Steps, year: int) -> int:
    """Days in so many years of a cycle."""

    def part(divisor: float) -> int:
        return steps.floor(steps.divide_by(year, divisor))

    return steps.minus(steps.do(Do.ADD, steps.times(year, 365), part(4)), part(100))
