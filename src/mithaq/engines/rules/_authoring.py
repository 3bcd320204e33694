"""How a rule is written down: a function, its article, the day from which it counts."""

from __future__ import annotations

import inspect
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from mithaq.engines.rules._expression import Expression, Name, Parameter, as_expression


@dataclass(frozen=True, kw_only=True)
class Rule:
    """One version of a legal concept: the column it computes, and its formula from a day.

    ``on`` names the fact (a date) whose day chooses the version and the parameters: a benefit
    is ruled by the law of the day of hire, not by that of the month being paid.
    """

    name: str
    function: Callable[..., object]
    unit: str | None
    article: str
    since: date
    until: date | None
    on: str | None
    first_line: str

    @cached_property
    def arguments(self) -> tuple[str, ...]:
        """The facts and rules it reads, in the order of its signature."""
        return tuple(name for name in inspect.signature(self.function).parameters if name != "p")

    @cached_property
    def formula(self) -> Expression:
        """The tree that the function gives when run on symbols.

        Raises TypeError where the function uses what no dialect can say (``if``, ``and``).
        """
        values: dict[str, Expression] = {name: Name(name) for name in self.arguments}
        if "p" in inspect.signature(self.function).parameters:
            values["p"] = Parameter("", Name(self.on) if self.on else None)
        try:
            return as_expression(self.function(**values))
        except TypeError as error:
            raise TypeError(f"{self.name}: {error}") from error


def rule(
    *,
    article: str,
    since: str,
    until: str | None = None,
    of: str | None = None,
    unit: str | None = None,
    on: str | None = None,
) -> Callable[[Callable[..., object]], Rule]:
    """Make a rule of a function of facts, other rules and ``p``, the dated parameters.

    ``of`` is the concept of which this is a later version, when the function has another name.
    ``unit`` is None for a condition, else the unit of the amount (``MAD``, ``days``, ``months``).
    Dates are ISO texts; ``until`` is the last day, included.
    """

    def made(function: Callable[..., object]) -> Rule:
        return Rule(
            name=of or function.__name__,
            function=function,
            unit=unit,
            article=article,
            since=date.fromisoformat(since),
            until=date.fromisoformat(until) if until else None,
            on=on,
            first_line=(inspect.getdoc(function) or "").partition("\n")[0],
        )

    return made
