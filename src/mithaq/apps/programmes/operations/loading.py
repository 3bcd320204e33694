"""Bringing the schemes on record to what a list says; reading it again changes nothing."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import pairwise
from typing import Any

from django.db import models, transaction

from mithaq.apps.accounts.operations import record
from mithaq.apps.organisations.queries.lookups import organisation_ids
from mithaq.apps.programmes.choices import CEILING_DAYS, ActCeiling, DocumentOrigin
from mithaq.apps.programmes.events import SchemesLoaded
from mithaq.apps.programmes.models import (
    ActClock,
    DocumentRequirement,
    Envelope,
    EnvelopeReading,
    MeasureName,
    Scheme,
    SchemeCounter,
    SchemeEdition,
    SchemeIndicator,
)
from mithaq.apps.programmes.operations import _words as words
from mithaq.apps.programmes.operations.drafts import EditionDraft, SchemeDraft
from mithaq.apps.programmes.operations.editions import edition_faults, write_edition
from mithaq.apps.programmes.operations.envelopes import (
    Keys,
    envelope_faults,
    keys_of,
    write_envelope,
    write_reading,
)
from mithaq.apps.programmes.queries.law import law_scheme_names
from mithaq.apps.reference.queries import indicators, sources_by_code
from mithaq.base.errors import Fault, refuse_if_any
from mithaq.base.text import Labels


@dataclass(frozen=True, slots=True, kw_only=True)
class _Known:
    """The keys behind the codes that a list names."""

    bodies: dict[str, int]
    sources: dict[str, int]
    indicators: dict[str, int]
    envelopes: Keys
    laws: frozenset[str]


@transaction.atomic
def load_schemes(
    *,
    drafts: Iterable[SchemeDraft],
    actor: Any,
    mandate: str,
    reason: str = "",
    at: datetime,
) -> SchemesLoaded:
    """Write what a list says of schemes, and say what that added, changed or left alone.

    What the list says of a scheme replaces what was there, except its editions, envelopes and
    readings, which are only added. What the list does not name stays as it is.
    """
    wanted = list(drafts)
    known = _known(wanted)
    faults = list(_repeated(wanted))
    for rank, draft in enumerate(wanted):
        faults += _faults(draft, known, f"schemes[{rank}].")
    refuse_if_any(faults)
    held = {row.code: row for row in Scheme.objects.select_for_update().order_by("pk")}
    added: list[str] = []
    changed: list[str] = []
    for draft in wanted:
        is_new = draft.code not in held
        if _write(held.get(draft.code), draft, known, at=at):
            (added if is_new else changed).append(draft.code)
    touched = {*added, *changed}
    rest = tuple(draft.code for draft in wanted if draft.code not in touched)
    if touched:
        record(
            actor=actor,
            mandate=mandate,
            action="programmes.load",
            object_type="scheme_list",
            object_ref="schemes",
            object_label="Dispositifs",
            before=None,
            after={"added": added, "changed": changed},
            reason=reason,
            at=at,
        )
    return SchemesLoaded(tuple(added), tuple(changed), rest)


def _known(wanted: Sequence[SchemeDraft]) -> _Known:
    named = [draft.source for draft in wanted]
    for draft in wanted:
        named += [item.source for item in draft.counters]
        named += [item.source for item in draft.documents]
        named += [item.source for item in draft.acts]
        named += [item.source for item in draft.editions]
    envelopes = [item for draft in wanted for e in draft.editions for item in e.envelopes]
    codes = {code for draft in wanted for code in draft.indicators}
    rows = indicators().filter(code__in=codes)
    return _Known(
        bodies=organisation_ids(),
        sources=sources_by_code(code for code in named if code),
        indicators={row.code: row.pk for row in rows},
        envelopes=keys_of(envelopes),
        laws=law_scheme_names(),
    )


def _repeated(wanted: Sequence[SchemeDraft]) -> Iterable[Fault]:
    """A scheme stands once in a list; the code of a measure names one scheme."""
    seen: set[str] = set()
    measures: set[str] = set()
    for rank, draft in enumerate(wanted):
        if draft.code in seen:
            yield words.repeated(f"schemes[{rank}].code", draft.code)
        seen.add(draft.code)
        for code in draft.measures:
            if code in measures:
                yield words.repeated(f"schemes[{rank}].measures", code)
            measures.add(code)
    held = MeasureName.objects.select_related("scheme").filter(code__in=measures)
    owners = {row.code: row.scheme.code for row in held}
    for rank, draft in enumerate(wanted):
        for code in draft.measures:
            if owners.get(code, draft.code) != draft.code:
                yield words.repeated(f"schemes[{rank}].measures", code)


def _faults(draft: SchemeDraft, known: _Known, where: str) -> list[Fault]:
    faults = []
    if draft.law_name and draft.law_name not in known.laws:
        faults.append(words.unknown(f"{where}law", draft.law_name))
    faults += _code_faults(draft, known, where)
    for rank, edition in enumerate(draft.editions):
        place = f"{where}editions[{rank}]."
        faults += edition_faults(None, edition, known.sources, place)
        for number, envelope in enumerate(edition.envelopes):
            faults += envelope_faults(envelope, known.envelopes, f"{place}envelopes[{number}].")
    ordered = sorted(draft.editions, key=lambda item: item.starts_on)
    for before, after in pairwise(ordered):
        if before.ends_on is None or before.ends_on >= after.starts_on:
            faults.append(words.overlaps(before.number or 0, before.starts_on, before.ends_on))
    return faults


def _code_faults(draft: SchemeDraft, known: _Known, where: str) -> list[Fault]:
    """Every organisation, source and indicator that the register does not hold."""
    sources: list[tuple[str, str | None]] = [(f"{where}source", draft.source)]
    bodies: list[tuple[str, str | None]] = []
    for n, counter in enumerate(draft.counters):
        sources.append((f"{where}counters[{n}].source", counter.source))
        bodies.append((f"{where}counters[{n}].organisation", counter.organisation))
    faults: list[Fault] = []
    for n, document in enumerate(draft.documents):
        sources.append((f"{where}documents[{n}].source", document.source))
        bodies.append((f"{where}documents[{n}].holder", document.holder))
        if (document.origin == DocumentOrigin.HELD) != (document.holder is not None):
            faults.append(words.holder_and_origin(f"{where}documents[{n}].holder"))
    for n, act in enumerate(draft.acts):
        sources.append((f"{where}acts[{n}].source", act.source))
        bodies.append((f"{where}acts[{n}].body", act.body))
        longest = CEILING_DAYS.get(ActCeiling(act.ceiling), 0)
        if not 1 <= act.norm_days <= longest:
            faults.append(words.beyond_ceiling(f"{where}acts[{n}].days", longest))
    faults += [words.unknown(place, c) for place, c in sources if c and c not in known.sources]
    faults += [words.unknown(place, c) for place, c in bodies if c and c not in known.bodies]
    faults += [
        words.unknown(f"{where}indicators", code)
        for code in draft.indicators
        if code not in known.indicators
    ]
    return faults


def _write(row: Scheme | None, draft: SchemeDraft, known: _Known, *, at: datetime) -> bool:
    """Write a scheme and what surrounds it; tell whether anything changed."""
    columns: dict[str, Any] = {
        "family": draft.family,
        "law_name": draft.law_name,
        "source_id": known.sources[draft.source] if draft.source else None,
        "rank": draft.rank,
        "is_exercise": draft.is_exercise,
        **_columns("label", draft.labels),
        **_columns("summary", draft.summary),
    }
    is_changed = row is None
    if row is None:
        row = Scheme.objects.create(code=draft.code, **columns)
    elif any(getattr(row, name) != value for name, value in columns.items()):
        is_changed = True
        for name, value in columns.items():
            setattr(row, name, value)
        row.save()
    is_changed |= _replace(MeasureName.objects, row, [{"code": code} for code in draft.measures])
    is_changed |= _replace(
        SchemeIndicator.objects,
        row,
        [{"indicator_id": known.indicators[c], "rank": n} for n, c in enumerate(draft.indicators)],
    )
    is_changed |= _replace(SchemeCounter.objects, row, list(_counters(draft, known)))
    is_changed |= _replace(DocumentRequirement.objects, row, list(_documents(draft, known)))
    is_changed |= _replace(ActClock.objects, row, list(_acts(draft, known)))
    for edition in draft.editions:
        is_changed |= _add_edition(row, edition, known, at=at)
    return is_changed


def _replace(rows: models.Manager[Any], row: Scheme, wanted: list[dict[str, Any]]) -> bool:
    """Make the rows of a scheme those wanted; nothing is written when they are already."""
    names = tuple(wanted[0]) if wanted else ("pk",)
    held = list(rows.filter(scheme=row).order_by("pk").values(*names))
    if held == wanted:
        return False
    rows.filter(scheme=row).delete()
    rows.bulk_create(rows.model(scheme=row, **values) for values in wanted)
    return True


def _counters(draft: SchemeDraft, known: _Known) -> Iterable[dict[str, Any]]:
    for rank, item in enumerate(draft.counters):
        yield {
            "organisation_id": known.bodies[item.organisation],
            "role": item.role,
            **_columns("note", item.note),
            "rank": rank,
            "source_id": known.sources[item.source],
            "locator": item.locator,
        }


def _documents(draft: SchemeDraft, known: _Known) -> Iterable[dict[str, Any]]:
    for rank, item in enumerate(draft.documents, start=1):
        yield {
            "number": rank,
            **_columns("label", item.labels),
            "origin": item.origin,
            "stage": item.stage,
            "holder_id": known.bodies[item.holder] if item.holder else None,
            "source_id": known.sources[item.source],
            "locator": item.locator,
        }


def _acts(draft: SchemeDraft, known: _Known) -> Iterable[dict[str, Any]]:
    for rank, item in enumerate(draft.acts, start=1):
        yield {
            "number": rank,
            **_columns("label", item.labels),
            "body_id": known.bodies[item.body],
            "ceiling": item.ceiling,
            "norm_days": item.norm_days,
            "silence": item.silence,
            "source_id": known.sources[item.source],
            "locator": item.locator,
        }


def _add_edition(row: Scheme, draft: EditionDraft, known: _Known, *, at: datetime) -> bool:
    """Write an edition, its envelopes and their readings where they are not yet."""
    edition = SchemeEdition.objects.filter(scheme=row, starts_on=draft.starts_on).first()
    is_changed = edition is None
    edition = edition or write_edition(row, draft, known.sources)
    keys = known.envelopes
    for item in draft.envelopes:
        same = Envelope.objects.filter(
            edition=edition,
            payer_id=keys.bodies[item.payer],
            territory_id=keys.places[item.territory],
            year=item.year,
        ).first()
        is_changed |= same is None
        envelope = same or write_envelope(edition, item, keys)
        held = set(
            EnvelopeReading.objects.filter(envelope=envelope).values_list("as_of", flat=True)
        )
        for reading in item.readings:
            if reading.as_of not in held:
                write_reading(envelope, reading, keys.sources, at=at)
                is_changed = True
    return is_changed


def _columns(stem: str, labels: Labels) -> dict[str, str]:
    return {f"{stem}_{name}": text for name, text in zip(("fr", "ar", "en"), (
        labels.fr, labels.ar, labels.en), strict=True)}  # fmt: skip
