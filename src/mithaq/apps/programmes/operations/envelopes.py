"""Putting money and places into an edition, and recording how far they went."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from django.db import transaction

from mithaq.apps.conventions.choices import Grade
from mithaq.apps.organisations.queries import MandateView
from mithaq.apps.organisations.queries.lookups import organisation_ids, territory_ids
from mithaq.apps.programmes.events import EnvelopeAdded, EnvelopeRead
from mithaq.apps.programmes.models import Envelope, EnvelopeReading, SchemeEdition
from mithaq.apps.programmes.operations import _words as words
from mithaq.apps.programmes.operations._lines import scheme_line, signed_by
from mithaq.apps.programmes.operations.drafts import EnvelopeDraft, ReadingDraft
from mithaq.apps.programmes.policies import can_steer_scheme
from mithaq.apps.reference.queries import sources_by_code
from mithaq.base.errors import Fault, Refusal, refuse_if_any

# « Verified » is what a match with social-security declarations gives: no hand writes it.
BY_HAND = (Grade.ANNOUNCED, Grade.CONTRACTUAL, Grade.RECORDED, Grade.MEASURED)
# What a whole number of the database holds.
COUNT_MOST: Final = 2_147_483_647


@transaction.atomic
def add_envelope(
    *,
    edition_id: int,
    draft: EnvelopeDraft,
    reason: str,
    actor: Any,
    under: MandateView | None,
    at: datetime,
) -> EnvelopeAdded:
    """Put a payer's money or places into an edition, for a territory and a year."""
    row = (
        SchemeEdition.objects.select_for_update(of=("self",))
        .select_related("scheme")
        .filter(pk=edition_id)
        .first()
    )
    if row is None:
        raise Refusal([words.unknown("edition", edition_id)])
    keys = keys_of([draft])
    is_allowed = can_steer_scheme(under, is_exercise=row.scheme.is_exercise)
    faults = [] if is_allowed else [words.not_yours()]
    faults += envelope_faults(draft, keys)
    faults += _edition_faults(row, draft)
    refuse_if_any(faults)
    written = write_envelope(row, draft, keys)
    scheme_line(
        row.scheme.code,
        row.scheme.label_fr,
        "add_envelope",
        before=None,
        after=_state(draft) | {"number": row.number},
        signed=signed_by(actor, under, at, reason=reason or draft.basis),
    )
    return EnvelopeAdded(envelope_id=written.pk, scheme=row.scheme.code)


@transaction.atomic
def record_envelope_reading(
    *,
    envelope_id: int,
    draft: ReadingDraft,
    actor: Any,
    under: MandateView | None,
    at: datetime,
) -> EnvelopeRead:
    """Record what is committed and used of an envelope on a day.

    A reading is never changed: one recorded later for the same day replaces it. More than the
    envelope may be committed: the page says so.
    """
    row = (
        Envelope.objects.select_for_update(of=("self",))
        .select_related("edition__scheme", "payer", "territory")
        .filter(pk=envelope_id)
        .first()
    )
    if row is None:
        raise Refusal([words.unknown("envelope", envelope_id)])
    scheme = row.edition.scheme
    sources = sources_by_code([draft.source] if draft.source else [])
    is_allowed = can_steer_scheme(under, is_exercise=scheme.is_exercise)
    faults = [] if is_allowed else [words.not_yours()]
    refuse_if_any([*faults, *reading_faults(draft, sources)])
    written = write_reading(row, draft, sources, at=at)
    scheme_line(
        scheme.code,
        scheme.label_fr,
        "record_envelope_reading",
        before=None,
        after={
            "payer": row.payer.slug,
            "territory": row.territory.code,
            "year": row.year,
            "as_of": draft.as_of,
            "committed_centimes": draft.committed_centimes,
            "used_centimes": draft.used_centimes,
            "committed_count": draft.committed_count,
            "used_count": draft.used_count,
            "grade": draft.grade,
        },
        signed=signed_by(actor, under, at, reason=draft.basis),
    )
    return EnvelopeRead(reading_id=written.pk, envelope_id=row.pk, as_of=draft.as_of)


@dataclass(frozen=True, slots=True)
class Keys:
    """The keys behind the codes that envelopes name."""

    bodies: dict[str, int]
    places: dict[str, int]
    sources: dict[str, int]


def keys_of(drafts: list[EnvelopeDraft]) -> Keys:
    """Find the payers, places and sources of some envelopes: three queries."""
    named = [draft.source for draft in drafts] + [
        reading.source for draft in drafts for reading in draft.readings
    ]
    return Keys(
        organisation_ids(draft.payer for draft in drafts),
        territory_ids(draft.territory for draft in drafts),
        sources_by_code(code for code in named if code),
    )


def envelope_faults(draft: EnvelopeDraft, keys: Keys, where: str = "") -> list[Fault]:
    """All that is wrong with an envelope, its readings included."""
    faults = []
    if draft.payer not in keys.bodies:
        faults.append(words.unknown(f"{where}payer", draft.payer))
    if draft.territory not in keys.places:
        faults.append(words.unknown(f"{where}territory", draft.territory))
    if draft.source and draft.source not in keys.sources:
        faults.append(words.unknown(f"{where}source", draft.source))
    if not draft.basis.strip():
        faults.append(words.missing(f"{where}basis"))
    known = [part for part in (draft.money_centimes, draft.headcount) if part is not None]
    if not known or min(known) <= 0:
        faults.append(words.holds_nothing())
    faults += _too_many({f"{where}headcount": draft.headcount})
    for rank, reading in enumerate(draft.readings):
        faults += reading_faults(reading, keys.sources, f"{where}readings[{rank}].")
    return faults


def _too_many(counts: Mapping[str, int | None]) -> list[Fault]:
    return [
        words.too_many(where, COUNT_MOST)
        for where, part in counts.items()
        if (part or 0) > COUNT_MOST
    ]


def reading_faults(draft: ReadingDraft, sources: dict[str, int], where: str = "") -> list[Fault]:
    """All that is wrong with a reading."""
    faults = []
    parts = {
        "committed": draft.committed_centimes,
        "used": draft.used_centimes,
        "committed_count": draft.committed_count,
        "used_count": draft.used_count,
    }
    faults += [words.negative(f"{where}{name}") for name, part in parts.items() if (part or 0) < 0]
    counts = {name: part for name, part in parts.items() if name.endswith("_count")}
    faults += _too_many({f"{where}{name}": part for name, part in counts.items()})
    if all(part is None for part in parts.values()):
        faults.append(words.says_nothing())
    if _exceeds(draft.used_centimes, draft.committed_centimes):
        faults.append(words.beyond(f"{where}used", "envelope_paid_within_committed"))
    if _exceeds(draft.used_count, draft.committed_count):
        faults.append(words.beyond(f"{where}used_count", "envelope_served_within_taken"))
    if draft.grade not in Grade.values:
        faults.append(words.not_in_list(f"{where}grade", draft.grade, tuple(Grade.values)))
    elif draft.grade not in BY_HAND:
        faults.append(words.not_by_hand())
    if not draft.basis.strip():
        faults.append(words.missing(f"{where}basis"))
    if draft.source and draft.source not in sources:
        faults.append(words.unknown(f"{where}source", draft.source))
    return faults


def write_envelope(edition: SchemeEdition, draft: EnvelopeDraft, keys: Keys) -> Envelope:
    """Write a checked envelope, without its readings."""
    return Envelope.objects.create(
        edition=edition,
        payer_id=keys.bodies[draft.payer],
        territory_id=keys.places[draft.territory],
        year=draft.year,
        money_centimes=draft.money_centimes,
        headcount=draft.headcount,
        basis=draft.basis.strip(),
        source_id=keys.sources[draft.source] if draft.source else None,
    )


def write_reading(
    envelope: Envelope, draft: ReadingDraft, sources: dict[str, int], *, at: datetime
) -> EnvelopeReading:
    """Write a checked reading."""
    return EnvelopeReading.objects.create(
        envelope=envelope,
        as_of=draft.as_of,
        committed_centimes=draft.committed_centimes,
        used_centimes=draft.used_centimes,
        committed_count=draft.committed_count,
        used_count=draft.used_count,
        grade=draft.grade,
        basis=draft.basis.strip(),
        source_id=sources[draft.source] if draft.source else None,
        recorded_at=at,
    )


def _edition_faults(row: SchemeEdition, draft: EnvelopeDraft) -> list[Fault]:
    faults = []
    last = row.ends_on.year if row.ends_on else draft.year
    if not row.starts_on.year <= draft.year <= last:
        faults.append(words.year_outside(row.starts_on, row.ends_on))
    same = Envelope.objects.filter(
        edition=row,
        payer__slug=draft.payer,
        territory__code=draft.territory,
        year=draft.year,
    )
    if same.exists():
        faults.append(words.envelope_twice())
    return faults


def _exceeds(part: int | None, whole: int | None) -> bool:
    return part is not None and whole is not None and part > whole


def _state(draft: EnvelopeDraft) -> dict[str, object]:
    return {
        "payer": draft.payer,
        "territory": draft.territory,
        "year": draft.year,
        "money_centimes": draft.money_centimes,
        "headcount": draft.headcount,
        "basis": draft.basis,
    }
