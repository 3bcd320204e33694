"""Accounts and mandates, as an administrator keeps them."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import TYPE_CHECKING, Any

import pytest
from django.contrib.auth import get_user_model
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from mithaq.apps.accounts.models import AuditLine
from mithaq.apps.organisations.queries import mandates_of
from tests.conftest import person
from tests.web.accounts.test_sign_in import at

if TYPE_CHECKING:
    from mithaq.apps.accounts.models import User

pytestmark = pytest.mark.django_db
NEW = {
    "full_name": "Nadia Naciri", "full_name_ar": "نادية الناصري", "username": "nadia",
    "language": "ar", "reason": "Lettre du 1er mars",
}  # fmt: skip


@pytest.fixture
def administrator(client: Client, dounia: User) -> Client:
    client.force_login(dounia)
    return client


def mandate(**said: Any) -> dict[str, Any]:
    return {
        "role": "counsellor", "organisation": "agence-hesperides", "territory": "06",
        "capacity_fr": "conseillère", "capacity_ar": "", "starts_on": "2026-01-01", "ends_on": "",
        "reason": "Nomination",
    } | said  # fmt: skip


def test_only_an_administrator_opens_these_pages(
    client: Client, alice: User, bob: User, charlie: User
) -> None:
    addresses = [
        at("people"), at("open_account"), reverse("person", args=[alice.public_id]),
        reverse("grant_mandate", args=[alice.public_id]),
        reverse("end_mandate", args=[alice.public_id, mandates_of(user=alice)[0].pk]),
    ]  # fmt: skip
    for address in addresses:
        assert client.get(address).status_code == 302
    for user in (alice, bob, charlie):
        client.force_login(user)
        assert {client.get(address).status_code for address in addresses} == {403}
        assert client.post(at("open_account"), NEW).status_code == 403


@pytest.mark.parametrize(
    ("language", "words"), [("fr", "Mandats en vigueur"), ("ar", "التفويضات السارية")]
)
def test_the_list_names_people_and_their_mandates_at_a_fixed_cost(
    administrator: Client, bodies: dict[str, int], language: str, words: str
) -> None:
    for rank in range(30):
        person(f"p{rank}", f"Personne {rank:02d}", "counsellor", organisation="agence-hesperides")
    with CaptureQueriesContext(connection) as caught:
        text = administrator.get(at("people").replace("/fr/", f"/{language}/")).content.decode()
    assert len(caught) <= 12
    assert words in text
    assert "Personne 07" in text
    found = administrator.get(at("people"), {"q": "dounia"}).content.decode()
    assert "Personne 07" not in found


def test_an_account_is_opened_with_a_password_shown_once(administrator: Client) -> None:
    shown = administrator.post(at("open_account"), NEW).content.decode()
    found = re.search(r"<code>([a-z0-9]{4}(?:-[a-z0-9]{4}){3})</code>", shown)
    assert found
    made = get_user_model().objects.get(username="nadia")
    assert made.check_password(found[1])
    assert made.full_name_ar == NEW["full_name_ar"]
    assert made.is_fictitious, "a fictitious administrator opens no account of a real person"
    line = AuditLine.objects.get(action="create_user", object_ref=str(made.public_id))
    assert line.reason == NEW["reason"]
    assert found[1] not in str([line.before, line.after])
    page = administrator.get(reverse("person", args=[made.public_id])).content.decode()
    assert found[1] not in page
    again = administrator.post(at("open_account"), NEW)
    assert "déjà pris" in again.content.decode()


def test_a_mandate_is_granted_with_its_dates_and_ended(
    administrator: Client, charlie: User
) -> None:
    address = reverse("grant_mandate", args=[charlie.public_id])
    late = administrator.post(address, mandate(is_interim="on"))
    assert "dites son dernier jour" in late.content.decode()
    answer = administrator.post(address, mandate(is_interim="on", ends_on="2027-12-31"))
    assert answer.status_code == 302
    granted = next(item for item in mandates_of(user=charlie) if item.role == "counsellor")
    assert granted.is_interim
    page = administrator.get(reverse("person", args=[charlie.public_id])).content.decode()
    assert "par intérim" in page
    end = reverse("end_mandate", args=[charlie.public_id, granted.pk])
    early = administrator.post(end, {"ends_on": "2020-01-01", "reason": "fin"})
    assert "précède" in early.content.decode()
    assert administrator.post(end, {"ends_on": "2026-06-30", "reason": "fin"}).status_code == 302
    assert AuditLine.objects.filter(action="end_mandate", reason="fin").count() == 1
    other = reverse("end_mandate", args=[charlie.public_id, 999_999])
    assert administrator.get(other).status_code == 404


def test_a_fictitious_administrator_grants_nothing_at_a_real_body(
    administrator: Client, charlie: User, real_body: str
) -> None:
    """Or a demonstration could lend itself the right to write about real conventions."""
    address = reverse("grant_mandate", args=[charlie.public_id])
    assert real_body not in administrator.get(address).content.decode()
    refused = administrator.post(address, mandate(organisation=real_body, territory=""))
    assert refused.status_code in {200, 403}
    assert len(mandates_of(user=charlie)) == 1


def test_a_lost_password_is_replaced_and_an_account_closed(
    administrator: Client, charlie: User, dounia: User
) -> None:
    shown = administrator.post(reverse("renew_password", args=[charlie.public_id]))
    found = re.search(r"<code>([a-z0-9-]{19})</code>", shown.content.decode())
    charlie.refresh_from_db()
    assert found
    assert charlie.check_password(found[1])
    close = reverse("close_account", args=[charlie.public_id])
    administrator.post(close, {"reason": ""})
    charlie.refresh_from_db()
    assert charlie.is_active
    administrator.post(close, {"reason": "Départ"})
    charlie.refresh_from_db()
    assert not charlie.is_active
    own = reverse("close_account", args=[dounia.public_id])
    assert administrator.post(own, {"reason": "essai"}).status_code == 403


def test_today_says_which_mandates_end_soon(administrator: Client, bodies: dict[str, int]) -> None:
    soon = timezone.localdate() + timedelta(days=20)
    person(
        "intérim", "Imane Idrissi", "agency_head", organisation="agence-hesperides", ends_on=soon
    )
    text = administrator.get("/fr/aujourdhui/").content.decode()
    assert "Imane Idrissi" in text
    assert at("people") in text
