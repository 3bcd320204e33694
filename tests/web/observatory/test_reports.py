"""Preview, publication and reading of a results report, by everyone who may and may not."""

from __future__ import annotations

import hashlib
import re
from typing import Any
from uuid import uuid4

import pytest
from django.db import connection
from django.test import Client
from django.urls import reverse

from mithaq.apps.observatory.queries import results_reports
from tests.apps.observatory.test_reports import say
from tests.browser.walk import readable
from tests.conftest import person
from tests.web.conventions.story import record_story
from tests.web.observatory.conftest import client_of

BILAN = "/{language}/conventions/{reference}/bilan/?au=2017-06-13&connu=2017-06-13"
PUBLISH = "/fr/conventions/{reference}/bilan/publier/"
SAID = {
    "fr": ("3 488", "+13,6 %", "plus de 60 000", "31 709", "75 %", "63 % des insérés",
           "63 points sur les 75", "47,25", "44 MDH", "640", "annoncé", "non publiée",
           "Article de presse 1", "L’Économiste", "Texte signé : non publié."),
    "ar": ("3 488", "+13,6%", "60 000", "31 709", "75%", "63% من المُدمَجين",
           "63 نقطة من أصل 75", "47,25", "44 مليون درهم", "640", "المقال الصحفي 1"),
    "en": ("3,488", "+13.6%", "60,000", "31,709", "75%", "47.25", "MAD 44 million", "640"),
}  # fmt: skip


def page(client: Client, path: str, status: int = 200) -> str:
    """The words of a page."""
    answer = client.get(path)
    assert answer.status_code == status
    return readable(answer.content.decode())


@pytest.mark.parametrize("language", list(SAID))
def test_the_preview_of_2017_states_everything(visitor: Client, real: str, language: str) -> None:
    text = page(visitor, BILAN.format(language=language, reference=real)).replace("</b>", "")
    text = text.replace('<b class="value">', "").replace('<bdi dir="ltr">', "")
    text = readable(text.replace("</bdi>", "").replace("&nbsp;", " "))
    plain = text.replace('<span class="value-words">', "").replace("</span>", "")

    assert [words for words in SAID[language] if words not in plain] == []
    body = plain.partition('id="chiffres"')[2]
    assert body
    assert "tahfiz-contracts-2017-05" not in body


def test_the_preview_counts_once(visitor: Client, real: str) -> None:
    text = page(visitor, BILAN.format(language="fr", reference=real))
    known = re.search(r"(\d+) chiffres connus à cette date", text)
    kept = re.search(r"(\d+) chiffres? entre", text)
    assert known
    assert kept
    assert known[1] == kept[1] != "0"


@pytest.mark.parametrize("asked", ["2099-01-01", "hier"])
def test_a_day_that_cannot_be_is_said_beside_the_field(
    visitor: Client, real: str, asked: str
) -> None:
    text = page(visitor, f"/fr/conventions/{real}/bilan/?au={asked}", 400)

    assert 'name="au"' in text
    assert "error" in text


def test_what_does_not_exist_is_not_found(visitor: Client, real: str) -> None:
    for path in (
        "conventions/NULLE-PART/bilan/", f"bilans/{uuid4()}/", "bilans/sans-forme/",
        f"conventions/{real}/bilan/zgh.pdf", f"conventions/{real}/bilan/fr.pdf?au=2099-01-01",
        "conventions/NULLE-PART/bilan/fr.xlsx", f"bilans/{uuid4()}/fr.pdf",
    ):  # fmt: skip
        page(visitor, f"/fr/{path}", 404)


def test_a_visitor_and_a_stranger_cannot_publish(
    visitor: Client, real: str, charlie: Any, farid: Any, bob: Any
) -> None:
    address = PUBLISH.format(reference=real)
    body = {"as_of": "2017-06-13", "reason": "essai"}
    answer = visitor.post(address, body)
    assert answer.status_code == 302
    assert "?next=" in answer.headers["Location"]
    for user in (charlie, farid, bob):
        client = client_of(user)
        assert client.post(address, body).status_code == 403
        assert client.get(address).status_code == 403
        assert address not in page(client, BILAN.format(language="fr", reference=real))
    assert not results_reports().exists()


def test_a_region_officer_publishes_only_at_home(real: str, rachid: Any) -> None:
    answer = client_of(rachid).get(PUBLISH.format(reference=real))
    assert answer.status_code == 403
    said = readable(answer.content.decode())
    assert "Vous agissez pour un organisme fictif" in said
    assert "Peuvent l’ouvrir" not in said


def test_a_refusal_names_the_territory_and_not_the_readers_own_role(
    real: str, real_body: str
) -> None:
    far = person("samir", "Samir", "region_officer", organisation=real_body, territory="09")
    for language, words in (("fr", "pas dans votre territoire"), ("ar", "مجالكم الترابي")):
        address = PUBLISH.format(reference=real).replace("/fr/", f"/{language}/")
        answer = client_of(far).get(address)
        assert answer.status_code == 403
        assert words in readable(answer.content.decode())
    assert "Peuvent l’ouvrir" not in readable(answer.content.decode())


def test_a_fictitious_manager_publishes_no_report_about_real_bodies(real: str, alice: Any) -> None:
    body = {"as_of": "2017-06-13", "reason": "essai"}
    client = client_of(alice)
    assert client.post(PUBLISH.format(reference=real), body).status_code == 403
    assert PUBLISH.format(reference=real) not in page(
        client, BILAN.format(language="fr", reference=real)
    )
    assert not results_reports().exists()


def test_a_role_that_publishes_nothing_is_told_which_do(real: str, charlie: Any) -> None:
    said = readable(client_of(charlie).get(PUBLISH.format(reference=real)).content.decode())
    assert "Peuvent l’ouvrir" in said


def test_a_programme_manager_publishes_once(real: str, amina: Any) -> None:
    client = client_of(amina)
    address = PUBLISH.format(reference=real)
    assert address in page(client, BILAN.format(language="fr", reference=real))
    body = {"as_of": "2017-06-13", "known_on": "2017-06-13", "reason": "Comité de pilotage"}
    counted = client.post(address, body)
    assert counted.status_code == 200
    assert not results_reports().exists(), "nothing is frozen before it is counted"
    body["seen"] = seen_in(counted)
    answer = client.post(address, body)
    (row,) = results_reports()

    assert answer.status_code == 302
    assert answer.headers["Location"].endswith(f"/bilans/{row.public_id}/")
    assert row.published_by == amina
    again = client.post(address, body)
    assert again.status_code == 200
    assert "déjà publié sous le numéro 1" in readable(again.content.decode())
    late = client.post(address, {"as_of": "2099-01-01", "known_on": "2099-01-01", "reason": "x"})
    assert "date passée ou sur aujourd’hui" in readable(late.content.decode())
    silent = client.post(address, body | {"reason": ""})
    assert 'id="id_reason_error"' in silent.content.decode() or "error" in silent.content.decode()
    assert results_reports().count() == 1


def seen_in(answer: Any) -> str:
    """The fingerprint of what a page of publishing counted."""
    found = re.search(r'name="seen" value="(\w{64})"', answer.content.decode())
    assert found
    return found[1]


def test_the_form_counts_what_enters_and_says_why_the_rest_stays_out(real: str, amina: Any) -> None:
    """A state of 2017 said in 2018 enters a report known today, not the replay of its day."""
    say(real, "tahfiz-companies-2018", "2018-01-10", as_of="2017-06-01")
    say(real, "tahfiz-companies-2019", "2019-01-10")
    client, address = client_of(amina), PUBLISH.format(reference=real)
    replay = readable(client.get(f"{address}?au=2017-06-13&connu=2017-06-13").content.decode())
    today = readable(client.get(f"{address}?au=2017-06-13").content.decode())
    assert "restent dehors : dits après le 13 juin 2017" in replay
    assert "dits après" not in today
    assert "décrit un état postérieur au 13 juin 2017" in today or "décrivent un état" in today
    arabic = client.get(f"{address}?au=2017-06-13".replace("/fr/", "/ar/")).content.decode()
    assert "خارج الحصيلة" in arabic


def test_a_report_is_withdrawn_with_a_reason_and_stays_readable(
    visitor: Client, published: str, amina: Any, charlie: Any, real: str
) -> None:
    address = reverse("results_report_withdraw", args=[published])
    assert visitor.get(address).status_code == 302
    assert client_of(charlie).post(address, {"reason": "essai"}).status_code == 403
    client = client_of(amina)
    assert client.post(address, {"reason": ""}).status_code == 200
    assert results_reports().get().status == "published"
    assert address in page(client, reverse("results_report", args=[published]))
    assert client.post(address, {"reason": "Mauvais jour"}).status_code == 302
    read = page(visitor, reverse("results_report", args=[published]))
    assert "Bilan retiré" in read
    assert "Mauvais jour" in read
    assert results_reports().get().sha256 in read, "its content is still there"
    assert "déjà retiré" in readable(client.post(address, {"reason": "x"}).content.decode())
    convention = page(visitor, reverse("convention", args=[real]))
    assert "Aperçu du bilan, non publié" in readable(convention)


def test_a_report_shows_its_frozen_content_and_fingerprint(
    visitor: Client, real: str, published: str
) -> None:
    address = reverse("results_report", args=[published])
    before = page(visitor, address)
    say(real, "tahfiz-companies-2018", "2018-01-10")
    after = page(visitor, address)
    (row,) = results_reports()

    assert row.sha256 in before
    assert "intact" in before
    assert "2 chiffres sont connus depuis" in before
    assert "3 chiffres sont connus depuis" in after
    assert after.count("4 000") == 0


def test_the_stored_text_gives_the_fingerprint(visitor: Client, published: str) -> None:
    answer = visitor.get(reverse("results_report_json", args=[published]))
    (row,) = results_reports()

    assert hashlib.sha256(answer.content).hexdigest() == row.sha256
    assert answer.headers["Content-Type"].startswith("application/json")


@pytest.mark.parametrize("code", ["fr", "ar", "en"])
def test_a_published_report_leaves_as_paper_and_workbook(
    visitor: Client, published: str, code: str
) -> None:
    paper = visitor.get(reverse("results_report_pdf", args=[published, code]))
    again = visitor.get(reverse("results_report_pdf", args=[published, code]))
    book = visitor.get(reverse("results_report_xlsx", args=[published, code]))

    assert paper.content == again.content
    assert paper.content.startswith(b"%PDF-")
    assert book.content.startswith(b"PK")
    assert f"-n1-{code}.pdf" in paper.headers["Content-Disposition"]


def test_a_tampered_report_is_not_shown_nor_printed(visitor: Client, published: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "UPDATE observatory_resultsreport SET content = replace(content, '3488', '3489')"
        )
    text = page(visitor, reverse("results_report", args=[published]))
    assert "Ce bilan n’est plus celui qui a été publié" in text
    assert "3 489" not in text
    for name in ("results_report_pdf", "results_report_xlsx"):
        assert visitor.get(reverse(name, args=[published, "fr"])).status_code == 409
    stored = visitor.get(reverse("results_report_json", args=[published]))
    assert b"3489" in stored.content


@pytest.mark.django_db
def test_an_exercise_is_marked_on_every_page(visitor: Client) -> None:
    reference = record_story(reference="EXERCICE-1", is_exercise=True)
    text = page(visitor, BILAN.format(language="fr", reference=reference))
    assert "band-exercise" in text
    assert "band-exercise" in page(visitor, "/fr/chiffres/exercice-1-firms/")


def test_the_list_of_reports(
    visitor: Client, published: str, django_assert_max_num_queries: Any
) -> None:
    page(visitor, "/fr/bilans/")
    with django_assert_max_num_queries(12):
        text = page(visitor, "/fr/bilans/?q=anapec")
    assert reverse("results_report", args=[published]) in text
    assert "Aucune ligne ne répond" in page(visitor, "/fr/bilans/?q=zzz")
