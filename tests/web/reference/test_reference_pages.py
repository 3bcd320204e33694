"""The reference pages render in three languages, cost few queries, and say what is unknown."""

from __future__ import annotations

import logging
from datetime import UTC, date, datetime
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from mithaq.apps.accounts.models import AuditLine, User
from mithaq.apps.reference import operations, queries
from mithaq.apps.reference.models import Holiday
from mithaq.flows.load_reference import load_reference

AT = datetime(2026, 11, 23, 10, 0, tzinfo=UTC)
BUDGET = 12
SOURCE: dict[str, Any] = {
    "code": "report-1",
    "kind": "press",
    "title": {"fr": "Un compte rendu", "ar": "تقرير", "en": "A report"},
    "published": "2017-06",
}
PAGES = (
    "territoires/",
    "territoires/?q=fez&niveau=commune&region=03&milieu=urban&tri=-population_2024",
    "territoires/MA/",
    "territoires/09/",
    "territoires/09.001/",
    "territoires/03.231.01.0/",
    "referentiels/",
    "referentiels/banques/",
    "referentiels/identifiants/",
    "referentiels/activity_sections/",
    "jours-feries/",
    "jours-feries/2027/",
    "sources/",
    "sources/report-1/",
)
pytestmark = pytest.mark.django_db


@pytest.fixture
def loaded(db: None) -> None:
    load_reference(at=AT, sources=[SOURCE])


@pytest.mark.parametrize("page", PAGES)
def test_pages_render_in_three_languages_within_budget(
    loaded: None, client: Client, page: str
) -> None:
    for language in ("fr", "ar", "en"):
        with CaptureQueriesContext(connection) as caught:
            response = client.get(f"/{language}/{page}")
        assert response.status_code == 200
        assert len(caught) <= BUDGET, [query["sql"][:120] for query in caught]
        text = response.content.decode()
        assert f'lang="{language}"' in text
        assert " style=" not in text
        assert "<script>" not in text


def test_what_does_not_exist_is_not_found(loaded: None, client: Client) -> None:
    for page in ("territoires/99/", "referentiels/rien/", "sources/rien/", "jours-feries/1990/"):
        assert client.get(f"/fr/{page}").status_code == 404


def test_empty_lists_say_so(db: None, client: Client) -> None:
    for page in ("territoires/", "referentiels/", "jours-feries/", "sources/"):
        assert client.get(f"/fr/{page}").status_code == 200


def test_the_map_has_its_table_and_its_credits(loaded: None, client: Client) -> None:
    text = client.get("/fr/territoires/").content.decode()
    assert text.count('class="shade-') >= 12
    assert "OpenStreetMap contributors" in text
    assert "Haut-Commissariat au Plan" in text
    assert 'id="zgh"' in text
    assert 'lang="zgh"' in text
    assert "67" in text


def test_the_search_forgives_spelling(loaded: None, client: Client) -> None:
    for words in ("Fez", "FÈS", "فاس"):
        text = client.get("/fr/territoires/", {"q": words, "niveau": "commune"}).content.decode()
        assert "/fr/territoires/03.231.01.0/" in text


def test_a_territory_shows_what_surrounds_it(loaded: None, client: Client) -> None:
    text = client.get("/fr/territoires/09.001/").content.decode()
    assert "/fr/territoires/09/" in text
    assert "dans une autre région" in text
    fez = client.get("/fr/territoires/03.231.01.0/").content.decode()
    assert "Fez" in fez
    assert "pas encore connu ici" in fez


def test_lists_leave_as_files(loaded: None, client: Client) -> None:
    for page in ("territoires/", "referentiels/banques/", "jours-feries/2026/", "sources/"):
        response = client.get(f"/fr/{page}", {"format": "csv"})
        assert response.headers["Content-Type"].startswith("text/csv")
        lines = b"".join(response.streaming_content).decode().splitlines()  # type: ignore[attr-defined]
        assert len(lines) > 1


@pytest.mark.parametrize(
    ("kind", "value", "said"),
    [
        ("rib", "001810007800020110620318", "Bank Al-Maghrib"),
        ("rib", "001810007800020110620319", "À corriger"),
        ("ice", "001234567000099", "accepté avec un avertissement"),
        ("phone", "0612345678", "+212612345678"),
    ],
)
def test_a_number_is_checked(
    loaded: None, client: Client, kind: str, value: str, said: str
) -> None:
    response = client.post("/fr/referentiels/identifiants/", {"kind": kind, "value": value})
    assert response.status_code == 200
    assert said in response.content.decode()
    assert "no-store" in response.headers["Cache-Control"]


def test_a_number_is_never_kept(
    loaded: None, client: Client, caplog: pytest.LogCaptureFixture
) -> None:
    lines = AuditLine.objects.count()
    with caplog.at_level(logging.DEBUG), CaptureQueriesContext(connection) as caught:
        client.post("/fr/referentiels/identifiants/", {"kind": "cin", "value": "AB123456"})
    assert "AB123456" not in caplog.text
    assert all("AB123456" not in query["sql"] for query in caught)
    assert AuditLine.objects.count() == lines
    text = client.get("/fr/referentiels/identifiants/", {"value": "AB123456"}).content.decode()
    assert 'value="AB123456"' not in text


def test_only_an_administrator_edits_the_calendar(
    charlie: User, dounia: User, loaded: None, client: Client
) -> None:
    day = Holiday.objects.get(on=date(2026, 6, 16))
    addresses = (
        "/fr/jours-feries/nouveau/",
        f"/fr/jours-feries/2026/{day.pk}/",
        f"/fr/jours-feries/2026/{day.pk}/annuler/",
    )
    for address in addresses:
        assert client.get(address).status_code == 302
    client.force_login(charlie)
    for address in addresses:
        assert client.get(address).status_code == 403
        assert client.post(address).status_code == 403
    assert "/fr/jours-feries/nouveau/" not in client.get("/fr/jours-feries/2026/").content.decode()
    client.force_login(dounia)
    for address in addresses:
        assert client.get(address).status_code == 200
    assert "/fr/jours-feries/nouveau/" in client.get("/fr/jours-feries/2026/").content.decode()


def _posted(**values: str) -> dict[str, str]:
    return {
        "label_fr": "Fête du sacrifice",
        "kind": "lunar_confirmed",
        "reason": "Annonce",
    } | values


def test_a_lunar_date_is_corrected(dounia: User, loaded: None, client: Client) -> None:
    client.force_login(dounia)
    day = Holiday.objects.get(on=date(2026, 5, 28))
    address = f"/fr/jours-feries/2026/{day.pk}/"
    response = client.post(address, _posted(on="2026-05-29"))
    assert response.status_code == 302
    day.refresh_from_db()
    assert (day.on, day.is_edited) == (date(2026, 5, 29), True)
    line = AuditLine.objects.order_by("-id")[0]
    assert (line.action, line.reason, line.actor) == ("edit_holiday", "Annonce", dounia)
    assert operations.load_holidays(at=AT).kept_edited == ("2026-05-28 Fête du sacrifice",)


def test_faults_stand_beside_their_fields(dounia: User, loaded: None, client: Client) -> None:
    client.force_login(dounia)
    response = client.post("/fr/jours-feries/nouveau/", _posted(on="2026-05-27", reason=" "))
    text = response.content.decode()
    assert response.status_code == 200
    assert text.count("field-fault") >= 1
    taken = client.post("/fr/jours-feries/nouveau/", _posted(on="2026-05-27"))
    assert "est déjà inscrit au 27/05/2026" in taken.content.decode()
    assert "Annonce" in taken.content.decode()


def test_a_day_is_added_then_cancelled(dounia: User, loaded: None, client: Client) -> None:
    client.force_login(dounia)
    values = _posted(on="2026-12-11", label_fr="Jour exceptionnel", kind="exceptional")
    assert client.post("/fr/jours-feries/nouveau/", values).status_code == 302
    assert not queries.is_working_day(date(2026, 12, 11))
    day = Holiday.objects.get(on=date(2026, 12, 11))
    address = f"/fr/jours-feries/2026/{day.pk}/annuler/"
    assert client.post(address, {"reason": ""}).status_code == 200
    assert client.post(address, {"reason": "Annulé par décret"}).status_code == 302
    assert queries.is_working_day(date(2026, 12, 11))
    assert "ce jour est travaillé" in client.get("/fr/jours-feries/2026/").content.decode()


@pytest.mark.django_db
def test_a_saved_holiday_is_confirmed_on_the_page_that_follows(
    client: Client, dounia: User
) -> None:
    day = Holiday.objects.create(
        on="2027-03-10", label_fr="Fête", label_ar="عيد", label_en="Feast", kind="lunar_estimated"
    )
    client.force_login(dounia)
    body = {"on": "2027-03-11", "label_fr": "Fête", "kind": "lunar_confirmed", "reason": "Annonce"}
    for language, words in (("fr", "Le calendrier est corrigé"), ("ar", "صُحح التقويم")):
        address = f"/{language}/jours-feries/2027/{day.pk}/"
        page = client.post(address, body, follow=True)
        assert page.redirect_chain, page.content.decode()[:500]
        assert words in page.content.decode()


def test_what_exercises_promise_stands_apart_on_a_real_territory(
    loaded: None, client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    from mithaq.base.text import Labels
    from mithaq.web.reference.views import territories
    from mithaq.web.shell.values import display_value

    def promised(_code: str) -> list[dict[str, object]]:
        value = display_value(1200, "persons")
        rows = (("Promesse réelle", False), ("Promesse inventée", True))
        return [
            {"labels": Labels(name), "reference": "X", "promised": value, "achieved": None,
             "grade": "contractual", "is_exercise": is_exercise}
            for name, is_exercise in rows
        ]  # fmt: skip

    monkeypatch.setattr(territories, "_targets", promised)
    text = client.get("/fr/territoires/09/").content.decode()
    real, invented = text.split('id="promis-exercices"')
    assert "Promesse réelle" in real
    assert "Promesse inventée" not in real
    assert "Promesse inventée" in invented
    assert "aucun total ne le compte" in invented
