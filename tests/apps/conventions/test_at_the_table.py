"""What a sitting does point by point: adopt, follow, fix the next day, each on its own day."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Any

import pytest

from mithaq.apps.conventions.models import (
    AgendaItem,
    Convention,
    Decision,
    DecisionStep,
    Meeting,
    Minutes,
)
from mithaq.apps.conventions.operations import deciding, meetings, minutes, sittings
from mithaq.apps.conventions.operations.sitting_drafts import DecisionDraft, MarkDraft
from mithaq.apps.conventions.queries.meetings import meeting_of
from mithaq.apps.conventions.queries.point_acts import point_acts
from mithaq.apps.conventions.queries.sitting_views import coded
from mithaq.apps.reference.models import Indicator, IndicatorVersion
from mithaq.base.errors import Refusal
from mithaq.base.text import Labels
from mithaq.flows import act_on_point
from mithaq.flows.convene_again import convene_again
from mithaq.flows.prepare_meeting import prepare_meeting
from tests.apps.conventions.sittings import (
    ACT,
    BODIES,
    DAY,
    SECOND,
    ZONE,
    attend,
    convened,
    planned,
    record_committee,
)
from tests.web.conventions.story import body

pytestmark = pytest.mark.django_db
NEXT = datetime(2027, 1, 12, 10, tzinfo=ZONE)


def rules(write: Any, **values: Any) -> list[str]:
    with pytest.raises(Refusal) as refused:
        write(**{**ACT, **values})
    return [fault.rule for fault in refused.value.faults]


def draft(**values: Any) -> DecisionDraft:
    usual = {"text": Labels("Agir"), "owner_id": body(BODIES[0], ""), "due_on": date(2026, 12, 20)}
    return DecisionDraft(**{**usual, **values})


def after_a_first_meeting() -> Meeting:
    """A meeting convened after another, which left a decision due and minutes to adopt."""
    row = record_committee(2)
    first = convened(row)
    attend(first, 5)
    deciding.take_decision(meeting_id=first.pk, draft=draft(), **ACT)
    sittings.close_meeting(meeting_id=first.pk, **ACT)
    second = convened(row, NEXT)
    attend(second, 5)
    return second


def point(meeting: Meeting, rule: str) -> AgendaItem:
    return AgendaItem.objects.get(meeting=meeting, rule=rule)


def test_a_point_remembers_who_owes_it() -> None:
    items = meeting_of(planned(record_committee(3)).pk).items

    late = [item for item in items if item.rule == "commitment_late"]
    assert [item.owner_id for item in late] == [body(BODIES[n], "") for n in range(3)]
    assert late[0].owner.fr == BODIES[0]


def test_a_second_convening_says_the_same_points_as_of_its_own_day() -> None:
    row = record_committee(2)
    first = convened(row)
    attend(first, 3)
    sittings.close_meeting(meeting_id=first.pk, **ACT)
    number = convene_again(meeting_id=first.pk, starts_at=SECOND, **ACT)
    second = Meeting.objects.get(committee=row, number=number)

    before, after = meeting_of(first.pk).items, meeting_of(second.pk).items
    assert [item.key for item in before] == [item.key for item in after]
    assert "320 jours" in before[0].why.fr
    assert "334 jours" in after[0].why.fr
    AgendaItem.objects.filter(meeting=second).first().delete()  # type: ignore[union-attr]
    prepare_meeting(meeting_id=second.pk, **ACT)
    assert len(meeting_of(second.pk).items) == len(before) - 1


def test_a_meeting_is_not_held_before_its_day() -> None:
    meeting = convened(record_committee(1))
    marks = [
        MarkDraft(member_id=row.id, presence="present") for row in meeting_of(meeting.pk).members
    ]
    write, given = sittings.record_attendance, {"meeting_id": meeting.pk, "marks": marks}
    assert rules(write, **given) == ["meeting.day"]
    Convention.objects.filter(is_exercise=True).update(is_exercise=False)
    assert rules(write, **given, is_ahead=True) == ["meeting.day"]
    write(**given, **{**ACT, "at": DAY})
    assert meeting_of(meeting.pk).quorum.present == 6


def test_minutes_are_adopted_today_at_the_latest() -> None:
    meeting = convened(record_committee(1))
    attend(meeting, 5)
    sittings.close_meeting(meeting_id=meeting.pk, **{**ACT, "at": DAY + timedelta(hours=2)})
    late = {"meeting_id": meeting.pk, "adoption": "written", "on": date(2026, 12, 9)}
    assert rules(minutes.adopt_minutes, **late) == ["minutes.adopted_by_now"]
    assert rules(minutes.adopt_minutes, **{**late, "on": date(2026, 11, 30)}) == [
        "minutes.adopted_after"
    ]
    minutes.adopt_minutes(**late, **{**ACT, "at": DAY + timedelta(days=8)})


def test_the_hour_of_closing_is_corrected_until_adoption() -> None:
    meeting = convened(record_committee(1))
    attend(meeting, 5)
    sittings.close_meeting(meeting_id=meeting.pk, **{**ACT, "at": DAY + timedelta(days=2)})
    meeting.refresh_from_db()
    assert meeting.closed_at == DAY + timedelta(minutes=90)
    given = {"meeting_id": meeting.pk, "closed_at": DAY + timedelta(minutes=50)}
    minutes.correct_closing(**given, **ACT)
    meeting.refresh_from_db()
    assert meeting.closed_at == DAY + timedelta(minutes=50)
    assert rules(minutes.correct_closing, meeting_id=meeting.pk, closed_at=DAY) == [
        "meeting.closes_after_start"
    ]
    minutes.adopt_minutes(meeting_id=meeting.pk, adoption="written", on=date(2026, 12, 1), **ACT)
    assert rules(minutes.correct_closing, **given) == ["minutes.from_state"]


def test_minutes_are_adopted_at_their_point() -> None:
    meeting = after_a_first_meeting()
    item = point(meeting, "last_minutes")
    act = point_acts(meeting_of(meeting.pk))[item.pk]
    assert (act.kind, act.is_done) == ("minutes", False)
    act_on_point.adopt_at_point(
        item_id=item.pk, meeting_id=act.subject, on=date(2026, 12, 1), **ACT
    )
    assert point_acts(meeting_of(meeting.pk))[item.pk].is_done
    assert Minutes.objects.get(meeting=act.subject).adoption == "next_meeting"
    told = meeting_of(act.subject).minutes
    assert told is not None
    assert told.adopted_at == (meeting.number, item.rank), "it says where the committee did"
    item.refresh_from_db()
    assert (item.outcome_fr, item.outcome_ar) == ("Procès-verbal adopté.", "صودق على المحضر.")


def test_nothing_is_settled_at_a_point_without_quorum() -> None:
    meeting = after_a_first_meeting()
    attend(meeting, 2)
    item = point(meeting, "last_minutes")
    act = point_acts(meeting_of(meeting.pk))[item.pk]
    assert rules(
        act_on_point.adopt_at_point, item_id=item.pk, meeting_id=act.subject, on=date(2026, 12, 1)
    ) == ["meeting.decides_in_quorum"]
    assert Minutes.objects.get(meeting=act.subject).status == "draft"


def test_an_earlier_decision_is_followed_at_its_point() -> None:
    meeting = after_a_first_meeting()
    item = point(meeting, "decision_due")
    act = point_acts(meeting_of(meeting.pk))[item.pk]
    given = {"item_id": item.pk, "decision_id": act.subject}
    act_on_point.keep_at_point(**given, **ACT)
    row = Decision.objects.get(pk=act.subject)
    assert (row.status, row.due_on) == ("open", date(2026, 12, 20))
    assert DecisionStep.objects.filter(decision=row, step="keep").count() == 1
    act_on_point.complete_at_point(**given, on=date(2027, 1, 12), evidence="lettre 7", **ACT)
    item.refresh_from_db()
    assert item.outcome_fr.splitlines() == [
        "Décision maintenue, à la même échéance.",
        "Décision exécutée. Preuve : lettre 7.",
    ]
    assert point_acts(meeting_of(meeting.pk))[item.pk].is_done


def test_the_next_meeting_is_fixed_while_this_one_sits() -> None:
    meeting = after_a_first_meeting()
    item = point(meeting, "next_date")
    act = point_acts(meeting_of(meeting.pk))[item.pk]
    assert act.proposed_at is not None
    assert act.proposed_at.date() == date(2027, 2, 12)
    given = {
        "item_id": item.pk,
        "committee_id": meeting.committee_id,
        "starts_at": act.proposed_at,
    }
    number = act_on_point.plan_at_point(**given, **ACT)
    assert point_acts(meeting_of(meeting.pk))[item.pk].next_number == number == 3
    assert rules(act_on_point.plan_at_point, **given) == ["meeting.one_open"]
    item.refresh_from_db()
    assert item.outcome_fr == "Séance 3 fixée au 12 février 2027, 10:00."
    assert "12 فبراير 2027" in item.outcome_ar
    assert "February 2027" in item.outcome_en
    assert item.notes == item.notes_ar == "", "what a person types stands apart"


@pytest.mark.parametrize(
    ("code", "value", "expected"),
    [
        ("taux-x", 650, ["decision.effect_within_whole"]),
        ("taux-x", 65, []),
        ("taux-growth", 650, []),
    ],
)
def test_a_rate_stays_within_its_whole(code: str, value: int, expected: list[str]) -> None:
    meeting = convened(record_committee(1))
    attend(meeting, 5)
    indicator = Indicator.objects.create(code=code, label_fr="Taux d’essai", label_ar="نسبة")
    version = IndicatorVersion.objects.create(
        indicator=indicator, number=1, unit="percent", aggregation="ratio"
    )
    effect = {
        "effect_version_id": version.pk,
        "effect_direction": "reach",
        "effect_value": Decimal(value),
        "effect_by_on": date(2027, 3, 1),
    }
    given = {"meeting_id": meeting.pk, "draft": draft(**effect)}
    if expected:
        assert rules(deciding.take_decision, **given) == expected
    else:
        assert deciding.take_decision(**given, **ACT) == 1


def test_a_code_names_its_committee() -> None:
    assert coded(2, 7, 3) == "C2-7-3"
    assert coded(1, 7, 3) != coded(2, 7, 3)


def test_a_missing_text_is_named() -> None:
    meeting = after_a_first_meeting()
    decision = Decision.objects.get()
    with pytest.raises(Refusal) as refused:
        meetings.cancel_meeting(meeting_id=meeting.pk, reason=" ", **ACT)
    assert "motif" in refused.value.faults[0].of("fr")
    with pytest.raises(Refusal) as refused:
        deciding.complete_decision(decision_id=decision.pk, on=NEXT.date(), evidence="", **ACT)
    assert "preuve" in refused.value.faults[0].of("fr")
