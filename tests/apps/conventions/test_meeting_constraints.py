"""Every rule of the tables of committees at work, broken once through the ORM."""

from __future__ import annotations

from datetime import UTC, date, datetime, time
from typing import Any

import pytest
from django.db import IntegrityError, connection, models, transaction

from mithaq.apps.conventions.models import (
    AgendaItem,
    Attendance,
    Committee,
    CommitteeMember,
    CommitteeRule,
    Decision,
    Meeting,
    Minutes,
    MinutesSignature,
)
from mithaq.apps.organisations.models import Organisation
from mithaq.apps.reference.models import IndicatorVersion
from tests.apps.conventions.test_constraints import Change, _copy, _set
from tests.web.conventions.story import record_story, version

DAY = date(2026, 5, 4)
AT = datetime(2026, 5, 4, 9, tzinfo=UTC)


def _effect(row: Any) -> None:
    """Give a decision half an effect: an indicator without direction nor day."""
    _set(effect_version=IndicatorVersion.objects.get(pk=version("direct-jobs", "jobs")))(row)


def _reach(row: Any) -> None:
    _set(effect_version=version("direct-jobs", "jobs"), effect_direction="reach", effect_by_on=DAY)(
        row
    )


MEETING_BROKEN: list[tuple[str, type[models.Model], Change]] = [
    ("committee_member_rank_unique", CommitteeMember, _copy),
    ("committee_member_ends_after_start", CommitteeMember, _set(ends_on=date(2020, 1, 1))),
    ("committee_guest_does_not_vote", CommitteeMember, _set(seat="guest")),
    ("committee_rule_share_is_percent", CommitteeRule, _set(quorum_percent=101)),
    ("committee_rule_slot_is_sensible", CommitteeRule, _set(slot_minutes=5)),
    ("meeting_number_unique", Meeting, _copy),
    ("meeting_slot_is_sensible", Meeting, _set(slot_minutes=601)),
    ("meeting_convened_has_day", Meeting, _set(status="convened")),
    ("meeting_closed_has_count", Meeting, _set(status="held", convened_on=DAY)),
    ("meeting_held_has_quorum", Meeting,
     _set(status="held", convened_on=DAY, closed_at=AT, voting_count=6, present_count=3,
          required_count=4)),
    ("meeting_cancelled_says_why", Meeting, _set(status="cancelled")),
    ("meeting_present_within_voting", Meeting, _set(voting_count=2, present_count=3)),
    ("meeting_presided_by_whom_and_as_what", Meeting, _set(presided_by_fr="Une personne")),
    ("attendance_unique", Attendance, _copy),
    ("attendance_names_substitute", Attendance, _set(presence="represented")),
    ("agenda_item_key_unique", AgendaItem, _copy),
    ("agenda_item_minutes_sensible", AgendaItem, _set(minutes=0)),
    ("agenda_item_out_says_why", AgendaItem, _set(standing="dropped")),
    ("decision_number_unique", Decision, _copy),
    ("decision_done_has_evidence", Decision, _set(status="done", closed_on=DAY)),
    ("decision_abandoned_says_why", Decision, _set(status="abandoned", closed_on=DAY)),
    ("decision_postponed_says_why", Decision, _set(status="postponed")),
    ("decision_effect_is_whole", Decision, _effect),
    ("decision_effect_reaches_a_value", Decision, _reach),
    ("minutes_adopted_are_frozen", Minutes, _set(status="adopted", adopted_on=DAY)),
    ("minutes_public_once_adopted", Minutes, _set(is_public=True)),
    ("minutes_signature_once", MinutesSignature, _copy),
    ("minutes_signature_by_chair_or_secretary", MinutesSignature, _set(seat="member")),
    ("minutes_signature_names_person", MinutesSignature, _set(person_fr="")),
    ("minutes_signature_on_paper_is_proved", MinutesSignature, _set(mode="on_paper")),
]  # fmt: skip


def sit() -> Meeting:
    """A committee with one member, one meeting, one item, one decision and signed minutes."""
    record_story()
    committee = Committee.objects.order_by("pk").first()
    owner = Organisation.objects.order_by("pk").first()
    assert committee
    assert owner
    CommitteeRule.objects.create(
        committee=committee, secretariat=owner, starts_from=time(10), counts_from=DAY
    )
    member = CommitteeMember.objects.create(
        committee=committee, organisation=owner, seat="chair", rank=1, starts_on=DAY
    )
    meeting = Meeting.objects.create(committee=committee, number=1, starts_at=AT)
    Attendance.objects.create(meeting=meeting, member=member, presence="present")
    item = AgendaItem.objects.create(
        meeting=meeting, key="added:1", rule="added", rank=1, label_fr="Point", minutes=5
    )
    Decision.objects.create(
        meeting=meeting, item=item, number=1, label_fr="Agir", owner=owner, due_on=DAY
    )
    minutes = Minutes.objects.create(meeting=meeting)
    MinutesSignature.objects.create(
        minutes=minutes, seat="chair", mode="on_screen", person_fr="Une personne", signed_at=AT
    )
    return meeting


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("name", "table", "change"), MEETING_BROKEN, ids=[row[0] for row in MEETING_BROKEN]
)
def test_the_database_refuses(name: str, table: Any, change: Change) -> None:
    sit()
    row = table.objects.order_by("pk").first()
    with pytest.raises(IntegrityError) as refused, transaction.atomic():
        change(row)

    if connection.vendor == "postgresql":
        assert name in str(refused.value)
