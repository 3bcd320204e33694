"""The folder that goes from hand to hand: printed, refused, and its circuit chosen by names."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from mithaq.apps.accounts.models import User
from mithaq.apps.conventions.models import Drafting, DraftVersion, SigningFolder, SigningTurn
from mithaq.apps.reference.models import IssuedPaper
from tests.apps.conventions.drafting_texts import (
    AGENCY,
    REGION,
    folder_of,
    move,
    open_text,
    signer,
)
from tests.conftest import person
from tests.web.conventions.test_drafting_pages import page

pytestmark = pytest.mark.django_db


@pytest.fixture
def folder(alice: User) -> str:
    """An open folder of two signatories, the first of whom exists."""
    signer("amina", AGENCY)
    public_id = open_text(alice)
    move(alice, public_id, "open_signing")
    return folder_of(public_id)


@pytest.mark.parametrize("language", ["fr", "ar"])
def test_the_folder_prints_the_same_bytes_until_it_changes(
    client: Client, alice: User, folder: str, language: str
) -> None:
    client.force_login(alice)
    address = f"/{language}/signatures/{folder}/{language}.pdf"
    first = client.post(address)
    assert first.headers["Content-Type"] == "application/pdf"
    assert first.content.startswith(b"%PDF-")
    assert client.post(address).content == first.content
    paper = IssuedPaper.objects.get(kind="signing_folder")
    assert (paper.language, paper.object_ref) == (language, folder)
    amina = User.objects.get(username="amina")
    client.force_login(amina)
    client.get(f"/fr/signatures/{folder}/")
    client.post(f"/fr/signatures/{folder}/", {"has_read": "1"})
    changed = client.post(address)
    assert changed.content != first.content
    assert IssuedPaper.objects.filter(kind="signing_folder").count() == 2


def test_what_the_folder_prints_is_what_is_signed(alice: User, folder: str) -> None:
    from datetime import date

    from django.utils.translation import override

    from mithaq.apps.conventions import queries
    from mithaq.web.conventions.drafting.printing import folder_paper

    found = queries.folder(folder)
    assert found is not None
    text = queries.drafting(found.drafting_id)
    assert text is not None
    with override("fr"):
        said = folder_paper(found, text, on=date(2026, 3, 2), code="ABCD-EFGH-JKMN")
    assert (said["digest"], said["code"]) == (found.sha256, "ABCD-EFGH-JKMN")
    assert [row["is_held"] for row in said["turns"]] == [True, False]
    assert "depuis le" in said["turns"][0]["held"]
    assert "aucun mandat" in said["turns"][1]["held"]
    told = [
        line["text"] for part in said["parts"] for row in part["clauses"] for line in row["lines"]
    ]
    assert "Former cent personnes." in told
    assert "تكوين مائة شخص." in told


def test_a_stranger_prints_and_refuses_nothing(client: Client, charlie: User, folder: str) -> None:
    client.force_login(charlie)
    assert client.post(f"/fr/signatures/{folder}/fr.pdf").status_code == 404
    assert client.post(f"/fr/signatures/{folder}/refuser/", {"reason": "Non."}).status_code == 404
    assert client.get(f"/fr/signatures/{folder}/fr.pdf").status_code == 405
    assert SigningFolder.objects.get().status == "open"


def test_a_signatory_refuses_and_the_papers_no_longer_hold(
    client: Client, alice: User, folder: str
) -> None:
    client.force_login(alice)
    client.post(f"/fr/signatures/{folder}/fr.pdf")
    assert "Refuser de signer ce texte" not in page(client, f"signatures/{folder}/")
    client.force_login(User.objects.get(username="amina"))
    assert "Refuser de signer ce texte" in page(client, f"signatures/{folder}/")
    client.post(f"/fr/signatures/{folder}/refuser/", {"reason": ""})
    assert SigningFolder.objects.get().status == "open"
    client.post(f"/fr/signatures/{folder}/refuser/", {"reason": "Le budget manque."})
    assert Drafting.objects.get().stage == "negotiation"
    paper = IssuedPaper.objects.get()
    assert paper.withdrawn_reason == "Le budget manque."
    shown = page(client, f"signatures/{folder}/")
    assert "Signature refusée" in shown
    assert "Le budget manque." in shown
    assert "ne vaut plus" in shown
    # No fresh code answers for a text that will not be signed.
    assert f"/fr/signatures/{folder}/fr.pdf" not in shown
    assert client.post(f"/fr/signatures/{folder}/fr.pdf").status_code == 404
    assert IssuedPaper.objects.count() == 1
    draft = Drafting.objects.get().public_id
    assert "a refusé de signer" in page(client, f"projets/{draft}/")
    assert "رفضت" in page(client, f"projets/{draft}/", "ar")


def test_the_drafter_records_a_letter_of_refusal(client: Client, alice: User, folder: str) -> None:
    from django.utils import timezone

    client.force_login(alice)
    SigningFolder.objects.update(opened_at=timezone.now())
    day = timezone.localdate().isoformat()
    client.post(
        f"/fr/signatures/{folder}/refuser/",
        {"rank": "2", "refused_on": day, "reason": "Lettre du 2."},
    )
    assert SigningFolder.objects.get().status == "refused"
    assert "reçu par écrit" in page(client, f"signatures/{folder}/")


def test_bodies_of_the_circuit_are_chosen_by_name(client: Client, alice: User) -> None:
    public_id = open_text(alice)
    client.force_login(alice)
    address = f"/fr/projets/{public_id}/circuit/"
    assert 'list="organismes"' in client.get(address).content.decode()
    wrong = client.post(address, {"visa_0": "Une hesp"})
    assert wrong.status_code == 422
    assert "n’est pas au registre" in wrong.content.decode().replace("\u202f", " ")
    assert 'value="Une hesp"' in wrong.content.decode()
    from mithaq.apps.organisations.models import Organisation

    region = Organisation.objects.get(slug=REGION)
    agency = Organisation.objects.get(slug=AGENCY)
    sent = {"visa_0": region.label_fr.upper(), "deliberating_1": agency.label_ar or AGENCY}
    assert client.post(address, sent).status_code == 302
    bodies = {(body.part, body.slug) for body in _detail(public_id).bodies}
    assert {("visa", REGION), ("deliberating", AGENCY)} <= bodies
    client.post(address, {"visa_0": ""})
    assert not _detail(public_id).slugs("visa")


def _detail(public_id: str) -> Any:
    from mithaq.apps.conventions.queries import drafting

    found = drafting(public_id)
    assert found is not None
    return found


def test_measures_commitments_and_budget_are_written_by_form(client: Client, alice: User) -> None:
    public_id = open_text(alice, axes=[{"title": {"fr": "Former"}}, {"title": {"fr": "Placer"}}])
    client.force_login(alice)

    def write(code: str, base: int, **sent: str) -> Any:
        rows = {f"r{name}": value for name, value in sent.items()}
        address = f"/fr/projets/{public_id}/partie/{code}/"
        return client.post(address, {"base": str(base), "rows": "2", **rows})

    assert write("mesures", 1, **{
        "0-of": "2", "0-title__fr": "Contrats d’insertion", "0-description__fr": "Six mois.",
    }).status_code == 302  # fmt: skip
    assert write("budget", 2, **{
        "0-title__fr": "Contrats", "0-measure": "contrats-d-insertion", "0-payer": REGION,
        "0-year": "2027", "0-committed": "1.5 MDH",
    }).status_code == 302  # fmt: skip
    assert write("engagements", 3, **{
        "0-of": "1", "0-debtor": AGENCY, "0-text__fr": "Former des jeunes.", "0-verb": "train",
        "0-quantity": "1400", "0-unit": "persons", "0-evidence__fr": "Feuilles de présence.",
        "0-condition__fr": "Si la salle est prête.", "0-creditor": REGION, "0-nature": "result",
    }).status_code == 302  # fmt: skip
    assert write("mentions", 4, **{
        "0-kind": "orientation", "0-text__fr": "Parité.",
    }).status_code == 302  # fmt: skip
    content = DraftVersion.objects.get(number=5).content
    (measure,) = content["axes"][1]["measures"]
    assert measure["key"] == "contrats-d-insertion"
    assert content["budget"]["lines"][0]["measure"] == measure["key"]
    (promise,) = content["axes"][0]["commitments"]
    assert (promise["verb"], promise["quantity"], promise["unit"]) == ("train", "1400", "persons")
    assert content["remarks"] == [{"kind": "orientation", "text": {"fr": "Parité."}}]
    shown = page(client, f"projets/{public_id}/")
    assert "Feuilles de présence." in shown
    assert "contrats-d-insertion" not in shown


def test_every_fault_of_a_part_is_beside_its_field(client: Client, alice: User) -> None:
    public_id = open_text(alice, axes=[{"title": {"fr": "Former"}}])
    client.force_login(alice)
    answer = client.post(f"/fr/projets/{public_id}/partie/engagements/", {
        "base": "1", "rows": "3", "r0-text__fr": "Ôtée", "r0-remove": "on",
        "r1-of": "1", "r1-text__fr": "Un", "r1-quantity": "beaucoup",
        "r2-of": "1", "r2-text__fr": "Deux", "r2-due": "demain",
    })  # fmt: skip
    text = answer.content.decode()
    assert 'id="id_r1-quantity_error"' in text
    assert 'id="id_r2-due_error"' in text
    assert 'href="#id_r1-quantity"' in text
    assert 'value="beaucoup"' in text
    assert DraftVersion.objects.count() == 1


def test_a_target_is_broken_down(client: Client, alice: User) -> None:
    from tests.web.conventions.story import version

    version("direct-jobs", "jobs")
    public_id = open_text(alice)
    client.force_login(alice)
    whole = {"title__fr": "Emplois", "indicator": "direct-jobs", "unit": "jobs", "value": "600"}
    sent = {f"r0-{name}": value for name, value in whole.items()}
    address = f"/fr/projets/{public_id}/partie/objectifs/"
    assert client.post(address, {"base": "1", "rows": "1", **sent}).status_code == 302
    part = {**whole, "title__fr": "Femmes", "value": "300", "sex": "women", "neet": "only"}
    sent |= {f"r1-{name}": value for name, value in part.items()} | {"r1-part_of": "emplois"}
    assert client.post(address, {"base": "2", "rows": "2", **sent}).status_code == 302
    _whole, women = DraftVersion.objects.get(number=3).content["targets"]
    assert (women["part_of"], women["neet"]) == ("emplois", "only")


def test_the_list_of_drafts_filters_sorts_and_leaves_as_a_file(client: Client, alice: User) -> None:
    for rank in (1, 2):
        open_text(alice, reference=f"PROJET-{rank}", title={"fr": f"Texte {rank}"})
    move(alice, str(Drafting.objects.get(reference="PROJET-1").public_id), "open_signing")
    client.force_login(alice)
    text = page(client, "projets/?etape=signing")
    assert "Texte 1" in text
    assert "Texte 2" not in text
    assert "Texte 2" in page(client, "projets/?q=projet-2")
    sheet = client.get("/fr/projets/?format=csv")
    assert b"PROJET-1" in b"".join(sheet)
    assert client.get("/fr/projets/?format=xlsx").status_code == 200
    for name in ("charlie",):
        client.force_login(person("stranger-" + name, "Stranger", "legal_drafter",
                                  organisation="conserves-du-verger"))  # fmt: skip
        assert "Texte" not in page(client, "projets/")


def test_a_draft_costs_few_queries(client: Client, alice: User) -> None:
    public_id = open_text(alice, visas=[REGION])
    client.force_login(alice)
    page(client, f"projets/{public_id}/")
    with CaptureQueriesContext(connection) as caught:
        page(client, f"projets/{public_id}/", "ar")
    assert len(caught) <= 18, "\n".join(query["sql"][:140] for query in caught)


def test_the_code_says_what_was_signed_by_whom_and_when(
    client: Client, alice: User, folder: str
) -> None:
    from django.core.files.uploadedfile import SimpleUploadedFile

    client.force_login(alice)
    held = client.post(f"/fr/signatures/{folder}/fr.pdf").content
    code = IssuedPaper.objects.get().code
    client.logout()
    open_page = page(client, f"verifier/?code={code}")
    assert "offert à la signature" in open_page
    assert "rien n’est conclu" in open_page
    for name, body in (("amina", AGENCY), ("brahim", REGION)):
        user = User.objects.filter(username=name).first() or signer(name, body)
        client.force_login(user)
        client.get(f"/fr/signatures/{folder}/")
        client.post(f"/fr/signatures/{folder}/", {"has_read": "1"})
    client.logout()
    text = IssuedPaper.objects.get(kind="convention_text")
    shown = page(client, f"verifier/?code={text.code}")
    assert "Ce qui a été signé" in shown
    assert "Amina" in shown
    assert "Brahim" in shown
    assert SigningFolder.objects.get().sha256 in shown
    assert "/fr/conventions/PROJET-HESPERIDES/" in shown
    file = SimpleUploadedFile("texte.pdf", held + b" ")
    sent = client.post("/fr/verifier/", {"code": text.code, "file": file}).content.decode()
    assert "ne le tenez pas pour signé" in sent
    assert "ما تم توقيعه" in page(client, f"verifier/?code={text.code}", "ar")


def test_a_scan_is_recognised_by_its_file(client: Client, alice: User, folder: str) -> None:
    from django.core.files.uploadedfile import SimpleUploadedFile

    signer("brahim", REGION)
    client.force_login(alice)
    from django.utils import timezone

    scan = b"%PDF-1.7 signed by hand"
    client.post(f"/fr/signatures/{folder}/papier/", {
        "signed_on": timezone.localdate().isoformat(), "scan": SimpleUploadedFile("s.pdf", scan),
    })  # fmt: skip
    assert SigningFolder.objects.get().status == "signed"
    client.logout()
    asked = client.post("/fr/verifier/", {"code": "", "file": SimpleUploadedFile("s.pdf", scan)})
    text = asked.content.decode()
    assert "exemplaire signé" in text.lower()
    assert "Ce qui a été signé" in text


def test_nobody_signs_without_saying_that_they_read(
    client: Client, alice: User, folder: str
) -> None:
    del alice
    client.force_login(User.objects.get(username="amina"))
    assert 'name="has_read"' in page(client, f"signatures/{folder}/")
    assert 'name="has_read"' in page(client, "signatures/")
    for address, sent in ((f"signatures/{folder}/", {}), ("signatures/", {"folder": [folder]})):
        answer = client.post(f"/fr/{address}", sent, follow=True).content.decode()
        assert "que vous avez lu le texte" in answer
        assert not SigningTurn.objects.filter(signed_at__isnull=False).exists()
    client.post(f"/fr/signatures/{folder}/", {"has_read": "1"})
    assert SigningTurn.objects.filter(signed_at__isnull=False).count() == 1


def test_signature_opens_over_a_comment_only_knowingly(client: Client, alice: User) -> None:
    public_id = open_text(alice)
    client.force_login(alice)
    assert "malgré tout" not in page(client, f"projets/{public_id}/")
    client.post(f"/fr/projets/{public_id}/commenter/", {"clause": "purpose", "body": "Court."})
    shown = page(client, f"projets/{public_id}/")
    assert "1 commentaire est encore ouvert" in shown.replace("\u00a0", " ")
    assert 'name="despite_reserves"' in shown
    step = f"/fr/projets/{public_id}/etape/"
    refused = client.post(step, {"action": "open_signing"}, follow=True).content.decode()
    assert "Ouvrir la signature malgré tout" in refused
    assert not SigningFolder.objects.exists()
    client.post(step, {"action": "open_signing", "despite_reserves": "1"})
    assert SigningFolder.objects.get().status == "open"


def test_dates_of_a_text_are_written_as_people_write_them(client: Client, alice: User) -> None:
    public_id = open_text(alice, axes=[{"title": {"fr": "Former"}}])
    client.force_login(alice)
    address = f"/fr/projets/{public_id}/partie/engagements/"
    assert "31/12/2028, 12/2028" in client.get(address).content.decode()
    sent = {"r0-of": "1", "r0-text__fr": "Former."}
    for base, (typed, kept) in enumerate(
        (("31/12/2028", "2028-12-31"), ("6/2028", "2028-06"), ("2029", "2029"),
         ("2030-01-31", "2030-01-31")), start=1,
    ):  # fmt: skip
        answer = client.post(address, {"base": str(base), "rows": "1", **sent, "r0-due": typed})
        assert answer.status_code == 302, typed
        (promise,) = DraftVersion.objects.latest("number").content["axes"][0]["commitments"]
        assert promise["due"] == kept
    wrong = client.post(address, {"base": "5", "rows": "1", **sent, "r0-due": "31/02/2028"})
    text = wrong.content.decode().replace("\u00a0", " ").replace("\u202f", " ")
    assert "« 31/02/2028 » n’est pas une date" in text
    assert "jour, mois ou année" in text
    assert "unknown" not in text
    assert 'value="31/02/2028"' in text
