"""What the parties of a case write: to all, or on their own side; with files that run nothing."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from hashlib import sha256
from typing import Any, Final

from django.db import transaction

from mithaq.apps.corridor.choices.cases import OPEN_CASES
from mithaq.apps.corridor.events import MessageWritten
from mithaq.apps.corridor.models import Attachment, Case, Message, Side
from mithaq.apps.corridor.operations import _words as words
from mithaq.apps.corridor.operations._files import file_faults, keep_files
from mithaq.apps.corridor.operations._rows import line, opened, person, side_of
from mithaq.apps.corridor.operations.drafts import FileDraft
from mithaq.apps.corridor.policies import can_read_note, party_of
from mithaq.apps.corridor.queries.committees import body_id_of
from mithaq.apps.organisations.queries import MandateView
from mithaq.base.errors import Fault, Refusal, refuse_if_any

# How long the same words by the same person are one message.
AGAIN: Final = timedelta(minutes=10)


@transaction.atomic
def write_message(
    *,
    public_id: str,
    body: str,
    files: Sequence[FileDraft] = (),
    actor: Any,
    under: MandateView | None,
    at: datetime,
) -> MessageWritten:
    """Write to all the parties of a case, with up to five files; sent twice, it is written once."""
    case, access = opened(public_id, under)
    party = party_of(under, access)
    faults = _text_faults(body, files)
    if not party:
        faults.append(words.no_right(words.NOT_A_PARTY, "message.party"))
    if case.status not in OPEN_CASES:
        faults.append(words.case_not_there(case.status, "write_message"))
    refuse_if_any(faults)
    if twin := _twin(case, None, body, files, actor=actor, at=at):
        return twin
    message = Message.objects.create(
        case=case,
        organisation_id=body_id_of(party),
        author=person(actor),
        body=body.strip(),
        has_files=bool(files),
        written_at=at,
    )
    kept = keep_files(message, files)
    line(
        case, "write_message", actor=actor, under=under, at=at,
        after={"message": message.pk, "files": list(kept)},
    )  # fmt: skip
    return MessageWritten(
        public_id=case.public_id, message_id=message.pk, is_private=False, attachments=kept
    )


@transaction.atomic
def write_note(
    *,
    public_id: str,
    institution: str,
    body: str,
    files: Sequence[FileDraft] = (),
    actor: Any,
    under: MandateView | None,
    at: datetime,
) -> MessageWritten:
    """Write a private note, which the officers of that institution alone will read."""
    case, access = opened(public_id, under)
    side = side_of(case, institution)
    faults = _text_faults(body, files)
    if not can_read_note(under, access, institution):
        faults.append(words.not_yours(side.institution.labels))
    refuse_if_any(faults)
    if twin := _twin(case, side, body, files, actor=actor, at=at):
        return twin
    message = Message.objects.create(
        case=case,
        side=side,
        organisation_id=side.institution_id,
        author=person(actor),
        body=body.strip(),
        has_files=bool(files),
        written_at=at,
    )
    kept = keep_files(message, files)
    line(
        case, "write_note", actor=actor, under=under, at=at,
        after={"message": message.pk, "side": institution, "files": len(kept)},
    )  # fmt: skip
    return MessageWritten(
        public_id=case.public_id, message_id=message.pk, is_private=True, attachments=kept
    )


@transaction.atomic
def withdraw_message(
    *, public_id: str, message_id: int, actor: Any, under: MandateView | None, at: datetime
) -> None:
    """Take back what one wrote oneself: its text and its files are read no more."""
    case, _access = opened(public_id, under)
    message = Message.objects.filter(pk=message_id, case=case, withdrawn_at__isnull=True).first()
    if message is None or message.author_id is None or message.author_id != actor.pk:
        raise Refusal(Fault("message", words.NOT_YOUR_MESSAGE, "message.author"))
    message.body, message.withdrawn_at = "", at
    message.save(update_fields=["body", "withdrawn_at"])
    line(case, "withdraw_message", actor=actor, under=under, at=at, after={"message": message_id})


def _twin(
    case: Case,
    side: Side | None,
    body: str,
    files: Sequence[FileDraft],
    *,
    actor: Any,
    at: datetime,
) -> MessageWritten | None:
    """The same words and files by the same person a moment ago: a form sent again says nothing new.

    The case is locked, so that two sendings at once cannot both find nothing.
    """
    author = person(actor)
    rows = Message.objects.filter(
        case=case, side=side, author=author, body=body.strip(), written_at__gt=at - AGAIN
    )
    last = rows.order_by("-written_at", "-pk").first() if author else None
    if last is None:
        return None
    joined = Attachment.objects.filter(message=last).order_by("pk").values_list("sha256", flat=True)
    kept = tuple(joined)
    if sorted(kept) != sorted(sha256(item.content).hexdigest() for item in files):
        return None
    return MessageWritten(
        public_id=case.public_id, message_id=last.pk, is_private=side is not None, attachments=kept
    )


def _text_faults(body: str, files: Sequence[FileDraft]) -> list[Fault]:
    faults = list(file_faults(files))
    if not body.strip() and not files:
        faults.append(words.empty("body", words.BODY))
    return faults
