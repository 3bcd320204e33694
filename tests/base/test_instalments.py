"""Sums cut into parts and payments set against debts: ten thousand random histories each."""

from __future__ import annotations

from datetime import date, timedelta
from fractions import Fraction
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mithaq.base.imputation import Owed, Paid, impute
from mithaq.base.instalments import Odd, apportioned, equal_parts, month_later, schedule

FIRST = date(1995, 1, 1)
# A history is drawn from its seed: a thousand seeds of ten histories each take seconds.
SEEDS = st.integers(0, 2**40)
MANY = settings(max_examples=1_000)


def histories(seed: int) -> list[Random]:
    """Ten sources of chance, each of one history."""
    return [Random(seed * 10 + step) for step in range(10)]  # noqa: S311 - no secret here


def some_day(draw: Random) -> date:
    """A day of forty years."""
    return FIRST + timedelta(days=draw.randrange(40 * 365))


@MANY
@given(SEEDS)
def test_a_plan_adds_up_and_its_days_follow_one_another(seed: int) -> None:
    for draw in histories(seed):
        check_plan(draw)


def check_plan(draw: Random) -> None:
    """One history."""
    total, count, first = (
        draw.randrange(10 ** draw.randint(1, 12)),
        draw.randint(1, 60),
        some_day(draw),
    )
    odd: Odd = "first" if draw.random() < 0.5 else "last"
    off = {first + timedelta(days=draw.randrange(60 * 31)) for _ in range(draw.randrange(12))}

    def is_off(day: date) -> bool:
        return day.weekday() >= 5 or day in off

    moved = schedule(total, count, first_on=first, odd=odd, is_day_off=is_off)
    kept = schedule(total, count, first_on=first, odd=odd)
    amounts = [due.amount for due in moved]
    assert sum(amounts) == total
    assert amounts == [due.amount for due in kept] == list(equal_parts(total, count, odd=odd))
    alone = amounts.pop(0 if odd == "first" else -1)
    assert all(0 <= amount == amounts[0] <= alone < amount + count for amount in amounts)
    assert not any(is_off(due.due_on) for due in moved)
    for due in moved:
        between = (due.due_on - due.planned_on).days
        assert all(is_off(due.planned_on + timedelta(days=step)) for step in range(between))
    days = [due.due_on for due in kept]
    assert days == sorted(set(days)) == [due.planned_on for due in moved]
    assert all(day.day == first.day or (day + timedelta(days=1)).day == 1 for day in days)


@MANY
@given(SEEDS)
def test_shares_add_up_and_stay_near_the_true_ones(seed: int) -> None:
    for draw in histories(seed):
        check_shares(draw)


def check_shares(draw: Random) -> None:
    """One history."""
    weights = [draw.randrange(10 ** draw.randint(1, 9)) for _ in range(draw.randint(1, 12))]
    whole = sum(weights)
    total = draw.randint(0, whole)
    shares = apportioned(total, weights)
    assert sum(shares) == total
    for share, weight in zip(shares, weights, strict=True):
        assert 0 <= share <= weight
        assert not whole or abs(share - Fraction(total * weight, whole)) < 1


@MANY
@given(SEEDS)
def test_payments_are_neither_lost_nor_made_up(seed: int) -> None:
    for draw in histories(seed):
        check_imputation(draw)


def check_imputation(draw: Random) -> None:
    """One history."""
    groups = ("", "2024-01", "2024-02", "2024-03")
    owed = [
        Owed(key=key, amount=draw.randrange(10**6), group=draw.choice(groups))
        for key in range(draw.randrange(9))
    ]
    paid = [
        Paid(key=key, on=some_day(draw), amount=draw.randrange(10**6), group=draw.choice(groups))
        for key in range(draw.randrange(7))
    ]
    found = impute(owed, paid)
    due, given_ = sum(item.amount for item in owed), sum(item.amount for item in paid)
    assert due - given_ == found.left_in_all - found.unused_in_all
    assert sum(part.amount for part in found.parts) == given_ - found.unused_in_all
    for item in owed:
        assert 0 <= found.left[item.key] <= item.amount
        assert item.amount - found.left[item.key] == sum(p.amount for p in found.on(item.key))
    # Money is only left over when nothing is owed any more.
    assert not found.unused_in_all or not found.left_in_all
    assert [part.on for part in found.parts] == sorted(part.on for part in found.parts)
    # The order in which payments are told says nothing: their days do.
    assert impute(owed, list(reversed(paid))) == found
    more = draw.randint(1, 10**6)
    after = impute(owed, [*paid, Paid(key=len(paid), on=some_day(draw), amount=more)])
    assert after.left_in_all == max(0, found.left_in_all - more)


def test_a_payment_that_names_a_month_goes_there_first() -> None:
    owed = [Owed(key=1, amount=100, group="2024-01"), Owed(key=2, amount=100, group="2024-02")]
    found = impute(owed, [Paid(key=9, on=date(2024, 5, 2), amount=150, group="2024-02")])
    assert dict(found.left) == {1: 50, 2: 0}


def test_the_thirty_first_comes_back_after_february() -> None:
    days = [month_later(date(2024, 1, 31), months) for months in range(4)]
    assert days == [date(2024, 1, 31), date(2024, 2, 29), date(2024, 3, 31), date(2024, 4, 30)]


def test_what_cannot_be_cut_is_refused() -> None:
    with pytest.raises(ValueError, match="cut"):
        equal_parts(100, 0)
    with pytest.raises(ValueError, match="shared"):
        apportioned(1, [0, 0])
    with pytest.raises(ValueError, match="below zero"):
        impute([], [Paid(key=1, on=date(2024, 1, 1), amount=-1)])
