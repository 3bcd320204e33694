"""« Aujourd’hui » says what debts, certificates and questions wait for, from each side."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from django.test import Client

from mithaq.apps.corridor.choices.debts import DebtTurn
from mithaq.apps.corridor.operations import debts
from mithaq.apps.corridor.operations.debts import SettlementDraft
from mithaq.apps.corridor.policies.debts import debt_scope
from mithaq.apps.corridor.queries.debts import debts_waiting
from tests.apps.corridor.debts.conftest import (
    ENTERED,
    FUND,
    Cast,
    Person,
    _morocco,
    a_settlement,
    cast,
    entered,
)

__all__ = ["_morocco", "cast", "entered"]
pytestmark = pytest.mark.django_db
TODAY = "/fr/aujourdhui/"


def text_of(person: Person, address: str = TODAY) -> str:
    """The page of « Aujourd’hui » of somebody, spaces of every kind alike."""
    client = Client()
    client.force_login(person.user)
    page = client.get(address).content.decode()
    return " ".join(page.replace("\u202f", " ").replace("\xa0", " ").split())


def now() -> datetime:
    """This instant."""
    return datetime.now(tz=UTC)


@pytest.fixture
def transmitted(cast: Cast, entered: str) -> str:
    """A settlement that the company asked for and handed to the fund this year."""
    draft = SettlementDraft(
        statement=entered, operation="no_waiver", months=6, asked_on=now().date(),
        first_due_on=now().date() + timedelta(days=40),
    )  # fmt: skip
    number = debts.simulate_settlement(draft=draft, **cast.employer.who, at=now())
    debts.request_settlement(number=number, **cast.employer.who, at=now())
    debts.transmit_settlement(number=number, **cast.employer.who, at=now())
    return number


def test_the_company_sees_what_it_must_do(cast: Cast, entered: str, transmitted: str) -> None:
    assert "Rien ne vous attend" in text_of(cast.employer)
    first = date(2024, 11, 15)
    who: dict[str, Any] = {"number": transmitted, "at": ENTERED}
    debts.refuse_settlement(reason="Autre durée.", **cast.officer.who, **who)
    number = debts.simulate_settlement(draft=a_settlement(entered), **cast.employer.who, at=ENTERED)
    assert f"Arrangement {number}" in text_of(cast.employer)
    for step in (debts.request_settlement, debts.transmit_settlement):
        step(number=number, **cast.employer.who, at=ENTERED)
    debts.prepare_settlement(number=number, first_due_on=first, **cast.officer.who, at=ENTERED)
    debts.approve_settlement(number=number, is_gap_read=True, **cast.signatory.who, at=ENTERED)
    text = text_of(cast.employer)
    assert "Échéance n° 1 non payée" in text
    assert "Échéance n° 1 non payée" in text_of(cast.federation)
    assert "Rien ne vous attend" not in text
    # After Arabic letters a number of two parts would be drawn from its end.
    assert f"\u2066{number}\u2069" in text_of(cast.employer, "/ar/aujourdhui/")


def test_a_refused_certificate_is_news_until_another_is_asked(cast: Cast, entered: str) -> None:
    ask = {"company": cast.employer.under.organisation, "issuer": FUND, "purpose": ""}
    number = debts.request_good_standing(**ask, **cast.employer.who, at=now())
    assert "la caisse décide" in text_of(cast.employer)
    assert "Attestation de régularité" in text_of(cast.officer)
    for who, count in ((cast.officer, 1), (cast.signatory, 1), (cast.far_officer, 0)):
        scope = debt_scope(who.under)
        waiting = debts_waiting([scope] if scope else [], on=now().date())
        assert sum(item.kind == DebtTurn.CERTIFY for item in waiting) == count, who.user
    debts.refuse_good_standing(
        number=number, reasons="Une dette reste.", **cast.officer.who, at=now()
    )
    assert "refusée : Une dette reste." in text_of(cast.employer)
    assert "Attestation de régularité ·" not in text_of(cast.officer)


def test_the_fund_sees_contests_and_requests_then_the_signatory_the_plan(
    cast: Cast, entered: str, transmitted: str
) -> None:
    debts.contest_line(
        number=entered, line_number=2, reason="Recalculez.", **cast.employer.who, at=now()
    )
    text = text_of(cast.officer)
    assert "Recalculez." in text
    assert f"Arrangement {transmitted}" in text
    assert f"Arrangement {transmitted}" not in text_of(cast.far_officer)
    assert f"Arrangement {transmitted}" not in text_of(cast.signatory)
    debts.prepare_settlement(
        number=transmitted, first_due_on=now().date() + timedelta(days=40),
        **cast.officer.who, at=now(),
    )  # fmt: skip
    assert f"Arrangement {transmitted}" in text_of(cast.signatory)
    assert f"Arrangement {transmitted}" not in text_of(cast.officer)
    assert transmitted not in text_of(cast.stranger)


def test_who_signs_sees_plans_in_danger_and_each_by_the_day_it_was_prepared(
    cast: Cast, transmitted: str
) -> None:
    first = date(2024, 11, 15)
    debts.prepare_settlement(
        number=transmitted, first_due_on=first, **cast.officer.who, at=ENTERED + timedelta(days=3)
    )
    assert "10 octobre 2024" in text_of(cast.signatory), "the day it was prepared"
    assert "non payée depuis" not in text_of(cast.officer)
    debts.approve_settlement(
        is_gap_read=True, number=transmitted, **cast.signatory.who, at=ENTERED + timedelta(days=3)
    )
    assert "Échéance n° 1 non payée depuis le" in text_of(cast.signatory)
    listed = text_of(cast.officer, "/fr/dettes/")
    assert "À l’entreprise de payer ce qui est en retard" in listed
    assert "À l’entreprise de payer la première échéance" not in listed
