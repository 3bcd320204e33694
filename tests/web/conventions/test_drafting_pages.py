"""The pages of a text: drafted, compared and signed by those involved; a stranger sees nothing."""

from __future__ import annotations

from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from mithaq.apps.accounts.models import User
from mithaq.apps.conventions.models import Convention, Drafting, DraftVersion, EntryWaiver
from mithaq.flows.write_convention import missing_from
from tests.apps.conventions.drafting_texts import (
    AGENCY,
    REGION,
    folder_of,
    grant,
    move,
    open_text,
    under,
)
from tests.conftest import person

pytestmark = pytest.mark.django_db


def page(client: Client, address: str, language: str = "fr") -> str:
    response = client.get(f"/{language}/{address}")
    assert response.status_code == 200, address
    text = response.content.decode()
    assert " style=" not in text
    return text


def test_a_stranger_sees_nothing(client: Client, alice: User, charlie: User) -> None:
    public_id = open_text(alice)
    move(alice, public_id, "open_signing")
    addresses = [
        f"projets/{public_id}/", f"projets/{public_id}/comparer/",
        f"projets/{public_id}/partie/parties/", f"signatures/{folder_of(public_id)}/",
    ]  # fmt: skip
    for user in (None, charlie):
        if user:
            client.force_login(user)
        for address in addresses:
            status = client.get(f"/fr/{address}").status_code
            assert status == (404 if user else 302)
        text = client.get("/fr/recherche/?q=partenariat").content.decode()
        assert "PROJET-HESPERIDES" not in text
    assert "Aucun projet n’associe" in page(client, "projets/")
    posted = client.post(f"/fr/projets/{public_id}/commenter/", {"clause": "x", "body": "?"})
    assert posted.status_code == 404


def test_a_text_is_opened_written_and_compared(client: Client, alice: User) -> None:
    client.force_login(alice)
    assert "Recrutement massif" in page(client, "projets/nouveau/")
    assert "النماذج" in page(client, "projets/nouveau/", "ar")
    answer = client.post(
        "/fr/projets/nouveau/",
        {"template": "framework", "reference": "T-2027", "title_fr": "Un cadre"},
    )
    public_id = str(Drafting.objects.get().public_id)
    assert answer.headers["Location"] == f"/fr/projets/{public_id}/"
    client.post(f"/fr/projets/{public_id}/etape/", {"action": "open_negotiation"})
    form = page(client, f"projets/{public_id}/partie/comites/")
    assert "Comité de pilotage" in form
    sent: dict[str, Any] = {
        "base": "1", "rows": "3", "note": "Trois séances",
        "r0-kind": "steering", "r0-title__fr": "Comité de pilotage fort",
        "r0-title__ar": "لجنة القيادة", "r0-cadence__count": "3", "r0-cadence__per": "year",
        "r1-kind": "technical", "r1-remove": "on",
    }  # fmt: skip
    assert client.post(f"/fr/projets/{public_id}/partie/comites/", sent).status_code == 302
    version = DraftVersion.objects.get(number=2)
    (committee,) = version.content["committees"]
    assert committee["cadence"] == {"count": "3", "per": "year"}
    assert version.note == "Trois séances"
    compared = page(client, f"projets/{public_id}/comparer/")
    assert "<ins>" in compared
    assert "fort" in compared
    assert "<del>" in compared
    assert "فروق" in page(client, f"projets/{public_id}/comparer/", "ar")


def test_a_text_may_be_named_in_arabic_alone(client: Client, alice: User) -> None:
    client.force_login(alice)
    where, named = "/fr/projets/nouveau/", {"template": "framework", "reference": "T-2027"}
    refused = client.post(where, named)
    assert "Donnez le titre en français ou en arabe" in refused.content.decode()
    client.post(where, {**named, "title_ar": "إطار للشراكة"})
    opened = Drafting.objects.get()
    assert str(opened.labels) == "إطار للشراكة"
    lacking = page(client, f"projets/{opened.public_id}/")
    assert "Écrivez le titre" not in lacking
    assert "إطار للشراكة" in lacking
    assert "إطار للشراكة" in page(client, "projets/")
    content = {**DraftVersion.objects.get().content, "title": {"en": "A frame"}}
    sentences = [fault.sentence.fr for fault in missing_from(content, is_exercise=True)]
    assert "Écrivez le titre en français ou en arabe." in sentences


def test_a_value_that_cannot_be_read_keeps_what_was_typed(client: Client, alice: User) -> None:
    client.force_login(alice)
    public_id = open_text(alice)
    sent = {
        "base": "1", "rows": "1", "r0-title__fr": "Formation", "r0-payer": AGENCY,
        "r0-committed": "beaucoup",
    }  # fmt: skip
    answer = client.post(f"/fr/projets/{public_id}/partie/budget/", sent)
    text = answer.content.decode()
    assert answer.status_code == 200
    assert 'value="beaucoup"' in text
    assert "186.88" in text
    assert DraftVersion.objects.count() == 1
    more = client.post(f"/fr/projets/{public_id}/partie/budget/", {**sent, "more": "1"})
    assert "r1-title__fr" in more.content.decode()


def test_a_row_that_belongs_to_nothing_is_refused_and_kept(client: Client, alice: User) -> None:
    """A measure without its axis would be written nowhere, and nobody told."""
    client.force_login(alice)
    public_id = open_text(alice)
    for part, sent in (
        ("mesures", {"r0-title__fr": "Un guichet de plus"}),
        ("signataires", {"r0-person__fr": "Une Personne"}),
    ):
        values = {"base": "1", "rows": "1", **sent}
        answer = client.post(f"/fr/projets/{public_id}/partie/{part}/", values)
        text = answer.content.decode()
        assert answer.status_code == 200, part
        assert "Rien n’a été enregistré" in text
        assert next(iter(sent.values())) in text
        assert 'aria-invalid="true"' in text
    assert DraftVersion.objects.count() == 1


def test_a_stale_save_shows_both_texts(client: Client, alice: User) -> None:
    client.force_login(alice)
    public_id = open_text(alice)
    address = f"/fr/projets/{public_id}/partie/duree/"
    sent = {"base": "1", "rows": "1", "r0-duration": "fixed", "r0-covers__from": "2026-02-01"}
    assert client.post(address, sent).status_code == 302
    answer = client.post(address, {**sent, "r0-covers__from": "2026-05-01"})
    text = answer.content.decode()
    assert "Rien n’est perdu" in text.replace("\u202f", " ").replace("\xa0", " ")
    assert "2026-05-01" in text
    assert "2026-02-01" in text
    assert 'name="base" value="2"' in text


def test_comments_visas_and_steps_are_posted(client: Client, alice: User) -> None:
    public_id = open_text(alice, visas=[REGION])
    nadia = person("nadia", "Nadia", "legal_drafter", organisation=REGION)
    client.force_login(nadia)
    client.post(
        f"/fr/projets/{public_id}/commenter/", {"clause": "parties[0]", "body": "Et la wilaya ?"}
    )
    assert "Et la wilaya" in page(client, f"projets/{public_id}/")
    move(alice, public_id, "request_visas")
    assert "Visas à donner" in page(client, "aujourdhui/")
    client.post(
        f"/fr/projets/{public_id}/visa/",
        {"organisation": REGION, "status": "refused", "words": ""},
        follow=True,
    )
    assert "attendu" in page(client, f"projets/{public_id}/")
    client.post(f"/fr/projets/{public_id}/visa/", {"organisation": REGION, "status": "given"})
    assert "donné" in page(client, f"projets/{public_id}/")
    with CaptureQueriesContext(connection) as caught:
        page(client, f"projets/{public_id}/", "ar")
    assert len(caught) <= 12


def test_a_folder_is_read_signed_and_enters_the_register(
    client: Client, alice: User, rachid: User
) -> None:
    signers = []
    for name, body in (("amina", AGENCY), ("brahim", REGION)):
        signers.append(person(name, name.title(), "signatory", organisation=body))
    del rachid
    public_id = open_text(alice)
    client.force_login(alice)
    client.post(f"/fr/projets/{public_id}/etape/", {"action": "open_signing"})
    folder = folder_of(public_id)
    for user in signers:
        client.force_login(user)
        assert "Dossiers à signer" in page(client, "aujourdhui/")
        assert "Lire le dossier" in page(client, "signatures/")
        assert "Signer ce texte" in page(client, f"signatures/{folder}/")
        assert "Relire" in page(client, "signatures/")
        client.post("/fr/signatures/", {"folder": [folder], "has_read": "1"})
    convention = Convention.objects.get()
    assert convention.reference == "PROJET-HESPERIDES"
    text = page(client, f"conventions/{convention.reference}/vie/")
    assert "Avant l’entrée en vigueur" in text
    client.force_login(alice)
    life = f"conventions/{convention.reference}/vie/"
    client.post(f"/fr/{life}etape/", {
        "action": "bring_into_force", "effective_on": "2026-11-28", "reason": "Accord",
    })  # fmt: skip
    convention.refresh_from_db()
    assert convention.status == "signed"
    for item, subject in (
        ("committee_date", "none"), ("owner", "commitment-1"), ("indicator", "none"),
    ):  # fmt: skip
        client.post(f"/fr/{life}dispense/", {"item": item, "subject": subject, "reason": "Décidé"})
    assert EntryWaiver.objects.count() == 3
    client.post(f"/fr/{life}etape/", {
        "action": "bring_into_force", "effective_on": convention.signed_on.isoformat(),
        "reason": "Accord",
    })  # fmt: skip
    convention.refresh_from_db()
    assert convention.status == "active"
    assert "Entrée en vigueur" in page(client, life)
    assert "دخول حيز التنفيذ" in page(client, life, "ar")


def test_a_scan_is_recorded_and_given_back(client: Client, alice: User, rachid: User) -> None:
    public_id = open_text(alice)
    move(alice, public_id, "open_signing")
    for user, body in ((alice, AGENCY), (rachid, REGION)):
        grant(user, "signatory", body)
    folder = folder_of(public_id)
    client.force_login(alice)
    scan = SimpleUploadedFile("signe.pdf", b"%PDF-1.7 main")
    session = client.session
    held = under(alice, "programme_manager")
    assert held is not None
    session["mandate_id"] = held.pk
    session.save()
    client.post(f"/fr/signatures/{folder}/papier/", {"signed_on": "2026-03-01", "scan": scan})
    assert Convention.objects.get().signed_on.isoformat() == "2026-03-01"  # type: ignore[union-attr]
    given = client.get(f"/fr/signatures/{folder}/exemplaire/")
    assert given.content == b"%PDF-1.7 main"
    assert given.headers["Content-Disposition"].startswith("attachment")
