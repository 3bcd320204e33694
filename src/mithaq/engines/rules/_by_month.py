"""A sum over months, each by the value of its first day, in the other words of a formula."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date, timedelta
from itertools import pairwise
from typing import Protocol

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


def spelled_out(node: Operation, history: Callable[[str], Sequence[Since]]) -> Expression:
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
    under = [changes[0] - timedelta(days=1), *changes]
    total: Expression = Constant(0.0)
    for since, (before, after) in zip(under, pairwise(reached), strict=True):
        count = after - before
        value = Parameter(parameter.path, Constant(since))
        total = total + when(count > 0, count * value, 0)
    return total


def _begun_before(since: date, day: Expression) -> Expression:
    """The rank of the last month that began before a day of change.

    Of months that end on the 28th to the 30th, the last one may be whole though the day of the
    month of ``day`` is not reached.
    """
    latest = Constant(since - timedelta(days=2))
    whole = months_between(latest, day)
    return whole + 1 + when(months_after(day, whole + 1) <= latest, 1, 0)
