"""What operations on questions ask of organisations, corridors and the reform lab."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Final
from uuid import UUID

from django.db.models import Q

from mithaq.apps.corridor.choices import Part
from mithaq.apps.corridor.models import CorridorInstitution
from mithaq.apps.organisations.choices import OrganisationKind
from mithaq.apps.organisations.models import Organisation
from mithaq.apps.organisations.queries.dates import in_force
from mithaq.apps.programmes.models import ReformScenario
from mithaq.base.identifiers import compact
from mithaq.base.text import Labels, search_words

MOST_ALIKE: Final = 5


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


def deciding_bodies(corridor_id: int, *, on: date) -> frozenset[str]:
    """The institutions that answer and decide in a corridor on a day."""
    rows = CorridorInstitution.objects.filter(in_force(on), corridor=corridor_id, part=Part.DECIDES)
    return frozenset(rows.values_list("organisation__slug", flat=True))


def joined_bodies(corridor_id: int, *, on: date) -> frozenset[str]:
    """Every institution of a corridor on a day."""
    rows = CorridorInstitution.objects.filter(in_force(on), corridor=corridor_id)
    return frozenset(rows.values_list("organisation__slug", flat=True))


def scenario_facts(public_id: UUID | None) -> tuple[int, str] | None:
    """The key of a trial of the reform lab and the digest of its result, empty before it is."""
    if public_id is None:
        return None
    rows = ReformScenario.objects.filter(public_id=public_id)
    return rows.values_list("pk", "result_digest").first()


def corridors_of(slug: str, *, on: date, decides: bool = False) -> tuple[tuple[str, Labels], ...]:
    """The corridors that an institution has a part in on a day, or decides in, by slug and name."""
    rows = CorridorInstitution.objects.select_related("corridor").filter(
        in_force(on), organisation__slug=slug
    )
    if decides:
        rows = rows.filter(part=Part.DECIDES)
    return tuple((row.corridor.slug, row.corridor.labels) for row in rows.order_by("corridor"))


def bodies_of_corridors(slug: str, *, on: date) -> tuple[tuple[str, Labels], ...]:
    """Every institution of the corridors that one has a part in on a day, each once."""
    held = CorridorInstitution.objects.filter(in_force(on))
    shared = held.filter(organisation__slug=slug).values("corridor")
    rows = held.select_related("organisation").filter(corridor__in=shared)
    found = {row.organisation.slug: row.organisation.labels for row in rows.order_by("rank", "pk")}
    return tuple(found.items())


def company_named(text: str, *, is_exercise: bool) -> str:
    """The slug of the one company that an ICE, a code or a name in full leads to, else nothing."""
    wanted = text.strip()
    rows = Organisation.objects.filter(kind=OrganisationKind.COMPANY, is_exercise=is_exercise)
    named = rows.filter(
        Q(ice=compact(wanted))
        | Q(slug=wanted)
        | Q(label_fr__iexact=wanted)
        | Q(label_ar=wanted)
        | Q(label_en__iexact=wanted)
    )
    found = list(named.order_by("pk").values_list("slug", flat=True)[:2])
    return found[0] if len(found) == 1 else ""


def companies_like(text: str, *, is_exercise: bool, within: str) -> tuple[Labels, ...]:
    """The names of the companies of a territory that bear every word typed, a few of them."""
    rows = Organisation.objects.filter(kind=OrganisationKind.COMPANY, is_exercise=is_exercise)
    if within:
        rows = rows.filter(Q(territory__code=within) | Q(territory__code__startswith=f"{within}."))
    for word in search_words(text):
        rows = rows.filter(search_text__contains=word)
    return tuple(row.labels for row in rows.order_by("label_fr", "pk")[:MOST_ALIKE])
