"""What an auto-entrepreneur pays in a year, and what it costs to have one big client."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Final

from mithaq.apps.programmes.queries.answers import (
    Answer,
    UsedValue,
    told_answer,
    used_value,
    uses_behind,
)
from mithaq.apps.programmes.queries.doubts import read_otherwise
from mithaq.apps.programmes.queries.law import law_in_force
from mithaq.apps.programmes.queries.reading import centimes_or_none, whole
from mithaq.engines.rules import Law, ParameterUse, Value

_RULE: Final = "single_client_rule_applies"
_HELD: Final = "single_client_withholding"
_HEALTH: Final = "auto_entrepreneur_health_due"
_IN_ALL: Final = "auto_entrepreneur_tax_in_all"
_CLIENT: Final = ("client_takings", "client_kind")
_COUNTS_HELD: Final = "auto_entrepreneur.health.counts_withheld"
_WITHHOLDERS: Final = "auto_entrepreneur.single_client.withholders"
_AMOUNTS: Final = (
    "auto_entrepreneur_takings_max",
    "auto_entrepreneur_tax",
    "single_client_excess",
    "single_client_withholding",
    _IN_ALL,
    "auto_entrepreneur_left",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class SelfEmploymentTax:
    """The tax of a year, part by part, in centimes; None where a fact is missing.

    ``spread_centimes`` is the tax of the same takings when no client passes the threshold,
    ``most_centimes`` when the biggest client withholds ``most_held_centimes`` of it: on what it
    pays if said, else on all.
    Where both are the same the tax is known whoever the client is. ``missing`` are the facts on
    that client which would settle the rest; ``counted`` those that the amounts rest on.
    ``health_centimes`` is due beside the tax, and likewise in the two other cases; those named
    ``otherwise`` are what it is if the tax withheld counts in its band, where that is another sum.
    """

    takings_centimes: int | None
    ceiling_centimes: int | None
    within: Answer
    applies: Answer
    tax_centimes: int | None
    excess_centimes: int | None
    withheld_centimes: int | None
    in_all_centimes: int | None
    left_centimes: int | None
    health_centimes: int | None
    health_otherwise_centimes: int | None
    health_doubtful: tuple[UsedValue, ...]
    spread_centimes: int | None
    spread_facts: Mapping[str, Value]
    most_centimes: int | None
    spread_health_centimes: int | None
    most_held_centimes: int | None
    most_health_centimes: int | None
    most_health_otherwise_centimes: int | None
    most_facts: Mapping[str, Value]
    threshold_centimes: int
    margin_centimes: int | None
    missing: tuple[str, ...]
    used: tuple[UsedValue, ...]
    facts: Mapping[str, Value]
    counted: Mapping[str, Value]


def self_employment_tax(given: Mapping[str, object], *, on: date) -> SelfEmploymentTax:
    """The tax of the takings of a year, by the law of a day; raises LawError for wrong facts."""
    law = law_in_force()
    facts = law.read_facts(given)
    # Before the rule of the single client there is nothing to compute.
    day = max(on, law.rules[_RULE].versions[0].since)
    must, free = _kinds(law, day)
    takings, client = facts.get("annual_takings"), facts.get("client_takings")
    spread = {**facts, "client_takings": 0.0, "client_kind": free}
    paid = {} if takings is None else {"client_takings": takings}
    most = {"client_kind": must, **paid, **facts}
    in_all = law.on(day, _IN_ALL)
    said, least, highest = (
        centimes_or_none(in_all.compute(**case)[_IN_ALL]) for case in (facts, spread, most)
    )
    counted = spread if said is None and least == highest else facts
    found = law.on(day, *_AMOUNTS).compute(**counted)
    threshold = _threshold(law, day)
    applies = law.on(day).explain(_RULE, **facts)
    return SelfEmploymentTax(
        takings_centimes=centimes_or_none(takings),
        ceiling_centimes=centimes_or_none(found["auto_entrepreneur_takings_max"]),
        within=told_answer(law, law.on(day).explain("auto_entrepreneur_within_ceiling", **facts)),
        applies=told_answer(law, applies, advises=False),
        tax_centimes=centimes_or_none(found["auto_entrepreneur_tax"]),
        excess_centimes=centimes_or_none(found["single_client_excess"]),
        withheld_centimes=centimes_or_none(found["single_client_withholding"]),
        in_all_centimes=centimes_or_none(found[_IN_ALL]),
        left_centimes=centimes_or_none(found["auto_entrepreneur_left"]),
        health_centimes=_due(law, day, counted),
        health_otherwise_centimes=_otherwise(law, day, counted),
        health_doubtful=tuple(_doubtful(law, day, counted if said is not None else most)),
        spread_centimes=least,
        spread_facts=spread,
        most_centimes=highest,
        spread_health_centimes=_due(law, day, spread),
        most_held_centimes=centimes_or_none(law.on(day, _HELD).compute(**most)[_HELD]),
        most_health_centimes=_due(law, day, most),
        most_health_otherwise_centimes=_otherwise(law, day, most),
        most_facts=most,
        threshold_centimes=threshold,
        margin_centimes=None
        if not isinstance(client, int | float)
        else threshold - round(client * 100),
        missing=tuple(name for name in _CLIENT if name not in counted),
        used=tuple(_used(law, day)),
        facts=facts,
        counted=counted,
    )


def _due(law: Law, day: date, facts: Mapping[str, Value]) -> int | None:
    """The duty of the year for health insurance, in centimes."""
    return centimes_or_none(law.on(day, _HEALTH).compute(**facts)[_HEALTH])


def _otherwise(law: Law, day: date, facts: Mapping[str, Value]) -> int | None:
    """The duty if the tax that a client withholds counts in its band; nothing if it is the same."""
    found = _due(law, day, facts)
    counts: Value = True
    other = _due(read_otherwise(law, _COUNTS_HELD, counts), day, facts)
    return None if other == found else other


def _doubtful(law: Law, day: date, facts: Mapping[str, Value]) -> Iterator[UsedValue]:
    """What no text read confirms behind the duty, the withheld part only where it counts."""
    for use in uses_behind(law.on(day).explain(_HEALTH, **facts).finding):
        is_idle = use.parameter.path == _COUNTS_HELD and _otherwise(law, day, facts) is None
        if not use.dated.is_confirmed and not is_idle:
            yield used_value(law, use)


def _kinds(law: Law, day: date) -> tuple[str, str]:
    """A kind of client that must withhold, and one that has not to."""
    listed = law.parameters[_WITHHOLDERS].on(day).value
    held = tuple(map(str, listed)) if isinstance(listed, tuple) else ()
    return held[0], next(code for code in law.facts["client_kind"].choices if code not in held)


def _threshold(law: Law, day: date) -> int:
    value = law.parameters["auto_entrepreneur.single_client.threshold"].on(day).value
    return 100 * (whole(value) or 0) if isinstance(value, int | float) else 0


def _used(law: Law, day: date) -> list[UsedValue]:
    """The values of the status on the day: ceilings, rates, threshold."""
    return [
        used_value(law, ParameterUse(parameter, parameter.on(day)))
        for parameter in law.parameters.values()
        if parameter.scheme == "self_employment"
    ]
