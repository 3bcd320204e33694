"""The company and the place that a submission names, as routing and rights read them."""

from __future__ import annotations

from dataclasses import dataclass

from mithaq.apps.organisations.models import Organisation
from mithaq.apps.reference.choices import TerritoryLevel
from mithaq.apps.reference.models import Territory


@dataclass(frozen=True, slots=True)
class Place:
    """A territory and the region it lies in."""

    pk: int
    code: str
    region_id: int


@dataclass(frozen=True, slots=True)
class CompanyFacts:
    """A company that may file a case."""

    pk: int
    slug: str
    is_exercise: bool


def place_of(code: str) -> Place | None:
    """A territory of a region by its code; the country as a whole is no place of a case."""
    row = Territory.objects.filter(code=code).first() if code else None
    if row is None:
        return None
    region = Territory.objects.filter(
        code=row.code.partition(".")[0], level=TerritoryLevel.REGION
    ).first()
    return Place(row.pk, row.code, region.pk) if region else None


def company_facts(slug: str) -> CompanyFacts | None:
    """A body by its slug, as far as a submission reads it."""
    row = Organisation.objects.filter(slug=slug).first() if slug else None
    return CompanyFacts(row.pk, row.slug, row.is_exercise) if row else None
