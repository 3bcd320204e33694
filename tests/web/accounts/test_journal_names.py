"""The journal tells each object in the reader's language, and one object's lines alone."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils.translation import override

from mithaq.apps.accounts.models import AuditLine
from mithaq.apps.accounts.operations import record
from mithaq.apps.conventions.models import Decision
from mithaq.apps.organisations.queries import mandates_of
from mithaq.web.accounts.action_groups import grouped_actions
from mithaq.web.accounts.words import ACTIONS
from tests.apps.conventions.test_at_the_table import after_a_first_meeting
from tests.web.accounts.test_account_and_journal import AT

if TYPE_CHECKING:
    from mithaq.apps.accounts.models import User

pytestmark = pytest.mark.django_db


def line(kind: str, reference: str, label: str, action: str = "debts.read_statement") -> None:
    """A line on an object."""
    record(
        actor=None, mandate="", action=action, object_type=kind, object_ref=reference,
        object_label=label, before=None, after=None, reason="", at=AT,
    )  # fmt: skip


def read(client: Client, language: str, **asked: str) -> tuple[str, list[Any]]:
    """The journal in a language, and its lines."""
    with override(language):
        answer = client.get(reverse("audit"), asked)
    return answer.content.decode(), answer.context["list"]


def test_a_number_stands_in_its_own_order_after_an_arabic_word(client: Client, bob: User) -> None:
    line(
        "case", "63c0a9c7-6887-437c-a23b-d0ae92b7a30d", "Dossier 2026-000031", "corridor.read_case"
    )
    client.force_login(bob)
    text, _found = read(client, "ar")
    assert "\u20662026-000031\u2069" in text
    text, _found = read(client, "fr")
    assert "Dossier 2026-000031" in text


def test_committees_mandates_and_lists_are_named_in_arabic(client: Client, bob: User) -> None:
    after_a_first_meeting()
    held = mandates_of(user=bob.pk)[0]
    line("mandate", str(held.pk), "auditeur : Bob Bennani", "grant_mandate")
    line("reference", "holidays", "Jours fériés", "load_holidays")
    client.force_login(bob)
    text, _found = read(client, "ar")
    assert "Jours fériés" not in text
    assert "مدقق" in text or "مدقّق" in text
    for kind in ("meeting", "committee", "mandate"):
        text, _found = read(client, "ar", object_type=kind)
        assert "Comité" not in text, kind
        assert "auditeur :" not in text


def test_the_lines_of_one_object_are_not_those_of_its_namesakes(client: Client, bob: User) -> None:
    line("debt_statement", "2026-000001", "2026-000001 · cablage")
    line("settlement", "2026-000001", "2026-000001 · cablage", "debts.read_settlement")
    client.force_login(bob)
    text, found = read(client, "fr", sur="settlement:2026-000001")
    assert found.count == 1
    assert found.is_narrowed
    assert [item.label for item in found.chosen] == [
        "Sur\u00a0: arrangement · 2026-000001 · cablage"
    ]
    assert "sur=" not in found.chosen[0].url
    assert 'type="hidden" name="sur"' in text


def test_every_filter_in_force_is_said_and_can_be_removed(client: Client, bob: User) -> None:
    line("settlement", "2026-000001", "2026-000001 · cablage")
    client.force_login(bob)
    _text, found = read(
        client, "fr", actor="Bob", since="2026-03-01", action="debts.read_statement"
    )
    said = {item.label: item.url for item in found.chosen}
    assert list(said) == [
        "Auteur\u00a0: Bob",
        "Depuis le\u00a0: 1er\u00a0mars 2026",
        "relevé de dettes consulté",
    ]
    assert "actor" not in said["Auteur\u00a0: Bob"]
    assert "since=2026-03-01" in said["Auteur\u00a0: Bob"]


def test_acts_are_offered_under_heads_each_once() -> None:
    with override("fr"):
        groups = grouped_actions()
    codes = [code for _head, choices in groups for code, _words in choices]
    assert sorted(codes) == sorted(ACTIONS)
    heads = dict(groups)
    assert "corridor.read_case" in dict(heads["Médiation"])
    assert "conventions.take_decision" in dict(heads["Comités"])
    assert "conventions.sign" in dict(heads["Conventions suivies"])
    assert max(len(choices) for choices in heads.values()) < 60


def test_a_page_of_the_filter_is_searched_by_its_words(client: Client, bob: User) -> None:
    line("settlement", "2026-000001", "2026-000001 · cablage")
    client.force_login(bob)
    text, _found = read(client, "fr")
    assert "data-narrow" in text
    assert '<details class="facet-group"' in text


def test_a_detail_says_the_name_of_what_its_key_stands_for(client: Client, bob: User) -> None:
    after_a_first_meeting()
    taken = Decision.objects.select_related("meeting__committee__convention").first()
    assert taken is not None
    committee = taken.meeting.committee
    sitting = f"{committee.convention.reference}/{committee.number}/{taken.meeting.number}"
    client.force_login(bob)
    for kind, reference, after, url in (
        ("case", "63c0a9c7-6887-437c-a23b-d0ae92b7a30d", {"decision": taken.pk}, True),
        ("meeting", sitting, {"decision": taken.number}, True),
        ("meeting", sitting, {"starts_at": "2026-11-12T10:00:00+01:00"}, False),
        ("drafting", "X", {"clause": "engagements[1]"}, False),
        ("case_officer", "x/1", {"user": bob.pk}, False),
        ("settlement", "x", {"instalments": []}, False),
    ):
        record(
            actor=None, mandate="", action="conventions.take_decision", object_type=kind,
            object_ref=reference, object_label="x", before=None, after=after, reason="", at=AT,
        )  # fmt: skip
        row = AuditLine.objects.order_by("-pk")[0]
        page = client.get(reverse("audit_line", args=[row.public_id]))
        (change,) = page.context["changes"]
        (said,) = change.after
        assert str(said.text) != str(next(iter(after.values()))), after
        if url:
            assert taken.labels.fr in str(said.text)
            assert said.url == reverse("decision", args=[taken.pk])
            assert f'href="{said.url}"' in page.content.decode()
