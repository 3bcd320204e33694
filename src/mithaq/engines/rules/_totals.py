"""What a population adds up to: a line a cell, for one law or for a law and its reform."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Generic, TypeVar


@dataclass(frozen=True, slots=True)
class Total:
    """The sum of a target (of a truth: how many hold), and for how many rows it is known."""

    sum: float
    known: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """A target before and after a reform, where both are known; who has more, who has less."""

    before: float
    after: float
    difference: float
    winners: int
    losers: int
    undecided: int


T = TypeVar("T", Total, Difference)


@dataclass(frozen=True, slots=True)
class Cell(Generic[T]):
    """The rows that share the values of a grouping."""

    keys: Mapping[str, object]
    rows: int
    of: Mapping[str, T]


@dataclass(frozen=True, slots=True)
class Totals:
    """The sums of targets, cell by cell; a single cell without grouping."""

    targets: tuple[str, ...]
    cells: tuple[Cell[Total], ...]

    def listed(self) -> list[dict[str, object]]:
        """A flat line a cell: keys, rows, each target and how many rows it is known of."""
        return [
            {
                **cell.keys,
                "rows": cell.rows,
                **{t: cell.of[t].sum for t in self.targets},
                **{f"{t}_known": cell.of[t].known for t in self.targets},
            }
            for cell in self.cells
        ]


@dataclass(frozen=True, slots=True)
class Comparison:
    """Targets before and after a reform, cell by cell."""

    targets: tuple[str, ...]
    cells: tuple[Cell[Difference], ...]

    def listed(self) -> list[dict[str, object]]:
        """A flat line a cell and target."""
        return [
            {
                **cell.keys,
                "target": target,
                "rows": cell.rows,
                "before": found.before,
                "after": found.after,
                "difference": found.difference,
                "winners": found.winners,
                "losers": found.losers,
                "undecided": found.undecided,
            }
            for cell in self.cells
            for target, found in cell.of.items()
        ]
