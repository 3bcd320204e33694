"""Which measures may run for one person in the same months, and what they give; in centimes."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from mithaq.apps.programmes.queries.hire_doubts import in_force
from mithaq.apps.programmes.queries.hire_lines import COVERS
from mithaq.apps.programmes.queries.hire_measures import MeasureResult, held
from mithaq.apps.programmes.queries.hire_schemes import MEASURES
from mithaq.apps.programmes.queries.reading import centimes_or_none
from mithaq.engines.rules import Law

_BARE: Final = ("employer_cost", "net_wage", "income_tax")
_TAX: Final = "conversion_ordinary_income_tax"
_STACKED: Final = (
    "stacked_employer_cost",
    "stacked_net_wage",
    "stacked_state_cover",
    "stacked_income_tax_relief",
    "stacked_hiring_bonus",
    _TAX,
)
_COUNTED: Final = "hiring_bonus_counts"
# The rule that lets the second measure run beside the first.
_BESIDE: Final = (
    ("tahfiz", "first_hire", "first_hire_may_follow_tahfiz"),
    ("conversion", "first_hire", "first_hire_may_follow_internship"),
    ("tahfiz", "conversion", "conversion_may_join_tahfiz"),
    ("tahfiz", "hiring_bonus", "hiring_bonus_may_join_cover"),
    ("conversion", "hiring_bonus", "hiring_bonus_may_join_cover"),
)
_JOINING: Final = tuple(dict.fromkeys(rule for _first, _second, rule in _BESIDE))
# Whether a measure runs: an internship before the hire gives its own advantages one by one.
_DECIDED: Final = (
    *(item.eligible for item in MEASURES if not (item.is_internship or item.once)),
    "conversion_contributions_exempt",
    "conversion_income_tax_exempt",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Together:
    """The open measures that run for one person in the same months, and the open ones that cannot.

    ``before`` are internships: an intern is no employee in the same month. ``refused`` are those
    that the reading in force keeps from running beside a member.
    """

    members: tuple[MeasureResult, ...]
    before: tuple[MeasureResult, ...]
    refused: tuple[MeasureResult, ...]
    is_confirmed: bool


def together(
    law: Law, given: Mapping[str, Any], day: date, measures: Iterable[MeasureResult]
) -> Together:
    """Sort the measures that are open to a hire by whether they may run in the same months."""
    listed = [m for m in measures if m.answer.is_met and not m.is_gone]
    on_wages = {m.code: m for m in listed if not m.is_internship}
    pairs = [p for p in _BESIDE if p[0] in on_wages and p[1] in on_wages]
    names = in_force(law, [rule for _first, _second, rule in pairs], day)
    found = law.on(day, *names).compute(**given) if names else {}
    refused = {second for _first, second, rule in pairs if found.get(rule) is False}
    paths = {path for name in names for path in law.rules[name].parameters}
    return Together(
        members=tuple(m for m in on_wages.values() if m.code not in refused),
        before=tuple(m for m in listed if m.is_internship),
        refused=tuple(on_wages[code] for code in sorted(refused)),
        is_confirmed=all(law.parameters[path].on(day).is_confirmed for path in paths),
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Running:
    """A month with every measure that may run, in centimes, as the law adds them up.

    ``tax`` is what is left to pay of it; ``found`` is all that was computed.
    """

    cost: int
    net: int
    tax: int
    cover: int
    relief: int
    bonus: int
    found: Mapping[str, Any]


def measures_together(
    law: Law, given: Mapping[str, Any], day: date, *, also: tuple[str, ...] = ()
) -> Running:
    """What a hire costs and pays on a day; a measure that facts leave undecided counts for nothing.

    ``also`` are other rules to compute, where the law has them that day.
    """
    asked = [*_STACKED, _COUNTED, *COVERS, *_DECIDED, *_JOINING, *also]
    targets = (*_BARE, *in_force(law, dict.fromkeys(asked), day))
    found = law.on(day, *targets).compute(**given)
    if any(name in found and found[name] is None for name in _STACKED):
        # An undecided measure is taken as not open, and keeps no other from running.
        unset = {n: False for n in _DECIDED if n in found and found[n] is None}
        unset |= {n: True for n in _JOINING if n in found and found[n] is None}
        found = held(law, unset).on(day, *targets).compute(**given)
    cost, net, cover, relief, bonus, tax = (centimes_or_none(found.get(n)) for n in _STACKED)
    bare_cost, bare_net, bare_tax = (centimes_or_none(found[n]) or 0 for n in _BARE)
    relief = relief or 0
    return Running(
        cost=bare_cost if cost is None else cost,
        net=bare_net if net is None else net,
        tax=(bare_tax if tax is None else tax) - relief,
        cover=cover or 0,
        relief=relief,
        bonus=(bonus or 0) if found.get(_COUNTED) else 0,
        found=found,
    )
