"""From a packaged table to cells: one figure each, whatever the shape of the table."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from io import StringIO
from typing import Final

from mithaq.apps.observatory.frames.packaged import DatasetFile
from mithaq.base.dates import UncertainDate
from mithaq.base.text import Labels

NOTHING: Final = Labels("")
COUNTRY: Final = "MA"
_SHORT: Final = {"women": "w", "men": "m", "urban": "u", "rural": "r"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Cell:
    """One figure of a table, told in codes; ``category`` is « list:code » or empty."""

    code: str
    indicator: str
    version: int
    territory: str
    sex: str
    milieu: str
    category: str
    value: Decimal
    qualifier: str
    as_of: UncertainDate
    period_from: date | None
    period_to: date | None
    grade: str
    standing: str
    source: str
    part_of: str = ""
    revises: str = ""
    note: Labels = NOTHING


def cells_of(dataset: DatasetFile) -> Iterator[Cell]:
    """Read every cell of a table, in the order of the file; an empty cell is no figure."""
    lines = csv.DictReader(StringIO(dataset.text))
    read = _wide if dataset.columns else _long
    for line in lines:
        yield from read(line, dataset)


def _wide(line: dict[str, str], dataset: DatasetFile) -> Iterator[Cell]:
    """A line is a territory, a sex and a milieu; each column counts one thing."""
    as_of = UncertainDate.parse(dataset.as_of)
    scope = [line["territory"].replace(".", "-").lower(), line["sex"], line["milieu"]]
    where = "-".join(_SHORT.get(part, part) for part in scope if part != "all")
    for name, counted in dataset.columns.items():
        if not line[name]:
            continue
        what = "-".join((counted.indicator, *counted.category.split(":")[1:]))
        yield Cell(
            code=f"{what}-{where}-{as_of}",
            indicator=counted.indicator,
            version=1,
            territory=line["territory"],
            sex=line["sex"],
            milieu=line["milieu"],
            category=counted.category,
            value=Decimal(line[name]),
            qualifier="exactly",
            as_of=as_of,
            period_from=None,
            period_to=None,
            grade=dataset.grade,
            standing=line.get("standing") or "published",
            source=dataset.source,
        )


def _long(line: dict[str, str], dataset: DatasetFile) -> Iterator[Cell]:
    """A line is one figure, with its own day, grade, source and note."""
    yield Cell(
        code=line["code"],
        indicator=line["indicator"],
        version=int(line["version"]),
        territory=line["territory"],
        sex=line["sex"],
        milieu=line["milieu"],
        category=line["category"],
        value=Decimal(line["value"]),
        qualifier=line["qualifier"],
        as_of=UncertainDate.parse(line["as_of"]),
        period_from=_day(line["period_from"]),
        period_to=_day(line["period_to"]),
        grade=line["grade"],
        standing=line["standing"],
        source=line["source"],
        part_of=line["part_of"],
        revises=line["revises"],
        note=Labels(line["note_fr"], line["note_ar"], line["note_en"]),
    )


def _day(text: str) -> date | None:
    return date.fromisoformat(text) if text else None
