"""Tahfiz once it runs: what the State pays, a wage that passes the ceiling, a person who leaves.

The conditions of the measure are held met: the amounts are those of a person who has it already.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from mithaq.apps.programmes.queries.answers import UsedValue
from mithaq.apps.programmes.queries.hire_limits import WageStep, ceiling_on, wage_step
from mithaq.apps.programmes.queries.hire_measures import gain_of, held_open
from mithaq.apps.programmes.queries.hire_schemes import MEASURES
from mithaq.apps.programmes.queries.law import law_in_force


@dataclass(frozen=True, slots=True, kw_only=True)
class TahfizLater:
    """A wage under Tahfiz, in centimes.

    ``cost`` is what the employer spends the first month; ``by_month`` what the State pays, month
    by month, and ``doubts`` the part of it on which readings of the law differ; nothing is paid
    for a wage above the ``ceiling``. ``over`` is a wage raised above it, by both readings;
    ``doubtful`` every value behind that no source confirms.
    """

    gross: int
    ceiling: int
    cost: int
    by_month: tuple[int, ...]
    doubts: tuple[int, ...]
    over: WageStep
    doubtful: tuple[UsedValue, ...]

    @property
    def is_over(self) -> bool:
        """Whether the wage is above the ceiling."""
        return self.gross > self.ceiling


def tahfiz_later(gross: float, *, raised: float | None = None, on: date) -> TahfizLater | None:
    """What Tahfiz pays for a wage, from a hire on a day; None before there was a Tahfiz.

    ``raised`` is the wage of later, where one is said.
    """
    law = law_in_force()
    ceiling = ceiling_on(law, on)
    if ceiling is None:
        return None
    measure = next(item for item in MEASURES if item.code == "tahfiz")
    facts: dict[str, Any] = law.read_facts(
        {"gross": str(gross), "hire_date": on, "contract_kind": "permanent", "dependants": "0"}
        | {"is_converted_intern": False}
    )
    gain = gain_of(held_open(law), facts, on, measure)
    over = wage_step(
        law, {**facts, "gross": max(gross, raised or 0, ceiling + 1)}, on, supposes=True
    )
    return TahfizLater(
        gross=round(gross * 100),
        ceiling=round(ceiling * 100),
        cost=gain.after or 0,
        by_month=gain.by_month,
        doubts=gain.doubts,
        over=over,
        doubtful=gain.doubtful,
    )
