"""Whom a committee concerns on a day: its convention's bodies, its table's, its secretariat."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from mithaq.apps.conventions.choices.amending import AmendedKind
from mithaq.apps.conventions.choices.meetings import Seat
from mithaq.apps.conventions.models import Committee, CommitteeMember, CommitteeRule, Party
from mithaq.apps.conventions.queries.reading import AmendedText, amended_text
from mithaq.apps.conventions.queries.sitting_views import Access


@dataclass(frozen=True, slots=True, kw_only=True)
class Seated:
    """The seat of a body, from a day and until another if it ended."""

    organisation_slug: str
    seat: str
    starts_on: date
    ends_on: date | None

    def is_held(self, on: date) -> bool:
        """Whether the seat is in force on a day."""
        return self.starts_on <= on and (self.ends_on is None or on <= self.ends_on)


def access_on(
    days: Iterable[date], *, parties: Iterable[str], seats: Iterable[Seated], secretariat: str
) -> Access:
    """Whom a committee concerns; a seat counts only when it is in force on one of the days."""
    asked = tuple(days)
    held = [item for item in seats if any(item.is_held(day) for day in asked)]
    slugs = {*parties, *(item.organisation_slug for item in held), secretariat} - {""}
    return Access(
        bodies=frozenset(slugs),
        chairs=frozenset(item.organisation_slug for item in held if item.seat == Seat.CHAIR),
        secretariat=secretariat,
    )


def seats_of(committees: Collection[int]) -> dict[int, list[Seated]]:
    """Every seat of some committees, in force or not."""
    found: dict[int, list[Seated]] = {}
    rows = CommitteeMember.objects.filter(committee__in=committees).select_related("organisation")
    for row in rows:
        seat = Seated(
            organisation_slug=row.organisation.slug,
            seat=row.seat,
            starts_on=row.starts_on,
            ends_on=row.ends_on,
        )
        found.setdefault(row.committee_id, []).append(seat)
    return found


def bodies_bound(convention_id: int, text: AmendedText | None) -> frozenset[str]:
    """The bodies that signed a convention, and those that an amendment joined: whoever left it
    stays concerned by what was done under it."""
    signed = Party.objects.filter(convention=convention_id)
    slugs = frozenset(signed.values_list("organisation__slug", flat=True))
    return slugs | text.bodies if text else slugs


def accesses_of(reference: str, *, on: date) -> Mapping[int, Access]:
    """Whom each committee of a convention concerns on a day, by its number."""
    rows = list(Committee.every.filter(convention__reference=reference))
    if not rows:
        return {}
    rules = CommitteeRule.objects.filter(committee__in=rows)
    kept = dict(rules.values_list("committee", "secretariat__slug"))
    key = rows[0].convention_id
    text = amended_text(key, on=on, kinds={AmendedKind.PARTY})
    parties, seats = bodies_bound(key, text), seats_of([row.pk for row in rows])
    return {
        row.number: access_on(
            (on,), parties=parties, seats=seats.get(row.pk, ()), secretariat=kept.get(row.pk, "")
        )
        for row in rows
    }
