"""Opening a case or one of its files: who, under which mandate, what for, is written first."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import transaction

from mithaq.apps.corridor.operations import _words as words
from mithaq.apps.corridor.operations._rows import line, opened, with_lateness
from mithaq.apps.corridor.policies import (
    acts_of,
    can_read_readers,
    can_speak_for_company,
    reader_of,
)
from mithaq.apps.corridor.queries.attachments import attachment_of
from mithaq.apps.corridor.queries.cases import case_view
from mithaq.apps.corridor.queries.views import AttachmentView, CaseView
from mithaq.apps.organisations.queries import MandateView
from mithaq.base.errors import Refusal, refuse_if_any
from mithaq.base.ports import port


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseReading:
    """A case as its reader sees it, for whom the reader acts, and the acts open to them now."""

    view: CaseView
    party: str
    side: str
    acts: frozenset[str]
    reader_id: int | None = None


@transaction.atomic
def read_case(
    *, public_id: str, purpose: str, actor: Any, under: MandateView | None, at: datetime
) -> CaseReading:
    """Open a case: nothing is shown that the journal does not know was shown.

    Raises ``Refusal`` with the rule ``case.exists`` for whoever it does not concern.
    """
    case, access = opened(public_id, under)
    refuse_if_any(words.purpose_faults(purpose))
    reader = reader_of(under, access, is_personal=case.subject.is_personal)
    line(case, "read_case", actor=actor, under=under, at=at, reason=purpose.strip())
    view = case_view(case.pk, reader=reader, at=at)
    access = with_lateness(case, access, at=at)
    return CaseReading(
        view=view, party=reader.party, side=reader.side, acts=acts_of(under, access, view),
        reader_id=under.user_id if under else None,
    )  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadersReading:
    """The case whose readers are listed, for whom the list is read, and how far it names them."""

    number: str
    party: str
    is_company: bool
    is_personal: bool
    is_exercise: bool


@transaction.atomic
def read_case_readers(
    *, public_id: str, purpose: str, actor: Any, under: MandateView | None, at: datetime
) -> ReadersReading:
    """Open the list of those who read a case: that is written down as any other reading of it.

    Raises ``Refusal`` with the rule ``case.exists`` for who is no party of it, or does not read it.
    """
    case, access = opened(public_id, under)
    is_personal = case.subject.is_personal
    if not can_read_readers(under, access, is_personal=is_personal):
        raise Refusal(words.no_such_case())
    refuse_if_any(words.purpose_faults(purpose))
    line(case, "read_case_readers", actor=actor, under=under, at=at, reason=purpose.strip())
    return ReadersReading(
        number=case.number,
        party=reader_of(under, access, is_personal=is_personal).party,
        is_company=can_speak_for_company(under, access),
        is_personal=is_personal,
        is_exercise=case.is_exercise,
    )


@transaction.atomic
def read_attachment(
    *,
    public_id: str,
    attachment_id: int,
    purpose: str,
    actor: Any,
    under: MandateView | None,
    at: datetime,
) -> tuple[AttachmentView, bytes]:
    """Give back a joined file to who may read the message that carries it; it is logged."""
    case, access = opened(public_id, under)
    refuse_if_any(words.purpose_faults(purpose))
    reader = reader_of(under, access, is_personal=case.subject.is_personal)
    found = attachment_of(case.pk, attachment_id, reader=reader)
    content = port("files").read(found.sha256) if found else None
    if found is None or content is None:
        raise Refusal(words.unknown("attachment", str(attachment_id)))
    line(
        case, "read_attachment", actor=actor, under=under, at=at, reason=purpose.strip(),
        after={"attachment": found.id, "sha256": found.sha256},
    )  # fmt: skip
    return found, content
