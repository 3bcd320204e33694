"""Granting and ending mandates: the only way a right is born or dies."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db import transaction
from django.db.models import Q

from mithaq.apps.accounts.operations import record
from mithaq.apps.accounts.queries import Person, person_of_key
from mithaq.apps.organisations.choices import PERSONAL_ROLES, Role
from mithaq.apps.organisations.events import MandateEnded, MandateGranted
from mithaq.apps.organisations.models import Mandate
from mithaq.apps.organisations.operations.checking import END_BEFORE_START, unknown_code
from mithaq.apps.organisations.queries import role_in_french
from mithaq.apps.organisations.queries.lookups import organisation_ids, territory_ids
from mithaq.base.errors import Fault, Refusal, refuse_if_any
from mithaq.base.text import Labels

NO_CAPACITY = Labels("")


@dataclass(frozen=True, slots=True)
class MandateDraft:
    """A mandate as it is asked for; organisation and territory are codes."""

    user_id: int
    role: str
    starts_on: date
    organisation: str | None = None
    territory: str | None = None
    capacity: Labels = NO_CAPACITY
    is_interim: bool = False
    ends_on: date | None = None


@transaction.atomic
def grant_mandate(
    *, draft: MandateDraft, actor: int | None, mandate: str, reason: str = "", at: datetime
) -> MandateGranted:
    """Let a person act in a role, for an organisation and in a territory, between two dates."""
    bodies = organisation_ids([draft.organisation] if draft.organisation else [])
    places = territory_ids([draft.territory] if draft.territory else [])
    person = person_of_key(draft.user_id)
    refuse_if_any(_faults(draft, bodies, places, person))
    granted = Mandate.objects.create(
        user_id=draft.user_id,
        organisation_id=bodies[draft.organisation] if draft.organisation else None,
        role=draft.role,
        territory_id=places[draft.territory] if draft.territory else None,
        capacity_fr=draft.capacity.fr,
        capacity_ar=draft.capacity.ar,
        capacity_en=draft.capacity.en,
        is_interim=draft.is_interim,
        starts_on=draft.starts_on,
        ends_on=draft.ends_on,
    )
    _line(
        granted, person, "grant_mandate", None, actor=actor, mandate=mandate, reason=reason, at=at
    )
    return MandateGranted(granted.pk, granted.user_id, granted.starts_on)


@transaction.atomic
def end_mandate(
    *, mandate_id: int, ends_on: date, actor: int | None, mandate: str, reason: str, at: datetime
) -> MandateEnded:
    """Say the last day of a mandate; a mandate is never deleted, what was done under it stands."""
    held = Mandate.objects.select_for_update().filter(pk=mandate_id).first()
    if held is None:
        raise Refusal.because(where="mandate", sentence=unknown_code(str(mandate_id)))
    if ends_on < held.starts_on:
        raise Refusal.because(where="ends_on", sentence=END_BEFORE_START)
    before = _state(held)
    held.ends_on = ends_on
    held.save(update_fields=["ends_on"])
    person = person_of_key(held.user_id)
    _line(held, person, "end_mandate", before, actor=actor, mandate=mandate, reason=reason, at=at)
    return MandateEnded(held.pk, held.user_id, ends_on)


def _faults(
    draft: MandateDraft, bodies: dict[str, int], places: dict[str, int], person: Person | None
) -> list[Fault]:
    faults = []
    if person is None:
        faults.append(Fault("user", unknown_code(str(draft.user_id))))
    if draft.role not in Role.values:
        faults.append(Fault("role", unknown_code(draft.role)))
    elif not draft.organisation and draft.role not in PERSONAL_ROLES:
        faults.append(Fault("organisation", _NEEDS_ORGANISATION))
    elif draft.role == Role.REGION_OFFICER and not draft.territory:
        faults.append(Fault("territory", _NEEDS_TERRITORY))
    if draft.organisation and draft.organisation not in bodies:
        faults.append(Fault("organisation", unknown_code(draft.organisation)))
    if draft.territory and draft.territory not in places:
        faults.append(Fault("territory", unknown_code(draft.territory)))
    if draft.ends_on and draft.ends_on < draft.starts_on:
        faults.append(Fault("ends_on", END_BEFORE_START))
    elif not faults and (other := _overlapping(draft, bodies=bodies, places=places)):
        faults.append(Fault("starts_on", _overlap(other)))
    return faults


def _overlapping(
    draft: MandateDraft, *, bodies: dict[str, int], places: dict[str, int]
) -> Mandate | None:
    body, place = bodies.get(draft.organisation or ""), places.get(draft.territory or "")
    same = Mandate.objects.filter(
        Q(organisation_id=body) if body else Q(organisation__isnull=True),
        Q(territory_id=place) if place else Q(territory__isnull=True),
        user_id=draft.user_id,
        role=draft.role,
    ).filter(Q(ends_on__isnull=True) | Q(ends_on__gte=draft.starts_on))
    if draft.ends_on:
        same = same.filter(starts_on__lte=draft.ends_on)
    return same.order_by("starts_on").first()


def _line(
    held: Mandate,
    person: Person | None,
    action: str,
    before: dict[str, object] | None,
    *,
    actor: int | None,
    mandate: str,
    reason: str,
    at: datetime,
) -> None:
    record(
        actor=actor,
        mandate=mandate,
        action=action,
        object_type="mandate",
        object_ref=str(held.pk),
        object_label=f"{role_in_french(Role(held.role))} : {person.full_name if person else ''}",
        before=before,
        after=_state(held),
        reason=reason,
        at=at,
    )


def _state(held: Mandate) -> dict[str, object]:
    return {
        "user_id": held.user_id,
        "role": str(held.role),
        "organisation_id": held.organisation_id,
        "territory_id": held.territory_id,
        "capacity": held.capacity_fr,
        "is_interim": held.is_interim,
        "starts_on": held.starts_on,
        "ends_on": held.ends_on,
    }


_NEEDS_ORGANISATION = Labels(
    "Ce rôle s’exerce pour une organisation : dites laquelle.",
    "هذا الدور يمارَس باسم هيئة: حددوها.",
    "This role is held for an organisation: say which.",
)
_NEEDS_TERRITORY = Labels(
    "Ce rôle s’exerce dans un territoire : dites lequel.",
    "هذا الدور يمارَس داخل مجال ترابي: حددوه.",
    "This role is held in a territory: say which.",
)


def _overlap(other: Mandate) -> Labels:
    end = other.ends_on
    since = f"{other.starts_on:%d/%m/%Y}"
    if end is None:
        return Labels(
            f"Le même mandat court déjà depuis le {since} : mettez-y fin d’abord.",
            f"التفويض نفسه سارٍ منذ {since}: أنهوه أولا.",
            f"The same mandate already runs since {since}: end it first.",
        )
    after = f"{end + timedelta(days=1):%d/%m/%Y}"
    return Labels(
        f"Le même mandat court du {since} au {end:%d/%m/%Y} : commencez le {after} ou après.",
        f"التفويض نفسه سارٍ من {since} إلى {end:%d/%m/%Y}: ابدؤوا في {after} أو بعده.",
        f"The same mandate runs from {since} to {end:%d/%m/%Y}: start on {after} or later.",
    )
