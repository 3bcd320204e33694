"""A committee that an amendment adds keeps its sittings like one of the first text."""

from __future__ import annotations

from datetime import date, datetime
from importlib import import_module
from typing import Any

import pytest
from django.apps import apps

from mithaq.apps.conventions.models import Amendment, Committee, Meeting
from mithaq.apps.conventions.operations import record_amendment, sittings, withdraw_amendment
from mithaq.apps.conventions.operations.seats import seat_member, set_committee_rule
from mithaq.apps.conventions.operations.sitting_drafts import MemberDraft, RuleDraft
from mithaq.apps.conventions.queries import convention_detail
from mithaq.apps.conventions.queries.alarms import alarms_on
from mithaq.apps.conventions.queries.committee_access import accesses_of
from mithaq.apps.conventions.queries.meetings import committee_detail, meeting_of
from mithaq.base.errors import Refusal
from mithaq.base.text import Labels
from mithaq.signals.alarms import Rule
from tests.apps.conventions.sittings import (
    ACT,
    BODIES,
    DAY,
    REFERENCE,
    ZONE,
    attend,
    convened,
    record_committee,
)
from tests.apps.conventions.test_amendments import amendment, change
from tests.conftest import AT
from tests.web.conventions.story import body

pytestmark = pytest.mark.django_db
EFFECT = date(2026, 6, 1)
ADDED: dict[str, Any] = {
    "title": {"fr": "Comité de suivi", "ar": "لجنة التتبع"}, "kind": "standing", "sittings": 1,
    "per": "month", "quorum": 2,
}  # fmt: skip


@pytest.fixture
def added(bodies: dict[str, int]) -> Committee:
    record_committee(2)
    told = change("add", "committee", 2, **ADDED)
    record_amendment(
        reference=REFERENCE,
        draft=amendment(1, told, signed_on=date(2026, 5, 20), effective_on=EFFECT),
        actor=None, mandate="", reason="", at=AT,
    )  # fmt: skip
    return Committee.every.get(number=2)


def compose(committee: Committee) -> None:
    rule = RuleDraft(secretariat_id=body(BODIES[0], ""), counts_from=EFFECT, quorum=2)
    set_committee_rule(committee_id=committee.pk, draft=rule, reason="", **ACT)
    for rank, slug in enumerate(BODIES, start=1):
        seat_member(
            committee_id=committee.pk,
            draft=MemberDraft(
                organisation_id=body(slug, ""), seat="chair" if rank == 1 else "member",
                starts_on=date(2026, 6, 1), rank=rank, person=Labels(f"Membre {rank}"),
            ),
            reason="", **ACT,
        )  # fmt: skip


def test_it_is_composed_prepared_held_and_minuted(added: Committee) -> None:
    compose(added)
    meeting = convened(added, DAY)
    attend(meeting, 2)
    sittings.close_meeting(meeting_id=meeting.pk, **ACT)

    assert meeting_of(meeting.pk).committee.fr == "Comité de suivi"
    found = committee_detail(REFERENCE, 2, on=DAY.date())
    assert found is not None
    assert (found.labels.ar, found.cadence_count, found.quorum) == ("لجنة التتبع", 1, 2)
    assert [item.status for item in found.meetings] == ["held"]
    assert not found.is_founded_here


def test_it_owes_sittings_from_the_effect_of_its_amendment(added: Committee) -> None:
    compose(added)
    found = committee_detail(REFERENCE, 2, on=date(2026, 9, 1))
    assert found is not None
    assert [item.first for item in found.windows] == [date(2026, m, 1) for m in (6, 7, 8)]
    raised = {(row.alarm.rule, row.subject.target) for row in alarms_on(on=date(2026, 9, 1))}
    assert (Rule.MEETING_OVERDUE, ("committee", REFERENCE, "2")) in raised


def test_the_first_text_never_had_it(added: Committee) -> None:
    first = convention_detail(REFERENCE)
    assert first is not None
    assert [item.number for item in first.committees] == [1]
    eve = committee_detail(REFERENCE, 2, on=date(2026, 5, 31))
    assert eve is not None
    assert (eve.cadence_count, eve.windows) == (None, ())


def test_its_amendment_is_taken_back_until_it_sits(added: Committee) -> None:
    undo: dict[str, Any] = {
        "reference": REFERENCE, "number": 1, "actor": None, "mandate": "", "reason": "",
    }  # fmt: skip
    compose(added)
    with pytest.raises(Refusal) as refused:
        withdraw_amendment(**undo, at=AT)
    assert [fault.rule for fault in refused.value.faults] == ["amendment.added_committee_sits"]
    assert Committee.every.filter(number=2).exists()


def test_an_amendment_taken_back_leaves_no_committee(added: Committee) -> None:
    withdraw_amendment(reference=REFERENCE, number=1, actor=None, mandate="", reason="", at=AT)
    assert not Committee.every.filter(number=2).exists()


def test_those_recorded_before_get_their_row(added: Committee) -> None:
    kept = {name: getattr(added, name) for name in ("label_fr", "label_ar", "kind", "quorum")}
    Committee.every.filter(pk=added.pk).delete()
    keep = import_module("mithaq.apps.conventions.migrations.0002_added_committees")
    for _again in range(2):
        keep.keep_those_recorded(_Past(), None)
    found = Committee.every.get(number=2)
    assert {name: getattr(found, name) for name in kept} == kept
    assert found.is_added
    assert Amendment.objects.get().source_id == found.source_id


class _Past:
    """The tables as a migration sees them: every row, no manager."""

    def get_model(self, label: str, name: str) -> Any:
        model = apps.get_model(label, name)
        return type(name, (), {"objects": getattr(model, "every", model.objects)})


def test_a_body_that_an_amendment_joins_reads_the_committees(bodies: dict[str, int]) -> None:
    record_committee(2)
    slug = "rejointe"
    body(slug, "Rejointe")
    told = change("add", "party", 4, organisation=slug, role="party")
    record_amendment(
        reference=REFERENCE,
        draft=amendment(1, told, signed_on=date(2026, 5, 20), effective_on=EFFECT),
        actor=None, mandate="", reason="", at=AT,
    )  # fmt: skip
    assert slug not in accesses_of(REFERENCE, on=date(2026, 5, 31))[1].bodies
    assert slug in accesses_of(REFERENCE, on=EFFECT)[1].bodies
    late = Meeting.objects.create(
        committee=Committee.objects.get(), number=9, starts_at=datetime(2026, 7, 1, 9, tzinfo=ZONE)
    )
    assert slug in meeting_of(late.pk).access.bodies
