"""One territory: where it stands, what it holds, whom it borders, how else it is spelled."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from django.db.models import Q

from mithaq.apps.reference.choices import TerritoryLevel
from mithaq.apps.reference.models import Adjacency, PlaceAlias, Territory
from mithaq.base.text import Labels


@dataclass(frozen=True, slots=True, kw_only=True)
class PlaceRef:
    """A territory as a link names it."""

    id: int
    code: str
    labels: Labels
    label_tzm: str
    level: str
    level_label: str
    milieu: str
    population: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class NeighbourView:
    """A territory across a border; lengths and distances come from simplified outlines."""

    place: PlaceRef
    border_km: Decimal
    centre_distance_km: int | None
    is_other_region: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class TerritoryDetail:
    """A territory and what surrounds it; `has_borders` is False where none are known."""

    place: PlaceRef
    ancestors: tuple[PlaceRef, ...]
    children: tuple[PlaceRef, ...]
    neighbours: tuple[NeighbourView, ...]
    has_borders: bool
    aliases: tuple[str, ...]
    iso_code: str
    seat: Labels
    households: int | None
    longitude: Decimal | None
    latitude: Decimal | None
    country_population: int | None


def ref(row: Territory) -> PlaceRef:
    """Name a territory."""
    return PlaceRef(
        id=row.pk,
        code=row.code,
        labels=row.labels,
        label_tzm=row.label_tzm,
        level=row.level,
        level_label=row.get_level_display(),
        milieu=row.milieu,
        population=row.population_2024,
    )


def seats_of(rows: Iterable[Territory]) -> dict[str, Labels]:
    """Name the seats of territories in every language, as the communes of these names do."""
    wanted = {row.code: row.seat_fr for row in rows}
    names = {name for name in wanted.values() if name}
    communes = (
        Territory.objects.filter(level=TerritoryLevel.COMMUNE, label_fr__in=names) if names else ()
    )
    known = {commune.label_fr: commune.labels for commune in communes}
    return {code: known.get(name, Labels(name)) for code, name in wanted.items()}


def territory(code: str) -> TerritoryDetail | None:
    """Read one territory whole, or nothing."""
    row = (
        Territory.objects.select_related("parent__parent__parent__parent").filter(code=code).first()
    )
    if row is None:
        return None
    above = _ancestors(row)
    neighbours = _neighbours(row)
    aliases = PlaceAlias.objects.filter(territory=row).order_by("alias")
    country = above[0] if above else row
    return TerritoryDetail(
        place=ref(row),
        ancestors=tuple(ref(found) for found in above),
        children=tuple(ref(found) for found in _children(row)),
        neighbours=neighbours,
        has_borders=bool(neighbours),
        aliases=tuple(found.alias for found in aliases),
        iso_code=row.iso_code,
        seat=seats_of([row])[row.code],
        households=row.households_2024,
        longitude=row.longitude,
        latitude=row.latitude,
        country_population=country.population_2024,
    )


def _ancestors(row: Territory) -> list[Territory]:
    found: list[Territory] = []
    parent = row.parent
    while parent is not None:
        found.insert(0, parent)
        parent = parent.parent
    return found


def _children(row: Territory) -> Iterable[Territory]:
    return Territory.objects.filter(parent=row).order_by("level", "code")


def _neighbours(row: Territory) -> tuple[NeighbourView, ...]:
    if row.level == TerritoryLevel.REGION:
        return _region_neighbours(row)
    pairs = (
        Adjacency.objects.filter(Q(first=row) | Q(second=row))
        .select_related("first", "second")
        .order_by("-border_km", "pk")
    )
    found = []
    for pair in pairs:
        other = pair.second if pair.first_id == row.pk else pair.first
        found.append(
            NeighbourView(
                place=ref(other),
                border_km=pair.border_km,
                centre_distance_km=pair.centre_distance_km,
                is_other_region=other.parent_id != row.parent_id,
            )
        )
    return tuple(found)


def _region_neighbours(row: Territory) -> tuple[NeighbourView, ...]:
    """Two regions touch where provinces of both do; the shared lengths add up."""
    pairs = Adjacency.objects.filter(
        Q(first__parent=row) & ~Q(second__parent=row)
        | Q(second__parent=row) & ~Q(first__parent=row)
    ).select_related("first__parent", "second__parent")
    lengths: dict[int, Decimal] = {}
    regions: dict[int, Territory] = {}
    for pair in pairs:
        other = pair.second.parent if pair.first.parent_id == row.pk else pair.first.parent
        if other is not None:
            regions[other.pk] = other
            lengths[other.pk] = lengths.get(other.pk, Decimal(0)) + pair.border_km
    return tuple(
        NeighbourView(
            place=ref(regions[key]),
            border_km=length,
            centre_distance_km=None,
            is_other_region=True,
        )
        for key, length in sorted(lengths.items(), key=lambda pair: (-pair[1], pair[0]))
    )
