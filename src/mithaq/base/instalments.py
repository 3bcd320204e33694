"""A sum of money cut into parts, and the days of those parts: every cut adds up to the centime."""

from __future__ import annotations

import calendar
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal, TypeAlias

from mithaq.base.money import Centimes

Odd: TypeAlias = Literal["first", "last"]


@dataclass(frozen=True, slots=True)
class Due:
    """One part of a plan: its number from 1, the day written, the day one may pay until, how much.

    ``due_on`` differs from ``planned_on`` only where days off move a due day.
    """

    number: int
    planned_on: date
    due_on: date
    amount: Centimes


def equal_parts(total: Centimes, count: int, *, odd: Odd = "last") -> tuple[Centimes, ...]:
    """Cut a sum in equal parts but one, which takes the centimes that are left over.

    Raises ``ValueError`` for a sum below zero or no part at all.
    """
    if total < 0 or count < 1:
        raise ValueError(f"{total} centimes cannot be cut in {count} parts.")
    part, left = divmod(total, count)
    parts = [part] * count
    parts[0 if odd == "first" else -1] += left
    return tuple(parts)


def apportioned(total: Centimes, weights: Sequence[Centimes]) -> tuple[Centimes, ...]:
    """Share a sum in proportion to weights, largest remainders first: it adds up exactly.

    No share exceeds its weight while the sum does not exceed them all; without any weight, only
    nothing can be shared.
    """
    whole = sum(weights)
    if total < 0 or any(weight < 0 for weight in weights) or (total and not whole):
        raise ValueError(f"{total} centimes cannot be shared over {list(weights)}.")
    if not total:
        return (0,) * len(weights)
    shares = [total * weight // whole for weight in weights]
    by_remainder = sorted(
        range(len(weights)), key=lambda rank: (-(total * weights[rank] % whole), rank)
    )
    for rank in by_remainder[: total - sum(shares)]:
        shares[rank] += 1
    return tuple(shares)


def month_later(day: date, months: int) -> date:
    """The same day of a later month, or its last day where it is shorter: 31 January, 28 February.

    Counted from the first day each time: after February, the 31st comes back.
    """
    rank = day.year * 12 + day.month - 1 + months
    year, month = divmod(rank, 12)
    last = calendar.monthrange(year, month + 1)[1]
    return date(year, month + 1, min(day.day, last))


def schedule(
    total: Centimes,
    count: int,
    *,
    first_on: date,
    odd: Odd = "last",
    is_day_off: Callable[[date], bool] | None = None,
) -> tuple[Due, ...]:
    """A sum to pay month after month; with ``is_day_off``, a due day on it moves to the next one.

    Without it every day is kept as written. Moved or not, due days follow one another.
    """
    parts = equal_parts(total, count, odd=odd)
    found = []
    for rank, part in enumerate(parts):
        planned = due = month_later(first_on, rank)
        while is_day_off is not None and is_day_off(due):
            due += timedelta(days=1)
        found.append(Due(number=rank + 1, planned_on=planned, due_on=due, amount=part))
    return tuple(found)
