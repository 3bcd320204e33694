"""A side is taken by whoever acts for it: proposing, accepting or signing is taking the case."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.utils import timezone

from mithaq.apps.corridor.choices.cases import SideStatus
from mithaq.apps.corridor.models import Case, CaseOfficer, Side
from mithaq.apps.corridor.operations._rows import sides_of
from mithaq.apps.corridor.queries.routing import held_posts


def taken_by_acting(case: Case, institution: str, *, actor: Any, at: datetime) -> None:
    """The side of an institution that answers terms, or signs, has the case in hand: nobody waits
    for it to take what it has already dealt with. Its clock is that of the turn, as ever."""
    side = next((row for row in sides_of(case) if row.institution.slug == institution), None)
    if side is None or side.status != SideStatus.TO_TAKE:
        return
    side.status = SideStatus.IN_HAND
    if side.case_officer is None:
        side.case_officer = own_post(side, actor, on=timezone.localtime(at).date())
    side.save(update_fields=["status", "case_officer"])


def is_in_post(officer: CaseOfficer, on: Any) -> bool:
    """Whether somebody holds the post on a day, under a mandate in force for it."""
    is_dated = officer.starts_on <= on and (officer.ends_on is None or officer.ends_on >= on)
    return is_dated and officer.pk in held_posts([officer], on=on)


def own_post(side: Side, actor: Any, *, on: Any) -> CaseOfficer | None:
    """The post that a person holds at the institution, if any."""
    key = getattr(actor, "pk", None)
    rows = CaseOfficer.objects.filter(institution=side.institution_id, user=key)
    return next((row for row in rows.order_by("pk") if key and is_in_post(row, on)), None)
