"""Who presided a meeting in fact, when it is not the chair that was foreseen."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db import transaction

from mithaq.apps.accounts.models import User
from mithaq.apps.conventions.operations._sittings import (
    Signed,
    locked_meeting,
    step_or_refuse,
    write_line,
)
from mithaq.base.errors import Fault, refuse_if_any
from mithaq.base.text import Labels


@transaction.atomic
def name_presiding(
    *,
    meeting_id: int,
    person: Labels,
    capacity: Labels,
    actor: User | Any,
    mandate: str,
    at: datetime,
) -> None:
    """Name who presides a convened meeting, and in which capacity; nobody named gives the seat
    back to the chair."""
    meeting = locked_meeting(meeting_id)
    step_or_refuse(meeting, "hold")
    refuse_if_any(_faults(person, capacity))
    before = {"presided_by": meeting.presided_by_fr}
    meeting.presided_by_fr = person.fr.strip()[:120]
    meeting.presided_by_ar = person.ar.strip()[:120]
    meeting.presided_by_capacity_fr = capacity.fr.strip()[:200]
    meeting.presided_by_capacity_ar = capacity.ar.strip()[:200]
    meeting.presided_by_capacity_en = capacity.en.strip()[:200]
    meeting.save(
        update_fields=[
            "presided_by_fr",
            "presided_by_ar",
            "presided_by_capacity_fr",
            "presided_by_capacity_ar",
            "presided_by_capacity_en",
        ]
    )
    signed = Signed(actor=actor, mandate=mandate, at=at)
    after = {"presided_by": meeting.presided_by_fr, "capacity": meeting.presided_by_capacity_fr}
    write_line("name_presiding", meeting, signed, before=before, after=after)


def _faults(person: Labels, capacity: Labels) -> list[Fault]:
    named, titled = bool(person.fr.strip()), bool(capacity.fr.strip())
    if named == titled:
        return []
    if named:
        return [Fault(where="presided_by_capacity", sentence=_AS_WHAT, rule="meeting.presiding")]
    return [Fault(where="presided_by", sentence=_WHO, rule="meeting.presiding")]


_AS_WHAT = Labels(
    "Dites en quelle qualité cette personne préside.",
    "اذكروا الصفة التي يترأس بها هذا الشخص.",
    "Say in which capacity this person presides.",
)
_WHO = Labels("Nommez qui préside.", "اذكروا اسم من يترأس.", "Name who presides.")
