"""Adding to a roadmap and moving its dates: each act leaves one line, before and after."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.db.models import Max

from mithaq.apps.accounts import operations as accounts
from mithaq.apps.accounts.models import User
from mithaq.apps.conventions.choices.roadmaps import ENDED, WorkstreamStatus
from mithaq.apps.conventions.models import Convention, Milestone, Roadmap, Workstream
from mithaq.apps.organisations.queries.lookups import organisation_ids
from mithaq.base.errors import Fault, refuse_if_any
from mithaq.base.text import Labels

NOTHING = Labels("")


@dataclass(frozen=True, slots=True, kw_only=True)
class WorkstreamLine:
    """One line of a roadmap as a form says it; the organisation that carries it is a slug."""

    labels: Labels
    owner: str
    starts_on: date
    ends_on: date
    capacity: Labels = NOTHING


@dataclass(frozen=True, slots=True, kw_only=True)
class MilestoneLine:
    """An expected state and its day."""

    labels: Labels
    due_on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class By:
    """Who acts, under which mandate, why and when."""

    actor: User | None
    mandate: str
    reason: str
    at: datetime


@transaction.atomic
def open_roadmap(*, reference: str, labels: Labels, by: By) -> bool:
    """Begin the roadmap of a convention, on the convention's own source; False when it has one.

    Its workstreams are added one by one.
    """
    convention = Convention.objects.select_for_update().get(reference=reference)
    if Roadmap.objects.filter(convention=convention).exists():
        return False
    refuse_if_any(_text_faults(labels, by))
    Roadmap.objects.create(
        convention=convention,
        label_fr=labels.fr,
        label_ar=labels.ar,
        label_en=labels.en,
        source_id=convention.source_id,
        locator=convention.locator,
    )
    _line("draw_roadmap", convention, before=None, after={"title": labels.fr}, by=by)
    return True


@transaction.atomic
def write_workstream(*, reference: str, number: int | None, line: WorkstreamLine, by: By) -> int:
    """Add a workstream to a roadmap, or say anew its words, its dates and who carries it.

    Gives its number. Raises ``Refusal`` with every fault at once.
    """
    roadmap = Roadmap.objects.select_for_update().get(convention__reference=reference)
    bodies = organisation_ids([line.owner])
    refuse_if_any([*_text_faults(line.labels, by), *_workstream_faults(line, bodies)])
    before = None
    if number is None:
        last = Workstream.objects.filter(roadmap=roadmap).aggregate(last=Max("number"))["last"]
        row = Workstream(roadmap=roadmap, number=(last or 0) + 1, status=WorkstreamStatus.PLANNED)
    else:
        row = Workstream.objects.select_related("owner").get(roadmap=roadmap, number=number)
        before = {"workstream": row.number, "owner": row.owner.slug, "starts_on": row.starts_on,
                  "ends_on": row.ends_on, "title": row.label_fr}  # fmt: skip
    row.label_fr, row.label_ar, row.label_en = line.labels.fr, line.labels.ar, line.labels.en
    row.capacity_fr, row.capacity_ar = line.capacity.fr, line.capacity.ar
    row.capacity_en = line.capacity.en
    row.owner_id, row.starts_on, row.ends_on = bodies[line.owner], line.starts_on, line.ends_on
    row.save()
    after = {"workstream": row.number, "owner": line.owner, "starts_on": line.starts_on,
             "ends_on": line.ends_on, "title": line.labels.fr}  # fmt: skip
    convention = Convention.objects.get(reference=reference)
    _line(
        "change_workstream" if before else "add_workstream",
        convention,
        before=before,
        after=after,
        by=by,
    )
    return row.number


@transaction.atomic
def write_milestone(
    *, reference: str, workstream: int, number: int | None, line: MilestoneLine, by: By
) -> int:
    """Add a milestone to a workstream, or say anew its words and its day; gives its number.

    A milestone that was reached no longer moves, nor does one of a workstream that ended. Raises
    ``Refusal`` with every fault at once.
    """
    stream = Workstream.objects.select_for_update().get(
        roadmap__convention__reference=reference, number=workstream
    )
    row = (
        Milestone.objects.get(workstream=stream, number=number)
        if number is not None
        else Milestone(workstream=stream, number=_next(stream))
    )
    refuse_if_any([*_text_faults(line.labels, by), *_milestone_faults(stream, row)])
    place = f"{stream.number}.{row.number}"
    before = (
        {"milestone": place, "due_on": row.due_on, "title": row.label_fr}
        if number is not None
        else None
    )
    row.label_fr, row.label_ar, row.label_en = line.labels.fr, line.labels.ar, line.labels.en
    row.due_on = line.due_on
    row.save()
    after = {"milestone": place, "due_on": line.due_on, "title": line.labels.fr}
    convention = Convention.objects.get(reference=reference)
    _line(
        "change_milestone" if before else "add_milestone",
        convention,
        before=before,
        after=after,
        by=by,
    )
    return row.number


def _next(stream: Workstream) -> int:
    last = Milestone.objects.filter(workstream=stream).aggregate(last=Max("number"))["last"]
    return (last or 0) + 1


def _text_faults(labels: Labels, by: By) -> Iterator[Fault]:
    if not labels.fr:
        yield Fault(
            where="title",
            sentence=Labels(
                "Dites en français ce dont il s’agit.",
                "اذكروا الموضوع بالفرنسية.",
                "Say in French what it is about.",
            ),
            rule="roadmap.has_title",
        )
    if not by.reason.strip():
        yield Fault(
            where="reason",
            sentence=Labels(
                "Dites le motif : il reste dans le journal.",
                "اذكروا السبب: يبقى في السجل.",
                "Say why: it stays in the journal.",
            ),
            rule="roadmap.has_reason",
        )


def _workstream_faults(line: WorkstreamLine, bodies: dict[str, int]) -> Iterator[Fault]:
    if line.owner not in bodies:
        yield Fault(
            where="owner",
            sentence=Labels(
                "Cette organisation n’est pas au registre.",
                "هذه الهيئة غير مسجلة.",
                "This organisation is not in the register.",
            ),
            rule="workstream.owner_exists",
        )
    if line.ends_on < line.starts_on:
        yield Fault(
            where="ends_on",
            sentence=Labels(
                "La fin d’un chantier suit son début.",
                "نهاية الورش تلي بدايته.",
                "A workstream ends after it starts.",
            ),
            rule="workstream.end_follows_start",
        )


def _milestone_faults(stream: Workstream, row: Milestone) -> Iterator[Fault]:
    if row.reached_on is not None:
        yield Fault(
            where="due_on",
            sentence=Labels(
                "Ce jalon est atteint : il ne se déplace plus.",
                "بُلغت هذه المحطة: لم يعد أجلها يتغير.",
                "This milestone is reached: it no longer moves.",
            ),
            rule="milestone.reached_stays",
        )
    if stream.status in ENDED:
        yield Fault(
            where="due_on",
            sentence=Labels(
                "Ce chantier est achevé ou abandonné : il n’attend plus rien.",
                "انتهى هذا الورش أو تم التخلي عنه: لم يعد ينتظر شيئا.",
                "This workstream is done or abandoned: it waits for nothing more.",
            ),
            rule="milestone.workstream_runs",
        )


def _line(
    action: str,
    convention: Convention,
    *,
    before: dict[str, object] | None,
    after: dict[str, object],
    by: By,
) -> None:
    accounts.record(
        actor=by.actor,
        mandate=by.mandate,
        action=f"conventions.{action}",
        object_type="convention",
        object_ref=convention.reference,
        object_label=str(convention.labels),
        before=before,
        after=after,
        reason=by.reason.strip(),
        at=by.at,
    )
