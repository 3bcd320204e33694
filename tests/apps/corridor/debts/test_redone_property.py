"""A plan done again on 10,000 random histories: exact sums, nothing below zero, never more."""

from __future__ import annotations

from datetime import date
from random import Random

import pytest

from mithaq.apps.corridor.choices.debts import LineKind
from mithaq.apps.corridor.queries.debts import Entry, terms
from mithaq.apps.corridor.queries.debts.balances import imputed
from mithaq.apps.corridor.queries.debts.lowered import corrected, lowered_views, redone
from mithaq.apps.corridor.queries.debts.plan_views import InstalmentView
from mithaq.apps.corridor.queries.debts.waivers import SettledLine
from mithaq.apps.programmes.queries import law_in_force
from mithaq.base.imputation import Owed, Paid, impute
from mithaq.base.instalments import Due
from tests.apps.corridor.debts.histories import an_amount, an_order, histories, statement

pytestmark = pytest.mark.django_db
COUNT = 10_000
ASKED = date(2024, 10, 7)
FIRST = date(2024, 11, 15)


def answered(draw: Random, lines: list[Entry]) -> list[Entry]:
    """The same lines once some contests were upheld: most lower a line, a few raise it."""
    debts = [line for line in lines if line.kind != LineKind.PAYMENT]
    chosen = {line.number for line in draw.sample(debts, draw.randint(1, len(debts)))}
    return [
        Entry(
            number=line.number, kind=line.kind, branch=line.branch, month=line.month, on=line.on,
            amount=draw.choice((0, draw.randrange(line.amount + 1), line.amount, an_amount(draw)))
            if line.number in chosen
            else line.amount,
        )
        for line in lines
    ]  # fmt: skip


def views(plan: tuple[Due, ...], paid: int) -> tuple[InstalmentView, ...]:
    """The instalments of a plan once a sum was paid, the oldest first."""
    found = impute(
        [Owed(key=due.number, amount=due.amount) for due in plan],
        [Paid(key=1, on=FIRST, amount=paid)],
    )
    return tuple(
        InstalmentView(
            number=due.number, planned_on=due.planned_on, due_on=due.due_on, amount=due.amount,
            paid=due.amount - found.left[due.number], payments=(),
        )
        for due in plan
    )  # fmt: skip


def asked(lines: tuple[SettledLine, ...]) -> int:
    """What a plan asks in all."""
    return sum(line.to_pay for line in lines)


def test_what_is_done_again_adds_up_and_never_asks_for_more() -> None:
    law, lowered_some, waived_some = law_in_force(), 0, 0
    for draw in histories(2026, COUNT):
        lines, order = statement(draw), an_order(draw)
        operation = draw.choice(("of_2023", "of_2016_debts", "no_waiver"))
        months = draw.randint(1, 24)
        first = terms(
            lines, order=order, operation=operation, months=months, asked_on=ASKED, first_on=FIRST,
            law=law,
        )  # fmt: skip
        if first.to_pay < months:
            continue
        before = views(first.plan, draw.choice((0, draw.randrange(first.to_pay + 1))))
        paid = sum(item.paid for item in before)
        now = imputed(answered(draw, lines), order=order).left
        readable = draw.choice((law, law, None))
        again = corrected(first.lines, now, law=readable, facts=first.facts)
        lowered = first.to_pay - asked(again)

        assert lowered >= 0
        for old, new in zip(first.lines, again, strict=True):
            assert new.owed == min(old.owed, now[old.number])
            assert 0 <= new.waived <= new.owed
        kept = {line.month for line in first.lines}
        for month in kept:
            was = asked(tuple(line for line in first.lines if line.month == month))
            assert asked(tuple(line for line in again if line.month == month)) <= was

        plan = redone(before, lowered)
        left = max(0, first.to_pay - paid - lowered)
        assert sum(due.amount for due in plan) == paid + left
        told = {item.number: item for item in before}
        for due in plan:
            assert told[due.number].paid <= due.amount <= told[due.number].amount
            assert due.amount > 0
            assert due.due_on == told[due.number].due_on
        assert sum(item.left for item in lowered_views(before, lowered)) == left
        lowered_some += bool(lowered)
        waived_some += bool(lowered and first.waived)
    # The draw reaches what it is meant to try.
    assert lowered_some > COUNT // 4
    assert waived_some > COUNT // 50


def test_a_line_waived_in_part_lowers_the_plan_by_what_it_still_asked() -> None:
    """A surcharge of 1 000 waived by half and corrected to 600: 300 are left, not 100."""
    month = date(2020, 3, 1)
    lines = [
        Entry(number=1, kind=LineKind.PRINCIPAL, branch="general", month=month, amount=500_000),
        Entry(number=2, kind=LineKind.SURCHARGE, branch="general", month=month, amount=100_000),
    ]
    first = terms(
        lines, order="principal_first", operation="of_2023", months=36, asked_on=ASKED,
        first_on=FIRST,
    )  # fmt: skip
    share = first.lines[1].waived / 100_000
    assert 0 < share < 1

    again = corrected(first.lines, {1: 500_000, 2: 60_000}, law=law_in_force(), facts=first.facts)

    assert again[1].waived == round(60_000 * share)
    assert first.to_pay - asked(again) == 40_000 - round(40_000 * share)
