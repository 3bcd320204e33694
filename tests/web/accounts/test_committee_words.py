"""What the journal keeps of a committee is said in words, whichever detail a line holds."""

from __future__ import annotations

from dataclasses import dataclass

import pytest
from django.utils.translation import override

from mithaq.apps.accounts.models import AuditLine
from mithaq.base.text import Labels
from mithaq.web.accounts.kept_words import kept_words
from mithaq.web.accounts.words import ACTIONS, FIELDS, value_words
from tests.apps.conventions.test_at_the_table import after_a_first_meeting

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
