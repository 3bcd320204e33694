"""Questions about rights and debts: an answer in three languages, faults beside their fields."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from mithaq.apps.programmes import queries
from mithaq.web.shell.dates import date_plain
from mithaq.web.shell.typography import set_text
from mithaq.web.simulators.late import _columns
from tests.web.simulators.conftest import READ_AT

pytestmark = pytest.mark.django_db
MOST_QUERIES = 4
MOST_BYTES = 100_000
JOB_LOSS = "simuler/perte-emploi/"
LATE = "simuler/retard/"
SELF_EMPLOYED = "simuler/auto-entrepreneur/"
LOST = (
    f"?job_lost_on={READ_AT.date() - timedelta(days=30)}&leaving_reason=dismissal"
    "&declared_days_36_months=768"
    "&declared_days_12_months=270&average_wage_36_months=4200&fit_for_work=oui"
    "&anapec_registered=oui&has_pension=non"
)
OWED = (
    "?mois=2024-10&contributions_owed=10000,37&amo_owed=2000&paid_on=2025-01-10"
    "&instalment_count=12&employees_concerned=8&declaration=oui&filed_online=non"
)
TAKEN = "?activity_kind=services&annual_takings=180000&client_takings=150000&client_kind=company"

HIRE = "simuler/embauche/?gross=5000&hire_date=2026-03-02&contract_kind=permanent"


@pytest.fixture(autouse=True)
def _morocco(settings: Any) -> None:
    settings.COUNTRY = "mithaq.law.morocco"


@pytest.mark.parametrize("language", ["fr", "ar", "en"])
@pytest.mark.parametrize(
    "page",
    [JOB_LOSS, LATE, SELF_EMPLOYED, JOB_LOSS + LOST, LATE + OWED, SELF_EMPLOYED + TAKEN, HIRE],
)
def test_pages_are_light_in_three_languages(client: Client, language: str, page: str) -> None:
    with CaptureQueriesContext(connection) as caught:
        response = client.get(f"/{language}/{page}")
    assert response.status_code == 200
    assert len(caught) <= MOST_QUERIES, [query["sql"][:120] for query in caught]
    assert len(response.content) <= MOST_BYTES
    text = response.content.decode()
    assert f'lang="{language}"' in text
    assert " style=" not in text


def test_missing_days_are_the_headline(client: Client) -> None:
    text = client.get(f"/fr/{JOB_LOSS}{LOST}").content.decode()
    assert set_text("Il vous manque 12 jours dans les 36 derniers mois") in text
    assert "Ce qui changerait la réponse" in text
    days = text.partition('id="jours"')[2].partition("</section>")[0]
    assert "/explication/job_loss_" in days


def test_a_late_payment_tells_what_is_waived_and_what_a_default_costs(client: Client) -> None:
    text = client.get(f"/fr/{LATE}{OWED}").content.decode()
    for amount in ("13\u202f640,38", "440,01", "1\u202f180,01"):
        assert amount in text
    assert "remise peut être demandée" in text


def test_today_says_that_no_waiver_is_in_force(client: Client) -> None:
    later = OWED.replace("2025-01-10", "2026-11-28")
    text = client.get(f"/fr/{LATE}{later}").content.decode()
    assert "Aucune remise ne peut être demandée" in text
    assert "à confirmer" in text
    assert "terminée le" in text


def test_a_single_client_costs_more(client: Client) -> None:
    text = client.get(f"/fr/{SELF_EMPLOYED}{TAKEN}").content.decode()
    assert "22\u202f100,00" in text
    assert "1\u202f800,00" in text


@pytest.mark.parametrize(
    ("address", "field"),
    [
        (f"{JOB_LOSS}?job_lost_on=hier", "id_job_lost_on"),
        (f"{JOB_LOSS}?job_lost_on=2013-05-01", "id_job_lost_on"),
        (f"{JOB_LOSS}?job_lost_on=2026-02-15&declared_days_12_months=400", "declared_days_12"),
        (
            f"{JOB_LOSS}?job_lost_on=2026-02-15&declared_days_36_months=200"
            "&declared_days_12_months=250",
            "declared_days_12",
        ),
        (f"{LATE}?mois=2026&contributions_owed=1&paid_on=2026-02-01", "id_mois"),
        (f"{LATE}?mois=1999-01&contributions_owed=1&paid_on=2026-02-01", "id_mois"),
        (f"{LATE}?mois=2024-01&contributions_owed=beaucoup&paid_on=2026-02-01", "contributions"),
        (f"{LATE}?mois=2024-01&contributions_owed=1&paid_on=2099-02-01", "id_paid_on"),
        (f"{SELF_EMPLOYED}?activity_kind=goods&annual_takings=1&client_takings=2", "client_taking"),
        (f"{SELF_EMPLOYED}?activity_kind=autre&annual_takings=1", "id_activity_kind"),
        (f"{JOB_LOSS}?job_lost_on={READ_AT.date() + timedelta(days=1)}", "id_job_lost_on"),
        (f"{JOB_LOSS}?job_lost_on=2026-02-15&average_wage_36_months=0", "average_wage"),
        (f"{LATE}?mois=2026-05&contributions_owed=1&paid_on=2026-04-30", "id_paid_on"),
        (f"{LATE}?mois=2026-05&contributions_owed=0&amo_owed=0,00&paid_on=2026-09-30", "contribu"),
        (f"{LATE}?mois=9999-12&contributions_owed=1&paid_on=2026-09-30", "id_mois"),
        (f"{LATE}?retard=3&contributions_owed=100&paid_on=1950-01-01", "id_retard"),
    ],
)
def test_a_fault_stands_beside_its_field(client: Client, address: str, field: str) -> None:
    response = client.get(f"/fr/{address}")
    assert response.status_code == 422
    text = response.content.decode()
    assert "field-fault" in text
    assert f"{field}" in text.partition('class="faults"')[2].partition("</div>")[0]


def test_the_month_owed_is_told_with_its_last_day_to_pay(client: Client) -> None:
    text = client.get(f"/fr/{LATE}{OWED}").content.decode()
    assert date_plain(queries.due_day(date(2024, 10, 1))) in text
    typed = client.get(f"/fr/{LATE}{OWED.replace('2024-10', '10/2024')}").content.decode()
    assert "11\u00a0novembre 2024" in typed or "10\u00a0novembre 2024" in typed
    assert "13\u202f640,38" in typed


def test_a_long_delay_is_drawn_to_its_last_month() -> None:
    owed = {"contributions_owed": "1000"}
    bill = queries.late_bill(month=date(2018, 1, 1), owed=owed, paid_on=date(2024, 6, 20))
    assert len(bill.months) % 12
    drawn = _columns(bill)
    assert len(drawn) == len(bill.months) // 12 + 1
    assert drawn[-1].height == "100.00%"
    assert all(item.is_confirmed for item in drawn)
    doubtful = replace(bill.months[15], is_confirmed=False)
    months = (*bill.months[:15], doubtful, *bill.months[16:])
    found = [item.is_confirmed for item in _columns(replace(bill, months=months))]
    assert found == [True, False, *[True] * 5]


def test_a_late_payment_shows_its_plan_before_its_months(client: Client) -> None:
    text = client.get(f"/fr/{LATE}{OWED}").content.decode()
    first = text.index("1\u202f180,01")
    assert first < text.index('id="regler"') < text.index('id="mois"')
    plain = client.get(f"/fr/{LATE}{OWED.replace('2025-01-10', '2026-11-28')}").content.decode()
    assert "Aucune remise ne peut être demandée" in plain[: plain.index('id="regler"')]


def test_ways_to_pay_stand_side_by_side_after_a_picture(client: Client) -> None:
    text = client.get(f"/fr/{LATE}{OWED}").content.decode()
    places = ('class="reply"', 'class="chart stairs"', 'id="regler"')
    assert sorted(places, key=text.index) == list(places)
    ways = text.partition('class="amounts ways"')[2].partition("</table>")[0]
    rows = [row for row in ways.split("<tr>") if 'scope="row"' in row]
    assert "Payer en une fois" in rows[0]
    assert "en une fois</td>" in rows[0]
    assert set_text("Échéancier de 12 mois") in rows[1]
    assert len(rows) >= 3  # the operation in force that day
    assert "13\u202f640,38" in rows[1]
    assert "13\u202f640,38" not in rows[2]
    assert "DH" in rows[2]


def test_two_answers_are_enough_for_a_late_payment(client: Client) -> None:
    form = client.get(f"/fr/{LATE}").content.decode().partition('class="form"')[2]
    seen = form.partition("<details")[0]
    asked = ("contributions_owed", "retard")
    assert [name for name in asked if f'name="{name}"' in seen] == list(asked)
    # The month, the instalments and the fines stand under a fold.
    assert seen.count("<input") == 2
    assert 'name="mois"' in form
    assert 'name="instalment_count"' in form
    assert 'name="employees_concerned"' in form
    asked = "contributions_owed=12000&amo_owed=0&retard=3"
    text = client.get(f"/fr/{LATE}?{asked}").content.decode()
    assert "12\u202f480,00" in text
    doubts = text.partition('id="doutes"')[2].partition("</ul>")[0]
    assert 'class="lines-note"' in doubts


def test_a_country_without_these_rules_has_no_such_page(client: Client, settings: Any) -> None:
    settings.COUNTRY = "mithaq.law.hesperides"
    for page in (JOB_LOSS, LATE, SELF_EMPLOYED):
        assert client.get(f"/fr/{page}").status_code == 404


def test_the_list_of_questions_offers_what_the_law_can_answer(
    client: Client, settings: Any
) -> None:
    assert f"/fr/{JOB_LOSS}" in client.get("/fr/simuler/").content.decode()
    settings.COUNTRY = "mithaq.law.hesperides"
    assert f"/fr/{JOB_LOSS}" not in client.get("/fr/simuler/?x=1").content.decode()


def test_every_amount_opens_to_its_calculation(client: Client) -> None:
    for page in (JOB_LOSS + LOST, LATE + OWED, SELF_EMPLOYED + TAKEN):
        text = client.get(f"/fr/{page}").content.decode()
        addresses = {
            part.partition('"')[0].replace("&amp;", "&")
            for part in text.split('href="/fr/simuler/explication/')[1:]
        }
        assert len(addresses) >= 3
        for address in addresses:
            assert client.get(f"/fr/simuler/explication/{address}").status_code == 200, address
