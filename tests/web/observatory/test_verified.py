"""A published report proves itself: each of its files verifies by its code and by its bytes."""

from __future__ import annotations

import io
import re
import zipfile

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from mithaq.apps.observatory.queries import report_paper, results_report
from mithaq.flows.publish_results_report import FILES, withdraw_results_report
from mithaq.web.reference.carried import carried_code
from tests.conftest import AT

pytestmark = pytest.mark.django_db


def told(client: Client, *, code: str = "", content: bytes = b"") -> str:
    data: dict[str, object] = {"code": code}
    if content:
        data["file"] = SimpleUploadedFile("fichier", content)
    return client.post("/fr/verifier/", data).content.decode()


def file_of(client: Client, report: str, kind: str, language: str) -> bytes:
    name = f"{report}/contenu.json" if kind == "json" else f"{report}/{language}.{kind}"
    response = client.get(f"/fr/bilans/{name}")
    assert response.status_code == 200, name
    return response.content


def altered(content: bytes) -> bytes:
    if not content.startswith(b"PK"):
        return content + b" "
    buffer = io.BytesIO(content)
    with zipfile.ZipFile(buffer, "a") as archive:
        archive.writestr("added.txt", "added")
    return buffer.getvalue()


@pytest.mark.parametrize(("kind", "language"), FILES)
def test_a_file_of_a_report_is_authentic(
    visitor: Client, published: str, kind: str, language: str
) -> None:
    content = file_of(visitor, published, kind, language)
    issued = report_paper(published, kind=kind, language=language)
    assert issued is not None
    by_file = told(visitor, content=content)
    assert "C’est le document émis, à l’octet près" in by_file
    assert issued.printed_code in by_file
    assert "Ce code est celui d’un document émis" in told(visitor, code=issued.printed_code)
    assert kind == "json" or carried_code(content) == issued.code


@pytest.mark.parametrize("kind", ["pdf", "xlsx"])
def test_an_altered_file_is_known_by_the_code_that_it_bears(
    visitor: Client, published: str, kind: str
) -> None:
    text = told(visitor, content=altered(file_of(visitor, published, kind, "fr")))
    assert "Ce fichier porte le code d’un document émis, mais ce n’est pas" in text


def test_the_code_is_printed_where_the_page_says(visitor: Client, published: str) -> None:
    issued = report_paper(published, kind="xlsx", language="ar")
    assert issued is not None
    with zipfile.ZipFile(io.BytesIO(file_of(visitor, published, "xlsx", "ar"))) as archive:
        strings = archive.read("xl/sharedStrings.xml").decode()
    assert re.search(rf"رمز التحقق.{{0,20}}{issued.printed_code}", strings)


def test_a_withdrawn_report_is_said_withdrawn(visitor: Client, published: str) -> None:
    content = file_of(visitor, published, "pdf", "fr")
    withdraw_results_report(
        public_id=published, actor=None, mandate="", reason="Chiffre en double.", at=AT
    )
    for given in (content, file_of(visitor, published, "pdf", "fr")):
        text = told(visitor, content=given)
        assert "puis retiré" in text
        assert "Chiffre en double." in text


def test_a_report_published_before_files_were_kept_still_leaves(
    visitor: Client, published: str
) -> None:
    from mithaq.apps.reference.models import IssuedPaper

    said = "Ses fichiers ne portent pas de code"
    address = f"/fr/bilans/{published}/"
    assert said not in visitor.get(address).content.decode()
    IssuedPaper.objects.all().delete()
    page = visitor.get(address).content.decode()
    assert said in page
    assert "publiez un nouveau bilan" in page
    content = file_of(visitor, published, "pdf", "fr")
    assert content.startswith(b"%PDF")
    assert carried_code(content) == ""
    report = results_report(published)
    assert report is not None
    assert report.is_intact


@pytest.mark.parametrize("content", [b"PK\x03\x04", b"%PDF-1.7", b"a text", b"PK" + b"\0" * 500])
def test_a_strange_file_bears_no_code(content: bytes) -> None:
    assert carried_code(content) == ""
