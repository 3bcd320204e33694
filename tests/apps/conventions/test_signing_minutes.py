"""Who may sign minutes: on screen for oneself only, on paper by the secretary's hand only."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from mithaq.apps.accounts.models import AuditLine, User
from mithaq.apps.conventions.models import CommitteeMember, Meeting, MinutesSignature
from mithaq.apps.conventions.operations import minutes
from mithaq.apps.conventions.operations.minutes import SignatureDraft
from mithaq.apps.conventions.operations.signing import Scan
from mithaq.base.errors import Refusal
from mithaq.base.text import Labels
from tests.apps.conventions.sittings import ACT, BODIES
from tests.apps.conventions.test_sittings import held, rules, signing
from tests.conftest import person

pytestmark = pytest.mark.django_db
NOBODY = Labels("")
FORGED = Labels("Jean Inconnu")
CHAIR_BODY, OTHER_BODY = BODIES[1], BODIES[2]


def who(name: str) -> dict[str, Any]:
    """The people of the matrix; the meeting was presided by « Personne 1 », of the chair's body."""
    made: dict[str, tuple[str, str, str]] = {
        "chair": ("  personne  1", "signatory", CHAIR_BODY),
        "colleague": ("Rajae Tahiri", "signatory", CHAIR_BODY),
        "namesake": ("Personne 1", "signatory", OTHER_BODY),
        "member": ("Personne 2", "programme_manager", OTHER_BODY),
        "secretary": ("Zineb Fassi", "committee_secretary", BODIES[0]),
        "secretary_so_named": ("Personne 1", "committee_secretary", BODIES[0]),
        "other_secretary": ("Une Autre", "committee_secretary", OTHER_BODY),
        "stranger": ("Personne 1", "signatory", "ailleurs"),
    }
    full_name, role, body = made[name]
    return signing(person(name, full_name, role, organisation=body))


@pytest.fixture
def meeting() -> Meeting:
    found = held()
    minutes.adopt_minutes(meeting_id=found.pk, adoption="written", on=date(2026, 12, 1), **ACT)
    return found


@pytest.fixture(autouse=True)
def elsewhere() -> None:
    from tests.web.conventions.story import body

    body("ailleurs", "Ailleurs")


def screen(seat: str, named: Labels = NOBODY) -> SignatureDraft:
    return SignatureDraft(seat=seat, person=named, capacity=Labels("empereur"))


def paper(seat: str = "chair") -> SignatureDraft:
    return SignatureDraft(
        seat=seat, person=FORGED, capacity=Labels("président"), mode="on_paper",
        unscanned_reason="bound_register",
    )  # fmt: skip


MANDATE, PRESIDED = "minutes.signed_under_mandate", "minutes.chair_presided"
REFUSED = [
    ("chair", "colleague", PRESIDED),
    ("chair", "namesake", MANDATE),
    ("chair", "member", MANDATE),
    ("chair", "secretary", MANDATE),
    ("chair", "secretary_so_named", MANDATE),
    ("chair", "stranger", MANDATE),
    ("secretary", "chair", MANDATE),
    ("secretary", "colleague", MANDATE),
    ("secretary", "member", MANDATE),
    ("secretary", "stranger", MANDATE),
    # Of a body at the table that does not keep the secretariat.
    ("secretary", "other_secretary", MANDATE),
]


@pytest.mark.parametrize(("seat", "name", "rule"), REFUSED)
def test_a_seat_is_signed_on_screen_by_nobody_else(
    meeting: Meeting, seat: str, name: str, rule: str
) -> None:
    assert rules(minutes.sign_minutes, meeting_id=meeting.pk, draft=screen(seat), **who(name)) == [
        rule
    ]
    assert not MinutesSignature.objects.exists()


@pytest.mark.parametrize(
    ("seat", "name"),
    [("chair", "colleague"), ("chair", "chair"), ("secretary", "secretary")],
)
def test_nobody_signs_on_screen_under_another_name(meeting: Meeting, seat: str, name: str) -> None:
    assert rules(
        minutes.sign_minutes, meeting_id=meeting.pk, draft=screen(seat, FORGED), **who(name)
    ) == ["minutes.screen_bears_own_name"]


def test_a_colleague_does_not_sign_under_the_name_of_who_presided(meeting: Meeting) -> None:
    """The name of the right chair, typed by somebody else, is a forged name too."""
    with pytest.raises(Refusal) as refused:
        minutes.sign_minutes(
            meeting_id=meeting.pk, draft=screen("chair", Labels("Personne 1")), **who("colleague")
        )
    fault = refused.value.faults[0]
    assert "Rajae Tahiri" in fault.sentence.fr
    assert fault.sentence.ar
    assert fault.sentence.en
    assert not MinutesSignature.objects.exists()


def test_who_presided_and_the_secretary_sign_for_themselves(meeting: Meeting) -> None:
    chair, secretary = who("chair"), who("secretary")
    assert not minutes.sign_minutes(meeting_id=meeting.pk, draft=screen("chair"), **chair)
    assert minutes.sign_minutes(
        meeting_id=meeting.pk, draft=screen("secretary", Labels("Zineb Fassi")), **secretary
    )

    first, second = MinutesSignature.objects.order_by("pk")
    assert (first.person_fr, first.person_ar, first.capacity_fr) == (
        "Personne 1", "شخص 1", "directrice",
    )  # fmt: skip
    assert first.mandate == chair["mandate"]
    assert first.by == chair["actor"]
    assert second.person_fr == "Zineb Fassi"
    assert "empereur" not in second.capacity_fr
    assert second.capacity_ar
    lines = AuditLine.objects.filter(action="conventions.sign_minutes").order_by("pk")
    assert [line.after["person"] for line in lines] == ["Personne 1", "Zineb Fassi"]


@pytest.mark.parametrize(
    "changed", [{"starts_on": date(2030, 1, 1)}, {"ends_on": date(2020, 2, 1)}]
)
def test_a_mandate_out_of_force_signs_nothing(meeting: Meeting, changed: dict[str, date]) -> None:
    from dataclasses import replace

    act = who("chair")
    act["under"] = replace(act["under"], **changed)
    assert rules(minutes.sign_minutes, meeting_id=meeting.pk, draft=screen("chair"), **act) == [
        "minutes.chair_presided"
    ]


def test_a_mandate_lent_by_another_signs_nothing(meeting: Meeting) -> None:
    lent = who("chair")["under"]
    act = {**who("namesake"), "under": lent}
    assert rules(minutes.sign_minutes, meeting_id=meeting.pk, draft=screen("chair"), **act) == [
        "minutes.chair_presided"
    ]
    act = {**act, "under": None}
    assert rules(minutes.sign_minutes, meeting_id=meeting.pk, draft=screen("chair"), **act) == [
        "minutes.signed_under_mandate"
    ]


def test_minutes_that_name_nobody_are_not_signed_on_screen(meeting: Meeting) -> None:
    CommitteeMember.objects.update(person_fr="", person_ar="")
    with pytest.raises(Refusal) as refused:
        minutes.sign_minutes(meeting_id=meeting.pk, draft=screen("chair"), **who("chair"))
    assert [fault.rule for fault in refused.value.faults] == ["minutes.chair_presided"]


@pytest.mark.parametrize("name", ["chair", "colleague", "namesake", "member", "stranger"])
def test_only_the_secretary_records_what_was_signed_on_paper(meeting: Meeting, name: str) -> None:
    for changes in ({}, {"scan": Scan(name="pv.pdf", content=b"%PDF-1.7 essai")}):
        draft = SignatureDraft(
            seat="chair", person=FORGED, capacity=NOBODY, mode="on_paper",
            unscanned_reason="bound_register", **changes,
        )  # fmt: skip
        act = signing(User.objects.get(username=name)) if changes else who(name)
        assert rules(minutes.sign_minutes, meeting_id=meeting.pk, draft=draft, **act) == [
            "minutes.paper_recorded_by_secretary"
        ]


def test_the_secretary_records_a_chair_s_paper_as_paper(meeting: Meeting) -> None:
    act = who("secretary")
    assert not minutes.sign_minutes(meeting_id=meeting.pk, draft=paper(), **act)
    row = MinutesSignature.objects.get()
    assert (row.mode, row.person_fr, row.by) == ("on_paper", "Jean Inconnu", act["actor"])
    assert row.unscanned_reason == "bound_register"


def test_a_paper_signature_is_recorded_by_the_secretariat_only(meeting: Meeting) -> None:
    rule = "minutes.paper_recorded_by_secretary"
    told = {"meeting_id": meeting.pk, "draft": paper()}
    assert rule in rules(minutes.sign_minutes, **told, **who("other_secretary"))
    assert not MinutesSignature.objects.exists()
