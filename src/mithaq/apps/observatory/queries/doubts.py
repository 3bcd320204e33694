"""What looks wrong in a figure without being impossible: said before it is written, never after.

A doubt is confirmed with a reason; a fault is refused.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from typing import Final

from mithaq.apps.observatory.queries.cells import Cell, KnownFigure
from mithaq.apps.reference.choices import Aggregation, Unit
from mithaq.base.errors import Fault
from mithaq.base.text import Labels

TENFOLD: Final = 10
HUNDRED: Final = Decimal(100)
# The two parts of a whole, by the column that tells them apart.
PARTS: Final = {"sex": ("women", "men"), "milieu": ("urban", "rural")}


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """A figure about to be written, as far as doubts go; ``revises`` is not compared with it."""

    cell: Cell
    value: Decimal
    unit: str
    aggregation: str
    grain: str = ""
    on: date | None = None
    revises: str = ""


class Neighbours:
    """What is known of the same indicators, and the other figures of the same file."""

    def __init__(self, known: Iterable[KnownFigure], candidates: Sequence[Candidate]) -> None:
        """Index by series and by cell; a candidate stands for what it revises."""
        revised = {item.revises for item in candidates if item.revises}
        self.series: dict[Cell, list[tuple[date, Decimal]]] = {}
        self.values: dict[Cell, Decimal] = {}
        for item in known:
            if item.code in revised:
                continue
            self.values.setdefault(item.cell, item.value)
            if item.on:
                self.series.setdefault(item.cell.series, []).append((item.on, item.value))
        for candidate in candidates:
            self.values[candidate.cell] = candidate.value

    def nearest(self, item: Candidate) -> Decimal | None:
        """The value known of the same series at the nearest date."""
        rows = self.series.get(item.cell.series, [])
        if not rows or item.on is None:
            return None
        on = item.on
        return min(rows, key=lambda row: abs((row[0] - on).days))[1]


def doubts_of(
    candidates: Sequence[Candidate], known: Iterable[KnownFigure]
) -> tuple[tuple[Fault, ...], ...]:
    """Say what looks wrong in each candidate, in their order."""
    around = Neighbours(known, candidates)
    return tuple(tuple(_doubts(item, around)) for item in candidates)


def _doubts(item: Candidate, around: Neighbours) -> Iterator[Fault]:
    is_growth = item.grain.startswith(("growth", "gap"))
    if item.unit == Unit.PERCENT and not is_growth:
        if item.value > HUNDRED:
            yield _said("percent_over_100", _OVER, item.value)
        if item.value < 0:
            yield _said("percent_negative", _NEGATIVE, item.value)
    near = around.nearest(item)
    if near and item.value and not is_growth:
        ratio = item.value / near
        if ratio >= TENFOLD or 0 < ratio <= Decimal(1) / TENFOLD:
            yield _said("tenfold", _TENFOLD, near)
    for column, names in PARTS.items():
        yield from _of_parts(item, around, column, names)


def _of_parts(
    item: Candidate, around: Neighbours, column: str, names: tuple[str, str]
) -> Iterator[Fault]:
    """Set a whole beside its two parts, whichever of the three is being written."""
    whole = around.values.get(replace(item.cell, **{column: "all"}))  # type: ignore[arg-type]
    parts = [around.values.get(replace(item.cell, **{column: name})) for name in names]  # type: ignore[arg-type]
    if whole is None or not any(part is not None for part in parts):
        return
    total = sum((part for part in parts if part is not None), Decimal(0))
    if item.aggregation == Aggregation.RATIO:
        if all(parts) and whole == total:
            yield _said("ratio_summed", _SUMMED, total)
    elif item.unit != Unit.PERCENT and total > whole:
        yield _said("parts_over_whole", _PARTS_OVER, total, whole)


def plain(value: Decimal) -> str:
    """A number as a sentence prints it."""
    return f"{value.normalize():f}"


def _said(rule: str, sentence: Labels, *values: Decimal) -> Fault:
    shown = [plain(value) for value in values]
    texts = (sentence.fr, sentence.ar, sentence.en)
    return Fault(
        where="value",
        sentence=Labels(*(text.format(*shown) for text in texts)),
        rule=f"figure.doubt.{rule}",
        remedy=_REMEDY,
    )


_REMEDY: Final = Labels(
    "Vérifiez la source ; si elle le dit bien, confirmez avec un motif.",
    "تحققوا من المصدر؛ فإن كان يقول ذلك فعلا، فأكدوا مع ذكر السبب.",
    "Check the source; if it does say so, confirm with a reason.",
)
_OVER: Final = Labels(
    "{0} % dépasse 100 %.", "{0}% يتجاوز 100%.", "{0} % is over 100 %."
)  # fmt: skip
_NEGATIVE: Final = Labels(
    "{0} % est négatif, et cet indicateur n’est pas une évolution.",
    "{0}% قيمة سالبة، وهذا المؤشر ليس تطورا.",
    "{0} % is negative, and this indicator is not a change.",
)
_TENFOLD: Final = Labels(
    "Dix fois plus ou moins que la valeur la plus proche connue ({0}) : une unité ou une virgule "
    "a pu glisser.",
    "عشرة أضعاف أو عُشر أقرب قيمة معروفة ({0}): ربما انزلقت وحدة أو فاصلة.",
    "Ten times more or less than the nearest value known ({0}): a unit or a decimal point may "
    "have slipped.",
)
_PARTS_OVER: Final = Labels(
    "Les parts ensemble ({0}) dépassent le tout ({1}).",
    "مجموع الأجزاء ({0}) يتجاوز الكل ({1}).",
    "The parts together ({0}) exceed the whole ({1}).",
)
_SUMMED: Final = Labels(
    "L’ensemble est la somme exacte de ses deux parts ({0}), or un rapport ne s’additionne pas.",
    "المجموع يساوي بالضبط حاصل جمع جزأيه ({0})، والنسبة لا تجمع.",
    "The whole is the exact sum of its two parts ({0}), yet a ratio is never summed.",
)
