"""One table becomes four files: CSV and Parquet, real rows and exercises apart."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from hashlib import sha256
from pathlib import Path
from typing import Any, Final

import polars as pl

from mithaq.gateways.open_data.tables import OpenTable

TYPES: Final[Mapping[str, Any]] = {
    "string": pl.String,
    "integer": pl.Int64,
    "number": pl.Decimal(precision=22, scale=4),
    "boolean": pl.Boolean,
    "date": pl.Date,
    "datetime": pl.Datetime("us", "UTC"),
}
EXERCISES: Final = "-exercices"


@dataclass(frozen=True, slots=True, kw_only=True)
class Built:
    """One file as it was written: its name, what it holds, and the digest that proves it."""

    name: str
    table: str
    format: str
    is_exercise: bool
    rows: int
    size: int
    sha256: str


def write_table(table: OpenTable, folder: Path, *, on: date) -> list[Built]:
    """Write a table in a folder; made again, the same rows give the same CSV to the byte."""
    folder.mkdir(parents=True, exist_ok=True)
    listed = [_plain(row) for row in table.read(on)]
    parts = [(False, [row for row in listed if not row.get("is_exercise")])]
    if table.has_exercises:
        parts.append((True, [row for row in listed if row.get("is_exercise")]))
    return [built for invented, rows in parts for built in _write(table, folder, rows, invented)]


def frame_of(table: OpenTable, rows: Sequence[Mapping[str, Any]]) -> pl.DataFrame:
    """Lay rows out in the columns of their table, each in its type."""
    schema = {column.name: TYPES[column.type] for column in table.columns}
    return pl.DataFrame(
        {name: [row.get(name) for row in rows] for name in schema}, schema=schema, strict=True
    )


def _write(
    table: OpenTable, folder: Path, rows: Sequence[Mapping[str, Any]], invented: bool  # noqa: FBT001 - read at once
) -> list[Built]:  # fmt: skip
    frame = frame_of(table, rows)
    stem = f"{table.name}{EXERCISES if invented else ''}"
    made = []
    for kind in ("csv", "parquet"):
        path = folder / f"{stem}.{kind}"
        draft = path.with_suffix(f".{kind}.draft")
        if kind == "csv":
            frame.write_csv(draft, datetime_format="%Y-%m-%dT%H:%M:%SZ")
        else:
            frame.write_parquet(draft, compression="zstd")
        draft.replace(path)
        content = path.read_bytes()
        made.append(
            Built(
                name=path.name,
                table=table.name,
                format=kind,
                is_exercise=invented,
                rows=frame.height,
                size=len(content),
                sha256=sha256(content).hexdigest(),
            )
        )
    return made


def _plain(row: Mapping[str, Any]) -> dict[str, Any]:
    """Decimals keep four places everywhere, so that a value reads the same in both formats."""
    return {
        name: value.quantize(Decimal("0.0001")) if isinstance(value, Decimal) else value
        for name, value in row.items()
    }
