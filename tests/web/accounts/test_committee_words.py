"""What the journal keeps of a committee is said in words, whichever detail a line holds."""

from __future__ import annotations

from dataclasses import dataclass

import pytest
from django.test import Client
from django.urls import reverse
from django.utils.translation import override

from mithaq.apps.accounts.models import AuditLine, User
from mithaq.apps.conventions.models import Convention
from mithaq.base.text import Labels
from mithaq.web.accounts.filters import JournalFilter
from mithaq.web.accounts.kept_words import kept_words
from mithaq.web.accounts.sitting_notes import sitting_note
from mithaq.web.accounts.words import ACTIONS, FIELDS, value_words
from tests.apps.conventions.test_at_the_table import after_a_first_meeting
from tests.browser.walk import readable

pytestmark = pytest.mark.django_db


def test_every_detail_of_a_sitting_has_its_words() -> None:
    after_a_first_meeting()
    lines = AuditLine.objects.filter(object_type="meeting")
    told = {
        (line.action, name)
        for line in lines
        for name in (*(line.before or {}), *(line.after or {}))
    }
    assert len(told) > 5
    assert [name for _action, name in told if name not in FIELDS] == []
    assert {action for action, _name in told} <= set(ACTIONS)


def test_a_reason_of_the_list_and_a_seat_are_said_in_arabic() -> None:
    with override("ar"):
        assert "سجل مجلد" in str(value_words("meeting", "unscanned_reason", "bound_register"))
        for name, value in (("seat", "secretary"), ("mode", "on_screen"), ("status", "adopted")):
            assert str(value_words("meeting", name, value)) != value, name


def test_the_lines_of_one_sitting_are_told_apart() -> None:
    after_a_first_meeting()
    lines = AuditLine.objects.filter(object_type="meeting").order_by("pk")
    taken = [sitting_note(line) for line in lines if line.action == "conventions.take_decision"]
    assert taken
    assert all(note.startswith("décision C1-1-") for note in taken)
    assert len(set(taken)) == len(taken), "no two lines read alike"
    for line in lines.filter(action="conventions.sign_minutes"):
        seat, how = sitting_note(line).split(" : ")
        assert seat.startswith(("présidence, ", "secrétariat, "))
        assert ("papier" in how) is (line.after["mode"] == "on_paper")
    examined = Told("conventions.examine_item", {"items": [3], "examined": True})
    assert sitting_note(examined) == "point 3 : examiné sans décision"
    examined.after = {"items": [3], "examined": False}
    assert sitting_note(examined) == "point 3 : remis en attente"


def test_the_acts_on_a_decision_are_its_own() -> None:
    after_a_first_meeting()
    line = AuditLine.objects.filter(action="conventions.take_decision").earliest("pk")
    number = line.after["decision"]
    asked = {"sur": f"decision:{line.object_ref}/{number}"}
    kept = JournalFilter(asked, queryset=AuditLine.objects.all())
    assert 0 < kept.qs.count() < AuditLine.objects.filter(object_ref=line.object_ref).count()
    for row in kept.qs:
        assert number in {(row.before or {}).get("decision"), (row.after or {}).get("decision")}
    assert f"C1-1-{number}" in kept.form.cleaned_data["sur"].said


def test_a_sitting_is_said_with_its_convention(client: Client, bob: User) -> None:
    after_a_first_meeting()
    line = AuditLine.objects.filter(action="conventions.take_decision").earliest("pk")
    convention = Convention.objects.get(reference=line.object_ref.partition("/")[0])
    client.force_login(bob)
    for tongue, said in (("fr", convention.label_fr), ("ar", convention.label_ar)):
        address = reverse("audit").replace("/fr/", f"/{tongue}/")
        page = readable(client.get(f"{address}?object_type=meeting").content.decode())
        # Beside the number of the decision: « C1-1-1 » is that of every first sitting.
        assert f"séance · {said}" in page or f"اجتماع · {said}" in page, tongue
        about = client.get(f"{address}?sur=decision:{line.object_ref}/{line.after['decision']}")
        assert said in readable(about.content.decode())


@dataclass
class Told:
    action: str
    after: dict[str, object]
    before: None = None
    object_type: str = "meeting"
    object_ref: str = "EXERCICE/1/1"


@dataclass
class Line:
    object_type: str
    object_label: str


def test_what_a_line_keeps_is_said_in_the_reader_s_language() -> None:
    named = {"cablage": Labels("Câblage du Port", "أسلاك الميناء", "Port Cables")}
    with override("ar"):
        settled = kept_words(Line("settlement", "2026-000002 · cablage"), named)
        assert settled == "2026-000002 · أسلاك الميناء"
        assert kept_words(Line("meeting", "Comité permanent, séance 3"), {}).startswith("اللجنة")
        for label in ("Dossier 2026-000024", "Arrangement 2026-000002"):
            said = kept_words(Line("case", label), {})
            assert said.endswith(label[-11:])
            assert said.split()[0] != label.split()[0]
        assert "DH" not in str(value_words("settlement", "owed_centimes", 7126238))
        assert "71" in str(value_words("settlement", "owed_centimes", 7126238))
        assert "7126238" not in str(value_words("settlement", "owed_centimes", 7126238))
