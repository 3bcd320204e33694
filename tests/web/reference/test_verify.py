"""Anyone verifies a paper by its code or by its file, in French and in Arabic."""

from __future__ import annotations

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils.html import escape

from mithaq.apps.accounts.models import AuditLine
from mithaq.apps.reference.operations import new_paper_code, withdraw_paper
from mithaq.apps.reference.queries import issued_paper
from mithaq.base.codes import grouped
from tests.apps.reference.test_papers import AT, issue

pytestmark = pytest.mark.django_db


def ask(client: Client, language: str = "fr", *, code: str = "", content: bytes = b"") -> str:
    data: dict[str, object] = {"code": code}
    if content:
        data["file"] = SimpleUploadedFile("papier.pdf", content)
    response = client.post(f"/{language}/verifier/", data)
    assert response.status_code == 200
    return response.content.decode()


def test_a_code_says_what_the_paper_is(client: Client) -> None:
    code = issue()
    french = ask(client, code=grouped(code).lower())
    assert "Ce code est celui d’un document émis" in french
    assert "Procès-verbal" in french
    assert "exercice" in french
    paper = issued_paper(code)
    assert paper
    for said in ("Porte sur", paper.labels.fr, paper.object_number, "Émis par", paper.issuer.fr):
        assert said, french
        assert escape(said) in french, said
    assert f"{paper.issued_at:%Y}" in french
    assert "version française" in french, "the fingerprint is of one language version"
    assert "هذا رمز وثيقة صادرة" in client.get(f"/ar/verifier/?code={code}").content.decode()


def test_a_file_is_compared_byte_for_byte(client: Client) -> None:
    code = issue()
    assert "à l’octet près" in ask(client, code=code, content=b"%PDF minutes")
    assert "à l’octet près" in ask(client, content=b"%PDF minutes")
    assert "n’est pas le document émis" in ask(client, code=code, content=b"%PDF retouched")
    unknown = ask(client, content=b"%PDF retouched")
    assert "aucun des documents émis ici" in unknown
    # Nobody typed a code, and a file nobody knows is not thereby a false one.
    assert "Relisez le code" not in unknown
    assert "ne vous fiez pas" not in unknown
    assert "modifié" in unknown.lower()


def test_a_file_issued_under_another_code_says_which(client: Client) -> None:
    code = issue()
    text = ask(client, code=new_paper_code(), content=b"%PDF minutes")
    assert "a été émis ici, mais pas sous ce code" in text
    assert grouped(code) in text


def test_a_miscopied_code_an_unknown_one_and_nothing_at_all(client: Client) -> None:
    assert "mal recopié" in ask(client, code="7K3M-Q9TP-4XW")
    assert "Aucun document émis ici ne porte ce code" in ask(client, code=new_paper_code())
    assert "Écrivez le code" in ask(client)
    swapped = ask(client, code="AAAA-BBBB-CCCC")
    assert "un signe est faux" in swapped, "twelve signs, none of them forbidden: its key is wrong"
    assert "sans O" not in swapped
    assert "il n’a pas été émis ici" in swapped
    for number in ("2026-000002", "Q-00008"):
        assert "est un numéro, pas un code" in ask(client, code=number)


def test_a_withdrawn_paper_says_why_and_asking_writes_nothing(client: Client) -> None:
    code = issue()
    withdraw_paper(code=code, reason="Version corrigée.", actor=None, mandate="", at=AT)
    lines = AuditLine.objects.count()
    text = ask(client, code=code, content=b"%PDF minutes")
    assert "puis retiré" in text
    assert "Version corrigée." in text
    assert AuditLine.objects.count() == lines


def test_what_the_register_answers_takes_the_focus_and_the_field_no_longer(client: Client) -> None:
    """On a phone the answer is above the field: a page that jumps to the field hides it."""
    assert "autofocus" in client.get("/fr/verifier/").content.decode()
    for page in (ask(client, code=issue()), ask(client, code=new_paper_code())):
        assert "autofocus" not in page
        assert 'id="reponse" class="now-words" tabindex="-1" data-focus' in page
    wrong = ask(client, code="7K3M-Q9TP-4XW")
    assert "autofocus" not in wrong
    assert "data-focus" in wrong
