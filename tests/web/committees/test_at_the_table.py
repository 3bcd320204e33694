"""The screens of a sitting move one thing at a time: a point answers alone, in place."""

from __future__ import annotations

import re
from datetime import date, datetime, time, timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from mithaq.apps.conventions.models import AgendaItem, Committee, Decision, Meeting, Minutes
from mithaq.apps.conventions.operations import sittings
from mithaq.apps.conventions.queries.cadence import next_working_day
from mithaq.apps.reference.models import Indicator, IndicatorVersion
from tests.apps.conventions.sittings import ACT, BODIES, attend, convened, planned, record_committee
from tests.conftest import person
from tests.web.conventions.story import body

pytestmark = pytest.mark.django_db
BASE = "/fr/conventions/EXERCICE-COMITE/comites/1/"
PART = {"HTTP_HX_REQUEST": "true"}


@pytest.fixture
def committee(bodies: dict[str, int]) -> Committee:
    return record_committee(3)


@pytest.fixture
def client(client: Client, committee: Committee) -> Client:
    zineb = person("zineb", "Zineb Fassi", "committee_secretary", organisation=BODIES[0])
    client.force_login(zineb)
    return client


@pytest.fixture
def sitting(committee: Committee) -> Meeting:
    meeting = convened(committee)
    attend(meeting, 5)
    return meeting


@pytest.fixture
def rate() -> IndicatorVersion:
    for code, name in (("taux-1", "Taux de retour"), ("taux-2", "Taux d’entrée")):
        indicator = Indicator.objects.create(code=code, label_fr=name)
        IndicatorVersion.objects.create(
            indicator=indicator, number=1, unit="percent", aggregation="ratio"
        )
    return IndicatorVersion.objects.get(indicator__code="taux-1")


def items(meeting: Meeting) -> list[int]:
    rows = AgendaItem.objects.filter(meeting=meeting, standing="on_agenda")
    return list(rows.order_by("rank").values_list("pk", flat=True))


def text(response: Any) -> str:
    return str(response.content.decode())


def send(client: Client, where: str, act: str, language: str = "fr", **values: Any) -> str:
    address = f"{BASE}seances/1/{where}/".replace("/fr/", f"/{language}/")
    return text(client.post(address, {"act": act, **values}, **PART))


def decision(**values: Any) -> dict[str, Any]:
    usual = {"text": "Agir", "owner": str(body(BODIES[0], "")), "due_on": "2027-01-31"}
    return {**usual, **values}


def test_the_agenda_answers_alone_when_a_point_moves(client: Client, committee: Committee) -> None:
    meeting = planned(committee)
    first, second, third, *_rest = items(meeting)
    page = send(client, "preparer", f"up:{second}")
    assert page.lstrip().startswith('<div id="ordre"')
    assert items(meeting)[:2] == [second, first]
    send(client, "preparer", "arrange", **{f"rank_{third}": "1", f"rank_{second}": "1"})
    assert items(meeting)[:3] == [third, second, first]
    answer = client.post(f"{BASE}seances/1/preparer/", {"act": f"down:{third}"})
    assert answer["Location"].endswith(f"/preparer/#point-{third}")


def test_a_point_is_dropped_for_a_reason_said_beside_it(
    client: Client, committee: Committee
) -> None:
    meeting = planned(committee)
    first = items(meeting)[0]
    page = send(client, "preparer", f"drop:{first}")
    assert "Le motif manque" in page
    assert f'aria-describedby="fault_{first}"' in page
    assert first in items(meeting)
    page = send(client, "preparer", f"drop:{first}", **{f"reason_{first}": "déjà réglé"})
    assert "déjà réglé" in page
    assert first not in items(meeting)


def test_the_form_of_a_decision_opens_at_its_point(client: Client, sitting: Meeting) -> None:
    second = items(sitting)[1]
    page = text(client.get(f"{BASE}seances/1/tenir/?point={second}", **PART))
    assert page.lstrip().startswith(f'<li class="note-item" id="point-{second}"')
    owner = AgendaItem.objects.get(pk=second).owner_id
    assert f'<option value="{owner}" selected' in page
    assert 'value="2026-12-31"' in page
    whole = text(client.get(f"{BASE}seances/1/tenir/?point={second}"))
    assert whole.count('class="form decide"') == 1


def test_a_decision_is_written_without_losing_what_was_typed(
    client: Client, sitting: Meeting
) -> None:
    first = items(sitting)[0]
    page = send(
        client, "tenir", f"decide:{first}", **decision(text=""), **{f"notes_{first}": "Dit ainsi"}
    )
    assert "Dit ainsi" in page
    assert "field-fault" in page
    page = send(client, "tenir", f"decide:{first}", **decision())
    assert "C1-1-1" in page
    assert "Décider encore au point 1" in page
    assert "Dit ainsi" in page
    assert Decision.objects.get().item_id == first


@pytest.mark.parametrize(
    ("typed", "fault"),
    [
        ("Taux", "Taux de retour, Taux d’entrée"),
        ("inconnu", "Aucun indicateur"),
        ("Taux de retour", "va de 0 à 100"),
    ],
)
def test_an_effect_is_found_by_its_name_and_stays_in_its_bounds(
    client: Client, sitting: Meeting, rate: IndicatorVersion, typed: str, fault: str
) -> None:
    first = items(sitting)[0]
    given = decision(effect_on=typed, effect_value="650")
    page = send(client, "tenir", f"decide:{first}", **given)
    assert fault in page
    assert not Decision.objects.exists()


def test_a_value_alone_is_to_be_reached_by_the_due_day(
    client: Client, sitting: Meeting, rate: IndicatorVersion
) -> None:
    first = items(sitting)[0]
    send(client, "tenir", f"decide:{first}", **decision(effect_on="retour", effect_value="65"))
    found = Decision.objects.get()
    assert (found.effect_version_id, found.effect_direction) == (rate.pk, "reach")
    assert found.effect_by_on == date(2027, 1, 31)


def test_notes_are_kept_one_language_at_a_time(client: Client, sitting: Meeting) -> None:
    first = items(sitting)[0]
    assert send(client, "tenir", "note", **{f"notes_{first}": "Dit"}) == ""
    send(client, "tenir", "note", "ar", **{f"notes_{first}": "قيل"})
    item = AgendaItem.objects.get(pk=first)
    assert (item.notes, item.notes_ar) == ("Dit", "قيل")


def test_a_note_that_saves_itself_leaves_the_others_to_their_authors(
    client: Client, sitting: Meeting
) -> None:
    """A second tab posts its whole form, older than what a colleague wrote meanwhile."""
    first, second, *_rest = items(sitting)
    send(client, "tenir", "note", **{f"notes_{second}": "Écrit par l’autre"})
    stale = {"act": "note", f"notes_{first}": "Le mien", f"notes_{second}": ""}
    client.post(
        f"{BASE}seances/1/tenir/", stale, **PART, headers={"HX-Trigger-Name": f"notes_{first}"}
    )
    assert AgendaItem.objects.get(pk=first).notes == "Le mien"
    assert AgendaItem.objects.get(pk=second).notes == "Écrit par l’autre"


def test_a_decision_typed_on_the_arabic_page_is_arabic(client: Client, sitting: Meeting) -> None:
    first = items(sitting)[0]
    given = decision(text="تعيين مسؤول", text_fr="Nommer un responsable")
    send(client, "tenir", f"decide:{first}", "ar", **given)
    found = Decision.objects.get()
    assert (found.label_fr, found.label_ar) == ("Nommer un responsable", "تعيين مسؤول")


def test_the_points_act_in_place(client: Client, committee: Committee, sitting: Meeting) -> None:
    first = items(sitting)[0]
    send(client, "tenir", f"decide:{first}", **decision(due_on="2026-12-02"))
    sittings.close_meeting(meeting_id=sitting.pk, **ACT)
    from tests.apps.conventions.sittings import SECOND

    following = convened(committee, SECOND)
    attend(following, 5)
    rows = {row.rule: row.pk for row in AgendaItem.objects.filter(meeting=following)}
    where = f"{BASE}seances/2/tenir/"

    def act(name: str, rule: str, **values: Any) -> str:
        return text(client.post(where, {"act": f"{name}:{rows[rule]}", **values}, **PART))

    assert "est adopté" in act("adopt", "last_minutes")
    assert Minutes.objects.get(meeting=sitting).status == "adopted"
    page = act("settle", "decision_due", how="postponed", words="pièce attendue")
    assert "Dites à quel jour" in page
    page = act("settle", "decision_due", how="done", words="")
    assert "La preuve manque" in page
    assert "est close" in act("settle", "decision_due", how="done", words="lettre 7")
    assert Decision.objects.get().evidence == "lettre 7"
    assert "Séance 3 prévue" in act("plan", "next_date", starts_at="2027-01-19T10:00")
    assert Meeting.objects.get(number=3).status == "planned"
    assert "Tenir la séance" in text(client.get(BASE))


def test_today_shows_what_a_committee_waits_for(client: Client, sitting: Meeting) -> None:
    attend(sitting, 2)
    sittings.close_meeting(meeting_id=sitting.pk, **ACT)
    page = text(client.get("/fr/aujourdhui/"))
    assert "à convoquer une deuxième fois" in page
    assert "seances/1/proces-verbal/#deuxieme" in page
    client.post(f"{BASE}seances/1/proces-verbal/", {
        "act": "adopt", "adoption": "written", "adopted_on": timezone.localdate().isoformat()
    })  # fmt: skip
    page = text(client.get("/fr/aujourdhui/"))
    assert "adopté, les deux signatures attendues" in page
    client.post(f"{BASE}seances/1/proces-verbal/", {
        "act": "sign_secretary", "person": "Zineb Fassi", "capacity": "secrétaire"
    })  # fmt: skip
    waits = "adopté, signature de la présidence attendue"
    assert waits in text(client.get("/fr/aujourdhui/"))
    # Of those who sit, only who presides is asked: the others could not sign.
    for name, slug, is_asked in (("chakir", BODIES[1], True), ("majda", BODIES[2], False)):
        user = person(name, name.title(), "signatory", organisation=slug)
        client.force_login(user)
        assert (waits in text(client.get("/fr/aujourdhui/"))) == is_asked, name


def test_a_real_committee_does_not_sit_before_its_day(client: Client, committee: Committee) -> None:
    ahead = timezone.localtime() + timedelta(days=60)
    convened(committee, ahead.replace(day=15, hour=10, minute=0, second=0, microsecond=0))
    Committee.objects.select_related("convention").get().convention.__class__.objects.update(
        is_exercise=False
    )
    page = text(client.get(f"{BASE}seances/1/tenir/"))
    assert "la présence s’y note ce jour-là" in page
    assert "all_present" not in page
    page = text(client.post(f"{BASE}seances/1/tenir/", {"act": "all_present", "is_ahead": "on"}))
    assert "rien ne s’y note avant" in page


def test_what_is_typed_on_an_agenda_is_written_with_the_next_act(
    client: Client, committee: Committee
) -> None:
    meeting = planned(committee)
    first, second, third, *_rest = items(meeting)
    send(client, "preparer", f"down:{third}", **{f"minutes_{first}": "25", f"rank_{third}": "1"})
    assert items(meeting)[:3] == [first, third, second]
    assert AgendaItem.objects.get(pk=first).minutes == 25

    # Refused, nothing is written and everything typed is still there.
    typed = {f"minutes_{first}": "35", f"rank_{third}": "1", f"reason_{second}": ""}
    page = send(client, "preparer", f"drop:{second}", **typed)
    assert f'id="minutes_{first}" value="35"' in page
    assert f'id="rank_{third}" value="1"' in page
    assert items(meeting)[:3] == [first, third, second]
    assert AgendaItem.objects.get(pk=first).minutes == 25

    send(client, "preparer", f"drop:{second}", **{**typed, f"reason_{second}": "réglé"})
    assert items(meeting)[:2] == [third, first]
    assert AgendaItem.objects.get(pk=first).minutes == 35
    assert 'hx-include="#ranger"' in page


def test_a_refused_act_at_a_point_writes_no_note_and_loses_none(
    client: Client, sitting: Meeting
) -> None:
    first = items(sitting)[0]
    values = {f"notes_{first}": "Dit ici", **decision(owner_person="", due_on="2020-01-01")}
    page = send(client, "tenir", f"decide:{first}", **values)
    assert "field-fault" in page
    assert "Dit ici" in page
    assert not Decision.objects.exists()
    assert AgendaItem.objects.get(pk=first).notes == ""


def test_a_meeting_closed_meanwhile_says_so(
    client: Client, sitting: Meeting, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Another closes the meeting between the reading of the page and the writing."""
    from mithaq.web.committees.views import sitting as screen

    first = items(sitting)[0]
    where = f"{BASE}seances/1/tenir/"
    read = screen.points
    note = {"act": "note", f"notes_{first}": "Trop tard"}

    def closing(*args: Any, **kwargs: Any) -> Any:
        found = read(*args, **kwargs)
        sittings.close_meeting(meeting_id=sitting.pk, **ACT)
        return found

    monkeypatch.setattr(screen, "points", closing)
    values = {"act": f"decide:{first}", f"notes_{first}": "Trop tard", **decision()}
    answer = client.post(where, values, **PART)
    assert answer["HX-Redirect"].endswith("/proces-verbal/")
    monkeypatch.undo()
    assert "La séance ne se tient plus" in text(client.post(where, note, **PART))
    answer = client.post(where, note)
    assert answer.status_code == 302
    assert not Decision.objects.exists()
    assert AgendaItem.objects.get(pk=first).notes == ""


def test_a_note_that_cannot_be_kept_says_so_beside_its_field(
    client: Client, sitting: Meeting
) -> None:
    first = items(sitting)[0]
    page = text(client.get(f"{BASE}seances/1/tenir/"))
    assert f'hx-target="#kept_{first}"' in page
    assert f'id="kept_{first}"' in page
    answer = client.post(
        f"{BASE}seances/1/tenir/", {"act": "note", f"notes_{first}": "Dit"}, **PART
    )
    assert (answer.status_code, answer.content) == (200, b"")


def test_a_point_with_its_outcome_is_not_asked_about_when_the_sitting_closes(
    client: Client, sitting: Meeting
) -> None:
    first, second = items(sitting)[:2]
    AgendaItem.objects.filter(pk=first).update(outcome_fr="Décision reportée au 3 mars.")
    page = text(client.post(f"{BASE}seances/1/tenir/", {"act": "close", "closed_at": "11:10"}))
    told = page.split("n’ont ni décision ni résultat")[0].rsplit("Les points", 1)[1]
    ranks = [int(part) for part in told.replace(",", " ").split() if part.isdecimal()]
    assert AgendaItem.objects.get(pk=first).rank not in ranks
    assert AgendaItem.objects.get(pk=second).rank in ranks


def test_an_exercise_held_ahead_decides_for_any_day_from_today(
    client: Client, sitting: Meeting
) -> None:
    Meeting.objects.update(starts_at=timezone.now() + timedelta(days=14))
    given = decision(due_on=timezone.localdate().isoformat())
    page = send(client, "tenir", f"decide:{items(sitting)[0]}", **given)
    assert "vient après la séance" not in page
    assert Decision.objects.count() == 1


def plain(response: Any) -> str:
    """A page whose spaces are all alike."""
    return text(response).replace("\u202f", " ").replace("\u00a0", " ")


def test_a_sitting_says_whose_turn_it_is_and_gives_its_letters(
    client: Client, committee: Committee
) -> None:
    meeting = convened(committee)
    address = f"{BASE}seances/1/tenir/"
    page = plain(client.get(address))
    assert "Au secrétariat : noter qui est là" in page
    assert "fixée au" in page, "nothing says that letters were sent"
    assert "convoquée pour" not in page
    assert "Mithaq ne les envoie pas" in page
    assert f"{BASE}seances/1/convocation-ar.pdf" in page
    assert "Mithaq ne les envoie pas" in plain(client.get(f"{BASE}seances/1/preparer/"))
    attend(meeting, 3)
    assert "Au secrétariat : lever la séance, qui ne peut rien décider" in plain(
        client.get(address)
    )
    attend(meeting, 5)
    page = plain(client.get(address))
    assert "Au secrétariat : écrire le résultat de chaque point" in page
    assert "Mithaq ne les envoie pas" not in page
    # What is typed at a point is kept under the name that its link opens it again by.
    second = items(meeting)[1]
    assert f'data-reopens="decision:{meeting.pk}:{second}"' in page
    opened = plain(client.get(f"{address}?point={second}"))
    assert f'data-draft="decision" data-draft-at="{meeting.pk}:{second}"' in opened


def test_a_convention_whose_sitting_is_called_waits_for_that_day(
    client: Client, committee: Committee
) -> None:
    committee.cadence_count, committee.cadence_period = 1, "quarter"
    committee.save()
    assert "réunir le comité" in _standing(client)
    day = next_working_day(timezone.localdate() + timedelta(days=12))
    planned(committee, at=timezone.make_aware(datetime.combine(day, time(10))))
    said = _standing(client)
    assert f" le {day.day}" in said
    assert "Séance fixée ; cadence promise" in said
    assert "Aucune cadence" not in said


def _standing(client: Client) -> str:
    page = client.get("/fr/conventions/EXERCICE-COMITE/").content.decode()
    return re.sub(r"<[^>]+>", " ", page).replace("\xa0", " ").replace("\u202f", " ")
