"""What a list shows: columns declared once, for the page and for the exported file alike."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from html import escape, unescape
from typing import Any, Final, Literal

from django.utils.functional import Promise
from django.utils.html import strip_tags
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext

from mithaq.base.dates import UncertainDate
from mithaq.base.text import Labels
from mithaq.web.shell.dates import date_day, uncertain_date
from mithaq.web.shell.marks import GRADES, grade, not_published
from mithaq.web.shell.numbers import mdh, money, number_bdi, percent
from mithaq.web.shell.typography import language, set_text
from mithaq.web.shell.words import isolated, labels_of, local

Kind = Literal["text", "number", "rate", "money", "mdh", "date", "grade", "code", "html"]
Words = str | Promise
ALIGNED_TO_THE_END: Final = frozenset({"number", "rate", "money", "mdh"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """One column: what it reads in a row, how it shows it, how it sorts and leaves in a file.

    `value` reads a row (by default the attribute or item named `key`); `words` says what a coded
    value means (`dict(Kind.choices)`: much faster than `get_kind_display`); `url` makes the cell a
    link; `note` is a second, lighter line, a column of its own in a file (`noted` names it;
    `noted_by` is the key of the column that holds the same words already); `absent` says « non
    publié » in that gender (m, f, mp, fp) when the value is None; `leaves` puts a hidden column in
    files too; `sort` names the database fields that a click on the head orders.
    """

    key: str
    label: Words
    kind: Kind = "text"
    value: Callable[[Any], object] | None = None
    url: Callable[[Any], str | None] | None = None
    note: Callable[[Any], object] | None = None
    noted: Words = ""
    noted_by: str = ""
    words: Mapping[str, Words] | None = None
    absent: str = ""
    sort: str | Sequence[str] = ()
    export: Callable[[Any], object] | None = None
    definition: Words = ""
    is_shown: bool = True
    leaves: bool = False
    is_header: bool = False

    def read(self, row: Any) -> object:
        """Read the value of a row."""
        if self.value is not None:
            value = self.value(row)
        else:
            value = row[self.key] if isinstance(row, dict) else getattr(row, self.key)
        if self.words is not None and value is not None:
            return str(self.words.get(str(value), value))
        return value

    @property
    def sort_fields(self) -> tuple[str, ...]:
        """Database fields of this column's order."""
        return (self.sort,) if isinstance(self.sort, str) else tuple(self.sort)

    def cell(self, row: Any) -> str:
        """Draw the inside of a cell."""
        value = self.read(row)
        if value is None or value == "":
            text: str = not_published(self.absent) if self.absent else ""
        else:
            text = _escaped(_DRAW[self.kind](value))
        url = self.url(row) if self.url is not None and text else None
        if url:
            text = f'<a href="{escape(url)}">{text}</a>'
        note = self.note(row) if self.note is not None else None
        if note:
            text = f'{text}<span class="cell-note">{_escaped(local(note))}</span>'
        return text

    def plain(self, row: Any) -> object:
        """Give what the exported file holds: a number stays a number, a date stays a date."""
        value = self.export(row) if self.export is not None else self.read(row)
        if self.kind in {"money", "mdh"} and isinstance(value, int) and self.export is None:
            return value / 100
        if self.kind == "grade" and value:
            word = GRADES.get(str(getattr(value, "value", value)))
            return str(word[0]) if word else str(value)
        if isinstance(value, UncertainDate):
            return value.on if len(str(value)) == _ISO_DAY else (str(value) if value.on else "")
        labels = labels_of(value) if value is not None else None
        found = labels.of(language()) if labels is not None else value
        return _bare(found) if isinstance(found, SafeString) else found

    @property
    def note_label(self) -> str:
        """The title, in a file, of the second line of the cells."""
        return str(self.noted) or gettext("%(name)s : précision") % {"name": self.label}

    def plain_note(self, row: Any) -> str:
        """Give the second line of a cell as a file holds it, without markup."""
        note = self.note(row) if self.note is not None else None
        if not note:
            return ""
        labels = labels_of(note)
        return _bare(labels.of(language()) if labels is not None else str(note))


def _bare(text: str) -> str:
    """A text without its markup; what stood on its own line keeps a space before the next."""
    if not isinstance(text, SafeString):
        return text
    return _GAPS.sub(" ", unescape(strip_tags(_LINES.sub(" ", text)))).strip()


def _escaped(text: str) -> str:
    """Escape a text unless it is HTML already; `escape` of Django also resolves lazy texts."""
    return text if isinstance(text, SafeString) else escape(text)


_LINES: Final = re.compile(r"<br\s*/?>|</(?:li|p|div)>")
_GAPS: Final = re.compile(r"[ \n]+")
_ISO_DAY: Final = len("2017-06-13")


def _date(value: object) -> str:
    if isinstance(value, UncertainDate):
        return uncertain_date(value)
    return date_day(value) if isinstance(value, date) else str(value)


def _code(value: object) -> SafeString:
    return isolated(value)


def _text(value: object) -> str:
    return local(value) if isinstance(value, Labels) else set_text(value)


_DRAW: Final[dict[str, Callable[[Any], str]]] = {
    "text": _text,
    "number": number_bdi,
    "rate": percent,
    "money": money,
    "mdh": mdh,
    "date": _date,
    "grade": grade,
    "code": _code,
    "html": lambda value: value,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """A list's columns and the words around it; `name` also names the exported file."""

    name: str
    caption: Words
    columns: Sequence[Column]
    empty: Words
    empty_action: Words = ""
    empty_url: str = ""
    is_exercise: Callable[[Any], bool] | None = None
    source: Words = ""
    definition: Words = ""
    by_key: dict[str, Column] = field(init=False, repr=False)

    def __post_init__(self) -> None:
        """Index the columns by key."""
        object.__setattr__(self, "by_key", {column.key: column for column in self.columns})

    def shown(self, wanted: Sequence[str]) -> list[Column]:
        """The columns asked for, in the table's order; those shown by default otherwise."""
        chosen = [column for column in self.columns if column.key in wanted]
        return chosen or [column for column in self.columns if column.is_shown]

    def leaving(self, wanted: Sequence[str]) -> list[Column]:
        """The columns of a file: those asked for, else what stands alone without the page."""
        chosen = [column for column in self.columns if column.key in wanted]
        return chosen or [column for column in self.columns if column.is_shown or column.leaves]

    def body(self, rows: Sequence[Any], columns: Sequence[Column]) -> SafeString:
        """Draw all rows at once: a template loop over cells would cost more than the query."""
        openings, closings = zip(*(_edges(column) for column in _headed(columns)), strict=True)
        triples = list(zip(openings, columns, closings, strict=True))
        lines = [
            "".join(
                [
                    '<tr role="row">',
                    *(f"{before}{column.cell(row)}{after}" for before, column, after in triples),
                    "</tr>",
                ]
            )
            for row in rows
        ]
        return mark_safe("\n".join(lines))  # noqa: S308 - every cell is escaped by Column.cell


def _headed(columns: Sequence[Column]) -> list[tuple[Column, bool]]:
    """Say which column names the row: the one declared, else the first."""
    named = next((column for column in columns if column.is_header), columns[0])
    return [(column, column is named) for column in columns]


def _edges(pair: tuple[Column, bool]) -> tuple[str, str]:
    column, names_the_row = pair
    label = escape(set_text(column.label))
    kind = (
        ' class="num"'
        if column.kind in ALIGNED_TO_THE_END
        else ' class="date"'
        if column.kind == "date"
        else ""
    )
    if names_the_row:
        return f'<th scope="row" role="rowheader"{kind}>', "</th>"
    return f'<td role="cell"{kind} data-label="{label}">', "</td>"
