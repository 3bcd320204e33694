"""Every simulator on every day on which its law changes: the day before, that day, the day after.

A page that answers on one side of a change and fails on the other is seen by nobody else: worked
cases stand in the middle of a period.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from datetime import date, timedelta
from typing import Any, Final

import pytest
from django.test import Client
from django.utils import timezone

from mithaq.apps.programmes import queries
from mithaq.apps.programmes.queries.law import law_in_force

pytestmark = pytest.mark.django_db
UNCOVERED: Final = "La loi chargée ne couvre pas ce jour"
OWED: Final = "contributions_owed=10000&amo_owed=500&employees_concerned=8&instalment_count=12"
NOT_ONLINE: Final = "declaration=oui&filed_online=non&paid_online=non"


@pytest.fixture(autouse=True)
def _morocco(settings: Any) -> None:
    settings.COUNTRY = "mithaq.law.morocco"


def days_around(schemes: Collection[str], *, first: date) -> list[date]:
    """The days on which a rule or a value of some schemes begins or ends, and those beside them.

    A value that is itself a day (the last day of an operation) is such a day too.
    """
    law = law_in_force()
    rules = [v for c in law.rules.values() if c.scheme in schemes for v in c.versions]
    values = [v for p in law.parameters.values() if p.scheme in schemes for v in p.history]
    told = {v.value for v in values if isinstance(v.value, date)}
    changes = {first, *told, *(v.since for v in (*rules, *values))}
    changes |= {v.until for v in rules if v.until}
    near = {day + timedelta(days=n) for day in changes for n in (-1, 0, 1)}
    return sorted(day for day in near if first <= day <= timezone.localdate())


def told(client: Client, page: str, days: list[date], asked: str) -> Iterator[tuple[date, str]]:
    """What a page answers on each day, which ``asked`` has a place for."""
    for on in days:
        address = f"/fr/simuler/{page}/?{asked.format(on=on)}"
        response = client.get(address)
        text = response.content.decode()
        assert UNCOVERED not in text, address
        assert response.status_code == 200, address
        yield on, text


def test_a_late_payment_is_told_on_every_day_since_2006(client: Client) -> None:
    days = days_around({"late_payment", "settlements"}, first=queries.late_since().first_day)
    assert len(days) > 40
    asked = f"mois=2006-03&paid_on={{on}}&{OWED}&{NOT_ONLINE}"
    for on, text in told(client, "retard", days, asked):
        # A penalty is asked for from the day on which the law has it, and not before.
        is_online = "Ce qui n’a pas été fait en ligne" in text
        assert is_online is (on >= date(2020, 3, 19)), on


PLAIN: Final = "gross=5000&contract_kind=permanent&employer_created_on={on}&is_first_job=oui&age=30"
AFTER_STAGE: Final = (
    "gross=4000&contract_kind=permanent&is_converted_intern=oui&stipend=3000&had_insertion_contract=non"
    "&diploma=higher_education&host_commits_to_hire=oui&stage_signed_on=2007-01-01"
)
OF_A_HIRE: Final = frozenset(
    {"tahfiz", "conversion", "insertion_contract", "stacking", "first_hire", "hiring_bonus"}
)
LOST: Final = (
    "leaving_reason=dismissal&declared_days_36_months=800&declared_days_12_months=270"
    "&average_wage_36_months=4200&fit_for_work=oui&anapec_registered=oui&has_pension=non"
)
STAGE: Final = "stipend=3000&diploma={diploma}&host_commits_to_hire=oui"


def test_a_hire_is_simulated_on_every_day_since_2007(client: Client) -> None:
    days = days_around(OF_A_HIRE, first=date(2007, 1, 1))
    assert len(days) > 40
    # Each kind of hire has every other day: the two meet on either side of any change.
    for start, asked in enumerate((PLAIN, AFTER_STAGE)):
        for on, text in told(client, "embauche", days[start::2], f"hire_date={{on}}&{asked}"):
            # The ceiling of Tahfiz is told from the day on which the law has it.
            assert ('id="t-salaire"' in text) is (on >= date(2015, 1, 1)), on


@pytest.mark.parametrize("diploma", ["higher_education", "no_diploma"])
@pytest.mark.parametrize("page", ["stage", "stage/maladie"])
def test_an_internship_is_told_on_every_day_since_2007(
    client: Client, page: str, diploma: str
) -> None:
    days = days_around({"insertion_contract"}, first=date(2007, 1, 1))
    asked = f"stage_signed_on={{on}}&{STAGE.format(diploma=diploma)}"
    assert all("verdict" in text for _on, text in told(client, page, days, asked))


def test_a_first_job_is_told_on_every_day_since_2021(client: Client) -> None:
    days = days_around({"first_hire", "income_tax"}, first=date(2021, 1, 1))
    asked = "gross=5000&hire_date={on}&age=30&is_first_job=oui&contract_kind=permanent"
    assert all("verdict" in text for _on, text in told(client, "premier-emploi", days, asked))


def test_a_loss_of_employment_is_told_on_every_day_since_2014(client: Client) -> None:
    days = days_around({"job_loss", "minimum_wage"}, first=queries.job_loss_since())
    asked = f"job_lost_on={{on}}&{LOST}"
    assert all('id="reponse"' in text for _on, text in told(client, "perte-emploi", days, asked))


def test_the_tax_of_a_self_employed_is_computed_on_every_day_of_its_law() -> None:
    asked = {"activity_kind": "services", "annual_takings": "180000"}
    client_of = {"client_takings": "150000", "client_kind": "company"}
    for on in days_around({"self_employment"}, first=date(2007, 1, 1)):
        found = queries.self_employment_tax(asked | client_of, on=on)
        assert found.in_all_centimes is not None, on
