"""Through whom a convention reaches an organisation: itself, its seat, its federations."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from mithaq.apps.organisations.choices import OrganisationKind
from mithaq.apps.organisations.models import Membership, Organisation
from mithaq.apps.organisations.queries.dates import in_force
from mithaq.base.text import Labels

# A local agency, its directorate, the agency, its ministry: deeper would be a loop.
DEEPEST = 4

# What stands above a body of these kinds is not its seat: it belongs to it.
_JOINED = (
    OrganisationKind.EMPLOYER_CONFEDERATION,
    OrganisationKind.EMPLOYER_FEDERATION,
    OrganisationKind.ZONE_ASSOCIATION,
)


class Way(StrEnum):
    """How one organisation stands before another."""

    OWN = "own"
    SEAT = "seat"
    FEDERATION = "federation"


@dataclass(frozen=True, slots=True, kw_only=True)
class Bond:
    """A body whose conventions concern an organisation, and how."""

    slug: str
    labels: Labels
    way: Way
    kind: str = ""


def bonds_of(slug: str, *, on: date) -> tuple[Bond, ...]:
    """An organisation itself, then its seats, then the federations it belongs to on a day.

    A federation's own confederation counts too: what it signs is for its members' members.
    """
    found: dict[str, Bond] = {}
    above: list[Organisation] = []
    body = Organisation.objects.select_related("parent").filter(slug=slug).first()
    while body is not None and body.slug not in found and len(found) < DEEPEST:
        way = (Way.FEDERATION if body.kind in _JOINED else Way.SEAT) if found else Way.OWN
        found[body.slug] = Bond(slug=body.slug, labels=body.labels, way=way, kind=body.kind)
        above.append(body)
        body = body.parent
    for joined in _federations(above, on):
        found.setdefault(
            joined.slug,
            Bond(slug=joined.slug, labels=joined.labels, way=Way.FEDERATION, kind=joined.kind),
        )
    return tuple(found.values())


def _federations(bodies: list[Organisation], on: date) -> list[Organisation]:
    """The federations of some bodies on a day, each followed by what it belongs to itself."""
    rows = (
        Membership.objects.select_related("federation__parent")
        .filter(member__in=bodies)
        .filter(in_force(on))
        .order_by("starts_on", "pk")
    )
    near = [row.federation for row in rows]
    return near + [body.parent for body in near if body.parent is not None]
