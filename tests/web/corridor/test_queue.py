"""The queue of an officer: what it holds, in what order, for whom, in how many queries."""

from __future__ import annotations

import io
import re
from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from python_calamine import CalamineWorkbook

from mithaq.apps.accounts.models import AuditLine
from mithaq.apps.conventions.models import Decision, Meeting
from mithaq.apps.corridor.models import CommitteeReferral, Side
from mithaq.apps.corridor.operations import escalate_case, refer_case, take_side
from mithaq.apps.organisations.models import Organisation
from mithaq.engines.clocks import Event, EventKind, WorkingCalendar, deadline
from mithaq.web.corridor.clock_bars import clock_bar
from mithaq.web.corridor.queue import QueueList
from mithaq.web.home.sections import mediation
from mithaq.web.home.sections.block import SHOWN
from tests.apps.conventions.sittings import record_committee
from tests.apps.corridor.world import (
    AGENCY,
    FEDERATION,
    FUND,
    PERSONAL,
    World,
    closed,
    filed,
    taken,
)
from tests.conftest import AT
from tests.web.corridor.conftest import NOW

pytestmark = pytest.mark.django_db
QUEUE, LIST = "/fr/mediation/file/", "/fr/mediation/file/en-cours/"
TODAY = "/fr/aujourdhui/"
Signed = Callable[[str], Client]


def _text(client: Client, url: str, status: int = 200) -> str:
    response = client.get(url)
    assert response.status_code == status, url
    return str(response.content.decode())


def _plain(text: str) -> str:
    """With ordinary spaces."""
    return text.replace("\u202f", " ").replace("\u00a0", " ")


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
        # A file is carried from one machine to another: its name is in the plainest letters.
        assert named.headers["Content-Disposition"].endswith('"dossiers-mediation-2026-04-01.csv"')
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
        assert "porté à l’échelon national ;" in _plain(text), shown
        assert "votre échelon national : " in _plain(text), "never « à vous » of what is higher"
        assert "de votre côté : Yassine" in _plain(text), shown
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
    line = AuditLine.objects.get(action="accounts.read_export")
    assert line.reason == "traitement du dossier par son institution"


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
    assert few <= 48


def test_the_cases_of_today_are_read_once(world: World, as_: Signed) -> None:
    for _time in range(SHOWN + 1):
        taken(world)
    client = as_("karim")
    client.get(TODAY)
    with CaptureQueriesContext(connection) as found:
        assert client.get(TODAY).status_code == 200
    sides = [row["sql"] for row in found if 'FROM "corridor_side"' in row["sql"]]
    # The list of decisions leaves out those on the cases of others: its own query, not a reading.
    sides = [sql for sql in sides if 'FROM "conventions_decision"' not in sql]
    # The page of keys, its rows joined, all their sides, and the count of what is not shown.
    # One of them counts the cases that are late elsewhere, which are others.
    assert len(sides) == 5, sides


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
    assert "et 2 autres : voir la liste" in _text(karim, TODAY).replace("\u00a0", " ")
    monkeypatch.setattr(mediation, "CEILING", SHOWN + 1)
    text = _text(karim, TODAY).replace("\u00a0", " ")
    assert f"et d’autres : voir la liste ({SHOWN} +)" in text
    assert f"{SHOWN} + choses vous attendent" in text


def test_a_region_is_named_once_and_a_place_inside_it_beside(world: World, as_: Signed) -> None:
    filed(world, territory="06")
    filed(world, territory="06.141")
    rows = as_("karim").get(LIST).context["list"].body.split("</tr>")
    region = re.search(r'data-label="Région">([^<]+)<', rows[0])
    assert region
    notes = [re.search(r'data-label="Région">[^<]+<span class="cell-note">', row) for row in rows]
    assert [bool(note) for note in notes[:2]].count(True) == 1


def test_late_elsewhere_is_told_once_the_latest_first(world: World, as_: Signed) -> None:
    first, second, third = filed(world), filed(world), filed(world)
    order = {second: 30, third: 20, first: 3}
    for public_id, hours in order.items():
        Side.objects.filter(case__public_id=public_id, institution__slug=FEDERATION).update(
            elsewhere_due_at=NOW - timedelta(hours=hours)
        )
    page = as_("hind").get("/fr/mediation/file/en-retard-ailleurs/")
    numbers = re.findall(r"2026-00000\d", str(page.context["list"].body))
    assert list(dict.fromkeys(numbers)) == ["2026-000002", "2026-000003", "2026-000001"]
    heads = [head.label for head in page.context["list"].heads]
    assert "Délai" not in heads
    assert "Qui est en retard" in heads
    assert "celui de votre côté" not in page.content.decode()


def test_late_at_one_institution_is_filtered_and_leaves_as_a_number(
    world: World, as_: Signed
) -> None:
    filed(world)
    elsewhere = "/fr/mediation/file/en-retard-ailleurs/"
    with time_machine.travel(AT + timedelta(days=30), tick=False):
        page = as_("hind").get(elsewhere)
        assert "Institution en retard" in page.content.decode()
        shown = _text(as_("hind"), f"{elsewhere}?retard={FUND}").replace("\xa0", " ")
        assert "2026-000001" in shown
        assert "jour passé le" in shown
        assert "2026-000001" not in _text(as_("hind"), f"{elsewhere}?retard={AGENCY}")
        book = as_("hind").get(f"{elsewhere}?format=xlsx&retard={FUND}").getvalue()
    rows = CalamineWorkbook.from_filelike(io.BytesIO(book)).get_sheet_by_index(0)
    head, line = rows.to_python()[:2]
    told = dict(zip((_plain(str(title)) for title in head), line, strict=True))
    days = [value for title, value in told.items() if title.endswith("jours de retard")]
    # The fund's own as a number; the agency promised nothing.
    assert [isinstance(value, float) and value > 0 for value in days] == [True, False]
    assert next(value for title, value in told.items() if title.endswith(": unité"))
    assert "À répondre avant" not in told


def test_what_the_committee_decided_on_one_s_cases_is_said_even_nothing(
    world: World, as_: Signed
) -> None:
    public_id = filed(world)
    assert "le comité n’a rien décidé" in _text(as_("hind"), QUEUE)
    refer_case(public_id=public_id, reason="Personne ne tranche", **world.act("yassine"))
    decision = Decision.objects.create(
        meeting=Meeting.objects.create(
            committee=record_committee(late=1), number=99, starts_at=AT, slot_minutes=60,
            mode="remote",
        ),
        number=1, label_fr="Imputer", due_on=AT.date(),
        owner=Organisation.objects.get(slug=FUND),
    )  # fmt: skip
    CommitteeReferral.objects.update(status="decided", decision=decision, decided_at=NOW)
    text = _text(as_("hind"), QUEUE)
    assert "le comité n’a rien décidé" not in text
    assert "la décision et son effet" in text


def test_the_list_of_what_ended_says_what_it_holds(world: World, as_: Signed) -> None:
    closed(world)
    page = _text(as_("hind"), "/fr/mediation/file/clos/")
    assert "ceux à répondre d’abord" not in _plain(page)
    assert "a retirés compris" in _plain(page)


def test_a_state_has_one_word_in_row_and_filter(world: World, as_: Signed) -> None:
    filed(world)
    page = as_("hind").get("/fr/mediation/file/en-cours/")
    words = {choice.label for facet in page.context["list"].facets if facet.name == "etat"
             for choice in facet.choices if choice.count}  # fmt: skip
    # The federation relays: it is asked for nothing yet, and takes a case by the act of that word.
    assert words == {"pas encore pris en charge"}
    assert "pas encore pris en charge" in str(page.context["list"].body).lower()
    fund = as_("karim").get("/fr/mediation/file/en-cours/")
    assert "à prendre en charge" in str(fund.context["list"].body).lower()
    assert "reçu</" not in page.content.decode()


def test_who_holds_a_case_carried_higher_is_said_with_the_institution(
    world: World, as_: Signed
) -> None:
    public_id = filed(world)
    escalate_case(public_id=public_id, reason="Bloqué", **world.act("hind"))
    text = _plain(_text(as_("hind"), f"{QUEUE}?vue=all&qui=institution"))
    assert f"{FUND} (fictif) : Yassine" in text
    assert re.search("de votre côté : (Hind|Zineb)", text)
    page = _text(as_("hind"), f"/fr/mediation/dossiers/{public_id}/")
    assert "confié à l’échelon national" not in page


def test_an_exercise_says_who_stands_in_for_the_bodies_that_an_answer_names(
    world: World, as_: Signed, client: Client
) -> None:
    address = "/fr/mediation/motifs/paid-shown-unpaid/"
    told = as_("nawal").get(address)
    assert "tient leur place" in told.content.decode()
    assert told.context["answer"]["stands_in"]
    assert "tient leur place" not in client.get(address).content.decode()


def test_where_no_delay_was_promised_none_is_suspended() -> None:
    at = datetime(2026, 3, 5, 10, tzinfo=UTC)
    slots = dict.fromkeys(range(5), ((510, 990),))
    calendar = WorkingCalendar("Africa/Casablanca", slots)
    events = [
        Event(EventKind.RECEIVED, at - timedelta(days=2)),
        Event(EventKind.PAUSED, at - timedelta(days=1), "autre"),
    ]
    reading = deadline(events, calendar, norm=None, at=at)
    assert reading.is_paused
    bar = clock_bar(reading, is_short=True)
    assert (bar.words, bar.is_stopped) == ("aucun délai promis", False)


def test_a_case_not_yet_taken_is_found_and_taken_in_one_word(world: World, as_: Signed) -> None:
    public_id, other = filed(world), filed(world)
    take_side(public_id=other, institution=FEDERATION, **world.act("hind"))
    hind = as_("hind")
    untaken = f"{LIST}?etat=to_take"
    assert f'href="{untaken}">Pas encore pris en charge<' in _text(hind, f"{QUEUE}?vue=all")
    body = str(hind.get(untaken).context["list"].body)
    assert public_id in body
    assert other not in body
    page = _text(hind, f"/fr/mediation/dossiers/{public_id}/")
    assert ">Prendre le dossier en charge" in page
    assert "Suivre ce dossier" not in page


def test_a_completion_stops_a_delay_only_where_one_is_set(world: World, as_: Signed) -> None:
    with_delay, without = taken(world), taken(world)
    Side.objects.filter(case__public_id=without).update(norm=None)
    karim = as_("karim")
    for public_id, is_told in ((with_delay, True), (without, False)):
        url = f"/fr/mediation/dossiers/{public_id}/"
        assert ("Votre délai est suspendu." in _text(karim, url)) is is_told
        sent = karim.post(f"{url}actes/complement/", {"text": "Le relevé"}, follow=True)
        said = " ".join(str(message) for message in sent.context["messages"])
        assert "Le complément est demandé" in said
        assert ("Votre délai est suspendu." in said) is is_told
