"""A sum over months, each by the value of its first day, in the other words of a formula."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date, timedelta
from itertools import pairwise
from typing import NamedTuple, Protocol

from mithaq.engines.rules._expression import (
    Constant,
    Expression,
    Operation,
    Parameter,
    greatest,
    least,
    months_after,
    months_between,
    when,
)


class Since(Protocol):
    """What counts from a day."""

    @property
    def since(self) -> date:
        """That day."""


class MonthsUnder(NamedTuple):
    """The months that began under the value of a day: whether there are any, and their part.

    ``since`` is None for those before the first value.
    """

    since: date | None
    any: Expression
    amount: Expression


def spelled_out(node: Operation, history: Callable[[str], Sequence[Since]]) -> Expression:
    """The sum over the months in the other words of a formula."""
    return summed(months_under(node, history))


def summed(months: Sequence[MonthsUnder]) -> Expression:
    """The parts of all the values together."""
    total: Expression = Constant(0.0)
    for under in months:
        total = total + when(under.any, under.amount, 0)
    return total


def months_under(
    node: Operation, history: Callable[[str], Sequence[Since]]
) -> tuple[MonthsUnder, ...]:
    """For each value of the parameter, how many of the months began under it, times the value.

    Months before its first day are under no value: the sum is unknown when there are any.
    """
    parameter, day, first, last = node.args
    if not isinstance(parameter, Parameter):
        raise TypeError("month_by_month(…) takes a parameter of the law.")
    changes = [dated.since for dated in history(parameter.path)]
    none, every = first - 1, greatest(last, first - 1)
    reached: list[Expression] = [none]
    reached += [least(every, greatest(none, _begun_before(since, day))) for since in changes]
    reached.append(every)
    before_any = changes[0] - timedelta(days=1)
    counts = [after - before for before, after in pairwise(reached)]
    return tuple(
        MonthsUnder(
            since, count > 0, count * Parameter(parameter.path, Constant(since or before_any))
        )
        for since, count in zip((None, *changes), counts, strict=True)
    )


def _begun_before(since: date, day: Expression) -> Expression:
    """The rank of the last month that began before a day of change.

    Of months that end on the 28th to the 30th, the last one may be whole though the day of the
    month of ``day`` is not reached.
    """
    latest = Constant(since - timedelta(days=2))
    whole = months_between(latest, day)
    return whole + 1 + when(months_after(day, whole + 1) <= latest, 1, 0)
