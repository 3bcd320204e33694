"""Random histories of debts: months, payments, an order, an operation; drawn from one seed."""

from __future__ import annotations

from datetime import date, timedelta
from random import Random

from mithaq.apps.corridor.choices.debts import Branch, ImputationOrder, LineKind
from mithaq.apps.corridor.queries.debts.balances import Entry
from mithaq.base.instalments import month_later

FIRST = date(2006, 3, 1)
DEBITS = (LineKind.PRINCIPAL, LineKind.SURCHARGE, LineKind.PENALTY, LineKind.COSTS)


def histories(seed: int, count: int) -> list[Random]:
    """Sources of chance, one a history."""
    return [Random(seed * count + step) for step in range(count)]  # noqa: S311 - no secret here


def an_amount(draw: Random) -> int:
    """From one centime to ten million dirhams, all sizes alike."""
    return draw.randrange(1, 10 ** draw.randint(1, 9))


def a_month(draw: Random, months: int = 200) -> date:
    """A month since health insurance began."""
    return month_later(FIRST, draw.randrange(months))


def statement(draw: Random, *, months: int = 200) -> list[Entry]:
    """A statement of a few months with payments between."""
    lines: list[Entry] = []
    for _ in range(draw.randint(1, 4)):
        month = a_month(draw, months)
        for kind in draw.sample(DEBITS, draw.randint(1, 4)):
            branch = draw.choice((Branch.GENERAL, Branch.HEALTH))
            lines.append(
                Entry(number=len(lines) + 1, kind=kind, branch=branch, month=month,
                      amount=an_amount(draw))
            )  # fmt: skip
    for _ in range(draw.randrange(4)):
        on = FIRST + timedelta(days=draw.randrange(months * 31))
        named = draw.choice(lines).month if draw.random() < 0.3 else None
        lines.append(
            Entry(number=len(lines) + 1, kind=LineKind.PAYMENT, branch="", month=named, on=on,
                  amount=an_amount(draw))
        )  # fmt: skip
    return lines


def an_order(draw: Random) -> str:
    """One of the orders of imputation."""
    return draw.choice(list(ImputationOrder))
