"""The papers of a meeting as they are handed over: words, signatory, who presides, languages."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client
from django.utils.translation import gettext, override

from mithaq.apps.accounts.models import AuditLine
from mithaq.apps.conventions.models import AgendaItem, CommitteeMember, Decision, Meeting
from mithaq.apps.conventions.operations import minutes, sittings
from mithaq.apps.conventions.operations.seats import seat_member
from mithaq.apps.conventions.operations.sitting_drafts import MarkDraft, MemberDraft
from mithaq.apps.conventions.queries.meetings import meeting_of
from mithaq.base.text import Labels
from mithaq.web.committees.letters import convening_paper
from mithaq.web.committees.minuting import untranslated
from mithaq.web.committees.papers import agenda_paper, minutes_paper, print_sitting
from mithaq.web.shell.dates import date_plain
from tests.apps.conventions.sittings import ACT, BODIES, DAY, attend, convened, record_committee
from tests.apps.conventions.test_sittings import decide
from tests.conftest import person
from tests.web.committees.test_pages import BASE, signed_in, text
from tests.web.conventions.story import body

pytestmark = pytest.mark.django_db


def sitting(late: int = 2) -> Meeting:
    """A convened meeting whose table has a secretary."""
    row = record_committee(late)
    seat_member(
        committee_id=row.pk,
        draft=MemberDraft(
            organisation_id=body(BODIES[0], ""),
            seat="secretary",
            is_voting=False,
            starts_on=DAY.date().replace(month=1),
            person=Labels("Zineb Fassi", "زينب الفاسي"),
            capacity=Labels("secrétaire du comité", "كاتبة اللجنة"),
        ),
        reason="",
        **ACT,
    )
    return convened(row)


def closed(meeting: Meeting) -> Meeting:
    item = AgendaItem.objects.filter(meeting=meeting).order_by("rank")[0]
    attend(meeting, 5)
    _mark(meeting, "present")
    sittings.note_items(
        meeting_id=meeting.pk, notes={item.pk: Labels("405 sur 900, dit la Caisse.")}, **ACT
    )
    decide(meeting)
    sittings.close_meeting(meeting_id=meeting.pk, **ACT)
    meeting.refresh_from_db()
    return meeting


def _mark(meeting: Meeting, presence: str) -> None:
    """Mark the members that a shorter table leaves out: the secretary, who is last."""
    last = CommitteeMember.objects.order_by("-rank")[0]
    marks = [MarkDraft(member_id=last.pk, presence=presence)]
    sittings.record_attendance(meeting_id=meeting.pk, marks=marks, **ACT)


def test_a_letter_invites_in_words_and_is_signed_by_delegation() -> None:
    meeting = sitting()
    with override("fr"):
        paper = convening_paper(meeting_of(meeting.pk))
    letter = paper["letters"][0]
    assert letter["body"].startswith("J’ai l’honneur de vous convier à la séance 1")
    assert "prié" not in letter["body"]
    assert "Suppléant 1" in letter["absence"]
    late = next(item for item in paper["items"] if "en retard" in item["title"])
    assert late["detail"].startswith("Promesse")
    assert "Échue depuis" in late["facts"]
    assert "hesperides" in late["facts"].lower() or "verger" in late["facts"].lower()
    assert paper["signed"]["name"] == "Zineb Fassi"
    assert paper["signed"]["for"] == "Pour la présidence et par délégation,"


def test_a_letter_not_sent_says_that_it_is_a_draft() -> None:
    meeting = sitting()
    Meeting.objects.filter(pk=meeting.pk).update(status="planned", convened_on=None)
    with override("fr"):
        paper = convening_paper(meeting_of(meeting.pk))
    assert (paper["title"], paper["sent_on"]) == ("Projet de convocation", "")
    assert "pas encore envoyée" in paper["draft"]


def test_minutes_print_whoever_presided() -> None:
    meeting = sitting()
    chair = CommitteeMember.objects.get(seat="chair")
    mark = MarkDraft(member_id=chair.pk, presence="represented", by_name="")
    sittings.record_attendance(meeting_id=meeting.pk, marks=[mark], is_ahead=True, **ACT)
    with override("fr"):
        paper = minutes_paper(meeting_of(meeting.pk))
    assert paper["chair_of_day"] == "Suppléant 1, remplaçant Personne 1"


def test_arabic_minutes_say_which_text_is_french_and_equal_inputs_give_equal_bytes() -> None:
    meeting = closed(sitting())
    with override("ar"):
        content = minutes_paper(meeting_of(meeting.pk))
    noted = [part for item in content["items"] for part in item["notes"]]
    assert noted == [{"text": "405 sur 900, dit la Caisse.", "language": "fr"}]
    papers = {print_sitting(template="minutes", content=content, language="ar") for _ in range(2)}
    assert len(papers) == 1
    for language in ("fr", "ar"):
        with override(language):
            letters = convening_paper(meeting_of(meeting.pk))
        printed = [
            print_sitting(template="convening", content=letters, language=language)
            for _ in range(2)
        ]
        assert printed[0] == printed[1]


def test_the_secretary_writes_the_arabic_before_adopting(client: Client) -> None:
    meeting = closed(sitting())
    signed_in(client, person("zineb", "Zineb Fassi", "committee_secretary", organisation=BODIES[0]))
    page = text(client.get(f"{BASE}seances/1/proces-verbal/"))
    assert "2 textes n’ont pas d’arabe" in page
    fields = {row.name: "نص عربي" for row in untranslated(meeting_of(meeting.pk))}
    assert text(client.get(f"{BASE}seances/1/proces-verbal/arabe/")).count("<textarea") == 2

    before = AuditLine.objects.count()
    page = _post(client, fields)
    assert "2 textes arabes gardés" in page
    assert "Chaque texte écrit a son arabe" in page
    assert AuditLine.objects.count() == before + 1
    assert Decision.objects.get().label_ar == "نص عربي"
    assert "Rien n’a changé" in _post(client, fields)

    day = meeting.starts_at.date()
    minutes.adopt_minutes(meeting_id=meeting.pk, adoption="written", on=day, **ACT)
    _post(client, dict.fromkeys(fields, "autre"))
    assert Decision.objects.get().label_ar == "نص عربي"


def _post(client: Client, fields: dict[str, str]) -> str:
    answer: Any = client.post(f"{BASE}seances/1/proces-verbal/arabe/", fields, follow=True)
    return text(answer)


def test_what_the_product_writes_at_a_point_is_said_in_the_language_of_the_paper() -> None:
    meeting = sitting()
    rows = AgendaItem.objects.filter(meeting=meeting, standing="on_agenda").order_by("rank")
    first, second = rows[0], rows[1]
    attend(meeting, 5)
    _mark(meeting, "present")
    outcome = Labels("Procès-verbal adopté.", "صودق على المحضر.", "Minutes adopted.")
    sittings.write_outcome(item_id=first.pk, sentence=outcome, **ACT)
    sittings.examine_item(item_id=second.pk, is_examined=True, **ACT)
    # A note typed afterwards, in any language, takes nothing away.
    sittings.note_items(meeting_id=meeting.pk, notes={first.pk: Labels("Dit", "")}, **ACT)
    sittings.close_meeting(meeting_id=meeting.pk, **ACT)
    found = meeting_of(meeting.pk)
    assert [row.key for row in untranslated(found)] == [("note", first.pk)]
    with override("ar"):
        items = {item["rank"]: item for item in minutes_paper(found)["items"]}
    assert items[first.rank]["notes"] == [
        {"text": "Dit", "language": "fr"},
        {"text": "صودق على المحضر.", "language": "ar"},
    ]
    assert [part["language"] for part in items[second.rank]["notes"]] == ["ar"]
    with override("en"):
        items = {item["rank"]: item for item in minutes_paper(found)["items"]}
    assert items[first.rank]["notes"][1] == {"text": "Minutes adopted.", "language": "en"}


def test_minutes_of_a_sitting_held_ahead_bear_its_day_and_no_hour() -> None:
    meeting = sitting()
    marks = [
        MarkDraft(member_id=row.id, presence="present") for row in meeting_of(meeting.pk).members
    ]
    sittings.record_attendance(meeting_id=meeting.pk, marks=marks, is_ahead=True, **ACT)
    sittings.close_meeting(meeting_id=meeting.pk, **ACT)
    with override("fr"):
        paper = minutes_paper(meeting_of(meeting.pk))
    held, planned = date_plain(ACT["at"]), date_plain(DAY)
    assert held != planned
    assert held in paper["when"]
    assert ":" not in paper["when"]
    assert " h " not in paper["when"].replace("\u00a0", " ").replace("\u2060", "")
    assert held in paper["opening"]
    assert planned in paper["opening"]
    assert "levée" not in paper["opening"]
    minutes.adopt_minutes(meeting_id=meeting.pk, adoption="written", on=ACT["at"].date(), **ACT)
    with override("fr"):
        assert minutes_paper(meeting_of(meeting.pk))["opening"] == paper["opening"]


def test_papers_say_committee_rule_and_presence_in_words() -> None:
    meeting = closed(sitting())
    with override("fr"):
        detail = meeting_of(meeting.pk)
        letters, agenda, minutes = (
            convening_paper(detail), agenda_paper(detail), minutes_paper(detail)
        )  # fmt: skip
    assert letters["reference"].replace("\u202f", " ").replace("\u00a0", " ") == (
        "Comité technique, séance 1"
    )
    rule = agenda["items"][0]["rule"]
    assert rule.endswith(")")
    assert "(règle" in rule
    said = {row["presence"] for row in minutes["members"]}
    assert said & {"présence : oui", "présence : non", "absence excusée"}
    assert "présent" not in said
    with override("ar"):
        seats = {member.seat_label for member in meeting_of(meeting.pk).members}
    assert "رئيس(ة) اللجنة" in {str(seat) for seat in seats}
    with override("ar"):
        assert gettext("contestation de l’employeur") == "منازعة المشغِّل"
        assert "اعتراض" not in gettext(
            "Votre contestation est envoyée à %(body)s : une autre personne décidera, avec ses "
            "raisons."
        )
