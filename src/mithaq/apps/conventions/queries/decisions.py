"""Decisions: all of them in one list, one of them whole, and what is pending for whom."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from django.db.models import QuerySet

from mithaq.apps.conventions.choices.meetings import PENDING, MeetingStatus
from mithaq.apps.conventions.models import AgendaItem, Decision, DecisionStep
from mithaq.apps.conventions.queries.sitting_views import DecisionView, StepView, coded
from mithaq.apps.conventions.queries.today import Scope, conventions_within
from mithaq.apps.organisations.models import Organisation
from mithaq.apps.reference.models import IndicatorVersion
from mithaq.base.text import Labels, fold

NOTHING = Labels("")


def decisions(text: str = "", *, finds_people: bool = True) -> QuerySet[Decision]:
    """Every decision of a meeting held, the nearest due day first among those pending; a text is
    looked for in the names of people only for who reads them."""
    rows = (
        Decision.objects.filter(meeting__status=MeetingStatus.HELD)
        .select_related(
            "meeting__committee__convention",
            "owner",
            "item",
            "effect_version__indicator",
        )
        .order_by("closed_on", "due_on", "pk")
    )
    wanted = fold(text)
    if not wanted:
        return rows
    # A committee takes a few hundred decisions in its life: they are folded here.
    keys = [
        row.pk
        for row in rows
        if wanted
        in fold(
            " ".join(
                (
                    decision_code(row),
                    row.label_fr,
                    row.label_ar,
                    *((row.item.label_fr, row.item.label_ar) if row.item else ()),
                    row.owner_person if finds_people else "",
                )
            )
        )
    ]
    return rows.filter(pk__in=keys)


def decisions_within(scope: Scope) -> QuerySet[Decision]:
    """The decisions of the committees of the conventions of a scope."""
    return decisions().filter(meeting__committee__convention__in=conventions_within(scope))


def committee_decisions(committee_id: int) -> QuerySet[Decision]:
    """Every decision of a committee."""
    return decisions().filter(meeting__committee=committee_id)


def pending_decisions(committee_id: int) -> QuerySet[Decision]:
    """The decisions of a committee that are not closed, the oldest due first."""
    return (
        decisions()
        .filter(meeting__committee=committee_id, status__in=PENDING)
        .order_by("due_on", "pk")
    )


def overdue_decisions(scope: Scope, *, on: date) -> QuerySet[Decision]:
    """The decisions whose day is past and that nobody closed."""
    return (
        decisions_within(scope).filter(status__in=PENDING, due_on__lt=on).order_by("due_on", "pk")
    )


def decisions_owed(organisation: str) -> QuerySet[Decision]:
    """The pending decisions that a body answers for, by its slug, the nearest due day first."""
    return decisions().filter(owner__slug=organisation, status__in=PENDING).order_by("due_on", "pk")


def closed_since(committee_id: int, on: date | None) -> QuerySet[Decision]:
    """The decisions closed since a day: said once, then left out of the agenda."""
    rows = decisions().filter(meeting__committee=committee_id).exclude(status__in=PENDING)
    return rows.filter(closed_on__gte=on) if on else rows


def decision_detail(decision_id: int) -> DecisionView | None:
    """One decision with every step of its life."""
    found = decision_views(Decision.objects.filter(pk=decision_id), has_steps=True)
    return found[0] if found else None


def decision_views(
    rows: QuerySet[Decision], *, has_steps: bool = False
) -> tuple[DecisionView, ...]:
    """Read decisions as pages and papers show them, in the order of their meeting."""
    listed = list(
        rows.select_related(
            "meeting__committee__convention", "owner", "item__owner", "effect_version__indicator"
        ).order_by("meeting__committee", "meeting__number", "number")
    )
    steps = _steps(listed) if has_steps else {}
    return tuple(decision_view(row, steps.get(row.pk, ())) for row in listed)


def decision_view(row: Decision, steps: tuple[StepView, ...] = ()) -> DecisionView:
    """Read one decision."""
    committee, version = row.meeting.committee, row.effect_version
    return DecisionView(
        id=row.pk,
        number=row.number,
        text=row.labels,
        reference=committee.convention.reference,
        convention=committee.convention.labels,
        committee=committee.labels,
        committee_number=committee.number,
        meeting_number=row.meeting.number,
        meeting_on=row.meeting.held_on,
        item_id=row.item_id,
        item_rank=row.item.rank if row.item else None,
        item_title=row.item.labels if row.item else NOTHING,
        item_owner=row.item.owner.labels if row.item and row.item.owner else NOTHING,
        owner=row.owner.labels,
        owner_slug=row.owner.slug,
        owner_person=row.owner_person,
        due_on=row.due_on,
        status=row.status,
        status_label=row.get_status_display(),
        closed_on=row.closed_on,
        evidence=row.evidence,
        reason=row.reason,
        effect_indicator=version.indicator.labels if version else NOTHING,
        effect_indicator_code=version.indicator.code if version else "",
        effect_unit=version.unit if version else "",
        effect_direction=row.effect_direction,
        effect_direction_label=row.get_effect_direction_display() if row.effect_direction else "",
        effect_value=row.effect_value,
        effect_by_on=row.effect_by_on,
        is_exercise=committee.convention.is_exercise,
        steps=steps,
    )


def _steps(rows: Iterable[Decision]) -> dict[int, tuple[StepView, ...]]:
    found: dict[int, list[StepView]] = {}
    for row in DecisionStep.objects.filter(decision__in=list(rows)).order_by("pk"):
        step = StepView(step=row.step, taken_on=row.taken_on, due_on=row.due_on, note=row.note)
        found.setdefault(row.decision_id, []).append(step)
    return {key: tuple(steps) for key, steps in found.items()}


def decision_code(row: Decision) -> str:
    """How a decision is called on lists and agendas."""
    return coded(row.meeting.committee.number, row.meeting.number, row.number)


def sittings_followed(decision_id: int) -> dict[date, int]:
    """The numbers of the sittings whose agenda settled what becomes of a decision, by their day."""
    rows = AgendaItem.objects.filter(key=f"decision:{decision_id}").exclude(outcome_fr="")
    return {row.meeting.held_on: row.meeting.number for row in rows.select_related("meeting")}


def decision_owners() -> tuple[tuple[str, Labels], ...]:
    """The bodies that own at least one decision."""
    owned = Decision.objects.values("owner")
    rows = Organisation.objects.filter(pk__in=owned).order_by("label_fr")
    return tuple((row.slug, row.labels) for row in rows)


def effect_version(code: str) -> int | None:
    """The key of the latest version of an indicator."""
    rows = IndicatorVersion.objects.filter(indicator__code=code).order_by("-number")
    return rows.values_list("pk", flat=True).first()
