"""Ways to settle a debt to the social fund on a day: what is open, what each waives, what is paid.

An operation that is closed stays in sight with its days and what it waived, and is never offered.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Final

from mithaq.apps.programmes.queries.answers import Answer, UsedValue, told_answer, used_value
from mithaq.apps.programmes.queries.law import law_in_force
from mithaq.apps.programmes.queries.reading import centimes, centimes_or_none, day_or_none
from mithaq.base.text import Labels
from mithaq.engines.rules import DatedParameter, Law, ParameterUse, Plan, Value

PLAIN: Final = "no_waiver"
_LENGTH: Final = "settlement_length_allowed"
_AMOUNTS: Final = (
    "debt_in_all",
    "waived_surcharges",
    "waived_penalties",
    "waived_in_all",
    "settlement_to_pay",
    "settlement_instalment",
    "settlement_last_instalment",
)
# A missed instalment is what tells what a default brings back; what grows during the plan is zero
# here, since it depends on what will be paid when.
_DEFAULTED: Final = {
    "missed_instalments": 1,
    "current_contributions_paid": True,
    "plan_surcharges": 0.0,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Payment:
    """What is to pay in all, by equal instalments but the last, in centimes."""

    count: int
    waived_surcharges_centimes: int
    waived_penalties_centimes: int
    waived_centimes: int
    to_pay_centimes: int
    instalment_centimes: int
    last_centimes: int
    brought_back_centimes: int | None

    @property
    def equal_count(self) -> int:
        """How many instalments are equal: all but the last when it differs."""
        return self.count if self.is_even else self.count - 1

    @property
    def is_even(self) -> bool:
        """Whether the last instalment is like the others."""
        return self.instalment_centimes == self.last_centimes


@dataclass(frozen=True, slots=True, kw_only=True)
class Option:
    """An operation of waiver on a day: « open », « closed », « future » or « undecided ».

    An open one may not cover the debt: ``possible`` says why. ``payment`` is None unless it can be
    asked for and what it waives is published. ``shares`` are the published shares that it waives,
    by length.
    """

    code: str
    label: Labels
    state: str
    opens_on: date | None
    closes_on: date | None
    possible: Answer
    payment: Payment | None
    shares: tuple[UsedValue, ...]
    facts: Mapping[str, Value]


@dataclass(frozen=True, slots=True, kw_only=True)
class Settlement:
    """Every way to settle: the plain arrangement, then each operation of waiver, latest first.

    ``allowed`` tells whether the length of the plan is: None before the law had such a rule, open
    where no general limit is published. ``plan_waiver`` is the share waived of what grows while a
    plan that is kept runs.
    """

    asked_on: date
    debt_centimes: int
    plain: Payment
    plain_facts: Mapping[str, Value]
    plan_waiver: UsedValue | None
    allowed: Answer | None
    options: tuple[Option, ...]

    @property
    def open(self) -> tuple[Option, ...]:
        """The operations in force on the day."""
        return tuple(item for item in self.options if item.state in {"open", "undecided"})

    @property
    def past(self) -> tuple[Option, ...]:
        """The operations that had ended."""
        return tuple(item for item in self.options if item.state == "closed")

    @property
    def best(self) -> Option | None:
        """The operation that can be asked for and leaves least to pay."""
        offered = [item for item in self.options if item.payment]
        return min(offered, key=lambda item: item.payment.to_pay_centimes if item.payment else 0,
                   default=None)  # fmt: skip


def settlement(given: Mapping[str, object], *, asked_on: date) -> Settlement | None:
    """What a debt of a month can become on a day; None before the first operation known here.

    ``given`` has ``debt_month`` and ``instalment_count``, and what is owed: contributions, health
    insurance, surcharges, costs, penalties; what is left out is zero. Raises LawError for facts
    that are wrong.
    """
    law = law_in_force()
    in_force = _in_force(law, asked_on)
    if not in_force.issuperset(_AMOUNTS):
        return None
    facts: dict[str, Value] = {
        "contributions_owed": 0.0,
        "amo_owed": 0.0,
        "surcharges_owed": 0.0,
        "recovery_costs_owed": 0.0,
        "penalties_owed": 0.0,
        **law.read_facts(given),
        "settlement_asked_on": asked_on,
    }
    plan = law.on(asked_on, *_AMOUNTS)
    plain_facts = {**facts, "waiver_operation": PLAIN}
    operations = [code for code in law.facts["waiver_operation"].choices if code != PLAIN]
    options = [_option(law, plan, facts, code=code) for code in operations]
    return Settlement(
        asked_on=asked_on,
        debt_centimes=centimes(plan.compute(**plain_facts)["debt_in_all"]),
        plain=_plain(law, plan, plain_facts),
        plain_facts=plain_facts,
        plan_waiver=_plan_waiver(law, asked_on),
        allowed=_allowed(law, facts, asked_on) if _LENGTH in in_force else None,
        options=tuple(sorted(options, key=_latest, reverse=True)),
    )


def _allowed(law: Law, facts: Mapping[str, Value], day: date) -> Answer:
    return told_answer(law, law.on(day).explain(_LENGTH, **facts), advises=False)


def _plan_waiver(law: Law, day: date) -> UsedValue | None:
    parameter = law.parameters["settlements.plan_waiver_share"]
    if day < parameter.history[0].since:
        return None
    return used_value(law, ParameterUse(parameter, parameter.on(day)))


def _option(law: Law, plan: Plan, facts: Mapping[str, Value], *, code: str) -> Option:
    asked = {**facts, "waiver_operation": code}
    case = law.on(plan.day).explain(f"waiver_{code.removeprefix('of_')}_possible", **asked)
    closes = law.parameters[f"settlements.{code}.closes_on"]
    opens_on = closes.history[0].since
    closes_on = day_or_none(closes.on(max(plan.day, opens_on)).value)
    possible = told_answer(law, case, advises=False)
    payment = _payment(law, plan, asked) if case.value is True else None
    is_known = case.is_known and (payment is not None or case.value is False)
    return Option(
        code=code,
        label=law.facts["waiver_operation"].choices[code],
        state=_state(plan.day, opens_on, closes_on, is_known=is_known),
        opens_on=opens_on,
        closes_on=closes_on,
        possible=possible,
        payment=payment,
        shares=tuple(_shares(law, code)),
        facts=asked,
    )


def _state(day: date, opens_on: date, closes_on: date | None, *, is_known: bool) -> str:
    if day < opens_on:
        return "future"
    if closes_on is not None and day > closes_on:
        return "closed"
    return "open" if is_known else "undecided"


def _plain(law: Law, plan: Plan, facts: Mapping[str, Value]) -> Payment:
    found = _payment(law, plan, facts)
    if found is None:
        raise TypeError("The law gives no amount of the plain arrangement.")
    return found


def _payment(law: Law, plan: Plan, facts: Mapping[str, Value]) -> Payment | None:
    """What is to pay; None where a share that is not published leaves an amount unknown."""
    computed = plan.compute(**facts)
    if any(computed[name] is None for name in _AMOUNTS):
        return None
    found = {name: centimes(computed[name]) for name in _AMOUNTS}
    back = None
    if "reinstated_on_default" in _in_force(law, plan.day):
        default = law.on(plan.day, "reinstated_on_default").compute(**{**facts, **_DEFAULTED})
        back = centimes_or_none(default["reinstated_on_default"])
    count = facts["instalment_count"]
    return Payment(
        count=int(count) if isinstance(count, int | float) else 1,
        waived_surcharges_centimes=found["waived_surcharges"],
        waived_penalties_centimes=found["waived_penalties"],
        waived_centimes=found["waived_in_all"],
        to_pay_centimes=found["settlement_to_pay"],
        instalment_centimes=found["settlement_instalment"],
        last_centimes=found["settlement_last_instalment"],
        brought_back_centimes=back,
    )


def _in_force(law: Law, day: date) -> frozenset[str]:
    """The rules of settlements on a day: the permanent waiver only began in March 2020."""
    names = (concept for concept in law.rules.values() if concept.scheme == "settlements")
    return frozenset(concept.name for concept in names if concept.version_at(day))


def _shares(law: Law, code: str) -> list[UsedValue]:
    """The shares that an operation waives, as its text fixed them."""
    found: list[UsedValue] = []
    for path, parameter in law.parameters.items():
        if path.startswith(f"settlements.{code}.") and _is_share(path, parameter):
            found.append(used_value(law, ParameterUse(parameter, parameter.history[-1])))
    return found


def _is_share(path: str, parameter: DatedParameter) -> bool:
    return parameter.unit == "ratio" and "turnover" not in path


def _latest(option: Option) -> date:
    return option.closes_on or date.max
