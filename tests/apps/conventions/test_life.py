"""The life of a convention: every state × action × role, against a table written by hand here."""

from __future__ import annotations

from datetime import date
from typing import Any, Final

import pytest
from django.db import transaction

from mithaq.apps.accounts.models import AuditLine
from mithaq.apps.conventions.choices import Status
from mithaq.apps.conventions.choices.life import LifeAction
from mithaq.apps.conventions.models import (
    Committee,
    Convention,
    EntryWaiver,
    LifeEvent,
    Meeting,
)
from mithaq.apps.conventions.operations import Step, change_life, waive_entry_point
from mithaq.apps.conventions.queries import entry_checklist, life_of
from mithaq.apps.organisations.choices import Role
from mithaq.apps.organisations.queries import MandateView
from mithaq.base.errors import Refusal
from mithaq.base.text import Labels
from tests.apps.conventions.drafts import commitment, committee, draft, record, target
from tests.conftest import AT

pytestmark = pytest.mark.django_db

# From the issue, by hand: from each state, what may happen and where it leads.
EXPECTED: Final = {
    "draft": {"sign": "signed"},
    "signed": {"bring_into_force": "active", "end": "ended", "terminate": "terminated"},
    "active": {
        "suspend": "suspended",
        "renew": "active",
        "end": "ended",
        "terminate": "terminated",
    },
    "suspended": {"resume": "active", "terminate": "terminated"},
    "ended": {"renew": "active", "evaluate": "evaluated", "archive": "archived"},
    "terminated": {"evaluate": "evaluated", "archive": "archived"},
    "evaluated": {"archive": "archived"},
    "archived": {},
}
# Who leads the life of a regional convention of « premier » and « second » in Souss-Massa.
STEERS: Final = {
    ("programme_manager", "ailleurs", ""),
    ("administrator", "ailleurs", ""),
    ("region_officer", "ailleurs", "09"),
    ("legal_drafter", "premier", ""),
}
EVALUATES: Final = STEERS - {("legal_drafter", "premier", "")}
HOLDERS: Final = [
    None,
    *((str(role), "ailleurs", "09" if role == Role.REGION_OFFICER else "") for role in Role),
    ("legal_drafter", "premier", ""),
    ("signatory", "premier", ""),
    ("auditor", "premier", ""),
    ("region_officer", "premier", "06"),
]


def mandate(
    role: str,
    organisation: str = "premier",
    territory: str = "",
    *,
    is_exercise: bool = False,
) -> MandateView:
    return MandateView(
        pk=1,
        user_id=1,
        role=Role(role),
        organisation=organisation,
        organisation_labels=Labels(organisation),
        territory_code=territory,
        territory_labels=Labels(territory),
        capacity=Labels(""),
        is_interim=False,
        starts_on=date(2020, 1, 1),
        ends_on=None,
        is_exercise=is_exercise,
    )


MANAGER: Final = mandate("programme_manager")


def step(action: str, **changes: Any) -> Step:
    values: dict[str, Any] = {
        "action": action,
        "effective_on": date(2026, 3, 2),
        "reason": "Décision du comité de pilotage.",
        "until_on": date(2027, 12, 31) if action == "renew" else None,
    }
    return Step(**{**values, **changes})


def take(action: str, under: MandateView | None = MANAGER, **changes: Any) -> str:
    return change_life(
        reference="ESSAI-1", step=step(action, **changes), actor=None, under=under, at=AT
    ).status


def rules(action: str, under: MandateView | None = MANAGER, **changes: Any) -> list[str]:
    before = _written()
    with pytest.raises(Refusal) as refused, transaction.atomic():
        take(action, under, **changes)
    assert _written() == before
    return [fault.rule for fault in refused.value.faults]


def _written() -> tuple[Any, ...]:
    convention = Convention.objects.values_list(
        "status", "signed_on", "in_force_on", "covers_to"
    ).get(reference="ESSAI-1")
    return (*convention, LifeEvent.objects.count(), AuditLine.objects.count())


def waive_all() -> None:
    convention = Convention.objects.get(reference="ESSAI-1")
    for point in entry_checklist(convention.pk):
        if not point.is_cleared:
            EntryWaiver.objects.create(
                convention=convention,
                item=point.item,
                subject=point.subject,
                reason="Essai",
                recorded_at=AT,
            )


@pytest.fixture
def regional(places: dict[str, int]) -> Convention:
    record(draft(territory_id=places["09"], covers_to=date(2026, 12, 31)))
    waive_all()
    return Convention.objects.get(reference="ESSAI-1")


@pytest.mark.parametrize("holder", HOLDERS, ids=str)
def test_every_state_and_action_of_a_role(
    regional: Convention, holder: tuple[str, str, str] | None
) -> None:
    under = mandate(*holder) if holder else None
    taken = 0
    for status in Status:
        for action in LifeAction:
            may = holder in (EVALUATES if action == "evaluate" else STEERS)
            leads_to = EXPECTED[status].get(action) if may else None
            Convention.objects.filter(pk=regional.pk).update(status=status)
            if leads_to is None:
                found = rules(action, under)
                assert ("life.who" in found) is not may
                assert ("life.transition" in found) is (action not in EXPECTED[status])
                continue
            with transaction.atomic():
                assert take(action, under) == leads_to
                taken += 1
                event = LifeEvent.objects.get()
                assert (event.action, event.from_status, event.to_status) == (
                    action, status, leads_to,
                )  # fmt: skip
                line = AuditLine.objects.get(action=f"conventions.{action}")
                assert line.before == {"status": status}
                assert line.after["status"] == leads_to
                transaction.set_rollback(True)
    assert taken == (
        sum(map(len, EXPECTED.values())) - (holder not in EVALUATES) * 2 if holder in STEERS else 0
    )


def test_a_whole_life_is_told_in_order(regional: Convention) -> None:
    take("bring_into_force", effective_on=date(2017, 7, 1))
    take("suspend", effective_on=date(2018, 1, 1))
    take("resume", effective_on=date(2018, 6, 1))
    take("end", effective_on=date(2020, 1, 1))
    take("evaluate", effective_on=date(2020, 3, 1))
    take("archive", effective_on=date(2020, 4, 1))
    regional.refresh_from_db()
    assert (regional.status, regional.in_force_on) == ("archived", date(2017, 7, 1))
    told = [(event.number, event.to_status) for event in life_of(regional.pk)]
    assert told == [
        (1, "active"), (2, "suspended"), (3, "active"), (4, "ended"), (5, "evaluated"),
        (6, "archived"),
    ]  # fmt: skip


def test_dates_and_reasons_are_asked_all_at_once(regional: Convention) -> None:
    wrong = rules("bring_into_force", effective_on=date(2017, 6, 12), reason=" ")
    assert wrong == ["life.reason", "life.effective_on.after_signature"]
    assert rules("bring_into_force", effective_on=date(2026, 3, 3)) == [
        "life.effective_on.has_come"
    ]
    take("bring_into_force", effective_on=date(2018, 1, 1))
    assert rules("suspend", effective_on=date(2017, 12, 31)) == ["life.effective_on.in_order"]
    assert rules("suspend", until_on=date(2027, 1, 1)) == ["life.until_on.renewal_only"]
    assert rules("dance") == ["life.action.exists"]


def test_a_renewal_goes_further_and_is_tacit_only_if_the_text_says_so(
    regional: Convention,
) -> None:
    take("bring_into_force")
    assert rules("renew", until_on=None) == ["life.renew.until"]
    assert rules("renew", until_on=date(2026, 12, 31)) == ["life.renew.goes_further"]
    assert rules("renew", is_tacit=True) == ["life.renew.tacit_is_written"]
    Convention.objects.filter(pk=regional.pk).update(duration_kind="tacit_renewal")
    take("renew", is_tacit=True)
    regional.refresh_from_db()
    assert regional.covers_to == date(2027, 12, 31)
    Convention.objects.filter(pk=regional.pk).update(duration_kind="open_ended", covers_to=None)
    assert rules("renew") == ["life.renew.has_an_end"]


def test_no_entry_into_force_without_what_it_asks_or_a_waiver_each(
    places: dict[str, int],
) -> None:
    record(
        draft(commitments=(commitment(),), committees=(committee(),), targets=(target(),)),
    )
    convention = Convention.objects.get(reference="ESSAI-1")
    asked = {(point.item, point.subject) for point in entry_checklist(convention.pk)}
    assert asked == {
        ("committee_date", "committee-1"),
        ("owner", "commitment-1"),
        ("indicator", "target-1"),
    }
    open_points = [p for p in entry_checklist(convention.pk) if not p.is_cleared]
    assert open_points
    assert sorted(rules("bring_into_force")) == sorted(f"entry.{p.item}" for p in open_points)
    who: dict[str, Any] = {"reference": "ESSAI-1", "actor": None, "under": MANAGER, "at": AT}
    for point in open_points:
        waive_entry_point(item=point.item, subject=point.subject, reason="Décidé.", **who)
        with pytest.raises(Refusal):
            waive_entry_point(item=point.item, subject=point.subject, reason="Encore.", **who)
    assert take("bring_into_force") == "active"
    lines = AuditLine.objects.filter(action="conventions.waive")
    assert lines.count() == len(open_points)


def test_a_waiver_has_a_reason_an_object_a_right_and_its_time(regional: Convention) -> None:
    EntryWaiver.objects.all().delete()
    point = entry_checklist(regional.pk)[0]

    def refused(**changes: Any) -> list[str]:
        values: dict[str, Any] = {
            "reference": "ESSAI-1", "item": point.item, "subject": point.subject,
            "reason": "Décidé.", "actor": None, "under": MANAGER, "at": AT,
        }  # fmt: skip
        with pytest.raises(Refusal) as error:
            waive_entry_point(**{**values, **changes})
        assert not EntryWaiver.objects.exists()
        return [fault.rule for fault in error.value.faults]

    assert refused(reason=" ") == ["life.reason"]
    assert refused(subject="committee-9") == ["entry.point.exists"]
    assert refused(under=mandate("counsellor")) == ["life.who"]
    assert refused(under=None) == ["life.who"]
    Convention.objects.filter(pk=regional.pk).update(status="active")
    assert refused() == ["entry.waiver.before_force"]


def test_a_convention_that_is_not_there_is_said(db: None) -> None:
    with pytest.raises(Refusal):
        change_life(reference="RIEN", step=step("end"), actor=None, under=MANAGER, at=AT)


def test_a_meeting_in_the_calendar_dates_its_committee(db: None) -> None:
    record(draft(committees=(committee(),)))
    convention = Convention.objects.get(reference="ESSAI-1")

    def is_dated() -> bool:
        return entry_checklist(convention.pk)[0].is_met

    assert not is_dated()
    meeting = Meeting.objects.create(committee=Committee.objects.get(), number=1, starts_at=AT)
    assert is_dated()
    Meeting.objects.filter(pk=meeting.pk).update(status="cancelled", reason="Reportée.")
    assert not is_dated()


def test_a_fictitious_body_leads_exercises_and_no_real_convention(regional: Convention) -> None:
    fictitious = mandate("programme_manager", is_exercise=True)
    assert "life.who" in rules("bring_into_force", fictitious)

    Convention.objects.filter(pk=regional.pk).update(is_exercise=True)
    assert take("bring_into_force", fictitious) == "active"
