"""A certificate in force is said to who asks for another, and to who files a case about it."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.utils import timezone

from mithaq.apps.corridor.models import CaseSubject, GoodStanding
from mithaq.apps.corridor.operations import debts
from tests.apps.corridor.debts.conftest import Cast
from tests.apps.corridor.debts.test_standing import asked, issue
from tests.browser.walk import readable
from tests.web.corridor.company_cast import FUND, set_stage, shown_to
from tests.web.corridor.company_cast import signed_in as browser
from tests.web.debts.test_pages import signed_in, text_of

pytestmark = pytest.mark.django_db
SAID = "Une attestation est en vigueur"
ASK = "/fr/dettes/attestations/"


def test_who_asks_for_another_is_told(cast: Cast) -> None:
    number = asked(cast.employer)
    issue(number, cast.signatory, until=date(2025, 1, 6))
    company = signed_in(cast.employer)
    assert SAID not in text_of(company.get(ASK)), "over since"
    until = timezone.localdate() + timedelta(days=30)
    GoodStanding.objects.update(valid_until_on=until)
    told = text_of(company.get(ASK))
    assert SAID in told
    assert number in told


def test_who_files_a_case_about_it_is_told(bodies: dict[str, int]) -> None:
    cast = set_stage(bodies)
    CaseSubject.objects.filter(code="attestations-bloquees").update(code="good-standing")
    who = cast.who(cast.employer)
    number = debts.request_good_standing(company=who["under"].organisation, issuer=FUND, **who)
    client = browser(cast.employer)
    address = shown_to(client, "good-standing")
    assert SAID not in readable(client.get(address).content.decode())
    GoodStanding.objects.filter(number=number).update(
        status="issued", code="ABCD2345EFGH", decided_at=timezone.now(), basis="Rien n’est dû.",
        valid_until_on=timezone.localdate() + timedelta(days=30),
    )  # fmt: skip
    assert SAID in readable(client.get(address).content.decode())
    form = client.post(address, {"suffit": "non"}).headers["Location"]
    assert SAID in readable(client.get(form).content.decode())
