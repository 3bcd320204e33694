"""Who signs minutes on screen, for themselves: whoever presided, and the committee's secretary."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from mithaq.apps.accounts.models import User
from mithaq.apps.conventions.choices.meetings import Seat
from mithaq.apps.conventions.policies.committees import can_sign_minutes
from mithaq.apps.conventions.queries.saying import said
from mithaq.apps.conventions.queries.sitting_views import MeetingDetail, Presiding
from mithaq.apps.organisations.queries import MandateView
from mithaq.base.text import Labels


@dataclass(frozen=True, slots=True, kw_only=True)
class Signatory:
    """The person signed in, in the capacity in which they sign."""

    person: Labels
    capacity: Labels
    is_interim: bool


def signatory_of(
    meeting: MeetingDetail, seat: str, *, user: User, under: MandateView | None, on: date
) -> Signatory | None:
    """Tell as whom a person signs a seat on screen; None when the seat is not theirs that day."""
    if under is None or under.user_id != user.pk or not under.is_in_force(on):
        return None
    if not can_sign_minutes(under, meeting.access, seat):
        return None
    if seat == Seat.CHAIR:
        return _chair(meeting, user, under)
    return Signatory(
        person=own_name(user), capacity=_seated(meeting, user, under), is_interim=under.is_interim
    )


def own_name(user: User) -> Labels:
    """The name of an account, as it was written there."""
    return Labels(str(user), user.full_name_ar or "")


def is_named(user: User, person: Labels) -> bool:
    """Whether a name is the account's own, in French or in Arabic, spaces and case apart."""
    own = own_name(user)
    pairs = ((person.fr, own.fr), (person.ar, own.ar))
    return any(_plain(one) == _plain(other) != "" for one, other in pairs)


def _chair(meeting: MeetingDetail, user: User, under: MandateView) -> Signatory | None:
    presiding = meeting.presiding
    if presiding is None or not is_named(user, presiding.person):
        return None
    if _is_the_chair(meeting, presiding) and not _is_of_chair(meeting, under):
        return None
    return Signatory(
        person=presiding.person,
        capacity=presiding.capacity or _capacity(under),
        is_interim=presiding.is_interim,
    )


def _is_the_chair(meeting: MeetingDetail, presiding: Presiding) -> bool:
    return bool(meeting.chair and not presiding.replaces)


def _is_of_chair(meeting: MeetingDetail, under: MandateView) -> bool:
    """A namesake from another body did not preside."""
    return bool(meeting.chair and meeting.chair.organisation_slug == under.organisation)


def _seated(meeting: MeetingDetail, user: User, under: MandateView) -> Labels:
    """The capacity in which the list of those present has them, else that of their mandate."""
    seats = (
        item.capacity
        for item in meeting.members
        if item.organisation_slug == under.organisation and is_named(user, item.person)
    )
    return next((capacity for capacity in seats if capacity), None) or _capacity(under)


def _capacity(under: MandateView) -> Labels:
    return under.capacity or said(lambda: under.role_label)


def _plain(name: str) -> str:
    return " ".join(name.split()).casefold()
