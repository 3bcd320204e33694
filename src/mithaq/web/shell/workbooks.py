"""A workbook that leaves while it is written: its first bytes go at once, whatever its length.

The skeleton (styles, columns, the sheet that says what the data are) is made by xlsxwriter with
one row that shows how a day and a moment are styled; the rows are then written in its place.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Final
from xml.sax.saxutils import escape

DATA: Final = "xl/worksheets/sheet1.xml"
EPOCH: Final = datetime(1899, 12, 30)  # noqa: DTZ001 - a spreadsheet knows no time zone
DAY: Final = timedelta(days=1)
ROWS_A_PIECE: Final = 400
LETTERS: Final = 26
# What XML 1.0 cannot hold.
FORBIDDEN: Final = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
_MODEL: Final = re.compile(r'<row r="2".*?</row>', re.DOTALL)
_STYLE: Final = re.compile(r'<c r="[AB]2" s="(\d+)"')


@dataclass(frozen=True, slots=True)
class Styles:
    """The numbers under which the skeleton keeps the look of a day and of a moment."""

    day: str
    moment: str


def streamed(skeleton: bytes, rows: Iterable[Sequence[object]]) -> Iterator[bytes]:
    """Give the workbook piece by piece, with ``rows`` under the head of its first sheet."""
    sink = _Sink()
    with zipfile.ZipFile(io.BytesIO(skeleton)) as model:
        parts = {name: model.read(name) for name in model.namelist()}
    text = parts.pop(DATA).decode()
    row = _MODEL.search(text)
    if row is None:
        raise ValueError("The skeleton of a workbook shows its styles on its second row.")
    day, moment = _STYLE.findall(row[0])
    with zipfile.ZipFile(sink, "w", zipfile.ZIP_DEFLATED, compresslevel=4) as book:
        for name, content in parts.items():
            book.writestr(name, content)
        yield sink.taken()
        with book.open(DATA, "w") as part:
            part.write(text[: row.start()].encode())
            piece: list[str] = []
            for number, line in enumerate(rows, start=2):
                piece.append(_row(number, line, Styles(day, moment)))
                if len(piece) == ROWS_A_PIECE:
                    part.write("".join(piece).encode())
                    piece.clear()
                    yield sink.taken()
            part.write(("".join(piece) + text[row.end() :]).encode())
    yield sink.taken()


def _row(number: int, line: Sequence[object], styles: Styles) -> str:
    cells = [
        _cell(f"{column_name(index)}{number}", value, styles)
        for index, value in enumerate(line)
        if value is not None and value != ""
    ]
    return f'<row r="{number}">{"".join(cells)}</row>'


def _cell(place: str, value: object, styles: Styles) -> str:
    if isinstance(value, (int, float, Decimal)):
        return f'<c r="{place}"><v>{value}</v></c>'
    if isinstance(value, datetime):
        return f'<c r="{place}" s="{styles.moment}"><v>{(value - EPOCH) / DAY}</v></c>'
    if isinstance(value, date):
        days = (value - EPOCH.date()).days
        return f'<c r="{place}" s="{styles.day}"><v>{days}</v></c>'
    # An inline text, never a formula: what starts with « = » stays a text.
    text = escape(FORBIDDEN.sub("", str(value)))
    return f'<c r="{place}" t="inlineStr"><is><t xml:space="preserve">{text}</t></is></c>'


def column_name(index: int) -> str:
    """A, B … Z, AA: the letters of a column counted from nought."""
    name = ""
    index += 1
    while index:
        index, rest = divmod(index - 1, LETTERS)
        name = chr(ord("A") + rest) + name
    return name


class _Sink(io.RawIOBase):
    """Holds what the archive writes until it is taken; it cannot go back."""

    def __init__(self) -> None:
        super().__init__()
        self._held: list[bytes] = []

    def writable(self) -> bool:
        return True

    def seekable(self) -> bool:
        return False

    def write(self, data: object) -> int:
        """Hold some bytes."""
        content = bytes(data)  # type: ignore[call-overload]
        self._held.append(content)
        return len(content)

    def taken(self) -> bytes:
        """Give what was written since the last time."""
        content = b"".join(self._held)
        self._held.clear()
        return content
