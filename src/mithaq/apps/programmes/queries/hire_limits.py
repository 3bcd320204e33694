"""How far a measure on a hire goes: the wage above which it is lost, the places, the last day."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from mithaq.apps.programmes.queries.hire_together import measures_together
from mithaq.apps.programmes.queries.reading import centimes_or_none
from mithaq.base.months import Month
from mithaq.engines.rules import Law

_CEILING: Final = "tahfiz.gross_ceiling_monthly"
_READING: Final = "tahfiz.over_ceiling"


@dataclass(frozen=True, slots=True, kw_only=True)
class WageStep:
    """What a wage costs and pays in the first month, with every measure that is open at it.

    ``other_cost`` and ``other_net`` are those under another reading of the law.
    """

    gross: int
    cost: int
    net: int
    other_cost: int | None
    other_net: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class HireLimits:
    """The ceiling of the wage (centimes) and both sides of it, places, and the last day to hire.

    ``places_left`` counts this hire; None where the rank is unknown. ``is_before_operation``: the
    hire comes before the employer operates, of which the texts say nothing.
    """

    ceiling: int
    is_over_confirmed: bool
    steps: tuple[WageStep, ...]
    places: int
    places_left: int | None
    is_before_operation: bool
    hire_before: date | None
    created_before: date | None
    months: int


def hire_limits(law: Law, given: Mapping[str, Any], on: date) -> HireLimits:
    """The limits of Tahfiz for a hire, read from the law of its day."""
    ceiling = _number(law, _CEILING, on)
    reading = law.parameters[_READING].on(on)
    places = int(_number(law, "tahfiz.max_employees", on))
    rank, started = given.get("hire_rank"), given.get("employer_operating_since")
    wages = sorted({float(given["gross"]), ceiling, ceiling + 1})
    created: Any = law.parameters["tahfiz.creation_window.created_to"].on(on).value
    return HireLimits(
        ceiling=round(ceiling * 100),
        is_over_confirmed=reading.is_confirmed,
        steps=tuple(_step(law, {**given, "gross": wage}, on) for wage in wages),
        places=places,
        places_left=max(0, places - int(rank) + 1) if rank is not None else None,
        is_before_operation=bool(started and on < started),
        hire_before=_months_later(started, int(_number(law, "tahfiz.hire_deadline", on)))
        if started
        else None,
        created_before=created,
        months=int(_number(law, "tahfiz.benefit_months", on)),
    )


def _step(law: Law, given: dict[str, Any], on: date) -> WageStep:
    cost, net = _costs(law, given, on)
    reading = law.parameters[_READING].on(on)
    over = given["gross"] > _number(law, _CEILING, on)
    others: tuple[int | None, int | None] = (None, None)
    if over and reading.alternatives:
        others = _costs(_under(law, str(reading.alternatives[0])), given, on)
    return WageStep(
        gross=round(given["gross"] * 100),
        cost=cost,
        net=net,
        other_cost=others[0],
        other_net=others[1],
    )


def _costs(law: Law, given: dict[str, Any], on: date) -> tuple[int, int]:
    """What the employer spends and the employee receives in the month of the hire."""
    found, cover, relief, bonus = measures_together(law, given, on)
    cost, net = (centimes_or_none(found[name]) or 0 for name in ("employer_cost", "net_wage"))
    return cost - cover - bonus, net + relief


def _under(law: Law, reading: str) -> Law:
    """The law under another reading of what happens above the ceiling."""
    found: Law = law.kept(
        ("over_ceiling", reading), lambda: law.reform(reading, {_READING: reading})
    )
    return found


def _number(law: Law, path: str, on: date) -> float:
    value: Any = law.parameters[path].on(on).value
    return float(value)


def _months_later(day: date, months: int) -> date:
    """The same day so many months later, or the last of that month."""
    month = Month.of(day) + months
    return min(month.last_day, month.first_day.replace(day=min(day.day, month.last_day.day)))
