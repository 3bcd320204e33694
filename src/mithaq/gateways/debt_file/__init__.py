"""A file of debts as a fund's officer exports it: read row by row, judged, never written here."""

from __future__ import annotations

from mithaq.gateways.debt_file.faulty import sample_of_faults
from mithaq.gateways.debt_file.headings import HEADINGS, Heading, sample, table
from mithaq.gateways.debt_file.reading import (
    LARGEST_BYTES,
    FileReading,
    Judged,
    Outcome,
    Row,
    judge,
    read_table,
)

__all__ = [
    "HEADINGS",
    "LARGEST_BYTES",
    "FileReading",
    "Heading",
    "Judged",
    "Outcome",
    "Row",
    "judge",
    "read_table",
    "sample",
    "sample_of_faults",
    "table",
]
