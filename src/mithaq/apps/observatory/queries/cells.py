"""The cell of a figure: what, of whom, where, when. Two figures of one cell can be compared."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from hashlib import sha256
from typing import Any, Final

from django.db.models import Exists, F, OuterRef, QuerySet

from mithaq.apps.observatory.models import Statement
from mithaq.base.dates import Precision, UncertainDate

STEM: Final = 50
DIGITS: Final = 14


@dataclass(frozen=True, slots=True, kw_only=True)
class Cell:
    """Everything that says which number a figure gives, by codes; ``when`` is its day or period."""

    indicator: str
    version: int
    territory: str = ""
    organisation: str = ""
    convention: str = ""
    category: str = ""
    sex: str = "all"
    milieu: str = "all"
    when: str = ""

    @property
    def series(self) -> Cell:
        """The same cell at any time."""
        return replace(self, when="")


@dataclass(frozen=True, slots=True, kw_only=True)
class KnownFigure:
    """A figure that the register holds and counts, as a new one is compared with it."""

    code: str
    cell: Cell
    value: Decimal
    unit: str
    aggregation: str
    grain: str
    source: str
    on: date | None
    is_exercise: bool


def when_of(as_of: UncertainDate, period: tuple[date, date] | None) -> str:
    """Spell the day or the period of a figure, one way only."""
    if period:
        return f"{period[0].isoformat()}/{period[1].isoformat()}"
    return str(as_of)


def figure_code(cell: Cell, source: str, *, salt: str = "") -> str:
    """Name a figure by its cell and source: the same one written twice meets its own code."""
    words = (
        cell.indicator, str(cell.version), cell.territory, cell.organisation, cell.convention,
        cell.category, cell.sex, cell.milieu, cell.when, source, salt,
    )  # fmt: skip
    digest = sha256("\x1f".join(words).encode()).hexdigest()[:DIGITS]
    return f"{cell.indicator[:STEM].rstrip('-_')}-{digest}"


def current_figures() -> QuerySet[Statement]:
    """The figures that count: neither withdrawn nor revised by a figure that still stands."""
    later = Statement.objects.filter(revises=OuterRef("pk"), withdrawn_at__isnull=True)
    return Statement.objects.filter(~Exists(later), withdrawn_at__isnull=True)


def known_figures(indicators: Iterable[str], *, is_exercise: bool) -> Iterator[KnownFigure]:
    """The current figures of some indicators, real or invented, never both."""
    rows = current_figures().filter(
        indicator_version__indicator__code__in=set(indicators), is_exercise=is_exercise
    )
    return _read(rows)


def known_by_cell(indicators: Iterable[str], *, sources: Iterable[str]) -> dict[str, KnownFigure]:
    """The current figures that some sources give, by the code that their cell and source make.

    A figure of a convention file bears a code of its own: it is found here all the same.
    """
    rows = current_figures().filter(
        indicator_version__indicator__code__in=set(indicators), source__code__in=set(sources)
    )
    return {figure_code(item.cell, item.source): item for item in _read(rows)}


def _read(rows: QuerySet[Statement]) -> Iterator[KnownFigure]:
    columns = rows.order_by("pk").values(*_OWN, **{name: F(path) for name, path in _LED_TO.items()})
    for row in columns.iterator(chunk_size=2000):
        yield _known(row)


def _known(row: Mapping[str, Any]) -> KnownFigure:
    start, end = row["period_from"], row["period_to"]
    period = (start, end) if start and end else None
    as_of = UncertainDate(row["as_of"], Precision(row["as_of_precision"]))
    cell = Cell(
        indicator=row["indicator"],
        version=row["version"],
        territory=row["place"] or "",
        organisation=row["body"] or "",
        convention=row["reference"] or "",
        category=f"{row['nomenclature']}:{row['term']}" if row["term"] else "",
        sex=row["sex"],
        milieu=row["milieu"],
        when=when_of(as_of, period),
    )
    return KnownFigure(
        code=row["code"],
        cell=cell,
        value=row["value"],
        unit=row["unit"],
        aggregation=row["aggregation"],
        grain=row["grain"],
        source=row["paper"],
        on=end if period else row["as_of"],
        is_exercise=row["is_exercise"],
    )


_OWN: Final = (
    "code",
    "value",
    "as_of",
    "as_of_precision",
    "period_from",
    "period_to",
    "sex",
    "milieu",
    "is_exercise",
)
_LED_TO: Final = {
    "indicator": "indicator_version__indicator__code",
    "version": "indicator_version__number",
    "unit": "indicator_version__unit",
    "aggregation": "indicator_version__aggregation",
    "grain": "indicator_version__grain",
    "place": "territory__code",
    "body": "organisation__slug",
    "reference": "convention__reference",
    "nomenclature": "category__nomenclature__code",
    "term": "category__code",
    "paper": "source__code",
}
