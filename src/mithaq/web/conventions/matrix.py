"""The money of a convention, measure by payer by year, and the stages it went through."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final

from django.utils.translation import gettext as _

from mithaq.apps.conventions.queries import BudgetLineView
from mithaq.base.text import Labels
from mithaq.web.shell.typography import language

STAGES: Final = ("committed", "called", "disbursed", "justified")
NARROWEST: Final = 0.3


@dataclass(frozen=True, slots=True, kw_only=True)
class MatrixRow:
    """One measure: what each payer brings each year, and its sum."""

    label: Labels
    cells: tuple[int | None, ...]
    total: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Matrix:
    """Measures by payers and years, in centimes; every total is computed here."""

    payers: tuple[tuple[Labels, int], ...]
    years: tuple[int | None, ...]
    rows: tuple[MatrixRow, ...]
    totals: tuple[int, ...]
    total: int

    @property
    def has_years(self) -> bool:
        """Tell whether any line says its year."""
        return any(year is not None for year in self.years)


@dataclass(frozen=True, slots=True, kw_only=True)
class Stage:
    """One stage of the money: its sum over the lines that say it, and a bar from zero."""

    label: str
    centimes: int | None
    known: int
    lines: int
    x: str
    width: str
    is_full: bool


def matrix_of(lines: Sequence[BudgetLineView]) -> Matrix | None:
    """Cross measures with payers and years; one payer and one year need no matrix."""
    columns = sorted(
        {(line.payer_slug, line.year) for line in lines}, key=lambda key: _column_order(key, lines)
    )
    if len(columns) < 2:
        return None
    names = {line.payer_slug: line.payer for line in lines}
    groups: dict[object, list[BudgetLineView]] = {}
    for line in lines:
        groups.setdefault(line.measure_id or line.labels, []).append(line)
    slugs = list(dict.fromkeys(slug for slug, _year in columns))
    return Matrix(
        payers=tuple((names[slug], sum(key[0] == slug for key in columns)) for slug in slugs),
        years=tuple(year for _slug, year in columns),
        rows=tuple(_row(group, columns) for group in groups.values()),
        totals=tuple(_sum(lines, column) or 0 for column in columns),
        total=sum(line.committed_centimes for line in lines),
    )


def _column_order(key: tuple[str, int | None], lines: Sequence[BudgetLineView]) -> Any:
    """Payers in the order of the file, then years, an unsaid year last."""
    slug, year = key
    first = next(rank for rank, line in enumerate(lines) if line.payer_slug == slug)
    return first, year is None, year or 0


def _row(group: Sequence[BudgetLineView], columns: Sequence[tuple[str, int | None]]) -> MatrixRow:
    first = group[0]
    return MatrixRow(
        label=first.measure or first.labels,
        cells=tuple(_sum(group, column) for column in columns),
        total=sum(line.committed_centimes for line in group),
    )


def _sum(lines: Sequence[BudgetLineView], column: tuple[str, int | None]) -> int | None:
    found = [line.committed_centimes for line in lines if (line.payer_slug, line.year) == column]
    return sum(found) if found else None


def stages_of(lines: Sequence[BudgetLineView]) -> tuple[Stage, ...]:
    """Sum each stage over the lines that say it; nothing when no stage but the first is said."""
    labels = (_("Engagé"), _("Appelé"), _("Décaissé"), _("Justifié"))
    sums = [
        [value for line in lines if (value := getattr(line, f"{stage}_centimes")) is not None]
        for stage in STAGES
    ]
    if not any(sums[1:]):
        return ()
    whole = sum(sums[0])
    return tuple(
        _stage(label, values, whole=whole, lines=len(lines))
        for label, values in zip(labels, sums, strict=True)
    )


def _stage(label: str, values: Sequence[int], *, whole: int, lines: int) -> Stage:
    share = max(100 * sum(values) / whole, NARROWEST) if values else 0.0
    return Stage(
        label=label,
        centimes=sum(values) if values else None,
        known=len(values),
        lines=lines,
        x=f"{100 - share if language() == 'ar' else 0:.2f}%",
        width=f"{share:.2f}%",
        is_full=sum(values) == whole,
    )
