"""A staged file of figures: its rows as they are kept, judged again, and written."""

from __future__ import annotations

import json
from collections.abc import Collection, Mapping, Sequence
from datetime import datetime
from typing import Any, Final

from django.utils import timezone

from mithaq.apps.observatory import operations as observatory
from mithaq.apps.observatory.operations import ObservationDraft
from mithaq.apps.reference import operations as reference
from mithaq.apps.reference.choices import StagedStatus
from mithaq.apps.reference.queries import StagedDetail, sources_by_code, staged_file
from mithaq.base.errors import Fault, Refusal, refuse_if_any
from mithaq.flows import _observation_words as words
from mithaq.gateways import observation_file
from mithaq.gateways.jobs.report import fault_as_json
from mithaq.gateways.observation_file import Judged, Outcome, Rights, Row

KIND: Final = "observations"


def found(public_id: str) -> StagedDetail:
    """The staged file of figures that has this address; refuses when there is none."""
    staged = staged_file(public_id)
    if staged is None or staged.kind != KIND:
        raise Refusal(words.no_such_file())
    return staged


def rows_of(staged: StagedDetail) -> list[Row]:
    """The rows of a staged file, as they were deposited or mended."""
    return [Row(line=line, cells=cells) for line, cells in json.loads(staged.content)]


def kept(rows: Sequence[Row]) -> str:
    """The rows of a table as a staged file holds them."""
    return json.dumps([[row.line, row.cells] for row in rows], ensure_ascii=False, sort_keys=True)


def judged(rows: Sequence[Row], *, rights: Rights, at: datetime) -> dict[str, Any]:
    """What is said of every row of a file, and of the file as a whole."""
    today = timezone.localtime(at).date()
    reading = observation_file.judge(rows, rights=rights, today=today)
    return {
        "rows": [_row_as_json(row) for row in reading.rows],
        "alerts": [fault_as_json(fault) for fault in reading.alerts],
        "counts": {outcome.value: reading.count(outcome) for outcome in Outcome},
    }


def _row_as_json(row: Judged) -> dict[str, Any]:
    reading = row.reading
    return {
        "line": reading.line,
        "outcome": row.outcome.value,
        "code": row.code,
        "said": [fault_as_json(fault) for fault in row.said],
        "draft": observation_file.draft_as_json(reading.draft) if reading.draft else None,
        "source": dict(reading.source) if reading.source else None,
        "change": str(row.change) if row.change is not None else None,
    }


def _drafts(staged: StagedDetail, lines: Collection[int]) -> dict[int, ObservationDraft]:
    wanted = set(lines)
    return {
        row["line"]: observation_file.draft_from_json(row["draft"])
        for row in staged.preview["rows"]
        if row["line"] in wanted and row["draft"]
    }


def out_of_reach(staged: StagedDetail, lines: Collection[int], rights: Rights) -> list[Fault]:
    """The rows that whoever decides may not write."""
    return [
        words.out_of_reach(line)
        for line, draft in _drafts(staged, lines).items()
        if not rights.may_write(draft.territory, draft.organisation)
        or draft.grade not in rights.grades
    ]


def write_sources(staged: StagedDetail, lines: Collection[int], **who: Any) -> int:
    """Add the sources that the chosen rows bring and nobody recorded yet."""
    wanted = set(lines)
    brought = {
        row["source"]["code"]: row["source"]
        for row in staged.preview["rows"]
        if row["source"] and row["line"] in wanted
    }
    known = sources_by_code(brought) if brought else {}
    fresh = [entry for code, entry in brought.items() if code not in known]
    if not fresh:
        return 0
    loaded = reference.load_sources(
        fresh, at=who["at"], actor=who["actor"], mandate=who["mandate"], refuse_changes=True
    )
    refuse_if_any(loaded.faults)
    _note(staged.public_id, {"sources": [entry["code"] for entry in fresh]}, who)
    return loaded.added


def write_rows(staged: StagedDetail, lines: Sequence[int], **who: Any) -> dict[str, Any]:
    """Write some rows; one that the register refuses by now is left out and said."""
    drafts = _drafts(staged, lines)
    today = timezone.localtime(who["at"]).date()
    faults = observatory.observation_faults(list(drafts.values()), today=today, lines=list(drafts))
    refused = {fault.line for fault in faults}
    good = [draft for line, draft in drafts.items() if line not in refused]
    if good:
        event = observatory.record_observations(drafts=good, **who)
        _note(staged.public_id, {"figures": list(event.codes)}, who)
    return {"written": len(good), "refused": [fault_as_json(fault) for fault in faults]}


def _note(public_id: str, item: Mapping[str, Any], who: Mapping[str, Any]) -> None:
    reference.note_written(
        public_id=public_id,
        written=[item],
        actor=who["actor"],
        mandate=who["mandate"],
        at=who["at"],
    )


def still_applied(public_id: str) -> None:
    """Refuse to go on with a file that was undone meanwhile."""
    if found(public_id).status != StagedStatus.APPLIED:
        raise Refusal(words.was_undone())
