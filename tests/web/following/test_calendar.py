"""The calendar: month, list, and the files that calendars subscribe to, read back."""

from __future__ import annotations

import csv
from datetime import date, datetime, time, timedelta
from io import StringIO
from zoneinfo import ZoneInfo

import pytest
from django.test import Client
from icalendar import Calendar
from pytest_django import DjangoAssertNumQueries

from mithaq.apps.accounts.models import User
from mithaq.apps.conventions.models import CalendarFeed, Committee, Convention, Meeting
from mithaq.apps.organisations.models import Membership, Organisation
from mithaq.apps.reference.models import Holiday
from tests.conftest import person
from tests.web.accounts.test_sign_in import at
from tests.web.conventions.story import source
from tests.web.following.conftest import AGENCY, REFERENCE, owned, reported

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("programme")]
ZONE = ZoneInfo("Africa/Casablanca")


@pytest.fixture
def sitting() -> Meeting:
    """A sitting of the programme's committee, in March 2035 at ten in the morning."""
    committee = Committee.objects.create(
        convention=Convention.objects.get(reference=REFERENCE), number=1, kind="steering",
        label_fr="Comité de pilotage", label_ar="لجنة القيادة", grade="contractual",
        chair_fr="Directrice générale", source=source(),
    )  # fmt: skip
    starts = datetime.combine(date(2035, 3, 6), time(10), tzinfo=ZONE)
    return Meeting.objects.create(
        committee=committee, number=1, starts_at=starts, place_fr="Salle 2"
    )


def events(content: bytes) -> dict[str, object]:
    """Read a calendar back: its events by summary."""
    found = Calendar.from_ical(content)
    return {str(item["summary"]): item for item in found.walk("VEVENT")}


def test_a_month_shows_what_is_due_and_the_days_off(client: Client) -> None:
    Holiday.objects.create(on=date(2035, 6, 18), label_fr="Fête", label_ar="عيد", kind="fixed")
    text = client.get(at("calendar"), {"mois": "2035-06"}).content.decode()

    assert "Verser la part" in text
    assert "Fête" in text
    assert "Ouvrir un guichet" not in text.split("À venir")[0]
    arabic = client.get(at("calendar").replace("/fr/", "/ar/"), {"mois": "2035-06"})
    assert "أداء الحصة" in arabic.content.decode()
    assert "عيد" in arabic.content.decode()
    assert client.get(at("calendar"), {"mois": "9999-99"}).status_code == 200


def test_a_year_promised_falls_on_its_last_day(client: Client) -> None:
    text = client.get(at("calendar"), {"mois": "2025-12", "convention": REFERENCE})
    assert "Ouvrir un guichet" in text.content.decode()


def test_the_public_reads_promises_and_not_sittings(
    client: Client, sitting: Meeting, alice: User, charlie: User
) -> None:
    month = {"mois": "2035-03"}
    assert "Comité de pilotage" not in client.get(at("calendar"), month).content.decode()
    client.force_login(charlie)
    asked = {**month, "organisation": AGENCY}
    assert "Comité de pilotage" not in client.get(at("calendar"), asked).content.decode()
    client.force_login(alice)
    assert "Comité de pilotage" in client.get(at("calendar"), month).content.decode()
    assert "Comité de pilotage" in client.get(at("calendar_list")).content.decode()


def test_a_local_agency_and_a_member_read_the_days_that_bind_them(
    client: Client, sitting: Meeting
) -> None:
    """Those of its seat, sittings included; of a federation, what everyone may read."""
    seat = Organisation.objects.get(slug=AGENCY)
    fictitious = {"is_exercise": True, "kind": "company", "label_fr": "Fictive"}
    Organisation.objects.create(slug="agence-locale", parent=seat, **fictitious)
    member = Organisation.objects.create(slug="membre", **fictitious)
    Membership.objects.create(member=member, federation=seat, starts_on=date(2020, 1, 1))
    pages = {}
    for name, role in (("agence-locale", "agency_head"), ("membre", "employer")):
        client.force_login(person(name, "Some One", role, organisation=name))
        pages[name] = client.get(at("calendar_list")).content.decode()
        assert "Verser la part" in pages[name]
        assert "Verser la part" in client.get(at("my_commitments")).content.decode()
        client.post(at("calendar_feed"), {"open": "1"})
        shown = client.get(at("calendar_feed")).content.decode()
        token = shown.split("/calendrier/agenda/")[1].split(".ics")[0]
        feed = events(client.get(at("calendar_personal", token)).content)
        assert "exercice · échéance d’engagement : Verser la part" in feed
    assert "Comité de pilotage" in pages["agence-locale"]
    assert at("committee", REFERENCE, 1) in pages["agence-locale"]
    assert "/seances/" not in pages["agence-locale"]
    client.force_login(User.objects.get(username="agence-locale"))
    month = client.get(at("calendar"), {"mois": "2035-03"}).content.decode()
    assert "Comité de pilotage" in month
    assert at("committee", REFERENCE, 1) in month
    assert "/seances/" not in month
    assert "Comité de pilotage" not in pages["membre"]


def test_who_presides_stands_in_the_list_and_the_room_leaves_in_its_column(
    client: Client, sitting: Meeting, alice: User
) -> None:
    client.force_login(alice)
    page = client.get(at("calendar_list")).content.decode()
    assert "Directrice générale" in page
    assert "Salle 2" not in page
    sent = client.get(at("calendar_list"), {"format": "csv"})
    head, *lines = csv.reader(StringIO(b"".join(sent).decode("utf-8-sig")), delimiter=";")
    (line,) = (line for line in lines if "Salle 2" in line)
    assert line[head.index("Qui")] == "Directrice générale"
    assert line[head.index("Lieu")] == "Salle 2"


def test_a_sitting_held_ahead_stands_on_the_day_it_was_held_and_the_next_shows_its_hour(
    client: Client, sitting: Meeting, alice: User
) -> None:
    client.force_login(alice)
    page = client.get(at("calendar"), {"mois": "2035-03"}).content.decode()
    assert "10\u00a0h\u00a000" in page.replace("\u202f", "\u00a0"), "a known hour is said"

    sitting.status, sitting.sat_on = "held", date(2034, 11, 30)
    sitting.convened_on, sitting.closed_at = date(2034, 11, 20), datetime(2034, 11, 30, tzinfo=ZONE)
    sitting.voting_count = sitting.present_count = sitting.required_count = 4
    sitting.save()
    planned = client.get(at("calendar"), {"mois": "2035-03", "lu": "2"}).content.decode()
    assert "Comité de pilotage" not in planned.split("<table")[1].split("</table>")[0]
    held = client.get(at("calendar"), {"mois": "2034-11"}).content.decode()
    assert "Comité de pilotage" in held.split("<table")[1].split("</table>")[0]
    sent = client.get(at("calendar_list"), {"format": "csv"})
    head, *lines = csv.reader(StringIO(b"".join(sent).decode("utf-8-sig")), delimiter=";")
    (line,) = (line for line in lines if "Salle 2" in line)
    assert line[head.index("Jour")] == "2034-11-30"
    assert line[head.index("Passé ou à venir")] == "séance passée"


def test_the_file_of_a_convention_reads_back(client: Client, sitting: Meeting) -> None:
    owned(1)
    reported(1, "kept")
    answer = client.get(at("convention_calendar", REFERENCE))

    assert answer["Content-Type"].startswith("text/calendar")
    found = events(answer.content)
    assert set(found) == {
        "exercice · échéance d’engagement : Ouvrir un guichet",
        "exercice · échéance d’engagement : Verser la part",
    }
    due = found["exercice · échéance d’engagement : Verser la part"]
    assert due["dtstart"].dt == date(2035, 6, 30)
    assert due["dtend"].dt == date(2035, 7, 1)
    assert str(due["url"]).endswith(at("commitment", REFERENCE, 2))
    again = events(client.get(at("convention_calendar", REFERENCE)).content)
    assert {item["uid"] for item in again.values()} == {item["uid"] for item in found.values()}
    kept = found["exercice · échéance d’engagement : Ouvrir un guichet"]
    assert "fait, ou plus demandé" in str(kept["description"])
    assert "dernier jour possible" in str(kept["description"])
    assert client.get(at("convention_calendar", "NULLE")).status_code == 404
    assert client.get(at("organisation_calendar", AGENCY)).status_code == 200


def test_a_person_subscribes_by_a_secret_shown_once(
    client: Client, sitting: Meeting, alice: User, charlie: User
) -> None:
    client.force_login(alice)
    client.post(at("calendar_feed"), {"open": "1"})
    shown = client.get(at("calendar_feed")).content.decode()
    token = shown.split("/calendrier/agenda/")[1].split(".ics")[0]
    assert token not in client.get(at("calendar_feed")).content.decode()
    assert not CalendarFeed.objects.filter(token_sha256=token).exists()

    visitor = Client()
    answer = visitor.get(at("calendar_personal", token))
    found = events(answer.content)
    held = found["exercice · séance de comité : Comité de pilotage"]
    assert held["dtstart"].dt == sitting.starts_at
    assert held["dtend"].dt - held["dtstart"].dt == timedelta(minutes=90)
    assert "Alice" not in answer.content.decode()
    assert "Amrani" not in answer.content.decode()

    client.post(at("calendar_feed"), {"open": "1"})
    assert visitor.get(at("calendar_personal", token)).status_code == 404
    client.post(at("calendar_feed"), {"revoke": "1"})
    assert not CalendarFeed.objects.filter(revoked_at__isnull=True).exists()
    assert visitor.get(at("calendar_personal", "x" * 43)).status_code == 404


def test_a_mandate_that_ended_gives_no_days(client: Client, farid: User) -> None:
    client.force_login(farid)
    client.post(at("calendar_feed"), {"open": "1"})
    shown = client.get(at("calendar_feed")).content.decode()
    token = shown.split("/calendrier/agenda/")[1].split(".ics")[0]
    assert events(Client().get(at("calendar_personal", token)).content) == {}


def test_the_calendar_asks_few_questions(
    client: Client, alice: User, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    for address in (at("calendar"), at("calendar_list"), at("convention_calendar", REFERENCE)):
        with django_assert_max_num_queries(12):
            client.get(address)
