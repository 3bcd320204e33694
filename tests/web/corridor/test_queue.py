"""The queue of an officer: what it holds, in what order, for whom, in how many queries."""

from __future__ import annotations

import io
from collections.abc import Callable
from datetime import timedelta

import pytest
import time_machine
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from python_calamine import CalamineWorkbook

from mithaq.apps.corridor.operations import escalate_case, take_side
from mithaq.web.corridor.queue import QueueList
from mithaq.web.home.sections import mediation
from mithaq.web.home.sections.block import SHOWN
from tests.apps.corridor.world import FUND, PERSONAL, World, closed, filed, taken
from tests.conftest import AT

pytestmark = pytest.mark.django_db
QUEUE, LIST = "/fr/mediation/file/", "/fr/mediation/file/en-cours/"
TODAY = "/fr/aujourdhui/"
Signed = Callable[[str], Client]


def _text(client: Client, url: str, status: int = 200) -> str:
    response = client.get(url)
    assert response.status_code == status, url
    return str(response.content.decode())


def _queries(client: Client, url: str) -> int:
    with CaptureQueriesContext(
        connection,
    ) as found:
        assert client.get(url).status_code == 200
    return len(found)


def test_an_officer_reads_the_cases_of_the_place_and_what_is_waited_for(
    world: World, as_: Signed
) -> None:
    filed(world)
    filed(world, territory="09", title="Ailleurs")
    text = _text(as_("karim"), QUEUE)
    assert text.count("2026-000001") == 1
    assert "2026-000002" not in text
    assert "à vous" in text
    assert "prendre le dossier en charge" in text
    assert "2026-000002" in _text(as_("salma"), QUEUE)


def test_late_is_said_in_words_and_marked(world: World, as_: Signed) -> None:
    filed(world)
    assert "en retard de" not in _text(as_("karim"), QUEUE).lower()
    with time_machine.travel(AT + timedelta(days=30), tick=False):
        text = _text(as_("karim"), QUEUE)
        assert "is-late" in text
        assert "En retard de" in text
        late = _text(as_("karim"), f"{QUEUE}?vue=late")
        assert "2026-000001" in late
        assert "2026-000001" in _text(as_("karim"), "/fr/mediation/file/en-retard/")
        # The federation is late of nothing; it is told who is, in its counts, its list, its file.
        text = _text(as_("hind"), f"{QUEUE}?vue=all")
        assert "aucun en retard chez vous" in text
        assert "1 en retard chez une autre institution" in text
        assert 'class="queue-late">▲ ' in text
        assert "2026-000001" not in _text(as_("hind"), "/fr/mediation/file/en-retard/")
        elsewhere = "/fr/mediation/file/en-retard-ailleurs/"
        assert "2026-000001" in _text(as_("hind"), elsewhere)
        assert "2026-000001" not in _text(as_("karim"), elsewhere)
        sheet = as_("hind").get(f"{elsewhere}?format=csv").getvalue().decode()
        assert "Qui est en retard" in sheet
        named = as_("hind").get(f"{elsewhere.replace('/fr/', '/ar/')}?format=csv")
        assert "filename*=utf-8''" in named.headers["Content-Disposition"]
        for who, count in (("", 1), ("vous", 0), ("autre", 1), ("entreprise", 0)):
            kept = _text(as_("hind"), f"{LIST}?tour={who}")
            assert kept.count("2026-000001") == count, who


def test_a_second_institution_finds_its_turn_in_its_own_queue(world: World, as_: Signed) -> None:
    public_id = filed(world)
    take_side(public_id=public_id, institution=FUND, **world.act("karim"))
    assert "à vous" in _text(as_("tarik"), QUEUE)
    assert "2026-000001" in _text(as_("tarik"), "/fr/mediation/file/a-nous/")
    today = _text(as_("tarik"), "/fr/aujourdhui/")
    assert "Dossiers de médiation à votre tour" in today
    assert '<p class="today-note">Prendre le dossier en charge · ' in today
    # A relay is not waited for while others examine.
    assert "2026-000001" not in _text(as_("hind"), "/fr/mediation/file/a-nous/")


@pytest.mark.parametrize("name", ["nawal", "leila", "ghita"])
def test_who_handles_no_case_has_no_queue(world: World, as_: Signed, name: str) -> None:
    filed(world)
    assert as_(name).get(QUEUE).status_code == 403
    assert as_(name).get(LIST).status_code == 403


def test_the_secretary_is_led_to_what_waits_for_the_committee(world: World, as_: Signed) -> None:
    public_id = filed(world)
    response = as_("samir").get(QUEUE, follow=True)
    assert response.redirect_chain == [("/fr/mediation/comite/", 302)]
    assert "La file est celle des représentants" in response.content.decode()
    for case in (public_id, "00000000-0000-4000-8000-000000000000"):
        told = as_("samir").get(f"/fr/mediation/dossiers/{case}/")
        assert told.status_code == 404
        assert "une fois qu’il y est renvoyé" in told.content.decode()


def test_a_case_carried_higher_stays_in_the_queue_it_came_from(world: World, as_: Signed) -> None:
    public_id = taken(world)
    assert "2026-000001" in _text(as_("karim"), f"{QUEUE}?qui=moi")
    escalate_case(public_id=public_id, reason="Bloqué", **world.act("karim"))
    for shown in ("all&qui=institution", "climbed&qui=moi"):
        text = _text(as_("karim"), f"{QUEUE}?vue={shown}")
        assert "2026-000001" in text, shown
        assert "porté à l’échelon national, chez Yassine" in text, shown
    assert "2026-000001" not in _text(as_("salma"), f"{QUEUE}?vue=climbed")


def test_a_visitor_signs_in_first(world: World, client: Client) -> None:
    filed(world)
    assert client.get(QUEUE).status_code == 302
    assert client.get(LIST).status_code == 302


def test_a_relay_is_not_told_what_a_case_about_a_person_is(world: World, as_: Signed) -> None:
    filed(world, subject=PERSONAL, title="Refus d’indemnité à un salarié")
    for url in (QUEUE, LIST):
        text = _text(as_("hind"), url)
        assert "droit d’une personne" in text
        assert "perte d’emploi" not in text
        assert "Refus d’indemnité" not in text
    assert 'name="famille"' not in _text(as_("hind"), LIST)
    assert "droit d’une personne" not in _text(as_("karim"), QUEUE)
    assert "perte d’emploi" not in as_("hind").get(f"{LIST}?format=csv").getvalue().decode()


def test_the_list_filters_sorts_and_leaves(world: World, as_: Signed) -> None:
    filed(world)
    filed(world, subject="settlement", title="Arrangement")
    client = as_("karim")
    kept = _text(client, f"{LIST}?famille=debt")
    assert "2026-000002" in kept
    assert "2026-000001" not in kept
    assert "2026-000002" in _text(client, f"{LIST}?tri=-number")
    book = CalamineWorkbook.from_filelike(io.BytesIO(client.get(f"{LIST}?format=xlsx").getvalue()))
    rows = [row for name in book.sheet_names for row in book.get_sheet_by_name(name).to_python()]
    assert sum("2026-00000" in str(row) for row in rows) == 2
    assert "exercice" in str(rows)


def test_closed_cases_leave_the_queue_for_their_tab(world: World, as_: Signed) -> None:
    closed(world)
    assert "2026-000001" not in _text(as_("karim"), QUEUE)
    assert "2026-000001" in _text(as_("karim"), "/fr/mediation/file/clos/")


@pytest.mark.parametrize("url", [QUEUE, LIST, "/fr/aujourdhui/"])
def test_twelve_cases_cost_as_many_queries_as_seven(world: World, as_: Signed, url: str) -> None:
    # « Aujourd’hui » shows six lines, and counts apart when there are more.
    for _time in range(7):
        taken(world)
    client = as_("karim")
    client.get(url)
    few = _queries(client, url)
    for _time in range(5):
        taken(world)
    assert _queries(client, url) == few
    assert few <= 60


def test_a_long_list_is_counted_up_to_its_ceiling(
    world: World, as_: Signed, monkeypatch: pytest.MonkeyPatch
) -> None:
    for _case in range(3):
        filed(world)
    karim = as_("karim")
    assert "facet-count" in _text(karim, LIST)
    monkeypatch.setattr(QueueList, "most", 2)
    text = _text(karim, LIST)
    assert "1 + lignes" in text
    assert "facet-count" not in text
    assert 'id="etat_to_take"' in text
    filtered = _text(karim, f"{LIST}?etat=in_hand")
    assert "Aucune ligne ne répond à ces filtres." in filtered


def test_what_waits_today_is_counted_up_to_its_ceiling(
    world: World, as_: Signed, monkeypatch: pytest.MonkeyPatch
) -> None:
    for _case in range(SHOWN + 2):
        filed(world)
    karim = as_("karim")
    assert f"Voir les {SHOWN + 2}" in _text(karim, TODAY)
    monkeypatch.setattr(mediation, "CEILING", SHOWN + 1)
    text = _text(karim, TODAY)
    assert f"Voir les {SHOWN} +" in text
    assert f"{SHOWN} + choses vous attendent" in text
