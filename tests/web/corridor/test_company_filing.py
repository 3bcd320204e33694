"""Filing a case: one tap to the explanation, one answer, a short statement, a receipt."""

from __future__ import annotations

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from mithaq.apps.corridor.models import Attachment, Case, ConcernedPerson, Explanation
from tests.web.corridor.company_cast import (
    COMPANY,
    PDF,
    RIVAL,
    Cast,
    filed_by,
    set_stage,
    shown_to,
    signed_in,
)


@pytest.fixture
def cast(bodies: dict[str, int]) -> Cast:
    """The corridor and its people."""
    return set_stage(bodies)


def test_what_explanation_solves_is_counted_and_nothing_is_filed(cast: Cast) -> None:
    client = signed_in(cast.employer)
    address = shown_to(client)
    page = client.get(address).content.decode()
    assert "Corrigez la ligne." in page
    # A rule that nobody published takes no heading: the explanation stands alone.
    assert "Règle ou fait publié" not in page
    client.post(address, {"suffit": "oui"})
    assert Explanation.objects.get().is_solved is True
    assert "Rien n’est déposé" in client.get(address).content.decode()
    assert not Case.objects.exists()


def test_a_case_is_filed_with_what_is_known(cast: Cast) -> None:
    client = signed_in(cast.employer)
    address = shown_to(client)
    form = client.post(address, {"suffit": "non"}).headers["Location"]
    page = client.get(form).content.decode()
    assert "Conserves du Verger" in page
    assert "Attestations bloquées" in page
    # Who will read it is said before anything is sent.
    readers = page.partition("Liront ce dossier")[2].partition("Envoyer le dossier")[0]
    assert "caisse" in readers.lower()
    file = SimpleUploadedFile("refus.pdf", PDF, content_type="application/pdf")
    done = client.post(
        form,
        {"title": "Attestations bloquées", "description": "Refus.", "territory": "06",
         "pieces": [file]},
    )  # fmt: skip
    case = Case.objects.get()
    assert done.headers["Location"] == reverse("submit_receipt", args=[case.public_id])
    assert (case.company.slug, case.region.code) == (COMPANY, "06")
    assert Explanation.objects.get().is_solved is False
    assert Attachment.objects.get().name == "refus.pdf"
    receipt = client.get(done.headers["Location"]).content.decode()
    assert case.number in receipt
    assert "Fouad Fonds" in receipt


def test_a_page_that_leads_to_a_case_says_which_problem_it_is_about(cast: Cast) -> None:
    client = signed_in(cast.employer)
    start = reverse("submit_start")
    page = client.get(f"{start}?motif=attestations-bloquees").content.decode()
    first = page.partition("Le cas d’où vous venez")[2].partition("Ou un autre")[0]
    assert 'value="attestations-bloquees"' in first
    assert "prestations-bloquees" not in first
    for query in ("", "?motif=rien"):
        assert "Le cas d’où vous venez" not in client.get(f"{start}{query}").content.decode()


def test_a_form_sent_twice_files_one_case(cast: Cast) -> None:
    client = signed_in(cast.employer)
    form = client.post(shown_to(client), {"suffit": "non"}).headers["Location"]
    words = {"title": "Objet", "description": "Exposé.", "territory": "06"}
    first, second = client.post(form, words), client.post(form, words)
    assert first.headers["Location"] == second.headers["Location"]
    # Both requests left before either was answered: the session of the second says nothing yet.
    apart = signed_in(cast.employer).post(form, words)
    assert apart.headers["Location"] == first.headers["Location"]
    assert Case.objects.count() == 1
    # The same problem again: the open case is shown before anything is sent, and nothing prevents.
    number = Case.objects.get().number
    address = shown_to(client)
    again = client.post(address, {"suffit": "non"}).headers["Location"]
    for page in (address, again):
        text = client.get(page).content.decode()
        assert "Un dossier est déjà ouvert pour ce même problème" in text
        assert number in text
    assert number not in client.get(shown_to(client, "prestations-bloquees")).content.decode()
    client.post(again, words)
    assert Case.objects.count() == 2


def test_all_faults_at_once_and_nothing_typed_is_lost(cast: Cast) -> None:
    client = signed_in(cast.employer)
    address = shown_to(client, "prestations-bloquees")
    form = client.post(address, {"suffit": "non"}).headers["Location"]
    bad = SimpleUploadedFile("virus.exe", b"MZ\x00", content_type="application/pdf")
    words = {
        "title": "", "description": "Texte déjà écrit", "territory": "06",
        "person_label": "salarié 7", "display_name": "Nom Inventé", "insured_number": "12",
        "pieces": [bad],
    }  # fmt: skip
    page = client.post(form, words).content.decode()
    assert not Case.objects.exists()
    for said in ("L’objet manque", "termes de son consentement", "neuf chiffres", "virus.exe"):
        assert said in page, said
    for kept in ("Texte déjà écrit", "salarié 7", "Nom Inventé"):
        assert kept in page, kept


def test_a_person_is_named_by_consent_only(cast: Cast) -> None:
    client = signed_in(cast.employer)
    filed_by(
        client, "prestations-bloquees", has_consent="on", display_name="Nom Inventé",
        insured_number="123 456 789",
    )  # fmt: skip
    row = ConcernedPerson.objects.get()
    assert (row.display_name, row.insured_number_masked) == ("Nom Inventé", "••••••789")
    assert "peut retirer cet accord" in row.consent_words


def test_a_federation_files_for_its_member_and_for_no_other(cast: Cast) -> None:
    client = signed_in(cast.federation)
    page = client.get(reverse("submit_start")).content.decode()
    assert "Conserves du Verger" in page
    assert RIVAL not in page
    query = f"?entreprise={COMPANY}"
    address = shown_to(client, query=query)
    form = client.post(address, {"suffit": "non"}).headers["Location"]
    words = {"title": "Objet", "description": "Exposé.", "territory": "06"}
    receipt = client.get(client.post(form, words).headers["Location"])
    assert receipt.status_code == 200
    case = Case.objects.get()
    assert (case.company.slug, case.submitted_by.slug) == (COMPANY, "federation-fictive")
    assert client.get(f"{reverse('submit_start')}?entreprise={RIVAL}").status_code == 404


def test_a_federation_reads_again_what_it_sends_about_people_and_names_nobody(cast: Cast) -> None:
    client = signed_in(cast.federation)
    query = f"?entreprise={COMPANY}"
    address = shown_to(client, "prestations-bloquees", query=query)
    form = client.post(address, {"suffit": "non"}).headers["Location"]
    page = client.get(form).content.decode()
    assert "vous ne le relirez pas" in page
    assert 'name="display_name"' not in page
    words = {
        "title": "Allocations", "description": "Rien depuis mai.", "territory": "06",
        "person_label": "salarié 1", "others": "salarié 2\n\nsalarié 3",
    }  # fmt: skip
    again = client.post(form, words | {"others": "salarié 1"}).content.decode()
    assert 'name="suite"' not in again
    review = client.post(form, words).content.decode()
    assert not Case.objects.exists()
    for told in ("Rien depuis mai.", "salarié 3", "vous ne le relirez pas", 'name="pieces"'):
        assert told in review, told
    changed = client.post(form, words | {"suite": "modifier"}).content.decode()
    assert "Rien depuis mai." in changed
    assert not Case.objects.exists()
    assert client.post(form, words | {"suite": "envoyer"}).status_code == 302
    labels = ConcernedPerson.objects.order_by("pk").values_list("label", flat=True)
    assert list(labels) == ["salarié 1", "salarié 2", "salarié 3"]


def test_wrong_doors_of_filing(cast: Cast) -> None:
    for user in (cast.stranger, cast.fund, cast.agency):
        assert signed_in(user).get(reverse("submit_start")).status_code == 403
    owner = signed_in(cast.employer)
    key = filed_by(owner)
    receipt = reverse("submit_receipt", args=[key])
    assert signed_in(cast.rival).get(receipt).status_code == 404
    assert signed_in(cast.stranger).get(receipt).status_code == 404
