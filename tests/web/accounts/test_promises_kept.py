"""What the pages of accounts promise: a given password serves once, a closed account is closed."""

from __future__ import annotations

import re
from datetime import date
from typing import TYPE_CHECKING

import pytest
from django import forms
from django.conf import settings
from django.core import validators
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import override

from mithaq.apps.accounts.choices import InstallationKind
from mithaq.apps.accounts.models import AuditLine, User
from mithaq.apps.accounts.operations import found_installation
from mithaq.apps.organisations.models import Organisation
from mithaq.web.accounts.words import ACTIONS, action_words, reason_words
from mithaq.web.jobs.words import KINDS, kinds
from mithaq.web.shell.sentences import FIELDS
from tests.browser.walk import readable
from tests.conftest import AT
from tests.web.accounts.test_people import NEW, administrator
from tests.web.accounts.test_sign_in import at, sign_in

if TYPE_CHECKING:
    from django.http import HttpResponse

__all__ = ["administrator"]
pytestmark = pytest.mark.django_db


def opened(administrator: Client) -> tuple[User, str]:
    """An account opened on the page, and the password shown once."""
    shown = administrator.post(at("open_account"), NEW).content.decode()
    found = re.search(r"<code>([a-z0-9]{4}(?:-[a-z0-9]{4}){3})</code>", shown)
    assert found
    return User.objects.get(username="nadia"), found[1]


def test_a_given_password_serves_once(administrator: Client) -> None:
    user, password = opened(administrator)
    person = Client()
    sign_in(person, "nadia", password)
    for address in ("/fr/aujourdhui/", "/fr/compte/", "/fr/conventions/"):
        answer = person.get(address)
        assert answer.status_code == 302, address
        assert answer.headers["Location"].endswith("/compte/mot-de-passe/")
    page = readable(person.get(at("account_change_password")).content.decode())
    assert "il sert une fois" in page
    new = "une autre phrase de passe"
    given = {"oldpassword": password, "password1": new, "password2": new}
    assert person.post(at("account_change_password"), given).status_code == 302
    user.refresh_from_db()
    assert not user.must_change_password
    assert person.get("/fr/compte/").status_code == 200


def test_a_password_given_again_serves_once_too(administrator: Client, alice: User) -> None:
    assert not alice.must_change_password
    administrator.post(reverse("renew_password", args=[alice.public_id]))
    alice.refresh_from_db()
    assert alice.must_change_password


def test_a_closed_account_offers_nothing_and_the_journal_says_closed(
    administrator: Client, alice: User
) -> None:
    page = reverse("person", args=[alice.public_id])
    assert "en vigueur" in administrator.get(page).content.decode()
    administrator.post(reverse("close_account", args=[alice.public_id]), {"reason": "Départ"})
    text = readable(administrator.get(page).content.decode())
    assert "sans effet : compte fermé" in text
    assert "en vigueur" not in text
    assert f'href="{reverse("grant_mandate", args=[alice.public_id])}"' not in text
    assert reverse("renew_password", args=[alice.public_id]) not in text
    line = AuditLine.objects.order_by("-id")[0]
    assert (line.action, action_words(line.action)) == ("close_user", "compte fermé")
    refused = administrator.get(reverse("grant_mandate", args=[alice.public_id]), follow=True)
    assert "rouvrez-le" in refused.content.decode()
    administrator.post(reverse("close_account", args=[alice.public_id]), {"reason": "Retour"})
    assert AuditLine.objects.order_by("-id")[0].action == "reopen_user"
    assert "Donner un mandat" in administrator.get(page).content.decode()
    assert {"close_user", "reopen_user", "set_address"} <= set(ACTIONS)


@pytest.mark.parametrize("language", ["fr", "ar", "en"])
def test_no_refusal_is_a_stock_phrase(language: str) -> None:
    class Every(forms.Form):
        whole = forms.IntegerField(min_value=5, max_value=6)
        slug = forms.SlugField()
        day = forms.DateField()
        one = forms.ChoiceField(choices=[("a", "a")])
        short = forms.CharField(min_length=10)
        email = forms.EmailField()

    stock = re.compile(
        r"Assurez-vous|ne doit contenir que|Saisissez|Enter a valid|Ensure this|This field|"
        r"Sélectionnez un choix|أدخل|تأكد"
    )
    wrong = ({}, {"whole": "x", "slug": "é ", "day": "31/02/2026", "one": "b", "short": "a",
                  "email": "a"}, {"whole": "4"}, {"whole": "7"})  # fmt: skip
    with override(language):
        for data in wrong:
            for sentences in Every(data).errors.values():
                for sentence in sentences:
                    assert not stock.search(str(sentence)), sentence
    assert FIELDS
    assert "espace" in str(validators.validate_slug.message) or language != "fr"


def test_a_person_gives_an_address_and_the_journal_keeps_none(client: Client, alice: User) -> None:
    client.force_login(alice)
    assert at("account") in client.get(at("notices")).content.decode()
    refused: HttpResponse = client.post(at("give_address"), {"email": "alice"})
    assert refused.status_code == 422
    assert "nom@exemple.ma" in refused.content.decode()
    client.post(at("give_address"), {"email": "alice@exemple.ma"})
    alice.refresh_from_db()
    assert alice.email == "alice@exemple.ma"
    line = AuditLine.objects.order_by("-id")[0]
    assert line.action == "set_address"
    assert "alice@exemple.ma" not in str([line.before, line.after, line.object_label, line.reason])
    count = AuditLine.objects.count()
    client.post(at("give_address"), {"email": "alice@exemple.ma"})
    assert AuditLine.objects.count() == count
    client.post(at("give_address"), {"email": ""})
    alice.refresh_from_db()
    assert alice.email == ""


def test_the_demonstration_keeps_no_address_of_a_visitor(client: Client, alice: User) -> None:
    found_installation(kind=InstallationKind.DEMO, at=AT)
    client.force_login(alice)
    page = client.get(at("account")).content.decode()
    assert "La démonstration n’en garde aucune" in readable(page)
    assert 'name="email"' not in page
    answer = client.post(at("give_address"), {"email": "visiteuse@exemple.ma"})
    assert answer.status_code == 422
    assert "le visiteur suivant lirait votre adresse" in readable(answer.content.decode())
    alice.refresh_from_db()
    assert alice.email == ""
    assert not AuditLine.objects.filter(action="set_address").exists()


def test_the_journal_speaks_arabic_and_finds_arabic_names(
    client: Client, bob: User, alice: User
) -> None:
    from mithaq.apps.accounts.operations import record
    from mithaq.apps.organisations.queries import mandates_of

    User.objects.filter(pk=alice.pk).update(full_name_ar="أليسة العمراني")
    Organisation.objects.filter(slug="agence-hesperides").update(label_ar="وكالة هسبيريديس")
    record(
        actor=alice, mandate=mandates_of(user=alice)[0].text, action="edit_holiday",
        object_type="holiday", object_ref="1", object_label="2026-05-28 Fête",
        before=None, after={"on": "2026-05-28", "is_cancelled": False},
        reason="Chargement de la démonstration", at=AT,
    )  # fmt: skip
    client.force_login(bob)
    for query in ({"actor": "أليسة"}, {"q": "أليسة"}):
        page = readable(client.get("/ar/journal/", query).content.decode())
        assert "وكالة هسبيريديس" in page, query
        assert "responsable de programme" not in page
    leaving = client.get("/ar/journal/", {"actor": "أليسة", "format": "csv"})
    sheet = b"".join(leaving).decode() if leaving.streaming else leaving.content.decode()
    assert "أليسة العمراني" in sheet
    assert "responsable de programme" not in sheet
    assert "Chargement" not in sheet
    line = AuditLine.objects.get(actor=alice)
    told = readable(client.get(f"/ar/journal/{line.public_id}/").content.decode())
    assert "تاريخ يوم العطلة" in told
    assert "محذوف" not in told, "a new line was never cancelled"


def test_reversed_days_are_said(client: Client, bob: User) -> None:
    client.force_login(bob)
    page = client.get("/fr/journal/", {"since": "2026-05-02", "until": "2026-05-01"})
    assert "précède « Depuis le »" in readable(page.content.decode())


def test_every_kind_of_work_has_a_name_in_three_languages() -> None:
    assert set(settings.JOBS) <= set(KINDS)
    said = {}
    for language in ("fr", "ar", "en"):
        with override(language):
            said[language] = {name: str(label) for name, label in kinds()}
    for name in settings.JOBS:
        labels = {said[language][name] for language in said}
        assert len(labels) == 3, name
        assert name not in labels


@pytest.mark.parametrize(("language", "first"), [("fr", "Atelier"), ("ar", "Verger")])
def test_organisations_are_in_the_order_of_the_page_s_language(
    client: Client, bodies: dict[str, int], language: str, first: str
) -> None:
    from mithaq.apps.organisations.queries import organisations_in_order
    from mithaq.base.text import fold

    Organisation.objects.filter(slug="agence-hesperides").update(
        label_fr="Atelier", label_ar="الورشة", search_text=fold("Atelier")
    )
    Organisation.objects.filter(slug="conserves-du-verger").update(
        label_fr="Verger", label_ar="البستان", search_text=fold("Verger")
    )
    Organisation.objects.filter(slug="region-hesperides").update(
        label_fr="Région", label_ar="", search_text=fold("Région")
    )
    names = [row.label_fr for row in organisations_in_order(language)]
    assert names[0] == first
    assert language == "fr" or names[-1] == "Région"


def test_a_feast_of_two_days_is_confirmed_and_moved_whole(client: Client, dounia: User) -> None:
    from mithaq.apps.reference.models import Holiday

    first, second = (
        Holiday.objects.create(on=day, label_fr="Fête", kind="lunar_estimated")
        for day in (date(2027, 3, 9), date(2027, 3, 10))
    )
    client.force_login(dounia)
    page = readable(client.get("/fr/jours-feries/2027/").content.decode())
    assert "jour 1 sur 2" in page
    assert "jour 2 sur 2" in page
    address = f"/fr/jours-feries/2027/{second.pk}/confirmer/"
    assert address in page
    assert client.post(address, {"reason": ""}).status_code == 200
    client.post(address, {"reason": "Communiqué"})
    second.refresh_from_db()
    assert (second.on, second.kind) == (date(2027, 3, 10), "lunar_confirmed")
    body = {"on": "2027-03-11", "label_fr": "Fête", "kind": "lunar_confirmed", "reason": "Annonce"}
    moved = client.post(f"/fr/jours-feries/2027/{first.pk}/", body, follow=True)
    assert "a d’autres jours, restés à leur date" in readable(moved.content.decode())


def test_a_second_holiday_of_one_day_is_refused_unless_meant(client: Client, dounia: User) -> None:
    from mithaq.apps.reference.models import Holiday

    Holiday.objects.create(on=date(2026, 11, 18), label_fr="Indépendance", kind="fixed")
    client.force_login(dounia)
    body = {"on": "2026-11-18", "label_fr": "Autre", "kind": "exceptional", "reason": "Décret"}
    refused = client.post("/fr/jours-feries/nouveau/", body)
    assert "est déjà férié : Indépendance" in readable(refused.content.decode())
    assert client.post("/fr/jours-feries/nouveau/", body | {"is_second": "on"}).status_code == 302


def test_the_administrator_is_told_which_dates_to_confirm(client: Client, dounia: User) -> None:
    from mithaq.apps.reference.models import Holiday

    today = timezone.localdate()
    past = Holiday.objects.create(
        on=date(today.year, 1, 1), label_fr="Fête passée", kind="lunar_estimated"
    )
    client.force_login(dounia)
    page = client.get("/fr/aujourdhui/").content.decode()
    assert "Fête passée" in page
    assert f"/fr/jours-feries/{today.year}/{past.pk}/confirmer/" in page


def test_a_closed_report_is_not_said_just_received(client: Client, dounia: User) -> None:
    said = {"page": "/fr/conventions/X/", "wrong": "Le chiffre est de 2016", "source": ""}
    receipt = client.post("/fr/signaler/", said)["Location"]
    client.get(receipt)
    client.force_login(dounia)
    number = receipt.split("recu=")[1]
    for step, words in (("examine", "est en cours d’examen"), ("close", "examiné, puis clos")):
        client.post("/fr/signaler/repondre/", {"number": number, "step": step, "answer": "Vu."})
        page = readable(client.get(receipt).content.decode())
        assert words in page
        assert "Ce signalement est reçu" not in page


@pytest.mark.parametrize("reason", ["Chargement des statistiques publiques", "Mot de passe perdu"])
def test_a_reason_that_the_product_writes_is_read_in_arabic(reason: str) -> None:
    with override("ar"):
        assert reason_words(reason) != reason
    with override("fr"):
        assert reason_words(reason) == reason
