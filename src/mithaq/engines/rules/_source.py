"""Where a population comes from: Parquet files, whole or a month each, or Arrow batches at hand."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final, TypeAlias, cast

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from mithaq.base.errors import Fault, Refusal
from mithaq.base.text import Labels

#: Paths, patterns and folders of Parquet files; or a table, a reader or batches of Arrow.
Source: TypeAlias = "str | Path | Sequence[str | Path] | pa.Table | Iterable[pa.RecordBatch] | Any"

#: Rows read at once, and bytes of a column ahead of them: more is no faster and takes memory
#: (4 million rows: 121 MB against 196 MB for batches of 65,536 by threads on a mapped file).
BATCH: Final = 16_384
AHEAD: Final = 65_536

_MONTH_OF_PATH: Final = re.compile(r"(?:^|/)month=(\d{4}-\d{2})(?=/|\.parquet$)")


@dataclass(frozen=True, slots=True)
class Part:
    """Rows of one month (``2025-10``), or of no month that their place tells."""

    month: str | None
    source: Path | Iterable[pa.RecordBatch]

    def batches(self, columns: Iterable[str]) -> Iterator[pa.RecordBatch]:
        """The rows, batch by batch, with those of the columns that exist."""
        if not isinstance(self.source, Path):
            for batch in self.source:
                yield from _pieces(batch)
            return
        schema = _schema_of(self.source)
        wanted = [name for name in schema.names if name in set(columns)]
        words = [name for name in wanted if _is_text(schema.field(name).type)]
        options = {"read_dictionary": words, "buffer_size": AHEAD, "pre_buffer": False}
        with pq.ParquetFile(self.source, **options) as file:
            if wanted:
                yield from file.iter_batches(BATCH, columns=wanted, use_threads=False)
            else:
                yield _of_rows(file.metadata.num_rows)


def _schema_of(path: Path) -> pa.Schema:
    try:
        return pq.read_schema(path)
    except (pa.ArrowInvalid, OSError):
        sentence = Labels(
            "ce fichier n’est pas un fichier Parquet lisible.",
            "هذا الملف ليس ملف Parquet مقروءا.",
            "this file is no Parquet file that can be read.",
        )
        raise Refusal(Fault(str(path), sentence)) from None


def parts(source: Source, *, by_month: Collection[str] | None = None) -> Iterator[Part]:
    """The parts of a population, in the order of their paths; Refusal when there is none.

    ``by_month`` asks for parts of one month each, by their folder (``month=2025-10``), else by
    their column ``month``; it names the columns that are read then.
    """
    if isinstance(source, str | Path):
        source = [source]
    if isinstance(source, Sequence) and source and isinstance(source[0], str | Path):
        found = [Part(_month_of(path), path) for path in _files(source)]
    else:
        found = [Part(None, _batches_of(source))]
    for part in found:
        if by_month is None or part.month is not None:
            yield part
        else:
            yield from _months_of(part, by_month)


def _batches_of(source: Source) -> Iterable[pa.RecordBatch]:
    """Batches that can be gone through several times, unless their source is a stream."""
    if isinstance(source, pa.RecordBatch):
        return [source]
    if isinstance(source, pa.Table):
        return list(source.to_batches())
    if hasattr(source, "__arrow_c_stream__"):
        return cast("Iterable[pa.RecordBatch]", pa.RecordBatchReader.from_stream(source))
    return cast("Iterable[pa.RecordBatch]", source)


def _month_of(path: Path) -> str | None:
    found = _MONTH_OF_PATH.search(path.as_posix())
    return found.group(1) if found else None


def _months_of(part: Part, columns: Collection[str]) -> Iterator[Part]:
    """The rows of a part by their column ``month`` (a day of the month, or ``2025-10``)."""
    for batch in part.batches(columns):
        if "month" not in batch.schema.names:
            yield Part(None, [batch])
            continue
        months = batch.column("month").cast(pa.string())
        for month in months.unique().to_pylist():
            same = pc.fill_null(pc.equal(months, month), month is None)
            yield Part(month and month[:7], [_plain(batch).filter(same)])


def _plain(batch: pa.RecordBatch) -> pa.RecordBatch:
    """Texts as Arrow can filter them: it cannot yet take rows of string views (Polars')."""
    columns = (c.cast(pa.string()) if pa.types.is_string_view(c.type) else c for c in batch.columns)
    return pa.RecordBatch.from_arrays(list(columns), names=batch.schema.names)


def _files(paths: Sequence[str | Path]) -> list[Path]:
    found: list[Path] = []
    for path in map(Path, paths):
        if path.is_dir():
            found += sorted(path.rglob("*.parquet"))
        elif any(sign in str(path) for sign in "*?["):
            found += sorted(_matching(path))
        elif path.is_file():
            found.append(path)
    if not found:
        asked = ", ".join(map(str, paths))
        sentence = Labels(
            fr="Aucun fichier Parquet n’est à cet endroit.",
            ar="لا يوجد أي ملف Parquet في هذا المكان.",
            en="There is no Parquet file in that place.",
        )
        raise Refusal([Fault(where=asked, sentence=sentence)])
    return found


def _matching(pattern: Path) -> Iterator[Path]:
    root = Path(pattern.anchor)
    return root.glob(str(pattern.relative_to(root)))


def _pieces(batch: pa.RecordBatch) -> Iterator[pa.RecordBatch]:
    for start in range(0, batch.num_rows, BATCH):
        yield batch.slice(start, BATCH)


def _is_text(kind: pa.DataType) -> bool:
    """Whether a column holds words, which are read once each and then numbered."""
    if pa.types.is_dictionary(kind):
        kind = kind.value_type
    return bool(pa.types.is_string(kind) or pa.types.is_large_string(kind))


def _of_rows(count: int) -> pa.RecordBatch:
    """Rows of which nothing is read but how many they are."""
    return pa.record_batch([pa.nulls(count)], names=["nothing"])
