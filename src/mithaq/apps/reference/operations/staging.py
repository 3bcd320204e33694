"""A file that passed its checks waits for a person to confirm, and remembers what it wrote."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from hashlib import sha256
from typing import Any, Final

from django.db import transaction

from mithaq.apps.accounts.operations import record
from mithaq.apps.reference.choices import STAGED_TRANSITIONS, StagedStatus
from mithaq.apps.reference.models import StagedFile
from mithaq.base.errors import Refusal
from mithaq.base.text import Labels

_STEPS: Final = {name: (source, target) for name, source, target, _who in STAGED_TRANSITIONS}


@transaction.atomic
def stage_file(
    *,
    kind: str,
    name: str,
    content: str,
    preview: Mapping[str, Any],
    actor: Any,
    mandate: str,
    at: datetime,
) -> str:
    """Keep a checked file until somebody decides; give its public id."""
    staged = StagedFile.objects.create(
        kind=kind,
        name=name[:200],
        sha256=sha256(content.encode()).hexdigest(),
        content=content,
        preview=dict(preview),
        status=StagedStatus.READY,
        staged_by=actor,
        staged_at=at,
    )
    _record("stage_file", staged, None, actor=actor, mandate=mandate, reason="", at=at)
    return str(staged.public_id)


def hold_staged_file(*, public_id: str) -> None:
    """Hold a staged file until the transaction ends: what is chosen in it is added to what others
    chose meanwhile, and never written over it. Held by nobody when there is no such file."""
    StagedFile.objects.select_for_update().filter(public_id=public_id).first()


@transaction.atomic
def amend_staged_file(
    *,
    public_id: str,
    preview: Mapping[str, Any],
    content: str | None = None,
    actor: Any,
    mandate: str,
    reason: str,
    at: datetime,
) -> None:
    """Mend a file that waits, or keep a choice made in it; its digest stays that of the deposit.

    Raises ``Refusal`` once somebody decided, or when there is no such file.
    """
    staged = StagedFile.objects.select_for_update().filter(public_id=public_id).first()
    if staged is None:
        raise Refusal.because(where="file", sentence=_UNKNOWN, rule="staged_file.exists")
    if staged.status != StagedStatus.READY:
        raise Refusal.because(where="file", sentence=_DECIDED, rule="staged_file.transition")
    staged.preview = {**staged.preview, **preview}
    if content is not None:
        staged.content = content
    staged.save(update_fields=["preview", "content"])
    _record("amend_file", staged, None, actor=actor, mandate=mandate, reason=reason, at=at)


@transaction.atomic
def decide_staged_file(
    *,
    public_id: str,
    step: str,
    preview: Mapping[str, Any] | None = None,
    actor: Any,
    mandate: str,
    reason: str,
    at: datetime,
) -> None:
    """Apply, undo or discard a staged file: one step of its life, once.

    Raises ``Refusal`` when somebody already took that step, or when there is no such file.
    """
    staged = StagedFile.objects.select_for_update().filter(public_id=public_id).first()
    if staged is None:
        raise Refusal.because(where="file", sentence=_UNKNOWN, rule="staged_file.exists")
    source, target = _STEPS[step]
    if staged.status != source:
        raise Refusal.because(where="file", sentence=_DECIDED, rule="staged_file.transition")
    before = str(staged.status)
    staged.status, staged.decided_at = target, at
    staged.preview = {**staged.preview, **(preview or {})}
    staged.save(update_fields=["status", "decided_at", "preview"])
    _record(f"{step}_file", staged, before, actor=actor, mandate=mandate, reason=reason, at=at)


@transaction.atomic
def note_written(
    *,
    public_id: str,
    written: Sequence[Mapping[str, Any]],
    actor: Any,
    mandate: str,
    at: datetime,
) -> None:
    """Add to what an applied file wrote: at once, or little by little while a long import goes.

    Raises ``Refusal`` once the file is undone: what is still being written must be given up too.
    """
    staged = StagedFile.objects.select_for_update().get(public_id=public_id)
    if staged.status != StagedStatus.APPLIED:
        raise Refusal.because(where="file", sentence=_DECIDED, rule="staged_file.transition")
    staged.written = [*staged.written, *(dict(item) for item in written)]
    staged.save(update_fields=["written"])
    _record("note_written", staged, None, actor=actor, mandate=mandate, reason="", at=at)


def _record(
    action: str,
    staged: StagedFile,
    before: str | None,
    *,
    actor: Any,
    mandate: str,
    reason: str,
    at: datetime,
) -> None:
    record(
        actor=actor,
        mandate=mandate,
        action=action,
        object_type="staged_file",
        object_ref=str(staged.public_id),
        object_label=staged.name,
        before={"status": before} if before else None,
        after={"status": str(staged.status), "sha256": staged.sha256},
        reason=reason,
        at=at,
    )


_UNKNOWN: Final = Labels(
    "Ce fichier en attente n’existe plus. Déposez-le à nouveau.",
    "لم يعد هذا الملف في الانتظار. أودعوه من جديد.",
    "This staged file no longer exists. Upload it again.",
)
_DECIDED: Final = Labels(
    "Ce fichier a déjà été décidé : rechargez la page pour voir ce qu’il est devenu.",
    "سبق البت في هذا الملف: أعيدوا تحميل الصفحة لمعرفة مآله.",
    "This file was already decided: reload the page to see what became of it.",
)
