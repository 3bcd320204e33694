"""The Arabic of what was said and decided, written beside the French before minutes are adopted."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import transaction

from mithaq.apps.accounts.models import User
from mithaq.apps.conventions.choices.meetings import MinutesStatus
from mithaq.apps.conventions.models import AgendaItem, Decision, Minutes
from mithaq.apps.conventions.operations._sittings import Signed, locked_meeting, write_line
from mithaq.base.errors import Fault, Refusal
from mithaq.base.text import Labels


@transaction.atomic
def write_arabic(
    *,
    meeting_id: int,
    notes: Mapping[int, str],
    decisions: Mapping[int, str],
    remarks: str | None = None,
    french: Mapping[int, str] | None = None,
    actor: User | Any,
    mandate: str,
    at: datetime,
) -> int:
    """Write the Arabic of notes and decisions, by key, and of the remarks; gives back how many
    texts changed. ``french`` gives the French of decisions typed in Arabic alone.
    Adopted minutes do not change any more."""
    meeting = locked_meeting(meeting_id)
    row = Minutes.objects.select_for_update().filter(meeting=meeting).first()
    if row is None or row.status != MinutesStatus.DRAFT:
        raise Refusal(Fault(where="status", sentence=_FROZEN, rule="minutes.from_state"))
    items = [
        item
        for item in AgendaItem.objects.filter(meeting=meeting, pk__in=notes)
        if item.notes_ar != notes[item.pk].strip()
    ]
    for item in items:
        item.notes_ar = notes[item.pk].strip()
    AgendaItem.objects.bulk_update(items, ["notes_ar"])
    settled = [
        found
        for found in Decision.objects.filter(meeting=meeting, pk__in=decisions)
        if found.label_ar != decisions[found.pk].strip()
    ]
    for found in settled:
        found.label_ar = decisions[found.pk].strip()
    Decision.objects.bulk_update(settled, ["label_ar"])
    translated = [
        found
        for found in Decision.objects.filter(meeting=meeting, pk__in=french or ())
        if (french or {})[found.pk].strip() not in ("", found.label_fr)
    ]
    for found in translated:
        found.label_ar = found.label_ar or found.label_fr
        found.label_fr = (french or {})[found.pk].strip()
    Decision.objects.bulk_update(translated, ["label_fr", "label_ar"])
    is_said = remarks is not None and remarks.strip() != row.remarks_ar
    if is_said and remarks is not None:
        row.remarks_ar = remarks.strip()
        row.save(update_fields=["remarks_ar"])
    count = len(items) + len(settled) + len(translated) + is_said
    if count:
        signed = Signed(actor=actor, mandate=mandate, at=at)
        write_line("write_arabic", meeting, signed, before=None, after={"texts": count})
    return count


_FROZEN = Labels(
    "Ce procès-verbal n’est plus un projet : il ne change plus.",
    "لم يعد هذا المحضر مشروعا: لم يعد يتغير.",
    "These minutes are not a draft any more: they do not change.",
)
