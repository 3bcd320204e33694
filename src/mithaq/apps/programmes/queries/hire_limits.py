"""How far a measure on a hire goes: the wage above which it is lost, the places, the last day."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from mithaq.apps.programmes.queries.hire_lines import LINES, scope_of
from mithaq.apps.programmes.queries.hire_measures import held
from mithaq.apps.programmes.queries.hire_together import measures_together
from mithaq.apps.programmes.queries.lengths import BenefitLength, length_from, months_later
from mithaq.engines.rules import Law

_CEILING: Final = "tahfiz.gross_ceiling_monthly"
_READING: Final = "tahfiz.over_ceiling"
_ELIGIBLE: Final = "tahfiz_eligible"


@dataclass(frozen=True, slots=True, kw_only=True)
class WageStep:
    """What a wage costs and pays in the first month, with every measure that is open at it.

    ``other_cost`` is the cost under the other reading of the law, where it differs: the aid goes
    on for a wage that was raised above the ceiling. ``in_doubt`` and ``other_in_doubt`` are how
    much more each cost may be, where readings differ on a part of what the State pays.
    """

    gross: int
    cost: int
    net: int
    other_cost: int | None
    in_doubt: int = 0
    other_in_doubt: int = 0

    @property
    def other_paid(self) -> int:
        """What the State pays under the other reading; nothing where it gives the same."""
        return 0 if self.other_cost is None else self.cost - self.other_cost


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
) -> HireLimits | None:
    """The limits of Tahfiz for a hire, read from the law of its day; None before there was one.

    ``raised`` is a wage asked.
    """
    if law.parameters[_CEILING].at(on) is None:
        return None
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
        over_sources=over_sources(law, on),
        steps=tuple(
            wage_step(law, {**given, "gross": wage}, on, supposes=under is None) for wage in wages
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


def over_sources(law: Law, on: date) -> tuple[str, ...]:
    """Where both readings of a wage above the ceiling are read."""
    return tuple(law.sources.get(code, code) for code in law.parameters[_READING].on(on).sources)


def ceiling_on(law: Law, on: date) -> float | None:
    """The wage above which Tahfiz is not opened; None before there was one."""
    return None if law.parameters[_CEILING].at(on) is None else _number(law, _CEILING, on)


def wage_step(law: Law, given: dict[str, Any], on: date, *, supposes: bool) -> WageStep:
    """Both readings of a wage; ``supposes`` holds the other conditions of the measure met."""
    over = given["gross"] > _number(law, _CEILING, on)
    cost, net, in_doubt = _costs(_held(law) if supposes and not over else law, given, on)
    alternatives = law.parameters[_READING].on(on).alternatives
    other, other_doubt = None, 0
    if over and alternatives:
        read = _under(law, str(alternatives[0]))
        other, _net, other_doubt = _costs(_held(read) if supposes else read, given, on)
    return WageStep(
        gross=round(given["gross"] * 100),
        cost=cost,
        net=net,
        other_cost=None if other == cost else other,
        in_doubt=in_doubt,
        other_in_doubt=other_doubt,
    )


def _costs(law: Law, given: dict[str, Any], on: date) -> tuple[int, int, int]:
    """What the employer spends, the employee receives, and the part in doubt of the cover."""
    running = measures_together(law, given, on, also=tuple(LINES))
    scope = scope_of(law, running.found, on, cover=running.cover)
    return running.cost, running.net, min(running.cover, scope.counted(running.found))


def _under(law: Law, reading: str) -> Law:
    """The law under another reading of what happens above the ceiling."""
    found: Law = law.kept(
        ("over_ceiling", reading), lambda: law.reform(reading, {_READING: reading})
    )
    return found


def _held(law: Law) -> Law:
    """The law with the conditions of the measure held met."""
    return held(law, {_ELIGIBLE: True})


def _number(law: Law, path: str, on: date) -> float:
    value: Any = law.parameters[path].on(on).value
    return float(value)
