"""A settlement from simulation to its end: who does what, sums to the centime, what comes back."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from mithaq.apps.corridor.models import Contest, CurrentContribution, DebtLine, Settlement
from mithaq.apps.corridor.operations import debts
from mithaq.apps.corridor.queries import debts as queries
from mithaq.apps.corridor.queries.debts import SettlementView, settlement_view
from mithaq.apps.programmes.queries.law import read_the_law_again
from mithaq.apps.reference.models import Holiday
from mithaq.base.errors import Refusal
from tests.apps.corridor.debts.conftest import (
    ENTERED,
    FEDERATION,
    FUND,
    Cast,
    a_draft,
    a_settlement,
    rules_of,
)

pytestmark = pytest.mark.django_db
FIRST = date(2024, 11, 15)
NEXT = ENTERED + timedelta(hours=1)


def seen(number: str, on: date = date(2024, 10, 7)) -> SettlementView:
    """A settlement that exists."""
    found = settlement_view(number, on=on)
    assert found is not None
    return found


def simulated(cast: Cast, statement: str, **changes: Any) -> str:
    """Twelve instalments under the operation of 2023."""
    draft = a_settlement(statement, **changes)
    return debts.simulate_settlement(draft=draft, **cast.employer.who, at=ENTERED)


def prepared(cast: Cast, statement: str, **changes: Any) -> str:
    """Asked for, transmitted, prepared by the officer."""
    number = simulated(cast, statement)
    debts.request_settlement(number=number, **cast.employer.who, at=NEXT)
    debts.transmit_settlement(number=number, **cast.federation.who, at=NEXT)
    debts.prepare_settlement(
        number=number, first_due_on=FIRST, **changes, **cast.officer.who, at=NEXT
    )
    return number


@pytest.fixture
def approved(cast: Cast, entered: str) -> str:
    """A plan of twelve months, approved."""
    number = prepared(cast, entered)
    debts.approve_settlement(number=number, is_gap_read=True, **cast.signatory.who, at=NEXT)
    return number


def test_options_stand_side_by_side(entered: str) -> None:
    found = queries.statement(entered)
    assert found is not None
    ways = queries.choices(
        found.entries, order=found.order, months=12, asked_on=date(2024, 10, 7), first_on=FIRST
    )
    assert ways is not None
    assert ways.plain.terms is not None
    assert ways.plain.terms.to_pay == 1_889_000
    offered = {item.option.code: item.terms for item in ways.operations if item.option}
    assert [code for code, terms in offered.items() if terms] == ["of_2023"]
    # At most 24 months: 50 % of surcharges and costs, 80 % of penalties.
    terms = offered["of_2023"]
    assert terms is not None
    assert (terms.waived_surcharges, terms.waived_penalties) == (84_500, 16_000)
    by_length = {item.months: item.waived for item in ways.best.by_length}
    assert by_length[1] > by_length[24] == by_length[12] > by_length[36]


def test_a_settlement_goes_from_hand_to_hand(cast: Cast, approved: str) -> None:
    found = seen(approved)
    assert found.head.status == "approved"
    assert found.head.to_pay == 1_889_000 - 84_500 - 16_000
    assert [item.amount for item in found.instalments] == [149_041] * 11 + [149_049]
    assert sum(item.amount for item in found.instalments) == found.head.to_pay
    assert found.instalments[3].due_on == date(2025, 2, 15)
    months = [item.month for item in found.contributions]
    assert months[0] == date(2024, 9, 1)
    assert months[-1] == date(2025, 9, 1)
    assert len(months) == 13


def test_each_hand_does_its_own_part_only(cast: Cast, entered: str) -> None:
    number = simulated(cast, entered)
    with pytest.raises(Refusal) as refusal:
        debts.request_settlement(number=number, **cast.federation.who, at=NEXT)
    assert rules_of(refusal) == {"settlement_exists"}
    debts.request_settlement(number=number, **cast.employer.who, at=NEXT)
    with pytest.raises(Refusal) as refusal:
        debts.prepare_settlement(number=number, first_due_on=FIRST, **cast.officer.who, at=NEXT)
    assert rules_of(refusal) == {"settlement_exists"}
    debts.transmit_settlement(number=number, **cast.federation.who, at=NEXT)
    with pytest.raises(Refusal) as refusal:
        debts.approve_settlement(number=number, is_gap_read=True, **cast.signatory.who, at=NEXT)
    assert rules_of(refusal) == {"settlement_steps"}
    for person in (cast.employer, cast.federation, cast.signatory, cast.auditor):
        with pytest.raises(Refusal) as refusal:
            debts.prepare_settlement(number=number, first_due_on=FIRST, **person.who, at=NEXT)
        assert rules_of(refusal) == {"right"}
    with pytest.raises(Refusal) as refusal:
        debts.refuse_settlement(number=number, reason="", **cast.officer.who, at=NEXT)
    assert rules_of(refusal) == {"says_why"}
    debts.refuse_settlement(number=number, reason="Dossier vide.", **cast.officer.who, at=NEXT)
    assert seen(number).refusal == "Dossier vide."


def test_who_prepares_never_approves_even_under_both_roles(cast: Cast, entered: str) -> None:
    from mithaq.apps.organisations.operations import MandateDraft, grant_mandate
    from mithaq.apps.organisations.queries import mandates_of
    from tests.conftest import AT

    number = prepared(cast, entered)
    with pytest.raises(Refusal) as refusal:
        debts.approve_settlement(number=number, is_gap_read=True, **cast.officer.who, at=NEXT)
    assert rules_of(refusal) == {"right"}
    grant_mandate(
        draft=MandateDraft(user_id=cast.officer.user.pk, role="signatory", organisation=FUND,
                           territory=None, starts_on=date(2021, 1, 1), ends_on=None),
        actor=None, mandate="", at=AT,
    )  # fmt: skip
    both = next(m for m in mandates_of(user=cast.officer.user) if m.role == "signatory")
    with pytest.raises(Refusal) as refusal:
        debts.approve_settlement(number=number, actor=cast.officer.user, under=both, at=NEXT)
    assert rules_of(refusal) == {"two_people"}


def test_an_operation_that_ended_is_not_asked_for(cast: Cast, entered: str) -> None:
    number = simulated(cast, entered)
    late = datetime(2025, 1, 16, 9, tzinfo=UTC)
    with pytest.raises(Refusal) as refusal:
        debts.request_settlement(number=number, **cast.employer.who, at=late)
    assert rules_of(refusal) == {"sums_as_simulated", "first_due_is_later"}
    with pytest.raises(Refusal) as refusal:
        simulated(cast, entered, operation="of_2015", months=0, first_due_on=date(2024, 10, 1))
    assert rules_of(refusal) == {"months_are_some", "first_due_is_later"}
    with pytest.raises(Refusal) as refusal:
        simulated(cast, entered, operation="of_covid", asked_on=date(2020, 1, 1),
                  first_due_on=date(2020, 2, 1))  # fmt: skip
    assert rules_of(refusal) == {"operation_is_known"}
    with pytest.raises(Refusal) as refusal:
        simulated(cast, entered, operation="of_2015")
    assert rules_of(refusal) == {"operation_is_open"}


def test_a_line_corrected_after_the_simulation_asks_for_another(cast: Cast, entered: str) -> None:
    number = simulated(cast, entered)
    key = debts.contest_line(
        number=entered, line_number=2, reason="?", **cast.employer.who, at=ENTERED
    )
    debts.answer_contest(
        number=entered, contest=key, corrected=0, answer="Oui.", **cast.officer.who, at=ENTERED
    )
    with pytest.raises(Refusal) as refusal:
        debts.request_settlement(number=number, **cast.employer.who, at=NEXT)
    assert rules_of(refusal) == {"sums_as_simulated"}


def test_a_debt_that_moves_after_the_request_is_not_settled(cast: Cast, entered: str) -> None:
    number = prepared(cast, entered)
    key = debts.contest_line(
        number=entered, line_number=2, reason="?", **cast.employer.who, at=NEXT
    )
    debts.answer_contest(
        number=entered, contest=key, corrected=0, answer="Oui.", **cast.officer.who, at=NEXT
    )
    for act, who in ((debts.approve_settlement, cast.signatory), (_prepare, cast.officer)):
        with pytest.raises(Refusal) as refusal:
            act(number=number, **who.who, at=NEXT)
        assert rules_of(refusal) == {"sums_as_asked"}
    Contest.objects.update(corrected_centimes=90_000)
    later = ENTERED + timedelta(days=30)
    same = {"as_of_on": date(2024, 10, 31), "reference": "AV-78"}
    newer = debts.enter_statement(draft=a_draft(**same), **cast.officer.who, at=later)
    # A newer statement that says the same debt changes nothing; a payment that it counts does.
    Settlement.objects.filter(number=number).update(prepared_by=cast.auditor.user)
    paid = DebtLine.objects.filter(statement__number=newer, kind="payment")
    paid.update(amount_centimes=300_001)
    with pytest.raises(Refusal) as refusal:
        debts.approve_settlement(number=number, is_gap_read=True, **cast.signatory.who, at=later)
    assert rules_of(refusal) == {"sums_as_asked"}
    paid.update(amount_centimes=300_000)
    debts.approve_settlement(number=number, is_gap_read=True, **cast.signatory.who, at=later)
    assert seen(number).head.status == "approved"


def _prepare(**who: Any) -> None:
    debts.prepare_settlement(first_due_on=FIRST, **who)


def test_a_plan_begins_after_its_decision_and_soon(cast: Cast, entered: str) -> None:
    with pytest.raises(Refusal) as refusal:
        simulated(cast, entered, first_due_on=date(2025, 1, 8))
    assert rules_of(refusal) == {"first_due_is_soon"}
    number = prepared(cast, entered)
    for day, rule in ((NEXT.date(), "later"), (date(2025, 1, 8), "soon")):
        with pytest.raises(Refusal) as refusal:
            debts.prepare_settlement(number=number, first_due_on=day, **cast.officer.who, at=NEXT)
        assert rules_of(refusal) == {f"first_due_is_{rule}"}
    late = datetime(2024, 11, 16, 9, tzinfo=UTC)
    with pytest.raises(Refusal) as refusal:
        debts.approve_settlement(number=number, is_gap_read=True, **cast.signatory.who, at=late)
    assert rules_of(refusal) == {"first_due_is_to_come"}
    # The fund is not stuck: the officer prepares again, with another day.
    debts.prepare_settlement(
        number=number, first_due_on=date(2024, 12, 15), **cast.officer.who, at=late
    )
    debts.approve_settlement(number=number, is_gap_read=True, **cast.signatory.who, at=late)
    assert seen(number).instalments[0].due_on == date(2024, 12, 15)


def test_the_statement_is_held_while_its_settlement_is_decided(cast: Cast, entered: str) -> None:
    number = prepared(cast, entered)
    with CaptureQueriesContext(connection) as asked:
        debts.approve_settlement(number=number, is_gap_read=True, **cast.signatory.who, at=NEXT)
    if connection.features.has_select_for_update:
        held = next(item["sql"] for item in asked if "FOR UPDATE" in item["sql"])
        assert '"corridor_debtstatement"' in held.partition("FOR UPDATE")[2]


def test_one_settlement_at_a_time(cast: Cast, entered: str, approved: str) -> None:
    number = simulated(cast, entered)
    with pytest.raises(Refusal) as refusal:
        debts.request_settlement(number=number, **cast.employer.who, at=NEXT)
    assert rules_of(refusal) == {"one_at_a_time"}


def test_days_off_move_due_days_only_when_the_fund_says_so(cast: Cast, entered: str) -> None:
    Holiday.objects.create(on=date(2024, 11, 18), label_fr="Fête", label_ar="عيد",
                           label_en="Feast", kind="fixed")  # fmt: skip
    number = prepared(cast, entered, days_off="next_open_day", odd_instalment="first")
    Settlement.objects.filter(number=number).update(first_due_on=date(2024, 11, 16))
    debts.approve_settlement(number=number, is_gap_read=True, **cast.signatory.who, at=NEXT)
    first = seen(number).instalments[0]
    # A Saturday, then a Sunday, then the feast of 18 November.
    assert (first.planned_on, first.due_on) == (date(2024, 11, 16), date(2024, 11, 19))
    assert first.amount == 149_049


def pay(cast: Cast, number: str, on: date, amount: int) -> tuple[int, ...]:
    """A payment recorded the day it was made."""
    at = datetime(on.year, on.month, on.day, 12, tzinfo=UTC)
    return debts.record_payment(
        number=number, paid_on=on, amount=amount, reference="V", **cast.officer.who, at=at
    )


def test_payments_go_to_the_oldest_instalments_and_never_beyond(cast: Cast, approved: str) -> None:
    assert pay(cast, approved, FIRST, 149_041 + 100) == (1, 2)
    found = seen(approved)
    assert found.head.status == "running"
    assert [item.left for item in found.instalments[:3]] == [0, 148_941, 149_041]
    with pytest.raises(Refusal) as refusal:
        pay(cast, approved, FIRST, found.left + 1)
    assert rules_of(refusal) == {"no_more_than_asked"}
    with pytest.raises(Refusal) as refusal:
        debts.record_payment(
            number=approved, paid_on=FIRST, amount=1, **cast.employer.who, at=ENTERED
        )
    assert rules_of(refusal) == {"right"}


def test_alarms_sound_before_the_default(cast: Cast, approved: str) -> None:
    def kinds(on: date) -> list[tuple[str, int]]:
        return [(str(alarm.kind), alarm.days) for alarm in seen(approved, on).alarms]

    assert kinds(date(2024, 10, 8)) == [("contribution_soon", 2)]
    assert kinds(date(2024, 11, 6)) == [
        ("contribution_late", 27), ("contribution_soon", 4), ("instalment_soon", 9),
    ]  # fmt: skip
    assert ("instalment_late", 1) in kinds(date(2024, 11, 16))
    rows = queries.settlements(federation=FEDERATION, on=date(2024, 11, 6))
    assert [head.number for head, _alarms in queries.endangered(rows, on=date(2024, 11, 6))] == [
        approved
    ]


def contributed(cast: Cast, number: str, until: date) -> None:
    """Every current contribution due by a day is paid on its day."""
    for row in CurrentContribution.objects.filter(settlement__number=number, due_on__lte=until):
        day = row.due_on
        debts.record_contribution(
            number=number, month=row.month, paid_on=day, **cast.officer.who,
            at=datetime(day.year, day.month, day.day, 12, tzinfo=UTC),
        )  # fmt: skip


def test_a_default_brings_back_what_was_waived_and_what_grew(cast: Cast, approved: str) -> None:
    pay(cast, approved, FIRST, 149_041)
    contributed(cast, approved, date(2025, 1, 20))
    day = date(2025, 1, 20)
    at = datetime(2025, 1, 20, 12, tzinfo=UTC)
    before = seen(approved, day)
    assert before.would_cost is not None
    with pytest.raises(Refusal) as refusal:
        debts.declare_default(
            number=approved, declared_on=date(2024, 12, 1), reason="Trop tôt",
            **cast.signatory.who, at=at,
        )  # fmt: skip
    assert rules_of(refusal) == {"not_kept_by_law"}
    with pytest.raises(Refusal) as refusal:
        debts.declare_default(
            number=approved, declared_on=day, reason="Échéance 2", **cast.officer.who, at=at
        )
    assert rules_of(refusal) == {"right"}
    bill = debts.declare_default(
        number=approved, declared_on=day, reason="Échéance 2", **cast.signatory.who, at=at
    )
    # Four months began since 30 September, at 1 %: February's contributions shrank with the payment
    # of 15 November (7,000 twice, then 5,509.59 twice), March and the health insurance did not.
    assert bill.waived_back == 100_500
    assert bill.grown == 25_019 + 8_000 * 4 + 2_000 * 4
    assert bill.owed_after == 1_889_000 + bill.grown - 149_041
    found = seen(approved, day)
    assert found.head.status == "defaulted"
    assert found.default is not None
    assert (
        found.default.reinstated
        == bill.reinstated
        == sum(line["amount"] for line in found.default.lines)
    )
    assert found.would_cost is None
    assert before.would_cost.reinstated == bill.reinstated


def replaced_value(path: str, value: float, at: datetime) -> None:
    """An operator replaces a value of the law, after what was agreed under it."""
    from mithaq.apps.programmes.models import ParameterOverride

    ParameterOverride.objects.create(
        path=path, since_on=date(2023, 11, 7), value=value, reason="Lu autrement", author="essai",
        is_exercise=True, recorded_at=at,
    )  # fmt: skip
    read_the_law_again()


def test_a_value_replaced_since_changes_nothing_of_what_was_agreed(
    cast: Cast, entered: str
) -> None:
    number = prepared(cast, entered)
    replaced_value("settlements.of_2023.surcharges_short", 0.6, NEXT + timedelta(hours=1))
    later = NEXT + timedelta(hours=2)
    debts.approve_settlement(number=number, is_gap_read=True, **cast.signatory.who, at=later)
    day = date(2025, 1, 20)
    before = seen(number, day).would_cost
    assert before is not None
    assert before.waived_back == 100_500
    bill = debts.declare_default(
        number=number, declared_on=day, reason="Rien n’est payé", **cast.signatory.who,
        at=datetime(2025, 1, 20, 12, tzinfo=UTC),
    )  # fmt: skip
    assert bill.waived_back == 100_500


def test_a_plan_paid_to_the_end_is_kept(cast: Cast, approved: str) -> None:
    end = datetime(2025, 10, 20, 12, tzinfo=UTC)
    pay(cast, approved, FIRST, seen(approved).left)
    with pytest.raises(Refusal) as refusal:
        debts.keep_settlement(number=approved, **cast.officer.who, at=end)
    assert rules_of(refusal) == {"kept_to_the_end"}
    contributed(cast, approved, date(2025, 12, 31))
    debts.keep_settlement(number=approved, **cast.officer.who, at=end)
    assert seen(approved).head.status == "kept"
    day = date(2025, 10, 21)
    standing = queries.standing(company="conserves-du-verger", issuer=FUND, on=day)
    assert (standing.is_possible, standing.owed) == (True, 0)
    # A later plan of the same statement that ended in default says where the debt stands now.
    kept = Settlement.objects.get(number=approved)
    kept.pk, kept.number, kept.status, kept.approved_at = None, "2025-000009", "defaulted", end
    kept.save()
    standing = queries.standing(company="conserves-du-verger", issuer=FUND, on=day)
    assert standing.is_possible is False
    assert standing.reasons == ("owes", "plan_defaulted")
    # Running again and paid to date, it is in good standing, and the debt is owed still.
    Settlement.objects.filter(pk=kept.pk).update(status="running")
    standing = queries.standing(company="conserves-du-verger", issuer=FUND, on=day)
    assert (standing.is_possible, standing.owed) == (True, 1_889_000)


def test_what_the_fund_sees_begins_with_the_transmission(cast: Cast, entered: str) -> None:
    number = simulated(cast, entered)
    on = date(2024, 10, 7)
    assert not queries.settlements(issuer=FUND, on=on)
    assert not queries.settlements(federation=FEDERATION, on=on)
    debts.request_settlement(number=number, **cast.employer.who, at=NEXT)
    assert not queries.settlements(issuer=FUND, on=on)
    assert queries.settlements(federation=FEDERATION, on=on).count() == 1
    debts.transmit_settlement(number=number, **cast.employer.who, at=NEXT)
    assert queries.settlements(issuer=FUND, on=on).count() == 1
