"""Answers that say one thing, at once: what a phone shows before any scroll."""

from __future__ import annotations

import re
from typing import Any
from urllib.parse import urlencode

import pytest
from django.core.cache import cache
from django.test import Client
from django.utils.html import strip_tags

from mithaq.web.shell.typography import WORD
from tests.apps.programmes.test_hire_simulation import CASE

pytestmark = pytest.mark.django_db
OWED = {"contributions_owed": "40000", "mois": "2026-07", "paid_on": "2026-11-01"}


@pytest.fixture(autouse=True)
def _morocco(settings: Any) -> None:
    cache.clear()
    settings.COUNTRY = "mithaq.law.morocco"


def _page(client: Client, page: str, facts: dict[str, str], language: str = "fr") -> str:
    response = client.get(f"/{language}/simuler/{page}/?{urlencode(facts)}")
    assert response.status_code == 200
    text: str = response.content.decode()
    return re.sub("[\u202f\u00a0]", " ", text.replace(WORD, " "))


def test_the_cost_of_a_hire_is_asked_from_tahfiz_without_a_fault(client: Client) -> None:
    asked = {"employer_form": "company", "employer_created_on": "2026-02-02"}
    answer = _page(client, "tahfiz", asked)
    links = re.findall(r'href="([^"]*/simuler/embauche/[^"]*)"', answer)
    (link,) = [item for item in links if "modifier" in item]
    response = client.get(link.replace("&amp;", "&"))
    assert response.status_code == 200
    form = response.content.decode()
    assert 'aria-invalid="true"' not in form
    assert "à corriger" not in form
    assert '<option value="permanent" selected' in form
    assert 'value="2026-02-02"' in form


def test_an_answer_to_change_is_written_in_the_form(client: Client) -> None:
    told = {"modifier": "1", "age": "27", "anapec_registered": "non", "gross": "7777"}
    form = _page(client, "embauche", CASE | told)
    assert 'value="7777"' in form
    assert 'value="27"' in form
    ticks = re.findall(r'<input[^>]*name="suppose"[^>]*>', form)
    assert ["checked" in tick for tick in ticks] == [False, True]


def test_a_debt_means_one_thing_in_its_form_and_in_its_calculation(client: Client) -> None:
    answer = _page(client, "retard", OWED)
    (link,) = re.findall(r'href="([^"]*late_amount_to_pay[^"]*)"', answer)[:1]
    told = client.get(link.replace("&amp;", "&")).content.decode()
    assert "sans l’AMO)" not in strip_tags(told)
    assert "Cotisations AMO comptées à part" in strip_tags(told)


def test_running_totals_are_not_called_what_each_month_adds(client: Client) -> None:
    page = _page(client, "retard", OWED)
    assert "Total des majorations, mois après mois" in page
    assert "Ce que chaque mois ajoute" not in page
    # The label of a cell on a phone keeps to one word: a longer one runs over its neighbours.
    labels = re.findall(r'data-label="([^"]*)"', page)
    assert max(len(label) for label in labels) <= len("Taux par mois")


def test_a_hire_that_no_measure_helps_says_what_an_internship_first_costs(client: Client) -> None:
    page = _page(client, "embauche", CASE | {"employer_created_on": "2027-02-02",
        "employer_operating_since": "2027-02-02", "hire_date": "2027-03-01", "gross": "6000",
        "is_first_job": "non", "age": "27"})  # fmt: skip
    head = strip_tags(page.partition('class="headline"')[2].partition("<table")[0])
    assert "Aucune mesure ne joue pour cette embauche. Un stage avant elle" in head
    assert "coûterait 6 000,00 DH par mois" in head


def test_tahfiz_asks_a_creation_once_and_says_what_it_took_from_it(client: Client) -> None:
    text = strip_tags(_page(client, "tahfiz", {"employer_form": "company"}))
    lacks = text.partition("Il manque :")[2].partition("Salariés")[0]
    assert "création" in lacks
    assert "exploitation" not in lacks
    told = {"employer_form": "company", "employer_created_on": "2026-02-02"}
    taken = "L’exploitation a commencé le jour de la création"
    assert taken in _page(client, "tahfiz", told)
    assert taken not in _page(client, "tahfiz", told | {"employer_operating_since": "2026-03-01"})


def test_no_place_left_is_no_subtraction_and_a_past_delay_has_ended(client: Client) -> None:
    told = {"employer_form": "company", "employer_created_on": "2026-02-02"}
    full = strip_tags(_page(client, "tahfiz", told | {"tahfiz_supported_count": "10"}))
    assert "de moins que le minimum" not in full
    old = strip_tags(_page(client, "tahfiz", told | {"employer_created_on": "2016-02-02"}))
    assert "avant ou le" not in old


def test_the_cost_without_a_measure_is_told_once_at_the_head(client: Client) -> None:
    page = _page(client, "embauche", CASE | {"age": "27"})
    head = strip_tags(page.partition('class="headline"')[2].partition("</table>")[0])
    (bare,) = re.findall(r"Sans mesure≈ à confirmer\s*([\d ]+,\d\d)", head)
    assert head.count(bare) == 1
