"""The roadmap of a convention, its late milestones, and its evaluations."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from mithaq.apps.conventions.choices.meetings import MeetingStatus
from mithaq.apps.conventions.choices.roadmaps import ENDED, WORKSTREAM_STEPS
from mithaq.apps.conventions.models import (
    Decision,
    Evaluation,
    EvaluationPoint,
    Milestone,
    Roadmap,
    Workstream,
)
from mithaq.apps.conventions.queries.decisions import decision_code
from mithaq.apps.conventions.queries.sources import source_of
from mithaq.apps.conventions.queries.today import Scope, conventions_within
from mithaq.apps.conventions.queries.views import SourceRef
from mithaq.base.text import Labels

NOTHING = Labels("")


@dataclass(frozen=True, slots=True, kw_only=True)
class MilestoneView:
    """An expected state, seen from a day; `days_late` counts from its due date."""

    number: int
    labels: Labels
    due_on: date
    reached_on: date | None
    evidence: Labels
    is_late: bool
    days_late: int


@dataclass(frozen=True, slots=True, kw_only=True)
class WorkstreamView:
    """One line of the roadmap; progress is counted, never typed."""

    number: int
    labels: Labels
    owner: Labels
    owner_slug: str
    capacity: Labels
    starts_on: date
    ends_on: date
    status: str
    status_label: str
    steps: tuple[str, ...]
    milestones: tuple[MilestoneView, ...]

    @property
    def reached_count(self) -> int:
        """How many of its milestones are reached."""
        return sum(1 for item in self.milestones if item.reached_on is not None)


@dataclass(frozen=True, slots=True, kw_only=True)
class RoadmapView:
    """The roadmap of a convention, whole."""

    reference: str
    convention: Labels
    labels: Labels
    territory_code: str
    is_exercise: bool
    source: SourceRef
    workstreams: tuple[WorkstreamView, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class LateMilestone:
    """A milestone whose day has passed, and who carries its workstream."""

    reference: str
    convention: Labels
    workstream_number: int
    workstream: Labels
    number: int
    labels: Labels
    owner: Labels
    owner_slug: str
    capacity: Labels
    due_on: date
    days_late: int
    is_exercise: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class PointView:
    """What an evaluation says; of a decision, its code alone: its words are for those who sit."""

    kind: str
    kind_label: str
    labels: Labels
    rank: int = 0
    decision_id: int | None = None
    decision_code: str = ""
    decision_committee: Labels = NOTHING


@dataclass(frozen=True, slots=True, kw_only=True)
class EvaluationView:
    """A judgement on a convention; one that is not published shows its dates alone."""

    kind: str
    kind_label: str
    labels: Labels
    planned_on: date | None
    held_on: date | None
    by: Labels
    is_published: bool
    points: tuple[PointView, ...]
    source: SourceRef


def roadmap_of(reference: str, *, on: date) -> RoadmapView | None:
    """Read a roadmap as seen from a day, in three queries; nothing when there is none."""
    row = (
        Roadmap.objects.select_related("convention__territory", "source")
        .filter(convention__reference=reference)
        .first()
    )
    if row is None:
        return None
    milestones: dict[int, list[MilestoneView]] = {}
    rows = Milestone.objects.filter(workstream__roadmap=row).select_related("workstream")
    for item in rows.order_by("workstream__number", "due_on", "number"):
        milestones.setdefault(item.workstream_id, []).append(_milestone(item, on))
    convention = row.convention
    return RoadmapView(
        reference=reference,
        convention=convention.labels,
        labels=row.labels,
        territory_code=convention.territory.code if convention.territory else "",
        is_exercise=convention.is_exercise,
        source=source_of(row),
        workstreams=tuple(
            _workstream(item, tuple(milestones.get(item.pk, ())))
            for item in Workstream.objects.filter(roadmap=row)
            .select_related("owner")
            .order_by("number")
        ),
    )


def has_roadmap(reference: str) -> bool:
    """Tell whether a convention has a roadmap, in one query."""
    return Roadmap.objects.filter(convention__reference=reference).exists()


def late_milestones(scope: Scope, *, on: date, reference: str = "") -> tuple[LateMilestone, ...]:
    """The milestones not reached whose day is before ``on``, in workstreams that still run; the
    latest first. One query. ``reference`` looks at one convention alone."""
    within = conventions_within(scope)
    if reference:
        within = within.filter(reference=reference)
    rows = (
        Milestone.objects.filter(reached_on__isnull=True, due_on__lt=on)
        .exclude(workstream__status__in=ENDED)
        .filter(workstream__roadmap__convention__in=within)
        .select_related("workstream__owner", "workstream__roadmap__convention")
        .order_by("due_on", "workstream__number", "number")
    )
    return tuple(
        LateMilestone(
            reference=row.workstream.roadmap.convention.reference,
            convention=row.workstream.roadmap.convention.labels,
            workstream_number=row.workstream.number,
            workstream=row.workstream.labels,
            number=row.number,
            labels=row.labels,
            owner=row.workstream.owner.labels,
            owner_slug=row.workstream.owner.slug,
            capacity=Labels.from_columns(row.workstream, "capacity"),
            due_on=row.due_on,
            days_late=(on - row.due_on).days,
            is_exercise=row.workstream.roadmap.convention.is_exercise,
        )
        for row in rows
    )


def evaluations_of(reference: str) -> tuple[EvaluationView, ...]:
    """The evaluations of a convention; what one says is read once it is published."""
    rows = list(
        Evaluation.objects.filter(convention__reference=reference)
        .select_related("source")
        .order_by("planned_on", "held_on")
    )
    points: dict[int, list[PointView]] = {}
    published = [row for row in rows if row.is_published]
    told = EvaluationPoint.objects.filter(evaluation__in=published)
    for point in told.select_related("decision__meeting__committee").order_by("rank"):
        points.setdefault(point.evaluation_id, []).append(_point(point))
    return tuple(
        EvaluationView(
            kind=row.kind,
            kind_label=row.get_kind_display(),
            labels=row.labels,
            planned_on=row.planned_on,
            held_on=row.held_on,
            by=Labels.from_columns(row, "by"),
            is_published=row.is_published,
            points=tuple(points.get(row.pk, ())),
            source=source_of(row),
        )
        for row in rows
    )


def _point(row: EvaluationPoint) -> PointView:
    taken = row.decision
    return PointView(
        kind=row.kind,
        kind_label=row.get_kind_display(),
        labels=row.labels,
        rank=row.rank,
        decision_id=taken.pk if taken else None,
        decision_code=decision_code(taken) if taken else "",
        decision_committee=taken.meeting.committee.labels if taken else NOTHING,
    )


def decisions_of_convention(reference: str) -> tuple[tuple[int, str, Labels, Labels], ...]:
    """The decisions that committees of a convention took in sittings held: key, code, committee,
    words."""
    rows = Decision.objects.filter(
        meeting__committee__convention__reference=reference, meeting__status=MeetingStatus.HELD
    )
    ordered = rows.select_related("meeting__committee").order_by("-meeting__starts_at", "number")
    return tuple(
        (row.pk, decision_code(row), row.meeting.committee.labels, row.labels) for row in ordered
    )


def _workstream(row: Workstream, milestones: tuple[MilestoneView, ...]) -> WorkstreamView:
    return WorkstreamView(
        number=row.number,
        labels=row.labels,
        owner=row.owner.labels,
        owner_slug=row.owner.slug,
        capacity=Labels.from_columns(row, "capacity"),
        starts_on=row.starts_on,
        ends_on=row.ends_on,
        status=row.status,
        status_label=row.get_status_display(),
        steps=tuple(name for name, origins, _to, _who in WORKSTREAM_STEPS if row.status in origins),
        milestones=milestones,
    )


def _milestone(row: Milestone, on: date) -> MilestoneView:
    is_late = row.reached_on is None and row.due_on < on and row.workstream.status not in ENDED
    return MilestoneView(
        number=row.number,
        labels=row.labels,
        due_on=row.due_on,
        reached_on=row.reached_on,
        evidence=Labels.from_columns(row, "evidence"),
        is_late=is_late,
        days_late=(on - row.due_on).days if is_late else 0,
    )
