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


@pytest.mark.parametrize(
    "words", ["3488", "3 488", "3\u202f488 entreprises", "٣٤٨٨", "44", "44 millions", "44 MDH"]
)
def test_a_number_typed_finds_the_figures_that_say_it(
    visitor: Client, reference: str, words: str
) -> None:
    text = visitor.get("/fr/recherche/", {"q": words}).content.decode()
    assert "g-figures" in text
    assert "/fr/chiffres/" in text


def test_a_signatory_leads_to_the_convention(visitor: Client, reference: str) -> None:
    from mithaq.apps.conventions.models import Signatory

    name = Signatory.objects.exclude(person_fr="").values_list("person_fr", flat=True)[0]
    text = visitor.get("/fr/recherche/", {"q": name}).content.decode()
    assert f"/fr/conventions/{reference}/" in text


@pytest.mark.parametrize(
    ("words", "domain"),
    [("offres d’emploi", "Offres"), ("عروض الشغل", "Offres"), ("mes droits", "Mesures et droits"),
     ("التغطية الصحية", "Mesures et droits"), ("CV", "Chercheurs d’emploi"),
     ("déclarations", "Déclarations")],
)  # fmt: skip
def test_what_is_to_come_is_said_to_be_so(
    visitor: Client, db: None, words: str, domain: str
) -> None:
    text = visitor.get("/fr/recherche/", {"q": words}).content.decode()
    assert f"{domain}\u00a0: à venir" in text
    assert "#version" in text
