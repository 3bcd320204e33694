"""A case, a statement, a plan and a certificate may bear one number: each is told by its kind."""

from __future__ import annotations

import pytest
from django.test import Client

from mithaq.apps.corridor.operations import debts
from tests.apps.corridor.debts.conftest import COMPANY, ENTERED, Cast, Person, a_case, a_settlement
from tests.browser.walk import readable

pytestmark = pytest.mark.django_db


def _found(person: Person, number: str) -> tuple[str, str]:
    """Where the box leads for a number, and what is read there."""
    client = Client()
    client.force_login(person.user)
    answer = client.get("/fr/recherche/", {"q": number}, follow=True)
    last = answer.redirect_chain[-1][0] if answer.redirect_chain else ""
    return last, readable(answer.content.decode())


def test_a_number_borne_by_several_things_leads_to_none_of_them(cast: Cast, entered: str) -> None:
    a_case(COMPANY, number=entered)
    plan = debts.simulate_settlement(draft=a_settlement(entered), **cast.employer.who, at=ENTERED)
    assert plan == entered, "they are numbered alike"
    where, page = _found(cast.employer, entered)
    assert where == ""
    for kind in ("Dossier", "Relevé de dettes", "Arrangement"):
        assert f"{kind} {entered}</a>" in page
    # A simulation is its company's alone, and a stranger learns of nothing.
    where, page = _found(cast.signatory, entered)
    assert "Arrangement" not in page.partition("<main")[2]
    where, page = _found(cast.stranger, entered)
    assert (where, f"{entered}</a>" in page) == ("", False)


def test_a_number_of_one_thing_alone_leads_to_it(cast: Cast, entered: str) -> None:
    assert _found(cast.officer, entered)[0].endswith(f"/dettes/releves/{entered}/")
