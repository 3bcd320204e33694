"""What is taken back of debts, and what ends a plan: no sum is asked for, nor paid, twice."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest

from mithaq.apps.accounts.models import AuditLine
from mithaq.apps.corridor.models import (
    CurrentContribution,
    DebtStatement,
    GoodStanding,
    Settlement,
)
from mithaq.apps.corridor.operations import debts
from mithaq.apps.corridor.queries.debts import owed_now, standing_request
from mithaq.base.errors import Refusal
from tests.apps.corridor.debts.conftest import ENTERED, Cast, a_draft, rules_of
from tests.apps.corridor.debts.test_settlements import (
    FIRST,
    NEXT,
    approved,
    pay,
    prepared,
    seen,
    simulated,
)
from tests.apps.corridor.debts.test_standing import asked, issue

__all__ = ["approved"]
pytestmark = pytest.mark.django_db
LATER = datetime(2024, 11, 4, 12, tzinfo=UTC)
ALL = a_draft().lines


def restated(cast: Cast, *, at: datetime = LATER, **changes: object) -> str:
    """A later statement of the fund, without a reference unless one is said."""
    given = {"reference": "", "as_of_on": at.date()} | changes
    return debts.enter_statement(draft=a_draft(**given), **cast.officer.who, at=at)


def asked_again(cast: Cast, statement: str, at: datetime = LATER) -> str:
    """The company asks for twelve instalments of a statement, and hands it to the fund."""
    draft = debts.SettlementDraft(
        statement=statement, operation="no_waiver", months=12, asked_on=at.date(),
        first_due_on=date(2024, 12, 15),
    )  # fmt: skip
    return debts.ask_settlement(draft=draft, **cast.employer.who, at=at)


def decided(cast: Cast, number: str, at: datetime = LATER) -> None:
    """The fund prepares and approves."""
    first = date(2024, 12, 15)
    debts.prepare_settlement(number=number, first_due_on=first, **cast.officer.who, at=at)
    debts.approve_settlement(number=number, is_gap_read=True, **cast.signatory.who, at=at)


def test_a_plan_of_the_same_debts_ends_the_one_before(cast: Cast, approved: str) -> None:
    newer = restated(cast)
    second = asked_again(cast, newer)
    assert seen(second, LATER.date()).would_replace == (approved,)
    decided(cast, second)
    first, now = seen(approved, LATER.date()), seen(second, LATER.date())
    assert (first.head.status, first.replaced_by) == ("replaced", second)
    assert first.ended_at == LATER
    assert (now.head.status, now.would_replace) == ("approved", ())
    line = AuditLine.objects.get(action="debts.replace_settlement")
    assert (line.object_ref, line.after["replaced_by"]) == (approved, second)
    # One plan is owed, not two; nothing more is paid under the first.
    rows = [Settlement.objects.get(number=number).statement for number in (approved, second)]
    assert [owed_now(rows)[row.pk].settlement for row in rows] == ["", second]
    with pytest.raises(Refusal) as refusal:
        pay(cast, approved, LATER.date(), 100)
    assert rules_of(refusal) == {"settlement_steps"}


def test_what_was_paid_since_a_statement_is_counted_before_it_is_settled(
    cast: Cast, approved: str
) -> None:
    newer = restated(cast)
    number = asked_again(cast, newer)
    paid_at = LATER + timedelta(days=1)
    pay(cast, approved, paid_at.date(), 10_000)
    with pytest.raises(Refusal) as refusal:
        decided(cast, number, paid_at)
    assert rules_of(refusal) == {"counts_what_is_paid"}
    debts.withdraw_settlement(number=number, **cast.employer.who, at=paid_at)
    with pytest.raises(Refusal) as refusal:
        asked_again(cast, newer, paid_at)
    assert rules_of(refusal) == {"counts_what_is_paid"}
    lines = (*ALL[:-1], debts.LineDraft(kind="payment", amount=310_000, paid_on=paid_at.date()))
    up_to_date = restated(cast, at=paid_at, lines=lines)
    decided(cast, asked_again(cast, up_to_date, paid_at), paid_at)
    assert seen(approved, paid_at.date()).head.status == "replaced"


def test_a_statement_replaced_the_same_day_is_not_settled(cast: Cast) -> None:
    large = restated(cast, at=ENTERED)
    number = prepared(cast, large)
    simulation = simulated(cast, large)
    small = restated(cast, at=ENTERED, lines=(debts.LineDraft(
        kind="principal", branch="general", month=date(2024, 2, 1), amount=10_000),))  # fmt: skip
    with pytest.raises(Refusal) as refusal:
        debts.approve_settlement(number=number, is_gap_read=True, **cast.signatory.who, at=NEXT)
    assert rules_of(refusal) == {"sums_as_asked"}
    # What still waits on it is taken back before anything is asked on the one that holds.
    with pytest.raises(Refusal) as refusal:
        asked_again(cast, small)
    assert rules_of(refusal) == {"one_at_a_time"}
    debts.withdraw_settlement(number=number, reason=" Relevé faux. ", **cast.employer.who, at=NEXT)
    found = seen(number)
    assert (found.head.status, found.withdrawal) == ("withdrawn", "Relevé faux.")
    with pytest.raises(Refusal) as refusal:
        debts.request_settlement(number=simulation, **cast.employer.who, at=NEXT)
    assert rules_of(refusal) == {"statement_holds"}
    decided(cast, asked_again(cast, small))


def test_a_request_is_taken_back_by_the_company_alone_before_the_decision(
    cast: Cast, entered: str
) -> None:
    number = prepared(cast, entered)
    for who in (cast.officer, cast.signatory, cast.federation, cast.auditor):
        with pytest.raises(Refusal) as refusal:
            debts.withdraw_settlement(number=number, **who.who, at=NEXT)
        assert rules_of(refusal) == {"right"}
    debts.approve_settlement(number=number, is_gap_read=True, **cast.signatory.who, at=NEXT)
    with pytest.raises(Refusal) as refusal:
        debts.withdraw_settlement(number=number, **cast.employer.who, at=NEXT)
    assert rules_of(refusal) == {"settlement_steps"}


def test_a_payment_is_recorded_once_and_after_its_statement(cast: Cast, approved: str) -> None:
    pay(cast, approved, FIRST, 100_000)
    with pytest.raises(Refusal) as refusal:
        pay(cast, approved, FIRST, 100_000)
    assert rules_of(refusal) == {"payment_once"}
    early = {"paid_on": date(1990, 1, 1), "amount": 1, "at": LATER}
    with pytest.raises(Refusal) as refusal:
        debts.record_payment(number=approved, **early, **cast.officer.who)
    assert rules_of(refusal) == {"paid_since_statement"}
    debts.record_payment(
        number=approved, paid_on=FIRST, amount=100_000, reference="V-2", **cast.officer.who,
        at=datetime(2024, 11, 16, 12, tzinfo=UTC),
    )  # fmt: skip
    assert seen(approved).paid == 200_000


def test_a_payment_recorded_by_mistake_is_taken_back_with_a_reason(
    cast: Cast, approved: str
) -> None:
    pay(cast, approved, FIRST, 160_000)
    pay(cast, approved, FIRST + timedelta(days=1), 20_000)
    wrong, right = seen(approved).payments
    assert (wrong.amount, right.amount, len(wrong.rows)) == (160_000, 20_000, 2)
    at = datetime(2024, 11, 20, 12, tzinfo=UTC)
    act = {"number": approved, "payment": wrong.key, "at": at}
    with pytest.raises(Refusal) as refusal:
        debts.withdraw_payment(**act, reason=" ", **cast.officer.who)
    assert rules_of(refusal) == {"says_why"}
    with pytest.raises(Refusal) as refusal:
        debts.withdraw_payment(**act, reason="Erreur", **cast.employer.who)
    assert rules_of(refusal) == {"right"}
    debts.withdraw_payment(**act, reason="Inscrit pour un autre.", **cast.officer.who)
    found = seen(approved)
    # What stands goes to the oldest instalment; the one withdrawn stays, with why.
    assert [item.paid for item in found.instalments[:3]] == [20_000, 0, 0]
    struck = next(item for item in found.payments if item.is_withdrawn)
    assert (struck.amount, struck.withdrawal) == (160_000, "Inscrit pour un autre.")
    row = Settlement.objects.get(number=approved).statement
    assert owed_now([row])[row.pk].paid == 20_000
    with pytest.raises(Refusal) as refusal:
        debts.withdraw_payment(**act, reason="Encore", **cast.officer.who)
    assert rules_of(refusal) == {"payment_exists"}
    # Taken back, it may be recorded again.
    pay(cast, approved, FIRST, 160_000)


def test_a_simulation_is_forgotten_and_its_number_never_comes_back(
    cast: Cast, entered: str
) -> None:
    number = simulated(cast, entered)
    debts.drop_simulation(number=number, **cast.employer.who, at=NEXT)
    assert not Settlement.objects.exists()
    assert simulated(cast, entered) > number
    asked_for = prepared(cast, entered)
    with pytest.raises(Refusal) as refusal:
        debts.drop_simulation(number=asked_for, **cast.employer.who, at=NEXT)
    assert rules_of(refusal) == {"settlement_steps"}


def test_a_simulation_goes_with_its_statement_and_the_fund_is_told_nothing(
    cast: Cast, entered: str
) -> None:
    simulated(cast, entered)
    debts.erase_statement(number=entered, reason="Erreur", **cast.officer.who, at=NEXT)
    assert not Settlement.objects.exists()
    # The journal of the statement erased is never that of another.
    assert restated(cast) != entered


def test_a_certificate_is_revoked_by_who_signs_with_reasons(cast: Cast) -> None:
    number = asked(cast.employer)
    act = {"number": number, "reasons": "Échéancier en défaut.", "at": NEXT}
    with pytest.raises(Refusal) as refusal:
        debts.revoke_good_standing(**act, **cast.signatory.who)
    assert rules_of(refusal) == {"is_issued"}
    issue(number, cast.signatory)
    for who in (cast.employer, cast.officer, cast.auditor):
        with pytest.raises(Refusal) as refusal:
            debts.revoke_good_standing(**act, **who.who)
        assert rules_of(refusal) == {"right"}
    with pytest.raises(Refusal) as refusal:
        debts.revoke_good_standing(**(act | {"reasons": ""}), **cast.signatory.who)
    assert rules_of(refusal) == {"says_why"}
    assert debts.revoke_good_standing(**act, **cast.signatory.who) == "ABCD2345EFGH"
    view = standing_request(number)
    assert view is not None
    assert (view.status, view.revocation) == ("revoked", "Échéancier en défaut.")
    assert view.revoked_at == NEXT
    # Another may be asked for.
    assert asked(cast.employer) != number


def test_a_default_tells_of_the_certificates_that_hold_still(cast: Cast, approved: str) -> None:
    CurrentContribution.objects.filter(settlement__number=approved).update(paid_on=NEXT.date())
    number = asked(cast.employer)
    issue(number, cast.signatory, until=date(2025, 6, 1), basis="Échéancier respecté.")
    at = datetime(2025, 1, 20, 12, tzinfo=UTC)
    assert seen(approved, at.date()).certificates == ()
    debts.declare_default(
        number=approved, declared_on=at.date(), reason="Rien n’est payé", **cast.signatory.who,
        at=at,
    )  # fmt: skip
    assert seen(approved, at.date()).certificates == (number,)
    debts.revoke_good_standing(
        number=number, reasons="Échéancier en défaut.", **cast.signatory.who, at=at
    )
    assert seen(approved, at.date()).certificates == ()
    assert GoodStanding.objects.get(number=number).revoked_by == cast.signatory.user


def test_a_contest_upheld_lowers_what_is_owed_under_the_plan(
    cast: Cast, entered: str, approved: str
) -> None:
    before = seen(approved, LATER.date())
    assert (before.lowered, before.owed) == (0, before.left)
    key = debts.contest_line(
        number=entered, line_number=5, reason="?", **cast.employer.who, at=LATER
    )
    said = {"contest": key, "answer": "Oui.", "at": LATER, **cast.officer.who}
    debts.answer_contest(number=entered, corrected=765_000, **said)
    found = seen(approved, LATER.date())
    row = DebtStatement.objects.get(number=entered)
    assert found.head.to_pay == before.head.to_pay
    assert 0 < found.lowered <= 35_000
    assert found.owed == before.left - found.lowered == owed_now([row])[row.pk].left
