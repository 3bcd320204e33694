"""Reporting an error: kept apart from the journal, receipted, throttled, and erasable."""

from __future__ import annotations

from django.test import Client

from mithaq.apps.accounts.models import AuditLine, ErrorReport, User
from mithaq.web.home.errors import MOST

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
    assert "en cours d’examen" in text
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
