"""A company that owes nothing: said so, with what it may still do, and no sum above the total."""

from __future__ import annotations

from datetime import date

import pytest

from mithaq.apps.corridor.operations import debts
from mithaq.apps.corridor.operations.debts import LineDraft
from tests.apps.corridor.debts.conftest import ENTERED, Cast, a_draft, month_lines
from tests.web.debts.test_pages import signed_in, text_of

pytestmark = pytest.mark.django_db
HOME = "/fr/dettes/"


def test_without_a_statement_nothing_is_said_to_be_owed_or_not(cast: Cast) -> None:
    told = text_of(signed_in(cast.employer).get(HOME))
    assert "Aucun relevé n’est tenu ici : il n’y a rien à échelonner." in told
    assert 'href="/fr/simuler/retard/"' in told


def test_a_statement_paid_whole_leaves_nothing_and_a_contest_adds_nothing(cast: Cast) -> None:
    lines = (
        *month_lines(date(2024, 2, 1), {"principal": ("general", 1_260_000)}),
        LineDraft(kind="payment", amount=1_260_000, paid_on=date(2024, 6, 3), source="Virement"),
    )
    number = debts.enter_statement(draft=a_draft(lines=lines), **cast.officer.who, at=ENTERED)
    company = signed_in(cast.employer)
    assert "Rien n’est dû d’après ces relevés : il n’y a rien à échelonner." in text_of(
        company.get(HOME)
    )
    debts.contest_line(
        number=number, line_number=1, reason="Payé deux fois.", **cast.employer.who, at=ENTERED
    )
    told = text_of(company.get(HOME))
    assert "y comptent pour" not in told
    assert "dont il ne reste rien à payer, 12 600,00 DH au relevé" in told


def test_what_is_contested_never_counts_for_more_than_is_left(cast: Cast) -> None:
    lines = (
        *month_lines(date(2024, 2, 1), {"principal": ("general", 1_000_000)}),
        LineDraft(kind="payment", amount=700_000, paid_on=date(2024, 6, 3), source="Virement"),
    )
    number = debts.enter_statement(draft=a_draft(lines=lines), **cast.officer.who, at=ENTERED)
    debts.contest_line(
        number=number, line_number=1, reason="Payé.", **cast.employer.who, at=ENTERED
    )
    told = text_of(signed_in(cast.employer).get(HOME))
    assert "y comptent pour 3 000,00 DH au plus" in told
    assert "Aucun arrangement n’est en cours." in told
