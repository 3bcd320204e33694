"""One fact has one status on a page: what was said is not asked again in another measure."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

import pytest
from django.core.cache import cache
from django.test import Client
from django.utils import timezone

from mithaq.web.shell.dates import date_plain
from tests.web.simulators.test_marked_doubts import CASES, _plain

pytestmark = pytest.mark.django_db
SAID = CASES["idmaj"]


@pytest.fixture(autouse=True)
def _morocco(settings: Any) -> None:
    cache.clear()
    settings.COUNTRY = "mithaq.law.morocco"


def _block(client: Client, code: str, **changes: str) -> str:
    html = client.get(f"/fr/simuler/embauche/?{urlencode(SAID | changes)}").content.decode()
    return _plain(html.partition(f'aria-labelledby="m-{code}"')[2].partition("</article>")[0])


def test_an_age_that_was_said_is_not_left_open_without_a_reason(client: Client) -> None:
    closed = _block(client, "first_hire", hire_date="2027-01-01")
    age = closed.partition("ne dépasse pas l’âge le jour de la signature")[2]
    assert age.strip().startswith("Aucun texte lu ne le fixe pour ce jour.")
    assert "Date d’embauche, prise pour celle de la signature" in closed


def test_a_first_job_was_never_declared(client: Client) -> None:
    bonus = _block(client, "hiring_bonus", hire_date="2023-10-02", employer_created_on="2022-01-05")
    assert "Premier emploi déclaré : jamais déclarée avant." in bonus
    assert "Mois sans déclaration" not in bonus


def test_a_company_is_private(client: Client) -> None:
    cip = _block(client, "cip", hire_date="2017-10-02", employer_created_on="2016-01-05")
    assert "L’entreprise est privée" in cip
    assert "L’employeur est de droit privé" not in cip


def test_a_direct_hire_is_asked_no_term_of_an_internship(client: Client) -> None:
    after = _block(client, "conversion")
    assert "ne sort pas d’un stage d’insertion" in after
    assert "Vous n’avez pas répondu" not in after


def test_a_length_of_registration_that_does_not_matter_is_said_so(client: Client) -> None:
    assert "La durée de l’inscription ne compte pas." in _block(client, "insertion_contract")
    assert "La durée de l’inscription ne compte pas." in _block(client, "tahfiz")


def test_both_increases_compare_with_the_hire_without_a_measure(client: Client) -> None:
    html = client.get(f"/fr/simuler/embauche/?{urlencode(SAID)}").content.decode()
    costs = _plain(html.partition('class="sums costs"')[2].partition("</details>")[0])
    assert "pour le salarié : 16,23 DH de plus par mois" in costs
    # 6 000,00 received, against 5 579,37 of net wage.
    assert "pour le stagiaire : 420,63 DH de plus que le salarié sans mesure" in costs
    # The twelve months of that gain beside the 24 of the internship have their reason.
    assert "exonéré les 12 premiers mois seulement" in costs


def test_the_day_of_reading_is_not_the_day_asked(client: Client) -> None:
    asked = "gross=6000&dependants=0&jour=2027-01-01"
    text = _plain(client.get(f"/fr/simuler/explication/employer_cost/?{asked}").content.decode())
    assert "telles qu’elles valent le 1 er janvier 2027" in text.replace("1er", "1 er")
    read_on = date_plain(timezone.localdate()).replace("\u00a0", " ").replace("1er", "1 er")
    assert f"Règles lues au {read_on}, telles" in text.replace("1er", "1 er")


def test_the_end_of_the_aid_is_said_with_its_days_and_a_source_with_its_own(client: Client) -> None:
    html = client.get(f"/fr/simuler/embauche/?{urlencode(SAID)}").content.decode()
    text = _plain(html)
    assert "L’aide d’une embauche du 30 novembre 2026 ne va pas au-delà du 29 novembre 2028" in text
    assert "29/02/2016" not in text
    assert "(29 février 2016)" in text
