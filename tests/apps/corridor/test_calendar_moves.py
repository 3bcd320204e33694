"""A holiday, hours or a norm change: the queue says what the clock says, and promises stay."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

import pytest
from django.utils import timezone

from mithaq.apps.corridor.models import CorridorInstitution, Side, SideNorm
from mithaq.apps.corridor.operations import InstitutionDraft, NormDraft
from mithaq.apps.corridor.operations.drafts import CorridorDraft
from mithaq.apps.corridor.queries.clocks import clocks_of
from mithaq.apps.reference.models import Holiday
from mithaq.base.text import Labels
from mithaq.flows import move_calendar
from mithaq.flows.load_catalogue import load_corridors
from mithaq.flows.load_reference import load_reference
from tests.apps.corridor.world import (
    CORRIDOR,
    FUND,
    World,
    corridor_draft,
    filed,
)

pytestmark = pytest.mark.django_db
EXCEPTIONAL = {"labels": Labels("Fête", "عيد", "Feast"), "kind": "exceptional", "reason": "Décret"}
SIGNED: dict[str, Any] = {"actor": None, "mandate": ""}


def column() -> datetime:
    found = Side.objects.filter(institution__slug=FUND, is_open=True).order_by("pk").first()
    assert found is not None
    assert found.due_at is not None
    assert found.sorted_at == found.due_at
    return found.due_at


def clock(at: datetime) -> datetime | None:
    rows = Side.objects.select_related("case", "norm").filter(institution__slug=FUND, is_open=True)
    row = rows.order_by("pk")[0]
    return clocks_of([row], at=at)[row.pk].due_at


def fund(**changes: Any) -> CorridorDraft:
    columns: dict[str, Any] = {
        "organisation": FUND,
        "part": "decides",
        "norms": (NormDraft(family="imputation", amount=10, unit="working_days"),),
    }
    return corridor_draft(institutions=(InstitutionDraft(**columns | changes),))


def test_a_day_off_added_moved_or_removed_moves_the_days_due(world: World) -> None:
    filed(world)
    first = column()
    off = timezone.localtime(first).date()
    at = world.at
    move_calendar.add_holiday(on=off, at=at, **EXCEPTIONAL, **SIGNED)
    second = column()
    assert second > first
    assert second == clock(at)
    key = Holiday.objects.get(on=off).pk
    move_calendar.edit_holiday(
        holiday_id=key, on=off + timedelta(days=3), at=at, **EXCEPTIONAL, **SIGNED
    )  # fmt: skip
    assert column() == clock(at) == first
    move_calendar.edit_holiday(holiday_id=key, on=off, at=at, **EXCEPTIONAL, **SIGNED)
    assert column() == second
    move_calendar.cancel_holiday(holiday_id=key, reason="Retiré", at=at, **SIGNED)
    assert column() == clock(at) == first


def test_the_packaged_calendar_moves_the_days_due(world: World) -> None:
    filed(world)
    Holiday.objects.all().delete()
    Side.objects.filter(institution__slug=FUND).update(due_at=None)
    load_reference(at=world.at)
    assert column() == clock(world.at)


def test_other_hours_move_the_days_due(world: World) -> None:
    filed(world)
    before = column()
    hours = {str(day): [[600, 720]] for day in range(5)}
    load_corridors(drafts=[fund(hours=hours, norms=())], at=world.at)
    assert CorridorInstitution.objects.get(organisation__slug=FUND).hours == hours
    assert column() == clock(world.at)
    assert column() < before, "offices close at noon"


def test_a_norm_changed_binds_the_cases_to_come_only(world: World) -> None:
    filed(world)
    promised = column()
    assert load_corridors(drafts=[fund()], at=world.at).changed == (CORRIDOR,)
    assert column() == clock(world.at) == promised, "what was promised stays"
    filed(world)
    first, second = Side.objects.filter(institution__slug=FUND).order_by("pk")
    assert first.norm is not None
    assert second.norm is not None
    assert (first.norm.amount, second.norm.amount) == (5, 10)
    assert second.due_at is not None
    assert second.due_at > promised
    assert first.norm.replaced_at == world.at
    assert load_corridors(drafts=[fund()], at=world.at).changed == ()
    # A delay that no case was ever promised is corrected where it stands.
    other = NormDraft(family="job-loss", amount=20, unit="calendar_days")
    load_corridors(drafts=[fund(norms=(other,))], at=world.at)
    assert SideNorm.objects.get(family__code="job-loss").amount == 20
