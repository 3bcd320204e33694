"""« Qui a lu ce dossier »: the parties of a case are told who read it; nobody else is."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest
import time_machine
from django.test import Client
from django.urls import reverse

from mithaq.apps.accounts.models import AuditLine
from mithaq.apps.corridor.operations import PersonDraft
from tests.apps.corridor.world import PERSONAL, World, filed
from tests.browser.walk import readable
from tests.conftest import AT

pytestmark = pytest.mark.django_db
Signed = Callable[[str], Client]
PEOPLE = (
    PersonDraft(label="salarié 1", display_name="Mounir Exemple", insured_number="912345678",
                consent_words="J’accepte."),
)  # fmt: skip
TYPED = "Salaires de mars à vérifier"


def _read(client: Client, public_id: str) -> str:
    answer = client.get(reverse("case_readers", args=[public_id]))
    assert answer.status_code == 200
    return readable(answer.content.decode())


def test_an_officer_reads_who_and_a_company_the_institution_alone(
    world: World, as_: Signed
) -> None:
    public_id = filed(world)
    page = f"/fr/mediation/dossiers/{public_id}/"
    url = reverse("case_readers", args=[public_id])
    karim = as_("karim")
    for _ in range(2):
        assert url in karim.get(page).content.decode(), "the footer leads there"
    with time_machine.travel(AT + timedelta(days=1), tick=False):
        karim.get(page)
    officer = _read(as_("hind"), public_id)
    assert "Karim" in officer
    assert "2 lectures ce jour" in officer
    own = as_("nawal").get(f"/fr/mediation/mes-dossiers/{public_id}/")
    assert url in own.content.decode()
    company = _read(as_("nawal"), public_id)
    assert "Karim" not in company
    assert "Hind" not in company
    assert "Nawal" in company, "her own people, by name"
    assert "caisse" in company.casefold()
    lines = AuditLine.objects.filter(action="corridor.read_case_readers", object_ref=public_id)
    assert lines.count() == 2, "the list is read too"


def test_the_file_holds_what_the_page_says(world: World, as_: Signed) -> None:
    public_id = filed(world)
    as_("karim").get(f"/fr/mediation/dossiers/{public_id}/")
    url = reverse("case_readers", args=[public_id])
    for who, holds in (("hind", True), ("nawal", False)):
        answer = as_(who).get(url, {"format": "csv"})
        text = b"".join(answer.streaming_content if answer.streaming else [answer.content])
        assert ("Karim" in text.decode("utf-8-sig")) is holds, who
    sorted_page = as_("nawal").get(url, {"tri": "-at"})
    assert sorted_page.status_code == 200


def test_of_a_persons_right_a_relay_is_told_nothing(world: World, as_: Signed) -> None:
    public_id = filed(world, subject=PERSONAL, people=PEOPLE)
    person_url = reverse("case_person", args=[public_id, _person()])
    assert as_("karim").post(person_url, {"purpose": TYPED}).status_code == 200
    url = reverse("case_readers", args=[public_id])
    for name in ("hind", "zineb", "omar", "salma", "samir", "leila"):
        assert as_(name).get(url).status_code == 404, name
        page = as_(name).get(f"/fr/mediation/dossiers/{public_id}/", follow=True)
        assert url not in page.content.decode(), name
    assert TYPED in _read(as_("karim"), public_id)
    company = _read(as_("nawal"), public_id)
    assert TYPED not in company
    assert "qui est une personne concernée" in company


def _person() -> int:
    from mithaq.apps.corridor.models import ConcernedPerson

    return ConcernedPerson.objects.get().pk
