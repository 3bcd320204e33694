"""The one policy on small counts: what pages, files and the API say of a number of people.

Counts of people from partners' records (recorded, measured or verified, not a public statistic)
are not published below ``SMALL_CELL``; others are masked where a sum would give them away. What
the census office publishes is already public and stays as it is.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any, Final

from django.db.models import Q, QuerySet

from mithaq.apps.conventions.choices import Grade
from mithaq.apps.observatory.models import Statement
from mithaq.apps.observatory.queries.cells import current_figures
from mithaq.apps.observatory.queries.views import ConflictView, FigureView
from mithaq.apps.reference.choices import SourceKind, Unit
from mithaq.engines.disclosure import Count, Showing, Sum, protect

SMALL_CELL: Final = 5
PEOPLE: Final = (Unit.PERSONS, Unit.EMPLOYEES)
RECORDS: Final = (Grade.RECORDED, Grade.MEASURED, Grade.VERIFIED)
PARTS: Final = {"sex": ("women", "men"), "milieu": ("urban", "rural")}
SENSITIVE: Final = (
    Q(indicator_version__unit__in=PEOPLE)
    & Q(grade__in=RECORDS)
    & Q(dataset__isnull=True)
    & ~Q(source__kind=SourceKind.STATISTICS)
)

Row = Mapping[str, Any]


def small_cells(codes: Iterable[str] | None = None) -> dict[str, Showing]:
    """Say of the figures that are not simply shown whether they are small or masked.

    ``codes`` narrows to the indicators of some figures; the whole table of each is looked at, so
    that two pages put together give nothing away. A code that is absent is shown.
    """
    rows = current_figures().filter(SENSITIVE)
    if codes is not None:
        named = Statement.objects.filter(SENSITIVE, code__in=set(codes))
        rows = rows.filter(indicator_version__in=named.values("indicator_version"))
    found: dict[str, Showing] = {}
    for table in _tables(rows.order_by("pk").values(*_COLUMNS)):
        counts = [Count(row["code"], int(row["value"])) for row in table if row["value"] >= 0]
        told = protect(counts, _sums(table), threshold=SMALL_CELL)
        found |= {code: said for code, said in told.showings.items() if said is not Showing.SHOWN}
    return found


def withheld_figures(codes: Iterable[str] | None = None) -> dict[str, str]:
    """The figures whose number is not given, and why: « small » or « masked »; all of them, or
    those among some codes.

    Those withdrawn or revised count too: an old number must not say what the new one hides. Where
    any count of a table is small or once was, none of its old numbers is given.
    """
    asked = None if codes is None else set(codes)
    small = Statement.objects.filter(SENSITIVE, value__gt=0, value__lt=SMALL_CELL)
    touched = set(small.order_by().values_list(*_TABLE))
    if not touched:
        return {}
    told = {
        code: showing.value
        for code, showing in small_cells(asked).items()
        if asked is None or code in asked
    }
    past = Statement.objects.filter(SENSITIVE).exclude(pk__in=current_figures().values("pk"))
    rows = past if asked is None else past.filter(code__in=asked)
    for row in rows.values("code", "value", *_TABLE):
        if 0 < row["value"] < SMALL_CELL:
            told[row["code"]] = Showing.SMALL.value
        elif tuple(row[name] for name in _TABLE) in touched:
            told[row["code"]] = Showing.MASKED.value
    return told


def withheld_among(figures: Iterable[FigureView]) -> dict[str, str]:
    """The same, asking nothing of the database when no figure is a count of people from records."""
    codes = [item.code for item in figures if may_be_small(item)]
    return withheld_figures(codes) if codes else {}


def published(figures: Sequence[FigureView]) -> tuple[FigureView, ...]:
    """The figures whose number is given; what they detail or revise is named only if it is too."""
    told = withheld_among(figures)
    if not told:
        return tuple(figures)
    return tuple(
        replace(
            item,
            part_of_code=None if item.part_of_code in told else item.part_of_code,
            revises_code=None if item.revises_code in told else item.revises_code,
        )
        for item in figures
        if item.code not in told
    )


def published_conflicts(conflicts: Sequence[ConflictView]) -> tuple[ConflictView, ...]:
    """The conflicts all of whose sides are given: the difference of two would say the third."""
    told = withheld_among(side for item in conflicts for side in item.sides)
    return tuple(item for item in conflicts if not any(side.code in told for side in item.sides))


def published_rows(rows: QuerySet[Statement]) -> QuerySet[Statement]:
    """The rows whose number is given, for lists that say a number and nothing else."""
    told = withheld_figures()
    return rows.exclude(code__in=list(told)) if told else rows


def may_be_small(figure: FigureView) -> bool:
    """Tell whether the policy looks at a figure at all: a count of people from records."""
    return is_sensitive(figure.grade, figure.source.kind, figure.unit)


def is_sensitive(grade: str, source_kind: str, unit: str) -> bool:
    """Tell whether a number is a count of people from records, and no public statistic."""
    return unit in PEOPLE and grade in RECORDS and source_kind != SourceKind.STATISTICS


_COLUMNS: Final = (
    "code", "value", "sex", "milieu", "indicator_version_id", "as_of", "period_from", "period_to",
    "organisation_id", "convention_id", "category_id", "category__nomenclature_id",
    "territory_id", "territory__parent_id", "part_of__code", "source_id", "is_exercise",
)  # fmt: skip
_TABLE: Final = ("indicator_version_id", "as_of", "period_from", "period_to", "is_exercise")
_AXES: Final = (
    "source_id",
    "organisation_id",
    "convention_id",
    "category_id",
    "territory_id",
    "sex",
    "milieu",
)


def _tables(rows: Iterable[Row]) -> Iterator[list[Row]]:
    """Part the counts into tables: one indicator at one time."""
    tables: dict[tuple[object, ...], list[Row]] = defaultdict(list)
    for row in rows:
        tables[tuple(row[name] for name in _TABLE)].append(row)
    yield from tables.values()


def _sums(table: list[Row]) -> Iterator[Sum]:
    """Every sum that holds in a table, along each of its axes; others teach nothing."""
    value = {row["code"]: row["value"] for row in table}
    for axis, names in PARTS.items():
        yield from _along(table, axis, wholes=("all",), parts=names)
    yield from _along(table, "category_id", wholes=(None,), parts=None)
    yield from _held(_nested(table, "territory_id", "territory__parent_id"), value)
    details: dict[str, list[str]] = defaultdict(list)
    for row in table:
        if row["part_of__code"] in value:
            details[row["part_of__code"]].append(row["code"])
    yield from _held(details, value)


def _along(
    table: list[Row], axis: str, *, wholes: tuple[object, ...], parts: tuple[object, ...] | None
) -> Iterator[Sum]:
    groups: dict[tuple[object, ...], list[Row]] = defaultdict(list)
    for row in table:
        groups[tuple(row[name] for name in _AXES if name != axis)].append(row)
    for rows in groups.values():
        whole = next((row for row in rows if row[axis] in wholes), None)
        inside = [r for r in rows if (r[axis] in parts if parts else r[axis] not in wholes)]
        if whole is not None:
            value = {row["code"]: row["value"] for row in rows}
            yield from _held({whole["code"]: [row["code"] for row in inside]}, value)


def _nested(table: list[Row], key: str, parent: str) -> dict[str, list[str]]:
    """The counts of the territories inside each territory, everything else being equal."""
    rest = [name for name in _AXES if name != key]
    index = {(row[key], *(row[name] for name in rest)): row["code"] for row in table}
    found: dict[str, list[str]] = defaultdict(list)
    for row in table:
        whole = index.get((row[parent], *(row[name] for name in rest)))
        if whole is not None and row[parent] is not None:
            found[whole].append(row["code"])
    return found


def _held(groups: Mapping[str, list[str]], value: Mapping[str, Any]) -> Iterator[Sum]:
    for whole, parts in groups.items():
        inside = tuple(dict.fromkeys(part for part in parts if part != whole))
        if inside and sum(value[part] for part in inside) == value[whole]:
            yield Sum(whole, inside)
