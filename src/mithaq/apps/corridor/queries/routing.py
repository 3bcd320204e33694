"""Which officer of an institution a case goes to: family, territory, load, and why."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Q

from mithaq.apps.corridor.choices import CaseLevel, RoutingReason
from mithaq.apps.corridor.models import CaseOfficer, CaseOfficerFamily, Side
from mithaq.apps.corridor.queries.absences import absent_posts, covers_post
from mithaq.apps.organisations.policies import is_within
from mithaq.apps.organisations.queries import mandates_in_force_by_person


@dataclass(frozen=True, slots=True, kw_only=True)
class Routed:
    """The officer chosen, or nobody, and the reason that the case keeps."""

    officer_id: int | None
    user_id: int | None
    reason: RoutingReason


@dataclass(frozen=True, slots=True, kw_only=True)
class OfficerFacts:
    """What routing knows of an officer on a day; of one away, ``user_id`` is who stands in.

    ``holder_id`` is whose post it is, even away; nobody when they have no mandate for it.
    """

    pk: int
    user_id: int | None
    holder_id: int | None
    territory_code: str
    families: frozenset[int]
    is_there: bool
    substitute_for: int | None
    load: int
    is_stood_in: bool = False

    def handles(self, family_id: int) -> bool:
        """Whether a family is this officer's; without families of one's own, all are."""
        return not self.families or family_id in self.families


def choose(
    officers: Sequence[OfficerFacts], *, family_id: int, territory_code: str, level: str
) -> Routed:
    """Choose among the officers of one institution: the nearest who handles the family, the least
    loaded of equals; then a substitute; then the national level; then nobody.

    Order never matters: equals are told apart by load, then by seniority of their post.
    """
    posts = [item for item in officers if item.handles(family_id) and item.substitute_for is None]
    local = [item for item in posts if is_within(territory_code, item.territory_code)]
    national = [item for item in posts if not item.territory_code]
    if level == CaseLevel.REGION and local:
        # A province's own officer comes before the region's.
        nearest = max(len(item.territory_code) for item in local)
        found = _among([item for item in local if len(item.territory_code) == nearest], officers)
        found = found or _among(local, officers)
        if found:
            return found
    reason = RoutingReason.NATIONAL if level == CaseLevel.REGION else RoutingReason.ESCALATED
    found = _among(national, officers)
    if found:
        return Routed(officer_id=found.officer_id, user_id=found.user_id, reason=reason)
    return Routed(officer_id=None, user_id=None, reason=RoutingReason.NOBODY)


def _among(posts: Sequence[OfficerFacts], officers: Sequence[OfficerFacts]) -> Routed | None:
    """The least loaded of those who are there, else of those whom a colleague replaces, else of
    their substitutes."""
    there = [item for item in posts if item.is_there and not item.is_stood_in]
    if there:
        chosen = min(there, key=lambda item: (item.load, item.pk))
        reason = RoutingReason.LOAD if len(there) > 1 else RoutingReason.TERRITORY
        return Routed(officer_id=chosen.pk, user_id=chosen.user_id, reason=reason)
    stood_in = [item for item in posts if item.is_stood_in]
    absent = {item.pk for item in posts}
    named = [item for item in officers if item.substitute_for in absent and item.is_there]
    stand_ins = stood_in or named
    if not stand_ins:
        return None
    chosen = min(stand_ins, key=lambda item: (item.load, item.pk))
    return Routed(officer_id=chosen.pk, user_id=chosen.user_id, reason=RoutingReason.SUBSTITUTE)


def officers_of(institutions: Iterable[int], *, on: date) -> dict[int, tuple[OfficerFacts, ...]]:
    """The officers of some institutions on a day, with their open sides, in five queries.

    A post whose holder has no mandate for it that day is as vacant: nobody could act there.
    """
    rows = list(
        CaseOfficer.objects.filter(institution__in=list(institutions), starts_on__lte=on)
        .filter(Q(ends_on__isnull=True) | Q(ends_on__gte=on))
        .select_related("territory", "institution")
        .order_by("pk")
    )
    keys = [row.pk for row in rows]
    families: dict[int, set[int]] = defaultdict(set)
    for officer, family in CaseOfficerFamily.objects.filter(officer__in=keys).values_list(
        "officer", "family"
    ):
        families[officer].add(family)
    open_sides = Side.objects.filter(case_officer__in=keys, is_open=True).order_by()
    loads = dict(
        open_sides.values("case_officer").annotate(n=Count("pk")).values_list("case_officer", "n")
    )
    absent = absent_posts(rows, on=on)
    held = held_posts(rows, on=on)
    found: dict[int, list[OfficerFacts]] = defaultdict(list)
    for row in rows:
        away = absent.get(row.pk)
        holder = row.user_id if row.pk in held else None
        acting = away.substitute_id if away else holder
        found[row.institution_id].append(
            OfficerFacts(
                pk=row.pk,
                user_id=acting,
                holder_id=holder,
                territory_code=row.territory.code if row.territory else "",
                families=frozenset(families[row.pk]),
                is_there=row.is_available and acting is not None,
                is_stood_in=away is not None and acting is not None,
                substitute_for=row.substitute_for_id,
                load=loads.get(row.pk, 0),
            )
        )
    return {key: tuple(items) for key, items in found.items()}


def held_posts(rows: Iterable[CaseOfficer], *, on: date) -> frozenset[int]:
    """Of some posts, those whose holder has a mandate in force for them on a day: of the
    institution, in a role that handles cases, and where the post is."""
    posts = [row for row in rows if row.user_id is not None]
    people = {row.user_id for row in posts if row.user_id}
    mandates = mandates_in_force_by_person(people=people, on=on)
    return frozenset(
        row.pk for row in posts if covers_post(mandates.get(row.user_id or 0, ()), row)
    )
