"""The pages of schemes: three languages, few queries, and forms for those who steer alone."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from mithaq.apps.accounts.choices import InstallationKind
from mithaq.apps.accounts.operations import found_installation
from mithaq.apps.programmes import queries
from mithaq.apps.programmes.models import ParameterOverride
from mithaq.web.shell.typography import set_text
from tests.apps.programmes.conftest import country, first_post
from tests.conftest import AT

if TYPE_CHECKING:
    from mithaq.apps.accounts.models import User

__all__ = ["country", "first_post"]
pytestmark = pytest.mark.django_db
BUDGET = 14
SCHEME = "programmes/first-post/"
VALUE = "/fr/loi/valeurs/first_post.wage_ceiling/"


def _edition() -> queries.EditionView:
    found = queries.scheme("first-post")
    assert found is not None
    return found.editions[0]


@pytest.mark.parametrize("page", ["programmes/", SCHEME, f"{SCHEME}delais/"])
def test_pages_render_in_three_languages_within_budget(
    first_post: str, client: Client, page: str
) -> None:
    for language in ("fr", "ar", "en"):
        with CaptureQueriesContext(connection) as caught:
            response = client.get(f"/{language}/{page}")
        assert response.status_code == 200
        assert len(caught) <= BUDGET, [query["sql"][:120] for query in caught]
        text = response.content.decode()
        assert f'lang="{language}"' in text
        assert " style=" not in text


def test_a_scheme_tells_its_law(first_post: str, client: Client) -> None:
    text = client.get(f"/fr/{SCHEME}").content.decode()
    law = queries.scheme_law("first_post", on=date(2026, 3, 2))
    assert law is not None
    for right in law.rights:
        for rule in right.conditions:
            assert set_text(rule.article.fr) in text
    assert "à confirmer" in text
    assert "25\u202f%" in text
    assert "Préparer une édition" not in text
    assert "Remplacer" not in text
    assert law.digest[:16] in text


def test_the_law_is_cited_in_the_language_of_the_page(first_post: str, client: Client) -> None:
    for language, cited in (("ar", "القانون III، المادة 3 مكررة"), ("en", "Law III, art. 3 bis")):
        text = client.get(f"/{language}/{SCHEME}").content.decode()
        assert set_text(cited) in text
        assert "Loi III, art" not in text


def test_a_recorded_value_that_is_not_applied_is_told(first_post: str, client: Client) -> None:
    ParameterOverride.objects.create(
        path="first_post.wage_ceiling", since_on=AT.date(), value="haut", reason="Ancien motif",
        author="B", recorded_at=AT,
    )  # fmt: skip
    explanation = "simuler/explication/post_wage_within_ceiling/?gross=3000"
    for page in (SCHEME, explanation):
        text = client.get(f"/fr/{page}").content.decode()
        assert "Une valeur enregistrée ici n’est pas appliquée" in text
        assert "Ancien motif" in text


def test_a_recorded_value_not_applied_is_read_in_lines(first_post: str, client: Client) -> None:
    ParameterOverride.objects.create(
        path="first_post.wage_ceiling", since_on=AT.date(), reason="Ancien motif", author="B",
        value={"montant": 4200.5, "tranches": [1000, 2000]}, recorded_at=AT,
    )  # fmt: skip
    text = client.get(f"/fr/{SCHEME}").content.decode()
    told = text.partition('aria-labelledby="t-ecartees"')[2].partition("</aside>")[0]
    assert "{" not in told
    assert "&quot;" not in told
    assert "montant</th><td><bdi>4\u202f200,5" in told
    assert "1\u202f000, 2\u202f000" in told


def test_what_does_not_exist_is_not_found(country: None, alice: User, client: Client) -> None:
    client.force_login(alice)
    for page in ("programmes/rien/", "programmes/rien/delais/", "loi/valeurs/rien/"):
        assert client.get(f"/fr/{page}").status_code == 404


@pytest.mark.parametrize(
    ("typed", "is_found"), [("first post", True), ("PREMIER", True), ("zzz", False)]
)
def test_the_list_is_searched(first_post: str, client: Client, typed: str, is_found: bool) -> None:
    response = client.get("/fr/programmes/", {"q": typed})
    assert response.status_code == 200
    text = response.content.decode()
    assert f'value="{typed}"' in text
    assert ("/programmes/first-post/" in text) is is_found
    assert ("1 dispositif pour" in text) is is_found


def test_an_empty_list_says_what_to_do(country: None, db: None, client: Client) -> None:
    assert "Aucun dispositif" in client.get("/fr/programmes/").content.decode()


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        ({"received_on": "2026-03-02"}, "1<sup>er</sup>\xa0avril 2026"),
        ({"received_on": "2026-03-02", "asked_on": "2026-03-10"}, "le délai est arrêté"),
        ({"received_on": "2026-03-02", "asked_on": "2026-03-01"}, "avant le dépôt"),
        ({"received_on": "hier"}, "error"),
    ],
)
def test_a_delay_is_counted(
    first_post: str, client: Client, asked: dict[str, str], said: str
) -> None:
    response = client.get(f"/fr/{SCHEME}delais/", asked)
    assert response.status_code == 200
    assert said in response.content.decode()


def test_others_open_no_form(first_post: str, bob: User, charlie: User, client: Client) -> None:
    envelope = _edition().envelopes[0].pk
    addresses = (
        f"/fr/{SCHEME}editions/nouvelle/",
        f"/fr/{SCHEME}editions/1/close/",
        f"/fr/{SCHEME}editions/1/enveloppe/",
        f"/fr/{SCHEME}enveloppes/{envelope}/releve/",
        VALUE,
    )
    for address in addresses:
        assert client.get(address).status_code == 302
    for user in (bob, charlie):
        client.force_login(user)
        for address in addresses:
            assert client.get(address).status_code == 403


def test_the_manager_steers_a_scheme(first_post: str, alice: User, client: Client) -> None:
    client.force_login(alice)
    edition = {
        "label_fr": "Édition 2027", "starts_on": "2027-01-01", "basis": "Décision 2",
        "reason": "Suite",
    }  # fmt: skip
    _post(client, f"/fr/{SCHEME}editions/nouvelle/", edition)
    _post(client, f"/fr/{SCHEME}editions/2/open/", {"on": "2027-01-01", "reason": "Ouverte"})
    envelope = {
        "payer": "agence-hesperides", "territory": "09", "year": "2027", "money": "1500000",
        "headcount": "30", "basis": "Décision 3", "reason": "Dotée",
    }  # fmt: skip
    _post(client, f"/fr/{SCHEME}editions/2/enveloppe/", envelope)
    pk = _edition().envelopes[0].pk
    reading = {
        "as_of": "2027-02-01", "committed": "1600000", "used": "20000.50", "grade": "recorded",
        "basis": "Relevé",
    }  # fmt: skip
    _post(client, f"/fr/{SCHEME}enveloppes/{pk}/releve/", reading)
    found = _edition().envelopes[0]
    assert found.latest is not None
    assert (found.money_centimes, found.latest.used_centimes) == (150_000_000, 2_000_050)
    text = client.get(f"/fr/{SCHEME}").content.decode()
    assert "enveloppe dépassée" in text
    for step, label in (("suspend", "Suspendre l’édition"), ("close", "Clôturer l’édition")):
        assert f'/fr/{SCHEME}editions/2/{step}/">{label}<' in text
    assert f"/fr/{SCHEME}editions/2/resume/" not in text
    many = str(2**31)
    kept = {"committed_count": many, "as_of": "2027-03-01", "grade": "recorded", "basis": "R"}
    for page, sent, field in (
        (f"enveloppes/{pk}/releve/", kept, "committed_count"),
        ("editions/2/enveloppe/", envelope | {"headcount": many}, "headcount"),
    ):
        told = client.post(f"/fr/{SCHEME}{page}", sent)
        assert told.status_code == 200
        assert f'href="#id_{field}"' in told.content.decode()
        assert "trop grand" in told.content.decode()


def test_a_refusal_stands_beside_its_field(first_post: str, alice: User, client: Client) -> None:
    client.force_login(alice)
    response = client.post(
        f"/fr/{SCHEME}editions/nouvelle/",
        {"label_fr": "X", "starts_on": "2026-05-01", "basis": "D", "reason": "R"},
    )
    assert response.status_code == 200
    assert "commencez le 01/01/2027" in response.content.decode()


def test_a_value_is_replaced_and_given_back(first_post: str, alice: User, client: Client) -> None:
    found_installation(kind=InstallationKind.DEMO, at=AT)
    client.force_login(alice)
    assert "3500" in client.get(VALUE).content.decode()
    sent = {"value": "4100", "since_on": "2026-03-02", "reason": "Circulaire d’essai"}
    _post(client, VALUE, sent)
    client.logout()
    text = client.get(f"/fr/{SCHEME}").content.decode()
    assert "Circulaire d’essai" in text
    assert "4\u202f100" in text
    client.force_login(alice)
    (held,) = queries.overrides()
    for page in (VALUE, f"{VALUE}{held.pk}/rendre/"):
        assert "<b>4\u202f100" in client.get(page).content.decode()
    _post(client, f"{VALUE}{held.pk}/rendre/", {"reason": "Fini"})
    assert queries.overrides() == ()


def test_outside_a_demonstration_the_form_stays_shut(
    first_post: str, alice: User, amina: User, client: Client
) -> None:
    client.force_login(alice)
    assert client.get(VALUE).status_code == 403
    client.force_login(amina)
    assert client.get(VALUE).status_code == 200


def _post(client: Client, address: str, sent: dict[str, Any]) -> None:
    response = client.post(address, sent)
    assert response.status_code == 302, response.content.decode()[-3000:]
