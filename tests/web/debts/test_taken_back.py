"""What is taken back of debts, on the pages where it is done and where it is read."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
from django.test import Client

from mithaq.apps.corridor.models import GoodStanding, Settlement
from mithaq.apps.corridor.operations import debts
from tests.apps.corridor.debts.conftest import ENTERED, FUND, Cast, a_draft
from tests.apps.corridor.debts.test_taken_back import LATER, asked_again, decided, restated
from tests.web.debts.test_pages import PLAN, STATEMENT, approved, signed_in, text_of

__all__ = ["approved"]
pytestmark = pytest.mark.django_db


def test_a_request_and_a_simulation_are_taken_back_on_their_page(cast: Cast, entered: str) -> None:
    company, fund = signed_in(cast.employer), signed_in(cast.officer)
    first = (datetime.now(tz=UTC).date() + timedelta(days=40)).isoformat()
    terms = {"months": "6", "first_due_on": first, "operation": "no_waiver"}
    options = f"{STATEMENT.format(entered)}regler/"
    kept = company.post(options, terms)["Location"]
    assert "Effacer cette simulation" in text_of(company.get(kept))
    gone = company.post(kept, {"act": "drop"})
    assert (gone.status_code, gone["Location"]) == (302, options)
    assert company.get(kept).status_code == 404
    asked = company.post(options, terms | {"ask": "1"})["Location"]
    assert "Retirer cette demande" not in text_of(fund.get(asked))
    assert fund.post(asked, {"act": "withdraw"}).status_code == 403
    assert company.post(asked, {"act": "withdraw", "reason": "Payée."}).status_code == 302
    for reader in (company, fund):
        told = text_of(reader.get(asked))
        assert "Demande retirée par l’entreprise" in told
        assert "Payée." in told
    # Another is asked for at once.
    assert company.post(options, terms | {"ask": "1"}).status_code == 302
    assert Settlement.objects.count() == 2


def test_a_statement_taken_back_says_so_to_whom_it_concerned(cast: Cast, entered: str) -> None:
    debts.erase_statement(number=entered, reason="Saisi deux fois", **cast.officer.who, at=ENTERED)
    page = STATEMENT.format(entered)
    for reader in (cast.employer, cast.officer, cast.signatory, cast.auditor):
        found = signed_in(reader).get(page)
        assert found.status_code == 410, reader.under.text
        assert "Saisi deux fois" in text_of(found)
    for stranger in (cast.stranger, cast.federation, cast.far_officer):
        assert signed_in(stranger).get(page).status_code == 404, stranger.under.text


def test_a_payment_and_a_month_are_taken_back_with_a_reason(cast: Cast, approved: str) -> None:
    fund, page = signed_in(cast.officer), PLAN.format(approved)
    paid = {"act": "pay", "amount": "1000", "paid_on": "2024-11-15", "reference": "VIR-1"}
    assert fund.post(page, paid).status_code == 302
    again = fund.post(page, paid)
    assert again.status_code == 422
    assert "de cette référence est déjà inscrit" in text_of(again)
    month = {"month": "2024-09-01", "paid_on": "2024-10-09"}
    assert fund.post(page, {"act": "contribute", **month}).status_code == 302
    assert "9 octobre 2024" in text_of(fund.get(page))
    unpaid = {"act": "uncontribute", "month": "2024-09-01"}
    assert fund.post(page, unpaid).status_code == 422
    assert fund.post(page, unpaid | {"reason": "Rejeté."}).status_code == 302
    assert "9 octobre 2024" not in text_of(fund.get(page))
    key = (
        debts.read_settlement(number=approved, purpose="essai", **cast.officer.who, at=ENTERED)
        .payments[0]
        .key
    )
    back = {"act": "unpay", "payment": str(key), "reason": "Autre entreprise."}
    assert signed_in(cast.employer).post(page, back).status_code == 403
    assert fund.post(page, back).status_code == 302
    told = text_of(signed_in(cast.employer).get(page))
    assert "ne compte plus" in told
    assert "Autre entreprise." in told
    arabic = text_of(signed_in(cast.employer).get(page.replace("/fr/", "/ar/")))
    assert "الأداءات المسجلة" in arabic


def test_a_plan_replaced_says_by_which_and_the_other_warns_before(
    cast: Cast, approved: str
) -> None:
    second = asked_again(cast, restated(cast))
    warned = text_of(signed_in(cast.signatory).get(PLAN.format(second)))
    assert "approuver celui-ci y met fin" in warned
    assert PLAN.format(approved) in warned
    decided(cast, second)
    now = text_of(signed_in(cast.employer).get(PLAN.format(second)))
    assert "qui réglait les mêmes dettes" in now
    assert PLAN.format(approved) in now
    told = text_of(signed_in(cast.employer).get(PLAN.format(approved)))
    assert "règle les mêmes dettes" in told
    assert PLAN.format(second) in told
    assert "plus demandée" in told
    assert "un autre arrangement le remplace" in told
    assert LATER.date() == date(2024, 11, 4)


def test_a_revoked_certificate_is_told_to_whoever_checks_its_code(cast: Cast) -> None:
    line = debts.LineDraft(kind="principal", branch="general", month=date(2024, 1, 1), amount=1)
    paid = debts.LineDraft(kind="payment", amount=1, paid_on=date(2024, 9, 1))
    debts.enter_statement(draft=a_draft(lines=(line, paid)), **cast.officer.who, at=ENTERED)
    company, fund, signatory = map(signed_in, (cast.employer, cast.officer, cast.signatory))
    address = company.post("/fr/dettes/attestations/", {"issuer": FUND})["Location"]
    until = (datetime.now(tz=UTC).date() + timedelta(days=90)).isoformat()
    issue = {"act": "issue", "basis": "Rien n’est dû.", "valid_until_on": until}
    assert signatory.post(address, issue).status_code == 302
    code = GoodStanding.objects.get().code
    revoke = {"act": "revoke", "reasons": "Échéancier en défaut."}
    assert fund.post(address, revoke).status_code == 403
    assert signatory.post(address, {"act": "revoke", "reasons": ""}).status_code == 422
    assert signatory.post(address, revoke).status_code == 302
    for told in (
        text_of(company.get(address)),
        text_of(Client().get("/fr/verifier/", {"code": code})),
    ):
        assert "Échéancier en défaut." in told
    assert "ne prouve plus rien" in text_of(company.get(address))
    checked = text_of(Client().get("/fr/verifier/", {"code": code}))
    assert "Ce document a été émis, puis retiré" in checked
    assert "Elle est valable jusqu’au" not in checked
    assert company.get(f"{address}fr.pdf").status_code == 404


def test_the_signatory_is_named_told_and_may_send_a_plan_back(cast: Cast, entered: str) -> None:
    first = (datetime.now(tz=UTC).date() + timedelta(days=40)).isoformat()
    asked = signed_in(cast.employer).post(
        f"{STATEMENT.format(entered)}regler/",
        {"months": "6", "first_due_on": first, "operation": "no_waiver", "ask": "1"},
    )
    address, officer = asked["Location"], signed_in(cast.officer)
    given = {"act": "prepare", "first_due_on": first, "odd_instalment": "last", "days_off": "kept"}
    prepared = text_of(officer.post(address, given, follow=True))
    assert "L’échéancier est préparé" in prepared
    assert "Préparer de nouveau" in prepared
    assert f"<b><bdi>{cast.signatory.who['actor'].full_name}</bdi></b>" in prepared
    assert "Peut l’approuver" not in text_of(signed_in(cast.employer).get(address))
    assert officer.post(address, {"act": "return", "reason": "Non"}).status_code == 403
    signatory = signed_in(cast.signatory)
    assert signatory.post(address, {"act": "return", "reason": ""}).status_code == 422
    why = {"act": "return", "reason": "Six mois, pas douze"}
    assert "renvoyé à la préparation" in text_of(signatory.post(address, why, follow=True))
    told = text_of(officer.get(address))
    assert "Six mois, pas douze" in told
    assert "Préparer l’échéancier" in told
    assert "Six mois, pas douze" not in text_of(signed_in(cast.employer).get(address))
    officer.post(address, given)
    assert "Six mois, pas douze" not in text_of(officer.get(address))
    approved = text_of(
        signatory.post(address, {"act": "approve", "is_gap_read": "on"}, follow=True)
    )
    assert "L’échéancier est approuvé" in approved
