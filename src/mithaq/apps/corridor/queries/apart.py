"""Which institutions of a case the owner of a side is not told of: a relay, in a case about a
person's right, of none that the family of the case alone calls, as its name tells the family.

The rule stands here twice, on plain values and in SQL, and a test holds both to each other.
Migration 0028 applied it once to the days kept then.
"""

from __future__ import annotations

from collections.abc import Iterable

from django.db.models import Exists, OuterRef, Q, QuerySet

from mithaq.apps.corridor.choices import Part
from mithaq.apps.corridor.models import Side


def is_blind(part: str, *, is_personal: bool) -> bool:
    """A relay sees that a case about a person's right is blocked, and nothing of the right."""
    return is_personal and part == Part.RELAYS


def is_apart(*, for_blind: bool, is_called: bool, is_own: bool) -> bool:
    """Whether a reader, blind or not, is not told of a side of the case: never of its own."""
    return for_blind and is_called and not is_own


def apart_among(bodies: Iterable[tuple[str, bool]], *, for_blind: bool, own: str) -> frozenset[str]:
    """The institutions of a case that a reader is not told of; each comes with whether the family
    of the case alone calls it."""
    return frozenset(
        slug
        for slug, is_called in bodies
        if is_apart(for_blind=for_blind, is_called=is_called, is_own=slug == own)
    )


def told_of(sides: QuerySet[Side]) -> Q:
    """In SQL: the rows whose owner is told of one at least of these sides, found of their case."""
    to_anyone = sides.filter(Q(is_called=False) | Q(pk=OuterRef("pk")))
    blind = Q(part=Part.RELAYS, case__subject__is_personal=True)
    return Q(Exists(to_anyone)) | (Q(Exists(sides)) & ~blind)
