"""Accepting terms has a second look; what was signed is named so, apart from what has no effect."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import timedelta

import pytest
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from mithaq.apps.accounts.models import AuditLine
from mithaq.apps.corridor.models import Agreement, Proposal
from mithaq.apps.corridor.operations import (
    accept_proposal,
    counter_proposal,
    make_proposal,
    refuse_proposal,
    sign_agreement,
)
from tests.apps.corridor.world import FEDERATION, FUND, PERSONAL, World, taken
from tests.browser.walk import readable
from tests.conftest import AT

pytestmark = pytest.mark.django_db
OWN = "Conserves du Verger"
Signed = Callable[[str], Client]
DAY = (AT + timedelta(days=20)).date()


def accept(client: Client, public_id: str, language: str = "fr", **data: str) -> HttpResponse:
    answer = client.post(f"/{language}/mediation/dossiers/{public_id}/actes/accepter/", data)
    assert isinstance(answer, HttpResponse)
    return answer


def main_of(answer: HttpResponse, status: int = 200) -> str:
    assert answer.status_code == status
    main = answer.content.decode().partition("<main")[2].partition("</main>")[0]
    return " ".join(readable(re.sub(r"<[^>]+>", " ", main)).split())


def case_page(client: Client, public_id: str, name: str = "case") -> str:
    answer = client.get(reverse(name, args=[public_id]))
    assert isinstance(answer, HttpResponse)
    return main_of(answer)


def test_who_accepts_reads_first_what_they_accept_and_what_follows(
    world: World, as_: Signed
) -> None:
    public_id, karim = taken(world), as_("karim")
    key = make_proposal(
        public_id=public_id, terms="Imputer à mars", due_on=DAY, **world.act("nawal")
    )
    assert "Relire et accepter" in case_page(karim, public_id)
    before = set(AuditLine.objects.values_list("pk", flat=True))
    page = main_of(accept(karim, public_id, sujet=str(key)))
    assert "Relire avant d’accepter" in page
    assert f"Rien n’est encore accepté. Vous accepteriez pour {FUND} (fictif)" in page
    assert "Imputer à mars" in page
    assert "Personne d’autre ne doit accepter" in page
    assert "Signent ensuite l’accord" in page
    assert re.search(rf"L’accord signé est exécuté au plus tard le .* par : {FUND}", page)
    assert "Une décision commune clôt le dossier." in page
    assert "Qui le lira" not in page
    new = AuditLine.objects.exclude(pk__in=before).values_list("action", flat=True)
    assert set(new) == {"corridor.read_case"}
    assert (Proposal.objects.get().status, Agreement.objects.count()) == ("made", 0)
    assert accept(karim, public_id, sujet=str(key), suite="envoyer").status_code == 302
    assert Agreement.objects.count() == 1


def test_a_relay_reads_what_its_acceptance_weighs_and_who_accepts_still(
    world: World, as_: Signed
) -> None:
    public_id = taken(world)
    key = make_proposal(public_id=public_id, terms="Imputer", **world.act("nawal"))
    page = main_of(accept(as_("hind"), public_id, sujet=str(key)))
    assert f"Doivent encore accepter : {FUND} (fictif)" in page
    assert "Votre institution ne décide pas" in page
    assert "sans jour fixé" in page
    page = main_of(accept(as_("hind"), public_id, "ar", sujet=str(key)))
    assert "Rien n’est" not in page
    assert "L’accord signé" not in page


def test_what_accepting_would_refuse_is_told_instead_of_the_second_look(
    world: World, as_: Signed
) -> None:
    public_id = taken(world, subject=PERSONAL)
    key = make_proposal(public_id=public_id, terms="Fusionner", **world.act("karim"))
    hind = as_("hind")
    assert "Relire et accepter" not in case_page(hind, public_id)
    for given in ({}, {"suite": "envoyer"}):
        page = main_of(accept(hind, public_id, sujet=str(key), **given), status=422)
        assert "vous n’en lisez pas les termes" in page
        assert "Relire avant d’accepter" not in page
    assert not Proposal.objects.get().accepted_by


def test_a_company_that_accepted_still_reads_its_other_terms_again(
    world: World, as_: Signed
) -> None:
    public_id = taken(world)
    key = make_proposal(public_id=public_id, terms="Imputer", **world.act("hind"))
    accept_proposal(public_id=public_id, proposal_id=key, **world.act("nawal"))
    url = reverse("company_case", args=[public_id])
    sent = {"act": "contre-proposer", "objet": str(key), "text": "À mars"}
    answer = as_("nawal").post(url, sent)
    assert isinstance(answer, HttpResponse)
    assert "Rien n’est encore envoyé" in main_of(answer)
    assert Proposal.objects.count() == 1


def signed_after_others(world: World) -> str:
    """Terms refused, others countered, the last signed by all."""
    public_id = taken(world)
    act = {"public_id": public_id}
    key = make_proposal(**act, terms="Premiers", **world.act("karim"))
    refuse_proposal(**act, proposal_id=key, reason="Trop court", **world.act("nawal"))
    key = make_proposal(**act, terms="Seconds", **world.act("karim"))
    key = counter_proposal(**act, proposal_id=key, terms="Derniers", **world.act("nawal"))
    drawn = accept_proposal(**act, proposal_id=key, **world.act("karim")).agreement_id
    for who in ("nawal", "karim", "hind"):
        sign_agreement(**act, agreement_id=drawn, **world.act(who))
    return public_id


def test_the_signed_terms_are_named_in_force_apart_from_those_without_effect(
    world: World, as_: Signed
) -> None:
    public_id = signed_after_others(world)
    page = case_page(as_("karim"), public_id)
    standing, _sep, past = page.partition("sans effet")
    told = rf"Termes proposés par {OWN} .* : signés par toutes les parties .*, en vigueur\."
    assert re.search(told, standing)
    assert "Premiers" in past
    assert "Seconds" in past
    assert "Derniers" not in past
    assert page.count("Derniers") == 1, "said once, where it is to be carried out"
    assert "acceptée" not in past.partition("Agir")[0]


def test_terms_accepted_and_not_signed_yet_are_told_to_be_signed(world: World, as_: Signed) -> None:
    public_id = taken(world)
    key = make_proposal(public_id=public_id, terms="Imputer", **world.act("nawal"))
    accept_proposal(public_id=public_id, proposal_id=key, **world.act("karim"))
    page = case_page(as_("karim"), public_id)
    assert "acceptés, à signer" in page
    assert "sans effet" not in page


def test_the_company_reads_the_agreement_once_and_not_among_what_is_past(
    world: World, as_: Signed
) -> None:
    page = case_page(as_("nawal"), signed_after_others(world), "company_case")
    past = page.partition("Propositions et accords passés")[2]
    assert "Seconds" in past
    assert "Derniers" not in past
    assert re.search(rf"Termes proposés par {OWN} .* le ", page)
    assert FEDERATION in page
