"""« Mon absence » on the pages: announced, seen by who stands in, told on the case, ended."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse

from mithaq.apps.accounts.models import AuditLine
from mithaq.apps.corridor.models import CaseAbsence, CaseOfficer, Side
from mithaq.apps.organisations.models import Mandate
from tests.apps.corridor.world import FEDERATION, World, filed, taken
from tests.web.corridor.conftest import NOW

pytestmark = pytest.mark.django_db
PAGE = "/fr/mediation/absence/"
Signed = Callable[[str], Client]


def _said(client: Client, url: str) -> str:
    page = client.get(url)
    assert page.status_code == 200, url
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", page.content.decode()))


def test_an_absence_is_announced_and_ended_on_its_page(world: World, as_: Signed) -> None:
    public_id = filed(world)
    client = as_("karim")
    for door in ("/fr/aujourdhui/", "/fr/mediation/", "/fr/mediation/file/", "/fr/compte/"):
        assert PAGE in client.get(door).content.decode(), door
    empty = client.post(PAGE, {"starts_on": "", "ends_on": "", "substitute": ""})
    assert empty.status_code == 422
    given = {
        "starts_on": str(NOW.date()), "ends_on": str(NOW.date() + timedelta(days=4)),
        "substitute": str(world.users["yassine"].pk),
    }  # fmt: skip
    told = client.post(PAGE, given, follow=True)
    assert "dans la file de Yassine" in told.content.decode()
    assert "Terminer l’absence aujourd’hui" in told.content.decode()
    assert "remplacement de Karim jusqu’au 6 mars 2026" in _said(as_("yassine"), PAGE)
    case = reverse("case", args=[public_id])
    assert "remplacement par Yassine" in _said(as_("hind"), case)
    number = _said(client, case)
    assert "Absence jusqu’au 6 mars 2026" in number
    key = CaseAbsence.objects.get().pk
    back = client.post(PAGE, {"end": str(key)}, follow=True).content.decode()
    assert "Fin de l’absence enregistrée" in back
    assert "Absences passées ou retirées" in back
    assert "remplacement par" not in _said(as_("hind"), case)
    again = client.post(PAGE, {"end": str(key)}, follow=True).content.decode()
    assert "déjà terminée ou retirée" in again


def test_nobody_able_is_said_with_whom_to_ask(world: World, as_: Signed) -> None:
    filed(world)
    client = as_("karim")
    assert "Qui remplace" in _said(client, PAGE)
    Mandate.objects.exclude(user=world.users["karim"]).filter(
        organisation__slug=world.under("karim").organisation
    ).update(ends_on=NOW.date() - timedelta(days=1))
    text = _said(client, PAGE)
    assert "n’a de mandat qui couvre vos dossiers" in text
    assert "demandez à l’administrateur" in text
    assert "Qui remplace" not in text
    days = {"starts_on": str(NOW.date()), "ends_on": str(NOW.date() + timedelta(days=4))}
    assert "sans remplacement" in client.post(PAGE, days, follow=True).content.decode()
    line = AuditLine.objects.get(object_type="case_absence")
    assert line.action == "corridor.declare_lone_absence"
    assert "substitute" not in (line.after or {})


def test_only_who_handles_cases_has_the_page(world: World, as_: Signed) -> None:
    for name in ("nawal", "ghita", "leila", "samir"):
        assert as_(name).get(PAGE).status_code == 403, name
        assert PAGE not in as_(name).get("/fr/aujourdhui/").content.decode(), name


def test_who_tells_the_absence_of_another_is_offered_and_the_absent_is_not(
    world: World, as_: Signed
) -> None:
    CaseOfficer.objects.exclude(user=world.users["hind"]).filter(
        institution__slug=FEDERATION
    ).update(ends_on=NOW.date() - timedelta(days=1))
    page = as_("zineb").get(PAGE).content.decode()
    offered = page.split('name="substitute"', 1)[1].split("</select>", 1)[0]
    assert "Zineb" in offered
    assert "Hind" not in offered, "the only one who can be away is not her own substitute"
    away = page.split('name="away"', 1)[1].split("</select>", 1)[0]
    assert "Hind" in away
    assert ">moi<" not in away
    given = {
        "away": str(world.users["hind"].pk), "substitute": str(world.users["zineb"].pk),
        "starts_on": str(NOW.date()), "ends_on": str(NOW.date() + timedelta(days=4)),
    }  # fmt: skip
    told = as_("zineb").post(PAGE, given, follow=True).content.decode()
    assert "dans la file de Zineb" in told


def test_who_stands_in_takes_a_case_over_in_their_own_name(world: World, as_: Signed) -> None:
    public_id = taken(world)
    CaseOfficer.objects.exclude(user=world.users["hind"]).filter(
        institution__slug=FEDERATION
    ).update(ends_on=NOW.date() - timedelta(days=1))
    given = {
        "away": str(world.users["hind"].pk), "substitute": str(world.users["zineb"].pk),
        "starts_on": str(NOW.date()), "ends_on": str(NOW.date() + timedelta(days=4)),
    }  # fmt: skip
    as_("zineb").post(PAGE, given)
    page = as_("zineb").get(f"/fr/mediation/dossiers/{public_id}/").content.decode()
    offered = page.split('id="transmettre_officer"', 1)[1].split("</select>", 1)[0]
    choices = dict(re.findall(r'<option value="([^"]+)"[^>]*>([^<]*)', offered))
    mine = [key for key, words in choices.items() if words.startswith("À votre nom")]
    assert len(mine) == 1
    assert not any("Hind" in words for words in choices.values()), "she has it already"
    sent = {"officer": mine[0], "text": "Hind est absente"}
    as_("zineb").post(f"/fr/mediation/dossiers/{public_id}/actes/transmettre/", sent)
    side = Side.objects.get(case__public_id=public_id, institution__slug=FEDERATION)
    assert side.case_officer is not None
    assert side.case_officer.user_id == world.users["zineb"].pk


def test_nobody_stands_in_for_themselves(world: World, as_: Signed) -> None:
    given = {
        "away": str(world.users["karim"].pk), "substitute": str(world.users["karim"].pk),
        "starts_on": str(NOW.date()), "ends_on": str(NOW.date() + timedelta(days=4)),
    }  # fmt: skip
    refused = as_("yassine").post(PAGE, given)
    assert refused.status_code == 422
    assert "Personne ne se remplace soi-même" in refused.content.decode()
