"""An indicator over the territories: what the map, the pairs and the table behind them show."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any, Final

from django.db.models import Count, Q

from mithaq.apps.observatory.queries.cells import current_figures
from mithaq.apps.observatory.queries.disclosure import is_sensitive, withheld_figures
from mithaq.apps.observatory.queries.scopes import COUNTRY
from mithaq.apps.reference.choices import SourceKind, TerritoryLevel
from mithaq.apps.reference.queries import PROVINCIAL
from mithaq.base.dates import Precision, UncertainDate
from mithaq.base.text import LANGUAGES, Labels

# The number of people that a rate is about: what tells whether it rests on few.
BASES: Final = {
    "census-unemployment-rate": "census-active",
    "census-activity-rate": "census-population-15",
    "census-illiteracy-rate": "census-population-15",
    "census-employment-status": "census-employed",
    "census-education": "census-population",
    "census-age-share": "census-population",
}
# One thing measured by two families of sources: shown side by side, never on one chart.
OTHER_FAMILY: Final = {
    "census-unemployment-rate": "survey-unemployment-rate",
    "census-activity-rate": "survey-activity-rate",
    "survey-unemployment-rate": "census-unemployment-rate",
    "survey-activity-rate": "census-activity-rate",
}
# Regions that a source publishes together only: a term that counts a part of the country.
GROUPS: Final = {"regions:south": ("10", "11", "12")}
# Below this base a rate is read with care.
SMALL_BASE: Final = 5_000
LEVELS: Final = {"region": (TerritoryLevel.REGION,), "province": PROVINCIAL}
Key = tuple[str, str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Period:
    """A day or a period at which an indicator is known over territories."""

    key: str
    as_of: UncertainDate
    period_from: date | None
    period_to: date | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Category:
    """A term that an indicator is broken down by."""

    key: str
    labels: Labels


@dataclass(frozen=True, slots=True, kw_only=True)
class AtlasCell:
    """One value on the map, with its figure."""

    code: str
    value: Decimal
    grade: str
    standing: str
    source: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Grouped:
    """One value for several territories together: never the value of any of them."""

    labels: Labels
    territories: tuple[str, ...]
    sex: str
    milieu: str
    cell: AtlasCell


@dataclass(frozen=True, slots=True, kw_only=True)
class Atlas:
    """The values of an indicator at one time by (territory, sex, milieu), the country included."""

    indicator: str
    level: str
    period: Period
    cells: Mapping[Key, AtlasCell]
    bases: Mapping[Key, Decimal]
    base_code: str
    groups: tuple[Grouped, ...] = ()

    def group(self, sex: str = "all", milieu: str = "all") -> Grouped | None:
        """The value of territories published together, none of which is published alone."""
        alone = {key[0] for key in self.cells if key[1:] == (sex, milieu)}
        return next(
            (
                item
                for item in self.groups
                if (item.sex, item.milieu) == (sex, milieu) and not alone & set(item.territories)
            ),
            None,
        )

    def value(self, territory: str, sex: str = "all", milieu: str = "all") -> Decimal | None:
        """One value, or nothing when none is published."""
        cell = self.cells.get((territory, sex, milieu))
        return cell.value if cell else None

    @property
    def territories(self) -> frozenset[str]:
        """The territories with any value, the country left out."""
        return frozenset(key[0] for key in self.cells) - {COUNTRY}


def atlas_choices(indicator: str) -> tuple[tuple[Period, ...], tuple[Category, ...]]:
    """When an indicator is known in at least two regions, latest first, and by what it is split."""
    rows = (
        current_figures()
        .filter(
            indicator_version__indicator__code=indicator,
            territory__level=TerritoryLevel.REGION,
            as_of__isnull=False,
            is_exercise=False,
        )
        .order_by("-as_of", "-period_to", "category__nomenclature__code", "category__rank")
        .values(*_WHEN, *_SPLIT, "category__rank")
        .annotate(count=Count("territory", distinct=True))
    )
    periods: dict[str, Period] = {}
    categories: dict[str, Category] = {}
    for row in rows:
        if row["count"] < TWO:
            continue
        as_of = UncertainDate(row["as_of"], Precision(row["as_of_precision"]))
        period = Period(
            key=str(as_of), as_of=as_of, period_from=row["period_from"], period_to=row["period_to"]
        )
        periods.setdefault(period.key, period)
        if row["category__code"]:
            key = f"{row['category__nomenclature__code']}:{row['category__code']}"
            labels = Labels(
                row["category__label_fr"], row["category__label_ar"], row["category__label_en"]
            )
            categories.setdefault(key, Category(key=key, labels=labels))
    return tuple(periods.values()), tuple(categories.values())


TWO: Final = 2
_WHEN: Final = ("as_of", "as_of_precision", "period_from", "period_to")
_SPLIT: Final = (
    "category__nomenclature__code", "category__code", "category__label_fr", "category__label_ar",
    "category__label_en",
)  # fmt: skip


def atlas_indicators() -> tuple[tuple[str, Labels, Labels], ...]:
    """The indicators known over the regions: code, name and topic, by topic."""
    rows = (
        current_figures()
        .filter(territory__level=TerritoryLevel.REGION, as_of__isnull=False, is_exercise=False)
        .order_by()
        .values(*(f"indicator_version__indicator__{name}" for name in _NAMED))
        .annotate(count=Count("territory", distinct=True))
        .filter(count__gt=1)
    )
    found = []
    for row in rows:
        told = {name: row[f"indicator_version__indicator__{name}"] for name in _NAMED}
        label = Labels(told["label_fr"], told["label_ar"], told["label_en"])
        topic = Labels(told["topic_fr"], told["topic_ar"], told["topic_en"])
        found.append((told["code"], label, topic))
    return tuple(sorted(found, key=lambda item: (item[2].fr, item[1].fr)))


_NAMED: Final = (
    "code", "label_fr", "label_ar", "label_en", "topic_fr", "topic_ar", "topic_en",
)  # fmt: skip


def atlas(indicator: str, *, period: Period, category: str = "", level: str = "region") -> Atlas:
    """Every value of an indicator at one time, in one query; a census comes before its reports."""
    base = "" if period.period_from else BASES.get(indicator, "")
    at = Q(as_of=period.as_of.on, as_of_precision=period.as_of.precision)
    rows = (
        current_figures()
        .filter(at, period_from=period.period_from)
        .filter(_category(category, indicator, base) | _grouped(category, level))
        .filter(indicator_version__indicator__code__in=[indicator, base] if base else [indicator])
        .filter(_places(level), is_exercise=False)
        .order_by("pk")
        .values_list(
            "indicator_version__indicator__code", "territory__code", "sex", "milieu", "code",
            "value", "grade", "standing", "source__code", "source__kind",
            "indicator_version__unit", *_SPLIT,
        )
    )  # fmt: skip
    cells: dict[Key, AtlasCell] = {}
    bases: dict[Key, Decimal] = {}
    first: set[Key] = set()
    listed = list(rows)
    unsaid = _unsaid((row[4], row[6], row[9], row[10]) for row in listed)
    groups = []
    for owner, place, sex, milieu, code, value, grade, standing, source, kind, _u, *split in listed:
        if code in unsaid:
            continue
        key = (place, sex, milieu)
        term = f"{split[0]}:{split[1]}"
        if term in GROUPS and term != category:
            cell = AtlasCell(code=code, value=value, grade=grade, standing=standing, source=source)
            groups.append(
                Grouped(
                    labels=Labels(*split[2:]), territories=GROUPS[term], sex=sex, milieu=milieu,
                    cell=cell,
                )
            )  # fmt: skip
        elif owner != indicator:
            bases[key] = value
        elif key not in cells or (kind == SourceKind.STATISTICS and key not in first):
            cells[key] = AtlasCell(
                code=code, value=value, grade=grade, standing=standing, source=source
            )
            if kind == SourceKind.STATISTICS:
                first.add(key)
    return Atlas(
        indicator=indicator, level=level, period=period, cells=cells, bases=bases, base_code=base,
        groups=tuple(groups),
    )  # fmt: skip


def _unsaid(rows: Iterable[tuple[str, str, str, str]]) -> Mapping[str, str]:
    """What the policy on small counts leaves unsaid among (code, grade, kind of source, unit)."""
    doubtful = [code for code, *told in rows if is_sensitive(*told)]
    return withheld_figures(doubtful) if doubtful else {}


def _places(level: str) -> Q:
    return Q(territory__code=COUNTRY) | Q(territory__level__in=LEVELS[level])


def _category(category: str, indicator: str, base: str) -> Q:
    if not category:
        return Q(category__isnull=True)
    nomenclature, _, term = category.partition(":")
    chosen = Q(category__nomenclature__code=nomenclature, category__code=term)
    whole = Q(indicator_version__indicator__code=base, category__isnull=True)
    return chosen | whole if base else chosen


def _grouped(category: str, level: str) -> Q:
    """The values of regions published together, where all categories are asked for."""
    if category or level != "region":
        return Q(pk__in=[])
    known = Q()
    for term in GROUPS:
        nomenclature, _, code = term.partition(":")
        known |= Q(category__nomenclature__code=nomenclature, category__code=code)
    return known


def figures_by_place(
    places: Iterable[str], indicators: Iterable[str], *, level: str = ""
) -> tuple[Mapping[str, Any], ...]:
    """The latest standing values of some indicators for some territories, or for a whole level."""
    scope = Q(territory__code__in=[COUNTRY, *places])
    if level:
        scope |= Q(territory__level__in=LEVELS.get(level, (level,)))
    rows = (
        current_figures()
        .filter(scope, indicator_version__indicator__code__in=list(indicators))
        .filter(milieu="all", category__isnull=True, is_exercise=False, as_of__isnull=False)
        .order_by("as_of", "-source__kind", "pk")
        .values(
            "code", "value", "grade", "sex", "as_of", "as_of_precision", "territory__code",
            "territory__level", "indicator_version__indicator__code", "indicator_version__unit",
            "indicator_version__indicator__label_fr", "indicator_version__indicator__label_ar",
            "indicator_version__indicator__label_en", "source__code", "source__kind",
            *(f"source__label_{name}" for name in LANGUAGES),
        )
    )  # fmt: skip
    listed = list(rows)
    unsaid = _unsaid(
        (row["code"], row["grade"], row["source__kind"], row["indicator_version__unit"])
        for row in listed
    )
    return tuple(row for row in listed if row["code"] not in unsaid)
