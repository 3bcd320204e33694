"""A workbook written while it leaves: read back, every value is what it was."""

from __future__ import annotations

import io
import zipfile
from datetime import date, datetime
from decimal import Decimal

import pytest
import xlsxwriter
from python_calamine import CalamineWorkbook

from mithaq.web.shell.workbooks import ROWS_A_PIECE, column_name, streamed

MOMENT = datetime(2026, 11, 28, 17, 30)


def skeleton() -> bytes:
    file = io.BytesIO()
    book = xlsxwriter.Workbook(file, {"in_memory": True})
    page = book.add_worksheet("Données")
    page.write_string(0, 0, "tête")
    page.write_datetime(1, 0, date(2000, 1, 1), book.add_format({"num_format": "dd/mm/yyyy"}))
    page.write_datetime(1, 1, MOMENT, book.add_format({"num_format": "dd/mm/yyyy hh:mm"}))
    book.close()
    return file.getvalue()


def read(content: bytes) -> list[list[object]]:
    return CalamineWorkbook.from_filelike(io.BytesIO(content)).get_sheet_by_index(0).to_python()


def test_every_value_is_read_back() -> None:
    row = ["=1+1", 12, Decimal("3.5"), date(2017, 6, 13), MOMENT, None, "a < b & « c »\x07", " é "]
    head, told = read(b"".join(streamed(skeleton(), [row])))
    assert head[0] == "tête"
    assert told == ["=1+1", 12, 3.5, date(2017, 6, 13), MOMENT, "", "a < b & « c »", " é "]


def test_a_long_list_leaves_in_pieces_and_keeps_its_rows() -> None:
    count = 3 * ROWS_A_PIECE + 7
    pieces = list(streamed(skeleton(), ([number, f"n° {number}"] for number in range(count))))
    assert len(pieces) == 2 + count // ROWS_A_PIECE
    content = b"".join(pieces)
    assert zipfile.ZipFile(io.BytesIO(content)).testzip() is None
    rows = read(content)[1:]
    assert [row[0] for row in rows] == list(range(count))


def test_a_skeleton_without_styles_is_refused() -> None:
    file = io.BytesIO()
    book = xlsxwriter.Workbook(file)
    book.add_worksheet()
    book.close()
    with pytest.raises(ValueError, match="second row"):
        list(streamed(file.getvalue(), []))


@pytest.mark.parametrize(("index", "name"), [(0, "A"), (25, "Z"), (26, "AA"), (701, "ZZ")])
def test_columns_are_lettered(index: int, name: str) -> None:
    assert column_name(index) == name
