"""Filters that show how many rows each choice would leave, for few queries whatever the rows."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any, Final

from django.core.cache import caches
from django.db.models import Count, Model, QuerySet
from django.http import QueryDict
from django_filters import ChoiceFilter, FilterSet, MultipleChoiceFilter

from mithaq.web.shell.public_pages import version_of_now
from mithaq.web.shell.typography import set_text
from mithaq.web.shell.words import local

FEW: Final = 8
KEPT_SECONDS: Final = 600


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """One value of a facet and the number of rows it would leave; none where nobody counted."""

    value: str
    label: str
    count: int | None
    is_chosen: bool
    # The head under which a long list keeps it.
    group: str = ""


@dataclass(frozen=True, slots=True)
class Group:
    """Some choices of a facet under one head."""

    label: str
    choices: tuple[Choice, ...]

    @property
    def count(self) -> int:
        """How many rows its choices would leave together; a row has one value."""
        return sum(choice.count or 0 for choice in self.choices)

    @property
    def is_open(self) -> bool:
        """Whether one of its choices is in force."""
        return any(choice.is_chosen for choice in self.choices)


@dataclass(frozen=True, slots=True, kw_only=True)
class Facet:
    """One filter with its choices; several may be ticked unless it takes one only."""

    name: str
    label: str
    choices: tuple[Choice, ...]
    is_multiple: bool

    @property
    def chosen(self) -> tuple[Choice, ...]:
        """The choices in force."""
        return tuple(choice for choice in self.choices if choice.is_chosen)

    @property
    def groups(self) -> tuple[Group, ...]:
        """The choices under their heads, in order; none where the list has no head."""
        if not any(choice.group for choice in self.choices):
            return ()
        heads = dict.fromkeys(choice.group for choice in self.choices)
        return tuple(
            Group(head, tuple(choice for choice in self.choices if choice.group == head))
            for head in heads
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Filtered:
    """Rows after the filters, their number, the facets, and the fields that are not facets.

    ``ceiling`` is where counting stopped, zero where it never does.
    """

    rows: QuerySet[Any]
    count: int
    facets: tuple[Facet, ...]
    fields: tuple[Any, ...]
    ceiling: int = 0


def apply(
    *,
    filterset: type[FilterSet] | None,
    data: QueryDict,
    rows: QuerySet[Any],
    shared_as: str = "",
    most: int = 0,
) -> Filtered:
    """Filter the rows and count every facet: one query for all those that nobody uses yet.

    `shared_as` names a list whose rows are the same for every reader: its counts are then kept
    until the journal has a new line, since nothing changes without one.
    A list of `most` rows or more is counted up to there, and its facets not at all: opening it
    costs the same whatever its length.
    """
    if filterset is None:
        return Filtered(rows=rows, count=rows.count(), facets=(), fields=())
    bound = filterset(data=data, queryset=rows)
    kept = bound.qs
    names = [name for name, item in bound.filters.items() if _is_facet(item)]
    if most and _counted_to(most, rows) == most:
        return Filtered(
            rows=kept,
            count=_counted_to(most, kept),
            facets=tuple(_facet(bound, name, None) for name in names),
            fields=tuple(bound.form[name] for name in bound.filters if name not in names),
            ceiling=most,
        )
    key = _key(shared_as, data) if shared_as else ""
    counted = caches["pages"].get(key) if key else None
    if counted is None:
        counted = _count(filterset=filterset, bound=bound, data=data, rows=rows, names=names)
        if key:
            caches["pages"].set(key, counted, KEPT_SECONDS)
    counts, total = counted
    return Filtered(
        rows=kept,
        count=kept.order_by().count() if total is None else total,
        facets=tuple(_facet(bound, name, counts[name]) for name in names),
        fields=tuple(bound.form[name] for name in bound.filters if name not in names),
    )


def _counted_to(most: int, rows: QuerySet[Any]) -> int:
    # In the order of the list, so that its index is followed and left at the ceiling.
    return rows.values("pk")[:most].count()


def _key(name: str, data: QueryDict) -> str:
    """Name the counts of a list by what is asked and by the state of the journal."""
    last = version_of_now()
    if not last:
        return ""
    asked = sorted(
        (key, value)
        for key, values in data.lists()
        if key not in {"page", "tri", "colonnes", "format"}
        for value in values
        if value
    )
    words = f"{last}:{asked}".encode()
    return f"list:{name}:{hashlib.blake2b(words, digest_size=16).hexdigest()}"


def _is_facet(item: Any) -> bool:
    return isinstance(item, (ChoiceFilter, MultipleChoiceFilter))


def _count(
    *,
    filterset: type[FilterSet],
    bound: FilterSet,
    data: QueryDict,
    rows: QuerySet[Any],
    names: list[str],
) -> tuple[dict[str, Counter[str]], int | None]:
    """Count rows by choice. A facet in use ignores itself, so that its siblings stay open.

    Facets not in use whose field has one value a row share one query, whose sum is the number of
    rows; a field of many values (the parties of a convention) is counted apart.
    """
    fields = {name: str(bound.filters[name].field_name) for name in names}
    shared = [
        name
        for name in names
        if not any(data.getlist(name)) and not _has_many(rows.model, fields[name])
    ]
    counts: dict[str, Counter[str]] = {name: Counter() for name in names}
    total = None
    if shared:
        total = 0
        for *values, found in _grouped(bound.qs, [fields[name] for name in shared]):
            total += found
            for name, value in zip(shared, values, strict=True):
                counts[name][str(value)] += found
    for name in names:
        if name not in shared:
            others = filterset(data=_without(data, name), queryset=rows).qs
            for value, found in _grouped(others, [fields[name]]):
                counts[name][str(value)] += found
    return counts, total


def _has_many(model: type[Model], path: str) -> bool:
    """Tell whether a field path crosses a relation with many rows on its far side."""
    for part in path.split("__"):
        field = model._meta.get_field(part)  # noqa: SLF001 - the documented way in
        if getattr(field, "one_to_many", False) or getattr(field, "many_to_many", False):
            return True
        model = field.related_model if field.is_relation else model  # type: ignore[assignment]
    return False


def _grouped(rows: QuerySet[Any], fields: list[str]) -> Iterator[tuple[Any, ...]]:
    """Count rows by the values of fields; annotations of the list would split the groups."""
    if rows.query.annotations:
        rows = QuerySet(rows.model).filter(pk__in=rows.order_by().values("pk"))
    many = rows.query.distinct or any(_has_many(rows.model, field) for field in fields)
    counted = rows.order_by().values_list(*fields).annotate(found=Count("pk", distinct=many))
    return iter(counted)


def _without(data: QueryDict, name: str) -> QueryDict:
    kept = data.copy()
    kept.setlist(name, [])
    return kept


def _facet(bound: FilterSet, name: str, counts: Counter[str] | None) -> Facet:
    item = bound.filters[name]
    chosen = {value for value in bound.data.getlist(name) if value}
    known = [
        Choice(
            value=str(value),
            label=local(label),
            count=None if counts is None else counts[str(value)],
            is_chosen=str(value) in chosen,
            group=group,
        )
        for value, label, group in _pairs(bound.form.fields[name].choices)
    ]
    if len(known) > FEW and counts is not None:
        known = [choice for choice in known if choice.count or choice.is_chosen]
    return Facet(
        name=name,
        label=set_text(item.label),
        choices=tuple(known),
        is_multiple=isinstance(item, MultipleChoiceFilter),
    )


def _pairs(choices: Iterable[tuple[Any, Any]]) -> Iterator[tuple[Any, Any, str]]:
    """Give each choice with its head, without the empty one that a single choice carries."""
    for value, label in choices:
        if isinstance(label, (list, tuple)):
            yield from ((inner, words, str(value)) for inner, words in label)
        elif value not in ("", None):
            yield value, label, ""
