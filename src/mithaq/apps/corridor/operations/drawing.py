"""Announcing a draw of controls, then making it with a seed that nobody chose."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from django.db import transaction

from mithaq.apps.accounts.operations import record
from mithaq.apps.corridor.events import ControlsDrawn, DrawAnnounced
from mithaq.apps.corridor.models import ControlDraw, Corridor, DrawnCompany
from mithaq.apps.corridor.operations import _drawing_words as drawing
from mithaq.apps.corridor.operations import _question_words as words
from mithaq.apps.corridor.operations._question_rows import next_number, person_key
from mithaq.apps.corridor.operations.question_drafts import DrawDraft
from mithaq.apps.corridor.policies.questions import can_draw_controls
from mithaq.apps.corridor.queries.question_facts import (
    body_ids,
    companies_by_ice,
    deciding_bodies,
)
from mithaq.apps.organisations.queries import MandateView
from mithaq.base.errors import Fault, Refusal, refuse_if_any
from mithaq.base.ports import port
from mithaq.signals.draw import ALGORITHM, count_of_share, draw_from, read_population

WHOLE = 10_000


@transaction.atomic
def announce_draw(
    *, draft: DrawDraft, actor: Any, under: MandateView | None, at: datetime, on: date
) -> DrawAnnounced:
    """Publish who can be drawn, by digest, which share, and which seed of which later day; that
    of an exercise may come the same day.

    The codes of the population are kept for everyone to take; no ICE is.
    """
    corridor = Corridor.objects.filter(slug=draft.corridor).first()
    if corridor is None:
        raise Refusal(words.unknown("corridor"))
    if under is None or not can_draw_controls(under, is_exercise=corridor.is_exercise):
        raise Refusal(words.not_yours("question.can_draw_controls"))
    faults: list[Fault] = []
    if under.organisation not in deciding_bodies(corridor.pk, on=on):
        faults.append(words.not_in_corridor())
    if not draft.population.fr.strip():
        faults.append(words.missing("population_fr"))
    if not draft.seed_origin.strip():
        faults.append(words.missing("seed_origin"))
    # An exercise is played to its end in one day: nobody is controlled by it.
    if draft.seed_on < on or (draft.seed_on == on and not corridor.is_exercise):
        faults.append(drawing.seed_later())
    if not 1 <= draft.share_basis_points <= WHOLE:
        faults.append(drawing.share_out())
    try:
        people = read_population(draft.file)
    except Refusal as refusal:
        raise Refusal([*faults, *refusal.faults]) from refusal
    refuse_if_any(faults)
    port("files").keep(people.text.encode())
    row = ControlDraw.objects.create(
        number=next_number(ControlDraw.objects.all(), prefix="T", at=at),
        corridor=corridor,
        institution_id=body_ids([under.organisation])[under.organisation],
        population_fr=draft.population.fr.strip(),
        population_ar=draft.population.ar.strip(),
        population_en=draft.population.en.strip(),
        population_digest=people.digest,
        population_count=len(people),
        share_basis_points=draft.share_basis_points,
        algorithm=ALGORITHM,
        seed_origin=draft.seed_origin.strip(),
        seed_on=draft.seed_on,
        announced_on=on,
        announced_by_id=person_key(actor),
        announced_at=at,
        is_exercise=corridor.is_exercise,
    )
    after = {
        "population_digest": people.digest,
        "population_count": len(people),
        "share_basis_points": draft.share_basis_points,
        "seed_on": draft.seed_on,
    }
    _line(row, "announce_draw", after=after, actor=actor, under=under, at=at)
    return DrawAnnounced(number=row.number, population_digest=people.digest)


@transaction.atomic
def draw_controls(
    *,
    number: str,
    seed: str,
    file: str,
    actor: Any,
    under: MandateView | None,
    at: datetime,
    on: date,
) -> ControlsDrawn:
    """Make an announced draw, once, on the announced population, when the day of its seed came."""
    row = ControlDraw.objects.select_for_update().filter(number=number).first()
    if row is None:
        raise Refusal(words.unknown("number"))
    institution = body_ids([under.organisation]).get(under.organisation) if under else None
    may = can_draw_controls(under, is_exercise=row.is_exercise)
    if not may or institution != row.institution_id:
        raise Refusal(words.not_yours("question.can_draw_controls"))
    faults: list[Fault] = []
    if row.cancelled_at is not None:
        faults.append(drawing.cancelled())
    if row.seed:
        faults.append(drawing.drawn_already())
    if on < row.seed_on:
        faults.append(drawing.seed_later())
    people = read_population(file)
    if people.digest != row.population_digest:
        faults.append(drawing.other_population())
    elif len(people.ices) != len(people):
        faults.append(drawing.without_ice())
    if not seed.strip():
        faults.append(words.missing("seed"))
    refuse_if_any(faults)
    count = count_of_share(len(people), row.share_basis_points)
    made = draw_from(people, seed.strip(), count=count)
    known = companies_by_ice(item.ice for item in made.drawn)
    DrawnCompany.objects.bulk_create(
        DrawnCompany(
            draw=row, rank=item.rank, ice=item.ice, key=item.key, company_id=known.get(item.ice)
        )
        for item in made.drawn
    )
    row.seed, row.drawn_at = made.seed, at
    row.save(update_fields=["seed", "drawn_at"])
    after = {"seed": row.seed, "drawn": len(made.drawn)}
    _line(row, "draw_controls", after=after, actor=actor, under=under, at=at)
    return ControlsDrawn(number=row.number, drawn_count=len(made.drawn))


def _line(
    row: ControlDraw,
    action: str,
    *,
    after: Any,
    actor: Any,
    under: MandateView | None,
    at: datetime,
) -> None:
    record(
        actor=actor,
        mandate=under.text if under else "",
        action=f"corridor.{action}",
        object_type="control_draw",
        object_ref=row.number,
        object_label=row.population_fr,
        before=None,
        after=after,
        reason="",
        at=at,
    )
