"""What hangs on an organisation: places of work, memberships, people to reach."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from django.db import models, transaction

from mithaq.apps.accounts.operations import record
from mithaq.apps.organisations.events import ContactRevealed
from mithaq.apps.organisations.models import ContactPerson, Establishment, Membership, Organisation
from mithaq.apps.organisations.operations.checking import (
    END_BEFORE_START,
    TWO_SEATS,
    already_member,
    already_used,
    contact_faults,
    establishment_faults,
    membership_faults,
    site_known_as,
    unknown_code,
)
from mithaq.apps.organisations.operations.drafts import (
    ContactDraft,
    EstablishmentDraft,
    MembershipDraft,
    OrganisationDraft,
)
from mithaq.apps.organisations.queries.lookups import organisation_ids, territory_ids
from mithaq.base.errors import Fault, Refusal, refuse_if_any
from mithaq.base.identifiers import check_phone, compact
from mithaq.base.text import Labels


def write_attachments(body: Organisation, draft: OrganisationDraft) -> bool:
    """Write what a checked draft hangs on an organisation; tell whether anything changed.

    Raises ``Refusal`` when its places of work contradict those that the register keeps.
    """
    refuse_if_any(_contradictions(body, draft))
    communes = territory_ids(place.commune for place in draft.establishments if place.commune)
    federations = organisation_ids(item.federation for item in draft.memberships)
    # The seat last: the one it replaces must have ceased to be one.
    places = sorted(draft.establishments, key=lambda place: place.is_seat)
    changes = [_write_place(body, place, communes) for place in places]
    changes += [_write_membership(body, item, federations) for item in draft.memberships]
    changes += [_write_contact(body, contact) for contact in draft.contacts]
    return any(changes)


@transaction.atomic
def add_establishment(
    *, slug: str, draft: EstablishmentDraft, actor: int | None, mandate: str, at: datetime
) -> int:
    """Add a place of work to an organisation."""
    body = _organisation(slug)
    communes = territory_ids([draft.commune] if draft.commune else [])
    faults = establishment_faults(
        draft, parent_ice=body.ice, territories=communes, where="establishment", warnings=[]
    )
    places = Establishment.objects.filter(organisation=body)
    if draft.is_seat and places.filter(is_seat=True).exists():
        faults.append(Fault("establishment.is_seat", TWO_SEATS))
    if draft.ice and Establishment.objects.filter(ice=compact(draft.ice)).exists():
        faults.append(Fault("establishment.ice", already_used(draft.ice)))
    refuse_if_any(faults)
    _write_place(body, draft, communes)
    after = {"label_fr": draft.labels.fr, "commune": draft.commune, "is_seat": draft.is_seat}
    _line(body, "add_establishment", None, after, actor=actor, mandate=mandate, at=at)
    return places.get(label_fr=draft.labels.fr).pk


@transaction.atomic
def add_membership(
    *, slug: str, draft: MembershipDraft, actor: int | None, mandate: str, at: datetime
) -> int:
    """Add a company's membership of a federation or an association."""
    body = _organisation(slug)
    federations = organisation_ids([draft.federation])
    faults = membership_faults(draft, member=slug, organisations=federations, where="membership")
    held = Membership.objects.filter(
        member=body, federation__slug=draft.federation, starts_on=draft.starts_on
    )
    if not faults and _overlapping(body, draft).exists():
        faults.append(Fault("membership.federation", already_member(body.labels)))
    refuse_if_any(faults)
    _write_membership(body, draft, federations)
    after = {"federation": draft.federation, "from": draft.starts_on, "to": draft.ends_on}
    _line(body, "add_membership", None, after, actor=actor, mandate=mandate, at=at)
    return held.get().pk


@transaction.atomic
def end_membership(
    *, membership_id: int, ends_on: date, actor: int | None, mandate: str, reason: str, at: datetime
) -> None:
    """Say until which day a membership held."""
    held = Membership.objects.select_for_update().select_related("member").get(pk=membership_id)
    if held.starts_on and ends_on < held.starts_on:
        raise Refusal.because(where="membership.to", sentence=END_BEFORE_START)
    before = {"federation_id": held.federation_id, "to": held.ends_on}
    held.ends_on = ends_on
    held.save(update_fields=["ends_on"])
    after = {"federation_id": held.federation_id, "to": ends_on}
    _line(
        held.member, "end_membership", before, after,
        actor=actor, mandate=mandate, reason=reason, at=at,
    )  # fmt: skip


@transaction.atomic
def add_contact_person(
    *, slug: str, draft: ContactDraft, actor: int | None, mandate: str, at: datetime
) -> int:
    """Add a person to reach; the journal keeps the name and the function, not the number."""
    body = _organisation(slug)
    faults = contact_faults(draft, where="contact", warnings=[])
    people = ContactPerson.objects.filter(organisation=body, full_name=draft.full_name)
    if people.exists():
        faults.append(Fault("contact.full_name", already_used(draft.full_name)))
    refuse_if_any(faults)
    _write_contact(body, draft)
    after = {"full_name": draft.full_name, "function": draft.function}
    _line(body, "add_contact_person", None, after, actor=actor, mandate=mandate, at=at)
    return people.get().pk


@transaction.atomic
def reveal_contact_person(
    *, contact_id: int, purpose: str, actor: int, mandate: str, at: datetime
) -> ContactRevealed:
    """Give a contact person's telephone and address to someone who says why: the journal knows."""
    contact = ContactPerson.objects.select_related("organisation").filter(pk=contact_id).first()
    faults = []
    if contact is None:
        faults.append(Fault("contact", unknown_code(str(contact_id))))
    if len(purpose.strip()) < 8:
        faults.append(Fault("purpose", _NO_PURPOSE))
    if faults or contact is None:
        raise Refusal(faults)
    _line(
        contact.organisation, "read_contact_person", None,
        {"contact": contact.pk, "full_name": contact.full_name},
        actor=actor, mandate=mandate, reason=purpose.strip(), at=at,
    )  # fmt: skip
    return ContactRevealed(contact.pk, contact.full_name, contact.phone, contact.email)


def _organisation(slug: str) -> Organisation:
    body = Organisation.objects.select_for_update().filter(slug=slug).first()
    if body is None:
        raise Refusal.because(where="organisation", sentence=unknown_code(slug))
    return body


def _contradictions(body: Organisation, draft: OrganisationDraft) -> list[Fault]:
    """What the kept places of work forbid: they are known by their name, and are never erased."""
    if not draft.establishments:
        return []
    kept = Establishment.objects.filter(organisation=body).values_list("label_fr", "ice", "is_seat")
    holders = {ice: name for name, ice, _seat in kept if ice}
    names = {place.labels.fr for place in draft.establishments}
    has_seat = any(is_seat and name not in names for name, _ice, is_seat in kept)
    faults = []
    for rank, place in enumerate(draft.establishments):
        where = f"{draft.slug}.establishments[{rank}]"
        ice = compact(place.ice) if place.ice else ""
        if (holder := holders.get(ice, place.labels.fr)) != place.labels.fr:
            faults.append(Fault(f"{where}.ice", site_known_as(ice, holder)))
        if place.is_seat and has_seat:
            faults.append(Fault(f"{where}.is_seat", TWO_SEATS))
    return faults


def _write_place(body: Organisation, place: EstablishmentDraft, communes: dict[str, int]) -> bool:
    return _upsert(
        Establishment,
        key={"organisation": body, "label_fr": place.labels.fr},
        columns={
            "label_ar": place.labels.ar,
            "label_en": place.labels.en,
            "ice": compact(place.ice) if place.ice else None,
            "commune_id": communes[place.commune] if place.commune else None,
            "is_seat": place.is_seat,
        },
    )


def _overlapping(body: Organisation, draft: MembershipDraft) -> models.QuerySet[Membership]:
    """The memberships of the same federation that a new one would overlap: no end, no limit."""
    known = Membership.objects.filter(member=body, federation__slug=draft.federation)
    if draft.starts_on:
        known = known.exclude(ends_on__lt=draft.starts_on)
    return known.exclude(starts_on__gt=draft.ends_on) if draft.ends_on else known


def _write_membership(
    body: Organisation, item: MembershipDraft, federations: dict[str, int]
) -> bool:
    return _upsert(
        Membership,
        key={
            "member": body,
            "federation_id": federations[item.federation],
            "starts_on": item.starts_on,
        },
        columns={"ends_on": item.ends_on},
    )


def _write_contact(body: Organisation, contact: ContactDraft) -> bool:
    return _upsert(
        ContactPerson,
        key={"organisation": body, "full_name": contact.full_name},
        columns={
            "function": contact.function,
            "phone": check_phone(contact.phone).value if contact.phone else "",
            "email": contact.email,
            "is_fictitious": contact.is_fictitious,
        },
    )


def _upsert(model: type[models.Model], *, key: dict[str, Any], columns: dict[str, Any]) -> bool:
    """Write the row of a key; tell whether the database differs afterwards."""
    row = model._default_manager.filter(**key).first()  # noqa: SLF001 - Django's public name
    if row is None:
        model._default_manager.create(**key, **columns)  # noqa: SLF001
        return True
    differing = {name: value for name, value in columns.items() if getattr(row, name) != value}
    for name, value in differing.items():
        setattr(row, name, value)
    if differing:
        row.save()
    return bool(differing)


def _line(
    body: Organisation,
    action: str,
    before: Any,
    after: Any,
    *,
    actor: int | None,
    mandate: str,
    reason: str = "",
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
        after=after,
        reason=reason,
        at=at,
    )


_NO_PURPOSE = Labels(
    "Dites pourquoi vous avez besoin de ces coordonnées (huit caractères au moins) : "
    "le journal le garde.",
    "اذكروا سبب حاجتكم إلى هذه المعلومات (ثمانية أحرف على الأقل): يحتفظ به السجل.",
    "Say why you need these details (eight characters at least): the journal keeps it.",
)
