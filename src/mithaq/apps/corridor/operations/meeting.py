"""The company and a side of its case arrange to meet."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db import transaction

from mithaq.apps.corridor.choices.cases import OPEN_CASES
from mithaq.apps.corridor.choices.exchanges import (
    APPOINTMENT_STEPS,
    AppointmentMode,
    AppointmentStatus,
)
from mithaq.apps.corridor.models import Appointment
from mithaq.apps.corridor.operations import _hand_words as hand_words
from mithaq.apps.corridor.operations import _words as words
from mithaq.apps.corridor.operations._rows import line, opened, side_of
from mithaq.apps.corridor.policies import party_of
from mithaq.apps.corridor.queries.clocks import is_opening_hour
from mithaq.apps.corridor.queries.committees import body_id_of
from mithaq.apps.organisations.queries import MandateView
from mithaq.base.errors import Fault, Refusal, refuse_if_any


@transaction.atomic
def propose_appointment(
    *,
    public_id: str,
    institution: str,
    starts_at: datetime,
    mode: str,
    place: str = "",
    is_any_hour: bool = True,
    actor: Any,
    under: MandateView | None,
    at: datetime,
) -> int:
    """Propose a day and a way to meet between the company and a side; gives the key.

    The same proposal sent twice is one. Unless ``is_any_hour``, the institution must be open then.
    """
    case, access = opened(public_id, under)
    side = side_of(case, institution)
    party = party_of(under, access)
    body = body_id_of(party)
    faults = []
    if body is None or party not in (access.company, institution):
        faults.append(words.no_right(words.NOT_TO_MEET, "appointment.party"))
    if case.status not in OPEN_CASES:
        faults.append(words.case_not_there(case.status, "propose_appointment"))
    if mode not in AppointmentMode.values:
        faults.append(words.unknown("mode", mode))
    if mode == AppointmentMode.IN_PERSON and not place.strip():
        faults.append(words.empty("place", words.PLACE))
    if starts_at <= at:
        faults.append(Fault("starts_at", words.PAST, "appointment.is_to_come"))
    elif not is_any_hour and not is_opening_hour(side, starts_at):
        faults.append(Fault("starts_at", hand_words.OUTSIDE_HOURS, "appointment.opening_hours"))
    refuse_if_any(faults)
    if body is None:
        raise Refusal(words.no_right(words.NOT_TO_MEET, "appointment.party"))
    twin = Appointment.objects.filter(
        case=case, side=side, starts_at=starts_at, mode=mode, place=place.strip()[:200],
        proposed_by=body, status=AppointmentStatus.PROPOSED,
    ).first()  # fmt: skip
    if twin is not None:
        return twin.pk
    row = Appointment.objects.create(
        case=case,
        side=side,
        starts_at=starts_at,
        mode=mode,
        place=place.strip()[:200],
        proposed_by_id=body,
        proposed_at=at,
    )
    line(
        case, "propose_appointment", actor=actor, under=under, at=at,
        after={"appointment": row.pk, "side": institution, "starts_at": starts_at, "mode": mode},
    )  # fmt: skip
    return row.pk


@transaction.atomic
def move_appointment(
    *,
    public_id: str,
    appointment_id: int,
    step: str,
    note: str = "",
    actor: Any,
    under: MandateView | None,
    at: datetime,
) -> str:
    """Confirm, hold or cancel; who proposed does not confirm, and a cancellation says why."""
    case, access = opened(public_id, under)
    rows = Appointment.objects.select_related("side__institution", "proposed_by")
    row = rows.filter(pk=appointment_id, case=case).first()
    found = next((item for item in APPOINTMENT_STEPS if item[0] == step), None)
    if row is None or found is None:
        raise Refusal(words.unknown("appointment", f"{appointment_id}/{step}"))
    _name, starts, to, _who = found
    party = party_of(under, access)
    faults = []
    if party not in (access.company, row.side.institution.slug):
        faults.append(words.no_right(words.NOT_TO_MEET, "appointment.party"))
    if row.status not in starts:
        faults.append(words.appointment_not_there(row.status, step))
    if step == "confirm" and row.starts_at <= at:
        faults.append(Fault("starts_at", hand_words.PAST_MEETING, "appointment.is_to_come"))
    if step == "confirm" and party == row.proposed_by.slug:
        faults.append(words.no_right(words.OTHER_CONFIRMS, "appointment.other_confirms"))
    if to == AppointmentStatus.CANCELLED and not note.strip():
        faults.append(words.empty("note", words.REASON))
    refuse_if_any(faults)
    before, row.status, row.note = str(row.status), to, note.strip()[:300]
    row.save(update_fields=["status", "note"])
    line(
        case, "move_appointment", actor=actor, under=under, at=at, reason=note.strip(),
        before={"status": before}, after={"appointment": row.pk, "status": str(to)},
    )  # fmt: skip
    return str(to)
