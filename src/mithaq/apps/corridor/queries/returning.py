"""Decisions of a standing committee that go back to what was put before it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial

from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from mithaq.apps.conventions.models import AgendaItem, Decision
from mithaq.apps.conventions.queries.decisions import decision_code
from mithaq.apps.conventions.queries.saying import code, day, here, said
from mithaq.apps.conventions.queries.sitting_views import Access
from mithaq.apps.corridor.choices.problems import ReferralKind
from mithaq.apps.corridor.models import CommitteeReferral
from mithaq.apps.corridor.queries.agenda import referral_of_key
from mithaq.apps.corridor.queries.agenda_dangers import settlements_called
from mithaq.apps.corridor.queries.committees import committee_access
from mithaq.apps.corridor.queries.placed import corridors_of_object
from mithaq.apps.corridor.queries.steering import Steered, steered_where
from mithaq.base.text import Labels


@dataclass(frozen=True, slots=True, kw_only=True)
class Called:
    """A point that a rule called to the agenda: its corridor, its object, why it was called."""

    corridor: str
    kind: str
    object_ref: str
    title: Labels
    why: Labels


@dataclass(frozen=True, slots=True, kw_only=True)
class Returned:
    """One decision, what it answers, the words that its parties will read, and whom the corridor
    and its committee concern.

    ``referral_id`` is None when the point called itself: ``called`` says what it is.
    """

    referral_id: int | None
    called: Called
    decision_id: int
    answer: Labels
    bodies: frozenset[str]
    committee: Access
    is_exercise: bool


def decisions_to_return(meeting_id: int) -> tuple[Returned, ...]:
    """The decisions taken in a meeting under a point that a corridor called, not yet returned.

    When several answer one point, all are told.
    """
    rows = Decision.objects.filter(meeting=meeting_id, item__isnull=False).select_related(
        "item__meeting", "owner", "meeting__committee"
    )
    taken: dict[str, list[Decision]] = {}
    for row in rows.order_by("number", "pk"):
        kind = row.item.key.partition(":")[0] if row.item else ""
        if row.item and kind in ReferralKind.values:
            taken.setdefault(row.item.key, []).append(row)
    done = _returned_already(taken)
    found = (_returned(key, decided) for key, decided in taken.items() if key not in done)
    return tuple(item for item in found if item is not None)


def _returned_already(taken: Mapping[str, Sequence[Decision]]) -> set[str]:
    keys = {row.pk for rows in taken.values() for row in rows}
    rows = CommitteeReferral.objects.filter(decision__in=keys)
    return {f"{row.kind}:{row.object_ref}" for row in rows}


def _returned(key: str, decided: list[Decision]) -> Returned | None:
    """What a decision answers, while its corridor still speaks of it."""
    last = decided[-1]
    item, committee = last.item, last.meeting.committee_id
    referral = referral_of_key(committee, key)
    on = last.meeting.held_on
    service = _service(key, committee, referral, on=on)
    if item is None or service is None:
        return None
    kind, _sep, ref = key.partition(":")
    return Returned(
        referral_id=referral,
        called=Called(
            corridor=service.slug, kind=kind, object_ref=ref, title=_title(item), why=_why(item, on)
        ),
        decision_id=last.pk,
        answer=said(partial(_told, decided)),
        bodies=service.bodies,
        committee=committee_access(committee, on=on),
        is_exercise=service.is_exercise,
    )


def _service(key: str, committee: int, referral: int | None, *, on: date) -> Steered | None:
    if referral is not None:
        held = CommitteeReferral.objects.filter(pk=referral).values("corridor")
        return next(iter(steered_where(Q(pk__in=held), on=on)), None)
    kind, _sep, ref = key.partition(":")
    services = corridors_of_object(kind, ref, on=on)
    return next((one for one in services if one.committee_id == committee), None)


def _title(item: AgendaItem) -> Labels:
    """A problem and a proposal by their own name, a settlement by its number."""
    stem = "detail" if item.key.startswith(ReferralKind.PROPOSAL) else "label"
    return Labels.from_columns(item, stem)


def _why(item: AgendaItem, held_on: date) -> Labels:
    """Why a point was called, in every language. An agenda counts to the day planned: held on
    another day, what is late is counted again to that one."""
    meeting = item.meeting
    planned = timezone.localtime(meeting.starts_at).date()
    if item.key.startswith(f"{ReferralKind.SETTLEMENT}:") and held_on != planned:
        again = settlements_called(meeting.committee_id, on=held_on, today=held_on)
        for call in again:
            if call.key == item.key:
                return call.why
    return Labels.from_columns(item, "why")


def _told(rows: list[Decision]) -> str:
    return " ".join(map(_sentence, rows))


def _sentence(row: Decision) -> str:
    """« Décision C1-4-2 (Comité permanent) : … Responsable : …, au plus tard le … »."""
    words = _(
        "Décision %(code)s (%(committee)s) : %(text)s Responsable : %(owner)s, au plus tard le "
        "%(day)s."
    )
    return words % {
        "committee": here(row.meeting.committee.labels),
        "code": code(decision_code(row)),
        "text": here(row.labels),
        "owner": here(row.owner.labels),
        "day": day(row.due_on),
    }
