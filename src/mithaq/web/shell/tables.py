"""Every list of the product: search, filters with counts, sort, pages, columns, export."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from math import ceil
from typing import Any, ClassVar, Final

from django.db.models import F, QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseBase, QueryDict
from django.shortcuts import render
from django.utils import timezone
from django.utils.cache import patch_vary_headers
from django.utils.functional import Promise
from django.utils.safestring import SafeString
from django.utils.translation import gettext, override
from django.views import View
from django_filters import FilterSet

from mithaq.apps.accounts.operations import note_export
from mithaq.web.shell.addresses import Address
from mithaq.web.shell.columns import ALIGNED_TO_THE_END, Column, Kind, Table
from mithaq.web.shell.dates import date_plain
from mithaq.web.shell.exports import Sheet, as_csv, as_xlsx
from mithaq.web.shell.facets import Facet, Filtered, apply
from mithaq.web.shell.numbers import bounded
from mithaq.web.shell.public_pages import kept_until_write
from mithaq.web.shell.typography import language, set_text
from mithaq.web.shell.words import local

__all__ = ["Column", "Kind", "ListPage", "Table", "TableView"]

PAGE_SIZE: Final = 25
CHUNK: Final = 1000


@dataclass(frozen=True, slots=True, kw_only=True)
class Head:
    """The head of a column: its words, its order, and where a click leads."""

    key: str
    label: str
    sort_url: str
    order: str
    is_number: bool
    is_shown: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class PageLink:
    """One step of the pagination; a gap has no address."""

    number: int
    url: str
    is_current: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Chosen:
    """One filter in force, and the address of the list without it."""

    label: str
    url: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ListPage:
    """One page of a list, ready to show: plain values, nothing left to ask of the database."""

    table: Table
    words: str
    searches: bool
    count: int
    facets: tuple[Facet, ...]
    fields: tuple[Any, ...]
    heads: tuple[Head, ...]
    all_heads: tuple[Head, ...]
    body: SafeString
    order: str
    chosen: tuple[Chosen, ...]
    path: str
    pages: tuple[PageLink, ...]
    columns_kept: tuple[str, ...]
    parameters: tuple[tuple[str, str], ...]
    previous_url: str
    next_url: str
    first_row: int
    last_row: int
    clear_url: str
    csv_url: str
    xlsx_url: str
    has_filters: bool
    # Somebody asked for less than everything, even for a value that no row has.
    is_narrowed: bool
    # The number of rows in words: « 999 + » where counting stopped.
    count_words: str


class TableView(View, ABC):
    """A list page: declare `table`, `filterset` and `rows()`; the rest is the same everywhere.

    The template extends `shell/list_page.html`, or includes `shell/list.html` with `list`.
    """

    table: ClassVar[Table]
    filterset: ClassVar[type[FilterSet] | None] = None
    template_name: ClassVar[str] = "shell/list_page.html"
    live_template_name: ClassVar[str] = "shell/list_live.html"
    page_size: ClassVar[int] = PAGE_SIZE
    searches: ClassVar[bool] = True
    title: ClassVar[str | Promise] = ""
    lead: ClassVar[str | Promise] = ""
    page_is_exercise: ClassVar[bool] = False
    # Every reader sees the same rows: counts and cells may be kept until the journal moves.
    counts_are_shared: ClassVar[bool] = False
    # Whoever takes the list as a file leaves a line in the journal: its rows concern somebody.
    notes_exports: ClassVar[bool] = False
    # Where counting stops, for a list whose length has no limit; zero counts everything.
    most: ClassVar[int] = 0

    @abstractmethod
    def rows(self, text: str) -> QuerySet[Any]:
        """Give the rows in the list's own order, searched for a text."""

    def prepare(self, rows: list[Any]) -> Sequence[Any]:
        """Complete one page of rows (one query a kind of detail), before its cells are drawn."""
        return rows

    def context(self) -> dict[str, Any]:
        """Add what the page shows around its list."""
        return {}

    def purpose(self) -> str:
        """Why the reader takes rows away, as the journal keeps it beside a file that leaves."""
        return ""

    def live_context(self) -> dict[str, Any]:
        """Add what a live filter changes beside the list itself."""
        return {}

    def get(self, request: HttpRequest, **kwargs: Any) -> HttpResponseBase:
        """Answer with the page, its results alone for a live filter, or a file."""
        query = request.GET
        rows = self.rows(query.get("q", "").strip())
        wanted = query.get("format", "")
        found = apply(
            filterset=self.filterset,
            data=query,
            rows=rows,
            shared_as=self.table.name if self.counts_are_shared else "",
            most=self.most,
        )
        ordered = self._ordered(found.rows, query.get("tri", ""))
        if wanted in {"csv", "xlsx"}:
            sheet = self._sheet(found, ordered, query)
            if self.notes_exports:
                self._note_export(sheet, form=wanted, count=found.count, rows=rows)
            return as_csv(sheet) if wanted == "csv" else as_xlsx(sheet)
        return self._page(request, self._list(request, found, ordered))

    def _page(self, request: HttpRequest, page: ListPage) -> HttpResponse:
        is_live = bool(getattr(request, "htmx", False)) and not request.htmx.boosted  # type: ignore[attr-defined]
        if is_live and not request.htmx.history_restore_request:  # type: ignore[attr-defined]
            live = {"list": page, **self.live_context()}
            response = render(request, self.live_template_name, live)
        else:
            words = {
                "list": page,
                "list_title": self.title,
                "list_lead": self.lead,
                "page_is_exercise": self.page_is_exercise,
            }
            response = render(request, self.template_name, words | self.context())
        patch_vary_headers(response, ["HX-Request"])
        return response

    def _ordered(self, rows: QuerySet[Any], order: str) -> QuerySet[Any]:
        """Order by a column that allows it; what is not known comes last both ways."""
        column = self.table.by_key.get(order.removeprefix("-"))
        if column is None or not column.sort_fields:
            return rows
        keys = [
            F(name).desc(nulls_last=True) if order.startswith("-") else F(name).asc(nulls_last=True)
            for name in map(_in_language, column.sort_fields)
        ]
        return rows.order_by(*keys, "pk")

    def _list(self, request: HttpRequest, found: Filtered, ordered: QuerySet[Any]) -> ListPage:
        query, at = request.GET, Address.of(request.path, request.GET)
        last = max(1, ceil(found.count / self.page_size))
        page = query.get("page", "1")
        number = min(max(int(page), 1), last) if page.isdecimal() and len(page) < 9 else 1
        start = (number - 1) * self.page_size
        columns = self.table.shown(query.getlist("colonnes"))
        body, row_count = self._body(ordered[start : start + self.page_size], columns)
        shown = {column.key for column in columns}
        heads = tuple(
            _head(column, at, query.get("tri", ""), shown) for column in self.table.columns
        )
        return ListPage(
            table=self.table,
            words=query.get("q", ""),
            searches=self.searches,
            count=found.count,
            facets=found.facets,
            fields=found.fields,
            heads=tuple(head for head in heads if head.is_shown),
            all_heads=heads,
            body=body,
            order=query.get("tri", ""),
            chosen=tuple(_chosen(found, query.get("q", ""), at)),
            path=at.path,
            pages=tuple(_pages(number, last, at)),
            columns_kept=tuple(str(key) for key in query.getlist("colonnes")),
            parameters=tuple(at.others("colonnes", "page", "format")),
            previous_url=at.with_(page=number - 1) if number > 1 else "",
            next_url=at.with_(page=number + 1) if number < last else "",
            first_row=start + 1,
            last_row=start + row_count,
            clear_url=at.path,
            csv_url=at.with_(page=None, format="csv"),
            xlsx_url=at.with_(page=None, format="xlsx"),
            has_filters=bool(found.facets or found.fields or self.searches),
            is_narrowed=_is_narrowed(found, query),
            count_words=bounded(found.count, found.ceiling),
        )

    def _body(self, wanted: QuerySet[Any], columns: Sequence[Column]) -> tuple[SafeString, int]:
        """Draw one page of rows and count them: once until a write where readers share them."""

        def draw() -> tuple[SafeString, int]:
            rows = self.prepare(list(wanted))
            return (self.table.body(rows, columns) if rows else SafeString("")), len(rows)

        if not self.counts_are_shared:
            return draw()
        asked = sorted(self.request.GET.lists())
        return kept_until_write("rows", self.table.name, asked, compute=draw)

    def _sheet(self, found: Filtered, ordered: QuerySet[Any], query: QueryDict) -> Sheet:
        return Sheet(
            table=self.table,
            columns=self.table.leaving(query.getlist("colonnes")),
            rows=self._every(ordered),
            filters=_narrowing(found, query),
            at=timezone.now(),
            is_exercise=self.page_is_exercise,
        )

    def _note_export(self, sheet: Sheet, *, form: str, count: int, rows: QuerySet[Any]) -> None:
        """Write who takes a list away, why, how many rows and by what it was narrowed, before it
        leaves: in French, whatever the language of the file."""
        request = self.request
        mandate = getattr(request, "mandate", None) or None
        with override("fr"):
            asked = apply(filterset=self.filterset, data=request.GET, rows=rows.none())
            filters = [f"{name} : {value}" for name, value in _narrowing(asked, request.GET)]
            caption = str(sheet.table.caption)
        note_export(
            actor=request.user,
            mandate=mandate.text if mandate else "",
            object_type="list",
            object_ref=sheet.table.name,
            object_label=caption,
            after={"format": form, "row_count": count, "filters": filters},
            reason=self.purpose(),
            at=sheet.at,
        )

    def _every(self, rows: QuerySet[Any]) -> Iterator[Any]:
        """All rows, a chunk at a time, so that a file of any length needs little memory."""
        chunk: list[Any] = []
        for row in rows.iterator(chunk_size=CHUNK):
            chunk.append(row)
            if len(chunk) == CHUNK:
                yield from self.prepare(chunk)
                chunk = []
        if chunk:
            yield from self.prepare(chunk)


def _narrowing(found: Filtered, query: QueryDict) -> list[tuple[str, str]]:
    """What narrows a list, each by its name: words, fields, then choices."""
    text = query.get("q", "").strip()
    said = [(gettext("Recherche"), text)] if text else []
    said += [(str(item.label), words) for item in found.fields if (words := _field_value(item))]
    said += [(facet.label, item.label) for facet in found.facets for item in facet.chosen]
    return said


def _in_language(name: str) -> str:
    """A name kept in three languages sorts by the one that the page shows."""
    stem, _, last = name.rpartition("_")
    return f"{stem}_{language()}" if last == "fr" else name


def _head(column: Column, at: Address, order: str, shown: Iterable[str]) -> Head:
    state = {column.key: "ascending", f"-{column.key}": "descending"}.get(order, "")
    following = f"-{column.key}" if state == "ascending" else column.key
    return Head(
        key=column.key,
        label=set_text(column.label),
        sort_url=at.with_(tri=following, page=None) if column.sort_fields else "",
        order=state,
        is_number=column.kind in ALIGNED_TO_THE_END,
        is_shown=column.key in shown,
    )


def _is_narrowed(found: Filtered, query: QueryDict) -> bool:
    names = ["q", *(facet.name for facet in found.facets), *(item.name for item in found.fields)]
    return any(query.get(name, "").strip() for name in names)


def _chosen(found: Filtered, text: str, at: Address) -> Iterator[Chosen]:
    """What narrows the list, each with the address without it: words, fields, then choices."""
    if text:
        yield Chosen(label=set_text(f"« {text} »"), url=at.with_(q=None, page=None))
    for item in found.fields:
        if said := _field_said(item):
            yield Chosen(label=said, url=at.with_(**{item.name: None}, page=None))
    for facet in found.facets:
        for choice in facet.chosen:
            yield Chosen(label=choice.label, url=at.without(facet.name, choice.value))


def _field_said(item: Any) -> str:
    """« Auteur : Nadia », « Depuis le : 1 mars 2026 »; nothing for a field that is empty."""
    words = _field_value(item)
    said = {"name": item.label, "value": words}
    return set_text(gettext("%(name)s : %(value)s") % said) if words else ""


def _field_value(item: Any) -> str:
    """What a field holds, in words."""
    value = item.data
    if not value:
        return ""
    asked = item.form.cleaned_data.get(item.name) if item.form.is_bound else None
    words = date_plain(asked) if isinstance(asked, date) else str(getattr(asked, "said", value))
    for code, label in getattr(item.field, "choices", ()):
        if str(code) == value:
            words = local(label)
    return words


def _pages(number: int, last: int, at: Address) -> Iterator[PageLink]:
    """First, last, and two on each side of the current one; zero marks a gap."""
    if last == 1:
        return
    near = {1, last, *range(max(1, number - 2), min(last, number + 2) + 1)}
    before = 0
    for page in sorted(near):
        if page - before > 1:
            yield PageLink(number=0, url="")
        yield PageLink(number=page, url=at.with_(page=page), is_current=page == number)
        before = page
