"""Reporting an error: kept apart from the journal, receipted, throttled, and erasable."""

from __future__ import annotations

import pytest
from django.db import IntegrityError
from django.test import Client

from mithaq.apps.accounts.models import AuditLine, ErrorReport, User
from mithaq.web.home.errors import MOST
from tests.conftest import AT

ADDRESS = "/fr/signaler/"
SAID = {"page": "/fr/conventions/X/", "wrong": "Le chiffre est de 2016", "source": "Article 9"}


def test_a_report_leaves_a_line_and_gives_its_number(visitor: Client, db: None) -> None:
    response = visitor.post(ADDRESS, SAID)
    line = ErrorReport.objects.get()
    assert response.status_code == 302
    receipt = visitor.get(response["Location"]).content.decode()
    assert f"S-{line.pk:06d}" in receipt
    assert "data-draft-done" in receipt
    # A reload shows the same receipt and sends nothing.
    assert f"S-{line.pk:06d}" in visitor.get(response["Location"]).content.decode()
    assert (line.page, line.wrong, line.evidence) == tuple(SAID.values())
    noted = AuditLine.objects.get(action="feedback.reported")
    # Free text of anybody never enters what nobody can erase, nor does the name of who wrote it.
    assert SAID["wrong"] not in str([noted.before, noted.after, noted.object_label])
    assert noted.actor is None


def test_what_is_missing_is_said_beside_the_field(visitor: Client, db: None) -> None:
    response = visitor.post(ADDRESS, {"page": "", "wrong": ""})
    assert response.status_code == 422
    assert response.content.decode().count("field-fault") >= 2
    assert not AuditLine.objects.filter(action="feedback.reported").exists()


def test_a_session_cannot_flood_the_journal(visitor: Client, db: None) -> None:
    for _ in range(MOST):
        assert visitor.post(ADDRESS, SAID).status_code == 302
    response = visitor.post(ADDRESS, SAID)
    assert response.status_code == 422
    assert SAID["wrong"] in response.content.decode()
    assert AuditLine.objects.filter(action="feedback.reported").count() == MOST


def test_the_page_to_correct_is_already_written(visitor: Client, db: None) -> None:
    assert 'value="/fr/bilans/"' in visitor.get(f"{ADDRESS}?page=/fr/bilans/").content.decode()


def test_whoever_holds_the_number_reads_its_state_not_its_words(visitor: Client, db: None) -> None:
    visitor.post(ADDRESS, SAID)
    line = ErrorReport.objects.get()
    found = Client().get("/fr/recherche/", {"q": f"s-{line.pk:06d}"})
    text = Client().get(found["Location"]).content.decode()
    assert ">reçu<" in text
    assert SAID["wrong"] not in text
    assert Client().get(f"{ADDRESS}?recu=S-999999").status_code == 404


def test_an_administrator_erases_the_words_and_keeps_the_number(
    visitor: Client, dounia: User, charlie: User
) -> None:
    visitor.post(ADDRESS, SAID)
    report = ErrorReport.objects.get()
    stranger, administrator = Client(), Client()
    stranger.force_login(charlie)
    administrator.force_login(dounia)
    assert stranger.post(f"{ADDRESS}effacer/", {"number": str(report)}).status_code == 403
    assert SAID["wrong"] in administrator.get(f"{ADDRESS}?recu={report}").content.decode()
    administrator.post(f"{ADDRESS}effacer/", {"number": str(report)})
    report.refresh_from_db()
    assert (report.wrong, report.evidence, report.page) == ("", "", "")
    assert AuditLine.objects.filter(action="feedback.erased").count() == 1
    text = Client().get(f"{ADDRESS}?recu={report}").content.decode()
    assert "a été effacé" in text


def test_the_footer_carries_the_address_of_the_page(visitor: Client, db: None) -> None:
    text = visitor.get("/fr/bilans/").content.decode()
    assert "/fr/signaler/?page=%2Ffr%2Fbilans%2F" in text
    assert "signaler/?page=%2Ffr%2Fsignaler" not in visitor.get(ADDRESS).content.decode()


@pytest.mark.parametrize(
    ("language", "state"), [("fr", "clos, avec une réponse"), ("ar", "مغلق مع جواب")]
)
def test_a_report_is_answered_and_its_reader_follows_it(
    visitor: Client, dounia: User, charlie: User, language: str, state: str
) -> None:
    visitor.post(ADDRESS, SAID)
    report = ErrorReport.objects.get()
    administrator, stranger = Client(), Client()
    administrator.force_login(dounia)
    stranger.force_login(charlie)
    address = f"{ADDRESS}repondre/"
    body = {"number": str(report), "step": "close", "answer": "Le chiffre est de mai 2017."}
    assert stranger.post(address, body).status_code == 403
    page = administrator.get(f"{ADDRESS}?recu={report}").content.decode()
    assert f'href="{SAID["page"]}"' in page, "the reported page opens"
    assert administrator.post(address, body | {"step": "examine", "answer": ""}).status_code == 302
    assert "en cours d’examen" in visitor.get(f"{ADDRESS}?recu={report}").content.decode()
    assert administrator.post(address, body | {"answer": " "}).status_code == 422
    assert administrator.post(address, body).status_code == 302
    text = visitor.get(f"/{language}/signaler/?recu={report}").content.decode()
    assert state in text
    assert body["answer"] in text
    assert SAID["wrong"] not in text
    assert body["answer"] not in str(AuditLine.objects.values_list("after", "reason"))


def test_a_programme_manager_answers_what_is_said_of_conventions_only(
    visitor: Client, alice: User
) -> None:
    visitor.post(ADDRESS, SAID)
    visitor.post(ADDRESS, SAID | {"page": "/fr/jours-feries/", "wrong": "Une date est fausse"})
    client = Client()
    client.force_login(alice)
    today = client.get("/fr/aujourdhui/").content.decode()
    assert SAID["wrong"] in today
    assert "Une date est fausse" not in today
    about, other = ErrorReport.objects.order_by("pk")
    body = {"step": "close", "answer": "Corrigé."}
    assert client.post(f"{ADDRESS}repondre/", body | {"number": str(other)}).status_code == 403
    assert client.post(f"{ADDRESS}repondre/", body | {"number": str(about)}).status_code == 302
    about.refresh_from_db()
    assert (about.status, about.answer) == ("closed", "Corrigé.")


def test_the_address_of_another_site_is_never_a_link(visitor: Client, dounia: User) -> None:
    visitor.post(ADDRESS, SAID | {"page": "https://ailleurs.example/x"})
    client = Client()
    client.force_login(dounia)
    text = client.get(f"{ADDRESS}?recu={ErrorReport.objects.get()}").content.decode()
    assert 'href="https://ailleurs.example' not in text


@pytest.mark.django_db
def test_no_report_closes_without_an_answer() -> None:
    report = ErrorReport(page="/fr/", wrong="faux", status="closed", received_at=AT)
    with pytest.raises(IntegrityError, match="error_report_closed_is_answered"):
        report.save()


def test_a_source_is_brought_without_saying_that_anything_is_wrong(
    visitor: Client, db: None
) -> None:
    where = f"{ADDRESS}?quoi=source"
    text = visitor.get(where).content.decode()
    assert "<h1>Apporter une source</h1>" in text
    assert "Ce qui est faux" not in text
    refused = visitor.post(where, {"page": "/fr/", "wrong": "Le total de 2021", "source": ""})
    assert refused.status_code == 422
    given = {"page": "/fr/", "wrong": "Le total de 2021", "source": "Rapport annuel 2021"}
    assert visitor.post(where, given).status_code == 302
    assert ErrorReport.objects.get().evidence == "Rapport annuel 2021"


def test_a_wrong_number_is_retyped_where_it_is_refused(visitor: Client, db: None) -> None:
    answer = visitor.get(f"{ADDRESS}?recu=S-999999")
    assert answer.status_code == 404
    assert 'name="recu" value="S-999999"' in answer.content.decode()
