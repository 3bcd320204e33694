"""What people come to learn is not asked of them: the least of the law, each side of a diploma."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

import pytest
from django.core.cache import cache
from django.test import Client

from tests.web.simulators.test_phone_user import _plain

pytestmark = pytest.mark.django_db
SIGNED = {"stage_signed_on": "2027-01-01", "employer_form": "company", "stipend": ""}


@pytest.fixture(autouse=True)
def _morocco(settings: Any) -> None:
    cache.clear()
    settings.COUNTRY = "mithaq.law.morocco"


def read(client: Client, path: str, language: str = "fr", **facts: str) -> str:
    """The page of a question, as a person reads it."""
    response = client.get(f"/{language}/simuler/{path}/?{urlencode({**SIGNED, **facts})}")
    assert response.status_code == 200
    return _plain(response.content.decode())


def test_an_internship_is_answered_without_a_stipend_and_says_what_it_took(client: Client) -> None:
    page = read(client, "stage", diploma="higher_education")
    assert "Oui : vous pouvez le prendre avec un contrat d’insertion." in page
    assert "Une indemnité de 1 600 DH par mois, le minimum" in page
    assert "rien ne se calcule sans elle" not in page


def test_who_hosts_anybody_is_told_yes_whatever_the_diploma(client: Client) -> None:
    page = read(client, "stage", diploma="")
    assert "Oui : vous pouvez le prendre avec un contrat d’insertion." in page
    assert "Cela dépend" not in page


def test_a_cover_that_the_diploma_decides_says_each_side(client: Client) -> None:
    page = read(client, "stage/maladie", diploma="")
    told = page.partition("Cela dépend d’une réponse")[2].partition("Ce que nous supposons")[0]
    yes, no = told.partition("Oui")[2].split("Non", 1)
    assert "Baccalauréat" in yes
    assert "Sans diplôme" in no
    # The side that a bill would turn says so.
    assert "à confirmer" in no
    assert "à confirmer" not in yes


def test_each_side_is_what_the_page_says_once_the_diploma_is_said(client: Client) -> None:
    yes = read(client, "stage/maladie", diploma="baccalaureate")
    no = read(client, "stage/maladie", diploma="no_diploma")
    assert "Avec un contrat d’insertion : oui, l’État paie votre assurance maladie" in yes
    assert "Pendant le stage : non, l’État ne la paie pas par ce contrat" in no


def test_nothing_said_is_still_told_in_arabic(client: Client) -> None:
    page = read(client, "stage/maladie", language="ar", diploma="")
    assert "1 600" in page
    assert "?" not in page.partition("نفترض")[2][:200]
