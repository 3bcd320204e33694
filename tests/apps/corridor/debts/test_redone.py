"""A plan done again after a contest upheld: proposed by one, approved by another, history kept."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest

from mithaq.apps.corridor.models import Contest, InstalmentPayment, Settlement
from mithaq.apps.corridor.operations import debts
from mithaq.apps.corridor.queries import debts as queries
from mithaq.apps.corridor.queries.debts import SettlementView
from mithaq.base.errors import Refusal
from tests.apps.corridor.debts.conftest import Cast
from tests.apps.corridor.debts.test_settlements import NEXT, approved, prepared, seen

__all__ = ["approved"]
pytestmark = pytest.mark.django_db
LATER = NEXT + timedelta(days=60)
ON = date(2024, 12, 6)


def upheld(cast: Cast, statement: str, *, line: int = 1, to: int = 0) -> None:
    """The company contests a line; the fund gives the right amount."""
    debts.contest_line(
        number=statement, line_number=line, reason="Déjà payé", **cast.employer.who, at=LATER
    )
    debts.answer_contest(
        number=statement, contest=Contest.objects.latest("pk").pk, corrected=to,
        answer="Exact", **cast.officer.who, at=LATER,
    )  # fmt: skip


def redo(cast: Cast, number: str) -> str:
    """The officer proposes the plan computed again."""
    return debts.redo_settlement(number=number, **cast.officer.who, at=LATER)


def approve(cast: Cast, number: str) -> None:
    """Who signs for the fund approves."""
    debts.approve_settlement(number=number, is_gap_read=True, **cast.signatory.who, at=LATER)


def pay(cast: Cast, number: str, amount: int, **changes: Any) -> None:
    """The fund records what it received."""
    given = {"paid_on": date(2024, 11, 10), "amount": amount, "reference": "V-1"} | changes
    debts.record_payment(number=number, **given, **cast.officer.who, at=LATER)


def lowered(cast: Cast, statement: str, plan: str) -> SettlementView:
    """A plan paid in part, then lowered by half of its first line."""
    first = seen(plan)
    pay(cast, plan, first.instalments[0].amount + 1_000)
    upheld(cast, statement, to=first.lines[0].owed // 2)
    return seen(plan, ON)


def test_the_plan_done_again_asks_what_is_left_and_keeps_what_was_paid(
    cast: Cast, entered: str, approved: str
) -> None:
    before = lowered(cast, entered, approved)
    assert before.lowered > 0
    number = redo(cast, approved)
    waiting = seen(number, ON)
    assert waiting.head.status == "prepared"
    assert (waiting.redoes, seen(approved, ON).redone_by) == (approved, number)
    # Nothing changed yet: the first runs until another person approves.
    assert seen(approved, ON).head.status == "running"
    assert sum(due.amount for due in waiting.planned) == before.head.to_pay - before.lowered

    approve(cast, number)

    after, ended = seen(number, ON), seen(approved, ON)
    assert (ended.head.status, ended.replaced_by) == ("replaced", number)
    assert (after.head.status, after.lowered) == ("running", 0)
    assert after.head.to_pay == before.head.to_pay - before.lowered
    assert (after.paid, after.left) == (before.paid, before.owed)
    assert sum(item.amount for item in after.instalments) == after.head.to_pay
    assert [item.due_on for item in after.instalments] == [
        item.due_on for item in before.instalments
    ]
    assert all(
        new.amount <= old.amount
        for new, old in zip(after.instalments, before.instalments, strict=True)
    )
    # The history of the first stays on its page.
    assert ended.paid == before.paid
    assert [(p.paid_on, p.amount, p.reference) for p in after.payments] == [
        (p.paid_on, p.amount, p.reference) for p in ended.payments
    ]
    assert [(c.month, c.paid_on) for c in after.contributions] == [
        (c.month, c.paid_on) for c in before.contributions
    ]
    told = queries.statement(entered)
    assert told is not None
    assert (told.now.left, told.now.paid, told.now.settlement) == (before.owed, before.paid, number)


def test_who_proposed_does_not_approve_and_nobody_proposes_for_another_fund(
    cast: Cast, entered: str, approved: str
) -> None:
    lowered(cast, entered, approved)
    for who in (cast.signatory, cast.employer, cast.federation):
        with pytest.raises(Refusal):
            debts.redo_settlement(number=approved, **who.who, at=LATER)
    number = redo(cast, approved)
    with pytest.raises(Refusal):
        debts.approve_settlement(number=number, is_gap_read=True, **cast.officer.who, at=LATER)
    Settlement.objects.filter(number=number).update(prepared_by=cast.signatory.who["actor"].pk)
    with pytest.raises(Refusal, match="Qui prépare"):
        approve(cast, number)


def test_nothing_is_done_again_while_no_contest_lowered_the_debt(
    cast: Cast, entered: str, approved: str
) -> None:
    with pytest.raises(Refusal, match="Aucune contestation"):
        redo(cast, approved)
    upheld(cast, entered, to=10**9)
    with pytest.raises(Refusal, match="Aucune contestation"):
        redo(cast, approved)


def test_a_debt_that_moves_again_is_computed_again_before_it_is_approved(
    cast: Cast, entered: str, approved: str
) -> None:
    first = lowered(cast, entered, approved)
    number = redo(cast, approved)
    upheld(cast, entered, line=2, to=0)
    with pytest.raises(Refusal, match="encore bougé"):
        approve(cast, number)
    assert redo(cast, approved) == number
    approve(cast, number)
    assert seen(number, ON).head.to_pay < first.head.to_pay - first.lowered


def test_a_payment_recorded_while_it_waits_is_kept_as_well(
    cast: Cast, entered: str, approved: str
) -> None:
    lowered(cast, entered, approved)
    number = redo(cast, approved)
    pay(cast, approved, 50_000, reference="V-2")
    before = seen(approved, ON)
    approve(cast, number)
    assert (seen(number, ON).paid, seen(number, ON).left) == (before.paid, before.owed)


def test_a_plan_done_again_is_the_fund_s_and_may_be_given_up(
    cast: Cast, entered: str, approved: str
) -> None:
    lowered(cast, entered, approved)
    number = redo(cast, approved)
    with pytest.raises(Refusal, match="ne se retire pas"):
        debts.withdraw_settlement(number=number, **cast.employer.who, at=LATER)
    debts.refuse_settlement(number=number, reason="Erreur", **cast.officer.who, at=LATER)
    assert seen(approved, ON).head.status == "running"
    assert redo(cast, approved) != number


def test_it_may_be_done_again_more_than_once_and_kept_to_the_end(
    cast: Cast, entered: str, approved: str
) -> None:
    lowered(cast, entered, approved)
    number = redo(cast, approved)
    approve(cast, number)
    upheld(cast, entered, line=2, to=0)
    again = redo(cast, number)
    approve(cast, again)
    left = seen(again, ON).left
    pay(cast, again, left, reference="V-9", paid_on=date(2024, 12, 1))
    assert seen(again, ON).left == 0
    assert seen(number, ON).replaced_by == again
    assert InstalmentPayment.objects.filter(instalment__settlement__number=again).exists()


def test_what_is_due_now_and_what_a_default_would_cost_count_the_contest(
    cast: Cast, entered: str, approved: str
) -> None:
    before = seen(approved, ON)
    upheld(cast, entered, to=before.lines[0].owed // 2)
    after = seen(approved, ON)
    assert after.lowered > 0
    assert sum(item.left for item in after.instalments) == after.owed
    asked = [sum(alarm.amount for alarm in told.alarms) for told in (before, after)]
    assert 0 < asked[1] < asked[0]
    assert before.would_cost is not None
    assert after.would_cost is not None
    assert after.would_cost.to_pay == before.would_cost.to_pay - after.lowered
    cost = after.would_cost
    assert cost.owed_after == after.owed + cost.waived_back + cost.grown
    # What is written when it comes is what was told.
    bill = debts.declare_default(
        number=approved, declared_on=ON, reason="Rien n’est payé", **cast.signatory.who, at=LATER
    )
    assert bill.owed_after == cost.owed_after


def test_a_plan_that_owes_nothing_any_more_is_closed_not_done_again(
    cast: Cast, entered: str, approved: str
) -> None:
    for item in seen(approved).lines:
        upheld(cast, entered, line=item.number, to=0)
    with pytest.raises(Refusal, match="Plus rien"):
        redo(cast, approved)
    assert seen(approved, ON).owed == 0
    assert seen(approved, ON).alarms == () or all(
        alarm.month for alarm in seen(approved, ON).alarms
    )
    held = seen(approved, ON)
    for month in held.contributions:
        debts.record_contribution(
            number=approved, month=month.month, paid_on=ON, **cast.officer.who, at=LATER
        )
    debts.keep_settlement(number=approved, **cast.officer.who, at=LATER)
    assert seen(approved, ON).head.status == "kept"


def test_ways_to_settle_are_computed_on_what_is_owed_now(
    cast: Cast, entered: str, approved: str
) -> None:
    def debt() -> tuple[int, int]:
        found = queries.statement(entered)
        assert found is not None
        entries = queries.entries_of_now(found, on=ON)
        ways = queries.choices(
            entries, order=found.order, months=12, asked_on=date(2024, 10, 7),
            first_on=date(2024, 11, 15),
        )  # fmt: skip
        assert ways is not None
        assert ways.plain.terms is not None
        return ways.plain.terms.debt, found.now.left

    told, left = debt()
    assert told == left == seen(approved).head.to_pay
    lowered(cast, entered, approved)
    told, left = debt()
    assert told == left == seen(approved, ON).owed
    bill = debts.declare_default(
        number=approved, declared_on=ON, reason="Plus rien", **cast.signatory.who, at=LATER
    )
    told, left = debt()
    assert told == left == bill.owed_after
    # What is asked for then is what was shown.
    number = debts.simulate_settlement(
        draft=debts.SettlementDraft(
            statement=entered, operation=queries.PLAIN, months=12, asked_on=LATER.date(),
            first_due_on=LATER.date() + timedelta(days=20),
        ),
        **cast.employer.who, at=LATER,
    )  # fmt: skip
    assert Settlement.objects.get(number=number).to_pay_centimes == told


def test_a_prepared_plan_is_still_sent_back_when_the_debt_moved(cast: Cast, entered: str) -> None:
    number = prepared(cast, entered)
    upheld(cast, entered)
    with pytest.raises(Refusal):
        debts.approve_settlement(number=number, is_gap_read=True, **cast.signatory.who, at=NEXT)
