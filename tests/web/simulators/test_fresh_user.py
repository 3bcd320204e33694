"""What a fresh user of the simulators stumbled on, once each."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

import pytest
from django.core.cache import cache
from django.test import Client
from django.utils.html import strip_tags

from mithaq.apps.programmes.models import Scheme
from mithaq.apps.programmes.queries import internship_end
from mithaq.web.simulators.typed import amount_typed
from tests.apps.programmes.test_hire_simulation import CASE
from tests.web.simulators.test_questions import JOB, STAGE

pytestmark = pytest.mark.django_db
FOUR = {name: CASE[name] for name in ("gross", "dependants", "hire_date", "contract_kind")}


@pytest.fixture(autouse=True)
def _morocco(settings: Any) -> None:
    cache.clear()
    settings.COUNTRY = "mithaq.law.morocco"


def _text(client: Client, page: str, facts: dict[str, str]) -> str:
    response = client.get(f"/fr/simuler/{page}/?{urlencode(facts)}")
    assert response.status_code == 200
    return response.content.decode()


def _row(text: str, code: str) -> str:
    """The row of a measure in the list of all of them, under the table of costs."""
    rows = text.partition('id="t-cote"')[2]
    return rows.partition(f'href="#m-{code}"')[2].partition("</li>")[0]


def _head(text: str) -> str:
    return strip_tags(text.partition('class="headline"')[2].partition("</section>")[0])


@pytest.mark.parametrize(
    ("typed", "read"),
    [("10 000 DH", "10000"), ("10000MAD", "10000"), ("10000 درهم", "10000"), ("١٠٠٠٠", "10000"),
     ("10.000,50", "10000.50"), ("1.234.567", "1234567"), ("10'000", "10000"), ("10,5", "10,5"),
     ("0,500", "0,500"), ("10.000", ("10000", "10,00")), ("12,500 dhs", ("12500", "12,50")),
     ("10_000", "10_000")],
)  # fmt: skip
def test_an_amount_is_read_as_people_type_it(typed: str, read: str | tuple[str, str]) -> None:
    assert amount_typed(typed) == read


@pytest.mark.parametrize("page", ["embauche", "premier-emploi"])
@pytest.mark.parametrize("typed", ["10.000", "10,000"])
def test_a_wage_that_reads_two_ways_is_asked_again(client: Client, page: str, typed: str) -> None:
    response = client.get(f"/fr/simuler/{page}/?{urlencode(FOUR | {'gross': typed})}")
    assert response.status_code == 422
    assert "peut se lire 10000 ou 10,00" in response.content.decode()


def test_a_wage_in_dirhams_is_a_wage(client: Client) -> None:
    assert "10\u202f000,00" in _text(client, "embauche", CASE | {"gross": "10 000 DH"})


def test_the_trade_of_a_self_employed_person_is_asked_and_not_guessed(client: Client) -> None:
    response = client.get("/fr/simuler/auto-entrepreneur/?activity_kind=&annual_takings=150000")
    assert response.status_code == 422
    text = client.get("/fr/simuler/auto-entrepreneur/").content.decode()
    first = text.partition('id="id_activity_kind"')[2].partition("</option>")[0]
    assert 'value=""' in first


def test_a_first_host_learns_what_is_owed_at_the_end(client: Client) -> None:
    text = _text(client, "stage", STAGE | {"stipend": "6000"})
    assert "À la fin du stage, vous devrez embaucher 60\u202f% de vos stagiaires" in _head(text)
    end = text.partition('id="t-fin"')[2].partition("</section>")[0]
    assert "premier stagiaire" in end
    assert "60\u202f%" in end
    assert "par mois pendant 12" in end
    assert "aucun texte que nous avons lu ne dit" in end
    assert "engagement d’embaucher est tenu" not in text


def test_the_intern_being_taken_counts_at_the_end() -> None:
    counted = {"host_interns_ended": "5", "host_interns_hired": "2"}
    found = internship_end(STAGE | counted | {"stipend": "6000", "dependants": "0"})
    assert found is not None
    assert (found.ended, found.needed, found.owed, found.is_first) == (6, 4, 2, False)
    assert found.tax_months == 12
    assert len(found.contributions) == 24
    assert min(found.contributions) > 0
    assert sum(found.tax) == 12 * found.tax[0] > 0


def test_the_month_of_leaving_is_typed(client: Client) -> None:
    text = _text(client, "embauche", CASE | {"depart": "14"})
    leaving = text.partition('id="t-depart"')[2].partition("</section>")[0]
    assert "24\u202f497,20" in leaving  # 14 months at 1,749.80
    assert "17\u202f498,00" in leaving
    assert "non publiées" not in leaving
    wrong = client.get(f"/fr/simuler/embauche/?{urlencode(CASE | {'depart': '99'})}")
    assert wrong.status_code == 422
    assert "de 1 à 36" in wrong.content.decode()


def test_an_early_leave_is_told_while_answers_are_missing(client: Client) -> None:
    leaving = (
        _text(client, "embauche", FOUR).partition('id="t-depart"')[2].partition("</section>")[0]
    )
    assert "Si Tahfiz était ouvert" in leaving
    assert "10\u202f498,80" in leaving


def test_the_law_in_force_comes_before_an_old_convention(client: Client) -> None:
    Scheme.objects.create(
        code="tahfiz", law_name="tahfiz", rank=0, family="hiring", is_exercise=False,
        label_fr="Tahfiz", label_ar="تحفيز", label_en="Tahfiz",
    )  # fmt: skip
    text = client.get("/fr/recherche/", {"q": "Tahfiz combien de salariés"}).content.decode()
    assert 'href="/fr/simuler/tahfiz/"' in text
    assert 'href="/fr/programmes/tahfiz/"' in text
    assert text.index('href="/fr/simuler/tahfiz/"') < text.index('id="g-schemes"')


@pytest.mark.parametrize("facts", [CASE, FOUR])
def test_a_wage_above_the_ceiling_says_that_it_closes(
    client: Client, facts: dict[str, str]
) -> None:
    text = _text(client, "embauche", facts | {"gross": "10500"})
    head = _head(text)
    assert "à cause du salaire" in head
    assert "10\u202f000,00" in head
    row = _row(text, "tahfiz")
    assert "à 10\u202f000,00" in strip_tags(row)
    assert "11\u202f749,80" in row
    assert "Ce qui l’ouvrirait" in row


def test_a_wage_under_the_least_is_remarked(client: Client) -> None:
    assert "SMIG" in _head(_text(client, "embauche", CASE | {"gross": "2500"}))
    assert "SMIG" not in _head(_text(client, "embauche", CASE))


def test_the_first_number_is_what_the_hire_costs_a_month(client: Client) -> None:
    head = _head(_text(client, "embauche", CASE))
    cost, bare, saved = "10\u202f000,00", "11\u202f749,80", "1\u202f749,80"
    assert head.index(cost) < head.index(bare) < head.rindex(saved)
    # One thing a month: the sum over years stands below, never beside it.
    assert "41\u202f995,20" not in head
    assert "41\u202f995,20" in _row(_text(client, "embauche", CASE), "tahfiz")


def test_an_internship_has_an_amount_while_its_answers_are_missing(client: Client) -> None:
    text = _text(client, "embauche", FOUR)
    row = _row(text, "insertion_contract")
    assert "d’indemnité par mois" in row
    assert "de moins pour vous" in row


def test_how_months_are_counted_is_said(client: Client) -> None:
    text = _text(client, "embauche", CASE | {"hire_date": "2026-11-29"})
    assert "31\u00a0octobre 2028" in text
    assert "celui de l’embauche compris" in text


def test_the_range_of_the_stipend_is_told_before_any_answer(client: Client) -> None:
    text = client.get("/fr/simuler/stage/").content.decode()
    before = text.partition("Ce que dit la loi")[2]
    assert "1\u202f600" in before
    assert "6\u202f000" in before
    assert "60\u202f% de vos stagiaires" in text
    part = _text(client, "stage", {"stage_signed_on": "2026-12-01", "stipend": "3000"})
    assert "Il manque" in _head(part)


def test_a_first_job_that_is_free_of_tax_says_so_without_doubt(client: Client) -> None:
    text = _text(client, "premier-emploi", JOB)
    assert "si vous y avez droit" not in text
    assert "par mois" in _head(text)
    assert "Votre âge" in text


LATE = {"mois": "2026-06", "contributions_owed": "10000", "paid_on": "2026-11-01"}


def test_a_debt_is_one_total_and_no_number_of_instalments_is_guessed(client: Client) -> None:
    form = client.get("/fr/simuler/retard/").content.decode()
    assert "De quel mois" in form
    assert "Combien de mois de retard" in form
    field = form.partition('name="instalment_count"')[2].partition(">")[0]
    assert 'value="12"' not in field
    text = _text(client, "retard", LATE)
    assert "AMO comprise, à part au taux de l’AMO" in text
    amount = text.partition('class="reply-amount"')[2].partition("</p>")[0]
    assert "à confirmer" in amount
    apart = _text(client, "retard", LATE | {"amo_owed": "800"})
    assert "à part au taux de l’AMO" not in apart


def test_a_refused_right_names_its_condition_and_no_day_paid(client: Client) -> None:
    lost = {"job_lost_on": "2026-10-01", "declared_days_36_months": "800"}
    days = {"declared_days_12_months": "200", "leaving_reason": "resignation"}
    text = _text(client, "perte-emploi", lost | days)
    reply = text.partition('class="reply"')[2].partition("</section>")[0]
    assert "60 jours" in strip_tags(reply).replace("\u202f", " ").replace("\u00a0", " ")
    assert "Condition non remplie" in reply
    assert "Premier jour indemnisé" not in text


def test_a_company_that_gives_one_day_has_its_answer(client: Client) -> None:
    """Empty, the first day of activity is that of the creation, and the rank is the first."""
    given = {"employer_form": "company", "employer_created_on": "2026-03-16"}
    text = _plain(client, "tahfiz", given)
    assert "16 mars 2028" in text
    assert "Il manque des réponses" not in text
    # What changes later is told without a wage.
    assert "pour la CNSS, elle continue" in text
    assert "L’aide s’arrête" in text

    hire = {"gross": "6000", "hire_date": "2027-01-04", "contract_kind": "permanent"}
    text = _plain(client, "embauche", given | hire)
    # What was supposed is said as such, never as an answer.
    assert "exploitation depuis le" not in text
    assert "L’exploitation a commencé le jour de la création" in text
    assert "salarié aidé n°" not in text
    assert "C’est votre premier salarié aidé par Tahfiz" in text
    later = {**given, "employer_operating_since": "2026-04-01"}
    wrong = client.get("/fr/simuler/tahfiz/?employer_form=company&employer_created_on=abc")
    assert wrong.status_code == 422
    # A wrong day is told once, not beside the field that was left empty.
    assert wrong.content.decode().count("aria-invalid") == 1
    assert "1er avril 2028" in _plain(client, "tahfiz", later)


def test_asking_about_a_departure_keeps_the_other_wage_and_the_other_way(client: Client) -> None:
    asked = {**FOUR, "employer_form": "company", "employer_created_on": "2026-03-16"}
    text = _text(client, "embauche", {**asked, "hausse": "11000", "depart": "14"})
    raise_form, leave_form = (
        text.partition(f'action="#{name}"')[2].partition("</form>")[0]
        for name in ("t-salaire", "t-depart")
    )
    assert '<input type="hidden" name="depart" value="14">' in raise_form
    assert '<input type="hidden" name="hausse" value="11000">' in leave_form


def _plain(client: Client, page: str, facts: dict[str, str]) -> str:
    """What a page says, spaces of every kind alike."""
    return " ".join(strip_tags(_text(client, page, facts)).split())
