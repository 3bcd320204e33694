"""What the employer does on a question, and the federation that it called."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from django.db import transaction

from mithaq.apps.corridor.choices.questions import AnswerKind, QuestionAct, QuestionStep
from mithaq.apps.corridor.events import HelpAsked, QuestionMoved
from mithaq.apps.corridor.models import Answer, HelpRequest, QuestionDecision
from mithaq.apps.corridor.operations import _question_words as words
from mithaq.apps.corridor.operations._files import keep_papers, paper_faults
from mithaq.apps.corridor.operations._question_rows import (
    act_faults,
    held,
    line,
    person_key,
    step_faults,
    target,
)
from mithaq.apps.corridor.operations.question_drafts import AnswerDraft
from mithaq.apps.corridor.queries.hearing import is_window_open
from mithaq.apps.corridor.queries.question_facts import body_ids
from mithaq.apps.corridor.queries.questions import possible_helpers
from mithaq.apps.organisations.queries import MandateView
from mithaq.base.errors import refuse_if_any


@transaction.atomic
def answer_question(
    *,
    number: str,
    draft: AnswerDraft,
    actor: Any,
    under: MandateView | None,
    at: datetime,
    on: date,
) -> QuestionMoved:
    """Answer inside the window, with papers; an employer may answer more than once.

    Raises ``Refusal`` with every fault: window closed, nothing said, papers that may act.
    """
    row, stake = held(number, under)
    faults = step_faults(row, stake, QuestionStep.ANSWER, under)
    if not is_window_open(row.window_closes_on, on=on):
        faults.append(words.window_closed(row.window_closes_on))
    if draft.kind not in AnswerKind.values:
        faults.append(words.unknown("kind"))
    if not draft.text.strip():
        faults.append(words.missing("text"))
    refuse_if_any([*faults, *paper_faults(draft.papers)])
    answer = Answer.objects.create(
        question=row,
        kind=draft.kind,
        text=draft.text.strip(),
        is_complete=draft.is_complete,
        by_id=person_key(actor),
        mandate=under.text if under else "",
        at=at,
    )
    kept = keep_papers(answer, draft.papers)
    before, row.status = row.status, target(QuestionStep.ANSWER)
    row.save(update_fields=["status"])
    line(
        row, "answer_question", actor=actor, under=under, at=at,
        before={"status": str(before)},
        after={
            "status": str(row.status), "kind": draft.kind, "files": list(kept),
            "is_complete": draft.is_complete,
        },
    )  # fmt: skip
    return QuestionMoved(number=row.number, company=stake.company, status=row.status)


@transaction.atomic
def ask_help(
    *,
    number: str,
    helper: str,
    text: str,
    actor: Any,
    under: MandateView | None,
    at: datetime,
    on: date,
) -> HelpAsked:
    """Call a federation on a question: from then on, and only then, it reads the question."""
    row, stake = held(number, under)
    faults = act_faults(row, stake, QuestionAct.ASK_HELP, under)
    if helper not in {item.slug for item in possible_helpers(number, on=on)}:
        faults.append(words.unknown("helper"))
    if not text.strip():
        faults.append(words.missing("text"))
    refuse_if_any(faults)
    HelpRequest.objects.create(
        question=row, helper_id=body_ids([helper])[helper], words=text.strip(), asked_at=at
    )
    line(row, "ask_help", actor=actor, under=under, at=at, after={"helper": helper})
    return HelpAsked(number=row.number, company=stake.company, helper=helper)


@transaction.atomic
def give_help(
    *, number: str, advice: str, actor: Any, under: MandateView | None, at: datetime
) -> HelpAsked:
    """Advise the company that called; a later advice replaces the first, the journal has both."""
    row, stake = held(number, under)
    faults = act_faults(row, stake, QuestionAct.GIVE_HELP, under)
    if not advice.strip():
        faults.append(words.missing("advice"))
    refuse_if_any(faults)
    helper = under.organisation if under else ""
    request = HelpRequest.objects.get(question=row, helper__slug=helper)
    before = {"advice": request.advice} if request.advice else None
    request.advice, request.given_at = advice.strip(), at
    request.given_by_id = person_key(actor)
    request.save(update_fields=["advice", "given_by", "given_at"])
    line(
        row, "give_help", actor=actor, under=under, at=at, before=before,
        after={"helper": helper, "advice": request.advice},
    )  # fmt: skip
    return HelpAsked(number=row.number, company=stake.company, helper=helper)


@transaction.atomic
def contest_decision(
    *, number: str, text: str, actor: Any, under: MandateView | None, at: datetime
) -> QuestionMoved:
    """Contest a decision once: someone else decides again."""
    row, stake = held(number, under)
    faults = step_faults(row, stake, QuestionStep.CONTEST, under)
    if not text.strip():
        faults.append(words.missing("text"))
    last = QuestionDecision.objects.filter(question=row).order_by("-round").first()
    if not faults and (last is None or last.round > 1):
        faults.append(words.contested_once())
    refuse_if_any(faults)
    if last is not None:
        last.contest, last.contested_at = text.strip(), at
        last.save(update_fields=["contest", "contested_at"])
    before, row.status = row.status, target(QuestionStep.CONTEST)
    row.save(update_fields=["status"])
    line(
        row, "contest_decision", actor=actor, under=under, at=at,
        before={"status": str(before)}, after={"status": str(row.status)},
    )  # fmt: skip
    return QuestionMoved(number=row.number, company=stake.company, status=row.status)
