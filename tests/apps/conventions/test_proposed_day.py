"""The day proposed for the next sitting: at its cadence, or as soon as it can be convened."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from mithaq.apps.conventions.models import Committee, CommitteeRule
from mithaq.apps.conventions.queries.cadence import next_working_day
from mithaq.apps.conventions.queries.meetings import committee_detail
from tests.apps.conventions.sittings import DAY, REFERENCE, planned, record_committee

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("bodies")]


def proposed(on: date) -> date | None:
    found = committee_detail(REFERENCE, 1, on=on)
    return found.proposed_on if found else None


def test_a_late_committee_is_proposed_the_coming_weeks_not_the_next_quarter() -> None:
    committee = record_committee(1)
    Committee.objects.update(cadence_count=1, cadence_period="quarter")
    CommitteeRule.objects.update(counts_from=date(2026, 7, 1), notice_days=15)
    late = date(2026, 11, 28)
    assert proposed(late) == next_working_day(late + timedelta(days=15))
    CommitteeRule.objects.update(notice_days=2)
    assert proposed(late) == next_working_day(late + timedelta(days=7))
    planned(committee, DAY)
    assert proposed(late) == next_working_day(date(2027, 3, 1))


def test_a_committee_yet_to_begin_waits_for_its_first_stretch() -> None:
    record_committee(1)
    CommitteeRule.objects.update(counts_from=date(2027, 6, 1))
    assert proposed(date(2026, 11, 28)) == next_working_day(date(2027, 7, 1))


def test_a_meeting_cancelled_delays_nothing() -> None:
    committee = record_committee(1)
    meeting = planned(committee, DAY.replace(year=2027, month=6))
    late = date(2026, 11, 28)
    type(meeting).objects.filter(pk=meeting.pk).update(status="cancelled", reason="salle fermée")
    found = proposed(late)
    assert found is not None
    assert found < late + timedelta(days=30)
