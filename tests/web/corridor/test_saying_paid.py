"""« J’ai payé » beside an instalment due opens a case already filled; the fund alone records."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import timedelta
from html import unescape

import pytest
import time_machine
from django.http import HttpResponse
from django.test import Client

from mithaq.apps.corridor.models import Case, InstalmentPayment, Settlement
from mithaq.apps.corridor.operations import debts
from mithaq.apps.corridor.queries import debts as queries
from mithaq.apps.corridor.queries.debts.case_links import statements_of_case
from mithaq.apps.corridor.queries.debts.said_paid import PAID, said_paid
from tests.apps.corridor.plans import plan_of
from tests.apps.corridor.world import COMPANY, World, filed
from tests.browser.walk import readable

pytestmark = pytest.mark.django_db
Signed = Callable[[str], Client]
START = "/{}/mediation/deposer/"
LATE = timedelta(days=20)


def page_of(client: Client, url: str) -> str:
    answer = client.get(url, follow=True)
    assert answer.status_code == 200, url
    return readable(answer.content.decode())


def plan_url(number: str, language: str = "fr") -> str:
    return f"/{language}/dettes/arrangements/{number}/"


def form_of(client: Client, number: str, *, rank: str = "1", language: str = "fr") -> str:
    """From the button of the plan, past the explanation, to the form; gives its address."""
    sent = {"motif": PAID, "arrangement": number, "echeance": rank}
    answer = client.post(START.format(language), sent)
    assert answer.status_code == 302
    told = answer.headers["Location"]
    assert client.get(told).status_code == 200
    return str(client.post(told, {"suffit": "non"}).headers["Location"])


def asked(client: Client, url: str) -> dict[str, str]:
    """What the form holds already."""
    answer = client.get(url)
    assert isinstance(answer, HttpResponse)
    raw = answer.content.decode()
    form = raw.partition('<form method="post"')[2]
    title = re.search(r'<input[^>]*name="title"[^>]*>', form)
    text = re.search(r'<textarea[^>]*name="description"[^>]*>([^<]*)<', form)
    assert title
    assert text
    value = re.search(r'value="([^"]*)"', title.group())
    return {
        "title": unescape(value.group(1)) if value else "",
        "description": unescape(text.group(1)).strip(),
        "territory": "06",
    }


def test_the_button_stands_beside_the_instalment_due_for_its_company_alone(
    world: World, as_: Signed
) -> None:
    number = plan_of(world)
    assert "J’ai payé l’échéance n° 1" in page_of(as_("nawal"), plan_url(number))
    with time_machine.travel(world.at + LATE, tick=False):
        page = page_of(as_("nawal"), plan_url(number))
        assert page.count("J’ai payé l’échéance n° ") == 1
        assert page.index("en retard : échéance n° 1") < page.index("J’ai payé l’échéance n° 1")
        for who in ("karim", "ghita", "hind", "leila"):
            assert "J’ai payé" not in page_of(as_(who), plan_url(number)), who


@pytest.mark.parametrize("language", ["fr", "ar", "en"])
def test_it_opens_a_case_already_filled_that_the_fund_reads_and_no_payment(
    world: World, as_: Signed, language: str
) -> None:
    number = plan_of(world)
    before = Settlement.objects.values().get(number=number)
    with time_machine.travel(world.at + LATE, tick=False):
        nawal = as_("nawal")
        url = form_of(nawal, number, language=language)
        given = asked(nawal, url)
        assert number in given["title"]
        assert number in given["description"]
        if language == "fr":
            assert "l’échéance n° 1 de l’arrangement" in readable(given["description"])
            assert "1 000,00 DH" in readable(given["description"])
        else:
            assert "échéance" not in given["title"]
        sent = nawal.post(url, given)
        assert sent.status_code == 302, sent.context["form"].errors
        row = Case.objects.get(subject__code=PAID)
        assert [item.number for item in said_paid(number)] == [row.number]
        stated = Settlement.objects.get(number=number).statement.number
        assert [item.number for item in statements_of_case(str(row.public_id))] == [stated]

        page = page_of(as_("karim"), plan_url(number))
        assert "Ce que l’entreprise dit avoir payé" in page
        assert f"/dossiers/{row.public_id}/" in page
        assert "Ce n’est pas un paiement" in page
        assert row.number in page_of(as_("karim"), "/fr/mediation/file/")
        assert "Ce que vous dites avoir payé" in page_of(nawal, plan_url(number))
        assert plan_url(number) in page_of(as_("karim"), f"/fr/mediation/dossiers/{row.public_id}/")
    assert not InstalmentPayment.objects.exists()
    assert Settlement.objects.values().get(number=number) == before


def test_only_its_own_plan_fills_a_case(world: World, as_: Signed) -> None:
    number = plan_of(world)
    omar = as_("omar")
    assert number not in asked(omar, form_of(omar, number))["title"]
    nawal = as_("nawal")
    for rank in ("7", "0", "x", "٣", "1" * 9, ""):
        assert number not in asked(nawal, form_of(nawal, number, rank=rank))["title"], rank
    unknown = asked(nawal, form_of(nawal, "2020-000001"))["title"]
    assert "2020-000001" not in unknown
    # A federation that files for its member reads no line of its debts.
    hind = as_("hind")
    found = hind.post(
        f"{START.format('fr')}?entreprise={COMPANY}",
        {"motif": PAID, "arrangement": number, "echeance": "1"},
    )
    assert found.status_code == 302
    assert "arrangement" not in found.headers["Location"]


def test_what_another_case_says_is_not_told_as_paid(world: World, as_: Signed) -> None:
    number = plan_of(world)
    filed(world, title="Paiement non imputé", description="Toujours affiché impayé.")
    filed(world, title=f"Dossier {number}", description="Suite.")
    assert said_paid(number) == ()
    assert "dit avoir payé" not in page_of(as_("karim"), plan_url(number))


def test_nothing_is_said_paid_of_an_instalment_of_which_nothing_is_left(
    world: World, as_: Signed
) -> None:
    number = plan_of(world)
    with time_machine.travel(world.at + LATE, tick=False):
        queries_on = world.at.date() + LATE
        found = queries.settlement_view(number, on=queries_on)
        assert found is not None
        debts.record_payment(
            number=number, paid_on=queries_on, amount=found.instalments[0].amount,
            **world.act("karim", after=LATE),
        )  # fmt: skip
        nawal = as_("nawal")
        assert number not in asked(nawal, form_of(nawal, number))["title"]
        assert "J’ai payé l’échéance n° 2" in page_of(nawal, plan_url(number))
