"""One box: forgiving of accents and hamza, grouped, and helpful when it finds nothing."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

QUERIES = 20


@pytest.mark.parametrize("words", ["agence", "AGENCÉ", "anapec"])
def test_the_box_finds_an_organisation_and_its_convention(
    visitor: Client, reference: str, words: str
) -> None:
    text = visitor.get("/fr/recherche/", {"q": words}).content.decode()
    assert "g-organisations" in text
    assert f"/fr/conventions/{reference}/" in text


def test_the_box_forgives_hamza(visitor: Client, places: dict[str, int]) -> None:
    from mithaq.apps.reference.models import Territory
    from mithaq.base.text import fold

    row = Territory.objects.get(code="09")
    row.search_text = fold("أكادير Agadir")
    row.save()
    assert "g-territories" in visitor.get("/ar/recherche/", {"q": "اكادير"}).content.decode()


def test_a_figure_is_found_by_its_indicator(visitor: Client, reference: str) -> None:
    text = visitor.get("/fr/recherche/", {"q": "state contributions"}).content.decode()
    assert "g-figures" in text
    assert f"{reference.lower()}-money" in text


def test_nothing_found_says_what_to_do(visitor: Client, db: None) -> None:
    text = visitor.get("/fr/recherche/", {"q": "zzzz<script>"}).content.decode()
    assert "Essayez un seul mot" in text
    assert "<script>" not in text.split("</head>")[1]


def test_a_search_costs_few_queries(visitor: Client, reference: str) -> None:
    with CaptureQueriesContext(connection) as caught:
        visitor.get("/fr/recherche/", {"q": "a"})
    assert len(caught) <= QUERIES
