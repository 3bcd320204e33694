"""A convention is signed: read, signed in order; the last signature enters it in the register."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date, datetime
from typing import Any, Final

from django.db import transaction

from mithaq.apps.conventions import operations as conventions
from mithaq.apps.conventions.choices.drafting import DraftingAction
from mithaq.apps.conventions.events import DraftingMoved, FolderSigned, SignatureRefused
from mithaq.apps.conventions.operations import RefusalDraft, Scan
from mithaq.apps.conventions.queries import (
    DraftingDetail,
    FolderDetail,
    drafting,
    folder,
    folders_of,
    version_content,
)
from mithaq.apps.organisations.queries import MandateView
from mithaq.apps.reference import operations as reference
from mithaq.apps.reference.choices import PaperKind
from mithaq.apps.reference.queries import paper_content, papers_of
from mithaq.base.codes import grouped
from mithaq.base.errors import refuse_if_any
from mithaq.base.ports import port
from mithaq.base.text import Labels
from mithaq.flows._final_text import as_file
from mithaq.flows.import_conventions import import_content
from mithaq.flows.write_convention import missing_from

REASON: Final = "Signature de tous les signataires"
FOLDER: Final = "signing_folder"
# An act that closes the folder: the papers that offered its text no longer hold.
_CLOSING: Final = (DraftingAction.REOPEN, DraftingAction.ABANDON)


def open_signing(
    *,
    public_id: str,
    despite_reserves: bool = False,
    actor: Any,
    under: MandateView | None,
    at: datetime,
) -> DraftingMoved:
    """Open the signing folder of a text that lacks nothing; reserves are passed over knowingly."""
    with transaction.atomic():
        moved = conventions.move_drafting(
            public_id=public_id,
            action="open_signing",
            despite_reserves=despite_reserves,
            actor=actor,
            under=under,
            at=at,
        )
        found = drafting(public_id)
        if found is not None:
            refuse_if_any(missing_from(found.content, is_exercise=found.is_exercise))
    return moved


def move(
    *,
    public_id: str,
    action: str,
    reason: str,
    despite_reserves: bool = False,
    actor: Any,
    under: MandateView | None,
    at: datetime,
) -> DraftingMoved:
    """Take one step of the table; a folder that it closes leaves no paper in use behind."""
    who: dict[str, Any] = {"actor": actor, "under": under, "at": at}
    if action == DraftingAction.OPEN_SIGNING:
        return open_signing(public_id=public_id, despite_reserves=despite_reserves, **who)
    with transaction.atomic():
        moved = conventions.move_drafting(public_id=public_id, action=action, reason=reason, **who)
        found = drafting(public_id) if action in _CLOSING else None
        for item in folders_of(found.id) if found else ():
            _withdraw_papers(item.public_id, reason=reason, **who)
    return moved


def sign(
    *, folder_ids: Sequence[str], actor: Any, under: MandateView | None, at: datetime
) -> tuple[str, ...]:
    """Sign in one gesture what was read; give the references that entered the register."""
    with transaction.atomic():
        signed = conventions.sign_folders(folder_ids=folder_ids, actor=actor, under=under, at=at)
        return _conclude(signed, actor=actor, under=under, at=at)


def sign_on_paper(
    *,
    folder_id: str,
    signed_on: date,
    scan: Scan,
    actor: Any,
    under: MandateView | None,
    at: datetime,
) -> tuple[str, ...]:
    """Record the copy signed by hand; the convention enters the register with it."""
    with transaction.atomic():
        signed = conventions.sign_on_paper(
            folder_id=folder_id, signed_on=signed_on, scan=scan, actor=actor, under=under, at=at
        )
        return _conclude((signed,), actor=actor, under=under, at=at)


def refuse(
    *, folder_id: str, draft: RefusalDraft, actor: Any, under: MandateView | None, at: datetime
) -> SignatureRefused:
    """Refuse to sign: the folder closes, and the papers that offered the text are withdrawn."""
    with transaction.atomic():
        refused = conventions.refuse_signature(
            folder_id=folder_id, draft=draft, actor=actor, under=under, at=at
        )
        _withdraw_papers(refused.folder_id, reason=draft.reason, actor=actor, under=under, at=at)
    return refused


def issue_folder(
    *,
    found: FolderDetail,
    language: str,
    labels: Labels,
    issuer: Labels,
    printed: Callable[[str], bytes],
    actor: Any,
    under: MandateView | None,
    at: datetime,
) -> bytes:
    """Print the folder to sign with a code that answers for it; unchanged, it is given again.

    ``printed`` takes the code as the paper shows it. The same folder in the same state prints the
    same bytes, so the last paper issued is found again by printing it anew.
    """
    for paper in papers_of(object_type=FOLDER, object_ref=found.public_id):
        if paper.kind != PaperKind.SIGNING_FOLDER or paper.language != language:
            continue
        kept = paper_content(paper.code)
        if paper.withdrawn_at is None and kept == printed(paper.printed_code):
            return kept
        break
    code = reference.new_paper_code()
    content = printed(grouped(code))
    reference.issue_paper(
        code=code, kind=PaperKind.SIGNING_FOLDER, content=content, language=language,
        labels=labels, issuer=issuer, object_type=FOLDER, object_ref=found.public_id,
        is_exercise=found.is_exercise, actor=actor, mandate=under.text if under else "",
        reason="", at=at,
    )  # fmt: skip
    return content


def _withdraw_papers(
    folder_id: str, *, reason: str, actor: Any, under: MandateView | None, at: datetime
) -> None:
    for paper in papers_of(object_type=FOLDER, object_ref=folder_id):
        if paper.withdrawn_at is None:
            reference.withdraw_paper(
                code=paper.code, actor=actor, mandate=under.text if under else "",
                reason=reason, at=at,
            )  # fmt: skip


def _conclude(
    signed: Sequence[FolderSigned], *, actor: Any, under: MandateView | None, at: datetime
) -> tuple[str, ...]:
    references = []
    for event in signed:
        found, text = folder(event.folder_id), drafting(event.drafting_id)
        if not event.is_complete or found is None or text is None:
            continue
        content = version_content(text.id, found.version_number) or {}
        signed_text = as_file(content, is_exercise=text.is_exercise, folder=found)
        (recorded,) = import_content(
            content=signed_text,
            name=f"{text.reference}.json",
            actor=actor,
            mandate=under.text if under else "",
            reason=REASON,
            at=at,
        )
        conventions.conclude_drafting(
            public_id=event.drafting_id,
            convention=recorded.reference,
            actor=actor,
            under=under,
            at=at,
        )
        issue: dict[str, Any] = {"actor": actor, "under": under, "at": at}
        _issue(found, text, PaperKind.CONVENTION_TEXT, signed_text, **issue)
        scan = port("files").read(found.scan_sha256) if found.scan_sha256 else None
        if scan:
            _issue(found, text, PaperKind.SIGNED_SCAN, scan, **issue)
        references.append(recorded.reference)
    return tuple(references)


def _issue(
    found: FolderDetail,
    text: DraftingDetail,
    kind: PaperKind,
    content: bytes,
    *,
    actor: Any,
    under: MandateView | None,
    at: datetime,
) -> None:
    """Answer from now on for a paper of a folder signed by all."""
    reference.issue_paper(
        code=reference.new_paper_code(),
        kind=kind,
        content=content,
        language="fr",
        labels=text.labels,
        issuer=text.steward.labels,
        object_type=FOLDER,
        object_ref=found.public_id,
        is_exercise=text.is_exercise,
        actor=actor,
        mandate=under.text if under else "",
        reason=REASON,
        at=at,
    )
