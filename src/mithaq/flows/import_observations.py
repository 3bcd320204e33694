"""A table of figures arrives: read, shown row by row, mended, confirmed, recorded; and undone."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from mithaq.apps.accounts.queries import users
from mithaq.apps.observatory import operations as observatory
from mithaq.apps.reference import operations as reference
from mithaq.apps.reference.choices import StagedStatus
from mithaq.apps.reference.queries import StagedDetail, staged_twin
from mithaq.base.errors import Fault, Refusal, refuse_if_any
from mithaq.base.ports import port
from mithaq.flows import _observation_words as words
from mithaq.flows._staged_observations import (
    KIND,
    found,
    judged,
    kept,
    out_of_reach,
    rows_of,
    still_applied,
    write_rows,
    write_sources,
)
from mithaq.gateways import observation_file
from mithaq.gateways.jobs.handle import JobHandle
from mithaq.gateways.jobs.queries import is_job_open
from mithaq.gateways.jobs.report import fault_from_json, report
from mithaq.gateways.observation_file import Outcome, Rights, Row

__all__ = [
    "KIND",
    "Deposited",
    "apply_observations",
    "choose_rows",
    "chosen_lines",
    "discard_observations",
    "mend_row",
    "rows_of",
    "run_import_job",
    "stage_observations",
    "undo_observations",
]
JOB: Final = "import_observations"
# Above this, the rows are written by a job, a hundred at a time.
LARGE: Final = 100
CHUNK: Final = 100
TAKEN: Final = frozenset({Outcome.ACCEPTED, Outcome.CORRECTED})


@dataclass(frozen=True, slots=True, kw_only=True)
class Deposited:
    """Where a file waits; ``is_twin`` when the very same table was deposited before."""

    public_id: str
    is_twin: bool = False


def stage_observations(
    *, content: bytes, name: str, actor: Any, mandate: str, at: datetime, rights: Rights
) -> Deposited:
    """Read a file whole and keep it until somebody decides; nothing of it is written.

    Raises ``Refusal`` when no table of figures is found in it. The same table deposited twice is
    recognised by its digest, whatever its encoding: the first is given back.
    """
    table = observation_file.read_table(content, name)
    text = kept(table.rows)
    if twin := staged_twin(kind=KIND, content=text, statuses=_STILL_THERE):
        return Deposited(public_id=twin, is_twin=True)
    preview = {
        **judged(table.rows, rights=rights, at=at),
        "encoding": table.encoding,
        "separator": table.separator,
        "headings": dict(table.headings),
        "ignored": list(table.ignored),
        "left_out": [],
        "confirmed": [],
    }
    public_id = reference.stage_file(
        kind=KIND, name=name, content=text, preview=preview, actor=actor, mandate=mandate, at=at
    )
    return Deposited(public_id=public_id)


@transaction.atomic
def mend_row(
    *,
    public_id: str,
    line: int,
    cells: Mapping[str, str],
    actor: Any,
    mandate: str,
    reason: str,
    at: datetime,
    rights: Rights,
) -> Outcome:
    """Replace the cells of one row and judge the whole file again: one row may settle another."""
    reference.hold_staged_file(public_id=public_id)
    staged = found(public_id)
    rows = rows_of(staged)
    if line not in {row.line for row in rows}:
        raise Refusal(words.no_such_row(line))
    given = {name: text.strip() for name, text in cells.items() if text.strip()}
    mended = [Row(line=row.line, cells=given) if row.line == line else row for row in rows]
    again = judged(mended, rights=rights, at=at)
    reference.amend_staged_file(
        public_id=public_id,
        content=kept(mended),
        preview={**again, "confirmed": [n for n in staged.preview["confirmed"] if n != line]},
        actor=actor,
        mandate=mandate,
        reason=reason,
        at=at,
    )
    return next(Outcome(row["outcome"]) for row in again["rows"] if row["line"] == line)


@transaction.atomic
def choose_rows(
    *,
    public_id: str,
    take: Collection[int],
    leave: Collection[int],
    actor: Any,
    mandate: str,
    reason: str,
    at: datetime,
) -> None:
    """Keep the choice of rows; a row in doubt that is taken is confirmed, and says why.

    Raises ``Refusal`` when a row in doubt is taken without a reason.
    """
    reference.hold_staged_file(public_id=public_id)
    staged = found(public_id)
    outcomes = {row["line"]: Outcome(row["outcome"]) for row in staged.preview["rows"]}
    doubted = {line for line in take if outcomes.get(line) is Outcome.DOUBT}
    fresh = doubted - set(staged.preview["confirmed"])
    if fresh and not reason.strip():
        raise Refusal(words.confirm_with_reason(len(fresh)))
    reasons = {**staged.preview.get("reasons", {}), **{str(line): reason for line in fresh}}
    reference.amend_staged_file(
        public_id=public_id,
        preview={
            "left_out": sorted((set(staged.preview["left_out"]) | set(leave)) - set(take)),
            "confirmed": sorted((set(staged.preview["confirmed"]) | doubted) - set(leave)),
            "reasons": reasons,
        },
        actor=actor,
        mandate=mandate,
        reason=reason,
        at=at,
    )


def chosen_lines(staged: StagedDetail) -> list[int]:
    """The rows that would be written now: those taken by themselves or confirmed one by one."""
    left = set(staged.preview["left_out"])
    confirmed = set(staged.preview["confirmed"])
    return [
        row["line"]
        for row in staged.preview["rows"]
        if (row["outcome"] in TAKEN and row["line"] not in left)
        or (row["outcome"] == Outcome.DOUBT and row["line"] in confirmed)
    ]


def apply_observations(
    *,
    public_id: str,
    actor: Any,
    mandate: str,
    reason: str,
    is_confirmed: bool,
    at: datetime,
    rights: Rights,
) -> str:
    """Write the rows chosen; gives the job that writes them when they are many, else "".

    Raises ``Refusal`` when nothing is chosen, when the file as a whole asks for a confirmation
    that was not given, when a row is out of reach, or when somebody already decided.
    """
    staged = found(public_id)
    lines = chosen_lines(staged)
    refuse_if_any(_not_ready(staged, lines, is_confirmed=is_confirmed, reason=reason))
    refuse_if_any(out_of_reach(staged, lines, rights))
    with transaction.atomic():
        job = ""
        if len(lines) > LARGE:
            arguments = {"public_id": public_id, "mandate": mandate, "reason": reason}
            job = port("jobs").start(
                name=JOB,
                arguments=arguments,
                key=f"staged:{public_id}",
                requested_by=actor.pk if actor else None,
                label=words.job_label(staged.name),
            )
        reference.decide_staged_file(
            public_id=public_id,
            step="apply",
            preview={"job": job, "lines": lines},
            actor=actor,
            mandate=mandate,
            reason=reason,
            at=at,
        )
        if not job:
            who = {"actor": actor, "mandate": mandate, "reason": reason, "at": at}
            write_sources(staged, lines, **who)
            refused = write_rows(staged, lines, **who)["refused"]
            refuse_if_any(fault_from_json(item) for item in refused)
    return job


def run_import_job(
    job: JobHandle, /, *, public_id: str, mandate: str, reason: str
) -> Mapping[str, Any]:
    """Write the rows of a long file, a hundred a step; what the register refuses is said."""
    staged = found(public_id)
    lines = list(staged.preview["lines"])
    actor = users().filter(pk__in=[job.requested_by_id]).first() if job.requested_by_id else None
    who: dict[str, Any] = {"actor": actor, "mandate": mandate, "reason": reason}

    def sources() -> int:
        still_applied(public_id)
        return write_sources(staged, lines, **who, at=timezone.now())

    added = job.step("sources", sources)
    written, refused = 0, []
    for start in range(0, len(lines), CHUNK):
        job.progress(start, len(lines), _("Chiffres"))

        def rows(start: int = start) -> dict[str, Any]:
            still_applied(public_id)
            part = lines[start : start + CHUNK]
            return write_rows(staged, part, **who, at=timezone.now())

        made = job.step(f"rows-{start}", rows)
        written += made["written"]
        refused += made["refused"]
    job.progress(len(lines), len(lines), _("Chiffres"))
    return report(
        counts=[
            (_("Chiffres inscrits"), written),
            (_("Sources ajoutées"), added),
            (_("Lignes non retenues"), len(staged.preview["rows"]) - len(lines)),
        ],
        refused=[fault_from_json(item) for item in refused],
        link=f"chiffres/importer/{public_id}/",
    )


def discard_observations(
    *, public_id: str, actor: Any, mandate: str, reason: str, at: datetime
) -> None:
    """Give a staged file up; nothing of it was written."""
    found(public_id)
    reference.decide_staged_file(
        public_id=public_id, step="discard", actor=actor, mandate=mandate, reason=reason, at=at
    )


def undo_observations(
    *, public_id: str, actor: Any, mandate: str, reason: str, at: datetime, rights: Rights
) -> int:
    """Take back everything that a file wrote, its own sources included; say how many figures.

    Raises ``Refusal`` while a job still writes, or when something has come to rest on a figure.
    """
    staged = found(public_id)
    if (job := staged.preview.get("job")) and is_job_open(job):
        raise Refusal(words.still_writing())
    refuse_if_any(out_of_reach(staged, staged.preview["lines"], rights))
    who = {"actor": actor, "mandate": mandate, "reason": reason, "at": at}
    with transaction.atomic():
        reference.decide_staged_file(public_id=public_id, step="undo", **who)
        # Read again under the lock of the decision: a last step may just have been noted.
        written = found(public_id).written
        codes = [code for item in written for code in item.get("figures", ())]
        erased = observatory.erase_observations(codes=codes, **who) if codes else 0
        added = [code for item in written for code in item.get("sources", ())]
        if added:
            reference.withdraw_sources(codes=added, **who)
    return erased


_STILL_THERE: Final = (StagedStatus.READY, StagedStatus.APPLIED)


def _not_ready(
    staged: StagedDetail, lines: Sequence[int], *, is_confirmed: bool, reason: str
) -> list[Fault]:
    if not lines:
        return [words.nothing_chosen()]
    if staged.preview["alerts"] and not (is_confirmed and reason.strip()):
        return [words.confirm_the_whole()]
    return []
