"""A population of declared employees that does not exist, shaped on what is published.

``employees(count=…, seed=…, month=…)`` gives Arrow batches, a row an employee, whose columns bear
the names of the facts of the law, with region, sex, sector and wage band to group by. It is an
exercise: nobody in it is real, and columns are independent of one another except where their days
must follow (an employer is founded before it hires). ``calibration().bases`` says, column by
column, which source its shape comes from, or that nobody publishes it.

The same seed gives the same bytes on every machine, and a smaller population is the beginning of a
larger one. A month is a picture of its own: the same people, hired as long before it.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import TYPE_CHECKING

from mithaq.ledger.exercise._calibration import Basis, Calibration, calibration

if TYPE_CHECKING:
    import pyarrow as pa

__all__ = ["Basis", "Calibration", "calibration", "employees"]


def employees(*, count: int, seed: int, month: date) -> Iterator[pa.RecordBatch]:
    """The employees declared in a month, ten thousand a batch; ValueError below one employee."""
    from mithaq.ledger.exercise._drawing import BLOCK, Block, draw

    if count < 1 or seed < 0:
        raise ValueError("A population has at least one employee, and a seed of zero or more.")
    known = calibration()
    for rank, start in enumerate(range(0, count, BLOCK)):
        block = Block.of(known, seed=seed, rank=rank)
        yield draw(block, month=month, count=min(BLOCK, count - start))
