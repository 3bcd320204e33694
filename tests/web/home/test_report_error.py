"""Reporting an error: kept in the journal, receipted, and throttled."""

from __future__ import annotations

from django.test import Client

from mithaq.apps.accounts.models import AuditLine
from mithaq.web.home.errors import MOST

ADDRESS = "/fr/signaler/"
SAID = {"page": "/fr/conventions/X/", "wrong": "Le chiffre est de 2016", "source": "Article 9"}


def test_a_report_leaves_a_line_and_gives_its_number(visitor: Client, db: None) -> None:
    response = visitor.post(ADDRESS, SAID)
    line = AuditLine.objects.get(action="feedback.reported")
    assert f"S-{line.pk:06d}" in response.content.decode()
    assert line.after == {"wrong": SAID["wrong"], "source": SAID["source"]}
    assert line.actor is None


def test_what_is_missing_is_said_beside_the_field(visitor: Client, db: None) -> None:
    response = visitor.post(ADDRESS, {"page": "", "wrong": ""})
    assert response.status_code == 422
    assert response.content.decode().count("field-fault") >= 2
    assert not AuditLine.objects.filter(action="feedback.reported").exists()


def test_a_session_cannot_flood_the_journal(visitor: Client, db: None) -> None:
    for _ in range(MOST):
        assert visitor.post(ADDRESS, SAID).status_code == 200
    response = visitor.post(ADDRESS, SAID)
    assert response.status_code == 422
    assert SAID["wrong"] in response.content.decode()
    assert AuditLine.objects.filter(action="feedback.reported").count() == MOST


def test_the_page_to_correct_is_already_written(visitor: Client, db: None) -> None:
    assert 'value="/fr/bilans/"' in visitor.get(f"{ADDRESS}?page=/fr/bilans/").content.decode()
