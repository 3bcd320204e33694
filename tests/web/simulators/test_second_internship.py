"""A second internship: asked only of who had a first one, then answered by the law."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

import pytest
from django.core.cache import cache
from django.test import Client

from tests.apps.programmes.test_hire_simulation import CASE
from tests.web.simulators.test_phone_user import _part, _plain
from tests.web.simulators.test_questions import STAGE

pytestmark = pytest.mark.django_db
AGAIN = STAGE | {"had_insertion_contract": "oui"}
BROKEN = AGAIN | {
    "first_stage_broken": "oui",
    "first_stage_months": "4",
    "first_stage_other_host": "oui",
}


@pytest.fixture(autouse=True)
def _morocco(settings: Any) -> None:
    cache.clear()
    settings.COUNTRY = "mithaq.law.morocco"


def _page(client: Client, page: str, facts: dict[str, str], language: str = "fr") -> str:
    response = client.get(f"/{language}/simuler/{page}/?{urlencode(facts)}")
    assert response.status_code == 200
    return _plain(response.content.decode())


@pytest.mark.parametrize("page", ["stage", "stage/maladie"])
def test_the_break_is_asked_only_of_who_had_a_first_internship(client: Client, page: str) -> None:
    first, again = _page(client, page, STAGE), _page(client, page, AGAIN)

    assert "first_stage_months" not in first
    assert "first_stage_months" in again
    fold = again.partition('<details class="ask-folded"')[2]
    assert fold.startswith(" open")
    assert 'name="first_stage_broken"' in fold.partition("</details>")[0]
    assert "cette page ne le calcule pas" not in again


def test_unticking_the_first_contract_asks_for_the_break(client: Client) -> None:
    ticked = {name: value for name, value in STAGE.items() if name != "had_insertion_contract"}
    asked = [*ticked.items(), ("vu", "1"), ("suppose", "anapec_registered")]
    text = _plain(client.get(f"/fr/simuler/stage/?{urlencode(asked)}").content.decode())

    assert "Il manque" in _part(text, 'class="headline"')
    assert 'name="first_stage_months"' in text


def test_without_the_break_the_answer_is_open_and_says_what_lacks(client: Client) -> None:
    said = _part(_page(client, "stage", AGAIN), 'class="headline"')

    assert "Il manque des réponses pour le dire" in said
    assert "Le premier contrat d’insertion a été rompu avant sa fin" in said
    assert "deux contrats" not in said


def test_a_first_one_broken_early_elsewhere_leaves_a_second(client: Client) -> None:
    text = _page(client, "stage", BROKEN)
    said = _part(text, 'class="headline"')

    assert "Oui" in said
    assert "20 mois" in said
    assert "exonéré les 8 premiers mois" in said
    # Twenty months of the 632,70 that the host does not pay, not twenty-four.
    assert "12 654,00" in _part(text, 'id="t-fin"')


def test_before_2025_the_second_stipend_pays_tax(client: Client) -> None:
    said = _part(
        _page(client, "stage", BROKEN | {"stage_signed_on": "2024-03-04"}), 'class="headline"'
    )

    assert "dû dès le premier mois de ce second stage" in said


@pytest.mark.parametrize(
    ("told", "why"),
    [
        ({"first_stage_months": "7"}, "un second n’est pas permis"),
        ({"first_stage_broken": "non"}, "un second n’est pas permis"),
        ({"first_stage_other_host": "non"}, "un second n’est pas permis"),
        ({"had_second_insertion_contract": "oui"}, "un second n’est pas permis"),
    ],
)
def test_anything_else_refuses_it_and_says_why(
    client: Client, told: dict[str, str], why: str
) -> None:
    said = _part(_page(client, "stage", BROKEN | told), 'class="headline"')

    assert "Non" in said
    assert why in said


def test_the_cover_of_a_second_internship(client: Client) -> None:
    assert "oui, l’État paie" in _part(_page(client, "stage/maladie", BROKEN), 'class="headline"')


def test_a_hire_after_a_second_internship_asks_the_break_then_answers(client: Client) -> None:
    hired = CASE | {
        "is_converted_intern": "oui",
        "stage_signed_on": "2025-03-03",
        "stipend": "3000",
        "diploma": "higher_education",
        "host_commits_to_hire": "oui",
        "had_insertion_contract": "oui",
    }
    assert 'name="first_stage_months"' in _page(client, "embauche", hired | {"modifier": "1"})
    broken = {name: BROKEN[name] for name in BROKEN.keys() - STAGE.keys()}
    text = _page(client, "embauche", hired | broken)
    row = text.partition('id="m-conversion"')[2].partition('id="m-')[0]
    assert "Embauche après un contrat d’insertion" in row
    assert "un second n’est pas permis" not in row
    late = _page(client, "embauche", hired | broken | {"first_stage_months": "7"})
    refused = late.partition('id="m-conversion"')[2].partition('id="m-')[0]
    assert "un second n’est pas permis" in refused


@pytest.mark.parametrize("language", ["ar", "en"])
def test_the_questions_read_in_each_language(client: Client, language: str) -> None:
    text = _page(client, "stage", AGAIN, language)

    said = {
        "ar": "مدة عقد الإدماج الأول إلى حين الفسخ",
        "en": "Length of the first insertion contract until the break",
    }
    assert said[language] in text
