"""The company's cases: its list, its page, every act of its own, and the doors that stay shut."""

from __future__ import annotations

import re
from html import unescape
from io import BytesIO
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from python_calamine import CalamineWorkbook

from mithaq.apps.accounts.models import AuditLine
from mithaq.apps.corridor import operations
from mithaq.apps.corridor.models import (
    Attachment,
    Case,
    CommitteeReferral,
    ConcernedPerson,
    Message,
    Proposal,
    Side,
)
from mithaq.apps.corridor.operations.drafts import FileDraft, OutcomeDraft
from tests.browser.walk import readable
from tests.web.corridor.company_cast import (
    AGENCY,
    FEDERATION,
    FUND,
    PDF,
    Cast,
    filed_by,
    set_stage,
    signed_in,
)

SECRET = "note que seule la caisse lit"


@pytest.fixture
def cast(bodies: dict[str, int]) -> Cast:
    """The corridor and its people."""
    return set_stage(bodies)


@pytest.fixture
def owner(cast: Cast) -> Client:
    """The browser of the company's employer."""
    return signed_in(cast.employer)


def _case(key: str) -> str:
    return reverse("company_case", args=[key])


def _take(cast: Cast, key: str) -> None:
    for user, body in ((cast.fund, FUND), (cast.agency, AGENCY), (cast.federation, FEDERATION)):
        operations.take_side(public_id=key, institution=body, **cast.who(user))


def _reread(client: Client, key: str, act: str, **typed: Any) -> str:
    """The page on which terms are read again: nothing is sent yet."""
    answer = client.post(_case(key), {"act": act, **typed})
    assert answer.status_code == 200
    return readable(answer.content.decode())


def _act(client: Client, key: str, act: str, **typed: Any) -> str:
    """Do an act that must be taken; gives the page that follows."""
    answer = client.post(_case(key), {"act": act, **typed}, follow=True)
    assert answer.redirect_chain, answer.content.decode()
    return readable(answer.content.decode())


def _page(client: Client, key: str) -> str:
    """The page as it is read, every space alike."""
    return readable(client.get(_case(key)).content.decode())


def test_the_page_says_whose_turn_it_is_and_logs_its_reading(cast: Cast, owner: Client) -> None:
    key = filed_by(owner)
    page = _page(owner, key)
    assert "prendre le dossier en charge" in page
    assert "Fouad Fonds" in page
    line = AuditLine.objects.filter(action="corridor.read_case").latest("pk")
    assert (line.actor_id, line.object_ref) == (cast.employer.pk, key)
    assert line.reason == "suivi de son dossier par l’entreprise"


def test_private_notes_and_their_files_are_never_there(cast: Cast, owner: Client) -> None:
    key = filed_by(owner)
    operations.write_note(
        public_id=key, institution=FUND, body=SECRET,
        files=[FileDraft(name="secret.pdf", content=PDF)], **cast.who(cast.fund),
    )  # fmt: skip
    page = _page(owner, key)
    assert Message.objects.filter(body=SECRET).exists()
    assert SECRET not in page
    assert "secret.pdf" not in page
    hidden = Attachment.objects.get()
    assert owner.get(reverse("company_case_file", args=[key, hidden.pk])).status_code == 404


def test_wrong_doors_of_a_case(cast: Cast, owner: Client) -> None:
    key = filed_by(owner)
    for user in (cast.rival, cast.stranger, cast.fund, cast.federation):
        client = signed_in(user)
        assert client.get(_case(key)).status_code == 404, user
        assert client.post(_case(key), {"act": "message", "text": "x"}).status_code == 404
    assert Client().get(_case(key)).status_code == 302
    assert not Message.objects.exists()
    listed = signed_in(cast.rival).get(reverse("company_cases")).content.decode()
    assert "Attestation refusée" not in listed
    assert signed_in(cast.stranger).get(reverse("company_cases")).status_code == 403
    unknown = reverse("company_case", args=["00000000-0000-4000-8000-000000000000"])
    assert owner.get(unknown).status_code == 404
    assert owner.post(_case(key), {"act": "clore"}).status_code == 404


def test_a_company_contests_a_refusal_up_to_the_committee(cast: Cast, owner: Client) -> None:
    key = filed_by(owner)
    _take(cast, key)
    assert "dès qu’une institution dépasse son délai, ou refuse" in _page(owner, key)
    assert (
        owner.post(_case(key), {"act": "contester", "text": "Non", "is_sure": "on"}).status_code
        == 200
    )
    assert Case.objects.get().level == "region", "nothing is refused yet"
    refuse = {"kind": "refused_reasoned", "answer": "Hors délai", "institution": FUND}
    operations.answer_side(public_id=key, **refuse, **cast.who(cast.fund))
    page = _page(owner, key)
    assert "Le refus peut être contesté" in page
    page = _act(owner, key, "contester", text="Le délai court encore", is_sure="on")
    case = Case.objects.get()
    assert (case.level, case.status) == ("national", "open")
    assert Side.objects.get(institution__slug=FUND).status == "in_hand"
    assert "L’entreprise conteste le refus" in page
    operations.answer_side(public_id=key, **refuse, **cast.who(cast.fund))
    other = {"kind": "explained", "answer": "Avis", "institution": AGENCY}
    operations.answer_side(public_id=key, **other, **cast.who(cast.agency))
    operations.see_answers(public_id=key, institution=FEDERATION, **cast.who(cast.federation))
    draft = OutcomeDraft(kind="refused_reasoned", reasons="Hors délai")
    operations.close_case(public_id=key, draft=draft, **cast.who(cast.fund))
    _act(owner, key, "contester", text="Toujours pas", is_sure="on")
    case.refresh_from_db()
    assert (case.level, case.status) == ("committee", "open")
    referral = CommitteeReferral.objects.get()
    assert (referral.reason, referral.referred_by_id) == ("Toujours pas", case.company_id)


def test_a_reply_with_a_file_is_read_back(cast: Cast, owner: Client) -> None:
    key = filed_by(owner)
    file = SimpleUploadedFile("preuve é.pdf", PDF)
    page = _act(owner, key, "message", text="Voici la preuve.", pieces=[file])
    assert "Voici la preuve." in page
    joined = Attachment.objects.get()
    answer = owner.get(reverse("company_case_file", args=[key, joined.pk]))
    assert (answer.status_code, answer.content) == (200, PDF)
    assert "attachment" in answer.headers["Content-Disposition"]
    assert answer.headers["X-Content-Type-Options"] == "nosniff"


def test_what_is_refused_keeps_what_was_typed(cast: Cast, owner: Client) -> None:
    key = filed_by(owner)
    file = SimpleUploadedFile("virus.exe", b"MZ\x00")
    answer = owner.post(
        _case(key), {"act": "message", "text": "Texte déjà écrit", "pieces": [file]}
    )
    page = answer.content.decode()
    assert answer.status_code == 200
    assert "Texte déjà écrit" in page
    assert "virus.exe" in page
    assert "Choisissez vos pièces de nouveau" in page


def test_a_document_alone_is_added_and_said(cast: Cast, owner: Client) -> None:
    key = filed_by(owner)
    assert "Écrivez un message ou joignez un document." in readable(
        owner.post(_case(key), {"act": "message", "text": " "}).content.decode()
    )
    page = _act(owner, key, "message", pieces=[SimpleUploadedFile("preuve.pdf", PDF)])
    assert "Le document est ajouté. Lu par toutes les parties du dossier." in page
    assert "preuve.pdf" in page


def test_a_completion_goes_back_to_who_asked(cast: Cast, owner: Client) -> None:
    key = filed_by(owner)
    _take(cast, key)
    operations.ask_completion(
        public_id=key, institution=FUND, wanted="Le relevé de mars.", **cast.who(cast.fund)
    )
    page = _page(owner, key)
    assert "À vous : apportez le complément demandé" in page
    assert "Le relevé de mars." in page
    assert "sans elle, l’institution peut reprendre" in page
    page = _act(owner, key, "completer", cote=FUND, text="Voici le relevé.")
    assert "À vous" not in page


def test_what_a_relay_alone_accepted_is_told_and_is_not_to_be_signed(
    cast: Cast, owner: Client
) -> None:
    key = filed_by(owner)
    _take(cast, key)
    made = operations.make_proposal(public_id=key, terms="Deux mois.", **cast.who(cast.employer))
    operations.accept_proposal(public_id=key, proposal_id=made, **cast.who(cast.federation))
    page = _page(owner, key)
    assert "Accord à signer" not in page
    assert "Accepté par" in page
    assert "chaque institution qui décide l’auront accepté" in page
    officer = Client()
    officer.force_login(cast.fund)
    told = readable(officer.get(f"/fr/mediation/dossiers/{key}/").content.decode())
    assert "Accepté par" in told
    assert "Relire et accepter" in told
    assert "dans tous les dossiers de ce corridor" in told


def test_a_document_asked_for_and_terms_to_answer_are_both_told(cast: Cast, owner: Client) -> None:
    key = filed_by(owner)
    _take(cast, key)
    operations.ask_completion(
        public_id=key, institution=FUND, wanted="Le relevé de mars.", **cast.who(cast.fund)
    )
    operations.make_proposal(public_id=key, terms="Deux mois.", **cast.who(cast.federation))
    both = "À vous : apportez le complément demandé ; répondez à la proposition"
    page = _page(owner, key)
    assert both in page
    assert page.count('href="#complement"') == 1
    assert page.count('href="#proposition"') == 1
    for address in ("/fr/mediation/mes-dossiers/", "/fr/aujourdhui/"):
        assert both in readable(owner.get(address).content.decode())
    officer = Client()
    officer.force_login(cast.fund)
    told = readable(officer.get(f"/fr/mediation/dossiers/{key}/").content.decode())
    assert "apporter le complément" in told
    assert "répondre à la proposition" in told


def test_terms_are_countered_then_accepted_and_signed(cast: Cast, owner: Client) -> None:
    key = filed_by(owner)
    _take(cast, key)
    first = operations.make_proposal(public_id=key, terms="Deux mois.", **cast.who(cast.fund))
    assert "Une proposition vous est faite" in _page(owner, key)
    page = _reread(owner, key, "contre-proposer", objet=first, text="Trois mois.")
    assert "Relire avant d’envoyer" in page
    assert Proposal.objects.count() == 1
    page = _act(owner, key, "contre-proposer", objet=first, text="Trois mois.", suite="envoyer")
    own = page.partition("Votre proposition")[2].partition("</section>")[0]
    assert "ne revient pas : il faudra le proposer de nouveau" in own.replace(
        "\u202f", " "
    ).replace("\xa0", " ")
    assert own.index("<summary>") < own.index("reprendre-termes"), "never withdrawn by one touch"
    assert "Votre proposition" in page
    mine = Case.objects.get() and int(page.partition('name="objet" value="')[2].partition('"')[0])
    operations.counter_proposal(
        public_id=key, proposal_id=mine, terms="Dix semaines.", **cast.who(cast.fund)
    )
    page = _page(owner, key)
    theirs = int(page.partition('name="objet" value="')[2].partition('"')[0])
    page = _reread(owner, key, "accepter", objet=theirs)
    assert "Relire avant d’accepter" in page
    assert "Dix semaines." in page
    assert "Personne d’autre ne doit accepter" in page
    assert "Signent ensuite l’accord : " in page
    assert "À vous : signez l’accord" not in _page(owner, key)
    page = _act(owner, key, "accepter", objet=theirs, suite="envoyer")
    assert "À vous : signez l’accord" in page
    agreement = int(page.partition('name="objet" value="')[2].partition('"')[0])
    assert owner.post(_case(key), {"act": "signer", "objet": agreement}).status_code == 200
    page = _act(owner, key, "signer", objet=agreement, has_read="on")
    assert "signer l’accord" in page
    for user in (cast.fund, cast.federation):
        operations.sign_agreement(public_id=key, agreement_id=agreement, **cast.who(user))
    signed = _page(owner, key)
    assert "Ce qui est à faire : l’accord signé" in signed
    assert signed.index("Dix semaines.") < signed.index('id="passe"')


def test_refused_terms_say_why(cast: Cast, owner: Client) -> None:
    key = filed_by(owner)
    _take(cast, key)
    made = operations.make_proposal(public_id=key, terms="Rien.", **cast.who(cast.fund))
    silent = owner.post(_case(key), {"act": "refuser", "objet": made, "text": ""})
    assert silent.status_code == 200
    page = _act(owner, key, "refuser", objet=made, text="Cela ne règle rien.")
    assert "Cela ne règle rien." in page


def _closed(cast: Cast, owner: Client) -> str:
    key = filed_by(owner)
    _take(cast, key)
    for user, body in ((cast.fund, FUND), (cast.agency, AGENCY)):
        operations.answer_side(
            public_id=key, institution=body, kind="solved", answer="Réglé.", **cast.who(user)
        )
    operations.see_answers(public_id=key, institution=FEDERATION, **cast.who(cast.federation))
    operations.close_case(
        public_id=key, draft=OutcomeDraft(kind="solved", reasons="La ligne est corrigée."),
        **cast.who(cast.fund),
    )  # fmt: skip
    return key


def test_an_ended_case_is_rated_once_then_reopened(cast: Cast, owner: Client) -> None:
    key = _closed(cast, owner)
    page = _page(owner, key)
    assert "La ligne est corrigée." in page
    assert "Donner votre avis" in page
    # « Aujourd’hui » says that the opinion is awaited, and leads to the case, until it is given.
    today = owner.get("/fr/aujourdhui/").content.decode()
    assert f'href="{_case(key)}">1 dossier clos attend votre avis' in today
    page = _act(owner, key, "noter", score="4", comment="Bien.")
    assert "Votre avis" in page
    assert "Bien." in page
    assert "attend votre avis" not in owner.get("/fr/aujourdhui/").content.decode()
    assert owner.post(_case(key), {"act": "noter", "score": "1"}).status_code == 200
    _act(owner, key, "rouvrir", text="Le blocage est revenu.")
    assert Case.objects.get().status == "open"


def test_the_cases_that_wait_for_an_opinion_are_listed(cast: Cast, owner: Client) -> None:
    first, second = _closed(cast, owner), _closed(cast, owner)
    dropped = filed_by(owner)
    _act(owner, dropped, "retirer", text="Réglé au guichet.")
    open_one = filed_by(owner)
    today = owner.get("/fr/aujourdhui/").content.decode()
    address = reverse("company_cases")
    found = re.search(rf'href="({address}[^"]+)">3 dossiers clos attendent votre avis', today)
    assert found, today
    # The figure opens the very cases that it counts.
    page = owner.get(unescape(found[1])).content.decode()
    shown = [_case(key) in page for key in (first, second, dropped, open_one)]
    assert shown == [True, True, True, False]
    _act(owner, first, "noter", score="4", comment="")
    waiting, given = (
        owner.get(f"{address}?avis={value}").content.decode() for value in ("a-donner", "donne")
    )
    assert _case(second) in waiting
    assert _case(first) not in waiting
    assert _case(first) in given
    assert _case(second) not in given


def test_a_case_is_withdrawn_by_its_company(cast: Cast, owner: Client) -> None:
    key = filed_by(owner)
    _act(owner, key, "retirer", text="Réglé au guichet.")
    assert Case.objects.get().status == "withdrawn"


def test_a_meeting_is_asked_for_confirmed_and_cancelled(cast: Cast, owner: Client) -> None:
    key = filed_by(owner)
    _take(cast, key)
    page = _act(owner, key, "rendez-vous", cote=FUND, day="2030-01-15", hour="10:00", mode="phone")
    assert "15 janvier 2030" in page
    assert Case.objects.get()


def test_consent_is_given_then_withdrawn(cast: Cast, owner: Client) -> None:
    key = filed_by(owner, "prestations-bloquees")
    person = ConcernedPerson.objects.get()
    page = _page(owner, key)
    assert "Sans accord" in page
    _act(
        owner, key, "consentir", objet=person.pk, has_consent="on", display_name="Nom Inventé",
        insured_number="123456789",
    )  # fmt: skip
    page = _page(owner, key)
    assert "Accord donné" in page
    assert "Nom Inventé" not in page
    _act(owner, key, "retirer-accord", objet=person.pk)
    person.refresh_from_db()
    assert (person.display_name, person.insured_number_masked) == ("", "")


def test_the_list_filters_sorts_and_leaves_in_files(cast: Cast, owner: Client) -> None:
    filed_by(owner, title="Premier dossier")
    filed_by(owner, "prestations-bloquees", title="Second dossier")
    address = reverse("company_cases")
    page = owner.get(address, {"family": "prestations"}).content.decode()
    assert "Second dossier" in page
    assert "Premier dossier" not in page
    found = owner.get(address, {"q": "Premier"}).content.decode()
    assert "Premier dossier" in found
    assert "Second dossier" not in found
    ordered = owner.get(address, {"tri": "title"}).content.decode()
    assert ordered.index("Premier dossier") < ordered.index("Second dossier")
    csv = owner.get(address, {"format": "csv"})
    assert "Premier dossier" in _text(csv)
    xlsx = owner.get(address, {"format": "xlsx"})
    rows = CalamineWorkbook.from_filelike(BytesIO(_bytes(xlsx))).get_sheet_by_index(0).to_python()
    assert any("Second dossier" in row for row in rows)


def test_pages_hold_their_query_budget(
    cast: Cast, owner: Client, django_assert_max_num_queries: Any
) -> None:
    key = filed_by(owner)
    for rank in range(6):
        filed_by(owner, title=f"Dossier {rank}")
        _act(owner, key, "message", text=f"Message {rank}")
    owner.get(_case(key))
    with django_assert_max_num_queries(36):
        assert owner.get(_case(key)).status_code == 200
    with django_assert_max_num_queries(14):
        assert owner.get(reverse("company_cases")).status_code == 200
    with django_assert_max_num_queries(16):
        assert owner.get(reverse("submit_start")).status_code == 200


def _bytes(answer: Any) -> bytes:
    return b"".join(answer.streaming_content) if answer.streaming else answer.content


def _text(answer: Any) -> str:
    return _bytes(answer).decode("utf-8-sig")
