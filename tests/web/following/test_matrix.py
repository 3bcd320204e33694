"""The responsibility matrix: who does what, holes in words, the file."""

from __future__ import annotations

from datetime import date

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from mithaq.apps.conventions.choices import Involvement
from mithaq.apps.conventions.queries import responsibilities
from tests.web.accounts.test_sign_in import at
from tests.web.following.conftest import AGENCY, REFERENCE, owned

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("programme")]
REGION = "region-hesperides"


def test_every_organisation_has_its_part_in_every_commitment() -> None:
    owned(1, REGION)
    owned(3)
    found = responsibilities(REFERENCE, on=date(2026, 3, 2))

    assert [item.slug for item in found.organisations] == [AGENCY, REGION]
    assert [row.parts for row in found.rows] == [
        {AGENCY: (Involvement.DEBTOR,), REGION: (Involvement.OWNER,)},
        {AGENCY: (), REGION: (Involvement.DEBTOR,)},
        {AGENCY: (Involvement.DEBTOR, Involvement.OWNER), REGION: (Involvement.DEBTOR,)},
    ]
    assert [row.has_hole for row in found.rows] == [False, True, False]


def test_an_owner_from_outside_has_a_column(bodies: dict[str, int]) -> None:
    owned(1, "conserves-du-verger")
    found = responsibilities(REFERENCE, on=date(2026, 3, 2))

    assert found.organisations[-1].slug == "conserves-du-verger"
    assert found.rows[0].parts["conserves-du-verger"] == (Involvement.OWNER,)
    assert found.rows[1].parts["conserves-du-verger"] == ()


def test_the_page_says_holes_in_words(client: Client) -> None:
    owned(1)
    text = client.get(at("responsibilities", REFERENCE)).content.decode()

    assert "2 engagements sur 3 n’ont pas de responsable inscrit" in _plain(text)
    assert "sans responsable" in text
    arabic = client.get(at("responsibilities", REFERENCE).replace("/fr/", "/ar/"))
    assert "بلا مسؤول" in arabic.content.decode()
    holes = client.get(at("responsibilities", REFERENCE), {"trou": "none"}).content.decode()
    assert "Verser la part" in holes
    assert "Ouvrir un guichet" not in holes
    assert client.get(at("responsibilities", "NULLE")).status_code == 404


def test_the_matrix_leaves_as_a_file(client: Client) -> None:
    owned(1)
    answer = client.get(at("responsibilities", REFERENCE), {"format": "csv"})
    lines = b"".join(answer.streaming_content).decode()
    row = next(line for line in lines.splitlines() if line.startswith("Ouvrir un guichet"))
    assert "doit · répond" in row
    assert "non publié" in row
    assert row.endswith("exercice")


def test_the_matrix_asks_few_questions(
    client: Client, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    with django_assert_max_num_queries(12):
        client.get(at("responsibilities", REFERENCE))


def _plain(text: str) -> str:
    return text.replace("\u202f", " ").replace("\xa0", " ")
