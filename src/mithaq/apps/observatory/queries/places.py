"""What is known of a territory: its key figures, its rank, and how it compares with another."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, Final

from mithaq.apps.observatory.queries.atlas import figures_by_place
from mithaq.apps.observatory.queries.scopes import COUNTRY
from mithaq.apps.reference.choices import SourceKind, TerritoryLevel
from mithaq.base.dates import Precision, UncertainDate
from mithaq.base.text import Labels

# What a wali asks first, in this order; the sexes that are told apart.
KEY_FIGURES: Final = (
    "census-population",
    "census-active",
    "census-unemployment-rate",
    "census-activity-rate",
    "census-illiteracy-rate",
    "businesses",
    "business-jobs",
    "cnss-affiliates",
    "survey-unemployment-rate",
)
SEXES: Final = ("all", "women", "men")
RANKED: Final = {
    TerritoryLevel.REGION.value: "region",
    TerritoryLevel.PROVINCE.value: "province",
    TerritoryLevel.PREFECTURE.value: "province",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class PlaceFigure:
    """One key figure of a territory; ``rank`` counts from the highest among its equals."""

    code: str
    indicator: str
    labels: Labels
    sex: str
    unit: str
    value: Decimal
    grade: str
    as_of: UncertainDate
    country: Decimal | None
    rank: int | None
    among: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparison:
    """The same key figure in two territories; ``gap`` is the first less the second."""

    indicator: str
    labels: Labels
    sex: str
    unit: str
    first: Decimal | None
    second: Decimal | None
    first_code: str
    second_code: str
    as_of: UncertainDate

    @property
    def gap(self) -> Decimal | None:
        """The difference, when both are known at the same time."""
        if self.first is None or self.second is None:
            return None
        return self.first - self.second


def place_figures(code: str, *, level: str) -> tuple[PlaceFigure, ...]:
    """The key figures of a territory, each with the country's value and its rank, in one query."""
    rows = figures_by_place([code], KEY_FIGURES, level=RANKED.get(level, ""))
    found = []
    for indicator in KEY_FIGURES:
        for sex in SEXES:
            own = _latest(rows, indicator, sex, code)
            if own is None:
                continue
            others = _at_same_time(rows, own)
            peers = {
                place: value
                for place, value in others.items()
                if place != COUNTRY or code == COUNTRY
            }
            # A rank among those whose value is not published would be a guess.
            is_whole = level in RANKED and len(peers) > 1 and _is_complete(level, len(peers))
            rank = 1 + sum(value > own["value"] for value in peers.values()) if is_whole else None
            found.append(
                PlaceFigure(
                    code=own["code"],
                    indicator=indicator,
                    labels=_labels(own),
                    sex=sex,
                    unit=own["indicator_version__unit"],
                    value=own["value"],
                    grade=own["grade"],
                    as_of=_day(own),
                    country=others.get(COUNTRY) if code != COUNTRY else None,
                    rank=rank,
                    among=len(peers),
                )
            )
    return tuple(found)


def compared_places(first: str, second: str) -> tuple[Comparison, ...]:
    """The key figures that two territories share, at the same day, in one query."""
    rows = figures_by_place([first, second], KEY_FIGURES)
    found = []
    for indicator in KEY_FIGURES:
        for sex in SEXES:
            one = _latest(rows, indicator, sex, first)
            if one is None:
                continue
            two = next(
                (
                    row
                    for row in reversed(rows)
                    if _is(row, indicator, sex, second) and row["as_of"] == one["as_of"]
                ),
                None,
            )
            found.append(
                Comparison(
                    indicator=indicator,
                    labels=_labels(one),
                    sex=sex,
                    unit=one["indicator_version__unit"],
                    first=one["value"],
                    second=two["value"] if two else None,
                    first_code=one["code"],
                    second_code=two["code"] if two else "",
                    as_of=_day(one),
                )
            )
    return tuple(found)


def _is_complete(level: str, count: int) -> bool:
    return count >= (12 if level == TerritoryLevel.REGION else 75)


def _is(row: Mapping[str, Any], indicator: str, sex: str, place: str) -> bool:
    own = (row["indicator_version__indicator__code"], row["sex"], row["territory__code"])
    return own == (indicator, sex, place)


def _latest(
    rows: tuple[Mapping[str, Any], ...], indicator: str, sex: str, place: str
) -> Mapping[str, Any] | None:
    """The last of the rows, which come by day; on one day a statistic before its reports."""
    mine = [row for row in rows if _is(row, indicator, sex, place)]
    if not mine:
        return None
    last = max(row["as_of"] for row in mine)
    same = [row for row in mine if row["as_of"] == last]
    return next((row for row in same if row["source__kind"] == SourceKind.STATISTICS), same[-1])


def _at_same_time(
    rows: tuple[Mapping[str, Any], ...], own: Mapping[str, Any]
) -> dict[str, Decimal]:
    """The values of every territory for the same thing on the same day."""
    found: dict[str, Decimal] = {}
    for row in rows:
        is_alike = (
            row["indicator_version__indicator__code"] == own["indicator_version__indicator__code"]
            and row["sex"] == own["sex"]
            and row["as_of"] == own["as_of"]
        )
        if is_alike:
            found.setdefault(row["territory__code"], row["value"])
    return found


def _labels(row: Mapping[str, Any]) -> Labels:
    stem = "indicator_version__indicator__label"
    return Labels(row[f"{stem}_fr"], row[f"{stem}_ar"], row[f"{stem}_en"])


def _day(row: Mapping[str, Any]) -> UncertainDate:
    return UncertainDate(row["as_of"], Precision(row["as_of_precision"]))
