"""A convention read as amended on its page, the list of amendments, and recording one by form."""

from __future__ import annotations

import json
from datetime import date
from typing import Any

import pytest
import yaml
from django.core.cache import cache
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from mithaq.apps.accounts.models import AuditLine, User
from mithaq.apps.conventions.queries import amendments_of
from tests.apps.conventions.test_amendments import amendment, change, record
from tests.apps.observatory.real import SIGNED, record_real
from tests.web.conventions.story import REFERENCE, record_story

ADDRESS = f"/fr/conventions/{REFERENCE}/"
FORM = f"{ADDRESS}avenants/inscrire/"
QUERIES = 28


@pytest.fixture
def amended(reference: str) -> str:
    """The story with a new deadline, an added committee and another title."""
    record(
        amendment(
            1,
            change("replace", "commitment", 1, due="2033"),
            change("add", "committee", 9, title={"fr": "Comité ajouté"}, kind="technical"),
            change("replace", "title", 0, title={"fr": "Titre nouveau", "ar": "عنوان جديد"}),
        )
    )
    return reference


@pytest.fixture
def reference(db: None) -> str:
    """The story as an exercise: the cast acts for fictitious bodies, that write nothing else."""
    return record_story(is_exercise=True)


def shown(client: Client, address: str) -> str:
    cache.clear()
    response = client.get(address)
    assert response.status_code == 200
    return response.content.decode()


def test_the_page_reads_today_and_says_what_changed(visitor: Client, amended: str) -> None:
    text = shown(visitor, ADDRESS)
    for words in ("Titre nouveau", "2033", "Avenant 1", "<ins>", "Comité ajouté", "1 avenant"):
        assert words in text, words


@pytest.mark.parametrize("query", ["?au=2019-05-31", "?texte=origine"])
def test_the_text_before_is_one_click_away(visitor: Client, amended: str, query: str) -> None:
    text = shown(visitor, ADDRESS + query)
    assert "Titre nouveau" not in text
    assert "2033" not in text


@pytest.mark.parametrize(
    ("language", "words"), [("fr", "Prend effet le"), ("ar", "يسري من"), ("en", "Takes effect on")]
)
def test_the_list_reads_in_each_language(
    visitor: Client, amended: str, language: str, words: str
) -> None:
    text = shown(visitor, f"/{language}/conventions/{REFERENCE}/avenants/")
    assert words in text
    assert "2033" in text


def test_an_amended_page_costs_a_fixed_number_of_queries(visitor: Client, amended: str) -> None:
    shown(visitor, ADDRESS)
    cache.clear()
    with CaptureQueriesContext(connection) as caught:
        shown(visitor, ADDRESS)
    assert len(caught) <= QUERIES
    with CaptureQueriesContext(connection) as caught:
        shown(visitor, f"{ADDRESS}avenants/")
    assert len(caught) <= QUERIES


def test_only_those_who_may_see_the_form(
    visitor: Client, reference: str, alice: User, charlie: User, bob: User
) -> None:
    assert visitor.get(FORM).status_code == 302
    for stranger in (charlie, bob):
        client = Client()
        client.force_login(stranger)
        assert client.get(FORM).status_code == 403
        assert client.post(FORM, {"do": "save"}).status_code == 403
        assert "avenants/inscrire" not in shown(client, ADDRESS)
    client = Client()
    client.force_login(alice)
    assert "avenants/inscrire" in shown(client, ADDRESS)


def header(**changes: Any) -> dict[str, Any]:
    return {
        "number": "1", "title_fr": "Premier avenant", "signed_on": "2019-05-01",
        "effective_on": "2019-06-01", "reason_fr": "Parce que", "reason": "Essai",
        "source": "article-1", "articles": "[]", **changes,
    }  # fmt: skip


def test_choose_edit_see_and_record(reference: str, alice: User) -> None:
    client = Client()
    client.force_login(alice)
    chosen = client.post(FORM, header(do="choose", object="replace:commitment:1"))
    form = chosen.context["article_form"]
    typed = {name: form.initial.get(name) or "" for name in form.fields}
    kept = client.post(
        FORM, header(do="keep", editing="replace:commitment:1", **{**typed, "due": "2033"})
    )
    assert kept.status_code == 200, kept.context["article_form"].errors
    articles = kept.context["articles_json"]
    assert [item["content"] for item in json.loads(articles)] == [{"due": "2033"}]
    text = kept.content.decode()
    assert "<ins>" in text
    assert "2033" in text
    assert "Premier avenant" in text
    saved = client.post(FORM, header(do="save", articles=articles))
    assert saved.status_code == 302
    (told,) = amendments_of(REFERENCE)
    assert told.effective_on == date(2019, 6, 1)
    line = AuditLine.objects.get(action="conventions.amend")
    assert line.actor_id == alice.pk
    assert "2033" in shown(client, ADDRESS)


def test_faults_stand_beside_their_field_and_nothing_typed_is_lost(
    reference: str, alice: User
) -> None:
    client = Client()
    client.force_login(alice)
    wrong = client.post(
        FORM, header(do="save", effective_on="2019-01-01", source="", title_fr="Titre gardé")
    )
    assert wrong.status_code == 422
    errors = wrong.context["form"].errors
    assert set(errors) == {"retroactive_reason_fr", "source", "__all__"}
    assert "Titre gardé" in wrong.content.decode()
    chosen = client.post(FORM, header(do="choose", object="add:target:1"))
    form = chosen.context["article_form"]
    typed = {name: form.initial.get(name) or "" for name in form.fields}
    typed |= {"title_fr": "Projets", "value": "beaucoup",
              "indicator": form.fields["indicator"].choices[0][0]}  # fmt: skip
    kept = client.post(FORM, header(do="keep", editing="add:target:1", **typed))
    assert kept.status_code in {200, 422}
    assert not amendments_of(REFERENCE)


def test_an_article_can_be_dropped_and_a_withdrawal_has_no_form(
    reference: str, alice: User
) -> None:
    client = Client()
    client.force_login(alice)
    kept = client.post(FORM, header(do="choose", object="withdraw:committee:1"))
    articles = kept.context["articles_json"]
    assert json.loads(articles)[0]["action"] == "withdraw"
    dropped = client.post(FORM, header(do="drop-1", articles=articles))
    assert dropped.context["articles_json"] == "[]"


@pytest.mark.parametrize("articles", ["{", "[1]", '[{"rank": "x"}]', "null"])
def test_what_the_page_did_not_write_is_left_out(
    reference: str, alice: User, articles: str
) -> None:
    client = Client()
    client.force_login(alice)
    answer = client.post(FORM, header(do="refresh", articles=articles))
    assert answer.status_code == 200
    assert answer.context["articles_json"] == "[]"


def test_a_scan_is_kept_by_its_fingerprint(reference: str, alice: User) -> None:
    client = Client()
    client.force_login(alice)
    scan = SimpleUploadedFile("avenant.pdf", b"%PDF-1.7 signed", content_type="application/pdf")
    articles = json.dumps(
        [{"rank": 1, "action": "withdraw", "kind": "committee", "number": 1, "content": {},
          "article": ""}]
    )  # fmt: skip
    saved = client.post(FORM, header(do="save", source="", scan=scan, articles=articles))
    assert saved.status_code == 302
    (told,) = amendments_of(REFERENCE)
    assert len(told.document_sha256) == 64


def test_the_form_speaks_arabic(reference: str, alice: User) -> None:
    client = Client()
    client.force_login(alice)
    text = client.get(FORM.replace("/fr/", "/ar/")).content.decode()
    assert "تسجيل ملحق" in text
    assert "العقد الموقَّع" in text


def test_a_fictitious_body_amends_no_real_convention(alice: User) -> None:
    record_story()
    client = Client()
    client.force_login(alice)
    assert client.get(FORM).status_code == 403
    assert client.post(FORM, header(do="save")).status_code == 403


def test_the_file_leaves_as_first_signed_or_as_amended(visitor: Client, amended: str) -> None:
    page = shown(visitor, ADDRESS)
    assert "fichier/?au=" in page
    first = visitor.get(f"{ADDRESS}fichier/")
    assert "Titre nouveau" not in first.content.decode()
    assert not first.content.startswith(b"#")
    read = visitor.get(f"{ADDRESS}fichier/", {"au": "2019-06-01"})
    text = read.content.decode()
    assert read["Content-Disposition"].endswith(f'"{REFERENCE}-au-2019-06-01.yaml"')
    head = [line for line in text.splitlines() if line.startswith("#")]
    assert len(head) == 6
    assert "telle qu’amendée au 2019-06-01 par : avenant(s) 1" in head[0]
    document = yaml.safe_load(text)
    assert document["title"]["fr"] == "Titre nouveau"
    assert "Comité ajouté" in {item["title"]["fr"] for item in document["committees"]}
    eve = visitor.get(f"{ADDRESS}fichier/", {"au": "2019-05-31"}).content.decode()
    assert "aucun avenant n’a encore d’effet" in eve
    assert "Titre nouveau" not in eve
    assert visitor.get(f"{ADDRESS}fichier/", {"au": "demain"}).status_code == 404
    sheet = visitor.get(f"{ADDRESS}fichier/", {"au": "2019-06-01", "format": "xlsx"})
    assert sheet["Content-Disposition"].endswith(f'"{REFERENCE}-au-2019-06-01.xlsx"')


def test_an_added_committee_has_its_page(visitor: Client, amended: str) -> None:
    assert f'href="{ADDRESS}comites/9/"' in shown(visitor, ADDRESS)
    assert "Comité ajouté" in shown(visitor, f"{ADDRESS}comites/9/")


def test_no_text_is_read_before_it_was_signed(visitor: Client, amended: str) -> None:
    text = shown(visitor, f"{ADDRESS}?au=2001-02-03")
    assert "Rien n’était signé le" in text
    assert "Lire la convention d’aujourd’hui" not in text
    assert "Titre nouveau" in text


def test_a_past_reading_sets_aside_the_figures_that_came_after(client: Client, db: None) -> None:
    """Or an old promise would be divided into a later result."""
    reference = record_real()
    address = f"/fr/conventions/{reference}/"
    now = shown(client, address)
    then = shown(client, f"{address}?au={SIGNED:%Y-%m-%d}")
    after = f"{address}?au=2017-06-14"
    assert "Les chiffres sont ceux que l’on connaissait ce jour-là" in then
    assert "Les chiffres sont ceux" not in now
    assert now.count("/chiffres/") > then.count("/chiffres/")
    assert "Lire la convention d’aujourd’hui" in shown(client, after)
