"""A convention enters the register whole, or not at all."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from mithaq.apps.accounts import operations as accounts
from mithaq.apps.accounts.models import User
from mithaq.apps.conventions.events import ConventionRecorded
from mithaq.apps.conventions.models import Convention, ConventionSet
from mithaq.apps.conventions.operations._checks import convention_faults
from mithaq.apps.conventions.operations._columns import dated, proof, texts
from mithaq.apps.conventions.operations._search import search_text
from mithaq.apps.conventions.operations._writing import (
    write_axes,
    write_bodies,
    write_budget,
    write_people,
    write_targets,
    write_ties,
)
from mithaq.apps.conventions.operations.drafts import ConventionDraft, SetDraft
from mithaq.base.errors import Refusal


@transaction.atomic
def record_convention(
    *, draft: ConventionDraft, actor: User | None, mandate: str, reason: str, at: datetime
) -> ConventionRecorded:
    """Write a convention and all that its source says of it, under the name of ``actor``.

    The same content under the same reference is found again and nothing is written.
    Raises ``Refusal`` with every fault at once: reference taken, dates reversed, a debtor who is
    not a party, a weekday that is not the date's, a budget stage above the one before…
    """
    existing = Convention.objects.filter(reference=draft.reference).first()
    if existing and draft.content_sha256 and existing.content_sha256 == draft.content_sha256:
        return ConventionRecorded(
            convention_id=existing.pk,
            convention_set_id=existing.convention_set_id,
            reference=existing.reference,
            is_new=False,
        )
    if faults := convention_faults(draft, is_reference_taken=existing is not None):
        raise Refusal(faults)
    convention = _write_convention(draft, actor=actor, at=at)
    parties = write_people(convention, draft)
    measures = write_axes(convention, draft, parties)
    write_targets(convention, draft)
    write_budget(convention, draft, measures)
    write_bodies(convention, draft)
    write_ties(convention, draft)
    accounts.record(
        actor=actor,
        mandate=mandate,
        action="conventions.record",
        object_type="convention",
        object_ref=convention.reference,
        object_label=str(convention.labels),
        before=None,
        after={"sha256": draft.content_sha256, "status": draft.status},
        reason=reason,
        at=at,
    )
    return ConventionRecorded(
        convention_id=convention.pk,
        convention_set_id=convention.convention_set_id,
        reference=convention.reference,
        is_new=True,
    )


def _write_set(draft: SetDraft | None) -> ConventionSet | None:
    if draft is None:
        return None
    found, _ = ConventionSet.objects.get_or_create(
        reference=draft.reference,
        defaults={
            **texts(draft.title),
            **proof(draft.origin),
            "announced_count": draft.announced_count,
        },
    )
    return found


def _write_convention(draft: ConventionDraft, *, actor: User | None, at: datetime) -> Convention:
    parent = (
        Convention.objects.get(reference=draft.parent_reference) if draft.parent_reference else None
    )
    return Convention.objects.create(
        reference=draft.reference,
        kind=draft.kind,
        level=draft.level,
        status=draft.status,
        parent=parent,
        convention_set=_write_set(draft.convention_set),
        instrument_count=draft.instrument_count,
        territory_id=draft.territory_id,
        signed_weekday=draft.signed_weekday,
        in_force_on=draft.in_force_on,
        covers_from=draft.covers_from,
        covers_to=draft.covers_to,
        duration_kind=draft.duration_kind,
        notice_months=draft.notice_months,
        renewal_months=draft.renewal_months,
        feature_rank=draft.feature_rank,
        is_exercise=draft.is_exercise,
        search_text=search_text(draft),
        content_sha256=draft.content_sha256,
        recorded_by=actor,
        recorded_at=at,
        **texts(draft.title),
        **texts(draft.purpose, "purpose"),
        **texts(draft.place, "place"),
        **texts(draft.terms, "terms"),
        **texts(draft.legal_basis, "legal_basis"),
        **dated(draft.signed, "signed"),
        **proof(draft.origin),
    )
