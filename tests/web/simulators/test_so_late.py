"""A month and its delay give the day of payment; each surcharge stands at its own rate."""

from __future__ import annotations

import re
from datetime import date
from typing import Any
from urllib.parse import urlencode

import pytest
from django.core.cache import cache
from django.test import Client
from django.utils import timezone
from hypothesis import given, settings
from hypothesis import strategies as st

from mithaq.apps.programmes import queries
from mithaq.base.months import Month
from mithaq.law import law_of
from mithaq.web.simulators.late_form import days_so_late, month_late
from tests.web.simulators.test_phone_user import _plain

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _morocco(settings: Any) -> None:
    cache.clear()
    settings.COUNTRY = "mithaq.law.morocco"


def read(client: Client, status: int = 200, **facts: object) -> str:
    """The page of a debt of 20,000 dirhams."""
    said = {"contributions_owed": "20000", "paid_on": timezone.localdate().isoformat(), **facts}
    response = client.get(f"/fr/simuler/retard/?{urlencode(said)}")
    assert response.status_code == status
    return _plain(response.content.decode())


def test_a_month_and_its_delay_are_believed_both(client: Client) -> None:
    page = read(client, mois="2026-07", retard=3)
    assert "20 754,22 DH" in page
    assert "pour 3 mois de retard" in page
    assert "payé le 10 novembre 2026, dernier jour de ce retard" in page


def test_a_delay_alone_says_which_month_it_took(client: Client) -> None:
    today = timezone.localdate()
    page = read(client, retard=3)
    assert (
        "Mois des cotisations" in page.partition("Ce que nous supposons")[2].partition("Changer")[0]
    )
    assert month_late(3, today).isoformat()[:4] in page


def test_a_day_typed_that_contradicts_both_is_told_with_its_bounds(client: Client) -> None:
    page = read(client, 422, mois="2026-07", retard=3, paid_on="2026-12-20")
    assert "Pour juillet 2026, ce retard va du 11 octobre 2026 au 10 novembre 2026" in page


@settings(deadline=None)
@given(st.dates(date(2006, 1, 1), date(2026, 6, 1)), st.integers(1, 60))
def test_every_day_of_a_delay_counts_so_many_months(day: date, months: int) -> None:
    month = Month.of(day)
    due = queries.due_day(month.first_day)
    count = law_of("morocco").on(date(2026, 11, 30), "months_late")
    first, last = days_so_late(month, months)
    counted = [count.compute(due_on=due, paid_on=on)["months_late"] for on in (first, last)]
    assert counted == [months, months]


def test_each_rate_gives_its_amount(client: Client) -> None:
    """Three per cent of what is CNSS, one of what is AMO: the reader can do the sums."""
    page = read(client, mois="2026-07", retard=3)
    split = re.search(r"soit ([\d ]+,\d\d) DH", page)
    assert split is not None
    amo = round(float(split[1].replace(" ", "").replace(",", ".")) * 100)
    cnss = 2_000_000 - amo
    table = page.partition("Les majorations, mois par mois")[2]
    for base, rate, words in ((cnss, 0.03, "CNSS 3 %"), (amo, 0.01, "AMO 1 %")):
        told = f"{base * rate / 100:,.2f}".replace(",", " ").replace(".", ",")
        assert f"{words} : {told} DH" in table
