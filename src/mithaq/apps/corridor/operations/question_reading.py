"""Opening a question, a paper of its answers or a list drawn: written before anything is shown."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db import transaction

from mithaq.apps.accounts.operations import record
from mithaq.apps.corridor.operations import _question_words as words
from mithaq.apps.corridor.operations._question_rows import held, line
from mithaq.apps.corridor.policies.questions import can_read_drawn, can_read_question
from mithaq.apps.corridor.queries.draws import DrawnView, draw, drawn_companies
from mithaq.apps.corridor.queries.question_views import EvidenceView, QuestionDetail
from mithaq.apps.corridor.queries.questions import evidence_of, question
from mithaq.apps.organisations.queries import MandateView
from mithaq.base.errors import Refusal
from mithaq.base.ports import port


@transaction.atomic
def read_question(
    *, number: str, purpose: str, actor: Any, under: MandateView | None, at: datetime
) -> QuestionDetail:
    """Give a question to whom it concerns; a stranger is told that there is none."""
    found = question(number)
    if found is None or not can_read_question(under, found.stake):
        raise Refusal(words.unknown("number"))
    line(found, "read_question", actor=actor, under=under, at=at, reason=_said(purpose))
    return found


@transaction.atomic
def read_evidence(
    *,
    number: str,
    evidence_id: int,
    purpose: str,
    actor: Any,
    under: MandateView | None,
    at: datetime,
) -> tuple[EvidenceView, bytes]:
    """Give a paper of an answer to whom the question concerns."""
    row, _stake = held(number, under)
    found = evidence_of(number, evidence_id)
    content = port("files").read(found.sha256) if found else None
    if found is None or content is None:
        raise Refusal(words.unknown("evidence"))
    line(
        row, "read_evidence", actor=actor, under=under, at=at, reason=_said(purpose),
        after={"sha256": found.sha256},
    )  # fmt: skip
    return found, content


@transaction.atomic
def read_drawn(
    *, number: str, purpose: str, actor: Any, under: MandateView | None, at: datetime
) -> tuple[DrawnView, ...]:
    """Give the companies that were drawn to those who control, each in their own place; everyone
    else reads digests."""
    found = draw(number)
    if found is None or not can_read_drawn(
        under, found.institution.slug, is_exercise=found.is_exercise
    ):
        raise Refusal(words.unknown("number"))
    record(
        actor=actor,
        mandate=under.text if under else "",
        action="corridor.read_drawn",
        object_type="control_draw",
        object_ref=number,
        object_label=number,
        before=None,
        after=None,
        reason=_said(purpose),
        at=at,
    )
    return drawn_companies(number, place=under.territory_code if under else "")


def _said(purpose: str) -> str:
    """Why it is opened, or a refusal."""
    if not purpose.strip():
        raise Refusal(words.missing("purpose"))
    return purpose.strip()[:300]
