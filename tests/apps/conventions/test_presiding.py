"""Who presides in fact, and how a signature on paper is proved."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from mithaq.apps.conventions.models import Convention, MinutesSignature
from mithaq.apps.conventions.operations import minutes, presiding, sittings
from mithaq.apps.conventions.operations.minutes import SignatureDraft
from mithaq.apps.conventions.operations.signing import Scan
from mithaq.apps.conventions.operations.sitting_drafts import MarkDraft
from mithaq.apps.conventions.queries.meetings import meeting_of
from mithaq.apps.conventions.queries.minutes import minutes_content
from mithaq.apps.conventions.queries.presiding import may_preside
from mithaq.base.text import Labels
from tests.apps.conventions.sittings import ACT, BODIES, attend, convened, record_committee
from tests.apps.conventions.test_sittings import held, rules, signing
from tests.conftest import person

pytestmark = pytest.mark.django_db


def test_whoever_presides_in_fact_is_in_the_minutes() -> None:
    meeting = convened(record_committee(1))
    chair = meeting_of(meeting.pk).chair
    assert chair
    mark = MarkDraft(member_id=chair.id, presence="represented", by_name="Une suppléante")
    sittings.record_attendance(meeting_id=meeting.pk, marks=[mark], is_ahead=True, **ACT)
    acting = meeting_of(meeting.pk).presiding
    assert acting
    assert (acting.person.fr, acting.replaces) == ("Une suppléante", chair.person)

    asked = {"meeting_id": meeting.pk, "person": Labels("Une doyenne", "عميدة")}
    assert rules(presiding.name_presiding, capacity=Labels(""), **asked) == ["meeting.presiding"]
    presiding.name_presiding(capacity=Labels("doyenne d’âge"), **asked, **ACT)
    found = minutes_content(meeting_of(meeting.pk), remarks="")["presided_by"]
    assert found["person"]["ar"] == "عميدة"
    assert found["capacity"]["fr"] == "doyenne d’âge"

    presiding.name_presiding(meeting_id=meeting.pk, person=Labels(""), capacity=Labels(""), **ACT)
    absent = MarkDraft(member_id=chair.id, presence="absent")
    sittings.record_attendance(meeting_id=meeting.pk, marks=[absent], **ACT)
    assert meeting_of(meeting.pk).presiding is None
    attend(meeting, 6)
    sittings.record_attendance(meeting_id=meeting.pk, marks=[absent], **ACT)
    assert rules(sittings.close_meeting, meeting_id=meeting.pk) == ["meeting.presided"]
    there = may_preside(meeting_of(meeting.pk).members)
    assert chair.id not in there
    assert len(there) == 5


def test_a_signature_on_paper_shows_its_copy_or_says_why_not() -> None:
    meeting = held()
    zineb = person("zineb", "Zineb Fassi", "committee_secretary", organisation=BODIES[0])
    secretary = signing(zineb)
    minutes.adopt_minutes(meeting_id=meeting.pk, adoption="written", on=date(2026, 12, 1), **ACT)

    def sign(**changes: Any) -> list[str]:
        draft = SignatureDraft(
            seat="chair", person=Labels("P"), capacity=Labels("Q"), mode="on_paper", **changes
        )
        return rules(minutes.sign_minutes, meeting_id=meeting.pk, draft=draft, **secretary)

    assert sign() == ["minutes.paper_is_proved"]
    assert sign(scan=Scan(name="pv.txt", content=b"texte")) == ["signing.scan.type"]
    assert sign(unscanned_reason="un mot") == ["minutes.unscanned_reason_is_listed"]
    Convention.objects.update(is_exercise=False)
    assert sign(unscanned_reason="exercise") == ["minutes.unscanned_reason_is_listed"]

    draft = SignatureDraft(
        seat="chair", person=Labels("P"), capacity=Labels("Q"), mode="on_paper",
        unscanned_reason="bound_register",
    )  # fmt: skip
    minutes.sign_minutes(meeting_id=meeting.pk, draft=draft, **secretary)
    assert MinutesSignature.objects.get().unscanned_reason == "bound_register"
