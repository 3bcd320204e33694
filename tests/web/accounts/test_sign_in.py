"""Signing in: by password, by a second factor, and without either in a demonstration only."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

import pytest
from allauth.mfa.totp.internal.auth import (
    format_hotp_value,
    hotp_value,
    yield_hotp_counters_from_time,
)
from django.contrib.auth import get_user
from django.test import Client
from django.urls import reverse
from django.utils.translation import override

from mithaq.apps.accounts.models import AuditLine
from mithaq.apps.accounts.operations import create_user, found_installation

if TYPE_CHECKING:
    from mithaq.apps.accounts.models import User

AT = datetime(2026, 3, 2, 9, 30, tzinfo=UTC)
PASSWORD = "une phrase de passe"
pytestmark = pytest.mark.django_db


def at(name: str, *args: object) -> str:
    """The French address of a page."""
    with override("fr"):
        return reverse(name, args=args)


def sign_in(client: Client, username: str, password: str = PASSWORD) -> object:
    """Send the sign-in form."""
    return client.post(at("account_login"), {"login": username, "password": password, "next": ""})


@pytest.fixture
def demo(db: None) -> None:
    """A demonstration."""
    found_installation(kind="demo", at=AT)


@pytest.mark.parametrize("language", ["fr", "ar", "en"])
def test_the_sign_in_page_is_ours(client: Client, language: str) -> None:
    answer = client.get(f"/{language}/compte/connexion/")
    page = answer.content.decode()
    assert answer.status_code == 200
    assert "Content-Security-Policy" in answer.headers
    assert "style=" not in page
    assert "<script>" not in page
    assert 'placeholder="Username"' not in page
    assert "Forgot" not in page


def test_a_password_opens_and_sign_out_closes(client: Client, alice: User) -> None:
    answer = sign_in(client, "alice")
    assert answer.status_code == 302  # type: ignore[attr-defined]
    assert get_user(client) == alice  # type: ignore[arg-type]
    assert client.get(at("account_logout")).status_code == 200
    client.post(at("account_logout"))
    assert get_user(client).is_anonymous  # type: ignore[arg-type]


def test_a_wrong_password_is_said_in_our_words(client: Client, alice: User) -> None:
    page = sign_in(client, "alice", "autre").content.decode()  # type: ignore[attr-defined]
    assert "ne vont pas ensemble" in page
    assert "data-focus" in page


def test_five_failures_suspend_sign_in_with_a_clear_page(client: Client, alice: User) -> None:
    for _ in range(4):
        assert sign_in(client, "alice", "autre").status_code == 200  # type: ignore[attr-defined]
    locked = sign_in(client, "alice", "autre")
    assert locked.status_code == 429  # type: ignore[attr-defined]
    assert "Attendez quinze minutes" in locked.content.decode()  # type: ignore[attr-defined]
    assert sign_in(client, "alice").status_code == 429  # type: ignore[attr-defined]
    assert get_user(client).is_anonymous  # type: ignore[arg-type]


def test_nobody_opens_an_account_alone(client: Client) -> None:
    assert client.get("/fr/compte/signup/").status_code == 404
    assert "signup" not in client.get(at("account_login")).content.decode()


def test_a_closed_account_says_so(client: Client, alice: User) -> None:
    alice.is_active = False
    alice.save()
    answer = sign_in(client, "alice")
    assert get_user(client).is_anonymous  # type: ignore[arg-type]
    assert answer.status_code in {200, 302}  # type: ignore[attr-defined]
    assert client.get(at("account_inactive")).status_code == 200


def test_the_demonstration_offers_its_accounts_and_opens_them(client: Client, demo: None) -> None:
    create_user(
        username="auditrice", full_name="Khadija", is_fictitious=True, actor=None, mandate="", at=AT
    )
    page = client.get(at("account_login")).content.decode()
    assert "Entrer comme auditeur" in page
    assert page.count('name="username"') == 1, "only the accounts that exist"
    answer = client.post(at("demo_sign_in"), {"username": "auditrice", "next": "/fr/journal/"})
    assert answer.headers["Location"] == "/fr/journal/"
    assert get_user(client).get_username() == "auditrice"  # type: ignore[arg-type]


def test_the_demonstration_never_leads_elsewhere(client: Client, demo: None, alice: User) -> None:
    answer = client.post(
        at("demo_sign_in"), {"username": "alice", "next": "https://ailleurs.test/"}
    )
    assert "ailleurs" not in answer.headers["Location"]


@pytest.mark.parametrize("kind", ["production", None])
def test_outside_a_demonstration_nobody_enters_without_a_password(
    client: Client, alice: User, kind: str | None
) -> None:
    if kind:
        found_installation(kind=kind, at=AT)
    assert "demo_sign_in" not in client.get(at("account_login")).content.decode()
    assert "Entrer comme" not in client.get(at("account_login")).content.decode()
    assert client.post(at("demo_sign_in"), {"username": "alice"}).status_code == 403
    assert get_user(client).is_anonymous  # type: ignore[arg-type]


def test_a_real_person_never_enters_without_a_password(client: Client, demo: None) -> None:
    create_user(
        username="reelle", full_name="Réelle", password=PASSWORD, actor=None, mandate="", at=AT
    )
    assert client.post(at("demo_sign_in"), {"username": "reelle"}).status_code == 403
    assert client.get(at("demo_sign_in")).status_code == 405


def test_demo_sign_in_needs_its_token(demo: None, alice: User) -> None:
    strict = Client(enforce_csrf_checks=True)
    assert strict.post(at("demo_sign_in"), {"username": "alice"}).status_code == 403


def test_the_password_is_changed_with_a_line(client: Client, alice: User) -> None:
    sign_in(client, "alice")
    page = at("account_change_password")
    new = "une autre phrase longue"
    wrong = client.post(page, {"oldpassword": "x", "password1": new, "password2": "y"})
    assert "pas votre mot de passe actuel" in wrong.content.decode()
    assert "diffèrent" in wrong.content.decode()
    done = client.post(page, {"oldpassword": PASSWORD, "password1": new, "password2": new})
    assert done.headers["Location"] == at("account")
    assert AuditLine.objects.filter(action="change_password", actor=alice).count() == 1
    alice.refresh_from_db()
    assert alice.check_password(new)


def _code(secret: str) -> str:
    counter = next(iter(yield_hotp_counters_from_time()))
    return str(format_hotp_value(hotp_value(secret, counter)))


def test_a_second_factor_is_set_asked_and_removed(client: Client, alice: User) -> None:
    sign_in(client, "alice")
    client.post(client.get(at("mfa_activate_totp")).headers["Location"], {"password": PASSWORD})
    page = client.get(at("mfa_activate_totp"))
    assert page.status_code == 200
    secret = page.context["form"].secret
    assert secret in page.content.decode()
    refused = client.post(at("mfa_activate_totp"), {"code": "000000"})
    assert "Vérifiez l’heure" in refused.content.decode()
    secret = refused.context["form"].secret
    set_up = client.post(at("mfa_activate_totp"), {"code": _code(secret)})
    assert set_up.headers["Location"] == at("mfa_view_recovery_codes")
    codes = client.get(at("mfa_view_recovery_codes"))
    assert codes.status_code == 200
    recovery = codes.context["unused_codes"]
    assert len(recovery) == 10
    for name in ("mfa_index", "mfa_generate_recovery_codes", "mfa_deactivate_totp"):
        assert client.get(at(name)).status_code == 200, name

    other = Client()
    asked = sign_in(other, "alice")
    assert asked.headers["Location"].startswith(at("mfa_authenticate"))  # type: ignore[attr-defined]
    assert get_user(other).is_anonymous  # type: ignore[arg-type]
    assert "code" in other.get(at("mfa_authenticate")).content.decode()
    other.post(at("mfa_authenticate"), {"code": recovery[0]})
    assert get_user(other) == alice  # type: ignore[arg-type]

    client.post(at("mfa_deactivate_totp"))
    actions = list(AuditLine.objects.filter(actor=alice).values_list("action", flat=True))
    assert {"activate_second_factor", "remove_second_factor"} <= set(actions)


def test_codes_of_the_second_factor_cannot_be_tried_for_ever(client: Client, alice: User) -> None:
    client.force_login(alice)
    client.post(client.get(at("mfa_activate_totp")).headers["Location"], {"password": PASSWORD})
    secret = client.get(at("mfa_activate_totp")).context["form"].secret
    client.post(at("mfa_activate_totp"), {"code": _code(secret)})
    thief = Client()
    sign_in(thief, "alice")
    for _attempt in range(20):
        answer = thief.post(at("mfa_authenticate"), {"code": "000000"})
        assert "Trop d’essais" not in answer.content.decode()

    answer = thief.post(at("mfa_authenticate"), {"code": _code(secret)})

    assert "Trop d’essais" in answer.content.decode()
    assert get_user(thief).is_anonymous  # type: ignore[arg-type]


def test_confirmation_pages_are_ours(client: Client, alice: User) -> None:
    client.force_login(alice)
    answer = client.get(at("mfa_activate_totp"))
    assert answer.headers["Location"].startswith(at("account_reauthenticate"))
    page = client.get(answer.headers["Location"]).content.decode()
    assert "Confirmer que c’est vous" in page
    client.post(answer.headers["Location"], {"password": PASSWORD})
    assert client.get(at("mfa_activate_totp")).status_code == 200


def test_a_demo_person_has_no_password_to_change(client: Client, demo: None) -> None:
    user = create_user(
        username="z", full_name="Z", is_fictitious=True, actor=None, mandate="", at=AT
    )
    client.force_login(user)
    assert client.get(at("account_change_password")).headers["Location"] == at("account")
    assert "compte de démonstration" in client.get(at("account")).content.decode()
    page = client.get(at("mfa_activate_totp"))
    set_up = client.post(at("mfa_activate_totp"), {"code": _code(page.context["form"].secret)})
    assert client.get(set_up.headers["Location"]).status_code == 200, "no second code is asked"


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("language", "why", "role"),
    [("fr", "ne s’ouvre qu’avec un compte", "auditeur"), ("ar", "لا تُفتح", "مدقق")],
)
def test_whoever_is_sent_to_sign_in_reads_why_and_where_it_leads_back(
    client: Client, language: str, why: str, role: str
) -> None:
    sent = client.get(f"/{language}/journal/")
    assert sent.status_code == 302
    said = client.get(sent.headers["Location"]).content.decode()
    assert why in said
    assert role in said
    assert f'<bdi dir="ltr">/{language}/journal/</bdi>' in said


@pytest.mark.django_db
def test_the_sign_in_page_leads_nowhere_outside(client: Client) -> None:
    said = client.get(at("account_login") + "?next=https://ailleurs.example/").content.decode()
    assert 'name="next" value=""' in said
    assert '<bdi dir="ltr">https' not in said
