"""How a rule is written down: a function, its article, the day from which it counts."""

from __future__ import annotations

import inspect
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from mithaq.engines.rules._expression import Expression, Name, Parameter, as_expression
from mithaq.engines.rules._names import names_in


@dataclass(frozen=True, kw_only=True)
class Rule:
    """One version of a legal concept: the column it computes, and its formula from a day.

    ``on`` names the fact (a date) whose day chooses the version and the parameters: a benefit
    is ruled by the law of the day of hire, not by that of the month being paid. ``known`` is the
    day on which the text became known, when that matters: of two versions from one day, the one
    known later counts, once it is known.
    """

    name: str
    function: Callable[..., object]
    unit: str | None
    article: str
    since: date
    until: date | None
    on: str | None
    first_line: str
    known: date | None = None

    @property
    def is_void(self) -> bool:
        """Whether it counts on no day: all that is left of a rule that nobody knew yet."""
        return self.until is not None and self.until < self.since

    @cached_property
    def arguments(self) -> tuple[str, ...]:
        """The facts and rules it reads, in the order of its signature."""
        return tuple(name for name in inspect.signature(self.function).parameters if name != "p")

    @cached_property
    def reads(self) -> frozenset[str]:
        """The facts and rules that its formula reads, the day that chooses included."""
        return frozenset(names_in(self.formula)) | ({self.on} if self.on else set())

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
    known: str | None = None,
) -> Callable[[Callable[..., object]], Rule]:
    """Make a rule of a function of facts, other rules and ``p``, the dated parameters.

    ``of`` is the concept of which this is a later version, when the function has another name.
    ``unit`` is None for a condition, else the unit of the amount (``MAD``, ``days``, ``months``).
    Dates are ISO texts; ``until`` is the last day, included; ``known`` is the day from which the
    text was known, when it changes what was decided before.
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
            known=date.fromisoformat(known) if known else None,
            first_line=(inspect.getdoc(function) or "").partition("\n")[0],
        )

    return made
