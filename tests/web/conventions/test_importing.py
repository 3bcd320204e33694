"""The import pages: who may open them, what a refusal shows, confirming and undoing."""

from __future__ import annotations

import re
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from mithaq.apps.accounts.models import AuditLine
from mithaq.apps.conventions.queries import register
from mithaq.apps.reference.models import StagedFile
from mithaq.flows.publish_results_report import publish_results_report
from tests.conftest import AT
from tests.gateways.convention_file.world import content, dump, known

__all__ = ["known"]
PAGE = "/fr/conventions/importer/"


@pytest.fixture
def signed_in(client: Client, amina: Any, known: Any) -> Client:
    client.force_login(amina)
    return client


def text_of(response: Any) -> str:
    """The text of a page, typographic spaces made plain."""
    return re.sub(r"[\u202f\u00a0\u2060]", " ", response.content.decode())


def test_a_stranger_and_a_visitor_see_nothing(client: Client, charlie: Any, bob: Any) -> None:
    assert client.get(PAGE).status_code == 302
    for person in (charlie, bob):
        client.force_login(person)
        assert client.get(PAGE).status_code == 403
        assert client.post(PAGE, {"text": "a: 1"}).status_code == 403


@pytest.mark.parametrize("language", ["fr", "ar", "en"])
def test_the_page_opens_in_every_language(signed_in: Client, language: str) -> None:
    assert signed_in.get(f"/{language}/conventions/importer/").status_code == 200
    page = signed_in.get(f"/{language}/conventions/importer/format/")
    assert page.status_code == 200
    assert b"gap_accepted" in page.content


def test_a_refusal_lists_every_fault_and_keeps_what_was_pasted(signed_in: Client) -> None:
    signed_in.get(PAGE)
    wrong = content("16-many-at-once.yaml").decode()
    before = dump()
    response = signed_in.post(PAGE, {"text": wrong})
    assert response.status_code == 422
    assert dump() == before
    said = text_of(response)
    assert "Fichier refusé : 6 fautes" in said
    assert "level: regionale" in said, "the line of the file is quoted"
    assert "reference: ESSAI-2026" in said, "the pasted text is kept"
    signed = re.search(r'name="faults" value="([^"]+)"', said)
    assert signed
    table = signed_in.post(reverse("convention_import_faults"), {"faults": signed[1]})
    lines = table.content.decode("utf-8-sig").splitlines()
    assert len(lines) == 7
    assert lines[1].startswith("4;level;")
    forged = signed_in.post(reverse("convention_import_faults"), {"faults": "x"})
    assert forged.status_code == 404


def test_a_refusal_speaks_arabic(signed_in: Client) -> None:
    response = signed_in.post(
        "/ar/conventions/importer/", {"text": content("14-empty.yaml").decode()}
    )
    assert "الملف فارغ" in response.content.decode()


def test_a_file_too_large_is_refused_on_its_size(signed_in: Client) -> None:
    large = SimpleUploadedFile("gros.yaml", b"a" * (3 * 1024 * 1024))
    response = signed_in.post(PAGE, {"file": large})
    assert response.status_code == 422
    assert "Le fichier pèse 3,0 Mo" in text_of(response)


def test_one_of_the_two_is_asked_for(signed_in: Client) -> None:
    assert "Choisissez un fichier" in text_of(signed_in.post(PAGE, {}))
    file = SimpleUploadedFile("a.yaml", content("00-good.yaml"))
    both = signed_in.post(PAGE, {"file": file, "text": "a: 1"})
    assert "l’un des deux seulement" in text_of(both)


def test_deposit_confirm_undo(signed_in: Client) -> None:
    file = SimpleUploadedFile("essai.yaml", content("00-good.yaml"))
    response = signed_in.post(PAGE, {"file": file}, follow=True)
    assert "Ce qui sera inscrit" in text_of(response)
    address = response.redirect_chain[-1][0]
    assert not register().exists()
    empty = signed_in.post(address, {"action": "apply"})
    assert empty.status_code == 422
    assert "Aucune convention n’est cochée" in text_of(empty)
    done = signed_in.post(address, {"action": "apply", "accepted": "ESSAI-2026"}, follow=True)
    assert "1 convention inscrite" in text_of(done)
    assert register().count() == 1
    assert f'href="{address}"' in text_of(signed_in.get("/fr/conventions/ESSAI-2026/"))
    recent = text_of(signed_in.get(PAGE))
    assert f'href="{address}"' in recent
    assert "enregistré" in recent
    again = signed_in.post(PAGE, {"text": content("00-good.yaml").decode()})
    assert "Rien à écrire" in text_of(again)
    assert StagedFile.objects.count() == 1
    twice = signed_in.post(address, {"action": "apply", "accepted": "ESSAI-2026"})
    assert twice.status_code == 422
    asked = signed_in.post(address, {"action": "undo"})
    assert "Retirer du registre 1 convention" in text_of(asked)
    assert register().exists(), "nothing is withdrawn before it is confirmed"
    today = text_of(signed_in.get("/fr/aujourdhui/"))
    assert "Mes imports faits" in today
    assert f'href="{address}"' in today
    undone = signed_in.post(address, {"action": "undo", "confirmed": "yes"}, follow=True)
    assert "Import annulé" in text_of(undone)
    reasons = AuditLine.objects.filter(action="conventions.withdraw").values_list("reason")
    assert list(reasons) == [("Annulation de l’import du fichier essai.yaml",)]
    assert not register().exists()


def test_an_undo_that_is_refused_takes_its_button_away(signed_in: Client) -> None:
    response = signed_in.post(PAGE, {"text": content("00-good.yaml").decode()})
    address = response.headers["Location"]
    signed_in.post(address, {"action": "apply", "accepted": "ESSAI-2026"})
    publish_results_report(
        reference="ESSAI-2026", as_of=AT.date(), actor=None, mandate="", reason="", at=AT
    )
    refused = signed_in.post(address, {"action": "undo", "confirmed": "yes"})
    assert refused.status_code == 422
    assert "Bilan (1)" in text_of(refused)
    assert 'value="undo"' not in text_of(refused)


def test_neither_of_the_two_inputs_is_called_optional(signed_in: Client) -> None:
    said = text_of(signed_in.get(PAGE))
    assert "facultatif" not in said


def test_a_file_can_be_given_up(signed_in: Client) -> None:
    response = signed_in.post(PAGE, {"text": content("00-good.yaml").decode()})
    page = signed_in.post(response.headers["Location"], {"action": "discard"}, follow=True)
    assert "Fichier abandonné" in text_of(page)
    assert not register().exists()


def test_a_region_officer_imports_the_conventions_of_the_region_only(
    client: Client, rachid: Any, known: Any
) -> None:
    client.force_login(rachid)
    good = content("00-good.yaml").decode()
    national = client.post(PAGE, {"text": good})
    assert national.status_code == 422
    assert "mandat ne couvre pas" in text_of(national)
    own = good.replace("duration: fixed", 'duration: fixed\nterritory: "09"')
    real = client.post(PAGE, {"text": own.replace("exercise: true", "exercise: false")})
    assert real.status_code == 422
    assert "Vous agissez pour un organisme fictif" in text_of(real)
    assert client.post(PAGE, {"text": own}).status_code == 302


def test_a_preview_opens_to_whoever_could_have_brought_the_file(
    client: Client, amina: Any, rachid: Any, known: Any
) -> None:
    client.force_login(amina)
    address = client.post(PAGE, {"text": content("00-good.yaml").decode()}).headers["Location"]
    client.force_login(rachid)
    assert client.get(address).status_code == 403
    assert client.post(address, {"action": "discard"}).status_code == 403
    assert StagedFile.objects.get().status == "ready"


def test_the_journal_keeps_the_reason_in_french_whoever_decides(signed_in: Client) -> None:
    file = SimpleUploadedFile("essai.yaml", content("00-good.yaml"))
    address = signed_in.post("/ar/conventions/importer/", {"file": file}).headers["Location"]
    signed_in.post(address, {"action": "apply", "accepted": "ESSAI-2026"})
    said = set(AuditLine.objects.exclude(reason="").values_list("reason", flat=True))
    assert "Import du fichier essai.yaml" in said


def test_the_page_of_a_staged_file_needs_few_queries(
    signed_in: Client, django_assert_max_num_queries: Any
) -> None:
    address = signed_in.post(PAGE, {"text": content("00-good.yaml").decode()}).headers["Location"]
    with django_assert_max_num_queries(12):
        assert signed_in.get(address).status_code == 200


def test_the_schema_and_the_example_are_downloaded_by_anyone(client: Client, db: None) -> None:
    schema = client.get(reverse("convention_import_schema"))
    assert schema.json()["title"] == "Mithaq convention file, format 1"
    example = client.get(reverse("convention_import_example"))
    assert "exemple.yaml" in example.headers["Content-Disposition"]
