"""The first screen: its thesis in one glance, for few queries and few bytes."""

from __future__ import annotations

import gzip

import pytest
from django.core.cache import cache
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from tests.apps.conventions.drafts import draft, record
from tests.web.conventions.story import record_story

QUERIES = 12
BYTES = 100_000


def test_the_first_screen_is_light(visitor: Client, reference: str) -> None:
    visitor.get("/fr/")
    cache.clear()
    with CaptureQueriesContext(connection) as caught:
        response = visitor.get("/fr/")
    assert response.status_code == 200
    assert len(caught) <= QUERIES
    assert len(gzip.compress(response.content)) <= BYTES


def test_the_legend_is_also_the_count(visitor: Client, reference: str) -> None:
    text = visitor.get("/fr/").content.decode()
    # Four figures on the line, and the pooled target that no figure says.
    assert '<dd class="legend-count some">5</dd>' in text
    assert text.count('<dd class="legend-count">0</dd>') == 4


def test_a_line_says_when_who_what_how_much_and_where_it_stands(
    visitor: Client, reference: str
) -> None:
    text = visitor.get("/fr/").content.decode()
    for words in (
        "13\u00a0juin 2017",
        "mardi, Casablanca",
        "Piloter ensemble",
        "3\u202f488",
        "dont 63\u202f%",
        "près de",
        "Aucun résultat publié depuis",
        "Un conflit entre sources",
        "aucun compte rendu publié",
        "Article de presse 1",
    ):
        assert words in text, words


def test_only_the_first_exercise_can_be_started(visitor: Client, reference: str) -> None:
    text = visitor.get("/fr/").content.decode()
    assert text.count('class="minutes-start"') == 1
    assert text.count("à venir</span>") == 4
    assert f"/fr/chiffres/{reference.lower()}-money/" in text


def test_an_exercise_never_stands_among_the_promises(visitor: Client, db: None) -> None:
    record_story(reference="EXERCICE-1", is_exercise=True)
    text = visitor.get("/fr/").content.decode()
    assert "EXERCICE-1" not in text
    assert "Aucune convention" in text


@pytest.mark.parametrize("language", ["fr", "ar", "en"])
@pytest.mark.parametrize("path", ["", "methode/", "accessibilite/", "signaler/", "recherche/"])
def test_the_public_pages_open_in_each_language(
    visitor: Client, reference: str, language: str, path: str
) -> None:
    response = visitor.get(f"/{language}/{path}")
    assert response.status_code == 200
    text = response.content.decode()
    assert f'lang="{language}"' in text
    assert "&lt;bdi" not in text


def test_the_counts_of_the_first_screen_follow_what_is_imported(
    visitor: Client, reference: str
) -> None:
    """An imported convention is counted in the register, and shown here once it is ranked."""
    before = visitor.get("/fr/").content.decode()
    assert "une convention pour l’emploi" in before.lower()
    assert "Le registre compte" not in before
    record(draft(reference="IMPORT-1"))
    after = visitor.get("/fr/").content.decode()
    assert "conventions réelles en tout" in after
    assert "/fr/conventions/IMPORT-1/" not in after
    record(draft(reference="IMPORT-2", feature_rank=7))
    ranked = visitor.get("/fr/").content.decode()
    assert "/fr/conventions/IMPORT-2/" in ranked
    assert "deux conventions pour l’emploi" in ranked


def test_an_exercise_that_is_imported_moves_no_count(visitor: Client, reference: str) -> None:
    before = visitor.get("/fr/").content
    record_story(reference="EXERCICE-2", is_exercise=True)
    assert "Le registre compte" not in before.decode()
    assert "Le registre compte" not in visitor.get("/fr/").content.decode()
