"""From bytes to rows: the encoding, the separator and the head of a table are found, not asked."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from itertools import pairwise
from typing import Any, Final

from python_calamine import CalamineError, CalamineWorkbook

from mithaq.base.errors import Fault, Refusal
from mithaq.gateways.observation_file import words
from mithaq.gateways.observation_file.headings import field_of

LARGEST_BYTES: Final = 8 * 1024 * 1024
MOST_ROWS: Final = 5_000
HEAD_WITHIN: Final = 12
SEPARATORS: Final = (";", ",", "\t", "|")
ZIP: Final = b"PK\x03\x04"
OLD_EXCEL: Final = b"\xd0\xcf\x11\xe0"


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One line of the file: its number as a spreadsheet shows it, and its cells by field."""

    line: int
    cells: dict[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class TableFile:
    """A file as it was understood, before any meaning is given to its cells."""

    encoding: str
    separator: str
    headings: dict[str, str]
    ignored: tuple[str, ...]
    rows: tuple[Row, ...]


def size_fault(size: int) -> Fault | None:
    """A file too large to be read is refused on its size alone."""
    return words.too_large(size, LARGEST_BYTES) if size > LARGEST_BYTES else None


def read_table(content: bytes, name: str) -> TableFile:
    """Read a CSV or XLSX file; raises ``Refusal`` when no table of figures is found in it."""
    if fault := size_fault(len(content)):
        raise Refusal(fault)
    if not content.strip():
        raise Refusal(words.empty())
    if content.startswith((ZIP, OLD_EXCEL)):
        return _table(sheet_rows(content), encoding="xlsx", separator="")
    if b"\x00" in content[:4096] and not content.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise Refusal(words.not_a_table(name))
    text, encoding = decode(content)
    separator = separator_of(text)
    return _table(csv_rows(text, separator), encoding=encoding, separator=separator)


def decode(content: bytes) -> tuple[str, str]:
    """Read bytes as text, and say in which encoding.

    The Windows page for Arabic keeps the French letters in their places: only Arabic words, where
    such letters follow one another, tell the two pages apart.
    """
    for mark, encoding in ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"),
                           (b"\xfe\xff", "utf-16")):  # fmt: skip
        if content.startswith(mark):
            return content.decode(encoding, "replace"), encoding
    try:
        return content.decode("utf-8"), "utf-8"
    except UnicodeDecodeError:
        arabic = content.decode("cp1256", "replace")
        if _arabic_pairs(arabic) > _arabic_alone(arabic):
            return arabic, "windows-1256"
        return content.decode("cp1252", "replace"), "windows-1252"


def separator_of(text: str, *, field: Callable[[str], str] = field_of) -> str:
    """The separator under which the first lines hold the most known headings."""
    best, most = ";", 0
    for separator in SEPARATORS:
        for cells in _first(csv_rows(text, separator)):
            known = len({field(cell) for cell in cells} - {""})
            if known > most:
                best, most = separator, known
    return best


def _first(rows: Iterable[tuple[int, Sequence[str]]]) -> Iterator[Sequence[str]]:
    for position, (_line, cells) in enumerate(rows):
        if position >= HEAD_WITHIN:
            return
        yield cells


def csv_rows(text: str, separator: str) -> Iterator[tuple[int, list[str]]]:
    """The lines of a CSV text with their numbers; ``Refusal`` for one that cannot be read."""
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator)
    start = 1
    try:
        for cells in reader:
            yield start, cells
            start = reader.line_num + 1
    except csv.Error as error:
        raise Refusal(words.broken_line(start)) from error


def sheet_rows(content: bytes) -> Iterator[tuple[int, list[str]]]:
    """The lines of the first sheet of a workbook that has any; ``Refusal`` for a broken one."""
    try:
        book = CalamineWorkbook.from_filelike(io.BytesIO(content))
        sheets = [book.get_sheet_by_name(name) for name in book.sheet_names]
    except (CalamineError, OSError, ValueError) as error:
        raise Refusal(words.not_a_workbook()) from error
    for sheet in sheets:
        rows = sheet.to_python(skip_empty_area=False)
        if rows:
            yield from ((n, [_cell(value) for value in row]) for n, row in enumerate(rows, start=1))
            return


def _cell(value: Any) -> str:
    """A typed cell as a person would have typed it."""
    if isinstance(value, bool):
        return "1" if value else "0"
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() else repr(value)
    if isinstance(value, datetime):
        return value.date().isoformat()
    return value.isoformat() if isinstance(value, date) else str(value)


def _table(
    rows: Iterable[tuple[int, Sequence[str]]], *, encoding: str, separator: str
) -> TableFile:
    head: list[str] = []
    headings: dict[str, str] = {}
    ignored: list[str] = []
    found: list[Row] = []
    for position, (line, cells) in enumerate(rows):
        if not head:
            if position >= HEAD_WITHIN:
                break
            fields = [field_of(cell) for cell in cells]
            if {"indicator", "value"} <= set(fields):
                head = _once(fields)
                headings = {f: c.strip() for f, c in zip(head, cells, strict=True) if f}
                ignored = [c.strip() for f, c in zip(head, cells, strict=True) if not f and c]
            continue
        known = {f: c.strip() for f, c in zip(head, cells, strict=False) if f and c.strip()}
        if known:
            found.append(Row(line=line, cells=known))
        if len(found) > MOST_ROWS:
            raise Refusal(words.too_many_rows(MOST_ROWS))
    if not head:
        raise Refusal(words.no_head())
    if not found:
        raise Refusal(words.no_rows())
    return TableFile(
        encoding=encoding,
        separator=separator,
        headings=headings,
        ignored=tuple(ignored),
        rows=tuple(found),
    )


def _once(fields: Sequence[str]) -> list[str]:
    """A heading met twice is read once: the first."""
    seen: set[str] = set()
    kept = []
    for name in fields:
        kept.append("" if name in seen else name)
        seen.add(name)
    return kept


def _is_arabic(char: str) -> bool:
    return "\u0600" <= char <= "\u06ff"


def _arabic_pairs(text: str) -> int:
    return sum(_is_arabic(one) and _is_arabic(two) for one, two in pairwise(text))


def _arabic_alone(text: str) -> int:
    """Arabic letters that stand between letters of another script: accents misread."""
    around = zip(f" {text}", text, f"{text[1:]} ", strict=False)
    return sum(
        _is_arabic(char) and not _is_arabic(before) and not _is_arabic(after)
        for before, char, after in around
    )
