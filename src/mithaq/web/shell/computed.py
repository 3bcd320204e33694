"""A list whose rows are computed, not stored: same filters, order, pages, columns and files."""

from __future__ import annotations

from abc import abstractmethod
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any, ClassVar, cast

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponseBase, QueryDict
from django.utils.functional import Promise

from mithaq.base.text import fold
from mithaq.web.shell.columns import Table
from mithaq.web.shell.exports import as_csv, as_xlsx
from mithaq.web.shell.facets import FEW, Choice, Facet, Filtered
from mithaq.web.shell.tables import TableView
from mithaq.web.shell.typography import set_text
from mithaq.web.shell.words import local

Key = tuple[str, object]


@dataclass(frozen=True, slots=True, kw_only=True)
class ComputedFacet:
    """A filter on computed rows: `keys` gives the values of a row, each with its words.

    Choices come in the order of `order` when it is given, else the most frequent first.
    """

    name: str
    label: str | Promise
    keys: Callable[[Any], Sequence[Key]]
    order: Sequence[str] = ()


class Rows(list[Any]):
    """Computed rows that can be read a chunk at a time, as stored ones are."""

    def iterator(self, chunk_size: int = 0) -> Iterator[Any]:
        """Give every row; they are all here already."""
        return iter(self)


class ComputedTableView(TableView):
    """A list page over rows in memory: declare `table`, `facets` and `computed()`.

    A column that sorts names in `sort` the key of `orders` that gives a row its place.
    """

    table: ClassVar[Table]
    facets: ClassVar[Sequence[ComputedFacet]] = ()
    orders: ClassVar[dict[str, Callable[[Any], Any]]] = {}

    @abstractmethod
    def computed(self, request: HttpRequest) -> Sequence[Any]:
        """Give every row in the list's own order, before any filter."""

    def words_of(self, row: Any) -> str:
        """Give the text in which a search looks for its words."""
        return ""

    def rows(self, text: str) -> QuerySet[Any]:
        """Rows here are never asked of the database by the list itself."""
        raise TypeError("Computed rows are given by computed().")

    def get(self, request: HttpRequest, **kwargs: Any) -> HttpResponseBase:
        """Answer with the page, its results alone for a live filter, or a file."""
        query = request.GET
        found = self._filtered(self._searched(request), query)
        ordered = self._in_order(cast("Rows", found.rows), query.get("tri", ""))
        wanted = query.get("format", "")
        if wanted in {"csv", "xlsx"}:
            sheet = self._sheet(found, ordered, query)
            return as_csv(sheet) if wanted == "csv" else as_xlsx(sheet)
        return self._page(request, self._list(request, found, ordered))

    def _searched(self, request: HttpRequest) -> Rows:
        words = fold(request.GET.get("q", "")).split()
        rows = self.computed(request)
        if not words:
            return Rows(rows)
        return Rows(row for row in rows if all(w in fold(self.words_of(row)) for w in words))

    def _filtered(self, rows: Rows, query: QueryDict) -> Filtered:
        """Keep what every facet allows; each counts what it would leave, itself set aside."""
        asked = {facet.name: {v for v in query.getlist(facet.name) if v} for facet in self.facets}
        kept = Rows(row for row in rows if self._passes(row, asked))
        facets = tuple(self._facet(facet, rows, asked) for facet in self.facets)
        return Filtered(rows=cast("Any", kept), count=len(kept), facets=facets, fields=())

    def _passes(self, row: Any, asked: dict[str, set[str]], but: str = "") -> bool:
        return all(
            not asked[facet.name]
            or facet.name == but
            or any(key in asked[facet.name] for key, _words in facet.keys(row))
            for facet in self.facets
        )

    def _facet(self, facet: ComputedFacet, rows: Rows, asked: dict[str, set[str]]) -> Facet:
        words: dict[str, object] = {}
        counts: Counter[str] = Counter()
        for row in rows:
            for key, said in facet.keys(row):
                words.setdefault(key, said)
            if self._passes(row, asked, but=facet.name):
                counts.update(key for key, _said in facet.keys(row))
        ranks = {key: rank for rank, key in enumerate(facet.order)}
        keys = sorted(words, key=lambda key: (ranks.get(key, len(ranks)), -counts[key], key))
        choices = [
            Choice(
                value=key,
                label=local(words[key]),
                count=counts[key],
                is_chosen=key in asked[facet.name],
            )
            for key in keys
        ]
        if len(choices) > FEW:
            choices = [item for item in choices if item.count or item.is_chosen]
        return Facet(
            name=facet.name,
            label=set_text(facet.label),
            choices=tuple(choices),
            is_multiple=True,
        )

    def _in_order(self, rows: Rows, order: str) -> Any:
        column = self.table.by_key.get(order.removeprefix("-"))
        if column is None or not column.sort_fields:
            return rows
        key = self.orders[column.sort_fields[0]]
        known = [row for row in rows if key(row) is not None]
        rest = [row for row in rows if key(row) is None]
        known.sort(key=key, reverse=order.startswith("-"))
        return Rows([*known, *rest])
