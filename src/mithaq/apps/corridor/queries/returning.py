"""Decisions of a standing committee that go back to what was referred to it."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial

from django.utils.translation import gettext as _

from mithaq.apps.conventions.models import Decision
from mithaq.apps.conventions.queries.decisions import decision_code
from mithaq.apps.conventions.queries.saying import code, day, here, said
from mithaq.apps.corridor.models import CommitteeReferral
from mithaq.apps.corridor.queries.agenda import referral_of_key
from mithaq.apps.corridor.queries.committees import members_of
from mithaq.base.text import Labels


@dataclass(frozen=True, slots=True, kw_only=True)
class Returned:
    """One decision, the referral that it answers, and the words that its parties will read."""

    referral_id: int
    decision_id: int
    answer: Labels
    bodies: frozenset[str]
    is_exercise: bool


def decisions_to_return(meeting_id: int) -> tuple[Returned, ...]:
    """The decisions taken in a meeting under a point that a corridor referred, not yet returned.

    When several answer one referral, all are told.
    """
    rows = Decision.objects.filter(meeting=meeting_id, item__isnull=False).select_related(
        "item", "owner", "meeting__committee"
    )
    taken: dict[int, list[Decision]] = {}
    for row in rows.order_by("number", "pk"):
        key = row.item.key if row.item else ""
        referral = referral_of_key(row.meeting.committee_id, key)
        if referral is not None:
            taken.setdefault(referral, []).append(row)
    waiting = CommitteeReferral.objects.filter(pk__in=taken).select_related("corridor")
    return tuple(
        Returned(
            referral_id=row.pk,
            decision_id=taken[row.pk][-1].pk,
            answer=said(partial(_told, taken[row.pk])),
            bodies=members_of(row.corridor_id),
            is_exercise=row.corridor.is_exercise,
        )
        for row in waiting.order_by("pk")
    )


def _told(rows: list[Decision]) -> str:
    return " ".join(map(_sentence, rows))


def _sentence(row: Decision) -> str:
    """« Décision C1-4-2 : … Responsable : …, avant le … »."""
    return _(
        "Décision %(code)s du comité : %(text)s Responsable : %(owner)s, avant le %(day)s."
    ) % {
        "code": code(decision_code(row)),
        "text": here(row.labels),
        "owner": here(row.owner.labels),
        "day": day(row.due_on),
    }
