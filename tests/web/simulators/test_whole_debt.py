"""A debt told as one sum: health insurance apart at its own rate, fines and instalments said."""

from __future__ import annotations

from datetime import date
from typing import Any
from urllib.parse import urlencode

import pytest
from django.core.cache import cache
from django.test import Client
from django.utils.html import strip_tags

from mithaq.apps.programmes import queries

pytestmark = pytest.mark.django_db
OWED = {"contributions_owed": "12000", "mois": "2026-08", "paid_on": "2026-11-29"}


@pytest.fixture(autouse=True)
def _morocco(settings: Any) -> None:
    cache.clear()
    settings.COUNTRY = "mithaq.law.morocco"


def _page(client: Client, facts: dict[str, str]) -> str:
    response = client.get(f"/fr/simuler/retard/?{urlencode(facts)}")
    assert response.status_code == 200
    return response.content.decode()


def _said(text: str) -> str:
    plain = strip_tags(text).replace("\u202f", " ").replace("\u00a0", " ")
    return " ".join(plain.split())


def _reply(client: Client, facts: dict[str, str]) -> str:
    return _said(_page(client, facts).partition('class="reply"')[2].partition("</section>")[0])


def test_the_share_of_health_insurance_is_that_of_the_rates_of_the_month() -> None:
    share = queries.health_share(date(2026, 8, 1))
    assert share is not None
    assert round(share.health * 100, 2) == 6.37
    assert round(share.total * 100, 2) == 27.83
    assert share.ceiling_centimes == 600_000
    before = queries.health_share(date(2010, 1, 1))
    assert before is not None
    assert before.health < share.health


def test_one_sum_is_charged_by_both_rates(client: Client) -> None:
    health = round(12_000 * 6.37 / 27.83, 2)
    apart = queries.late_bill(
        month=date(2026, 8, 1),
        owed={"contributions_owed": 12_000 - health, "amo_owed": health},
        paid_on=date(2026, 11, 29),
    )
    reply = _reply(client, OWED)
    amount = f"{(1_200_000 + apart.total_centimes) / 100:,.2f}"
    assert amount.replace(",", " ").replace(".", ",") in reply
    assert apart.total_centimes < 48_000  # at one rate for all
    assert "6,37 % des 27,83 % de cotisations" in reply
    assert "salaires jusqu’à 6 000 DH" in reply


def test_fines_are_said_to_be_left_out_until_they_are_counted(client: Client) -> None:
    assert "hors amendes" in _reply(client, OWED)
    fined = _reply(client, OWED | {"employees_concerned": "4"})
    assert "de pénalités" in fined
    assert "hors amendes" not in fined
    assert "dites le nombre de salariés" in _reply(client, OWED | {"declaration": "oui"})
    assert "hors amendes de télédéclaration" in _reply(client, OWED | {"declaration": "non"})


def test_instalments_are_counted_once_and_no_maximum_is_hidden(client: Client) -> None:
    six = _reply(client, OWED | {"instalment_count": "7"})
    assert "Ou 6 mensualités de" in six
    assert "puis une dernière de" in six
    for many in ("60", "1000"):
        said = _reply(client, OWED | {"instalment_count": many})
        assert "La CNSS décide du nombre." in said


def test_both_ends_of_the_picture_are_days(client: Client) -> None:
    ends = _page(client, OWED).partition('class="stairs-ends"')[2].partition("</p>")[0]
    assert "DH" not in ends
    assert _said(ends).endswith("29 novembre 2026")


def test_a_stranger_is_not_led_to_debts_that_are_not_his(client: Client) -> None:
    assert 'href="/fr/dettes/"' not in _page(client, OWED).partition("<main")[2]
