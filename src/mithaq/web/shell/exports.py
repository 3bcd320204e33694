"""A list leaves as a spreadsheet or as text, with its exercise mark, its source and definitions."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any, Final

import xlsxwriter
from django.http import StreamingHttpResponse
from django.utils import timezone
from django.utils.http import content_disposition_header
from django.utils.translation import gettext, override

from mithaq.web.shell.columns import Column, Table
from mithaq.web.shell.dates import moment_words
from mithaq.web.shell.typography import language
from mithaq.web.shell.workbooks import streamed

BOM: Final = "\ufeff"
# A spreadsheet runs a text that starts like this as a formula.
DANGEROUS: Final = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
XLSX: Final = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """What leaves: a table, its columns, its rows, what was asked, and when."""

    table: Table
    columns: Sequence[Column]
    rows: Iterable[Any]
    filters: Sequence[tuple[str, str]]
    at: datetime
    is_exercise: bool = False

    @property
    def filename(self) -> str:
        """Name the file after the list and the day: a short name that every system takes."""
        return f"{self.table.name}-{timezone.localtime(self.at):%Y-%m-%d}"

    def head(self) -> list[str]:
        """The titles of the columns, each with that of its second line, the exercise mark last."""
        titles = []
        for column in self.columns:
            titles.append(str(column.label))
            if self._adds_note(column):
                titles.append(column.note_label)
        return [*titles, gettext("exercice")] if self._marks_rows else titles

    def lines(self) -> Iterator[list[object]]:
        """The rows; an exercise says so on its own line, so that it survives a copy."""
        marks = self.table.is_exercise
        noted = [(column, self._adds_note(column)) for column in self.columns]
        for row in self.rows:
            line: list[object] = []
            for column, is_noted in noted:
                line.append(column.plain(row))
                if is_noted:
                    line.append(column.plain_note(row))
            if self._marks_rows:
                invented = self.is_exercise or (marks is not None and marks(row))
                line.append(gettext("exercice") if invented else "")
            yield line

    @property
    def _marks_rows(self) -> bool:
        return self.is_exercise or self.table.is_exercise is not None

    def _adds_note(self, column: Column) -> bool:
        """Whether the second line of a cell needs a column: no other one that leaves says it."""
        leaving = {item.key for item in self.columns}
        return column.note is not None and column.noted_by not in leaving

    def notice(self) -> Iterator[tuple[str, str]]:
        """What a reader must know: origin, date, filters, and the definition of each column."""
        yield gettext("Titre"), str(self.table.caption)
        if self.is_exercise:
            yield gettext("Exercice"), gettext("Personnes, organismes et montants inventés.")
        yield gettext("Produit par"), "Mithaq (ميثاق)"
        yield gettext("Extrait le"), _unmarked(moment_words(self.at))
        if self.table.source:
            yield gettext("Source"), str(self.table.source)
        if self.table.definition:
            yield gettext("Définition"), str(self.table.definition)
        for name, value in self.filters:
            words = gettext("%(name)s : %(value)s")
            yield gettext("Filtre"), words % {"name": name, "value": value}
        yield gettext("Cellule vide"), gettext("non publié ou sans objet ; jamais zéro")
        for column in self.columns:
            if column.definition:
                yield str(column.label), str(column.definition)


def _unmarked(text: str) -> str:
    return text.replace("<sup>", "").replace("</sup>", "")


class ZonedMoment(str):
    """An instant that a text file writes with its zone, and a workbook as a true moment."""

    __slots__ = ("at",)
    at: datetime

    @classmethod
    def of(cls, at: datetime) -> ZonedMoment:
        """The instant at the hour of Morocco, to the second."""
        text = cls(timezone.localtime(at).isoformat(timespec="seconds"))
        text.at = at
        return text


def harmless(text: str) -> str:
    """Disarm a text that a spreadsheet would run: a quote in front keeps it a text."""
    return f"'{text}" if text.startswith(DANGEROUS) else text


def _written(value: object) -> str:
    """Write one value of a text file."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return gettext("oui") if value else gettext("non")
    if isinstance(value, (int, float, Decimal)):
        text = str(value)
        return text if language() == "en" else text.replace(".", ",")
    if isinstance(value, datetime):
        return _here(value).isoformat(sep=" ", timespec="minutes")
    if isinstance(value, date):
        return value.isoformat()
    return harmless(str(value))


def _here(at: datetime) -> datetime:
    """Morocco's own time, as pages show it; a spreadsheet knows no time zone."""
    return (timezone.localtime(at) if timezone.is_aware(at) else at).replace(tzinfo=None)


class _Echo:
    """A file that hands back each line instead of keeping it."""

    def write(self, text: str) -> str:
        return text


def as_csv(sheet: Sheet) -> StreamingHttpResponse:
    """Stream the rows as text; the mark opens the file so that Excel reads the accents."""
    separator = "," if language() == "en" else ";"
    writer = csv.writer(_Echo(), delimiter=separator)

    spoken = language()

    def lines() -> Iterator[str]:
        # The text is written after the request, when its language may be gone.
        with override(spoken):
            yield BOM
            yield writer.writerow([_written(title) for title in sheet.head()])
            for line in sheet.lines():
                yield writer.writerow([_written(value) for value in line])

    response = StreamingHttpResponse(lines(), content_type="text/csv; charset=utf-8")
    response.headers["Content-Disposition"] = _joined(f"{sheet.filename}.csv")
    return response


def as_xlsx(sheet: Sheet) -> StreamingHttpResponse:
    """Stream the rows as a workbook: the data, then a sheet that says what they are.

    The first bytes leave at once: whoever waits for a long list sees it come.
    """
    skeleton, spoken = _skeleton(sheet), language()

    def parts() -> Iterator[bytes]:
        # The rows are written after the request, when its language may be gone.
        with override(spoken):
            yield from streamed(
                skeleton, ([_cell(value) for value in line] for line in sheet.lines())
            )

    response = StreamingHttpResponse(parts(), content_type=XLSX)
    response.headers["Content-Disposition"] = _joined(f"{sheet.filename}.xlsx")
    return response


def _joined(name: str) -> str:
    return content_disposition_header(as_attachment=True, filename=name) or ""


def _skeleton(sheet: Sheet) -> bytes:
    """The workbook without its rows; the second one shows the style of a day and of a moment."""
    file = io.BytesIO()
    book = xlsxwriter.Workbook(file, {"in_memory": True, "strings_to_formulas": False})
    _write_head(book, sheet)
    _write_notice(book, sheet)
    book.close()
    return file.getvalue()


def _write_head(book: Any, sheet: Sheet) -> None:
    page = book.add_worksheet(gettext("Données"))
    head = book.add_format({"bold": True, "bottom": 2, "text_wrap": True, "valign": "bottom"})
    day = book.add_format({"num_format": "dd/mm/yyyy"})
    moment = book.add_format({"num_format": "dd/mm/yyyy hh:mm"})
    if language() == "ar":
        page.right_to_left()
    titles = sheet.head()
    page.freeze_panes(1, 1)
    for index, title in enumerate(titles):
        page.set_column(index, index, max(14, min(48, len(title) + 6)))
        page.write_string(0, index, title, head)
    page.write_datetime(1, 0, date(2000, 1, 1), day)
    page.write_datetime(1, 1, datetime(2000, 1, 1), moment)  # noqa: DTZ001 - a sheet knows no zone
    if sheet.is_exercise:
        page.set_header(f"&C{gettext('exercice')}")
        page.set_footer(f"&C{gettext('exercice')}")


def _cell(value: object) -> object:
    """A value as a workbook holds it: a number, a day or a text, in Morocco's own time."""
    if isinstance(value, bool):
        return gettext("oui") if value else gettext("non")
    if isinstance(value, ZonedMoment):
        return _here(value.at)
    return _here(value) if isinstance(value, datetime) else value


def _write_notice(book: Any, sheet: Sheet) -> None:
    page = book.add_worksheet(gettext("À lire"))
    bold = book.add_format({"bold": True, "valign": "top"})
    wrapped = book.add_format({"text_wrap": True, "valign": "top"})
    if language() == "ar":
        page.right_to_left()
    page.set_column(0, 0, 28)
    page.set_column(1, 1, 90)
    for index, (name, words) in enumerate(sheet.notice()):
        page.write_string(index, 0, name, bold)
        page.write_string(index, 1, words, wrapped)
