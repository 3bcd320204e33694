"""Debts grow month by month by the law of each month: held against the law itself."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import pairwise
from random import Random

from hypothesis import given, settings
from hypothesis import strategies as st

from mithaq.apps.corridor.choices.debts import Branch, ImputationOrder, LineKind
from mithaq.apps.corridor.queries.debts.balances import Entry, imputed, totals
from mithaq.apps.corridor.queries.debts.growth import Rates, by_month_and_branch, growth
from mithaq.engines.rules import Law
from tests.apps.corridor.debts.histories import a_month, an_amount, an_order, histories, statement

LAW = Law.load("mithaq.law.morocco")
RATES = Rates.of(LAW)
SEEDS = st.integers(0, 2**40)


@settings(max_examples=1_000)
@given(SEEDS)
def test_ten_thousand_debts_grow_without_ever_shrinking(seed: int) -> None:
    for draw in histories(seed, 10):
        check_history(draw)


def check_history(draw: Random) -> None:
    """Sums exact, nothing below zero, more time never less to pay, more paid never more."""
    # A few years of delay at most: what a page shows, and ten thousand of them in seconds.
    lines = statement(draw, months=24)
    until = date(2008, 6, 30) + timedelta(days=draw.randrange(200))
    paid = imputed(lines, order=an_order(draw))
    debits = sum(line.amount for line in lines if line.kind != LineKind.PAYMENT)
    payments = sum(line.amount for line in lines if line.kind == LineKind.PAYMENT)
    assert debits - payments == paid.left_in_all - paid.unused_in_all
    assert sum(totals(lines, paid).values()) == paid.left_in_all
    found = growth(lines, paid, rates=RATES, until=until)
    later = growth(lines, paid, rates=RATES, until=until + timedelta(days=40))
    assert [item.number for item in found] == [
        line.number for line in lines if line.kind == LineKind.PRINCIPAL
    ]
    for item, after in zip(found, later, strict=True):
        assert all(month.added >= 0 and month.base > 0 for month in item.months)
        assert after.months[: len(item.months)] == item.months
        assert item.total <= after.total
        for one, two in pairwise(item.months):
            assert one.ends_on + timedelta(days=1) == two.begins_on
            assert one.base >= two.base
        assert item.after(item.due_on) == item.total
    assert sum(by_month_and_branch(found).values()) == sum(item.total for item in found)


@settings(max_examples=150)
@given(SEEDS)
def test_a_debt_never_paid_is_that_of_the_law(seed: int) -> None:
    """The law's own rule, asked once for the whole delay, is the oracle."""
    draw = Random(seed)  # noqa: S311 - no secret here
    month, amount = a_month(draw), an_amount(draw)
    branch = draw.choice((Branch.GENERAL, Branch.HEALTH))
    until = month + timedelta(days=draw.randrange(3000))
    line = Entry(number=1, kind=LineKind.PRINCIPAL, branch=branch, month=month, amount=amount)
    (found,) = growth([line], imputed([line], order=ImputationOrder.PRINCIPAL_FIRST),
                      rates=RATES, until=until)  # fmt: skip
    is_health = branch == Branch.HEALTH
    asked = LAW.on(until, "months_late", "late_total").compute(
        contributions_owed=0.0 if is_health else amount / 100,
        amo_owed=amount / 100 if is_health else 0.0,
        due_on=found.due_on,
        paid_on=until,
    )
    assert asked["months_late"] == len(found.months)
    assert round(float(asked["late_total"] or 0) * 100) == found.total


def test_each_month_has_the_rate_of_its_first_day_and_a_payment_shrinks_its_base() -> None:
    lines = [
        Entry(number=1, kind="principal", branch="general", month=date(2024, 10, 1),
              amount=1_000_037),
        Entry(number=2, kind="payment", branch="", month=None, on=date(2025, 2, 11),
              amount=500_000),
        Entry(number=3, kind="payment", branch="", month=None, on=date(2025, 4, 1),
              amount=600_000),
    ]  # fmt: skip
    paid = imputed(lines, order="principal_first")
    assert dict(paid.unused) == {3: 99_963}
    (found,) = growth(lines, paid, rates=RATES, until=date(2026, 11, 28))
    # The tenth of November 2024 is the last day. A payment on the first day of a month of delay
    # came too late to spare that month; law 02-24 counts for months that begin after 6 March 2025.
    assert [(m.begins_on, m.base, str(m.rate), m.added) for m in found.months] == [
        (date(2024, 11, 11), 1_000_037, "0.03", 30_001),
        (date(2024, 12, 11), 1_000_037, "0.01", 10_000),
        (date(2025, 1, 11), 1_000_037, "0.01", 10_001),
        (date(2025, 2, 11), 1_000_037, "0.01", 10_000),
        (date(2025, 3, 11), 500_037, "0.005", 2_500),
    ]
    assert found.total == 62_502
    assert not found.is_confirmed
