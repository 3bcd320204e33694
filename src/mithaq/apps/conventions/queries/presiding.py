"""Who presides a meeting in fact: whoever was named, else the chair, else its substitute."""

from __future__ import annotations

from collections.abc import Iterable

from django.utils.translation import gettext as _

from mithaq.apps.conventions.choices.meetings import Presence
from mithaq.apps.conventions.models import Meeting
from mithaq.apps.conventions.queries.quorum import HERE
from mithaq.apps.conventions.queries.saying import here, said
from mithaq.apps.conventions.queries.sitting_views import MemberView, Presiding
from mithaq.base.text import Labels

_NOBODY = Labels("")


def presiding_of(meeting: Meeting, chair: MemberView | None) -> Presiding | None:
    """Tell who presides; None when the chair stayed away and nobody was named in its place."""
    named = Labels(meeting.presided_by_fr, meeting.presided_by_ar, meeting.presided_by_fr)
    if named:
        capacity = Labels.from_columns(meeting, "presided_by_capacity")
        return Presiding(person=named, capacity=capacity, replaces=_replaced(chair, named))
    if chair is None:
        return None
    if chair.presence in (None, Presence.PRESENT):
        return Presiding(
            person=_name(chair),
            capacity=chair.capacity,
            replaces=_NOBODY,
            is_interim=chair.is_interim,
        )
    if chair.presence == Presence.REPRESENTED:
        is_listed = chair.by_name in (chair.substitute.fr, chair.substitute.ar)
        return Presiding(
            person=chair.substitute if is_listed else Labels(chair.by_name),
            capacity=chair.substitute_capacity if is_listed else _NOBODY,
            replaces=_name(chair),
        )
    return None


def may_preside(members: Iterable[MemberView]) -> dict[int, Presiding]:
    """Who may have presided in the place of an absent chair: each voice there, by member."""
    found = {}
    for row in members:
        if not row.is_voting or row.presence not in HERE:
            continue
        is_titular = row.presence == Presence.PRESENT
        found[row.id] = Presiding(
            person=_name(row) if is_titular else Labels(row.by_name),
            capacity=(row.capacity if is_titular else row.substitute_capacity) or _seat(row),
            replaces=_NOBODY,
        )
    return found


def _seat(member: MemberView) -> Labels:
    """What a member without any capacity written presides as: the seat of its body."""
    body = member.organisation
    return said(lambda: _("pour %(body)s") % {"body": here(body)})


def _name(member: MemberView) -> Labels:
    return member.person or member.organisation


def _replaced(chair: MemberView | None, named: Labels) -> Labels:
    if chair is None or named.fr == _name(chair).fr:
        return _NOBODY
    return _name(chair)
