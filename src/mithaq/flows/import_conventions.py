"""A convention file arrives: read, checked, shown, confirmed, recorded; and undone if need be."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from django.db import transaction
from django.db.models import ProtectedError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from mithaq.apps.accounts.queries import users
from mithaq.apps.conventions import operations as conventions
from mithaq.apps.conventions.events import ConventionRecorded
from mithaq.apps.observatory import operations as observatory
from mithaq.apps.reference import operations as reference
from mithaq.apps.reference.choices import StagedStatus
from mithaq.apps.reference.queries import StagedDetail, sources_by_code, staged_file
from mithaq.base.errors import Fault, Refusal, refuse_if_any
from mithaq.base.ports import port
from mithaq.flows import _import_words as words
from mithaq.flows._staged_conventions import (
    MayImport,
    as_json,
    out_of_reach,
    parsed_out_of_reach,
    staged_out_of_reach,
)
from mithaq.gateways import convention_file
from mithaq.gateways.convention_file import FileReading, ParsedFile
from mithaq.gateways.jobs.handle import JobHandle
from mithaq.gateways.jobs.queries import is_job_open
from mithaq.gateways.jobs.report import report

KIND: Final = "conventions"
JOB: Final = "import_conventions"
# Above this, the file is recorded by a job, convention by convention.
LARGE: Final = 20


@dataclass(frozen=True, slots=True, kw_only=True)
class StagedPreview:
    """A file without a fault: where it waits (nowhere when all of it is recorded already)."""

    public_id: str
    reading: FileReading

    @property
    def is_all_recorded(self) -> bool:
        """Tell whether the register already holds the whole file, to the word."""
        return all(document.is_recorded for document in self.reading.documents)


@dataclass(frozen=True, slots=True, kw_only=True)
class Imported:
    """What an import wrote, or the job that is writing it."""

    recorded: tuple[ConventionRecorded, ...] = ()
    figures: int = 0
    sources: tuple[str, ...] = ()
    job: str = ""


def stage_conventions(
    *,
    content: bytes,
    name: str,
    actor: Any,
    mandate: str,
    at: datetime,
    may_import: MayImport | None = None,
) -> StagedPreview:
    """Check a file whole and keep it until somebody confirms.

    Raises ``Refusal`` with every fault and its line; nothing at all is then written. A file that
    the register already holds is not kept either. ``may_import`` judges each territory,
    and exercises apart from what binds real bodies.
    """
    reading = convention_file.read(content, name)
    refuse_if_any([*reading.faults, *out_of_reach(reading, may_import)])
    preview = StagedPreview(public_id="", reading=reading)
    if preview.is_all_recorded:
        return preview
    public_id = reference.stage_file(
        kind=KIND,
        name=name,
        content=content.decode("utf-8-sig"),
        preview=as_json(reading, (entry["code"] for entry in _brought(reading))),
        actor=actor,
        mandate=mandate,
        at=at,
    )
    return StagedPreview(public_id=public_id, reading=reading)


def apply_staged(
    *,
    public_id: str,
    accepted: Collection[str],
    actor: Any,
    mandate: str,
    reason: str,
    at: datetime,
    may_import: MayImport | None = None,
) -> Imported:
    """Record the conventions ticked, in one transaction; a long file becomes a durable job.

    Raises ``Refusal`` when nothing is ticked, when somebody already decided, or when the register
    changed since the file was checked.
    """
    staged = _found(public_id)
    parsed = convention_file.parse_file(staged.content.encode(), staged.name)
    chosen = [item.text.reference for item in parsed.documents if item.text.reference in accepted]
    if not chosen:
        raise Refusal(words.nothing_ticked())
    refuse_if_any(parsed_out_of_reach(parsed, chosen, may_import))
    with transaction.atomic():
        job = ""
        if len(chosen) > LARGE:
            arguments = {"public_id": public_id, "accepted": chosen, "mandate": mandate,
                         "reason": reason}  # fmt: skip
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
            preview={"job": job},
            actor=actor,
            mandate=mandate,
            reason=reason,
            at=at,
        )
        if job:
            return Imported(job=job)
        imported = _write(
            parsed, references=chosen, actor=actor, mandate=mandate, reason=reason, at=at
        )
        _note(public_id, imported, actor=actor, mandate=mandate, at=at)
    return imported


def discard_staged(
    *,
    public_id: str,
    actor: Any,
    mandate: str,
    reason: str,
    at: datetime,
    may_import: MayImport | None = None,
) -> None:
    """Give a staged file up; nothing of it was written. Its territories must all be one's own."""
    refuse_if_any(staged_out_of_reach(_found(public_id), may_import))
    reference.decide_staged_file(
        public_id=public_id, step="discard", actor=actor, mandate=mandate, reason=reason, at=at
    )


def undo_staged(
    *,
    public_id: str,
    actor: Any,
    mandate: str,
    reason: str,
    at: datetime,
    may_import: MayImport | None = None,
) -> tuple[str, ...]:
    """Take back what an import recorded, the last first, then its sources on which nothing rests.

    Raises ``Refusal`` when something has come to rest on one of the conventions, while a job
    still records the file, or when ``may_import`` does not reach one of the territories.
    """
    staged = _found(public_id)
    refuse_if_any(staged_out_of_reach(staged, may_import))
    if is_recording(staged):
        raise Refusal(words.still_recording())
    who = {"actor": actor, "mandate": mandate, "reason": reason, "at": at}
    with transaction.atomic():
        reference.decide_staged_file(public_id=public_id, step="undo", **who)
        # Read again under the lock of the decision: a last step may just have been noted.
        written = _found(public_id).written
        references = [str(item["reference"]) for item in written if item["is_new"]]
        for name in reversed(references):
            try:
                observatory.withdraw_figures(reference=name, **who)
            except ProtectedError as error:
                raise Refusal(words.figures_are_used(name)) from error
            conventions.withdraw_convention(reference=name, **who)
        if added := sources_brought(written):
            reference.withdraw_sources(codes=added, **who)
    return tuple(references)


def sources_brought(written: Iterable[Mapping[str, Any]]) -> tuple[str, ...]:
    """The sources that an import added, as it noted them."""
    return tuple(code for item in written for code in item.get("sources", ()))


def is_recording(staged: StagedDetail) -> bool:
    """Tell whether a job still records a file: until it ends, nothing of it is undone."""
    job = str(staged.preview.get("job") or "")
    return bool(job) and is_job_open(job)


def import_content(
    *,
    content: bytes,
    name: str,
    actor: Any,
    mandate: str,
    reason: str,
    at: datetime,
) -> tuple[ConventionRecorded, ...]:
    """Check and record a file at once, in one transaction.

    Raises ``Refusal`` with every fault and its line. What the register already holds, to the
    word, is found again and left as it is (``is_new`` is then false).
    """
    parsed = convention_file.parse_file(content, name)
    with transaction.atomic():
        return _write(
            parsed, references=None, actor=actor, mandate=mandate, reason=reason, at=at
        ).recorded


def run_import_job(
    job: JobHandle, /, *, public_id: str, accepted: list[str], mandate: str, reason: str
) -> Mapping[str, Any]:
    """Record a long file convention by convention; what is refused is said, the rest is kept."""
    staged = _found(public_id)
    parsed = convention_file.parse_file(staged.content.encode(), staged.name)
    actor = users().filter(pk__in=[job.requested_by_id]).first() if job.requested_by_id else None
    counts = {"conventions": 0, "figures": 0, "sources": 0}
    refused: list[Fault] = []
    for done, name in enumerate(accepted):
        job.progress(done, len(accepted), _("Conventions"))

        def work(name: str = name) -> dict[str, int]:
            at = timezone.now()
            if _found(public_id).status != StagedStatus.APPLIED:
                raise Refusal(words.was_undone(name))
            imported = _write(
                parsed, references=[name], actor=actor, mandate=mandate, reason=reason, at=at
            )
            _note(public_id, imported, actor=actor, mandate=mandate, at=at)
            new = sum(event.is_new for event in imported.recorded)
            return {
                "conventions": new,
                "figures": imported.figures,
                "sources": len(imported.sources),
            }

        try:
            made = job.step(name, work)
        except Refusal as refusal:
            refused.extend(refusal.faults)
        else:
            counts = {kind: count + made[kind] for kind, count in counts.items()}
    job.progress(len(accepted), len(accepted), _("Conventions"))
    return report(
        counts=[
            (_("Conventions inscrites"), counts["conventions"]),
            (_("Chiffres inscrits"), counts["figures"]),
            (_("Sources ajoutées"), counts["sources"]),
        ],
        refused=refused,
        link=f"conventions/importer/{public_id}/",
    )


def _write(
    parsed: ParsedFile,
    *,
    references: Collection[str] | None,
    actor: Any,
    mandate: str,
    reason: str,
    at: datetime,
) -> Imported:
    """Record what is new in a file: its sources first, then each convention with its figures."""
    reading = convention_file.check(parsed, references=references)
    refuse_if_any(reading.faults)
    brought = _brought(reading)
    if brought:
        loaded = reference.load_sources(
            brought, at=at, actor=actor, mandate=mandate, refuse_changes=True
        )
        refuse_if_any(loaded.faults)
        # The sources have keys now: the drafts are made again with them.
        reading = convention_file.check(parsed, references=references)
    recorded, figures = [], 0
    for document in reading.documents:
        event = conventions.record_convention(
            draft=document.draft, actor=actor, mandate=mandate, reason=reason, at=at
        )
        recorded.append(event)
        if event.is_new and (document.figures or document.conflicts):
            observatory.record_figures(
                reference=document.reference,
                figures=document.figures,
                conflicts=document.conflicts,
                actor=actor,
                mandate=mandate,
                reason=reason,
                at=at,
            )
            figures += len(document.figures)
    return Imported(
        recorded=tuple(recorded),
        figures=figures,
        sources=tuple(str(entry["code"]) for entry in brought),
    )


def _brought(reading: FileReading) -> list[Mapping[str, Any]]:
    """The sources that the file brings and nobody recorded yet, each once."""
    found = {
        entry["code"]: entry
        for document in reading.documents
        if not document.is_recorded
        for entry in document.sources
    }
    known = sources_by_code(found) if found else {}
    return [entry for code, entry in found.items() if code not in known]


def _note(public_id: str, imported: Imported, *, actor: Any, mandate: str, at: datetime) -> None:
    reference.note_written(
        public_id=public_id,
        written=[
            {
                "reference": event.reference,
                "is_new": event.is_new,
                # The file's new sources stand with its first convention: an undo takes them back.
                "sources": list(imported.sources) if rank == 0 else [],
            }
            for rank, event in enumerate(imported.recorded)
        ],
        actor=actor,
        mandate=mandate,
        at=at,
    )


def _found(public_id: str) -> StagedDetail:
    staged = staged_file(public_id)
    if staged is None or staged.kind != KIND:
        raise Refusal(words.no_such_file())
    return staged
