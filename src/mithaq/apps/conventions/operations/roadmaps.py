"""Drawing a roadmap, moving its workstreams, proving its milestones, recording evaluations."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.utils import timezone

from mithaq.apps.accounts import operations as accounts
from mithaq.apps.accounts.models import User
from mithaq.apps.conventions.choices.roadmaps import WORKSTREAM_STEPS, WorkstreamStatus
from mithaq.apps.conventions.models import (
    Convention,
    Evaluation,
    EvaluationPoint,
    Milestone,
    Roadmap,
    Workstream,
)
from mithaq.base.errors import Fault, Refusal, refuse_if_any
from mithaq.base.text import Labels

NOTHING = Labels("")


@dataclass(frozen=True, slots=True, kw_only=True)
class MilestoneDraft:
    """An expected state and its day; reached with what proves it."""

    labels: Labels
    due_on: date
    reached_on: date | None = None
    evidence: Labels = NOTHING


@dataclass(frozen=True, slots=True, kw_only=True)
class WorkstreamDraft:
    """One line of a roadmap to draw."""

    labels: Labels
    owner_id: int
    starts_on: date
    ends_on: date
    capacity: Labels = NOTHING
    status: str = WorkstreamStatus.PLANNED.value
    milestones: tuple[MilestoneDraft, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class EvaluationDraft:
    """An evaluation to record: kind, dates, and its points as (kind, words)."""

    kind: str
    labels: Labels
    source_id: int
    planned_on: date | None = None
    held_on: date | None = None
    by: Labels = NOTHING
    is_published: bool = False
    points: tuple[tuple[str, Labels], ...] = ()


@transaction.atomic
def draw_roadmap(
    *,
    reference: str,
    labels: Labels,
    source_id: int,
    workstreams: tuple[WorkstreamDraft, ...],
    actor: User | None,
    mandate: str,
    reason: str,
    at: datetime,
) -> bool:
    """Write the roadmap of a convention; False when it already has one: nothing is written."""
    convention = Convention.objects.select_for_update().get(reference=reference)
    if Roadmap.objects.filter(convention=convention).exists():
        return False
    refuse_if_any(_roadmap_faults(workstreams))
    roadmap = Roadmap.objects.create(
        convention=convention,
        label_fr=labels.fr,
        label_ar=labels.ar,
        label_en=labels.en,
        source_id=source_id,
    )
    for number, draft in enumerate(workstreams, start=1):
        _write_workstream(roadmap, number, draft)
    after = {"workstreams": len(workstreams)}
    _line("draw_roadmap", convention, after, actor=actor, mandate=mandate, reason=reason, at=at)
    return True


@transaction.atomic
def move_workstream(
    *,
    reference: str,
    number: int,
    step: str,
    actor: User | None,
    mandate: str,
    reason: str,
    at: datetime,
) -> None:
    """Take a step of the life of a workstream; raises ``Refusal`` from any other state."""
    row = Workstream.objects.select_for_update().get(
        roadmap__convention__reference=reference, number=number
    )
    found = next((item for item in WORKSTREAM_STEPS if item[0] == step), None)
    if found is None or row.status not in found[1]:
        raise Refusal.because(
            where="step",
            sentence=Labels(
                "Ce chantier ne peut pas faire ce pas depuis son état.",
                "لا يمكن لهذا الورش القيام بهذه الخطوة من حالته.",
                "This workstream cannot take this step from its state.",
            ),
            rule="workstream.steps",
        )
    row.status = found[2]
    row.save(update_fields=["status"])
    convention = Convention.objects.get(reference=reference)
    after = {"workstream": number, "step": step, "status": row.status}
    _line("move_workstream", convention, after, actor=actor, mandate=mandate, reason=reason, at=at)


@transaction.atomic
def reach_milestone(
    *,
    reference: str,
    workstream: int,
    number: int,
    reached_on: date,
    evidence: Labels,
    actor: User | None,
    mandate: str,
    reason: str,
    at: datetime,
) -> None:
    """Say that a milestone is reached, when, and what proves it."""
    row = Milestone.objects.select_for_update().get(
        workstream__roadmap__convention__reference=reference,
        workstream__number=workstream,
        number=number,
    )
    refuse_if_any(_reach_faults(row, reached_on, evidence, at))
    row.reached_on = reached_on
    row.evidence_fr, row.evidence_ar, row.evidence_en = evidence.fr, evidence.ar, evidence.en
    row.save(update_fields=["reached_on", "evidence_fr", "evidence_ar", "evidence_en"])
    convention = Convention.objects.get(reference=reference)
    after = {"milestone": f"{workstream}.{number}", "reached_on": reached_on.isoformat()}
    _line("reach_milestone", convention, after, actor=actor, mandate=mandate, reason=reason, at=at)


@transaction.atomic
def record_evaluation(
    *,
    reference: str,
    draft: EvaluationDraft,
    actor: User | None,
    mandate: str,
    reason: str,
    at: datetime,
) -> bool:
    """Record an evaluation once; False when this one is already there."""
    convention = Convention.objects.select_for_update().get(reference=reference)
    if Evaluation.objects.filter(convention=convention, kind=draft.kind).exists():
        return False
    refuse_if_any(_evaluation_faults(draft))
    row = Evaluation.objects.create(
        convention=convention,
        kind=draft.kind,
        label_fr=draft.labels.fr,
        label_ar=draft.labels.ar,
        label_en=draft.labels.en,
        planned_on=draft.planned_on,
        held_on=draft.held_on,
        by_fr=draft.by.fr,
        by_ar=draft.by.ar,
        by_en=draft.by.en,
        is_published=draft.is_published,
        source_id=draft.source_id,
    )
    EvaluationPoint.objects.bulk_create(
        EvaluationPoint(
            evaluation=row, rank=rank, kind=kind, label_fr=said.fr, label_ar=said.ar,
            label_en=said.en,
        )
        for rank, (kind, said) in enumerate(draft.points, start=1)
    )  # fmt: skip
    after = {"evaluation": draft.kind, "is_published": draft.is_published}
    _line("evaluate", convention, after, actor=actor, mandate=mandate, reason=reason, at=at)
    return True


def _write_workstream(roadmap: Roadmap, number: int, draft: WorkstreamDraft) -> None:
    row = Workstream.objects.create(
        roadmap=roadmap,
        number=number,
        label_fr=draft.labels.fr,
        label_ar=draft.labels.ar,
        label_en=draft.labels.en,
        owner_id=draft.owner_id,
        capacity_fr=draft.capacity.fr,
        capacity_ar=draft.capacity.ar,
        capacity_en=draft.capacity.en,
        starts_on=draft.starts_on,
        ends_on=draft.ends_on,
        status=draft.status,
    )
    Milestone.objects.bulk_create(
        Milestone(
            workstream=row, number=rank, label_fr=item.labels.fr, label_ar=item.labels.ar,
            label_en=item.labels.en, due_on=item.due_on, reached_on=item.reached_on,
            evidence_fr=item.evidence.fr, evidence_ar=item.evidence.ar,
            evidence_en=item.evidence.en,
        )
        for rank, item in enumerate(draft.milestones, start=1)
    )  # fmt: skip


def _roadmap_faults(workstreams: tuple[WorkstreamDraft, ...]) -> Iterator[Fault]:
    for index, draft in enumerate(workstreams):
        if draft.ends_on < draft.starts_on:
            yield Fault(
                where=f"workstreams[{index}].ends_on",
                sentence=Labels(
                    "La fin d’un chantier suit son début.",
                    "نهاية الورش تلي بدايته.",
                    "A workstream ends after it starts.",
                ),
                rule="workstream.end_follows_start",
            )
        for rank, item in enumerate(draft.milestones):
            if (item.reached_on is None) != (not item.evidence.fr):
                yield Fault(
                    where=f"workstreams[{index}].milestones[{rank}]",
                    sentence=_UNPROVEN,
                    rule="milestone.reached_is_proven",
                )


def _reach_faults(
    row: Milestone, reached_on: date, evidence: Labels, at: datetime
) -> Iterator[Fault]:
    if row.reached_on is not None:
        yield Fault(
            where="reached_on",
            sentence=Labels(
                "Ce jalon est déjà atteint.", "سبق بلوغ هذه المحطة.", "Already reached."
            ),
            rule="milestone.reached_once",
        )
    if reached_on > timezone.localtime(at).date():
        yield Fault(
            where="reached_on",
            sentence=Labels(
                "Un jalon s’atteint un jour passé ou aujourd’hui.",
                "تُبلَغ المحطة في يوم مضى أو اليوم.",
                "A milestone is reached today or on a past day.",
            ),
            rule="milestone.reached_by_today",
        )
    if not evidence.fr:
        yield Fault(where="evidence", sentence=_UNPROVEN, rule="milestone.reached_is_proven")


def _evaluation_faults(draft: EvaluationDraft) -> Iterator[Fault]:
    if draft.planned_on is None and draft.held_on is None:
        yield Fault(
            where="planned_on",
            sentence=Labels(
                "Une évaluation est prévue ou tenue à une date.",
                "للتقييم تاريخ مبرمج أو تاريخ انعقاد.",
                "An evaluation is planned or held on a day.",
            ),
            rule="evaluation.is_dated",
        )
    if draft.is_published and draft.held_on is None:
        yield Fault(
            where="is_published",
            sentence=Labels(
                "Une évaluation publiée a été tenue.",
                "التقييم المنشور تقييم أُنجز.",
                "A published evaluation was held.",
            ),
            rule="evaluation.published_was_held",
        )


_UNPROVEN = Labels(
    "Un jalon atteint dit ce qui le prouve.",
    "المحطة التي بُلغت تذكر ما يثبتها.",
    "A milestone that is reached says what proves it.",
)


def _line(
    action: str,
    convention: Convention,
    after: Mapping[str, object],
    *,
    actor: User | None,
    mandate: str,
    reason: str,
    at: datetime,
) -> None:
    accounts.record(
        actor=actor,
        mandate=mandate,
        action=f"conventions.{action}",
        object_type="convention",
        object_ref=convention.reference,
        object_label=str(convention.labels),
        before=None,
        after=after,
        reason=reason,
        at=at,
    )
