"""The two boxes of an answer: another wage, and the month at whose end the person leaves."""

from __future__ import annotations

from typing import Final

from django.http import QueryDict

from mithaq.apps.programmes import queries
from mithaq.web.simulators.typed import amount_typed, number_typed

LEAVES: Final = "depart"
RAISED: Final = "hausse"
MONTHS: Final = queries.MONTHS
# More than any wage: what is typed beyond is a slip.
MOST_WAGE: Final = 10_000_000


def month_of_leave(given: QueryDict) -> int | None:
    """The month at whose end the person leaves, when one of those shown is typed."""
    typed = number_typed(given.get(LEAVES, ""))
    is_number = typed.isascii() and typed.isdecimal() and len(typed) <= len(str(MONTHS))
    return int(typed) if is_number and 1 <= int(typed) <= MONTHS else None


def wage_typed(given: QueryDict, name: str) -> float | None:
    """A wage of a box, when an amount that reads one way is typed."""
    amount = amount_typed(given.get(name, ""))
    if not isinstance(amount, str):
        return None
    try:
        wage = float(amount.replace(",", "."))
    except ValueError:
        return None
    return round(wage, 2) if 0 < wage <= MOST_WAGE else None
