"""The page of a convention: every fact with its source, for few queries and few bytes."""

from __future__ import annotations

import gzip
import io
from dataclasses import replace
from datetime import date

import pytest
from django.core.cache import cache, caches
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from python_calamine import CalamineWorkbook

from mithaq.apps.accounts.models import User
from mithaq.apps.conventions.models import BudgetLine
from mithaq.apps.conventions.queries import convention_detail
from mithaq.base.dates import UncertainDate
from mithaq.web.conventions.story import sittings_due
from tests.web.conventions.story import record_story

QUERIES = 22
BYTES = 100_000


def page(client: Client, reference: str, language: str = "fr") -> str:
    response = client.get(f"/{language}/conventions/{reference}/")
    assert response.status_code == 200
    return response.content.decode()


def test_a_convention_costs_a_fixed_number_of_queries(visitor: Client, reference: str) -> None:
    page(visitor, reference)
    cache.clear()
    with CaptureQueriesContext(
        connection,
    ) as caught:
        text = page(visitor, reference)
    assert len(caught) <= QUERIES
    assert len(gzip.compress(text.encode())) <= BYTES


@pytest.mark.parametrize("language", ["fr", "ar", "en"])
def test_a_convention_reads_in_each_language(
    visitor: Client, reference: str, language: str
) -> None:
    text = page(visitor, reference, language)
    endings = {"fr": "Piloter ensemble", "ar": "بالعربية", "en": "in English"}
    assert endings[language] in text
    assert "&lt;bdi" not in text
    assert "&lt;sup" not in text


def test_every_part_is_there_with_its_source(visitor: Client, reference: str) -> None:
    text = page(visitor, reference)
    for words in (
        "mardi 13",
        "par intérim",
        "témoin, pas partie",
        "Ordre imprimé inverse",
        "Couvrir les stagiaires",
        "Emplois ensemble",
        "Commun aux 8",
        "deux mots",
        "280,36",
        "Chiffre publique-2017-firms",
        "non publiée",
        "Deux sources se contredisent",
        "Comité de pilotage",
        "Deux ans auparavant",
        "/fr/sources/article-1/",
    ):
        assert words in text, words
    assert text.count("Article de presse 1") > 8


def test_a_growth_shows_what_it_implies_and_says_that_it_is_computed(
    visitor: Client, reference: str
) -> None:
    text = page(visitor, reference)
    assert "+13,6" in text
    assert "environ 3\u202f070" in text
    assert "calculé" in text


def test_both_readings_are_drawn(visitor: Client, reference: str) -> None:
    text = page(visitor, reference)
    assert "47,25" in text
    assert "84" in text


def test_an_exercise_is_marked_on_top_and_at_the_foot(visitor: Client, db: None) -> None:
    text = page(visitor, record_story(reference="EXERCICE-1", is_exercise=True))
    assert text.count('class="exercise"') >= 3
    assert "band-exercise" in text


def test_a_public_convention_bears_no_exercise_mark(visitor: Client, reference: str) -> None:
    assert 'class="exercise"' not in page(visitor, reference)


def test_only_whoever_may_is_offered_to_publish(
    visitor: Client, reference: str, amina: User, charlie: User
) -> None:
    assert "Publier le bilan" not in page(visitor, reference)
    visitor.force_login(charlie, backend="django.contrib.auth.backends.ModelBackend")
    assert "Publier le bilan" not in page(visitor, reference)
    visitor.force_login(amina, backend="django.contrib.auth.backends.ModelBackend")
    assert "Publier le bilan" in page(visitor, reference)


@pytest.mark.parametrize(
    ("language", "words"), [("fr", "Aperçu du bilan, non publié"), ("ar", "غير منشور")]
)
def test_what_is_not_published_is_not_called_a_report(
    visitor: Client, reference: str, language: str, words: str
) -> None:
    text = page(visitor, reference, language=language)
    assert words in text
    if language == "fr":
        assert "Lire le bilan" not in text
        assert "Bilan (PDF)" not in text


def test_an_unknown_reference_is_not_found(visitor: Client, db: None) -> None:
    assert visitor.get("/fr/conventions/INCONNUE/").status_code == 404


def test_a_convention_leaves_as_a_file_and_as_a_workbook(visitor: Client, reference: str) -> None:
    address = f"/fr/conventions/{reference}/fichier/"
    text = visitor.get(address).content.decode()
    assert text.startswith("mithaq: convention/1")
    book = visitor.get(f"{address}?format=xlsx")
    assert b"".join(book.streaming_content)[:2] == b"PK"


def test_a_committee_says_how_many_sittings_it_owed(reference: str) -> None:
    detail = convention_detail(reference)
    assert detail is not None
    committee = detail.committees[0]
    signed = replace(detail, signed=UncertainDate.parse("2017-06-13"))
    due = [sittings_due(committee, signed, day) for day in (
        date(2017, 6, 30), date(2018, 1, 1), date(2026, 11, 24),
    )]  # fmt: skip
    assert due == [0, 1, 18]


def test_money_is_shown_by_stage_once_one_is_known(visitor: Client, reference: str) -> None:
    assert "Décaissé" not in page(visitor, reference)
    BudgetLine.objects.update(disbursed_centimes=0, called_centimes=2_000_000_000)
    caches["pages"].clear()
    told = page(visitor, reference)
    assert 'data-label="Appelé">20' in told
    assert 'data-label="Décaissé">0' in told
    assert 'data-label="Justifié"><span class="unpublished"' in told


def test_the_workbook_has_a_sheet_for_each_part(visitor: Client, reference: str) -> None:
    answer = visitor.get(f"/fr/conventions/{reference}/fichier/?format=xlsx")
    book = CalamineWorkbook.from_filelike(io.BytesIO(b"".join(answer.streaming_content)))
    assert book.sheet_names == [
        "Chiffres", "Objectifs", "Engagements", "Comités", "Parties", "Budget",
        "Liens et annexes",
    ]  # fmt: skip
    for name in book.sheet_names:
        head, *rows = book.get_sheet_by_name(name).to_python()
        assert rows, name
        assert all(len(row) == len(head) for row in rows)
