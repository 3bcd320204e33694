"""What a late payment costs on a day: the surcharge month by month, by the law of each month."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from itertools import pairwise
from typing import Any, Final

from mithaq.apps.programmes.queries.answers import UsedValue, used_value, uses_behind
from mithaq.apps.programmes.queries.hire_doubts import in_force
from mithaq.apps.programmes.queries.law import law_in_force, written_law
from mithaq.apps.programmes.queries.reading import centimes, day_or_none, whole
from mithaq.base.months import Month
from mithaq.engines.rules import Law, Plan, Value

# A page lists every month of a delay.
MOST_LATE_YEARS: Final = 25
MOST_MONTHS: Final = 12 * MOST_LATE_YEARS + 12
_TOTALS: Final = (
    "months_late",
    "late_surcharge",
    "amo_late_surcharge",
    "late_total",
    "late_amount_to_pay",
)
_HEALTH: Final = ("employee_amo", "employer_amo", "employer_solidarity")
# A rate is so many parts of a whole; a wage of as many centimes pays one centime a part.
_PARTS: Final = 100_000_000
_OF_RATES: Final = _PARTS / 100
_PENALTIES: Final = ("filing_penalty", "online_penalties")


@dataclass(frozen=True, slots=True, kw_only=True)
class LateMonth:
    """One month of delay: what it adds, and what is owed when one pays before it ends.

    ``amo_centimes`` is the part of what it adds that health insurance asks, at ``amo_rate``.
    """

    number: int
    begins_on: date
    ends_on: date
    rate: float
    amo_rate: float
    added_centimes: int
    amo_centimes: int
    to_pay_centimes: int
    is_confirmed: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class RateSpan:
    """Months of delay one after the other at the same rates."""

    first: int
    last: int
    begins_on: date
    ends_on: date
    rate: float
    amo_rate: float
    added_centimes: int
    amo_centimes: int
    is_confirmed: bool

    @property
    def cnss_centimes(self) -> int:
        """What they add beside the part of health insurance."""
        return self.added_centimes - self.amo_centimes

    @property
    def months(self) -> int:
        """How many they are."""
        return self.last - self.first + 1


@dataclass(frozen=True, slots=True, kw_only=True)
class LateBill:
    """Contributions and what the delay added to them.

    ``used`` are the values of the law that counted; ``facts`` those of the explanations.
    """

    due_on: date
    paid_on: date
    owed_centimes: int
    surcharge_centimes: int
    amo_surcharge_centimes: int
    total_centimes: int
    to_pay_centimes: int
    months: tuple[LateMonth, ...]
    spans: tuple[RateSpan, ...]
    used: tuple[UsedValue, ...]
    facts: Mapping[str, Value]

    @property
    def is_late(self) -> bool:
        """Whether the payment comes after the last day."""
        return self.paid_on > self.due_on

    @property
    def doubtful(self) -> tuple[UsedValue, ...]:
        """The values in doubt or replaced; the day of the last change only where it counts."""
        if all(month.is_confirmed for month in self.months):
            return ()
        return tuple(item for item in self.used if not item.version.is_confirmed)

    @property
    def next_day(self) -> date | None:
        """The last day on which this amount is still the one to pay."""
        return self.months[-1].ends_on if self.months else None


@dataclass(frozen=True, slots=True, kw_only=True)
class Penalties:
    """Filing penalties beside the surcharge, in centimes; each only where it was asked about."""

    filing_monthly_centimes: int
    filing_centimes: int
    online_centimes: int
    facts: Mapping[str, Value]

    @property
    def total_centimes(self) -> int:
        """All of them."""
        return self.filing_centimes + self.online_centimes


def late_since() -> Month:
    """The first month whose late payment is computed: the health insurance begins then."""
    law = written_law()
    return Month.of(law.parameters["late_payment.amo_per_month"].history[0].since)


def due_day(month: date) -> date:
    """The last day to declare and pay the contributions of a month."""
    law = law_in_force()
    found = law.on(month, "contributions_due_on").compute()
    due = day_or_none(found["contributions_due_on"])
    if due is None:
        raise TypeError("The law gives no last day to pay.")
    return due


@dataclass(frozen=True, slots=True, kw_only=True)
class HealthShare:
    """The rate of health insurance in a month beside that of all contributions, both shares.

    It holds for wages up to ``ceiling_centimes`` a month: above, some contributions stop growing.
    Both are whole parts of a hundred millions (6.37 % is 6,370,000), so that a split is exact.
    """

    health_parts: int
    total_parts: int
    ceiling_centimes: int

    @property
    def health(self) -> float:
        """The rate of health insurance, to be told."""
        return self.health_parts / _PARTS

    @property
    def total(self) -> float:
        """The rate of all contributions, to be told."""
        return self.total_parts / _PARTS

    def of(self, amount_centimes: int) -> int:
        """The part of an amount that is health insurance, to the centime."""
        return (2 * amount_centimes * self.health_parts + self.total_parts) // (
            2 * self.total_parts
        )


def health_share(month: date) -> HealthShare | None:
    """How much of the contributions of a month is health insurance; nothing before it was due."""
    law = law_in_force()
    names = in_force(law, (*_HEALTH, "total_rate"), month)
    if not {"total_rate", *_HEALTH[:2]} <= set(names):
        return None
    found = law.on(month, *names).compute(gross=_OF_RATES)
    health = sum(centimes(found[name]) for name in names if name in _HEALTH)
    ceiling: Any = law.parameters["cnss.ceiling_monthly"].on(month).value
    return HealthShare(
        health_parts=health,
        total_parts=round(_number(found["total_rate"]) * _PARTS),
        ceiling_centimes=centimes(float(ceiling)),
    )


def late_bill(
    *, month: date, owed: Mapping[str, object], paid_on: date, due_on: date | None = None
) -> LateBill:
    """The surcharge of the contributions of a month paid on a day.

    ``owed`` has ``contributions_owed`` and ``amo_owed``; nothing owed counts as zero. ``due_on`` is
    the last day printed on the return when it is another than the tenth. Raises LawError for facts
    that are wrong.
    """
    law = law_in_force()
    facts: dict[str, Value] = {
        "contributions_owed": 0.0,
        "amo_owed": 0.0,
        **law.read_facts(owed),
        "due_on": due_on or due_day(month),
        "paid_on": paid_on,
    }
    plan = law.on(paid_on, *_TOTALS)
    found = plan.compute(**facts)
    months = tuple(_months(law, plan, facts, count=whole(found["months_late"]) or 0))
    case = law.on(paid_on).explain("late_amount_to_pay", **facts)
    owed_centimes = centimes(facts["contributions_owed"]) + centimes(facts["amo_owed"])
    return LateBill(
        due_on=_date(facts["due_on"]),
        paid_on=paid_on,
        owed_centimes=owed_centimes,
        surcharge_centimes=centimes(found["late_surcharge"]),
        amo_surcharge_centimes=centimes(found["amo_late_surcharge"]),
        total_centimes=centimes(found["late_total"]),
        to_pay_centimes=centimes(found["late_amount_to_pay"]),
        months=months,
        spans=tuple(_spans(months)),
        used=tuple(used_value(law, use) for use in uses_behind(case.finding)),
        facts=facts,
    )


def penalties(
    given: Mapping[str, object], *, months_late: int, filed_late: bool, on: date
) -> Penalties:
    """Penalties for a return that is late, and for what was not done online.

    The first counts for each month of delay, begun or whole; the others once for the month
    declared. Nothing is owed for what is left unsaid, nor for what the law of the day did not
    punish yet.
    """
    law = law_in_force()
    facts: dict[str, Value] = {
        "employees_concerned": 0,
        "filed_online": True,
        "paid_online": True,
        **law.read_facts(given),
        "paid_on": on,
    }
    found = law.on(on, *in_force(law, _PENALTIES, on)).compute(**facts)
    monthly = centimes(found.get("filing_penalty"))
    return Penalties(
        filing_monthly_centimes=monthly,
        filing_centimes=monthly * months_late if filed_late else 0,
        online_centimes=centimes(found.get("online_penalties")),
        facts=facts,
    )


def _months(law: Law, plan: Plan, facts: Mapping[str, Value], *, count: int) -> list[LateMonth]:
    """Every month of delay, by its own rate; amounts are those of the law to the centime.

    What a month adds is the difference between what is owed when one pays in it and in the month
    before: rounding each month alone would not give the total.
    """
    rates = law.on(plan.day, "delay_month_begins_on", "late_rate_of_month")
    shown = min(count, MOST_MONTHS)
    asked = [
        rates.compute(due_on=facts["due_on"], delay_month=n + 1) for n in range(shown + bool(shown))
    ]
    starts = [_date(item["delay_month_begins_on"]) for item in asked]
    before = amo_before = 0
    found: list[LateMonth] = []
    amo: Any = law.parameters["late_payment.amo_per_month"]
    for number, (begins, following) in enumerate(pairwise(starts), start=1):
        ends = following - timedelta(days=1)
        owed = plan.compute(**{**facts, "paid_on": ends})
        total, of_amo = centimes(owed["late_total"]), centimes(owed["amo_late_surcharge"])
        path = "late_payment.first_month" if number == 1 else "late_payment.next_months"
        found.append(
            LateMonth(
                number=number,
                begins_on=begins,
                ends_on=ends,
                rate=_number(asked[number - 1]["late_rate_of_month"]),
                amo_rate=_number(amo.on(begins).value),
                added_centimes=total - before,
                amo_centimes=of_amo - amo_before,
                to_pay_centimes=centimes(owed["late_amount_to_pay"]),
                is_confirmed=law.parameters[path].on(begins).is_confirmed,
            )
        )
        before, amo_before = total, of_amo
    return found


def _spans(months: tuple[LateMonth, ...]) -> list[RateSpan]:
    """The first month apart, then those at the same rates together."""
    spans: list[RateSpan] = []
    for month in months:
        alone = RateSpan(
            first=month.number,
            last=month.number,
            begins_on=month.begins_on,
            ends_on=month.ends_on,
            rate=month.rate,
            amo_rate=month.amo_rate,
            added_centimes=month.added_centimes,
            amo_centimes=month.amo_centimes,
            is_confirmed=month.is_confirmed,
        )
        kept = spans[-1] if spans and spans[-1].first > 1 else None
        if kept and _rates(kept) == _rates(alone):
            spans[-1] = replace(
                kept,
                last=alone.last,
                ends_on=alone.ends_on,
                added_centimes=kept.added_centimes + alone.added_centimes,
                amo_centimes=kept.amo_centimes + alone.amo_centimes,
            )
        else:
            spans.append(alone)
    return spans


def _rates(span: RateSpan) -> tuple[float, float, bool]:
    return span.rate, span.amo_rate, span.is_confirmed


def _date(value: Value | None) -> date:
    day = day_or_none(value)
    if day is None:
        raise TypeError(f"{value!r} is no day.")
    return day


def _number(value: Value | None) -> float:
    if not isinstance(value, float):
        raise TypeError(f"{value!r} is no rate.")
    return value
