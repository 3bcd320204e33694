"""Whoever sends, prepares or approves a plan reads what it asks beside the law, and why."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

import pytest
import time_machine

from mithaq.apps.accounts.models import AuditLine
from mithaq.apps.corridor.models import Settlement
from mithaq.apps.corridor.operations import debts
from tests.apps.corridor.debts.conftest import ENTERED, Cast, a_settlement
from tests.web.debts.test_pages import PLAN, STATEMENT, signed_in, text_of

pytestmark = pytest.mark.django_db
NEXT = ENTERED + timedelta(hours=1)
TOLD = "Cet échéancier demande 60,00 DH de plus que la loi"
TICK = "J’ai lu cet écart avec la loi"
NO_REASON = "Aucun motif n’est écrit par Omar, qui a préparé l’échéancier"
PREPARE = {
    "act": "prepare", "first_due_on": "2024-11-15", "odd_instalment": "last", "days_off": "kept",
}  # fmt: skip


@pytest.fixture
def sent(cast: Cast, entered: str) -> str:
    """A settlement that the fund has to prepare: half of 120,00 DH is above the law."""
    number = debts.simulate_settlement(draft=a_settlement(entered), **cast.employer.who, at=ENTERED)
    debts.hand_settlement(number=number, **cast.employer.who, at=NEXT)
    return number


@pytest.fixture(autouse=True)
def _at() -> Iterator[None]:
    with time_machine.travel(NEXT, tick=False):
        yield


def test_who_approves_reads_the_difference_and_the_reason_then_ticks(cast: Cast, sent: str) -> None:
    fund, signatory = signed_in(cast.officer), signed_in(cast.signatory)
    page = text_of(fund.get(PLAN.format(sent)))
    assert TOLD in page
    assert "Pourquoi ces montants diffèrent de la loi" in page
    given = PREPARE | {"gap_reason": "Taux de la lettre du 3 mai"}
    assert fund.post(PLAN.format(sent), given).status_code == 302
    page = text_of(signatory.get(PLAN.format(sent)))
    assert page.index(TOLD) < page.index(TICK)
    assert "Motif écrit par Omar, qui a préparé l’échéancier" in page
    assert "Taux de la lettre du 3 mai" in page
    assert NO_REASON not in page
    # Amount by amount: 450,00 asked of February where the law gives 390,00.
    section = page.partition('id="ecart-loi"')[2].partition("</section>")[0]
    for amount in ("450,00", "390,00", "+60,00"):
        assert amount in section, amount

    told = signatory.post(PLAN.format(sent), {"act": "approve"})
    assert told.status_code == 422
    assert "Cochez que vous avez lu l’écart avec la loi." in text_of(told)
    assert Settlement.objects.get().status == "prepared"
    done = signatory.post(PLAN.format(sent), {"act": "approve", "is_gap_read": "on"})
    assert done.status_code == 302
    assert AuditLine.objects.get(action="debts.approve_settlement").after["gap_read"] is True
    page = text_of(signed_in(cast.employer).get(PLAN.format(sent)))
    assert "Pourquoi il diffère de la loi" in page
    assert "Taux de la lettre du 3 mai" in page
    assert TOLD not in page


def test_that_no_reason_is_written_is_said_as_well(cast: Cast, sent: str) -> None:
    debts.prepare_settlement(
        number=sent, first_due_on=date(2024, 11, 15), **cast.officer.who, at=NEXT
    )
    for who in (cast.signatory, cast.officer, cast.employer, cast.auditor):
        page = text_of(signed_in(who).get(PLAN.format(sent)))
        assert NO_REASON in page, who
        assert ("renvoyez-le à la préparation" in page) is (who is cast.signatory)
    assert TICK not in text_of(signed_in(cast.officer).get(PLAN.format(sent)))


def test_a_company_reads_it_before_it_sends_and_where_to_contest(cast: Cast, entered: str) -> None:
    company = signed_in(cast.employer)
    options = f"{STATEMENT.format(entered)}regler/"
    given = {
        "operation": "of_2023", "months": "12", "first_due_on": "2024-11-15", "confirm": "1",
    }  # fmt: skip
    page = text_of(company.post(options, given))
    assert TOLD in page
    assert f"{STATEMENT.format(entered)}#ecarts" in page
    number = debts.simulate_settlement(draft=a_settlement(entered), **cast.employer.who, at=ENTERED)
    page = text_of(company.get(PLAN.format(number)))
    assert page.index(TOLD) < page.index("Demander cet arrangement à la caisse")
    assert "se conteste au relevé, ligne par ligne" in page


def test_a_federation_is_told_nothing_of_the_lines(cast: Cast, entered: str) -> None:
    number = debts.simulate_settlement(draft=a_settlement(entered), **cast.employer.who, at=ENTERED)
    debts.request_settlement(number=number, **cast.employer.who, at=NEXT)
    page = text_of(signed_in(cast.federation).get(PLAN.format(number)))
    assert "Transmettre à la caisse" in page
    assert "de plus que la loi" not in page


def test_it_is_told_in_arabic_and_in_english(cast: Cast, sent: str) -> None:
    debts.prepare_settlement(
        number=sent, first_due_on=date(2024, 11, 15), **cast.officer.who, at=NEXT
    )
    for language, words in (("ar", "الفرق مع القانون"), ("en", "more than the law")):
        page = text_of(signed_in(cast.signatory).get(f"/{language}/dettes/arrangements/{sent}/"))
        assert words in page
        assert "de plus que la loi" not in page
