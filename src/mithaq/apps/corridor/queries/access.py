"""What a right on a case is read from: its company, its sides, its place; no text of anyone."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from mithaq.apps.corridor.choices import Part
from mithaq.apps.corridor.choices.cases import ENDED_CASES, OutcomeKind, SideStatus
from mithaq.apps.corridor.choices.problems import ReferralStatus
from mithaq.apps.corridor.models import Case, CommitteeReferral, CorridorInstitution, Side
from mithaq.apps.corridor.queries.turns import SideState
from mithaq.apps.organisations.models import Membership
from mithaq.apps.organisations.queries.dates import in_force


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseAccess:
    """Whom a case concerns. ``is_referred`` tells that the standing committee has it before it,
    ``is_refused`` that an institution which decides refused with reasons. ``standing`` are the
    institutions of the corridor whose committee has it: one may keep its secretary and have no
    part in the case."""

    company: str
    territory_code: str
    level: str
    status: str
    sides: tuple[SideState, ...]
    is_exercise: bool
    is_late: bool = False
    is_referred: bool = False
    is_refused: bool = False
    standing: frozenset[str] = frozenset()

    def part_of(self, organisation: str) -> str:
        """The part of an institution in the case, empty when it has none."""
        return next((side.part for side in self.sides if side.organisation == organisation), "")


# Whether a reader may be told of a case, from whom it concerns.
Reads = Callable[[CaseAccess], bool]


def access_of(case: Case) -> CaseAccess:
    """Whom one case concerns."""
    return accesses_of([case])[case.pk]


def accesses_of(cases: Iterable[Case]) -> dict[int, CaseAccess]:
    """Whom some cases concern, in two queries; their company and territory are already read."""
    rows = list(cases)
    if not rows:
        return {}
    keys = [row.pk for row in rows]
    sides: dict[int, list[Side]] = defaultdict(list)
    found = Side.objects.filter(case__in=keys).select_related("institution", "waits_for")
    for side in found.order_by("rank", "pk"):
        sides[side.case_id].append(side)
    listed = list(CommitteeReferral.objects.filter(case__in=keys).values_list("case", "status"))
    referred = {case for case, status in listed if status != ReferralStatus.WITHDRAWN}
    # One taken off the list stays known to the secretary who took it off.
    known = {case for case, _status in listed}
    standing = _standing({row.corridor_id for row in rows if row.pk in known})
    return {
        row.pk: CaseAccess(
            company=row.company.slug,
            territory_code=row.territory.code,
            level=row.level,
            status=row.status,
            sides=tuple(state_of(side) for side in sides[row.pk]),
            is_exercise=row.is_exercise,
            is_referred=row.pk in referred,
            is_refused=_is_refused(row, sides[row.pk]),
            standing=standing[row.corridor_id] if row.pk in known else frozenset(),
        )
        for row in rows
    }


def _standing(corridors: Collection[int]) -> defaultdict[int, frozenset[str]]:
    """The institutions of some corridors; no query where there is none."""
    found: defaultdict[int, frozenset[str]] = defaultdict(frozenset)
    if corridors:
        parts = CorridorInstitution.objects.filter(corridor__in=corridors)
        for corridor, slug in parts.values_list("corridor", "organisation__slug"):
            found[corridor] |= {slug}
    return found


def told_claims(cases: Iterable[Case], *, reads: Reads) -> list[Case]:
    """Some cases without those about a person's right that are not for a reader to know of."""
    rows = list(cases)
    claims = accesses_of(row for row in rows if row.subject.is_personal)
    return [row for row in rows if row.pk not in claims or reads(claims[row.pk])]


def _is_refused(case: Case, sides: Sequence[Side]) -> bool:
    """A case ended by a refusal, or a deciding side whose answer is one."""
    if case.status in ENDED_CASES:
        return case.closed_how == OutcomeKind.REFUSED_REASONED
    return any(
        side.part == Part.DECIDES
        and side.status == SideStatus.ANSWERED
        and side.answer_kind == OutcomeKind.REFUSED_REASONED
        for side in sides
    )


def state_of(side: Side) -> SideState:
    """A side as turns and rights read it; the bodies that it names are already read."""
    waits_for = side.waits_for.slug if side.waits_for else ""
    outside = is_outside(side.status, side.answer_kind)
    return SideState(side.institution.slug, side.part, side.status, waits_for, outside)


def is_outside(status: str, answer_kind: str) -> bool:
    """Whether a side said that the matter is not its own, and stands by it."""
    is_said = status in (SideStatus.ANSWERED, SideStatus.CLOSED)
    return is_said and answer_kind == OutcomeKind.NOT_COMPETENT


def federations_on(company_id: int, on: date) -> frozenset[str]:
    """The federations that a company belongs to on a day: they may speak for it."""
    rows = Membership.objects.filter(in_force(on), member=company_id)
    return frozenset(rows.values_list("federation__slug", flat=True))
