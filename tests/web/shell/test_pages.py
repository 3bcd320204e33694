"""The layout and the components sheet: policy, languages, exercise mark, light pages."""

from __future__ import annotations

import gzip
from typing import Any

import pytest
from django.template import engines
from django.test import Client
from django.utils.translation import override

from mithaq.web.shell.context import in_language
from mithaq.web.shell.middleware import POLICY

pytestmark = [pytest.mark.django_db, pytest.mark.urls("tests.web.shell.urls")]


@pytest.mark.parametrize("language", ["fr", "ar", "en"])
def test_components_sheet(client: Client, language: str) -> None:
    response = client.get(f"/{language}/composants/")
    page = response.content.decode()
    assert response.status_code == 200
    assert f'<html lang="{language}" dir="{"rtl" if language == "ar" else "ltr"}">' in page
    assert page.count('class="exercise"') >= 2
    assert len(gzip.compress(response.content)) < 30_000


def test_content_policy_allows_nothing_inline(client: Client) -> None:
    response = client.get("/fr/composants/")
    assert response.headers["Content-Security-Policy"] == POLICY
    assert "unsafe" not in POLICY
    assert POLICY.startswith("default-src 'none'")


def test_each_language_is_named_in_itself(client: Client) -> None:
    page = client.get("/fr/composants/?a=1").content.decode()
    assert '<a href="/ar/composants/?a=1" lang="ar" dir="rtl" hreflang="ar">العربية</a>' in page
    assert 'aria-current="true">Français</a>' in page


def test_the_layout_asks_little_of_the_database(
    client: Client, django_assert_max_num_queries: Any
) -> None:
    with django_assert_max_num_queries(2):
        client.get("/fr/composants/")


@pytest.mark.parametrize(
    ("path", "expected"),
    [("/fr/a/?b=1", "/ar/a/?b=1"), ("/fr", "/ar/"), ("/fr/", "/ar/"), ("/friche/", "/ar/")],
)
def test_same_page_in_another_language(path: str, expected: str) -> None:
    assert in_language(path, "ar") == expected


def test_root_leads_to_the_visitors_language(client: Client) -> None:
    assert client.get("/", headers={"accept-language": "ar"}).headers["Location"] == "/ar/"
    assert client.get("/", headers={"accept-language": "de"}).headers["Location"] == "/fr/"


def test_root_follows_the_language_a_person_saved(client: Client, alice: Any) -> None:
    alice.language = "ar"
    alice.save()
    client.cookies["django_language"] = "en"
    assert client.get("/").headers["Location"] == "/en/"
    client.force_login(alice)
    assert client.get("/", headers={"accept-language": "fr"}).headers["Location"] == "/ar/"


def test_unknown_address_says_what_to_do(client: Client) -> None:
    response = client.get("/fr/nulle-part/")
    assert response.status_code == 404
    assert "Rien à cette adresse" in response.content.decode()
    assert 'href="/ar/nulle-part/"' in response.content.decode()


def test_a_failure_needs_no_database() -> None:
    from django.test import RequestFactory

    from mithaq.web.shell.views import server_error

    with override("fr"):
        response = server_error(RequestFactory().get("/fr/x/"))
    assert response.status_code == 500
    assert "La panne est de notre côté" in response.content.decode()


def test_a_mandate_is_chosen_among_ones_own(client: Client, alice: Any) -> None:
    client.force_login(alice)
    page = client.get("/fr/composants/").content.decode()
    assert "account-menu" in page
    response = client.post("/fr/mandat/", {"mandate": "999999", "next": "https://exemple.ma/"})
    assert response.headers["Location"] == "/"
    assert client.get("/fr/composants/").status_code == 200


@pytest.mark.parametrize("grade", ["announced", "contractual", "recorded", "measured", "verified"])
def test_a_grade_always_has_its_word(grade: str) -> None:
    template = engines["django"].from_string(
        "{% grade g %}{% grade g icon_only=True %}{{ g|grade }}"
    )
    with override("fr"):
        page = template.render({"g": grade})
    assert page.count(f"grade-{grade}") == 3
    assert 'aria-label="' in page


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ('{% not_published "fp" %}', "non publiées"),
        ("{% no_result %}", "Aucun résultat publié"),
        ("{% target_bar promised=6000 %}", "Aucun résultat publié"),
        ("{% target_bar promised=200 achieved=50 %}", "25\u202f%"),
        ('{% figure None "emplois" %}', "non publié"),
        ('{% breadcrumbs "A" "/a/" "B" %}', '<span aria-current="page">B</span>'),
        ('{% clock used=12 norm=10 sentence="en retard" %}', "▲"),
    ],
)
def test_components(source: str, expected: str) -> None:
    with override("fr"):
        assert expected in engines["django"].from_string(source).render({})


def test_map_prints_every_value_and_hatches_what_is_unknown() -> None:
    areas = [{"code": "09", "label": "Souss-Massa", "path": "M0 0h9v9z"},
             {"code": "06", "label": "Casablanca-Settat", "path": "M9 0h9v9z"}]  # fmt: skip
    template = engines["django"].from_string(
        '{% map areas values bounds="15 20 25 30 40" title="Carte" decimals=1 %}'
    )
    with override("fr"):
        page = template.render({"areas": areas, "values": {"09": 19.7, "06": None}})
    assert "shade-1" in page
    assert "shade-unknown" in page
    assert "19,7" in page
    assert "15 à 19,9" in page
