"""Every rule of the tables of debts, broken once through the ORM."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any, Final

import pytest
from django.db import IntegrityError, connection, models, transaction

from mithaq.apps.corridor.models import (
    Contest,
    CurrentContribution,
    DebtLine,
    DebtStatement,
    GoodStanding,
    Instalment,
    InstalmentPayment,
    PlanDefault,
    Settlement,
)
from tests.conftest import AT

Change = Callable[[Any], None]
MONTH: Final = date(2024, 1, 1)
DAY: Final = date(2024, 3, 11)


def _set(**values: Any) -> Change:
    def change(row: Any) -> None:
        type(row).objects.filter(pk=row.pk).update(**values)

    return change


def _copy(**values: Any) -> Change:
    def change(row: Any) -> None:
        row.pk = None
        row._state.adding = True
        for name, value in values.items():
            setattr(row, name, value)
        row.save()

    return change


BROKEN: Final[list[tuple[str, type[models.Model], Change]]] = [
    ("debt_statement_of_another", DebtStatement, _set(company=models.F("issuer"))),
    ("debt_statement_reference_once", DebtStatement, _copy(number="2024-000002")),
    ("debt_line_number_unique", DebtLine, _copy()),
    ("debt_line_has_an_amount", DebtLine, _set(amount_centimes=0)),
    ("debt_line_only_payments_are_paid", DebtLine, _set(paid_on=DAY)),
    ("debt_line_is_of_a_month", DebtLine, _set(month=None)),
    ("debt_line_is_of_a_branch", DebtLine, _set(branch="")),
    ("debt_line_month_is_its_first_day", DebtLine, _set(month=DAY)),
    ("contest_one_standing", Contest, _copy()),
    ("contest_says_why", Contest, _set(reason="")),
    ("contest_answered_with_reasons", Contest, _set(answered_at=AT)),
    ("contest_upheld_says_the_amount", Contest,
     _set(status="upheld", answer="Oui.", answered_at=AT)),
    ("contest_answered_by_another", Contest, _set(answered_by=models.F("contested_by"))),
    ("good_standing_asked_once", GoodStanding, _copy(number="2024-000002")),
    ("good_standing_decided_with_reasons", GoodStanding, _set(status="refused", decided_at=AT)),
    ("good_standing_decided_by_another", GoodStanding, _set(decided_by=models.F("requested_by"))),
    ("settlement_one_at_a_time", Settlement, _copy(number="2024-000002")),
    ("settlement_adds_up", Settlement, _set(to_pay_centimes=1)),
    ("settlement_two_people", Settlement, _set(approved_by=models.F("prepared_by"))),
    ("settlement_approved_was_prepared", Settlement, _set(status="approved")),
    ("settlement_refused_says_why", Settlement, _set(status="refused", ended_at=AT)),
    ("settlement_asked_for_is_dated", Settlement, _set(requested_at=None)),
    ("instalment_number_unique", Instalment, _copy()),
    ("instalment_is_to_pay", Instalment, _set(due_on=MONTH)),
    ("instalment_payment_has_an_amount", InstalmentPayment, _set(amount_centimes=0)),
    ("current_contribution_once", CurrentContribution, _copy()),
    ("current_contribution_month_is_its_first_day", CurrentContribution, _set(month=DAY)),
    ("plan_default_adds_up", PlanDefault, _set(reinstated_centimes=1)),
    ("plan_default_says_why", PlanDefault, _set(reason="")),
]  # fmt: skip


@pytest.fixture
def one_of_each(alice: Any, bodies: dict[str, int]) -> None:
    """One right row of every table."""
    company, fund = bodies["conserves-du-verger"], bodies["agence-hesperides"]
    statement = DebtStatement.objects.create(
        number="2024-000001", company_id=company, issuer_id=fund, as_of_on=DAY, reference="R-1",
        received_how="entered", imputation_order="principal_first", law_digest="0" * 64,
        recorded_at=AT,
    )  # fmt: skip
    line = DebtLine.objects.create(
        statement=statement, number=1, kind="principal", branch="general", month=MONTH,
        amount_centimes=100,
    )  # fmt: skip
    Contest.objects.create(
        line=line, status="open", reason="Payé.", contested_by=alice, contested_at=AT
    )
    GoodStanding.objects.create(
        number="2024-000001", company_id=company, issuer_id=fund, status="asked",
        requested_by=alice, requested_at=AT,
    )  # fmt: skip
    settlement = Settlement.objects.create(
        number="2024-000001", statement=statement, operation="no_waiver", months=1, asked_on=DAY,
        first_due_on=DAY, odd_instalment="last", days_off="kept", status="prepared",
        debt_centimes=100, waived_surcharges_centimes=0, waived_penalties_centimes=0,
        to_pay_centimes=100, law_digest="0" * 64, requested_at=AT, prepared_by=alice,
        prepared_at=AT,
    )  # fmt: skip
    instalment = Instalment.objects.create(
        settlement=settlement, number=1, planned_on=DAY, due_on=DAY, amount_centimes=100
    )
    InstalmentPayment.objects.create(
        instalment=instalment, paid_on=DAY, amount_centimes=100, recorded_at=AT
    )
    CurrentContribution.objects.create(settlement=settlement, month=MONTH, due_on=DAY)
    PlanDefault.objects.create(
        settlement=settlement, declared_on=DAY, reason="Échéance manquée.", missed_count=1,
        unpaid_months_count=0, waived_back_centimes=0, grown_centimes=0, reinstated_centimes=0,
        paid_centimes=0, owed_centimes=100, law_digest="0" * 64, declared_at=AT,
    )  # fmt: skip


@pytest.mark.django_db
@pytest.mark.parametrize(("name", "table", "change"), BROKEN, ids=[row[0] for row in BROKEN])
def test_the_database_refuses(one_of_each: None, name: str, table: Any, change: Change) -> None:
    row = table.objects.order_by("pk").first()
    with pytest.raises(IntegrityError) as refused, transaction.atomic():
        change(row)

    if connection.vendor == "postgresql":
        assert name in str(refused.value)
