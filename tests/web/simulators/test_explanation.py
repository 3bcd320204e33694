"""Any answer of the law opens to its whole calculation, in three languages, without an account."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client

pytestmark = pytest.mark.django_db
ADDRESS = "simuler/explication/employer_contributions/"


@pytest.fixture(autouse=True)
def _morocco(settings: Any) -> None:
    settings.COUNTRY = "mithaq.law.morocco"


@pytest.mark.parametrize(
    ("language", "cited"),
    [
        ("fr", "dahir 1-72-184"),
        ("ar", "الظهير الشريف رقم 1.72.184"),
        ("en", "Dahir No. 1-72-184"),
    ],
)
def test_a_calculation_shows_its_articles_and_values(
    client: Client, language: str, cited: str
) -> None:
    response = client.get(f"/{language}/{ADDRESS}?gross=10000&jour=2026-12-01")
    assert response.status_code == 200
    text = response.content.decode().replace("\u2060", "")
    assert 'id="r-employer_cnss"' in text
    assert cited in text
    assert ("dahir 1-72-184" in text) is (language == "fr")
    assert len(response.content) < 100_000


def test_a_missing_fact_is_named(client: Client) -> None:
    text = client.get(f"/fr/{ADDRESS}?jour=2026-12-01").content.decode()
    assert "On ne peut pas décider" in text


@pytest.mark.parametrize("wrong", ["?gross=abc", "?jour=hier", "?gross=1&inconnu=2"])
def test_an_address_that_means_nothing_is_not_found(client: Client, wrong: str) -> None:
    assert client.get(f"/fr/{ADDRESS}{wrong}").status_code == 404


def test_a_rule_that_the_law_has_not_is_not_found(client: Client) -> None:
    assert client.get("/fr/simuler/explication/nothing/").status_code == 404
    for far in ("0050-01-01", "9999-12-31"):
        assert client.get(f"/fr/{ADDRESS}?jour={far}").status_code == 404
