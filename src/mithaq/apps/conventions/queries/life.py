"""What happened to a convention since its signature, and what a person may make of it now."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime

from mithaq.apps.conventions.choices import Status
from mithaq.apps.conventions.choices.life import TRANSITIONS, LifeAction
from mithaq.apps.conventions.models import LifeEvent, Party


@dataclass(frozen=True, slots=True, kw_only=True)
class LifeEventView:
    """One step: what, from which state to which, effective when, why, by whom."""

    number: int
    action: str
    action_label: str
    from_status: str
    to_status: str
    to_status_label: str
    effective_on: date
    until_on: date | None
    is_tacit: bool
    reason: str
    by: str
    mandate: str
    recorded_at: datetime


def life_of(convention_id: int) -> tuple[LifeEventView, ...]:
    """The steps of a convention's life, in the order they were recorded."""
    rows = LifeEvent.objects.filter(convention=convention_id).select_related("recorded_by")
    return tuple(
        LifeEventView(
            number=row.number,
            action=row.action,
            action_label=row.get_action_display(),
            from_status=row.from_status,
            to_status=row.to_status,
            to_status_label=row.get_to_status_display(),
            effective_on=row.effective_on,
            until_on=row.until_on,
            is_tacit=row.is_tacit,
            reason=row.reason,
            by=str(row.recorded_by or ""),
            mandate=row.mandate,
            recorded_at=row.recorded_at,
        )
        for row in rows.order_by("number")
    )


def steps_from(status: str, allowed: Collection[str]) -> tuple[LifeAction, ...]:
    """The steps that the table opens from a state, among the policies that a mandate satisfies."""
    return tuple(
        action
        for action, sources, _target, who in TRANSITIONS
        if Status(status) in sources and who in allowed
    )


def parties_of(convention_id: int) -> frozenset[str]:
    """The slugs of the bodies that a convention names, whatever their role."""
    rows = Party.objects.filter(convention=convention_id)
    return frozenset(rows.values_list("organisation__slug", flat=True))
