"""Mediation leads each role to pages that its mandate opens, never to a refusal."""

from __future__ import annotations

import re

import pytest
from django.test import Client
from django.urls import reverse

from tests.conftest import person
from tests.web.corridor.company_cast import (
    AGENCY,
    FEDERATION,
    FUND,
    RIVAL,
    Cast,
    filed_by,
    set_stage,
    signed_in,
)

INDEX = "/fr/mediation/"


@pytest.fixture
def cast(bodies: dict[str, int]) -> Cast:
    """The corridor and its people."""
    return set_stage(bodies)


def doors_of(client: Client) -> list[str]:
    """The addresses of the doors, in their order."""
    page = client.get(INDEX).content.decode()
    block = page.split('<ul class="doors">')[1].split("</ul>")[0]
    return re.findall(r'href="([^"]+)"', block)


ROLES = [
    ("employer", RIVAL, "submit_start", "debts"),
    ("fund_officer", FUND, "case_queue", "debts"),
    ("federation_officer", FEDERATION, "case_queue", "questions"),
    ("agency_head", AGENCY, "case_queue", "corridor_problems"),
    ("committee_secretary", AGENCY, "corridor_referrals", "corridor_problems"),
    ("signatory", FUND, "corridor_problems", "debts"),
    ("auditor", AGENCY, "case_register", "corridor_referrals"),
    ("counsellor", AGENCY, "corridor_problems", "corridor_scoreboard"),
]


@pytest.mark.parametrize(("role", "body", "first", "other"), ROLES)
def test_each_role_finds_its_pages_and_no_refusal(
    cast: Cast, role: str, body: str, first: str, other: str
) -> None:
    user = person("someone", "Some One", role, organisation=body)
    client = signed_in(user)
    found = doors_of(client)
    assert found[0] == reverse(first)
    assert reverse(other) in found
    for address in found:
        assert client.get(address).status_code == 200, address


def test_a_visitor_is_led_to_file_and_to_what_is_public(cast: Cast) -> None:
    found = doors_of(Client())
    assert found[0] == reverse("submit_start")
    assert reverse("corridor_scoreboard") in found
    assert reverse("company_cases") not in found
    assert reverse("case_queue") not in found


def test_an_auditor_lists_the_cases_and_opens_one_for_reading(cast: Cast) -> None:
    key = filed_by(signed_in(cast.employer))
    auditor = signed_in(person("mina", "Mina Audit", "auditor", organisation=AGENCY))
    page = auditor.get(reverse("case_register")).content.decode()
    link = re.search(r'href="(/fr/mediation/dossiers/[0-9a-f-]{36}/)"', page)
    assert key in page
    assert link is not None
    page = auditor.get(link[1])
    assert page.status_code == 200
    asked = page.context["readers_url"]
    assert "Qui a lu ce dossier" in page.content.decode()
    readers = auditor.get(asked)
    assert readers.context["list"].count == 1, "this very reading, and no other"
    assert auditor.get(f"{reverse('case_register')}?q=introuvable").status_code == 200


@pytest.mark.parametrize("who", ["employer", "fund", "federation", "agency", "stranger"])
def test_nobody_else_lists_every_case(cast: Cast, who: str) -> None:
    assert signed_in(getattr(cast, who)).get(reverse("case_register")).status_code == 403


def test_the_motives_of_money_lead_to_the_debts(cast: Cast) -> None:
    from mithaq.flows.load_catalogue import load_catalogue
    from tests.conftest import AT

    load_catalogue(at=AT)
    debts = reverse("debts")
    for code in ("settlement", "paid-shown-unpaid", "good-standing"):
        page = Client().get(reverse("case_subject", args=[code])).content.decode()
        assert f'href="{debts}"' in page, code
    page = Client().get(reverse("case_subject", args=["career-gap"])).content.decode()
    assert f'href="{debts}"' not in page
    coach = person("coach", "Coach", "counsellor", organisation=AGENCY)
    page = signed_in(coach).get(reverse("case_subject", args=["settlement"])).content.decode()
    assert f'href="{debts}"' not in page
