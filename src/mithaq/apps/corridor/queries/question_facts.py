"""What operations on questions ask of organisations, corridors and the reform lab."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from mithaq.apps.corridor.choices import Part
from mithaq.apps.corridor.models import CorridorInstitution
from mithaq.apps.organisations.choices import OrganisationKind
from mithaq.apps.organisations.models import Organisation
from mithaq.apps.programmes.models import ReformScenario


@dataclass(frozen=True, slots=True)
class CompanyFacts:
    """A company as far as a question reads it."""

    pk: int
    slug: str
    territory_code: str
    is_exercise: bool


def company_facts(slug: str) -> CompanyFacts | None:
    """A company of the register; no other body is asked about its declarations."""
    rows = Organisation.objects.select_related("territory")
    row = rows.filter(slug=slug, kind=OrganisationKind.COMPANY).first()
    if row is None:
        return None
    place = row.territory
    return CompanyFacts(row.pk, row.slug, place.code if place else "", row.is_exercise)


def companies_by_ice(ices: Iterable[str]) -> dict[str, int]:
    """The keys of the companies of the register among some ICE."""
    rows = Organisation.objects.filter(ice__in=list(ices)).values_list("ice", "pk")
    return {str(ice): key for ice, key in rows}


def body_ids(slugs: Iterable[str]) -> dict[str, int]:
    """The keys of some bodies by slug."""
    return dict(Organisation.objects.filter(slug__in=set(slugs)).values_list("slug", "pk"))


def deciding_bodies(corridor_id: int) -> frozenset[str]:
    """The institutions that answer and decide in a corridor."""
    rows = CorridorInstitution.objects.filter(corridor=corridor_id, part=Part.DECIDES)
    return frozenset(rows.values_list("organisation__slug", flat=True))


def joined_bodies(corridor_id: int) -> frozenset[str]:
    """Every institution of a corridor."""
    rows = CorridorInstitution.objects.filter(corridor=corridor_id)
    return frozenset(rows.values_list("organisation__slug", flat=True))


def scenario_facts(public_id: UUID | None) -> tuple[int, str] | None:
    """The key of a trial of the reform lab and the digest of its result, empty before it is."""
    if public_id is None:
        return None
    rows = ReformScenario.objects.filter(public_id=public_id)
    return rows.values_list("pk", "result_digest").first()
