"""Loading tables of figures: a batch of thousands is one transaction and one audit line."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any

from django.db import transaction

from mithaq.apps.accounts import operations as accounts
from mithaq.apps.accounts.models import User
from mithaq.apps.observatory.events import ConflictsRecorded, DatasetLoaded
from mithaq.apps.observatory.frames import Cell, TableBatch, insert_rows
from mithaq.apps.observatory.models import Conflict, Dataset, Statement
from mithaq.apps.observatory.operations.drafts import ConflictDraft
from mithaq.apps.observatory.operations.figures import conflict_faults, write_conflict
from mithaq.apps.observatory.queries.scopes import Keys, keys_of, label_of
from mithaq.apps.observatory.queries.tables import cell_faults, stored_figures
from mithaq.base.errors import refuse_if_any


@transaction.atomic
def load_batch(
    *, batch: TableBatch, actor: User | None, mandate: str, reason: str, at: datetime
) -> DatasetLoaded:
    """Write the figures of a batch that are not there yet; the last one seals the whole table.

    A figure once published never changes: a batch that gives another value under the same code
    is refused whole, with every fault at once; so is one that names an unknown indicator,
    territory, category or source. A table loaded under the same digest is left alone.
    """
    dataset = batch.dataset
    found = Dataset.objects.select_for_update().filter(code=dataset.code).first()
    before = {"sha256": found.sha256, "figures": found.statement_count} if found else None
    if found is not None and found.sha256 == batch.digest:
        return DatasetLoaded(
            code=dataset.code, sha256=batch.digest, added=0, total=found.statement_count
        )
    keys, stored = keys_of(batch.cells), stored_figures(batch.cells, dataset=dataset.code)
    written = _named(batch.cells)
    refuse_if_any(cell_faults(batch.cells, keys, stored, before=written.keys() - stored.keys()))
    fresh = [cell for cell in batch.cells if cell.code not in stored]
    if found is not None and not fresh and not batch.is_last:
        return DatasetLoaded(
            code=dataset.code, sha256=found.sha256, added=0, total=found.statement_count
        )
    row = _file_row(found, batch, added=len(fresh), at=at)
    _write(fresh, keys, written, dataset=row, at=at)
    accounts.record(
        actor=actor,
        mandate=mandate,
        action="observatory.load_dataset",
        object_type="dataset",
        object_ref=dataset.code,
        object_label=dataset.title.fr,
        before=before,
        after={
            "sha256": row.sha256,
            "added": len(fresh),
            "figures": row.statement_count,
            "batch": f"{batch.number}/{batch.count}",
        },
        reason=reason,
        at=at,
    )
    return DatasetLoaded(
        code=dataset.code, sha256=row.sha256, added=len(fresh), total=row.statement_count
    )


@transaction.atomic
def record_conflicts(
    *,
    conflicts: Sequence[ConflictDraft],
    actor: User | None,
    mandate: str,
    reason: str,
    at: datetime,
) -> ConflictsRecorded:
    """Set figures already recorded against each other; a conflict already there is left alone."""
    taken = set(
        Conflict.objects.filter(code__in=[draft.code for draft in conflicts]).values_list(
            "code", flat=True
        )
    )
    fresh = [draft for draft in conflicts if draft.code not in taken]
    if not fresh:
        return ConflictsRecorded(codes=())
    named = {code for draft in fresh for code in draft.side_codes}
    known = set(Statement.objects.filter(code__in=named).values_list("code", flat=True))
    refuse_if_any(conflict_faults(fresh, known=known))
    for draft in fresh:
        write_conflict(draft)
    codes = tuple(draft.code for draft in fresh)
    accounts.record(
        actor=actor,
        mandate=mandate,
        action="observatory.record_conflicts",
        object_type="conflict",
        object_ref=codes[0],
        object_label=fresh[0].title.fr,
        before=None,
        after={"conflicts": list(codes)},
        reason=reason,
        at=at,
    )
    return ConflictsRecorded(codes=codes)


def _file_row(found: Dataset | None, batch: TableBatch, *, added: int, at: datetime) -> Dataset:
    """The row of the table; its digest is set with the last batch, when nothing is missing."""
    row, title = found or Dataset(code=batch.dataset.code, statement_count=0), batch.dataset.title
    row.label_fr, row.label_ar, row.label_en = title.fr, title.ar, title.en
    row.statement_count, row.loaded_at = row.statement_count + added, at
    if batch.is_last:
        row.sha256 = batch.digest
    row.save()
    return row


def _named(cells: Iterable[Cell]) -> dict[str, int]:
    """The keys of the figures that others detail or revise, as far as they are written."""
    codes = {code for cell in cells for code in (cell.part_of, cell.revises) if code}
    return dict(Statement.objects.filter(code__in=codes).values_list("code", "pk"))


def _write(
    cells: Sequence[Cell], keys: Keys, written: dict[str, int], *, dataset: Dataset, at: datetime
) -> None:
    """Write wholes before their details, first counts before what revises them."""
    waiting = list(cells)
    while waiting:
        ready = [cell for cell in waiting if not ({cell.part_of, cell.revises} - {"", *written})]
        insert_rows(
            Statement,
            (_row(cell, keys, written, dataset=dataset, at=at) for cell in ready),
        )
        made = {cell.code for cell in ready}
        waiting = [cell for cell in waiting if cell.code not in made]
        if waiting:
            written |= _named(waiting)


def _row(
    cell: Cell, keys: Keys, written: Mapping[str, int], *, dataset: Dataset, at: datetime
) -> dict[str, Any]:
    label = label_of(cell, keys)
    return {
        "code": cell.code,
        "label_fr": label.fr,
        "label_ar": label.ar,
        "label_en": label.en,
        "indicator_version_id": keys.versions[cell.indicator, cell.version],
        "territory_id": keys.territories[cell.territory],
        "sex": cell.sex,
        "milieu": cell.milieu,
        "category_id": keys.terms[cell.category] if cell.category else None,
        "dataset_id": dataset.pk,
        "value": cell.value,
        "qualifier": cell.qualifier,
        "as_of": cell.as_of.on,
        "as_of_precision": cell.as_of.precision,
        "period_from": cell.period_from,
        "period_to": cell.period_to,
        "said_precision": "unknown",
        "grade": cell.grade,
        "standing": cell.standing,
        "note_fr": cell.note.fr,
        "note_ar": cell.note.ar,
        "note_en": cell.note.en,
        "part_of_id": written[cell.part_of] if cell.part_of else None,
        "revises_id": written[cell.revises] if cell.revises else None,
        "revision_reason": cell.note.fr if cell.revises else "",
        "source_id": keys.sources[cell.source],
        "recorded_at": at,
    }
