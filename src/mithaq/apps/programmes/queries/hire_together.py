"""What the measures on a wage give together in one month; amounts in centimes."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any, Final

from mithaq.apps.programmes.queries.hire_measures import in_force
from mithaq.apps.programmes.queries.hire_schemes import MEASURES
from mithaq.apps.programmes.queries.reading import centimes_or_none
from mithaq.engines.rules import Law

_BARE: Final = ("employer_cost", "net_wage", "income_tax")
_STACKED: Final = ("stacked_state_cover", "stacked_income_tax_relief", "stacked_hiring_bonus")
# What may run in the months of a wage: an internship comes before them.
_ON_WAGES: Final = tuple(item for item in MEASURES if not item.is_internship)


def measures_together(
    law: Law, given: Mapping[str, Any], day: date, *, also: tuple[str, ...] = ()
) -> tuple[Mapping[str, Any], int, int, int]:
    """What is computed on a day, then the cover, the relief and the bonus of all measures."""
    named = [name for m in _ON_WAGES for name in (m.cover, m.relief, m.bonus) if name]
    targets = (*_BARE, *in_force(law, [*_STACKED, *named, *also], day))
    found = law.on(day, *targets).compute(**given)
    return found, *_together(found)


def _together(found: Mapping[str, Any]) -> tuple[int, int, int]:
    """What the measures give together; while one is undecided, the most that another gives."""
    cover, relief, bonus = (centimes_or_none(found.get(name)) for name in _STACKED)
    if cover is None:
        cover = max(centimes_or_none(found.get(m.cover)) or 0 for m in _ON_WAGES)
    if relief is None:
        relief = max(centimes_or_none(found.get(m.relief)) or 0 for m in _ON_WAGES)
    return cover, relief, bonus or 0
