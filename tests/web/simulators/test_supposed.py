"""What a simulator supposes: ticked from the start, said in the answer, false once unticked."""

from __future__ import annotations

import re
from datetime import date
from typing import Any
from urllib.parse import urlencode

import pytest
from django.core.cache import cache
from django.test import Client
from django.utils.html import strip_tags

from mithaq.apps.programmes.queries import hire_simulation
from mithaq.apps.programmes.queries.hire_together import together
from mithaq.apps.programmes.queries.law import law_in_force
from mithaq.web.simulators.hire.forms import HireForm
from mithaq.web.simulators.hire.page import hire_page
from mithaq.web.simulators.hire.paper import paper_content
from mithaq.web.simulators.job_loss_form import JobLossForm

pytestmark = pytest.mark.django_db
LOST = {
    "job_lost_on": "2026-11-01",
    "leaving_reason": "dismissal",
    "declared_days_36_months": "800",
    "declared_days_12_months": "270",
    "average_wage_36_months": "4500",
}
STAGE = {"stipend": "3000", "diploma": "higher_education", "stage_signed_on": "2026-12-01",
         "employer_form": "company"}  # fmt: skip


@pytest.fixture(autouse=True)
def _morocco(settings: Any) -> None:
    cache.clear()
    settings.COUNTRY = "mithaq.law.morocco"


def _text(client: Client, page: str, facts: dict[str, Any], language: str = "fr") -> str:
    response = client.get(f"/{language}/simuler/{page}/?{urlencode(facts, doseq=True)}")
    assert response.status_code == 200
    return " ".join(strip_tags(response.content.decode()).replace("\u202f", " ").split())


def test_days_a_wage_and_a_day_answer_and_what_is_supposed_is_said(client: Client) -> None:
    text = _text(client, "perte-emploi", LOST)
    assert "Si c’est vrai : aptitude au travail, " in text.replace("\u00a0", " ")
    box = text.partition("Ce que nous supposons (3)")[2].partition("Changer")[0]
    assert "Vous pouvez travailler" in box
    assert "Votre inscription" in box
    assert "C’est 70 % de votre salaire moyen déclaré" in text
    assert "Aucun jour ne manque : 800 jours sur 36 mois (780 demandés) et " in text
    assert "C’est le SMIG, le maximum : 70 % de votre salaire moyen le dépasserait" in _text(
        client, "perte-emploi", LOST | {"average_wage_36_months": "9000"}
    )


def test_what_is_unticked_is_false_and_what_is_said_is_supposed_no_more(client: Client) -> None:
    shown = LOST | {"vu": "1", "suppose": ["fit_for_work", "has_pension"]}
    text = _text(client, "perte-emploi", shown)
    assert "Le droit n’est pas ouvert" in text
    assert "Ce que nous supposons" not in text
    said = LOST | {"fit_for_work": "oui", "anapec_registered": "oui", "has_pension": "non"}
    text = _text(client, "perte-emploi", said)
    assert "Oui : le droit est ouvert" in text
    assert "si ce que nous supposons" not in text


def test_an_answer_left_unknown_in_the_address_stays_unknown(client: Client) -> None:
    text = _text(client, "perte-emploi", LOST | {"anapec_registered": ""})
    assert "On ne peut pas encore répondre" in text
    form = JobLossForm(LOST | {"anapec_registered": ""})
    assert form.is_valid(), form.errors
    assert "anapec_registered" not in form.facts
    assert len(form.supposed) == 2


def test_a_stipend_and_a_diploma_answer_a_host(client: Client) -> None:
    text = _text(client, "stage", STAGE)
    assert "Oui : vous pouvez le prendre avec un contrat d’insertion" in text
    assert text.count("60 % de vos stagiaires") <= 4
    assert "La personne est inscrite à l’ANAPECC’est son premier contrat d’insertion" in text
    assert "C’est votre premier stagiaire" in text.partition("En chiffres")[0]
    figures = text.partition("En chiffres")[2]
    assert figures.index("Ce que le stagiaire reçoit") < figures.index("Vos cotisations")
    assert "il manque" not in figures
    refused = _text(client, "stage", STAGE | {"vu": "1", "suppose": "anapec_registered"})
    assert "Ce qui n’est pas rempli" in refused


def test_an_internship_says_why_fewer_months_pay_no_tax(client: Client) -> None:
    text = _text(client, "stage", STAGE)
    assert "exonéré les 12 premiers mois seulement, puis dû comme sur un salaire" in text
    assert "Cotisations : exonérées pendant tout le stage" in text
    # The texts are read below, not in the answer.
    assert "LF 2025" not in text.partition("Impôt : exonéré")[2][:120]
    assert "LF 2025" in text.partition("Ce que dit la loi")[2]
    short = _text(client, "stage", STAGE | {"diploma": "no_diploma"})
    assert "premiers mois seulement" not in short
    before = _text(client, "stage", STAGE | {"stage_signed_on": "2024-06-03"})
    assert "premiers mois seulement" not in before


def test_tahfiz_says_a_wage_above_and_a_leave_before_any_answer(client: Client) -> None:
    for facts in ({}, {"employer_form": "company", "employer_created_on": "2026-03-02"}):
        text = _text(client, "tahfiz", facts)
        assert "pour la CNSS, elle continue" in text
        assert "L’aide s’arrête" in text


@pytest.mark.parametrize("page", ["perte-emploi", "stage", "stage/maladie"])
def test_nothing_french_is_supposed_in_arabic(client: Client, page: str) -> None:
    form = client.get(f"/ar/simuler/{page}/").content.decode()
    ticks = strip_tags(form.partition('<div id="id_suppose"')[2].partition("</fieldset>")[0])
    ticks = ticks.partition(">")[2]
    assert "الوكالة الوطنية لإنعاش التشغيل والكفاءات" in ticks
    assert not any("a" <= letter <= "z" for letter in ticks)


HIRE = {"gross": "8000", "hire_date": "2026-12-01", "contract_kind": "permanent",
        "employer_form": "company"}  # fmt: skip
FIRM = {"employer_created_on": "2026-03-02"}


def _costs(client: Client, facts: dict[str, Any]) -> list[str]:
    """The table of costs, one text for each measure."""
    response = client.get(f"/fr/simuler/embauche/?{urlencode(facts, doseq=True)}")
    table = response.content.decode().partition('class="sums costs"')[2].partition("</table>")[0]
    rows = table.split("<tbody")[1:]
    return [" ".join(strip_tags(f"<a{row}").replace("\u202f", " ").split()) for row in rows]


def test_a_wage_and_a_day_give_the_cost_a_month_under_each_measure(client: Client) -> None:
    bare, tahfiz, *rest = _costs(client, HIRE | FIRM)
    assert bare.startswith("Sans mesure≈ à confirmer 9 507,60")
    assert "8 000,00" in tahfiz
    assert "1 507,60" in tahfiz
    assert "24 mois" in tahfiz
    told = " ".join(rest)
    assert "à préciser : premier emploi, âge" in told
    assert "Embauche après un contrat d’insertion (sans stage avant)" in told
    assert "(seulement jusqu’à 6 000,00 DH d’indemnité par mois)" in told


def test_what_a_hire_supposes_is_said_and_kept_to_be_supposed_anew(client: Client) -> None:
    text = _text(client, "embauche", HIRE | FIRM)
    assert "La personne est inscrite à l’ANAPECEmbauche directe, sans stage" in text
    page = client.get(f"/fr/simuler/embauche/?{urlencode(HIRE | FIRM)}").content.decode()
    change = page.partition('supposes"')[2].partition('href="')[2].partition('"')[0]
    assert "anapec_registered" not in change
    assert "employer_created_on=2026-03-02" in change
    unknown = HireForm(HIRE | FIRM | {"anapec_registered": ""})
    assert unknown.is_valid(), unknown.errors
    assert "anapec_registered=&" in f"{unknown.query}&"
    unticked = _costs(client, HIRE | FIRM | {"vu": "1", "suppose": "is_converted_intern"})
    assert any("Pas ouvert" in row for row in unticked if "Tahfiz" in row)


def test_the_paper_of_a_hire_says_what_was_supposed() -> None:
    form = HireForm(HIRE | FIRM)
    assert form.is_valid(), form.errors
    page = hire_page(hire_simulation(form.facts), {})
    content = paper_content(page, age=None, on=date(2026, 11, 29), supposed=form.supposed)
    said = content["headline"]["sentence"].replace("\u00a0", " ")
    assert "Nous supposons : la personne est inscrite à l’ANAPEC, embauche directe" in said


def test_a_wage_above_the_ceiling_takes_no_place(client: Client) -> None:
    text = _text(client, "embauche", HIRE | FIRM | {"gross": "12000"})
    assert "cette embauche ne prend aucune place" in text
    assert "Il vous reste" not in text
    under = _text(client, "embauche", HIRE | FIRM)
    assert "Il vous reste 10 places" in under
    for said in ("vous payez 11 750,92 DH pour 10 001,00 DH", "l’État paie toujours votre part",
                 "L’aide s’arrête avec elle"):  # fmt: skip
        assert said in under.partition("Chaque mesure, en une ligne")[0]


def test_an_internship_is_no_part_of_the_measures_together(client: Client) -> None:
    facts = HIRE | FIRM | {"gross": "6000", "diploma": "higher_education", "is_first_job": "oui"}
    form = HireForm(facts)
    assert form.is_valid(), form.errors
    found = hire_simulation(form.facts, age=27).together
    assert {m.code for m in found.members} == {"tahfiz", "first_hire"}
    assert [m.code for m in found.before] == ["insertion_contract"]
    assert not found.refused
    assert not found.is_confirmed
    text = _text(client, "embauche", facts | {"age": "27"})
    assert "Toutes celles qui sont ouvertes" not in text
    assert "Contrat d’insertion (Idmaj) : à part, jamais le même mois" in text
    assert "aucun texte lu n’interdit de les réunir" in text
    assert "exonéré les 12 premiers mois seulement" in text


def test_a_reading_that_excludes_a_measure_keeps_it_out_of_the_set() -> None:
    law = law_in_force()
    strict = law.reform("strict", {"stacking.tahfiz_with_first_hire": False})
    facts = HIRE | FIRM | {"employer_operating_since": "2026-03-02", "anapec_registered": "oui",
                           "is_first_job": "oui", "is_converted_intern": "non", "hire_rank": "1",
                           "dependants": "0"}  # fmt: skip
    found = hire_simulation(facts, age=27)
    given = strict.read_facts({**facts, "contract_signed_on": found.hired_on})
    sets = together(strict, given, found.hired_on, found.measures)
    assert [m.code for m in sets.members] == ["tahfiz"]
    assert [m.code for m in sets.refused] == ["first_hire"]


def test_a_programme_whose_closing_is_not_sure_says_so_in_its_details(client: Client) -> None:
    page = client.get(f"/fr/simuler/embauche/?{urlencode(HIRE | FIRM)}").content.decode()
    found = hire_simulation(HIRE | {"dependants": "0"})
    doubtful = [m for m in found.measures
                if m.standing.state == "closed" and not m.standing.is_confirmed]  # fmt: skip
    assert doubtful
    for item in doubtful:
        block = page.partition(f'id="m-{item.code}"')[2].partition("</div>")[0]
        assert "à confirmer" in block, item.code


def test_an_open_measure_that_changes_nothing_says_so(client: Client) -> None:
    facts = HIRE | FIRM | {"gross": "5500", "is_first_job": "oui", "age": "25"}
    exempt = next(row for row in _costs(client, facts) if "premier recrutement" in row)
    assert "aucun impôt n’est dû : rien à gagner" in exempt
    rows = _text(client, "embauche", facts).partition("Chaque mesure, en une ligne")[2]
    told = rows.partition("Exonération du premier recrutement")[2].partition("Contrat d’")[0]
    assert "Le montant dépend de réponses" not in told


def test_what_is_owed_at_the_end_stands_after_the_range_of_the_stipend(client: Client) -> None:
    head = _text(client, "stage", STAGE).partition("En chiffres")[0]
    to_hire = "vous devrez embaucher"
    assert head.index("6 000 DH par mois") < head.index(to_hire)


def test_the_promise_to_hire_is_supposed_in_the_answer_of_an_intern(client: Client) -> None:
    text = _text(client, "stage/maladie", STAGE)
    box = text.partition("Ce que nous supposons")[2].partition("Changer")[0]
    assert "L’entreprise s’engage à embaucher" in box
    assert "le premier compris" in text


def test_a_doubt_is_said_in_the_form_as_in_the_answer(client: Client) -> None:
    pages = [_text(client, "stage", facts) for facts in ({}, STAGE)]
    assert all(re.search(r"1\s600", text) for text in pages)
    assert len({bool(re.search(r"1\s600.{0,30}à confirmer", text)) for text in pages}) == 1
