"""From a name as people write it to one territory, or to none when it is not certain."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from mithaq.apps.reference.choices import TerritoryLevel
from mithaq.apps.reference.models import PlaceAlias, Territory
from mithaq.apps.reference.queries.places.detail import PlaceRef, ref
from mithaq.base.text import fold

# A town's name alone means its commune; « Souss-Massa » is only a region's.
_PREFERRED: Final = (
    TerritoryLevel.COMMUNE,
    TerritoryLevel.PROVINCE,
    TerritoryLevel.PREFECTURE,
    TerritoryLevel.REGION,
    TerritoryLevel.COUNTRY,
    TerritoryLevel.ARRONDISSEMENT_PREFECTURE,
    TerritoryLevel.ARRONDISSEMENT,
)


def find_place(text: str, *, level: str = "") -> PlaceRef | None:
    """Find the one territory of this name; two communes of the same name give nothing."""
    found = find_places(text, level=level)
    best = [place for place in found if place.level == found[0].level]
    return best[0] if len(best) == 1 else None


def find_places(text: str, *, level: str = "") -> tuple[PlaceRef, ...]:
    """Find every territory of this name, the likeliest level first."""
    folded = fold(text)
    if not folded:
        return ()
    rows = Territory.objects.filter(search_text__contains=folded)
    if level:
        rows = rows.filter(level=level)
    aliased = set(PlaceAlias.objects.filter(folded=folded).values_list("territory_id", flat=True))
    exact = [row for row in rows if row.pk in aliased or folded in _names(row)]
    rank = {value: position for position, value in enumerate(_PREFERRED)}
    exact.sort(key=lambda row: (rank[TerritoryLevel(row.level)], row.code))
    return tuple(ref(row) for row in exact)


def territories_by_code(codes: Iterable[str]) -> dict[str, int]:
    """Give the ids of territories, in one query; an unknown code is simply not there."""
    rows = Territory.objects.filter(code__in=set(codes))
    return dict(rows.values_list("code", "pk"))


def places_by_code(codes: Iterable[str]) -> dict[str, PlaceRef]:
    """Give territories by code, in one query; an unknown code is simply not there."""
    rows = Territory.objects.filter(code__in=set(codes)).select_related("parent")
    return {row.code: ref(row) for row in rows}


def _names(row: Territory) -> set[str]:
    return {fold(row.label_fr), fold(row.label_ar), fold(row.label_en), fold(row.label_tzm)}
