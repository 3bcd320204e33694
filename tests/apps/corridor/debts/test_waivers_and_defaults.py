"""What operations waive, what plans ask, what a default brings back: sums of the law, by line."""

from __future__ import annotations

from datetime import date, timedelta
from random import Random
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mithaq.apps.corridor.choices.debts import LineKind
from mithaq.apps.corridor.queries.debts.balances import Entry, imputed
from mithaq.apps.corridor.queries.debts.defaults import DefaultBill, default_bill
from mithaq.apps.corridor.queries.debts.growth import Rates, growth
from mithaq.apps.corridor.queries.debts.waivers import SettledLine, settled_lines
from mithaq.base.instalments import schedule
from mithaq.engines.rules import Law
from tests.apps.corridor.debts.histories import an_order, histories, statement

LAW = Law.load("mithaq.law.morocco")
RATES = Rates.of(LAW)
OPERATIONS = ("no_waiver", "of_2016_debts", "of_covid", "of_2023")
SEEDS = st.integers(0, 2**40)
ASKED = date(2024, 10, 1)
NAMES = {
    "surcharge": "surcharges_owed",
    "costs": "recovery_costs_owed",
    "penalty": "penalties_owed",
}


def asked(operation: str, count: int, on: date = ASKED) -> dict[str, Any]:
    """The facts of a settlement."""
    return {
        "settlement_asked_on": on,
        "waiver_operation": operation,
        "instalment_count": count,
        "activity_stopped": True,
        "turnover_drop": 0.6,
        "employees_stopped": 12,
    }


@settings(max_examples=1_000)
@given(SEEDS)
def test_ten_thousand_settlements_waive_and_bring_back_exactly(seed: int) -> None:
    for draw in histories(seed, 10):
        check_settlement(draw)


def check_settlement(draw: Random) -> None:
    """What is waived comes back whole; contributions are never waived; plans add up."""
    lines = statement(draw, months=220)
    count, on = draw.randint(1, 72), date(2020, 4, 1) + timedelta(days=draw.randrange(1700))
    facts = asked(draw.choice(OPERATIONS), count, on)
    paid = imputed(lines, order=an_order(draw))
    settled = settled_lines(lines, paid, law=LAW, facts=facts)
    assert sum(line.owed for line in settled) == paid.left_in_all
    for line in settled:
        assert 0 <= line.waived <= line.owed
        assert not line.waived or line.kind != LineKind.PRINCIPAL
    to_pay = sum(line.to_pay for line in settled)
    plan = schedule(to_pay, count, first_on=on)
    assert sum(due.amount for due in plan) == to_pay
    checked_default(draw, settled, facts, on=on, paid=draw.randint(0, to_pay))


def checked_default(
    draw: Random, settled: tuple[SettledLine, ...], facts: dict[str, Any], *, on: date, paid: int
) -> DefaultBill:
    """A default some months later: what comes back is what was waived and what grew, no more."""
    left = [
        Entry(number=line.number, kind=line.kind, branch=line.branch, month=line.month,
              amount=line.owed)
        for line in settled
    ]  # fmt: skip
    later = on + timedelta(days=draw.randrange(20, 200))
    # Only debts near the day: their whole delay is counted at each default.
    near = [entry for entry in left if entry.month and (on - entry.month).days < 400]
    grown = growth(near, imputed(near, order="principal_first"), rates=RATES, until=later)
    kept = draw.random() < 0.2
    told = facts | {"missed_instalments": 0 if kept else 2, "current_contributions_paid": True}
    bill = default_bill(settled, grown, law=LAW, facts=told, on=later, since=on, paid=paid)
    assert bill.is_kept == kept
    waived, suspended = sum(line.waived for line in settled), sum(item.after(on) for item in grown)
    assert bill.reinstated == (0 if kept else waived + suspended)
    assert all(line.amount > 0 for line in bill.lines)
    assert bill.owed_after >= 0
    if not kept:
        assert bill.owed_after == sum(line.owed for line in settled) + suspended - paid
    return bill


@settings(max_examples=200)
@given(SEEDS)
def test_one_month_is_settled_as_the_law_settles_it(seed: int) -> None:
    """The law's own rules for one debt are the oracle, plan and default included."""
    draw = Random(seed)  # noqa: S311 - no secret here
    lines = [line for line in statement(draw) if line.kind != LineKind.PAYMENT]
    month = lines[0].month
    lines = [line for line in lines if line.month == month]
    count = draw.randint(1, 60)
    facts = asked(draw.choice(OPERATIONS), count)
    settled = settled_lines(lines, imputed(lines, order="principal_first"), law=LAW, facts=facts)
    owed = dict.fromkeys(("contributions_owed", "amo_owed", "surcharges_owed",
                          "recovery_costs_owed", "penalties_owed"), 0)  # fmt: skip
    for line in lines:
        principal = "amo_owed" if line.branch == "health" else "contributions_owed"
        owed[NAMES.get(line.kind, principal)] += line.amount
    found = LAW.on(
        ASKED, "waived_in_all", "settlement_to_pay", "settlement_instalment",
        "settlement_last_instalment", "reinstated_on_default", "owed_after_plan",
    ).compute(**facts, **{name: amount / 100 for name, amount in owed.items()}, debt_month=month,
              missed_instalments=1, current_contributions_paid=True, plan_surcharges=0.0,
              paid_under_plan=0.0)  # fmt: skip
    told = {name: round(float(value or 0) * 100) for name, value in found.items()}
    to_pay = sum(line.to_pay for line in settled)
    assert sum(line.waived for line in settled) == told["waived_in_all"]
    assert to_pay == told["settlement_to_pay"]
    plan = schedule(to_pay, count, first_on=ASKED)
    assert plan[-1].amount == told["settlement_last_instalment"]
    assert count == 1 or plan[0].amount == told["settlement_instalment"]
    bill = default_bill(settled, (), law=LAW, on=ASKED, since=ASKED, paid=0,
                        facts=facts | {"missed_instalments": 1,
                                       "current_contributions_paid": True})  # fmt: skip
    assert bill.reinstated == told["reinstated_on_default"]
    assert bill.owed_after == told["owed_after_plan"]


def test_an_operation_covers_some_months_only() -> None:
    lines = [
        Entry(number=1, kind="surcharge", branch="general", month=date(2016, 12, 1), amount=1_001),
        Entry(number=2, kind="costs", branch="general", month=date(2016, 12, 1), amount=2_000),
        Entry(number=3, kind="surcharge", branch="general", month=date(2017, 1, 1), amount=5_000),
        Entry(number=4, kind="principal", branch="general", month=date(2016, 12, 1), amount=9_000),
    ]
    facts = asked("of_2016_debts", 24, date(2020, 8, 1))
    settled = settled_lines(lines, imputed(lines, order="principal_first"), law=LAW, facts=facts)
    # 90 % of 30.01, rounded once: 27.01, shared over the two lines of the month.
    assert [line.waived for line in settled] == [901, 1_800, 0, 0]


def test_nothing_is_known_of_a_default_before_march_2020() -> None:
    with pytest.raises(ValueError, match="No text"):
        default_bill((), (), law=LAW, facts=asked("no_waiver", 1), on=date(2019, 1, 1),
                     since=date(2018, 1, 1), paid=0)  # fmt: skip
