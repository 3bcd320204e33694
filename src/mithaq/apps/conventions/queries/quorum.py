"""Whether a meeting can decide: voices that count, voices needed, voices there."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.utils import timezone

from mithaq.apps.conventions.choices.meetings import Presence

HERE = (Presence.PRESENT.value, Presence.REPRESENTED.value)


@dataclass(frozen=True, slots=True, kw_only=True)
class Quorum:
    """`required` is None when the committee's rule asks for none, at a second convening."""

    voting: int
    present: int
    required: int | None
    unmarked: int = 0

    @property
    def is_met(self) -> bool:
        """Tell whether the meeting can decide."""
        return self.present >= (self.required or 1)

    @property
    def missing(self) -> int:
        """How many voices are still needed."""
        return max(0, (self.required or 1) - self.present)


def required_voices(
    *, voting: int, number: int | None, percent: int | None, is_asked: bool
) -> int | None:
    """Turn a rule into a number of voices: a share is rounded up, half of seven is four.

    A committee that printed no quorum decides with more than half of its voices.
    """
    if not is_asked:
        return None
    if percent is not None:
        return -(-voting * percent // 100)
    return number if number is not None else voting // 2 + 1


def closing_of(starts_at: datetime, slot_minutes: int, *, at: datetime) -> datetime:
    """When a meeting closes unless somebody says otherwise: now on its day, else when its slot
    ends."""
    here, starts = timezone.localtime(at), timezone.localtime(starts_at)
    if here.date() == starts.date() and here > starts:
        return here.replace(second=0, microsecond=0)
    return starts + timedelta(minutes=slot_minutes)


def count_quorum(marks: Iterable[tuple[bool, str | None]], *, required: int | None) -> Quorum:
    """Count from (has a vote, presence or None while unmarked) of each member."""
    voting = present = unmarked = 0
    for is_voting, presence in marks:
        unmarked += presence is None
        voting += is_voting
        present += is_voting and presence in HERE
    return Quorum(voting=voting, present=present, required=required, unmarked=unmarked)
