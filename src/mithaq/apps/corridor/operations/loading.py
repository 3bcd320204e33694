"""Bringing the catalogue and the corridors on record to what a list says; again changes nothing."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any

from django.db import models, transaction

from mithaq.apps.accounts.operations import record
from mithaq.apps.corridor.choices import usual_hours
from mithaq.apps.corridor.events import CatalogueLoaded
from mithaq.apps.corridor.models import (
    CaseFamily,
    CaseSubject,
    Corridor,
    CorridorInstitution,
    Side,
    SideNorm,
)
from mithaq.apps.corridor.operations import _words as words
from mithaq.apps.corridor.operations.drafts import (
    CorridorDraft,
    FamilyDraft,
    InstitutionDraft,
    SubjectDraft,
)
from mithaq.apps.corridor.queries.loading import CorridorKeys, keys_of
from mithaq.apps.reference.queries import sources_by_code
from mithaq.base.errors import Fault, refuse_if_any
from mithaq.base.text import Labels

LANGUAGES = ("fr", "ar", "en")


@transaction.atomic
def load_catalogue(
    *, drafts: Iterable[FamilyDraft], actor: Any = None, mandate: str = "", at: datetime
) -> CatalogueLoaded:
    """Write families and subjects as a list has them; a subject that left it is offered no more."""
    wanted = list(drafts)
    codes = {item.source for draft in wanted for item in draft.subjects if item.source}
    sources = sources_by_code(codes)
    refuse_if_any(_catalogue_faults(wanted, sources))
    found = _Found()
    kept = []
    for rank, draft in enumerate(wanted):
        family, state = _upsert(
            CaseFamily, {"code": draft.code}, {"rank": rank, **_columns("label", draft.labels)}
        )
        found.note(draft.code, state)
        for place, item in enumerate(draft.subjects):
            columns = _subject_columns(item, family, place, sources)
            _row, state = _upsert(CaseSubject, {"code": item.code}, columns)
            found.note(item.code, state)
            kept.append(item.code)
    gone = CaseSubject.objects.filter(is_active=True).exclude(code__in=kept)
    for code in gone.order_by("pk").values_list("code", flat=True):
        found.note(code, "changed")
    gone.update(is_active=False)
    return _told(found, "load_catalogue", "catalogue", actor=actor, mandate=mandate, at=at)


@transaction.atomic
def load_corridors(
    *, drafts: Iterable[CorridorDraft], actor: Any = None, mandate: str = "", at: datetime
) -> CatalogueLoaded:
    """Write corridors, their institutions and delays as a list has them.

    A list says a part of what is known: an institution that it does not name stays as it is. One
    that leaves is named with its last day (« to »): after it, its rights in the corridor end, and
    its past cases stay its own.
    """
    wanted = list(drafts)
    keys = keys_of(wanted)
    refuse_if_any(_corridor_faults(wanted, keys))
    found = _Found()
    for draft in wanted:
        columns = {
            "convention_id": keys.conventions.get(draft.convention),
            "standing_committee_id": keys.committees.get((draft.convention, draft.committee)),
            "opened_on": draft.opened_on,
            "source_id": keys.sources.get(draft.source),
            "locator": draft.locator,
            "is_exercise": draft.is_exercise,
            **_columns("label", draft.labels),
            **_columns("scope", draft.scope),
        }
        row, state = _upsert(Corridor, {"slug": draft.slug}, columns)
        states = {state} | {
            _institution(row, item, rank, keys, at=at)
            for rank, item in enumerate(draft.institutions)
        }
        changed = "changed" if states != {"unchanged"} else "unchanged"
        found.note(draft.slug, "added" if state == "added" else changed)
    return _told(found, "load_corridors", "corridors", actor=actor, mandate=mandate, at=at)


class _Found:
    """What a loading added, changed or left alone."""

    def __init__(self) -> None:
        self.by_state: dict[str, list[str]] = {"added": [], "changed": [], "unchanged": []}

    def note(self, code: str, state: str) -> None:
        """Count one row under what happened to it."""
        self.by_state[state].append(code)


def _told(
    found: _Found, action: str, ref: str, *, actor: Any, mandate: str, at: datetime
) -> CatalogueLoaded:
    states = found.by_state
    if states["added"] or states["changed"]:
        record(
            actor=actor,
            mandate=mandate,
            action=f"corridor.{action}",
            object_type="corridor_list",
            object_ref=ref,
            object_label="Corridors",
            before=None,
            after={"added": states["added"], "changed": states["changed"]},
            reason="",
            at=at,
        )
    return CatalogueLoaded(
        added=tuple(states["added"]),
        changed=tuple(states["changed"]),
        unchanged=tuple(states["unchanged"]),
    )


def _catalogue_faults(wanted: Sequence[FamilyDraft], sources: dict[str, int]) -> list[Fault]:
    faults = []
    seen: set[str] = set()
    for rank, draft in enumerate(wanted):
        place = f"families[{rank}]"
        for code, where in ((draft.code, place), *_subject_codes(draft, place)):
            if code in seen:
                faults.append(words.repeated(where, code))
            seen.add(code)
        for n, item in enumerate(draft.subjects):
            where = f"{place}.subjects[{n}]"
            if item.source and item.source not in sources:
                faults.append(words.unknown(f"{where}.source", item.source))
            if item.norm.fr and not item.source:
                faults.append(Fault(f"{where}.norm", words.NORM_SOURCE, "subject.norm_source"))
    return faults


def _subject_codes(draft: FamilyDraft, place: str) -> list[tuple[str, str]]:
    return [(item.code, f"{place}.subjects[{n}]") for n, item in enumerate(draft.subjects)]


def _corridor_faults(wanted: Sequence[CorridorDraft], keys: CorridorKeys) -> list[Fault]:
    faults = []
    for rank, draft in enumerate(wanted):
        place = f"corridors[{rank}]"
        if draft.convention and draft.convention not in keys.conventions:
            faults.append(words.unknown(f"{place}.convention", draft.convention))
        body = (draft.convention, draft.committee)
        if draft.committee is not None and body not in keys.committees:
            faults.append(words.unknown(f"{place}.committee", str(draft.committee)))
        if draft.source and draft.source not in keys.sources:
            faults.append(words.unknown(f"{place}.source", draft.source))
        if not draft.is_exercise and not draft.source:
            faults.append(Fault(f"{place}.source", words.NORM_SOURCE, "corridor.source"))
        for n, item in enumerate(draft.institutions):
            where = f"{place}.institutions[{n}]"
            if item.organisation not in keys.bodies:
                faults.append(words.unknown(f"{where}.organisation", item.organisation))
            faults += [
                words.unknown(f"{where}.families", code)
                for code in item.families
                if code not in keys.families
            ]
            faults += _norm_faults(item, keys, where, is_exercise=draft.is_exercise)
    return faults


def _norm_faults(
    item: InstitutionDraft, keys: CorridorKeys, where: str, *, is_exercise: bool
) -> list[Fault]:
    faults = []
    for n, norm in enumerate(item.norms):
        place = f"{where}.norms[{n}]"
        if norm.family not in keys.families:
            faults.append(words.unknown(f"{place}.family", norm.family))
        if norm.source and norm.source not in keys.sources:
            faults.append(words.unknown(f"{place}.source", norm.source))
        if not norm.source and not is_exercise:
            faults.append(Fault(f"{place}.source", words.NORM_SOURCE, "norm.source"))
    return faults


def _institution(
    row: Corridor, item: InstitutionDraft, rank: int, keys: CorridorKeys, *, at: datetime
) -> str:
    body = keys.bodies[item.organisation]
    _row, state = _upsert(
        CorridorInstitution,
        {"corridor": row, "organisation_id": body},
        {
            "part": item.part,
            "rank": rank,
            "hours": item.hours or usual_hours(),
            "families": list(item.families),
            "starts_on": item.starts_on,
            "ends_on": item.ends_on,
        },
    )
    states = {state}
    for norm in item.norms:
        columns = {
            "amount": norm.amount,
            "unit": norm.unit,
            "silence": norm.silence,
            "completion_pauses": norm.completion_pauses,
            "source_id": keys.sources.get(norm.source),
            "locator": norm.locator,
            "is_exercise": row.is_exercise,
        }
        key = {"corridor": row, "organisation_id": body, "family_id": keys.families[norm.family]}
        states.add(_norm(key, columns, at=at))
    return "unchanged" if states == {"unchanged"} else "changed"


def _norm(key: dict[str, Any], columns: dict[str, Any], *, at: datetime) -> str:
    """Bring a delay to its columns: what a case was promised stays, and another replaces it."""
    row = SideNorm.objects.filter(**key, replaced_at__isnull=True).first()
    if row is not None:
        if all(getattr(row, name) == value for name, value in columns.items()):
            return "unchanged"
        if not Side.objects.filter(norm=row).exists():
            SideNorm.objects.filter(pk=row.pk).update(**columns)
            return "changed"
        row.replaced_at = at
        row.save(update_fields=["replaced_at"])
    SideNorm.objects.create(**key, **columns)
    return "added" if row is None else "changed"


def _subject_columns(
    item: SubjectDraft, family: models.Model, rank: int, sources: dict[str, int]
) -> dict[str, Any]:
    return {
        "family": family,
        "rank": rank,
        "is_active": True,
        "simulator": item.simulator,
        "is_personal": item.is_personal,
        "needs_case": item.needs_case,
        "source_id": sources.get(item.source),
        "locator": item.locator,
        **_columns("label", item.labels),
        **_columns("hint", item.hint),
        **_columns("explanation", item.explanation),
        **_columns("fix", item.fix),
        **_columns("norm", item.norm),
    }


def _columns(stem: str, labels: Labels) -> dict[str, str]:
    return {f"{stem}_{code}": getattr(labels, code) for code in LANGUAGES}


def _upsert(
    table: type[models.Model], key: dict[str, Any], columns: dict[str, Any]
) -> tuple[Any, str]:
    """Bring one row to its columns; tell whether it was added, changed or left alone."""
    rows: models.Manager[Any] = table._default_manager  # noqa: SLF001 - the manager of any table
    row = rows.filter(**key).first()
    if row is None:
        return rows.create(**key, **columns), "added"
    if all(getattr(row, name) == value for name, value in columns.items()):
        return row, "unchanged"
    for name, value in columns.items():
        setattr(row, name, value)
    row.save()
    return row, "changed"
