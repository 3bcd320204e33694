"""A claim for a lost job: the days alone answer, and nobody is late before saying when."""

from __future__ import annotations

from datetime import date, timedelta
from types import SimpleNamespace
from typing import Any
from urllib.parse import urlencode

import pytest
from django.core.cache import cache
from django.test import Client
from django.utils.html import strip_tags

from mithaq.base.text import Labels
from mithaq.web.simulators.job_loss import _counters

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 29)
DAYS = {"declared_days_36_months": "800", "declared_days_12_months": "270"}
LOST = DAYS | {"leaving_reason": "dismissal", "average_wage_36_months": "3800"}
NEVER = "Rien de ce que vous pouvez changer"


@pytest.fixture(autouse=True)
def _on_a_day(settings: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    cache.clear()
    settings.COUNTRY = "mithaq.law.morocco"
    monkeypatch.setattr("django.utils.timezone.localdate", lambda *_args: TODAY)


def _page(client: Client, facts: dict[str, str], language: str = "fr") -> str:
    response = client.get(f"/{language}/simuler/perte-emploi/?{urlencode(facts)}")
    assert response.status_code == 200
    return response.content.decode()


def _said(text: str) -> str:
    plain = strip_tags(text).replace("\u202f", " ").replace("\u00a0", " ")
    return " ".join(plain.split())


def _reply(text: str) -> str:
    return _said(text.partition('class="reply"')[2].partition("</section>")[0])


@pytest.mark.parametrize("lost", ["2026-07-15", "2026-08-31"])
def test_a_job_lost_long_ago_asks_when_the_claim_was_filed(client: Client, lost: str) -> None:
    text = _page(client, LOST | {"job_lost_on": lost})
    reply = _reply(text)
    last = date.fromisoformat(lost) + timedelta(days=60)
    assert "Tout dépend du jour de votre demande" in reply
    assert f"Déposée au plus tard le {last.day} " in reply
    assert "sauf force majeure (maladie grave, catastrophe)" in reply
    assert "Avez-vous déjà déposé la demande ? Quel jour ?" in reply
    assert 'name="claimed_on"' in text
    assert "n’est pas ouvert" not in reply
    assert NEVER not in _said(text)


def test_who_filed_in_time_keeps_the_right(client: Client) -> None:
    text = _page(client, LOST | {"job_lost_on": "2026-07-15", "claimed_on": "2026-08-01"})
    assert "Oui : le droit est ouvert" in _reply(text)
    assert "Votre demande est déposée" in _reply(text)
    assert "1er août 2026, à temps" in _said(text)
    assert 'name="claimed_on"' not in text.partition('class="reply"')[2].partition("</section>")[0]


def test_a_late_claim_is_refused_but_for_force_majeure(client: Client) -> None:
    lost = LOST | {"job_lost_on": "2026-07-15", "claimed_on": "2026-10-13"}
    open_still = _page(client, lost)
    assert "Non, sauf force majeure" in _reply(open_still)
    assert "30 jours de retard" in _reply(open_still)
    assert NEVER not in _said(open_still)
    excused = _page(client, lost | {"force_majeure": "oui"})
    assert "Oui : le droit est ouvert" in _reply(excused)
    assert "Si c’est vrai : aptitude au travail" in _reply(excused)
    assert "La CNSS admet la force majeure que vous répondez" in _reply(excused)
    assert "30 jours de retard, force majeure" in _said(excused)
    refused = _page(client, lost | {"force_majeure": "non"})
    assert "Le droit n’est pas ouvert" in _reply(refused)
    assert "La demande est déposée trop tard" in _reply(refused)


def test_what_is_not_filed_yet_is_said_to_be_supposed(client: Client) -> None:
    text = _page(client, LOST | {"job_lost_on": "2026-07-15", "force_majeure": "oui"})
    assert "La demande n’est pas encore déposée" in _reply(text)


def test_a_lack_of_days_long_ago_is_not_said_to_be_without_remedy(client: Client) -> None:
    few = {"declared_days_36_months": "770", "job_lost_on": "2026-07-15"}
    assert NEVER not in _said(_page(client, LOST | few))


def test_two_numbers_answer_the_question_of_days(client: Client) -> None:
    enough = _reply(_page(client, DAYS))
    assert "Aucun jour ne manque : 800 jours sur 36 mois" in enough
    assert "L’emploi a pris fin aujourd’hui" in enough
    assert "Pour le montant, écrivez votre salaire" in enough
    assert "Cela dépend du motif de votre départ : Oui : Licenciement" in enough
    assert "Non : Démission" in enough
    few = _reply(_page(client, {**DAYS, "declared_days_36_months": "700"}))
    assert "Il vous manque 80 jours dans les 36 derniers mois." in few
    assert "L’emploi a pris fin aujourd’hui" in few


def test_only_days_are_not_optional(client: Client) -> None:
    form = client.get("/fr/simuler/perte-emploi/").content.decode().partition('id="situation"')[2]
    asked = form.partition("<details")[0]
    assert asked.count('class="optional"') == 2
    assert 'name="claimed_on"' not in form
    assert asked.index("declared_days_12_months") < asked.index("leaving_reason")
    assert "job_lost_on" not in asked, "folded: a job ends today where nothing is said"
    response = client.get("/fr/simuler/perte-emploi/?declared_days_36_months=")
    assert response.status_code == 422
    assert "Écrivez vos jours déclarés" in response.content.decode()


def test_more_days_in_twelve_months_than_in_three_years_says_what_to_correct(
    client: Client,
) -> None:
    facts = {"declared_days_36_months": "200", "declared_days_12_months": "250"}
    text = client.get(f"/fr/simuler/perte-emploi/?{urlencode(facts)}").content.decode()
    said = " ".join(text.replace("\u202f", " ").replace("\u00a0", " ").split())
    assert "Ce nombre dépasse celui des 36 mois, qui comprend ces 12 mois" in said


@pytest.mark.parametrize("filed", ["2026-07-01", "2026-12-24"])
def test_a_claim_is_filed_between_the_loss_and_today(client: Client, filed: str) -> None:
    facts = LOST | {"job_lost_on": "2026-07-15", "claimed_on": filed}
    response = client.get(f"/fr/simuler/perte-emploi/?{urlencode(facts)}")
    assert response.status_code == 422
    faults = response.content.decode().partition('class="faults"')[2].partition("</div>")[0]
    assert "id_claimed_on" in faults


def test_each_body_is_named_once_with_all_that_it_does() -> None:
    body = SimpleNamespace(slug="cnss", labels=Labels("CNSS"))
    roles = [SimpleNamespace(body=body, role_label=Labels(name)) for name in ("Dépôt", "Paiement")]
    detail: Any = SimpleNamespace(counters=roles)
    assert _counters(detail) == [(body, "Dépôt, Paiement")]
