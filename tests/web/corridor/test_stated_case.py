"""A case about a debt: its statement entered from the case, and what its sides then read."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from mithaq.apps.corridor.models import Case, DebtStatement
from mithaq.apps.corridor.operations import accept_proposal, make_proposal, sign_agreement
from mithaq.apps.organisations.models import Organisation
from tests.apps.corridor.world import COMPANY, OTHER, World, filed, taken
from tests.browser.walk import readable
from tests.conftest import AT

pytestmark = pytest.mark.django_db
Signed = Callable[[str], Client]
DOOR = "/fr/dettes/saisir/"
OTHER_NUMBER = "9000777"


def _page(client: Client, public_id: str) -> str:
    answer = client.get(f"/fr/mediation/dossiers/{public_id}/")
    assert answer.status_code == 200
    return readable(answer.content.decode())


def _statement(number: str, **changes: str) -> dict[str, str]:
    affiliation = Organisation.objects.get(slug=COMPANY).affiliation_number or ""
    return {
        "company": affiliation, "case": number, "reference": "EX-1", "order": "principal_first",
        "as_of_on": AT.date().isoformat(), "l1-kind": "principal", "l1-branch": "general",
        "l1-month": "2025-06", "l1-amount": "1 200,50",
    } | changes  # fmt: skip


@pytest.fixture
def affiliated(world: World) -> World:
    """Both companies bear the numbers under which the fund knows them."""
    Organisation.objects.filter(slug=COMPANY, affiliation_number=None).update(
        affiliation_number="9000776"
    )
    Organisation.objects.filter(slug=OTHER).update(affiliation_number=OTHER_NUMBER)
    return world


def test_the_fund_enters_from_a_case_the_debt_that_it_is_about(
    affiliated: World, as_: Signed
) -> None:
    public_id = filed(affiliated, subject="settlement")
    number, karim = Case.objects.get().number, as_("karim")
    assert f'href="{DOOR}?dossier={number}"' in _page(karim, public_id)
    asked: Any = karim.get(DOOR, {"dossier": number})
    assert asked.context["form"].initial["case"] == number
    made = karim.post(DOOR, _statement(number))
    assert made.status_code == 302
    assert number in readable(karim.get(made["Location"]).content.decode())
    assert karim.post(made["Location"], {"act": "apply"}).status_code == 302
    stated = DebtStatement.objects.get()
    assert stated.case.number == number
    for name in ("karim", "leila"):
        text = _page(as_(name), public_id)
        assert f"/dettes/releves/{stated.number}/" in text
        assert "à titre d’information" not in text


def test_a_statement_of_another_company_is_not_entered_for_a_case(
    affiliated: World, as_: Signed
) -> None:
    filed(affiliated, subject="settlement")
    number = Case.objects.get().number
    refused = as_("karim").post(DOOR, _statement(number, company=OTHER_NUMBER))
    assert refused.status_code == 422
    assert "celui d’une autre entreprise" in readable(refused.content.decode())
    assert not DebtStatement.objects.exists()


def test_only_the_fund_is_led_to_enter_it_and_only_when_it_is_about_a_debt(
    affiliated: World, as_: Signed
) -> None:
    public_id = filed(affiliated, subject="settlement")
    for name in ("hind", "tarik", "leila"):
        assert DOOR not in _page(as_(name), public_id), name
    other = filed(affiliated, subject="e-filing-access")
    number = Case.objects.get(public_id=other).number
    karim = as_("karim")
    assert DOOR not in _page(karim, other)
    asked: Any = karim.get(DOOR, {"dossier": number})
    assert number not in dict(asked.context["form"].fields["case"].choices)


def test_who_carries_an_agreement_out_is_not_said_to_wait_for_others(
    world: World, as_: Signed
) -> None:
    """The day of the agreement holds: it is said in the place of the delay of the answer."""
    public_id = taken(world)
    due_on = (AT.date()).replace(year=AT.year + 1)
    key = make_proposal(public_id=public_id, terms="Imputer", due_on=due_on, **world.act("nawal"))
    drawn = accept_proposal(public_id=public_id, proposal_id=key, **world.act("karim"))
    for name in ("nawal", "karim", "hind"):
        sign_agreement(public_id=public_id, agreement_id=drawn.agreement_id, **world.act(name))
    karim: Any = as_("karim").get(f"/fr/mediation/dossiers/{public_id}/")
    own = next(card for card in karim.context["cards"] if card.is_own)
    assert own.has_turn
    told = " ".join(own.clock.words.split())
    assert told == "à faire avant le 2 mars 2027, jour fixé (accord)"
    queue = readable(as_("karim").get("/fr/mediation/file/").content.decode()).casefold()
    assert "une autre partie est attendue" not in queue
    # Who only gives an opinion signed nothing: it answers, it carries nothing out.
    words = [item.act.title for item in _offered(as_("tarik"), public_id)]
    assert "Donner la réponse de l’institution" in map(str, words)
    assert "Exécuter l’accord" not in map(str, words)


def _offered(client: Client, public_id: str) -> Any:
    found: Any = client.get(f"/fr/mediation/dossiers/{public_id}/")
    return found.context["offered"]
