"""What a hire costs, month by month: steps of equal months, drawn on the server to scale."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby
from typing import Final

from mithaq.apps.programmes.queries import HireMonth
from mithaq.web.shell.numbers import number
from mithaq.web.shell.typography import language

WIDTH: Final = 400
HEIGHT: Final = 236
_LEFT: Final = 52
_TOP: Final = 28
_BOTTOM: Final = 28
_NARROWEST: Final = 76  # an amount is written in a step only where it fits
_STEPS: Final = (1, 2, 2.5, 5, 10)


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """Months in a row that cost and pay alike."""

    first: HireMonth
    last: HireMonth

    @property
    def months(self) -> int:
        """How many."""
        return self.last.number - self.first.number + 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Bar:
    """A rectangle, and the words written in it."""

    kind: str
    x: float
    y: float
    width: float
    height: float
    text: str = ""

    @property
    def middle(self) -> float:
        """Where its words are centred."""
        return self.x + self.width / 2

    @property
    def base(self) -> float:
        """Where its words stand."""
        return self.y + self.height / 2 + 6


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """A line of the scale or of time, with its words."""

    at: float
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CostChart:
    """The drawing: bars from zero, lines of the scale, years."""

    bars: tuple[Bar, ...]
    scale: tuple[Mark, ...]
    years: tuple[Mark, ...]
    left: float
    right: float
    axis_at: float
    base: float
    ends: tuple[Mark, ...]
    is_mirrored: bool
    width: int = WIDTH
    height: int = HEIGHT


def runs_of(months: tuple[HireMonth, ...]) -> tuple[Run, ...]:
    """The months gathered while nothing changes."""

    def alike(item: HireMonth) -> tuple[int, ...]:
        paid = (item.paid_by_state, item.in_doubt, item.left_out)
        return (item.bare_cost, item.cost, *paid, item.bare_net, item.net)

    groups = (list(found) for _, found in groupby(months, key=alike))
    return tuple(Run(first=found[0], last=found[-1]) for found in groups)


def cost_chart(months: tuple[HireMonth, ...]) -> CostChart:
    """Draw the cost of each month; time runs from the right in Arabic."""
    mirrored = language() == "ar"
    top = max(item.bare_cost for item in months) or 1
    step = _step(top)
    plot = WIDTH - _LEFT - 4
    left = 4 if mirrored else _LEFT
    base = HEIGHT - _BOTTOM
    scale = (base - _TOP) / top
    column = plot / len(months)
    bars = tuple(_bars(runs_of(months), column=column, scale=scale, base=base))
    placed = tuple(_placed(bar, left=left, plot=plot, mirrored=mirrored) for bar in bars)
    years = range(1, len(months) // 12 + 1)
    return CostChart(
        bars=placed,
        scale=tuple(
            Mark(at=base - value * scale, text=number(value // 100))
            for value in range(0, top + 1, step)
        ),
        years=tuple(
            Mark(at=_turned((year - 0.5) * 12 * column, left, plot, mirrored), text=str(year))
            for year in years
        ),
        left=left,
        right=left + plot,
        axis_at=WIDTH - _LEFT + 8 if mirrored else _LEFT - 6,
        base=base,
        ends=tuple(
            Mark(at=_turned(run.last.number * column, left, plot, mirrored), text=str(run.months))
            for run in runs_of(months)[:-1]
        ),
        is_mirrored=mirrored,
    )


def _bars(runs: tuple[Run, ...], *, column: float, scale: float, base: float) -> Iterator[Bar]:
    """The parts of each run from the bottom: the employer's, the State's, what is in doubt."""
    for run in runs:
        month, y = run.first, base
        x, width = (month.number - 1) * column, run.months * column
        sure = month.paid_by_state - month.in_doubt
        for kind, amount in (("you", month.cost), ("state", sure), ("doubt", month.in_doubt)):
            if amount <= 0:
                continue
            height = amount * scale
            y -= height
            text = number(amount / 100, 2) if kind == "you" and width >= _NARROWEST else ""
            yield Bar(kind=kind, x=x, y=y, width=width, height=height, text=text)


def _placed(bar: Bar, *, left: float, plot: float, mirrored: bool) -> Bar:
    x = _turned(bar.x + (bar.width if mirrored else 0), left, plot, mirrored)
    return Bar(
        kind=bar.kind,
        x=round(x, 1),
        y=round(bar.y, 1),
        width=round(bar.width, 1),
        height=round(bar.height, 1),
        text=bar.text,
    )


def _turned(x: float, left: float, plot: float, mirrored: bool) -> float:  # noqa: FBT001
    return left + (plot - x if mirrored else x)


def _step(top: int) -> int:
    """A round distance between lines, in centimes: two to five lines."""
    unit = 10 ** (len(str(top // 100)) - 1) * 100
    return next((int(unit * step / 2) for step in _STEPS if top / (unit * step / 2) <= 4), top)
