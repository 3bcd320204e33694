"""Statements and contests: entered whole, read by few, contested line by line."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from mithaq.apps.accounts.models import AuditLine
from mithaq.apps.corridor.models import DebtLine, DebtStatement
from mithaq.apps.corridor.operations import debts
from mithaq.apps.corridor.operations.debts import LineDraft
from mithaq.apps.corridor.queries.debts import StatementView, statement
from mithaq.base.errors import Refusal
from tests.apps.corridor.debts.conftest import COMPANY, ENTERED, OTHER, Cast, a_draft, rules_of

pytestmark = pytest.mark.django_db


def seen(number: str) -> StatementView:
    """A statement that exists."""
    found = statement(number)
    assert found is not None
    return found


def test_a_statement_is_read_line_by_line(entered: str) -> None:
    found = seen(entered)
    assert entered == "2024-000001"
    assert found.left == 1_889_000
    assert found.left_by_kind == {
        "principal": 1_700_000, "surcharge": 164_000, "penalty": 20_000, "costs": 5_000,
    }  # fmt: skip
    first = found.lines[0]
    # The payment went to the oldest contribution, by the order that the statement states.
    assert [(part.payment, part.amount) for part in first.parts] == [(9, 300_000)]
    assert first.left == 700_000
    assert first.growth is not None
    # The tenth of March 2024: 3 %, then 1 % of what was owed when each month began.
    assert [month.base for month in first.growth.months] == [1_000_000] * 3 + [700_000] * 4
    checks = {(check.month.month, check.branch.value): check.gap for check in found.checks}
    assert checks == {(2, "general"): 12_000, (3, "general"): 64_000 - 64_000, (4, "health"): 0}


def test_a_statement_is_read_in_as_many_queries_whatever_its_length(
    cast: Cast, django_assert_num_queries: Any
) -> None:
    lines = tuple(
        LineDraft(kind="principal", branch="general", month=date(2023, 1 + rank % 12, 1),
                  amount=1_000 + rank)
        for rank in range(120)
    )  # fmt: skip
    long = debts.enter_statement(draft=a_draft(lines=lines), **cast.officer.who, at=ENTERED)
    # Its lines and contests, its settlements, and what was said since.
    with django_assert_num_queries(7):
        assert len(seen(long).lines) == 120


def test_every_fault_is_told_at_once_with_its_line_and_rule(cast: Cast) -> None:
    lines = (
        LineDraft(kind="gift", amount=1),
        LineDraft(kind="principal", amount=0, month=None),
        LineDraft(kind="principal", branch="health", amount=5, month=date(2005, 1, 1)),
        LineDraft(kind="payment", amount=5),
        LineDraft(kind="costs", amount=5, month=date(2025, 1, 1), paid_on=date(2024, 1, 1)),
    )
    draft = a_draft(lines=lines, order="", issuer=OTHER, as_of_on=date(2024, 10, 8))
    with pytest.raises(Refusal) as refusal:
        debts.enter_statement(draft=draft, **cast.officer.who, at=ENTERED)
    assert [(fault.line, fault.rule) for fault in refusal.value.faults] == [
        (None, "debts.issuer_exists"),
        (None, "debts.as_of_is_past"),
        (None, "debts.order_is_stated"),
        (1, "debts.line_kind"),
        (2, "debts.line_has_an_amount"),
        (2, "debts.line_is_of_a_month"),
        (2, "debts.line_is_of_a_branch"),
        (3, "debts.health_since_2006"),
        (4, "debts.payment_has_a_day"),
        (5, "debts.line_month_is_past"),
        (5, "debts.only_payments_are_paid"),
    ]
    assert not DebtStatement.objects.exists()


def test_a_reference_of_the_fund_is_entered_once(cast: Cast, entered: str) -> None:
    with pytest.raises(Refusal) as refusal:
        debts.enter_statement(draft=a_draft(), **cast.officer.who, at=ENTERED)
    assert rules_of(refusal) == {"reference_once"}


@pytest.mark.parametrize("who", ["employer", "signatory", "federation", "auditor", "far_officer"])
def test_only_the_officer_of_the_fund_enters_a_statement(cast: Cast, who: str) -> None:
    with pytest.raises(Refusal) as refusal:
        debts.enter_statement(draft=a_draft(), **getattr(cast, who).who, at=ENTERED)
    assert rules_of(refusal) == {"right"}


@pytest.mark.parametrize("who", ["stranger", "federation", "far_officer"])
def test_whoever_it_does_not_concern_is_told_that_there_is_none(
    cast: Cast, entered: str, who: str
) -> None:
    with pytest.raises(Refusal) as refusal:
        debts.read_statement(number=entered, purpose="Voir", **getattr(cast, who).who, at=ENTERED)
    assert rules_of(refusal) == {"statement_exists"}


def test_a_reading_is_logged_with_its_purpose(cast: Cast, entered: str) -> None:
    with pytest.raises(Refusal) as refusal:
        debts.read_statement(number=entered, purpose=" ", **cast.auditor.who, at=ENTERED)
    assert rules_of(refusal) == {"purpose"}
    debts.read_statement(number=entered, purpose="Contrôle", **cast.auditor.who, at=ENTERED)
    line = AuditLine.objects.order_by("-pk").first()
    assert line is not None
    assert (line.action, line.object_ref, line.reason) == (
        "debts.read_statement", entered, "Contrôle",
    )  # fmt: skip
    assert "auditeur" in line.mandate


def test_an_upheld_contest_corrects_the_balance_and_keeps_the_line(
    cast: Cast, entered: str
) -> None:
    key = debts.contest_line(
        number=entered, line_number=2, reason="Payé en mars.", evidence="Reçu 4",
        **cast.employer.who, at=ENTERED,
    )  # fmt: skip
    with pytest.raises(Refusal) as refusal:
        debts.contest_line(
            number=entered, line_number=2, reason="Encore.", **cast.employer.who, at=ENTERED
        )
    assert rules_of(refusal) == {"one_standing_contest"}
    debts.answer_contest(
        number=entered, contest=key, corrected=78_000, answer="Recalculé.", **cast.officer.who,
        at=ENTERED,
    )  # fmt: skip
    found = seen(entered)
    line = found.lines[1]
    assert (line.amount, line.stands, line.left) == (90_000, 78_000, 78_000)
    assert found.corrected == 12_000
    assert found.left == 1_889_000 - 12_000
    assert [check.gap for check in found.checks] == [0, 0, 0]
    assert DebtLine.objects.get(statement__number=entered, number=2).amount_centimes == 90_000


def test_a_contest_is_answered_with_reasons_by_the_fund_alone(cast: Cast, entered: str) -> None:
    key = debts.contest_line(
        number=entered, line_number=4, reason="Jamais notifié.", **cast.employer.who, at=ENTERED
    )
    for person in (cast.employer, cast.signatory, cast.auditor):
        with pytest.raises(Refusal) as refusal:
            debts.answer_contest(
                number=entered, contest=key, corrected=0, answer="Oui.", **person.who, at=ENTERED
            )
        assert rules_of(refusal) == {"right"}
    with pytest.raises(Refusal) as refusal:
        debts.answer_contest(
            number=entered, contest=key, corrected=5_000, answer=" ", **cast.officer.who,
            at=ENTERED,
        )  # fmt: skip
    assert rules_of(refusal) == {"says_why", "upheld_says_the_amount"}
    debts.answer_contest(
        number=entered, contest=key, corrected=None, answer="Notifié le 3 mai.",
        **cast.officer.who, at=ENTERED,
    )  # fmt: skip
    assert seen(entered).left == 1_889_000
    with pytest.raises(Refusal) as refusal:
        debts.withdraw_contest(number=entered, contest=key, **cast.employer.who, at=ENTERED)
    assert rules_of(refusal) == {"contest_steps"}


def test_a_payment_is_not_contested_and_only_the_company_contests(cast: Cast, entered: str) -> None:
    with pytest.raises(Refusal) as refusal:
        debts.contest_line(
            number=entered, line_number=9, reason="?", **cast.employer.who, at=ENTERED
        )
    assert rules_of(refusal) == {"debts_are_contested"}
    with pytest.raises(Refusal) as refusal:
        debts.contest_line(
            number=entered, line_number=1, reason="?", **cast.officer.who, at=ENTERED
        )
    assert rules_of(refusal) == {"right"}


def test_a_statement_on_which_nothing_rests_is_erased(cast: Cast, entered: str) -> None:
    key = debts.contest_line(
        number=entered, line_number=1, reason="?", **cast.employer.who, at=ENTERED
    )
    with pytest.raises(Refusal) as refusal:
        debts.erase_statement(number=entered, reason="Erreur", **cast.officer.who, at=ENTERED)
    assert rules_of(refusal) == {"statement_in_use"}
    debts.withdraw_contest(number=entered, contest=key, **cast.employer.who, at=ENTERED)
    other = debts.enter_statement(
        draft=a_draft(reference="AV-78", company=COMPANY), **cast.officer.who, at=ENTERED
    )
    debts.erase_statement(number=other, reason="Erreur", **cast.officer.who, at=ENTERED)
    assert statement(other) is None
