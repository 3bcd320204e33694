"""The register: few queries whatever its length, filters that count, files that leave."""

from __future__ import annotations

import gzip

import pytest
from django.core.cache import cache
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from mithaq.apps.conventions.models import Convention, Party
from tests.web.conventions.story import body, fill_register

QUERIES = 12
BYTES = 100_000
ADDRESS = "/fr/conventions/"


def read(client: Client, query: str = "") -> str:
    response = client.get(f"{ADDRESS}{query}")
    assert response.status_code == 200
    return response.content.decode()


@pytest.mark.parametrize("count", [10, 300])
def test_the_register_costs_the_same_for_any_length(
    visitor: Client, reference: str, count: int
) -> None:
    fill_register(count)
    read(visitor)
    cache.clear()
    with CaptureQueriesContext(connection) as caught:
        text = read(visitor)
    assert len(caught) <= QUERIES
    assert len(gzip.compress(text.encode())) <= BYTES


def test_the_register_counts_records_and_conventions_without_exercises(
    visitor: Client, reference: str
) -> None:
    fill_register(3)
    text = read(visitor)
    assert "1 fiche, 1 convention" in text
    assert "4 lignes" in text


def test_words_are_found_whatever_the_accents(visitor: Client, reference: str) -> None:
    fill_register(3)
    text = read(visitor, "?q=AGENCE+et+caissé")
    assert reference in text
    assert "REMPLIE" not in text


@pytest.mark.parametrize(
    ("query", "count"),
    [
        ("?nature=framework", 1),
        ("?exercice=True", 5),
        ("?annee=2017", 1),
        ("?organisation=cnss", 6),
        ("?etat=draft", 0),
        ("?annee=1900", 6),
    ],
)
def test_filters_leave_what_they_say(
    visitor: Client, reference: str, query: str, count: int
) -> None:
    fill_register(5)
    if "1900" in query:
        assert visitor.get(f"{ADDRESS}{query}").status_code == 200
        return
    text = read(visitor, query)
    assert text.count("<tr role=") - (1 if count else 0) in {count, count - 1}


def test_exercises_are_marked_line_by_line(visitor: Client, reference: str) -> None:
    fill_register(2)
    assert read(visitor).count('class="exercise"') == 2


def test_the_register_leaves_as_text_with_the_exercise_column(
    visitor: Client, reference: str
) -> None:
    fill_register(1)
    body = b"".join(visitor.get(f"{ADDRESS}?format=csv").streaming_content).decode()
    assert "exercice" in body.splitlines()[0]
    assert reference in body
    assert "<span" not in body


def test_a_file_names_every_party_whole(visitor: Client, reference: str) -> None:
    row = Convention.objects.get(reference=reference)
    origin = Party.objects.filter(convention=row).first()
    assert origin is not None
    Party.objects.bulk_create(
        Party(
            convention=row,
            organisation_id=body(f"partie-{number}", f"Partie numéro {number}", f"PN{number}"),
            role="party",
            rank=20 + number,
            source=origin.source,
        )
        for number in range(6)
    )
    assert "+4" in read(visitor)
    content = b"".join(visitor.get(f"{ADDRESS}?format=csv").streaming_content).decode()
    assert "+4" not in content
    assert all(f"Partie numéro {number} (PN{number})" in content for number in range(6))
    assert {"Niveau", "Période couverte"} <= set(
        content.lstrip("\ufeff").splitlines()[0].split(";")
    )


def test_only_who_may_import_sees_the_way_in(visitor: Client, reference: str, alice) -> None:
    assert "Importer un fichier" not in read(visitor)
    visitor.force_login(alice, backend="django.contrib.auth.backends.ModelBackend")
    assert "Importer un fichier" in read(visitor)
