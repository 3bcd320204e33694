"""Recording organisations: one by one, or a whole list that may be read again."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from typing import Any

from django.db import transaction

from mithaq.apps.accounts.operations import record
from mithaq.apps.organisations.events import OrganisationRecorded, OrganisationsLoaded
from mithaq.apps.organisations.models import Establishment, Organisation
from mithaq.apps.organisations.operations.attachments import write_attachments
from mithaq.apps.organisations.operations.checking import (
    Known,
    already_used,
    organisation_faults,
    unknown_code,
)
from mithaq.apps.organisations.operations.drafts import OrganisationDraft
from mithaq.apps.organisations.queries.lookups import (
    LEGAL_FORMS,
    SECTORS,
    organisation_ids,
    term_ids,
    territory_ids,
)
from mithaq.base.errors import Fault, Refusal, refuse_if_any
from mithaq.base.identifiers import compact
from mithaq.base.text import Labels, fold


@transaction.atomic
def create_organisation(
    *, draft: OrganisationDraft, actor: int | None, mandate: str, reason: str = "", at: datetime
) -> OrganisationRecorded:
    """Add an organisation, its establishments, memberships and contact persons to the register."""
    known, warnings = _known([draft]), list[Labels]()
    faults = organisation_faults(draft, known, where="", warnings=warnings)
    if draft.slug in known.organisations:
        faults.append(Fault("slug", already_used(draft.slug)))
    refuse_if_any([*faults, *_taken([draft], [""])])
    body = Organisation.objects.create(slug=draft.slug, **_columns(draft, known))
    write_attachments(body, draft)
    _line(
        body, "create_organisation", before=None, actor=actor, mandate=mandate, reason=reason, at=at
    )
    return OrganisationRecorded(body.pk, body.slug, tuple(warnings))


@transaction.atomic
def change_organisation(
    *, draft: OrganisationDraft, actor: int | None, mandate: str, reason: str, at: datetime
) -> OrganisationRecorded:
    """Correct what the register says of an organisation; its slug, an address, never changes."""
    body = Organisation.objects.select_for_update().filter(slug=draft.slug).first()
    if body is None:
        raise Refusal.because(where="slug", sentence=unknown_code(draft.slug))
    known, warnings = _known([draft]), list[Labels]()
    faults = organisation_faults(draft, known, where="", warnings=warnings)
    refuse_if_any([*faults, *_taken([draft], [""])])
    before = _state(body)
    _assign(body, _columns(draft, known))
    body.save()
    write_attachments(body, draft)
    _line(
        body,
        "change_organisation",
        before=before,
        actor=actor,
        mandate=mandate,
        reason=reason,
        at=at,
    )
    return OrganisationRecorded(body.pk, body.slug, tuple(warnings))


@transaction.atomic
def load_organisations(
    *,
    drafts: Iterable[OrganisationDraft],
    actor: int | None,
    mandate: str,
    reason: str = "",
    at: datetime,
) -> OrganisationsLoaded:
    """Bring the register to what a list says, and say what that added, changed or left alone.

    Reading the same list again changes nothing and leaves no audit line. What the list does not
    name stays as it is.
    """
    wanted = list(drafts)
    known, warnings = _known(wanted), list[Labels]()
    places = [f"organisations[{rank}]" for rank in range(len(wanted))]
    slugs = {draft.slug for draft in wanted}
    named = Known(
        known.organisations | dict.fromkeys(slugs, 0),
        known.territories,
        known.sectors,
        known.legal_forms,
    )
    faults = list(_repeated(wanted, places))
    for draft, where in zip(wanted, places, strict=True):
        faults += organisation_faults(draft, named, where=where, warnings=warnings)
    refuse_if_any([*faults, *_taken(wanted, places)])
    loaded = _load(wanted, known)
    if loaded.added or loaded.changed:
        _line_of_load(loaded, actor=actor, mandate=mandate, reason=reason, at=at)
    return OrganisationsLoaded(loaded.added, loaded.changed, loaded.unchanged, tuple(warnings))


def _load(wanted: Sequence[OrganisationDraft], known: Known) -> OrganisationsLoaded:
    bodies = {
        body.slug: body
        for body in Organisation.objects.select_for_update().filter(
            slug__in=[draft.slug for draft in wanted]
        )
    }
    added = [draft.slug for draft in wanted if draft.slug not in bodies]
    # First without parent: a list may name a parent before or after its children.
    for draft in wanted:
        if draft.slug not in bodies:
            body = Organisation.objects.create(
                slug=draft.slug, **_columns(draft, known) | {"parent_id": None}
            )
            bodies[draft.slug] = body
            known.organisations[draft.slug] = body.pk
    changed = []
    for draft in wanted:
        body = bodies[draft.slug]
        is_changed = _assign(body, _columns(draft, known))
        if is_changed:
            body.save()
        if write_attachments(body, draft) or is_changed:
            changed.append(draft.slug)
    new = set(added)
    touched = tuple(slug for slug in changed if slug not in new)
    rest = tuple(d.slug for d in wanted if d.slug not in new and d.slug not in set(touched))
    return OrganisationsLoaded(tuple(added), touched, rest)


def _known(drafts: Sequence[OrganisationDraft]) -> Known:
    territories = {draft.territory for draft in drafts if draft.territory}
    territories |= {p.commune for draft in drafts for p in draft.establishments if p.commune}
    return Known(
        organisations=organisation_ids(),
        territories=territory_ids(territories),
        sectors=term_ids(SECTORS, (draft.sector for draft in drafts if draft.sector)),
        legal_forms=term_ids(LEGAL_FORMS, (d.legal_form for d in drafts if d.legal_form)),
    )


def _columns(draft: OrganisationDraft, known: Known) -> dict[str, Any]:
    labels = draft.labels
    words = (labels.fr, labels.ar, labels.en, draft.acronym, *draft.former_names, draft.slug)
    return {
        "label_fr": labels.fr,
        "label_ar": labels.ar,
        "label_en": labels.en,
        "kind": draft.kind,
        "acronym": draft.acronym,
        "former_names": list(draft.former_names),
        "parent_id": known.organisations.get(draft.parent) if draft.parent else None,
        "territory_id": known.territories[draft.territory] if draft.territory else None,
        "sector_id": known.sectors[draft.sector] if draft.sector else None,
        "legal_form_id": known.legal_forms[draft.legal_form] if draft.legal_form else None,
        "ice": compact(draft.ice) if draft.ice else None,
        "registry_court": draft.registry_court,
        "registry_number": compact(draft.registry_number),
        "affiliation_number": compact(draft.affiliation_number)
        if draft.affiliation_number
        else None,
        "is_exercise": draft.is_exercise,
        "search_text": " ".join(fold(word) for word in words if word),
    }


def _assign(body: Organisation, columns: dict[str, Any]) -> bool:
    differing = {name: value for name, value in columns.items() if getattr(body, name) != value}
    for name, value in differing.items():
        setattr(body, name, value)
    return bool(differing)


def _numbers(draft: OrganisationDraft) -> list[tuple[str, str]]:
    """What two organisations never share: (field, value); a registry number goes with its court."""
    numbers = [
        (field, compact(str(getattr(draft, field) or "")))
        for field in ("ice", "affiliation_number")
    ]
    if registered := compact(draft.registry_number):
        numbers.append(("registry_number", f"{registered} {draft.registry_court}".strip()))
    for rank, place in enumerate(draft.establishments):
        numbers.append((f"establishments[{rank}].ice", compact(place.ice or "")))
    return [(field, value) for field, value in numbers if value]


def _repeated(drafts: Sequence[OrganisationDraft], places: Sequence[str]) -> Iterator[Fault]:
    """What a list says twice; the ICE of a place of work is looked for among its like."""
    seen: set[tuple[str, str]] = set()
    for draft, where in zip(drafts, places, strict=True):
        for field, value in [("slug", draft.slug), *_numbers(draft)]:
            kind = "establishment" if field.startswith("establishments") else field
            if (kind, value) in seen:
                yield Fault(f"{where}.{field}", already_used(value))
            seen.add((kind, value))


def _taken(drafts: Sequence[OrganisationDraft], places: Sequence[str]) -> Iterator[Fault]:
    """What another organisation of the register holds already."""
    holders = _holders([number for draft in drafts for number in _numbers(draft)])
    for draft, where in zip(drafts, places, strict=True):
        for field, value in _numbers(draft):
            kind = "establishment" if field.startswith("establishments") else field
            if holders.get((kind, value), draft.slug) != draft.slug:
                yield Fault(f"{where}.{field}" if where else field, already_used(value))


def _holders(numbers: Sequence[tuple[str, str]]) -> dict[tuple[str, str], str]:
    """Who holds some numbers: (field, value) → slug."""
    values = {value for _field, value in numbers}
    registered = {value.partition(" ")[0] for field, value in numbers if field == "registry_number"}
    bodies, sites = Organisation.objects, Establishment.objects
    found: dict[tuple[str, str], str] = {}
    for ice, slug in bodies.filter(ice__in=values).values_list("ice", "slug"):
        found["ice", str(ice)] = slug
    rows = bodies.filter(affiliation_number__in=values).values_list("affiliation_number", "slug")
    for number, slug in rows:
        found["affiliation_number", str(number)] = slug
    pairs = bodies.filter(registry_number__in=registered)
    for number, court, slug in pairs.values_list("registry_number", "registry_court", "slug"):
        found["registry_number", f"{number} {court}".strip()] = slug
    for ice, slug in sites.filter(ice__in=values).values_list("ice", "organisation__slug"):
        found["establishment", str(ice)] = slug
    return found


def _state(body: Organisation) -> dict[str, Any]:
    kept = ("slug", "kind", "label_fr", "label_ar", "label_en", "acronym", "former_names",
            "parent_id", "territory_id", "sector_id", "legal_form_id", "ice", "registry_court",
            "registry_number", "affiliation_number", "is_exercise")  # fmt: skip
    return {name: getattr(body, name) for name in kept}


def _line(
    body: Organisation,
    action: str,
    *,
    before: dict[str, Any] | None,
    actor: int | None,
    mandate: str,
    reason: str,
    at: datetime,
) -> None:
    record(
        actor=actor,
        mandate=mandate,
        action=action,
        object_type="organisation",
        object_ref=body.slug,
        object_label=body.label_fr,
        before=before,
        after=_state(body),
        reason=reason,
        at=at,
    )


def _line_of_load(
    loaded: OrganisationsLoaded, *, actor: int | None, mandate: str, reason: str, at: datetime
) -> None:
    count = len(loaded.added) + len(loaded.changed) + len(loaded.unchanged)
    record(
        actor=actor,
        mandate=mandate,
        action="load_organisations",
        object_type="organisation_list",
        object_ref="organisations",
        object_label=f"{count} organisations",
        before=None,
        after={"added": loaded.added, "changed": loaded.changed},
        reason=reason,
        at=at,
    )
