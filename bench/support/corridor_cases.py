"""Cases of a country, copied from those of the exercise and spread: where, about what, when.

Each copy takes a case of the exercise as it stands, with its sides, what happened to them and what
was signed: two in three are closed. It moves it to another region (two in five to the reader's),
another company, another subject of the catalogue and other days. The same for the same number,
on both databases.
"""

from __future__ import annotations

import random
from collections import defaultdict
from collections.abc import Iterator, Mapping
from typing import Any, Final

from django.db import connection, models
from django.db.models import Max

from mithaq.apps.corridor.choices.cases import OPEN_CASES
from mithaq.apps.corridor.models import (
    Agreement,
    AgreementSignature,
    Case,
    CaseOfficer,
    CaseSubject,
    Proposal,
    Side,
    SideEvent,
)
from mithaq.apps.organisations.models import Organisation
from mithaq.apps.reference.models import Territory

SEED: Final = 2026
COMPANIES: Final = 2_000
BODY, REGION, COMPANY = "caisse-hesperides", "06", "cablage-du-port"
IN_REGION, OPEN, UNASSIGNED = 0.4, 1 / 3, 0.05
DAY: Final = 86_400
# What lists of cases read, each with the path to its case.
COPIED: Final = (
    (Case, "pk"),
    (Side, "case"),
    (SideEvent, "side__case"),
    (Proposal, "case"),
    (Agreement, "case"),
    (AgreementSignature, "agreement__case"),
)
SPREAD: Final = "bench_spread"
COLUMNS: Final = ("n", "case_id", "region", "company", "subject", "officer", "seconds")


def fill(count: int) -> None:
    """Copy cases until there are ``count``, each table in one statement, and gather statistics."""
    wanted = count - Case.objects.count()
    _copy_companies()
    tables = [model._meta.db_table for model, _path in COPIED]  # noqa: SLF001
    with connection.cursor() as cursor:
        _hurry(cursor)
        _table(cursor, SPREAD, COLUMNS, _spread(wanted))
        indexes = list(_indexes(cursor, tables))
        for name, _made in indexes:
            cursor.execute(f'DROP INDEX "{name}"')
        starts: dict[type[models.Model], tuple[int, int]] = {}
        for model, path in COPIED:
            starts[model] = _place(cursor, model, path)
            _copy(cursor, model, starts)
        for _name, made in indexes:
            cursor.execute(made)
        cursor.execute("VACUUM ANALYZE" if connection.vendor == "postgresql" else "ANALYZE")


def _spread(count: int) -> Iterator[tuple[int, ...]]:
    """Which case each copy is of, and what is its own."""
    draw = random.Random(SEED)
    cases = dict(Case.objects.order_by("pk").values_list("pk", "status"))
    open_ones = [key for key, status in cases.items() if status in OPEN_CASES]
    closed = [key for key in cases if key not in open_ones]
    regions = list(Territory.objects.filter(level="region").order_by("code"))
    own = next(row.pk for row in regions if row.code == REGION)
    others = [row.pk for row in regions if row.pk != own]
    posts = {row.territory_id: row.pk for row in CaseOfficer.objects.filter(institution__slug=BODY)}
    subjects = list(CaseSubject.objects.order_by("pk").values_list("pk", flat=True))
    companies = list(
        Organisation.objects.filter(slug__startswith="banc-").values_list("pk", flat=True)
    )
    for number in range(1, count + 1):
        is_open = draw.random() < OPEN
        region = own if draw.random() < IN_REGION else draw.choice(others)
        is_left = is_open and draw.random() < UNASSIGNED
        yield (
            number,
            draw.choice(open_ones if is_open else closed),
            region,
            draw.choice(companies),
            draw.choice(subjects),
            0 if is_left else posts.get(region, posts[None]),
            draw.randrange(-30 * DAY, 3 * DAY) if is_open else draw.randrange(-900 * DAY, 0),
        )


def _copy_companies() -> None:
    """Companies of one sector and place, by name and nothing else of their own."""
    first = Organisation.objects.get(slug=COMPANY)
    kept = ("kind", "territory_id", "is_exercise", "label_ar")
    Organisation.objects.bulk_create(
        (
            Organisation(
                slug=f"banc-{number:05d}",
                label_fr=f"Entreprise fictive n° {number:05d}",
                search_text=f"entreprise fictive n° {number:05d}",
                **{name: getattr(first, name) for name in kept},
            )
            for number in range(COMPANIES)
        ),
        batch_size=500,
    )


def _fields(model: type[models.Model]) -> list[Any]:
    return list(model._meta.concrete_fields)  # noqa: SLF001


def _hurry(cursor: Any) -> None:
    """Copies of rows that stand need no check of their foreign keys, nor a safe disk."""
    if connection.vendor == "postgresql":
        cursor.execute("SET session_replication_role = replica")
        cursor.execute("SET synchronous_commit = off")
        cursor.execute("SET maintenance_work_mem = '512MB'")
    else:
        cursor.execute("PRAGMA foreign_keys = OFF")
        cursor.execute("PRAGMA synchronous = OFF")
        cursor.execute("PRAGMA journal_mode = OFF")
        cursor.execute("PRAGMA cache_size = -400000")
        # An index is sorted on a second core where one is free.
        cursor.execute("PRAGMA threads = 2")


def _table(
    cursor: Any, name: str, columns: tuple[str, ...], rows: Iterator[tuple[int, ...]]
) -> None:
    """A temporary table of whole numbers; the first column is its key."""
    # Read before they are written: on PostgreSQL nothing else is asked while a COPY runs.
    numbers = list(rows)
    first, *rest = columns
    told = ", ".join([f"{first} bigint PRIMARY KEY", *(f"{item} bigint" for item in rest)])
    cursor.execute(f"CREATE TEMPORARY TABLE {name} ({told})")
    if connection.vendor == "postgresql":
        with cursor.copy(f"COPY {name} FROM STDIN") as copy:
            for row in numbers:
                copy.write_row(row)
        cursor.execute(f"ANALYZE {name}")
        return
    marks = ", ".join("?" * len(columns))
    # The connection itself: Django's cursor would put each of the statements into words.
    connection.connection.executemany(f"INSERT INTO {name} VALUES ({marks})", numbers)


def _indexes(cursor: Any, tables: list[str]) -> Iterator[tuple[str, str]]:
    """The indexes that no constraint needs: made again once the rows are there."""
    named = ", ".join(f"'{name}'" for name in tables)
    cursor.execute(
        "SELECT c.relname, pg_get_indexdef(i.indexrelid) FROM pg_index i "
        "JOIN pg_class c ON c.oid = i.indexrelid JOIN pg_class t ON t.oid = i.indrelid "
        f"WHERE t.relname IN ({named}) AND NOT i.indisprimary "
        "AND NOT EXISTS (SELECT 1 FROM pg_constraint WHERE conindid = i.indexrelid)"
        if connection.vendor == "postgresql"
        else "SELECT name, sql FROM sqlite_master "
        f"WHERE type = 'index' AND sql IS NOT NULL AND tbl_name IN ({named})"
    )
    yield from cursor.fetchall()


def _place(cursor: Any, model: type[models.Model], path: str) -> tuple[int, int]:
    """Number the rows of each case; give the last key in use and the keys that a copy takes."""
    found = model.objects.order_by("pk")
    if model is SideEvent:
        # No list reads what happened to a case that is closed.
        found = found.filter(side__case__status__in=OPEN_CASES)
    rows = defaultdict(list)
    for key, case in found.values_list("pk", path):
        rows[case].append(key)
    placed = (
        (key, case, rank) for case, keys in rows.items() for rank, key in enumerate(keys, start=1)
    )
    _table(cursor, _places(model), ("id", "case_id", "place"), placed)
    last = model.objects.aggregate(most=Max("pk"))["most"]
    return last, max(map(len, rows.values()))


def _places(model: type[models.Model]) -> str:
    return f"bench_place_{model._meta.model_name}"  # noqa: SLF001


def _copy(
    cursor: Any, model: type[models.Model], starts: Mapping[type[models.Model], tuple[int, int]]
) -> None:
    told = {"id": _key(model, starts), **_told(model)}
    joins = []
    for item in _fields(model):
        target = item.related_model
        if target in starts:
            alias = f"of_{item.column}"
            joins.append(f"LEFT JOIN {_places(target)} AS {alias} ON {alias}.id = o.{item.column}")
            told[item.column] = _key(target, starts, alias)
    columns = [item.column for item in _fields(model)]
    names = ", ".join(f'"{name}"' for name in columns)
    values = ", ".join(told.get(name, f'o."{name}"') for name in columns)
    table = model._meta.db_table  # noqa: SLF001
    # The order of a CROSS JOIN is kept by SQLite: rows are written in the order of their keys.
    cursor.execute(
        f'INSERT INTO "{table}" ({names}) SELECT {values} FROM {SPREAD} AS b '
        f'CROSS JOIN {_places(model)} AS k JOIN "{table}" AS o ON o.id = k.id {" ".join(joins)} '
        "WHERE k.case_id = b.case_id"
    )


def _key(
    model: type[models.Model],
    starts: Mapping[type[models.Model], tuple[int, int]],
    alias: str = "k",
) -> str:
    last, each = starts[model]
    return f"{last} + (b.n - 1) * {each} + {alias}.place"


def _told(model: type[models.Model]) -> dict[str, str]:
    """What a copy does not take from its model: days move, and a case has a place of its own."""
    told = {
        item.column: _moved(f"o.{item.column}")
        for item in _fields(model)
        if isinstance(item, models.DateTimeField)
    }
    if model is Case:
        is_postgresql = connection.vendor == "postgresql"
        told |= {
            "public_id": "gen_random_uuid()" if is_postgresql else "lower(hex(randomblob(16)))",
            "number": "'2025-' || (100000 + b.n)",
            "region_id": "b.region",
            "territory_id": "b.region",
            "company_id": "b.company",
            "submitted_by_id": "b.company",
            "subject_id": "b.subject",
        }
    if model is Side:
        body = Organisation.objects.values_list("pk", flat=True).get(slug=BODY)
        told |= {
            "region_id": "b.region",
            "case_officer_id": f"CASE WHEN o.institution_id = {body} THEN NULLIF(b.officer, 0) "
            "ELSE o.case_officer_id END",
            "sorted_at": "CASE WHEN COALESCE(o.due_at, o.bound_at) IS NULL THEN o.sorted_at "
            f"ELSE {_moved('o.sorted_at')} END",
        }
    return told


def _moved(column: str) -> str:
    if connection.vendor == "postgresql":
        return f"{column} + b.seconds * interval '1 second'"
    return f"strftime('%Y-%m-%d %H:%M:%f', {column}, b.seconds || ' seconds')"
