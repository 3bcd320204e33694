"""Preparing an edition of a scheme, and each step of its life."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any, Final

from django.db import transaction
from django.db.models import Max, Q

from mithaq.apps.organisations.queries import MandateView
from mithaq.apps.programmes.choices import EDITION_STEPS, EditionStatus, EditionStep
from mithaq.apps.programmes.events import EditionMoved, EditionPrepared
from mithaq.apps.programmes.models import Scheme, SchemeEdition
from mithaq.apps.programmes.operations import _words as words
from mithaq.apps.programmes.operations._lines import scheme_line, signed_by
from mithaq.apps.programmes.operations.drafts import EditionDraft
from mithaq.apps.programmes.policies import can_steer_scheme
from mithaq.apps.programmes.queries.law import law_digest
from mithaq.apps.reference.queries import sources_by_code
from mithaq.base.errors import Fault, Refusal, refuse_if_any

_STEPS: Final = {name: (sources, target) for name, sources, target, _who in EDITION_STEPS}


@transaction.atomic
def prepare_edition(
    *,
    scheme: str,
    draft: EditionDraft,
    reason: str,
    actor: Any,
    under: MandateView | None,
    at: datetime,
) -> EditionPrepared:
    """Give an edition its days and what founds it; it opens by a step of its own.

    Raises ``Refusal`` when another edition of the scheme runs in the same days.
    """
    found = Scheme.objects.select_for_update().filter(code=scheme).first()
    if found is None:
        raise Refusal([words.unknown("scheme", scheme)])
    sources = sources_by_code([draft.source] if draft.source else [])
    faults = [] if can_steer_scheme(under, is_exercise=found.is_exercise) else [words.not_yours()]
    faults += edition_faults(found.pk, draft, sources)
    refuse_if_any([*faults, *_reason_faults(reason)])
    row = write_edition(found, draft, sources)
    after = _state(row)
    signed = signed_by(actor, under, at, reason=reason)
    scheme_line(scheme, found.label_fr, "prepare_edition", before=None, after=after, signed=signed)
    return EditionPrepared(edition_id=row.pk, scheme=scheme, number=row.number)


@transaction.atomic
def move_edition(
    *,
    edition_id: int,
    step: str,
    on: date,
    reason: str,
    actor: Any,
    under: MandateView | None,
    at: datetime,
) -> EditionMoved:
    """Take one step of an edition's life; opening writes the digest of the law of that moment.

    Closing ends the edition on the day given, or keeps an earlier end.
    """
    row = (
        SchemeEdition.objects.select_for_update(of=("self",))
        .select_related("scheme")
        .filter(pk=edition_id)
        .first()
    )
    if row is None:
        raise Refusal([words.unknown("edition", edition_id)])
    refuse_if_any([*_step_faults(row, step, under, on=on), *_reason_faults(reason)])
    before = _state(row)
    _apply(row, EditionStep(step), on)
    row.save()
    scheme_line(
        row.scheme.code,
        row.scheme.label_fr,
        f"{step}_edition",
        before=before,
        after=_state(row),
        signed=signed_by(actor, under, at, reason=reason),
    )
    return EditionMoved(edition_id=row.pk, scheme=row.scheme.code, status=str(row.status))


def edition_faults(
    scheme_id: int | None, draft: EditionDraft, sources: dict[str, int], where: str = ""
) -> list[Fault]:
    """All that is wrong with an edition; ``scheme_id`` is None while the scheme is not written."""
    faults = []
    if not draft.labels.fr.strip():
        faults.append(words.missing(f"{where}label_fr"))
    if not draft.basis.strip():
        faults.append(words.missing(f"{where}basis"))
    if draft.source and draft.source not in sources:
        faults.append(words.unknown(f"{where}source", draft.source))
    if draft.ends_on and draft.ends_on < draft.starts_on:
        faults.append(words.ends_before(f"{where}ends_on"))
    elif scheme_id is not None and (other := _overlapping(scheme_id, draft)):
        faults.append(words.overlaps(other.number, other.starts_on, other.ends_on))
    return faults


def write_edition(scheme: Scheme, draft: EditionDraft, sources: dict[str, int]) -> SchemeEdition:
    """Write a checked edition; one written as open bears the digest of the law of that moment."""
    last = SchemeEdition.objects.filter(scheme=scheme).aggregate(last=Max("number"))["last"] or 0
    is_ruled = draft.status == EditionStatus.OPEN and bool(scheme.law_name)
    return SchemeEdition.objects.create(
        scheme=scheme,
        number=draft.number or last + 1,
        label_fr=draft.labels.fr,
        label_ar=draft.labels.ar,
        label_en=draft.labels.en,
        starts_on=draft.starts_on,
        ends_on=draft.ends_on,
        status=draft.status,
        law_digest=law_digest() if is_ruled else "",
        basis=draft.basis.strip(),
        source_id=sources[draft.source] if draft.source else None,
    )


def _overlapping(scheme_id: int, draft: EditionDraft) -> SchemeEdition | None:
    same = SchemeEdition.objects.filter(scheme_id=scheme_id).filter(
        Q(ends_on__isnull=True) | Q(ends_on__gte=draft.starts_on)
    )
    if draft.ends_on:
        same = same.filter(starts_on__lte=draft.ends_on)
    return same.order_by("starts_on").first()


def _step_faults(
    row: SchemeEdition, step: str, under: MandateView | None, *, on: date
) -> list[Fault]:
    if step not in EditionStep.values:
        return [words.not_in_list("step", step, tuple(EditionStep.values))]
    faults = []
    if not can_steer_scheme(under, is_exercise=row.scheme.is_exercise):
        faults.append(words.not_yours())
    sources, _target = _STEPS[EditionStep(step)]
    if row.status not in sources:
        faults.append(words.no_such_step(str(row.get_status_display())))
    if step == EditionStep.CLOSE and on < row.starts_on:
        faults.append(words.closes_before_start())
    return faults


def _apply(row: SchemeEdition, step: EditionStep, on: date) -> None:
    row.status = _STEPS[step][1]
    if step is EditionStep.OPEN and row.scheme.law_name:
        row.law_digest = law_digest()
    if step is EditionStep.CLOSE:
        row.ends_on = min(on, row.ends_on) if row.ends_on else on


def _reason_faults(reason: str) -> list[Fault]:
    return [] if reason.strip() else [words.missing("reason")]


def _state(row: SchemeEdition) -> dict[str, object]:
    return {
        "number": row.number,
        "label_fr": row.label_fr,
        "starts_on": row.starts_on,
        "ends_on": row.ends_on,
        "status": str(row.status),
        "basis": row.basis,
        "law_digest": row.law_digest,
    }
