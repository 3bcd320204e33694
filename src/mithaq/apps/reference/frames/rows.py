"""A row of a file: its key, the values of its columns, and the keys of the rows it points to."""

from __future__ import annotations

import csv
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files
from io import StringIO
from typing import Final

PACKAGED: Final = files("mithaq.apps.reference") / "data"


@dataclass(frozen=True, slots=True)
class Row:
    """One line of a file, told in the columns of its table."""

    key: str
    values: Mapping[str, object]
    links: Mapping[str, str] = field(default_factory=dict)


@cache
def packaged_text(name: str) -> str:
    """Read a packaged file."""
    return (PACKAGED / name).read_text(encoding="utf-8")


def packaged_lines(name: str) -> list[dict[str, str]]:
    """Read a packaged CSV file, one mapping a line; names are written with a true apostrophe."""
    return list(csv.DictReader(StringIO(packaged_text(name).replace("'", "’"))))


def integer(text: str) -> int | None:
    """Read a count; an empty cell is unknown, not zero."""
    return int(text) if text.strip() else None
