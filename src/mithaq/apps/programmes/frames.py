"""A law and its reform over the exercise population: columns in, whole numbers out."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Final

from mithaq.engines.rules import Law
from mithaq.ledger.exercise import employees

if TYPE_CHECKING:
    import pyarrow as pa

# What people are grouped by: columns of the exercise.
GROUPS: Final = ("region", "sex", "sector", "wage_band")
# Of each measure: before, after, who has more, who has less, for whom it is not known.
NUMBERS: Final = 5
# What matters only to a person who had an insertion contract before: nobody of the exercise had.
MOOT: Final = frozenset(
    {
        "first_stage_broken",
        "first_stage_months",
        "first_stage_other_host",
        "had_second_insertion_contract",
    }
)


@dataclass(frozen=True, slots=True, kw_only=True)
class ExerciseCell:
    """People who share a region, a sex, a sector and a wage band, over all the months.

    ``numbers`` holds five whole numbers a measure, in the order asked; money is in centimes.
    """

    keys: tuple[str, ...]
    rows: int
    numbers: tuple[int, ...]


def columns_of_exercise() -> frozenset[str]:
    """The facts that the exercise population has, or that matter to nobody of it."""
    (batch,) = employees(count=1, seed=0, month=date(2026, 1, 1))
    return MOOT.union(batch.schema.names)


def compare_on_exercise(
    laws: tuple[Law, Law],
    measures: Sequence[str],
    *,
    months: Sequence[date],
    people: int,
    seed: int,
    tell: Callable[[int], None],
) -> tuple[ExerciseCell, ...]:
    """Compare two laws month by month; ``tell`` hears how many rows are read, as they are.

    Chunk by chunk: memory depends on the number of cells, not on that of people.
    """
    baseline, reform = laws
    sums: dict[tuple[str, ...], list[int]] = {}
    read = 0

    def batches(month: date) -> Iterator[pa.RecordBatch]:
        nonlocal read
        for batch in employees(count=people, seed=seed, month=month):
            yield batch
            read += batch.num_rows
            tell(read)

    for month in months:
        compared = baseline.compare(reform, batches(month), targets=measures, by=GROUPS, on=month)
        for cell in compared.cells:
            key = tuple(str(cell.keys[name]) for name in GROUPS)
            held = sums.setdefault(key, [0] * (1 + NUMBERS * len(measures)))
            held[0] += cell.rows
            for place, measure in enumerate(measures):
                found = cell.of[measure]
                unit = 100 if baseline.rules[measure].unit else 1
                numbers = (
                    round(found.before * unit), round(found.after * unit),
                    found.winners, found.losers, found.undecided,
                )  # fmt: skip
                for offset, number in enumerate(numbers):
                    held[1 + NUMBERS * place + offset] += number
    return tuple(
        ExerciseCell(keys=key, rows=held[0], numbers=tuple(held[1:]))
        for key, held in sorted(sums.items())
    )
