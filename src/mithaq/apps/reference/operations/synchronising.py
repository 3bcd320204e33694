"""A loading compares, then writes only what differs: adds, changes, never deletes."""

from __future__ import annotations

from collections.abc import Callable, Container, Iterable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Generic, TypeVar

from django.db import models, transaction

from mithaq.apps.accounts.operations import record
from mithaq.apps.reference.events import Change, LoadReport
from mithaq.apps.reference.frames import Row
from mithaq.base.errors import Fault
from mithaq.base.text import Labels

M = TypeVar("M", bound=models.Model)
BATCH = 500
SAID_IN_AUDIT = 50


@dataclass(slots=True)
class Tally:
    """What a loading has done so far, over one or several tables."""

    added: int = 0
    unchanged: int = 0
    absent: int = 0
    changed_keys: set[tuple[str, str]] = field(default_factory=set)
    changes: list[Change] = field(default_factory=list)
    kept_edited: list[str] = field(default_factory=list)
    faults: list[Fault] = field(default_factory=list)

    def report(self, name: str) -> LoadReport:
        """Close the tally; a refused loading has written nothing."""
        if self.faults:
            return LoadReport(name=name, faults=tuple(self.faults))
        return LoadReport(
            name=name,
            added=self.added,
            changed=len(self.changed_keys),
            unchanged=self.unchanged,
            kept_edited=tuple(self.kept_edited),
            changes=tuple(self.changes),
            absent=self.absent,
        )


@dataclass(slots=True)
class Table(Generic[M]):
    """One table while it is loaded: its stored rows by key, and how a row becomes an instance."""

    manager: models.Manager[M]
    stored: dict[str, M]
    key_values: Callable[[str], dict[str, Any]]
    edited: Container[str] = ()


def synchronise(table: Table[M], rows: Iterable[Row], *, tally: Tally) -> dict[str, M]:
    """Write the rows of one table and give every stored row by its key."""
    fresh: dict[str, M] = {}
    touched: list[M] = []
    columns: set[str] = set()
    seen: set[str] = set()
    for row in rows:
        seen.add(row.key)
        found = table.stored.get(row.key)
        if found is None:
            fresh[row.key] = table.manager.model(**table.key_values(row.key), **row.values)
            continue
        differences = _differences(found, row.values)
        if not differences:
            tally.unchanged += 1
        elif row.key in table.edited:
            tally.kept_edited.append(row.key)
        else:
            _apply(found, differences, row.key, tally)
            columns.update(differences)
            touched.append(found)
    table.manager.bulk_create(fresh.values(), batch_size=BATCH)
    if touched:
        table.manager.bulk_update(touched, sorted(columns), batch_size=BATCH)
    tally.added += len(fresh)
    tally.absent += sum(1 for key in table.stored if key not in seen)
    return {**table.stored, **fresh}


def _differences(found: models.Model, values: Mapping[str, object]) -> dict[str, object]:
    return {name: new for name, new in values.items() if getattr(found, name) != new}


def _apply(found: M, differences: Mapping[str, object], key: str, tally: Tally) -> None:
    for name, new in differences.items():
        before = getattr(found, name)
        tally.changes.append(Change(key, name, _said(before), _said(new)))
        setattr(found, name, new)
    tally.changed_keys.add((type(found).__name__, key))


def _said(value: object) -> str:
    return "" if value is None else str(value)


class _NothingWrittenError(Exception):
    """The file is refused whole: the savepoint of its rows is left."""


def run_loading(
    work: Callable[[Tally], None], *, name: str, label: str, at: datetime, actor: Any, mandate: str
) -> LoadReport:
    """Run a loading and leave its one audit line; with any fault, only the line is written."""
    tally = Tally()
    with transaction.atomic():
        with suppress(_NothingWrittenError), transaction.atomic():
            work(tally)
            if tally.faults:
                raise _NothingWrittenError
        report = tally.report(name)
        record(
            actor=actor,
            mandate=mandate,
            action=f"load_{name}",
            object_type="reference",
            object_ref=name,
            object_label=label,
            before=None,
            after=_summary(report),
            reason="",
            at=at,
        )
    return report


def _summary(report: LoadReport) -> dict[str, Any]:
    changes = report.changes[:SAID_IN_AUDIT]
    return {
        "added": report.added,
        "changed": report.changed,
        "unchanged": report.unchanged,
        "absent": report.absent,
        "kept_edited": list(report.kept_edited[:SAID_IN_AUDIT]),
        "changes": [[c.key, c.field, c.before, c.after] for c in changes],
        "faults": [str(fault) for fault in report.faults[:SAID_IN_AUDIT]],
    }


def linked(rows: Sequence[Row], targets: Mapping[str, int], *, tally: Tally) -> list[Row]:
    """Replace the keys that rows point to by ids; a key that leads nowhere is a fault."""
    ready = []
    for row in rows:
        missing = [(name, key) for name, key in row.links.items() if key not in targets]
        tally.faults.extend(
            Fault(f"{row.key}.{n}", _unknown(k), "reference.link") for n, k in missing
        )
        if not missing:
            ids = {f"{name}_id": targets[key] for name, key in row.links.items()}
            ready.append(Row(key=row.key, values={**row.values, **ids}))
    return ready


def _unknown(key: str) -> Labels:
    return Labels(
        f"Le code « {key} » n’existe ni dans le fichier ni dans la base.",
        f"الرمز «{key}» غير موجود لا في الملف ولا في القاعدة.",
        f"Code “{key}” exists neither in the file nor in the database.",
    )
