"""The forms of a figure: who may open them, what is refused, doubted, corrected, withdrawn."""

from __future__ import annotations

import re
from typing import Any

import pytest
from django.test import Client

from mithaq.apps.observatory.models import Statement
from mithaq.apps.observatory.operations import record_observations
from mithaq.apps.reference.models import Source
from tests.apps.observatory.world import WHO, insertions, manager, officer, regional, world

__all__ = ["manager", "officer", "regional", "world"]
ADD = "/fr/chiffres/ajouter/"
GOOD = {
    "indicator": "insertions|1",
    "value": "1 250",
    "territory": "souss massa",
    "sex": "women",
    "milieu": "all",
    "as_of": "31/12/2024",
    "qualifier": "exactly",
    "grade": "recorded",
    "source": "note-hcp-2024",
    "locator": "tableau 3",
}


def text_of(response: Any) -> str:
    return re.sub(r"[\u202f\u00a0\u2060]", " ", response.content.decode())


def client_of(user: Any) -> Client:
    client = Client()
    client.force_login(user)
    return client


@pytest.fixture
def writer(manager: Any) -> Client:
    return client_of(manager)


def test_a_visitor_a_stranger_and_an_auditor_see_nothing(
    client: Client, world: Any, charlie: Any, bob: Any, farid: Any
) -> None:
    code = record_observations(drafts=[insertions()], **WHO).codes[0]
    pages = (ADD, "/fr/chiffres/importer/", "/fr/sources/ajouter/",
             f"/fr/chiffres/{code}/corriger/", f"/fr/chiffres/{code}/retirer/")  # fmt: skip
    for page in pages:
        assert client.get(page).status_code == 302
        for person in (charlie, bob, farid):
            assert client_of(person).get(page).status_code == 403
            assert client_of(person).post(page, GOOD).status_code == 403
    assert "Corriger ce chiffre" not in text_of(client_of(bob).get(f"/fr/chiffres/{code}/"))


@pytest.mark.parametrize("language", ["fr", "ar", "en"])
def test_the_form_opens_in_every_language(writer: Client, language: str) -> None:
    page = writer.get(f"/{language}/chiffres/ajouter/")
    assert page.status_code == 200
    assert b"verified" not in page.content, "no hand writes a verified figure"


def test_a_figure_is_added_as_people_write_it(writer: Client) -> None:
    page = writer.post(ADD, GOOD, follow=True)
    assert "Le chiffre est au registre" in text_of(page)
    row = Statement.objects.get()
    assert (row.value, row.sex, row.as_of_precision) == (1250, "women", "day")
    assert row.territory is not None
    assert row.territory.code == "09"
    assert not row.is_exercise


def test_faults_stand_beside_their_fields_and_nothing_typed_is_lost(writer: Client) -> None:
    wrong = {**GOOD, "value": "beaucoup", "territory": "Atlantide", "as_of": "31/02/2024"}
    page = writer.post(ADD, wrong)
    said = text_of(page)
    assert page.status_code == 422
    for words in ("« beaucoup » n’est pas un nombre", "« Atlantide » n’est le nom d’aucun",
                  "« 31/02/2024 » n’est pas une date"):  # fmt: skip
        assert said.count(words) == 2, words
    assert 'value="Atlantide"' in said
    assert not Statement.objects.exists()


def test_the_same_figure_of_the_same_source_leads_to_the_first(writer: Client) -> None:
    writer.post(ADD, GOOD)
    code = Statement.objects.get().code
    for value in ("1 250", "1 300"):
        page = writer.post(ADD, {**GOOD, "value": value})
        assert page.status_code == 422
        assert f'href="/fr/chiffres/{code}/"' in text_of(page)
        assert f'href="/fr/chiffres/{code}/corriger/"' in text_of(page)
    assert Statement.objects.count() == 1


def test_a_doubt_is_confirmed_with_a_reason(writer: Client) -> None:
    odd = {**GOOD, "indicator": "unemployment-rate|1", "value": "133 %"}
    page = writer.post(ADD, odd)
    assert page.status_code == 422
    assert "dépasse 100 %" in text_of(page)
    assert writer.post(ADD, {**odd, "is_confirmed": "on"}).status_code == 422
    sure = {**odd, "is_confirmed": "on", "reason": "la source le dit page 2"}
    assert writer.post(ADD, sure).status_code == 302


def test_a_new_source_is_added_with_its_figure(writer: Client) -> None:
    new = {**GOOD, "source": "", "source_title": "Rapport annuel", "source_date": "02/2025",
           "publisher": "HCP", "source_url": "https://hcp.ma/r"}  # fmt: skip
    writer.post(ADD, new)
    row = Statement.objects.get()
    assert (row.source.label_fr, row.source.kind) == ("Rapport annuel", "statistics")
    assert row.source.published_precision == "month"
    assert "Choisissez une source" in text_of(writer.post(ADD, {**GOOD, "source": ""}))


def test_a_source_alone_is_added_and_found_again(writer: Client) -> None:
    given = {"source_title": "Bulletin", "source_url": "https://b.ma/1"}
    for _ in range(2):
        assert writer.post("/fr/sources/ajouter/", given).status_code == 302
    assert Source.objects.filter(label_fr="Bulletin").count() == 1
    bad = writer.post("/fr/sources/ajouter/", {"source_title": "x", "source_url": "b.ma"})
    assert "n’est pas une adresse" in text_of(bad)


def test_a_correction_shows_both_figures_and_computes_the_difference(writer: Client) -> None:
    writer.post(ADD, GOOD)
    code = Statement.objects.get().code
    form = text_of(writer.get(f"/fr/chiffres/{code}/corriger/"))
    assert 'value="1250"' in form
    assert (
        writer.post(f"/fr/chiffres/{code}/corriger/", {**GOOD, "value": "1 300"}).status_code == 422
    )
    right = {**GOOD, "value": "1 300", "reason": "erratum du 3 mars"}
    page = text_of(writer.post(f"/fr/chiffres/{code}/corriger/", right, follow=True))
    assert "+50, soit +4 %" in page
    assert "erratum du 3 mars" in page
    old = text_of(writer.get(f"/fr/chiffres/{code}/"))
    assert "Il est révisé par" in old
    assert "+50, soit +4 %" in old


def test_a_withdrawn_figure_says_why_on_its_page(writer: Client) -> None:
    writer.post(ADD, GOOD)
    code = Statement.objects.get().code
    assert writer.post(f"/fr/chiffres/{code}/retirer/", {"reason": ""}).status_code == 422
    page = writer.post(f"/fr/chiffres/{code}/retirer/", {"reason": "démenti"}, follow=True)
    assert "Ce chiffre est retiré" in text_of(page)
    assert "démenti" in text_of(Client().get(f"/fr/chiffres/{code}/"))
    assert code not in text_of(writer.get("/fr/chiffres/"))
    assert writer.get(f"/fr/chiffres/{code}/corriger/").status_code == 403


def test_a_region_officer_writes_in_the_region_only(regional: Any) -> None:
    client = client_of(regional)
    assert client.post(ADD, GOOD).status_code == 302
    away = client.post(ADD, {**GOOD, "territory": "Casablanca-Settat"})
    assert "ne couvre pas ce territoire" in text_of(away)
    assert away.status_code == 422
    measured = client.post(ADD, {**GOOD, "sex": "men", "grade": "measured"})
    assert measured.status_code == 422


def test_a_fund_officer_writes_the_funds_own_figures_only(officer: Any) -> None:
    client = client_of(officer)
    assert client.post(ADD, GOOD).status_code == 422
    assert client.post(ADD, {**GOOD, "organisation": "Caisse nationale"}).status_code == 302
    other = {**GOOD, "sex": "men", "organisation": "Agence de l’emploi"}
    assert client.post(ADD, other).status_code == 422


def test_whoever_acts_for_an_invented_body_writes_exercises_only(alice: Any, world: Any) -> None:
    real = record_observations(drafts=[insertions()], **WHO).codes[0]
    client = client_of(alice)
    client.post(ADD, GOOD)
    assert Statement.objects.exclude(code=real).get().is_exercise
    assert client.get(f"/fr/chiffres/{real}/corriger/").status_code == 403


def test_the_form_needs_few_queries(writer: Client, django_assert_max_num_queries: Any) -> None:
    with django_assert_max_num_queries(16):
        writer.get(ADD)


def test_a_correction_keeps_the_grade_or_says_that_it_changes(officer: Any) -> None:
    client = client_of(officer)
    given = {**GOOD, "organisation": "Caisse nationale"}
    client.post(ADD, given)
    first = Statement.objects.get()
    address = f"/fr/chiffres/{first.code}/corriger/"
    assert '<option value="recorded" selected>' in client.get(address).content.decode()
    Statement.objects.update(grade="verified")
    page = text_of(client.get(address))
    assert "Ce chiffre est « vérifié », un degré que votre mandat ne peut pas donner" in page
    assert '<option value="" selected>' in page
    assert "is_regraded" in page
    right = {**given, "value": "1 300", "reason": "erratum du 3 mars"}
    assert client.post(address, {**right, "grade": ""}).status_code == 422
    silent = client.post(address, right)
    assert silent.status_code == 422
    assert "Le degré passerait de « vérifié » à « enregistré »" in text_of(silent)
    assert Statement.objects.count() == 1
    page = text_of(client.post(address, {**right, "is_regraded": "on"}, follow=True))
    assert Statement.objects.count() == 2
    said = re.sub(r"<[^>]+>", "", page)
    assert re.search(
        r"dit ceci : .*1 250.*Correction inscrite par Caisse nationale.* le .* : 1 300", said
    )


def test_a_grade_changed_without_a_word_is_asked(writer: Client) -> None:
    writer.post(ADD, GOOD)
    code = Statement.objects.get().code
    address = f"/fr/chiffres/{code}/corriger/"
    assert "is_regraded" not in text_of(writer.get(address))
    right = {**GOOD, "value": "1 300", "reason": "erratum", "grade": "announced"}
    page = writer.post(address, right)
    assert page.status_code == 422
    assert 'name="is_regraded"' in text_of(page)
    assert writer.post(address, {**right, "is_regraded": "on"}).status_code == 302
