"""Who wants to be written to, how often, in which language."""

from __future__ import annotations

from dataclasses import dataclass

from mithaq.apps.accounts.choices import NoticeFrequency
from mithaq.apps.accounts.models import NoticePreference, User


@dataclass(frozen=True, slots=True)
class Wish:
    """A person's wish for digests."""

    user_id: int
    frequency: str
    language: str


def notice_wish(user_id: int) -> Wish:
    """What a person asked for: nothing, until they say otherwise."""
    row = NoticePreference.objects.filter(user_id=user_id).first()
    if row is None:
        return Wish(user_id, NoticeFrequency.NEVER, "fr")
    return Wish(user_id, row.frequency, row.language)


def wishes_for(frequency: str) -> tuple[Wish, ...]:
    """The active people who want a digest at this frequency, in the order of their keys."""
    rows = NoticePreference.objects.filter(frequency=frequency, user__is_active=True)
    return tuple(Wish(row.user_id, row.frequency, row.language) for row in rows.order_by("user"))


def address_of(user_id: int) -> str:
    """The e-mail address of an active person, or nothing."""
    found = User.objects.filter(pk=user_id, is_active=True).values_list("email", flat=True).first()
    return found or ""
