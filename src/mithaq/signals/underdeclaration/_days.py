"""Ratios read on the returns alone: days, wages, months, and who is still declared."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Sequence
from decimal import Decimal
from statistics import median
from typing import Final

from mithaq.signals.underdeclaration._ratio import PayLine, Ratio, ratio

FULL_MONTH_DAYS: Final = 26
FULL_YEAR_MONTHS: Final = 12
# A wage up to one per cent above the minimum is paid at the minimum: rounding of hours.
AT_MINIMUM: Final = Decimal("1.01")


def median_days(lines: Sequence[PayLine]) -> Ratio:
    """The median of the days declared in a month, out of 26."""
    middle = Decimal(str(median(line.days for line in lines))) if lines else Decimal(0)
    return ratio("median_days", middle, FULL_MONTH_DAYS if lines else 0)


def same_days(lines: Sequence[PayLine]) -> Ratio:
    """The share of the staff declared for the commonest number of days below a full month."""
    partial = Counter(line.days for line in lines if line.days < FULL_MONTH_DAYS)
    return ratio("same_days", max(partial.values(), default=0), len(lines))


def at_minimum_wage(lines: Sequence[PayLine], minimum_daily_centimes: int) -> Ratio:
    """The share of the staff whose wage a day is the legal minimum, or within 1 % above it."""
    paid = [line for line in lines if line.days > 0]
    at = [
        line
        for line in paid
        if line.days * minimum_daily_centimes
        <= line.wage_centimes
        <= AT_MINIMUM * line.days * minimum_daily_centimes
    ]
    return ratio("at_minimum_wage", len(at), len(paid))


def wage_to_minimum(lines: Sequence[PayLine], minimum_daily_centimes: int) -> Ratio:
    """Wages declared, over the legal minimum of the days declared: few days are no low pay."""
    days = sum(line.days for line in lines)
    wages = sum(line.wage_centimes for line in lines if line.days > 0)
    return ratio("wage_to_minimum", wages, days * minimum_daily_centimes)


def continuity(months: Sequence[int]) -> Ratio:
    """Of the people declared at least one month of a year, the share declared all twelve."""
    present = [count for count in months if count > 0]
    return ratio("continuity", sum(c >= FULL_YEAR_MONTHS for c in present), len(present))


def absent_regularised(regularised: Collection[str], declared: Collection[str]) -> Ratio:
    """Of the people regularised, the share whom the next returns of the employer do not hold."""
    people = set(regularised)
    return ratio("absent_regularised", len(people - set(declared)), len(people))


def wage_jump(before: Sequence[int], after: Sequence[int]) -> Ratio:
    """The mean wage of the months just before a claim, over that of the months before them.

    Both in centimes a full month. It looks for wages declared too high, not too low.
    """
    if not before or not after:
        return ratio("wage_jump", 0, 0)
    return ratio("wage_jump", Decimal(sum(after)) / len(after), Decimal(sum(before)) / len(before))
