"""An answer says what decides it: what nobody said, which reading, which of two wages."""

from __future__ import annotations

import re
from datetime import date
from html import unescape
from typing import Any
from urllib.parse import urlencode

import pytest
from django.core.cache import cache
from django.test import Client
from django.utils.html import strip_tags

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 30)
LOST = {"declared_days_36_months": "800", "declared_days_12_months": "270",
        "leaving_reason": "dismissal"}  # fmt: skip
FEW = {"declared_days_36_months": "700", "declared_days_12_months": "200"}
STAGE = {"diploma": "baccalaureate", "stage_signed_on": "2026-11-30", "employer_form": "company"}
JOB = {"gross": "7000", "age": "25", "hire_date": "2026-11-30"}
TAHFIZ = {"employer_form": "company", "employer_created_on": "2025-03-01"}
LATE = {"contributions_owed": "10000", "retard": "3"}


@pytest.fixture(autouse=True)
def _on_a_day(settings: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    cache.clear()
    settings.COUNTRY = "mithaq.law.morocco"
    monkeypatch.setattr("django.utils.timezone.localdate", lambda *_args: TODAY)


def _page(client: Client, page: str, facts: dict[str, str]) -> str:
    response = client.get(f"/fr/simuler/{page}/?{urlencode(facts)}")
    assert response.status_code == 200
    return response.content.decode()


def _said(html: str) -> str:
    plain = re.sub("[\u202f\u00a0]", " ", unescape(strip_tags(html.replace("<", " <"))))
    return " ".join(plain.replace("\u2060", "").split())


def _head(html: str) -> str:
    head = re.split(r'class="(?:reply|headline)"', html, maxsplit=1)[1]
    return _said(head.partition("</section>")[0])


def test_an_internship_says_what_may_be_claimed_beside_the_tax(client: Client) -> None:
    head = _head(_page(client, "stage", STAGE))
    assert (
        "Sinon : aucun impôt à rendre de votre part ; des cotisations peut-être (337,44 DH par "
        "mois, 8 098,56 DH en tout) : à confirmer."
    ) in head


@pytest.mark.parametrize(
    ("page", "facts", "decides"),
    [
        ("perte-emploi", LOST, "aptitude au travail, inscription à l’ANAPEC, pas de pension"),
        ("premier-emploi", JOB, "premier emploi déclaré"),
        ("tahfiz", TAHFIZ, "exploitation dès la création"),
        ("stage/maladie", STAGE, "inscription à l’ANAPEC, premier contrat d’insertion"),
    ],
)
def test_a_yes_says_what_it_rests_on(
    client: Client, page: str, facts: dict[str, str], decides: str
) -> None:
    html = _page(client, page, facts)
    sentence = _head(html).partition("Si c’est vrai : ")[2].partition(".")[0]
    assert decides in sentence
    assert re.search(r"conditions? remplies? ?, dont \d+ supposée", _said(html))


def test_days_that_were_said_are_not_supposed_because_no_day_was(client: Client) -> None:
    said = _said(_page(client, "perte-emploi", LOST | {"average_wage_36_months": "6000"}))
    found = re.search(r"(\d+) conditions remplies ?, dont (\d+) supposées", said)
    assert found is not None
    assert int(found[2]) < int(found[1])


def test_what_was_said_is_supposed_no_more(client: Client) -> None:
    said = LOST | {"fit_for_work": "oui", "anapec_registered": "oui", "has_pension": "non",
                   "job_lost_on": "2026-11-02"}  # fmt: skip
    html = _page(client, "perte-emploi", said)
    assert "Si c’est vrai" not in html
    assert "supposée" not in html


def test_a_no_rests_on_nothing_supposed(client: Client) -> None:
    assert "Si c’est vrai" not in _page(client, "perte-emploi", FEW)


def test_the_days_alone_have_their_own_short_form(client: Client) -> None:
    listed = client.get("/fr/simuler/").content.decode()
    (url,) = re.findall(r'href="([^"]+)">[^<]*jours qui manquent', listed)
    form = client.get(url).content.decode()
    assert "Combien de jours me manquent ?" in _said(form)
    asked = form.partition('id="situation"')[2].partition("<details")[0]
    assert re.findall(r'name="(\w+)"', asked) == ["jours", *FEW]
    answer = _page(client, "perte-emploi", FEW | {"jours": "1"})
    assert "Combien de jours me manquent ?" in _said(answer)
    assert "Il vous manque 80 jours" in _head(answer)


def test_a_deadline_counts_from_a_day_that_was_said(client: Client) -> None:
    for facts in (FEW, LOST):
        supposed = _said(_page(client, "perte-emploi", facts))
        assert "dans les 60 jours qui suivent la perte" in supposed
        assert "janvier 2027" not in supposed
        dated = _said(_page(client, "perte-emploi", facts | {"job_lost_on": "2026-11-02"}))
        assert "1er janvier 2027" in dated
        assert "dans les 60 jours" not in dated


def test_two_amounts_say_what_decides_and_make_a_whole(client: Client) -> None:
    head = _head(
        _page(
            client, "auto-entrepreneur", {"activity_kind": "services", "annual_takings": "200000"}
        )
    )
    assert "vous payez 800,00 DH · le client retient 36 000,00 DH" in head
    assert "ou 9 000,00 DH si la retenue du client compte" in head
    assert "en tout : 38 360,00 DH, ou 45 800,00 DH" in head


def test_the_fold_of_doubts_holds_the_reason_of_each_mark(client: Client) -> None:
    for page, facts in (("premier-emploi", JOB), ("stage", STAGE)):
        html = _page(client, page, facts)
        assert 'href="#doutes"' in html
        fold = html.partition("≈ à confirmer, textes")[2].partition("</details>")[0]
        assert 'id="doutes"' in fold
        assert html.count('id="doutes"') == 1
        assert "Durée du stage au plus</b> : Impôt" not in _said(fold)


def test_the_fines_are_asked_beside_the_amount(client: Client) -> None:
    html = _page(client, "retard", LATE)
    head = html.partition('class="reply"')[2].partition("</section>")[0]
    assert "Aujourd’hui, aucune remise ne peut être demandée." in head
    assert _said(html).lower().count("aucune remise ne peut") == 1
    sent = dict(re.findall(r'type="hidden" name="(\w+)" value="([^"]*)"', head))
    assert sent == LATE | {"declaration": "oui"}
    fined = _head(_page(client, "retard", sent | {"employees_concerned": "4"}))
    assert "de pénalités" in fined
    assert "hors amendes" not in fined


def test_the_wage_of_the_hire_and_that_of_later_have_a_box_each(client: Client) -> None:
    later = _page(client, "tahfiz", TAHFIZ | {"gross": "6000", "hausse": "10500", "depart": "12"})
    figures = _said(later.partition('id="t-chiffres"')[2].partition("</section>")[0])
    assert "S’il passe à 10 500" in figures
    assert "Si elle part à la fin du mois 12" in figures
    above = _said(_page(client, "tahfiz", TAHFIZ | {"gross": "10500", "depart": "12"}))
    assert "pas de Tahfiz : un départ n’y change rien" in above
    under = _said(_page(client, "tahfiz", TAHFIZ | {"gross": "6000", "hausse": "9000"}))
    assert "À 9 000,00 DH, le salaire ne dépasse pas le plafond" in under
    wrong = client.get(f"/fr/simuler/tahfiz/?{urlencode(TAHFIZ | {'gross': '1', 'hausse': 'x'})}")
    assert wrong.status_code == 422


def test_the_cost_of_a_hire_names_the_measure_behind_it(client: Client) -> None:
    hire = TAHFIZ | JOB | {"gross": "6000", "contract_kind": "permanent"}
    assert "Avec Tahfiz, pendant 24 mois." in _head(_page(client, "embauche", hire))


def test_the_questions_are_listed_under_who_asks_them(client: Client) -> None:
    listed = client.get("/fr/simuler/").content.decode().partition('class="ten"')[2]
    heads = re.findall(r'class="ten-who">([^<]+)<', listed)
    assert heads == ["Employeur", "Salarié ou stagiaire", "Auto-entrepreneur"]
