"""How far a measure on a hire goes: the wage above which it is lost, the places, the last day."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from mithaq.apps.programmes.queries.hire_measures import held_met
from mithaq.apps.programmes.queries.hire_together import measures_together
from mithaq.apps.programmes.queries.lengths import BenefitLength, length_from, months_later
from mithaq.apps.programmes.queries.reading import centimes_or_none
from mithaq.engines.rules import Law

_CEILING: Final = "tahfiz.gross_ceiling_monthly"
_READING: Final = "tahfiz.over_ceiling"
_ELIGIBLE: Final = "tahfiz_eligible"


@dataclass(frozen=True, slots=True, kw_only=True)
class WageStep:
    """What a wage costs and pays in the first month, with every measure that is open at it.

    ``other_cost`` is the cost under the other reading of the law, where it differs: the aid goes
    on for a wage that was raised above the ceiling.
    """

    gross: int
    cost: int
    net: int
    other_cost: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class HireLimits:
    """The ceiling of the wage (centimes) and both sides of it, places, and the last day to hire.

    ``is_open_under`` is whether the measure is open to this hire under the ceiling; where that is
    undecided, ``steps`` suppose it open. ``over_sources`` say what is read above the ceiling.
    ``places_left`` counts this hire; None where the rank is unknown. ``is_before_operation``: the
    hire comes before the employer operates, of which the texts say nothing.
    """

    ceiling: int
    is_open_under: bool | None
    is_over_confirmed: bool
    over_sources: tuple[str, ...]
    steps: tuple[WageStep, ...]
    places: int
    places_left: int | None
    is_before_operation: bool
    hire_before: date | None
    created_before: date | None
    length: BenefitLength

    @property
    def above(self) -> tuple[WageStep, ...]:
        """The wages above the ceiling."""
        return tuple(step for step in self.steps if step.gross > self.ceiling)


def hire_limits(
    law: Law, given: Mapping[str, Any], on: date, *, raised: float | None = None
) -> HireLimits:
    """The limits of Tahfiz for a hire, read from the law of its day; ``raised`` is a wage asked."""
    ceiling = _number(law, _CEILING, on)
    reading = law.parameters[_READING].on(on)
    places = int(_number(law, "tahfiz.max_employees", on))
    rank, started = given.get("hire_rank"), given.get("employer_operating_since")
    asked = () if raised is None else (raised,)
    wages = sorted({float(given["gross"]), ceiling, ceiling + 1, *asked})
    created: Any = law.parameters["tahfiz.creation_window.created_to"].on(on).value
    under = law.on(on, _ELIGIBLE).compute(**{**given, "gross": ceiling})[_ELIGIBLE]
    return HireLimits(
        ceiling=round(ceiling * 100),
        is_open_under=under if isinstance(under, bool) else None,
        is_over_confirmed=reading.is_confirmed,
        over_sources=tuple(law.sources.get(code, code) for code in reading.sources),
        steps=tuple(
            _step(law, {**given, "gross": wage}, on, supposes=under is None) for wage in wages
        ),
        places=places,
        places_left=max(0, places - int(rank) + 1) if rank is not None else None,
        is_before_operation=bool(started and on < started),
        hire_before=months_later(started, int(_number(law, "tahfiz.hire_deadline", on)))
        if started
        else None,
        created_before=created,
        length=length_from(on, int(_number(law, "tahfiz.benefit_months", on))),
    )


def _step(law: Law, given: dict[str, Any], on: date, *, supposes: bool) -> WageStep:
    """Both readings of a wage; ``supposes`` holds the other conditions of the measure met."""
    over = given["gross"] > _number(law, _CEILING, on)
    cost, net = _costs(_held(law) if supposes and not over else law, given, on)
    alternatives = law.parameters[_READING].on(on).alternatives
    other = None
    if over and alternatives:
        read = _under(law, str(alternatives[0]))
        other, _net = _costs(_held(read) if supposes else read, given, on)
    return WageStep(
        gross=round(given["gross"] * 100),
        cost=cost,
        net=net,
        other_cost=None if other == cost else other,
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


def _held(law: Law) -> Law:
    """The law with the conditions of the measure held met."""
    found: Law = law.kept(("held", _ELIGIBLE), lambda: held_met(law, [_ELIGIBLE]))
    return found


def _number(law: Law, path: str, on: date) -> float:
    value: Any = law.parameters[path].on(on).value
    return float(value)
