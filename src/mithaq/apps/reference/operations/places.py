"""Loading the territories, their neighbours and their other spellings."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from mithaq.apps.reference import frames
from mithaq.apps.reference.events import LoadReport
from mithaq.apps.reference.models import Adjacency, PlaceAlias, Territory
from mithaq.apps.reference.operations.synchronising import (
    Table,
    Tally,
    linked,
    run_loading,
    synchronise,
)

LABEL = "Territoires, voisinages et autres graphies"


def load_territories(*, at: datetime, actor: Any = None, mandate: str = "") -> LoadReport:
    """Load the country, regions, provinces, communes and arrondissements of the 2024 census.

    A parent comes before its children, so that one pass writes every storey in bulk.
    """
    return run_loading(_load, name="territories", label=LABEL, at=at, actor=actor, mandate=mandate)


def _load(tally: Tally) -> None:
    ids = _load_storeys(tally)
    if not tally.faults:
        _load_adjacencies(ids, tally)
        _load_aliases(ids, tally)


def _load_storeys(tally: Tally) -> dict[str, int]:
    stored = {row.code: row for row in Territory.objects.all()}
    storeys = frames.territory_rows()
    ids = {code: row.pk for code, row in stored.items()}
    for storey in storeys:
        own = {row.key: stored[row.key] for row in storey if row.key in stored}
        table = Table(Territory.objects, own, lambda code: {"code": code})
        written = synchronise(table, linked(storey, ids, tally=tally), tally=tally)
        ids.update({code: row.pk for code, row in written.items()})
    known = {row.key for storey in storeys for row in storey}
    tally.absent += sum(1 for code in stored if code not in known)
    return ids


def _load_adjacencies(ids: dict[str, int], tally: Tally) -> None:
    """The pair is stored in the order of the rows' ids, which need not be that of the codes."""
    stored = {_pair(row.first_id, row.second_id): row for row in Adjacency.objects.all()}
    rows = []
    for row in linked(frames.adjacency_rows(), ids, tally=tally):
        first, second = sorted((_id(row.values["first_id"]), _id(row.values["second_id"])))
        values = {**row.values, "first_id": first, "second_id": second}
        rows.append(frames.Row(key=_pair(first, second), values=values))
    synchronise(Table(Adjacency.objects, stored, lambda _: {}), rows, tally=tally)


def _load_aliases(ids: dict[str, int], tally: Tally) -> None:
    stored = {row.alias: row for row in PlaceAlias.objects.all()}
    rows = linked(frames.alias_rows(), ids, tally=tally)
    synchronise(
        Table(PlaceAlias.objects, stored, lambda alias: {"alias": alias}), rows, tally=tally
    )


def _id(value: object) -> int:
    return int(str(value))


def _pair(first: int, second: int) -> str:
    return f"{first}–{second}"
