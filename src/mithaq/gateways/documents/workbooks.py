"""A workbook opens on a readable table: bold frozen head, sensible widths, no live formula."""

from __future__ import annotations

import io
import re
from collections.abc import Iterable, Sequence
from datetime import date, datetime
from decimal import Decimal
from typing import Any, Final

import xlsxwriter

from mithaq.base.ports import Cell, Sheet

_FORBIDDEN: Final = re.compile(r"[\[\]:*?/\\]")
_LONGEST_NAME: Final = 31
_LONGEST_TEXT: Final = 32_767
_NARROWEST, _WIDEST = 8, 60
# What a spreadsheet would compute if the text were pasted or saved as CSV.
_FORMULA_STARTS: Final = ("=", "+", "-", "@", "\t", "\r")
_EXACT_DIGITS: Final = 15


def write_workbook(sheets: Sequence[Sheet]) -> bytes:
    """Write the sheets; the same sheets always give the same bytes."""
    if not sheets:
        raise ValueError("A workbook has at least one sheet.")
    buffer = io.BytesIO()
    book = xlsxwriter.Workbook(
        buffer,
        {
            "in_memory": True,
            "strings_to_formulas": False,
            "strings_to_urls": False,
            "strings_to_numbers": False,
            "remove_timezone": True,
        },
    )
    on = min((sheet.on for sheet in sheets if sheet.on), default=date(2000, 1, 1))
    book.set_properties({"author": "Mithaq", "created": datetime(on.year, on.month, on.day)})  # noqa: DTZ001 - a day, not an instant
    formats = _formats(book)
    names: set[str] = set()
    for sheet in sheets:
        _write_sheet(book.add_worksheet(_free_name(sheet.title, names)), sheet, formats)
    book.close()
    return buffer.getvalue()


def safe_text(text: str) -> str:
    """Make a text inert: one that a spreadsheet would compute gets an apostrophe before it."""
    inert = f"'{text}" if text.startswith(_FORMULA_STARTS) and not _is_signed_number(text) else text
    return inert[:_LONGEST_TEXT]


def _write_sheet(page: Any, sheet: Sheet, formats: dict[str, Any]) -> None:
    if sheet.language == "ar":
        page.right_to_left()
    for rank, note in enumerate(sheet.notes):
        page.write_string(rank, 0, safe_text(note), formats["note"])
    top = len(sheet.notes) + bool(sheet.notes)
    for column, word in enumerate(sheet.head):
        page.write_string(top, column, safe_text(word), formats["head"])
    widths = [len(word) + 2 for word in sheet.head]
    last = top
    for last, row in enumerate(sheet.rows, start=top + 1):
        for column, value in enumerate(row):
            _write_cell(page, value, row=last, column=column, formats=formats)
            if column < len(widths):
                widths[column] = max(widths[column], len(_seen(value)) + 1)
    for column, width in enumerate(_chosen(widths, sheet.widths)):
        page.set_column(column, column, width)
    page.freeze_panes(top + 1, 0)
    page.repeat_rows(top)
    if sheet.head:
        page.autofilter(top, 0, max(last, top), len(sheet.head) - 1)
    page.set_paper(9)
    page.set_landscape()
    page.fit_to_pages(1, 0)


def _write_cell(page: Any, value: Cell, *, row: int, column: int, formats: dict[str, Any]) -> None:
    if value is None or value == "":
        page.write_blank(row, column, None, formats["text"])
    elif isinstance(value, bool):
        page.write_boolean(row, column, value, formats["text"])
    elif isinstance(value, datetime):
        page.write_datetime(row, column, value.replace(tzinfo=None), formats["instant"])
    elif isinstance(value, date):
        page.write_datetime(row, column, value, formats["date"])
    elif isinstance(value, str) or len(str(value).strip("-").replace(".", "")) > _EXACT_DIGITS:
        # A spreadsheet keeps 15 digits: a longer number would be changed in silence.
        page.write_string(row, column, safe_text(str(value)), formats["text"])
    else:
        shape = "whole" if value == int(value) and not isinstance(value, Decimal) else "number"
        page.write_number(row, column, value, formats[shape])


def _formats(book: Any) -> dict[str, Any]:
    base = {"font_name": "Calibri", "font_size": 11, "valign": "top"}
    return {
        "head": book.add_format({**base, "bold": True, "bottom": 2, "text_wrap": True}),
        "note": book.add_format({**base, "font_color": "#40535E"}),
        "text": book.add_format({**base, "text_wrap": True}),
        "whole": book.add_format({**base, "num_format": "#,##0"}),
        "number": book.add_format({**base, "num_format": "#,##0.00"}),
        "date": book.add_format({**base, "num_format": "yyyy-mm-dd", "align": "left"}),
        "instant": book.add_format({**base, "num_format": "yyyy-mm-dd hh:mm", "align": "left"}),
    }


def _free_name(title: str, taken: set[str]) -> str:
    name = _FORBIDDEN.sub(" ", title).strip().strip("'")[:_LONGEST_NAME] or "Mithaq"
    rank = 2
    free = name
    while free.casefold() in taken:
        free = f"{name[: _LONGEST_NAME - 4]} {rank}"
        rank += 1
    taken.add(free.casefold())
    return free


def _chosen(measured: Sequence[int], asked: Sequence[int]) -> Iterable[int]:
    for column, width in enumerate(measured):
        yield asked[column] if column < len(asked) else min(max(width, _NARROWEST), _WIDEST)


def _seen(value: Cell) -> str:
    return max(str(value if value is not None else "").splitlines() or [""], key=len)


def _is_signed_number(text: str) -> bool:
    return re.fullmatch(r"[+-]\d[\d.,\u202f\u00a0 ]*%?", text) is not None
