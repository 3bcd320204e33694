"""A workbook can be read back, holds no live formula, and is the same every time."""

from __future__ import annotations

import io
import zipfile
from datetime import date, datetime
from decimal import Decimal

import pytest
from python_calamine import CalamineWorkbook

from mithaq.base.ports import Sheet
from mithaq.gateways.documents.door import TypstDocuments
from mithaq.gateways.documents.workbooks import safe_text

ROWS = [
    ["Entreprises", 3488, Decimal("0.136"), date(2017, 6, 13), True],
    ["=HYPERLINK(1)", None, Decimal("186.88"), datetime(2017, 6, 13, 10, 20), False],
    ["001810007800020110620318", 186_880_000_000_000_000, -5, None, None],
]
SHEET = Sheet(
    title="Bilan : 2017/06",
    head=["Indicateur", "Valeur", "Évolution", "Dit le", "Annoncé"],
    rows=ROWS,
    notes=["Exercice", "Source : article 1"],
    on=date(2017, 6, 13),
)


def _book(*sheets: Sheet) -> bytes:
    return TypstDocuments().workbook(sheets=sheets)


def _part(book: bytes, name: str) -> str:
    with zipfile.ZipFile(io.BytesIO(book)) as archive:
        return archive.read(name).decode()


def test_the_rows_come_back() -> None:
    book = CalamineWorkbook.from_filelike(io.BytesIO(_book(SHEET)))
    assert book.sheet_names == ["Bilan   2017 06"]
    rows = book.get_sheet_by_index(0).to_python()
    assert rows[0][0] == "Exercice"
    assert rows[3] == ["Indicateur", "Valeur", "Évolution", "Dit le", "Annoncé"]
    assert rows[4] == ["Entreprises", 3488.0, 0.136, date(2017, 6, 13), True]
    assert rows[5][0] == "'=HYPERLINK(1)"
    assert rows[6][:2] == ["001810007800020110620318", "186880000000000000"]


def test_nothing_is_a_formula_and_the_head_stays_in_sight() -> None:
    page = _part(_book(SHEET), "xl/worksheets/sheet1.xml")
    assert "<f>" not in page
    assert 'state="frozen"' in page
    assert 'ySplit="4"' in page
    assert "rightToLeft" not in page


def test_an_arabic_sheet_opens_on_its_right() -> None:
    sheet = Sheet(title="حصيلة", head=["المؤشر"], rows=[["مقاولات"]], language="ar")
    assert 'rightToLeft="1"' in _part(_book(sheet), "xl/worksheets/sheet1.xml")


def test_the_same_sheets_give_the_same_bytes() -> None:
    assert _book(SHEET) == _book(SHEET)
    assert "2017-06-13T00:00:00Z" in _part(_book(SHEET), "docProps/core.xml")


def test_sheet_names_never_collide() -> None:
    sheets = [Sheet(title="x" * 40, head=["a"], rows=[]) for _ in range(3)]
    names = CalamineWorkbook.from_filelike(io.BytesIO(_book(*sheets))).sheet_names
    assert len(set(names)) == 3
    with pytest.raises(ValueError, match="at least one"):
        _book()


@pytest.mark.parametrize(
    ("text", "inert"),
    [
        ("=1+1", "'=1+1"),
        ("@SUM(A1)", "'@SUM(A1)"),
        ("-cmd|x", "'-cmd|x"),
        ("\t=1", "'\t=1"),
        ("+13,6\u202f%", "+13,6\u202f%"),
        ("-5", "-5"),
        ("Convention", "Convention"),
    ],
)
def test_text_that_would_compute_is_made_inert(text: str, inert: str) -> None:
    assert safe_text(text) == inert
