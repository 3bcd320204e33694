"""The receipt of a case: on screen and on paper, the same bytes each time, for its parties only."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.test import Client

from mithaq.apps.corridor.operations import read_case
from mithaq.apps.reference.models import IssuedPaper
from mithaq.web.corridor.receipt_paper import receipt_content
from tests.apps.corridor.world import PERSONAL, World, case, filed

pytestmark = pytest.mark.django_db
As = Callable[[str], Client]


def _said(world: World, public_id: str, language: str = "fr") -> str:
    found = read_case(public_id=public_id, purpose="accusé de réception", **world.act("nawal")).view
    return repr(receipt_content(found, code="ABCD" * 3, language=language))


def test_the_page_says_the_number_the_turn_the_clock_and_what_is_next(
    world: World, as_: As
) -> None:
    public_id = filed(world)
    text = as_("nawal").get(f"/fr/mediation/recu/{public_id}/").content.decode()
    assert case(public_id).number in text
    assert "À qui est le tour — " in text.replace("\xa0", " ").replace("\u202f", " ")
    assert "prendre le dossier en charge" in text
    assert "une seule demande de complément" in text
    assert f"/fr/mediation/recu/{public_id}/fr.pdf" in text
    own = as_("nawal").get(f"/fr/mediation/mes-dossiers/{public_id}/").content.decode()
    assert f"/fr/mediation/recu/{public_id}/ar.pdf" in own


def test_the_paper_is_issued_once_with_a_code_that_anyone_checks(world: World, as_: As) -> None:
    public_id = filed(world)
    address = f"/fr/mediation/recu/{public_id}/fr.pdf"
    first = as_("nawal").get(address)
    assert (first.status_code, first["Content-Type"]) == (200, "application/pdf")
    text = _said(world, public_id)
    row = IssuedPaper.objects.get(kind="receipt")
    assert case(public_id).number in text
    assert "Karim" in text
    assert as_("nawal").get(address).content == first.content
    assert IssuedPaper.objects.filter(kind="receipt").count() == 1
    checked = Client().get("/fr/verifier/", {"code": row.code}).content.decode()
    assert case(public_id).number in checked
    assert "Conserves" not in row.label_fr
    arabic = as_("nawal").get(address.replace("fr.pdf", "ar.pdf"))
    assert arabic.content.startswith(b"%PDF")
    assert as_("nawal").get(address.replace("fr.pdf", "en.pdf")).status_code == 404


def test_only_who_filed_and_the_company_get_it(world: World, as_: As) -> None:
    public_id = filed(world, by="hind")
    address = f"/fr/mediation/recu/{public_id}/fr.pdf"
    for name in ("hind", "nawal"):
        assert as_(name).get(address).status_code == 200, name
    for name in ("omar", "karim", "leila", "samir", "salma"):
        assert as_(name).get(address).status_code == 404, name
    assert Client().get(address).status_code == 302


def test_a_case_about_a_person_leaves_its_right_off_the_paper(world: World, as_: As) -> None:
    public_id = filed(world, subject=PERSONAL)
    text = _said(world, public_id)
    assert as_("nawal").get(f"/fr/mediation/recu/{public_id}/fr.pdf").status_code == 200
    assert "Dossier touchant au droit d’une personne" in text
    assert "emploi" not in text.lower()
    assert "الشغل" not in _said(world, public_id, "ar")


def test_the_receipt_of_a_member_s_case_speaks_of_the_member(world: World, as_: As) -> None:
    public_id = filed(world, by="hind")
    told = as_("hind").get(f"/fr/mediation/recu/{public_id}/").content.decode()
    assert "Votre dossier est déposé" not in told
    assert "vous donnez votre avis" not in told
    assert "l’entreprise donne son avis" in told
    assert "réponse avant le" in told.replace("\xa0", " ")
    paper = _said(world, public_id)
    # What stands under « Délai » is a day, or that there is none: never the state of the case.
    assert "en attente de prise en charge" not in paper.lower()
    assert "aucun délai" in paper
