"""Who handles cases for an institution: posts given, left, absences and substitutes."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils import timezone

from mithaq.apps.accounts.models import User
from mithaq.apps.accounts.operations import record
from mithaq.apps.corridor.choices import RoutingReason
from mithaq.apps.corridor.choices.cases import SideEventKind, SideStatus
from mithaq.apps.corridor.models import Case, CaseFamily, CaseOfficer, CaseOfficerFamily, Side
from mithaq.apps.corridor.operations import _hand_words as hand_words
from mithaq.apps.corridor.operations import _words as words
from mithaq.apps.corridor.operations._rows import happened
from mithaq.apps.corridor.operations.drafts import OfficerDraft
from mithaq.apps.corridor.policies import can_hold_post, can_keep_officers
from mithaq.apps.corridor.queries.places import company_facts
from mithaq.apps.corridor.queries.routing import choose, officers_of
from mithaq.apps.organisations.queries import MandateView, mandates_in_force_for
from mithaq.apps.organisations.queries.lookups import territory_ids
from mithaq.base.errors import Fault, Refusal, refuse_if_any


@transaction.atomic
def appoint_officer(
    *, draft: OfficerDraft, actor: Any, under: MandateView | None, at: datetime
) -> int:
    """Give a post to a person of the institution, or open it vacant; gives its key."""
    body = company_facts(draft.institution)
    if body is None:
        raise Refusal(words.unknown("institution", draft.institution))
    places = territory_ids([draft.territory] if draft.territory else [])
    families = dict(CaseFamily.objects.filter(code__in=draft.families).values_list("code", "pk"))
    principal = CaseOfficer.objects.filter(
        pk=draft.substitute_for or 0, institution=body.pk
    ).first()
    faults = [words.unknown("families", c) for c in draft.families if c not in families]
    if not can_keep_officers(under, body.slug, is_exercise=body.is_exercise):
        faults.append(words.no_right(words.NOT_TO_APPOINT, "officer.appoint"))
    if draft.territory and draft.territory not in places:
        faults.append(words.unknown("territory", draft.territory))
    if draft.substitute_for is not None and principal is None:
        faults.append(words.unknown("substitute_for", str(draft.substitute_for)))
    faults += _person_faults(draft)
    if not draft.capacity.fr.strip():
        faults.append(words.empty("capacity", words.CAPACITY))
    refuse_if_any(faults)
    row = CaseOfficer.objects.create(
        institution_id=body.pk,
        user_id=draft.user_id,
        territory_id=places.get(draft.territory or ""),
        substitute_for=principal,
        capacity_fr=draft.capacity.fr,
        capacity_ar=draft.capacity.ar,
        capacity_en=draft.capacity.en,
        starts_on=draft.starts_on,
    )
    CaseOfficerFamily.objects.bulk_create(
        CaseOfficerFamily(officer=row, family_id=key) for key in families.values()
    )
    _line(row, draft.institution, "appoint_officer", actor=actor, under=under, at=at, after={
        "user": draft.user_id, "territory": draft.territory, "families": sorted(families),
    })  # fmt: skip
    return row.pk


@transaction.atomic
def set_availability(
    *,
    officer_id: int,
    is_available: bool,
    reason: str = "",
    actor: Any,
    under: MandateView | None,
    at: datetime,
) -> tuple[int, ...]:
    """An officer leaves or comes back; what nobody has taken yet goes to the substitute.

    Gives the sides that were handed over. A side already in hand stays with its officer: it is
    transferred by a person, with a reason.
    """
    row = _officer(officer_id, actor, under)
    if not is_available and not reason.strip():
        raise Refusal(words.empty("reason", words.REASON))
    row.is_available = is_available
    row.save(update_fields=["is_available"])
    handed = () if is_available else _hand_over(row, actor=actor, at=at, reason=reason)
    _line(
        row, row.institution.slug, "set_availability", actor=actor, under=under, at=at,
        after={"is_available": is_available, "handed_over": len(handed)}, reason=reason.strip(),
    )  # fmt: skip
    return handed


@transaction.atomic
def end_officer(
    *, officer_id: int, ends_on: date, actor: Any, under: MandateView | None, at: datetime
) -> None:
    """End a post; its open sides are then to be transferred."""
    row = _officer(officer_id, actor, under)
    if ends_on < row.starts_on:
        raise Refusal(Fault("ends_on", words.ENDS_FIRST, "officer.ends_after_start"))
    row.ends_on = ends_on
    row.save(update_fields=["ends_on"])
    _line(
        row, row.institution.slug, "end_officer", actor=actor, under=under, at=at,
        after={"ends_on": ends_on},
    )  # fmt: skip


def _person_faults(draft: OfficerDraft) -> Iterator[Fault]:
    """A post is for a person who acts for the institution, there, from its first day on."""
    if draft.user_id is None:
        return
    if not User.objects.filter(pk=draft.user_id).exists():
        yield words.unknown("user", str(draft.user_id))
        return
    held = mandates_in_force_for(user=draft.user_id, on=draft.starts_on)
    if not any(can_hold_post(item, draft.institution, draft.territory or "") for item in held):
        yield Fault("user", hand_words.NOT_OF_INSTITUTION, "officer.of_institution")


def _officer(officer_id: int, actor: Any, under: MandateView | None) -> CaseOfficer:
    """A post, for its own holder or for who keeps the institution's officers."""
    rows = CaseOfficer.objects.select_for_update(of=("self",)).select_related("institution")
    row = rows.filter(pk=officer_id).first()
    if row is None:
        raise Refusal(words.unknown("officer", str(officer_id)))
    body = row.institution
    is_own = row.user_id is not None and row.user_id == getattr(actor, "pk", None)
    is_keeper = can_keep_officers(under, body.slug, is_exercise=body.is_exercise)
    if not is_own and not is_keeper:
        raise Refusal(words.no_right(words.NOT_TO_APPOINT, "officer.keep"))
    return row


def _hand_over(row: CaseOfficer, *, actor: Any, at: datetime, reason: str) -> tuple[int, ...]:
    """Route again what the absent officer had not taken; their cases are held first, so that a side
    taken meanwhile by a colleague stays where it is."""
    waiting = Side.objects.filter(case_officer=row, is_open=True, status=SideStatus.TO_TAKE)
    held = Case.objects.select_for_update().filter(pk__in=waiting.values("case")).order_by("pk")
    keys = list(held.values_list("pk", flat=True))
    sides = list(
        waiting.filter(case__in=keys)
        .select_related("case__subject", "case__territory", "norm")
        .order_by("pk")
    )
    on = timezone.localtime(at).date()
    handed = []
    for side in sides:
        officers = officers_of([row.institution_id], on=on).get(row.institution_id, ())
        found = choose(
            officers,
            family_id=side.case.subject.family_id,
            territory_code=side.case.territory.code,
            level=side.case.level,
        )
        if found.officer_id in (None, row.pk):
            continue
        side.case_officer_id, side.routing = found.officer_id, RoutingReason(found.reason)
        happened(
            side, SideEventKind.TRANSFERRED, actor=actor, at=at, reason=reason, is_of_case=False
        )
        side.save(update_fields=["case_officer", "routing"])
        handed.append(side.pk)
    return tuple(handed)


def _line(
    row: CaseOfficer,
    institution: str,
    action: str,
    *,
    actor: Any,
    under: MandateView | None,
    at: datetime,
    after: Mapping[str, object],
    reason: str = "",
) -> None:
    record(
        actor=actor,
        mandate=under.text if under else "",
        action=f"corridor.{action}",
        object_type="case_officer",
        object_ref=f"{institution}/{row.pk}",
        object_label=row.capacity_fr,
        before=None,
        after=dict(after),
        reason=reason,
        at=at,
    )
