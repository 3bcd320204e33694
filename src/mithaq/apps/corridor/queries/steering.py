"""What those who steer a corridor need of it: its institutions, its committee, its problems."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Final

from django.db.models import Count, Q

from mithaq.apps.corridor.choices import Part
from mithaq.apps.corridor.choices.problems import ReferralStatus
from mithaq.apps.corridor.models import CommitteeReferral, Corridor, SystemicProblem
from mithaq.apps.corridor.queries.access import Reads
from mithaq.apps.corridor.queries.committees import parts_of
from mithaq.apps.corridor.queries.corridors import corridors_of
from mithaq.apps.corridor.queries.referrals import title_of, unread_cases
from mithaq.base.text import Labels

_COMMITTEE: Final = ("convention", "standing_committee__convention")


@dataclass(frozen=True, slots=True, kw_only=True)
class Steered:
    """A corridor as far as rights on it go, and where its standing committee is read."""

    slug: str
    labels: Labels
    bodies: frozenset[str]
    examiners: frozenset[str]
    is_exercise: bool
    convention: str
    committee_number: int | None
    committee_id: int | None
    corridor_id: int


def steered_by(organisation: str, *, on: date) -> tuple[Steered, ...]:
    """The corridors in which an institution has a part on a day."""
    rows = Corridor.objects.filter(slug__in=corridors_of(organisation, on=on))
    return tuple(_steered(row, on) for row in rows.select_related(*_COMMITTEE).order_by("slug"))


def every_corridor_steered(*, on: date) -> tuple[Steered, ...]:
    """Every corridor, for who oversees all of them."""
    return tuple(
        _steered(row, on) for row in Corridor.objects.select_related(*_COMMITTEE).order_by("slug")
    )


def steered_where(which: Q, *, on: date) -> tuple[Steered, ...]:
    """Some corridors, as those who steer them need them."""
    rows = Corridor.objects.filter(which).select_related(*_COMMITTEE)
    return tuple(_steered(row, on) for row in rows.order_by("slug"))


def points_waiting(committees: Iterable[int]) -> dict[int, int]:
    """How many points were referred to some committees and wait, by committee."""
    rows = CommitteeReferral.objects.filter(
        corridor__standing_committee__in=list(committees), status=ReferralStatus.REFERRED
    )
    counted = rows.order_by().values("corridor__standing_committee").annotate(count=Count("pk"))
    return dict(counted.values_list("corridor__standing_committee", "count"))


def is_of_corridor(committee_id: int) -> bool:
    """Whether a committee is the standing committee of a corridor."""
    return Corridor.objects.filter(standing_committee=committee_id).exists()


def corridor_of_problem(public_id: str, *, on: date) -> Steered | None:
    """The corridor in which a problem recurs."""
    rows = SystemicProblem.objects.select_related(
        "corridor", *(f"corridor__{name}" for name in _COMMITTEE)
    )
    row = rows.filter(public_id=public_id).first()
    return _steered(row.corridor, on) if row else None


@dataclass(frozen=True, slots=True)
class Asked:
    """What a committee was asked of a problem: when, where it stands, its decision and words, and
    the sitting that took it."""

    at: datetime
    status: str
    decision: int | None
    answer: str
    is_waiting: bool
    sitting: int | None = None
    sat_on: date | None = None


def referrals_of_problem(public_id: str) -> tuple[Asked, ...]:
    """What a committee was asked of a problem, the oldest first."""
    rows = CommitteeReferral.objects.filter(problem__public_id=public_id)
    rows = rows.select_related("decision__meeting").order_by("referred_at", "pk")
    return tuple(_asked(row) for row in rows)


def _asked(row: CommitteeReferral) -> Asked:
    meeting = row.decision.meeting if row.decision else None
    return Asked(
        row.referred_at, row.get_status_display(), row.decision_id, row.answer,
        row.status == ReferralStatus.REFERRED,
        sitting=meeting.number if meeting else None, sat_on=meeting.held_on if meeting else None,
    )  # fmt: skip


def _steered(row: Corridor, on: date) -> Steered:
    committee, parts = row.standing_committee, parts_of(row.pk, on=on)
    return Steered(
        slug=row.slug,
        labels=row.labels,
        bodies=frozenset(body for body, _part in parts),
        examiners=frozenset(body for body, part in parts if part != Part.RELAYS),
        is_exercise=row.is_exercise,
        convention=committee.convention.reference if committee else "",
        committee_number=committee.number if committee else None,
        committee_id=row.standing_committee_id,
        corridor_id=row.pk,
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Waiting:
    """A point that waits for a standing committee."""

    title: Labels
    kind_label: str
    referred_at: datetime
    is_exercise: bool


def referrals_waiting_for(organisation: str, *, on: date, reads: Reads) -> list[Waiting]:
    """What waits for the committees of an institution's corridors; of all when none is named."""
    which = Q(status=ReferralStatus.REFERRED)
    if organisation:
        which &= Q(corridor__slug__in=corridors_of(organisation, on=on))
    rows = CommitteeReferral.objects.filter(which & ~unread_cases(which, reads=reads))
    found = rows.select_related("corridor", "case__subject").order_by("referred_at", "pk")
    return [
        Waiting(
            title=title_of(row),
            kind_label=row.get_kind_display(),
            referred_at=row.referred_at,
            is_exercise=row.corridor.is_exercise,
        )
        for row in found
    ]
