"""Territories in lists: by level, by region, by words; the map; the names in Tifinagh."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from typing import Final

from django.db.models import Count, Q, QuerySet

from mithaq.apps.reference import frames
from mithaq.apps.reference.choices import TerritoryLevel
from mithaq.apps.reference.models import Territory
from mithaq.apps.reference.queries.places.detail import PlaceRef, TerritoryDetail, ref, seats_of
from mithaq.apps.reference.queries.words import holds
from mithaq.base.text import Labels, search_words

PROVINCIAL: Final = (
    TerritoryLevel.PROVINCE,
    TerritoryLevel.PREFECTURE,
    TerritoryLevel.ARRONDISSEMENT_PREFECTURE,
)
_UNNAMED: Final = Q(label_tzm="")
# Who must be named wherever these names, counts and outlines are shown.
CREDITS: Final = (
    Labels(
        "Noms, codes et population : Haut-Commissariat au Plan, RGPH 2024, conditions CC BY 4.0 ; "
        "valeurs inchangées.",
        "الأسماء والرموز والسكان: المندوبية السامية للتخطيط، إحصاء 2024، شروط CC BY 4.0؛ "
        "القيم دون تغيير.",
        "Names, codes and population: Haut-Commissariat au Plan, 2024 census, CC BY 4.0 terms; "
        "values unchanged.",
    ),
    Labels(
        "Tracé, points et noms en tifinaghe : © OpenStreetMap contributors, ODbL 1.0, simplifié.",
        "الرسم والنقط والأسماء بتيفيناغ: © OpenStreetMap contributors، رخصة ODbL 1.0، مبسط.",
        "Outlines, points and Tifinagh names: © OpenStreetMap contributors, ODbL 1.0, simplified.",
    ),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class RegionShape:
    """A region as the map draws it; `label` is what the map prints."""

    code: str
    label: Labels
    label_tzm: str
    path: str
    seat: Labels
    population: int | None
    households: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Locator:
    """The outlines that show where a territory lies; empty ones are not drawn."""

    regions: tuple[str, ...]
    region: str
    province: str


@dataclass(frozen=True, slots=True, kw_only=True)
class LevelCount:
    """How many territories a level has, and how many of them have a name in Tifinagh."""

    level: str
    label: str
    total: int
    in_tifinagh: int


@dataclass(frozen=True, slots=True, kw_only=True)
class TifinaghNames:
    """The names known in Tifinagh, and the provinces and préfectures that have none yet."""

    named: tuple[PlaceRef, ...]
    unnamed_provinces: tuple[PlaceRef, ...]
    counts: tuple[LevelCount, ...]


def territories(
    *, level: str | Iterable[str] = (), region: str = "", parent: str = "", text: str = ""
) -> QuerySet[Territory]:
    """Territories in the order of their codes; words are looked for folded, aliases included."""
    rows = Territory.objects.select_related("parent__parent").defer("search_text").order_by("code")
    levels = [level] if isinstance(level, str) else list(level)
    if any(levels):
        rows = rows.filter(level__in=levels)
    if region:
        rows = rows.filter(code__startswith=f"{region}.")
    if parent:
        rows = rows.filter(parent__code=parent)
    for word in search_words(text):
        rows = rows.filter(holds("search_text", word))
    return rows


def territory_words() -> tuple[str, ...]:
    """The folded texts by which territories are found, other spellings included."""
    return tuple(Territory.objects.order_by().values_list("search_text", flat=True))


def large_territories(language: str) -> tuple[tuple[str, str], ...]:
    """(code, name) of the country, its regions, provinces and préfectures."""
    levels = (TerritoryLevel.COUNTRY, TerritoryLevel.REGION, *PROVINCIAL)
    return tuple((row.code, row.labels.of(language)) for row in territories(level=levels))


def regions() -> QuerySet[Territory]:
    """The twelve regions."""
    return territories(level=TerritoryLevel.REGION)


@cache
def region_names() -> tuple[tuple[str, Labels], ...]:
    """The codes and names of the twelve regions as packaged: a filter asks them of no database."""
    rows = frames.territory_rows()[1]
    return tuple(
        (row.key, Labels(str(row.values["label_fr"]), str(row.values["label_ar"]))) for row in rows
    )


def regions_map() -> tuple[RegionShape, ...]:
    """The twelve regions with their outlines and their population."""
    shapes = frames.map_shapes("regions")
    rows = list(regions())
    seats = seats_of(rows)
    return tuple(
        RegionShape(
            code=row.code,
            label=row.labels,
            label_tzm=row.label_tzm,
            path=shapes[row.code].outline,
            seat=seats[row.code],
            population=row.population_2024,
            households=row.households_2024,
        )
        for row in rows
        if row.code in shapes
    )


def locator(detail: TerritoryDetail) -> Locator:
    """Draw where a territory lies: its region, and its province where the outline is known."""
    regions_layer, provinces_layer = frames.map_shapes("regions"), frames.map_shapes("provinces")
    path = [place.code for place in (*detail.ancestors, detail.place)]
    region = next((code for code in path if code in regions_layer), "")
    province = next((code for code in path if code in provinces_layer), "")
    return Locator(
        regions=tuple(shape.outline for code, shape in regions_layer.items() if code != region),
        region=regions_layer[region].outline if region else "",
        province=provinces_layer[province].outline if province else "",
    )


def level_counts() -> tuple[LevelCount, ...]:
    """Count the territories of each level, from the country down."""
    counted = {
        row["level"]: row
        for row in Territory.objects.order_by()
        .values("level")
        .annotate(total=Count("pk"), without=Count("pk", filter=_UNNAMED))
    }
    return tuple(
        LevelCount(
            level=level.value,
            label=str(level.label),
            total=counted[level]["total"],
            in_tifinagh=counted[level]["total"] - counted[level]["without"],
        )
        for level in TerritoryLevel
        if level in counted
    )


def tifinagh_names() -> TifinaghNames:
    """List the names in Tifinagh from the country down, and say who has none."""
    high = Q(level__in=[TerritoryLevel.COUNTRY, TerritoryLevel.REGION, *PROVINCIAL])
    rows = list(Territory.objects.filter(high | ~_UNNAMED).order_by("code"))
    order = {level.value: rank for rank, level in enumerate(TerritoryLevel)}
    rows.sort(key=lambda row: (min(order[row.level], order[TerritoryLevel.PROVINCE]), row.code))
    return TifinaghNames(
        named=tuple(ref(row) for row in rows if row.label_tzm),
        unnamed_provinces=tuple(
            ref(row) for row in rows if not row.label_tzm and row.level in PROVINCIAL
        ),
        counts=level_counts(),
    )
