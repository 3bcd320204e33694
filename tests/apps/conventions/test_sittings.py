"""A committee convenes, lacks its quorum, convenes again, decides, adopts and signs."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

import pytest

from mithaq.apps.accounts.models import AuditLine, User
from mithaq.apps.conventions.choices.meetings import AgendaRule
from mithaq.apps.conventions.models import AgendaItem, Decision, Meeting, Minutes
from mithaq.apps.conventions.operations import agenda, deciding, meetings, minutes, sittings
from mithaq.apps.conventions.operations.minutes import SignatureDraft
from mithaq.apps.conventions.operations.sitting_drafts import (
    DecisionDraft,
    MarkDraft,
    MeetingDraft,
)
from mithaq.apps.conventions.queries import alarms
from mithaq.apps.conventions.queries.agenda_rules import AgendaCall
from mithaq.apps.conventions.queries.decisions import decision_detail
from mithaq.apps.conventions.queries.meetings import committee_detail, meeting_of
from mithaq.apps.conventions.queries.point_acts import point_acts
from mithaq.apps.organisations.queries import mandates_of
from mithaq.base.calendar_words import day_in
from mithaq.base.errors import Refusal
from mithaq.base.text import Labels
from mithaq.flows import sign_minutes
from mithaq.flows.prepare_meeting import prepare_meeting
from tests.apps.conventions.sittings import (
    ACT,
    BODIES,
    DAY,
    REFERENCE,
    SECOND,
    ZONE,
    attend,
    convened,
    planned,
    record_committee,
)
from tests.conftest import person
from tests.web.conventions.story import body

pytestmark = pytest.mark.django_db
DUE = date(2027, 1, 31)


def rules(write: Any, **values: Any) -> list[str]:
    """The rules for which an operation refuses."""
    with pytest.raises(Refusal) as refused:
        write(**{**ACT, **values})
    return [fault.rule for fault in refused.value.faults]


def decide(meeting: Meeting, text: str = "Agir", due_on: date = DUE) -> int:
    return deciding.take_decision(
        meeting_id=meeting.pk,
        draft=DecisionDraft(text=Labels(text), owner_id=body(BODIES[0], ""), due_on=due_on),
        **ACT,
    )


def signature(seat: str) -> SignatureDraft:
    return SignatureDraft(seat=seat, person=Labels(""), capacity=Labels(""))


def signing(user: User) -> dict[str, Any]:
    """Who signs, under the only mandate they hold."""
    under = mandates_of(user=user)[0]
    return {**ACT, "actor": user, "under": under, "mandate": under.text}


def test_the_agenda_calls_every_late_commitment_and_fits_its_slot() -> None:
    meeting = planned(record_committee())
    detail = meeting_of(meeting.pk)

    late = [item for item in detail.items if item.rule == "commitment_late"]
    assert len(late) == 12
    assert {item.rule_code for item in late} == {"E-1"}
    assert late[0].why.fr == (
        "Échéance du 15 janvier 2026. Échue depuis 320 jours au 1er décembre 2026."
    )
    assert "320" in late[0].why.ar
    assert detail.items[-1].rule == "next_date"
    # 1 January 2027 is a public holiday in the calendar when loaded; here only week-ends are.
    assert detail.items[-1].detail.fr == "Proposée : 1er janvier 2027."
    assert detail.planned_minutes <= detail.slot_minutes == 90


def test_drawing_the_agenda_up_again_changes_nothing_and_keeps_what_was_arranged() -> None:
    meeting = planned(record_committee(3))
    first = meeting_of(meeting.pk).items
    order = [first[2].id, *(item.id for item in first if item.id != first[2].id)]
    agenda.arrange_agenda(meeting_id=meeting.pk, order=order, minutes={}, **ACT)
    agenda.drop_item(item_id=first[1].id, reason="déjà réglé", **ACT)
    agenda.add_item(
        meeting_id=meeting.pk,
        item=AgendaCall(key="", rule="added", title=Labels("Point libre")),
        **ACT,
    )
    before = [(item.key, item.rank, item.minutes) for item in meeting_of(meeting.pk).items]
    assert prepare_meeting(meeting_id=meeting.pk, **ACT) == 2
    after = meeting_of(meeting.pk)

    assert [(item.key, item.rank, item.minutes) for item in after.items] == before
    assert before[0][0] == first[2].key
    assert before[-2][0] == "added:1"
    assert [(item.key, item.reason) for item in after.left_out] == [(first[1].key, "déjà réglé")]


def test_without_quorum_nothing_is_decided_and_a_second_convening_follows() -> None:
    row = record_committee()
    meeting = convened(row)
    attend(meeting, 3)
    assert rules(lambda **act: deciding.take_decision(
        meeting_id=meeting.pk,
        draft=DecisionDraft(text=Labels("Agir"), owner_id=body(BODIES[0], ""), due_on=DUE), **act,
    )) == ["meeting.decides_in_quorum"]  # fmt: skip
    on_its_day = {**ACT, "at": datetime(2026, 12, 1, 11, tzinfo=ZONE)}
    closed = sittings.close_meeting(meeting_id=meeting.pk, **on_its_day)
    assert (closed.is_held, closed.present) == (False, 3)
    meeting.refresh_from_db()
    assert meeting.status == "adjourned"
    assert (meeting.required_count, meeting.voting_count, meeting.present_count) == (4, 6, 3)

    early = datetime(2026, 12, 3, 10, tzinfo=ZONE)
    assert rules(
        meetings.plan_second_meeting, meeting_id=meeting.pk, starts_at=early
    ) == ["meeting.second.after_days"]  # fmt: skip
    number = meetings.plan_second_meeting(meeting_id=meeting.pk, starts_at=SECOND, **ACT)
    second = Meeting.objects.get(committee=row, number=number)
    first_keys = [item.key for item in meeting_of(meeting.pk).items]
    assert [item.key for item in meeting_of(second.pk).items] == first_keys
    meetings.convene_meeting(meeting_id=second.pk, on=date(2026, 12, 2), **ACT)
    attend(second, 2)
    detail = meeting_of(second.pk)
    assert detail.quorum.required is None
    assert detail.quorum.is_met
    assert [decide(second), decide(second), decide(second)] == [1, 2, 3]
    assert sittings.close_meeting(meeting_id=second.pk, **ACT).is_held


def test_attendance_is_whole_and_a_substitute_is_named() -> None:
    meeting = convened(record_committee(1))
    members = meeting_of(meeting.pk).members
    sittings.record_attendance(
        meeting_id=meeting.pk, marks=[MarkDraft(member_id=members[0].id, presence="represented")],
        is_ahead=True, **ACT,
    )  # fmt: skip
    assert meeting_of(meeting.pk).members[0].by_name == "Suppléant 1"
    assert rules(sittings.close_meeting, meeting_id=meeting.pk) == ["attendance.is_whole"]
    strange = [MarkDraft(member_id=0, presence="present"),
               MarkDraft(member_id=members[1].id, presence="asleep")]  # fmt: skip
    assert rules(sittings.record_attendance, meeting_id=meeting.pk, marks=strange) == [
        "attendance.is_member", "attendance.is_known",
    ]  # fmt: skip


def held(late: int = 2) -> Meeting:
    meeting = convened(record_committee(late))
    attend(meeting, 5)
    decide(meeting)
    sittings.close_meeting(meeting_id=meeting.pk, **ACT)
    meeting.refresh_from_db()
    return meeting


def test_minutes_are_adopted_once_then_signed_by_two() -> None:
    meeting = held()
    chair = signing(person("presidente", "Personne 1", "signatory", organisation=BODIES[1]))
    zineb = person("zineb", "Zineb Fassi", "committee_secretary", organisation=BODIES[0])
    secretary = signing(zineb)
    assert rules(
        minutes.sign_minutes, meeting_id=meeting.pk, draft=signature("chair"), **chair
    ) == ["minutes.from_state"]
    adopted = minutes.adopt_minutes(
        meeting_id=meeting.pk, adoption="written", on=date(2026, 12, 1), **ACT
    )
    row = Minutes.objects.get(meeting=meeting)
    assert row.sha256 == adopted.sha256
    assert '"present":5' in row.content
    assert rules(
        minutes.adopt_minutes, meeting_id=meeting.pk, adoption="written", on=date(2026, 12, 1)
    ) == ["minutes.from_state"]
    assert not minutes.sign_minutes(meeting_id=meeting.pk, draft=signature("chair"), **chair)
    assert rules(
        minutes.sign_minutes, meeting_id=meeting.pk, draft=signature("chair"), **chair
    ) == ["minutes.signed_once"]
    assert minutes.sign_minutes(meeting_id=meeting.pk, draft=signature("secretary"), **secretary)
    row.refresh_from_db()
    assert row.status == "signed"


def test_a_decision_lives_with_words_and_comes_back_by_itself() -> None:
    meeting = held()
    pk = Decision.objects.get(meeting=meeting).pk
    assert rules(deciding.complete_decision, decision_id=pk, on=DUE, evidence=" ") == [
        "text.is_written"
    ]
    assert rules(deciding.postpone_decision, decision_id=pk, due_on=DUE, reason="x") == [
        "decision.postponed_later"
    ]
    assert "decision.postponed_to_come" in rules(
        deciding.postpone_decision,
        decision_id=pk,
        due_on=date(2027, 2, 1),
        reason="x",
        at=datetime(2027, 2, 10, 9, tzinfo=ZONE),
    )
    later = date(2027, 2, 15)
    deciding.postpone_decision(decision_id=pk, due_on=later, reason="pièce attendue", **ACT)

    following = planned(meeting.committee, datetime(2027, 3, 2, 10, tzinfo=ZONE))
    called = {item.key: item for item in meeting_of(following.pk).items}
    assert called[f"decision:{pk}"].why.fr == (
        "Échéance le 15 février 2027, avant la séance : si rien n’est fait d’ici là."
    ), "the day has not come when the agenda is prepared"
    assert "minutes:1" in called

    deciding.complete_decision(decision_id=pk, on=date(2027, 2, 20), evidence="lettre 12", **ACT)
    prepare_meeting(meeting_id=following.pk, **ACT)
    again = meeting_of(following.pk)
    assert f"decision:{pk}" not in {item.key for item in again.items}
    assert f"decision:{pk}" in {item.key for item in again.left_out}
    found = decision_detail(pk)
    assert found
    assert [step.step for step in found.steps] == ["take", "postpone", "complete"]
    assert rules(deciding.abandon_decision, decision_id=pk, on=DUE, reason="x") == [
        "decision.abandon.from_state"
    ]


def test_a_meeting_is_planned_on_a_working_day_and_alone() -> None:
    row = record_committee(1)
    saturday = MeetingDraft(starts_at=datetime(2026, 12, 5, 10, tzinfo=ZONE), slot_minutes=5)
    assert rules(meetings.plan_meeting, committee_id=row.pk, draft=saturday) == [
        "meeting.day_is_open", "meeting.slot_is_sensible",
    ]  # fmt: skip
    planned(row)
    other = MeetingDraft(starts_at=SECOND)
    assert rules(meetings.plan_meeting, committee_id=row.pk, draft=other) == ["meeting.one_open"]


def test_a_meeting_is_convened_with_an_agenda_in_time() -> None:
    row = record_committee(1)
    number = meetings.plan_meeting(committee_id=row.pk, draft=MeetingDraft(starts_at=DAY), **ACT)
    meeting = Meeting.objects.get(committee=row, number=number)
    assert rules(meetings.convene_meeting, meeting_id=meeting.pk, on=date(2026, 11, 28)) == [
        "meeting.has_agenda", "meeting.notice",
    ]  # fmt: skip
    meetings.cancel_meeting(meeting_id=meeting.pk, reason="salle fermée", **ACT)
    assert rules(meetings.cancel_meeting, meeting_id=meeting.pk, reason="x") == [
        "meeting.cancel.from_state"
    ]


def test_every_act_leaves_one_line() -> None:
    record_committee(1)
    before = AuditLine.objects.count()
    row = committee_detail(REFERENCE, 1, on=DAY.date())
    assert row
    number = meetings.plan_meeting(committee_id=row.id, draft=MeetingDraft(starts_at=DAY), **ACT)
    meeting = Meeting.objects.get(committee=row.id, number=number)
    prepare_meeting(meeting_id=meeting.pk, **ACT)
    meetings.convene_meeting(meeting_id=meeting.pk, on=date(2026, 11, 20), **ACT)
    attend(meeting, 5)
    item = AgendaItem.objects.filter(meeting=meeting).first()
    assert item
    sittings.note_items(meeting_id=meeting.pk, notes={item.pk: Labels("dit")}, **ACT)
    decide(meeting)
    sittings.close_meeting(meeting_id=meeting.pk, **ACT)

    actions = AuditLine.objects.order_by("pk").values_list("action", flat=True)[before:]
    assert list(actions) == [
        "conventions.plan_meeting", "conventions.set_agenda", "conventions.convene_meeting",
        "conventions.record_attendance", "conventions.note_items", "conventions.take_decision",
        "conventions.close_meeting",
    ]  # fmt: skip


def test_the_committee_page_counts_what_is_owed() -> None:
    meeting = held()
    ahead = committee_detail(REFERENCE, 1, on=date(2026, 12, 20))
    assert ahead
    assert not any(window.held for window in ahead.windows), "held in March, before it counts"
    Meeting.objects.filter(pk=meeting.pk).update(sat_on=None)
    found = committee_detail(REFERENCE, 1, on=date(2026, 12, 20))
    assert found
    assert [window.held for window in found.windows] == [None] * 6 + [meeting.number]
    assert found.proposed_on == date(2027, 1, 1)
    assert (found.pending_count, found.overdue_count) == (1, 0)


def test_days_count_from_the_day_held_not_from_the_day_planned() -> None:
    """An exercise held ahead: its minutes, its second convening and its effects know when."""
    row = record_committee()
    held = convened(row)
    attend(held, 3)
    ahead = {**ACT, "at": datetime(2026, 11, 20, 11, tzinfo=ZONE)}
    sittings.close_meeting(meeting_id=held.pk, **ahead)
    early = datetime(2026, 11, 30, 10, tzinfo=ZONE)
    number = meetings.plan_second_meeting(meeting_id=held.pk, starts_at=early, **ACT)
    second = Meeting.objects.get(committee=row, number=number)
    AgendaItem.objects.create(
        meeting=second, key=f"minutes:{held.number}", rule=AgendaRule.LAST_MINUTES, rank=99,
        minutes=5, label_fr="Procès-verbal",
    )  # fmt: skip
    days = [act.held_on for act in point_acts(meeting_of(second.pk)).values() if act.held_on]
    assert days == [date(2026, 11, 20)]
    decision = Decision.objects.create(
        meeting=held, number=1, label_fr="Agir", owner_id=body(BODIES[0], ""), due_on=DUE
    )
    told = decision_detail(decision.pk)
    assert told is not None
    assert told.meeting_on == date(2026, 11, 20)


def test_every_reader_of_a_sitting_tells_the_same_day_held() -> None:
    """Held ahead or on its day, whoever tells of a sitting counts from one day."""
    meeting = held()
    for sat_on, day in ((date(2026, 11, 20), date(2026, 11, 20)), (None, date(2026, 12, 1))):
        Meeting.objects.filter(pk=meeting.pk).update(sat_on=sat_on)
        found = meeting_of(meeting.pk)
        listed = committee_detail(REFERENCE, 1, on=date(2027, 1, 20))
        assert listed is not None
        told = {
            Meeting.objects.get(pk=meeting.pk).held_on,
            found.held_on,
            next(item.held_on for item in listed.meetings if item.number == meeting.number),
            *(
                alarms._sat_on(rule)
                for rule in alarms._kept()
                if rule.committee_id == meeting.committee_id
            ),
        }
        assert told == {day}
        assert day_in("fr", day) in sign_minutes._labels(found).fr
