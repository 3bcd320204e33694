"""What the operations on questions share: held rows, steps of the table, numbers, audit lines."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import override

from mithaq.apps.accounts.operations import record
from mithaq.apps.corridor.choices.questions import (
    QUESTION_ACTS,
    QUESTION_STEPS,
    QuestionAct,
    QuestionStatus,
    QuestionStep,
)
from mithaq.apps.corridor.models import HelpRequest, Question
from mithaq.apps.corridor.operations import _question_words as words
from mithaq.apps.corridor.operations._numbers import next_rank
from mithaq.apps.corridor.policies.questions import QUESTION_POLICIES, can_read_question
from mithaq.apps.corridor.queries.question_views import QuestionDetail, QuestionStake
from mithaq.apps.organisations.queries import MandateView
from mithaq.base.errors import Fault, Refusal


def held(number: str, under: MandateView | None) -> tuple[Question, QuestionStake]:
    """A question held until the transaction ends, for someone whom it concerns; a stranger is
    told that there is none."""
    rows = Question.objects.select_for_update(of=("self",)).select_related(
        "company__territory", "institution", "signal"
    )
    row = rows.filter(number=number).first()
    if row is None:
        raise Refusal(words.unknown("number"))
    place = row.company.territory
    helpers = HelpRequest.objects.filter(question=row).values_list("helper__slug", flat=True)
    stake = QuestionStake(
        company=row.company.slug,
        territory_code=place.code if place else "",
        institution=row.institution.slug,
        helpers=frozenset(helpers),
        is_exercise=row.is_exercise,
    )
    if not can_read_question(under, stake):
        raise Refusal(words.unknown("number"))
    return row, stake


def step_faults(
    row: Question, stake: QuestionStake, step: QuestionStep, under: MandateView | None
) -> list[Fault]:
    """Whether the table lets this mandate take a step from here."""
    _name, sources, _to, who = next(item for item in QUESTION_STEPS if item[0] == step)
    return _allowed(row, sources, who, under=under, stake=stake)


def act_faults(
    row: Question, stake: QuestionStake, act: QuestionAct, under: MandateView | None
) -> list[Fault]:
    """Whether the table lets this mandate do something in this state."""
    _name, sources, who = next(item for item in QUESTION_ACTS if item[0] == act)
    return _allowed(row, sources, who, under=under, stake=stake)


def _allowed(
    row: Question,
    sources: Sequence[QuestionStatus],
    who: str,
    *,
    under: MandateView | None,
    stake: QuestionStake,
) -> list[Fault]:
    if not QUESTION_POLICIES[who](under, stake):
        return [words.not_yours(f"question.{who}")]
    if row.status not in sources:
        with override("fr"):
            return [words.no_step(str(QuestionStatus(row.status).label))]
    return []


def target(step: QuestionStep) -> QuestionStatus:
    """Where a step leads."""
    return next(to for name, _sources, to, _who in QUESTION_STEPS if name == step)


def next_number(rows: QuerySet[Any], *, prefix: str, at: datetime) -> str:
    """The next number of a year: « Q-2026-00001 », whatever the corridor."""
    start = f"{prefix}-{timezone.localtime(at).year}-"
    return f"{start}{next_rank(rows, start):05d}"


def person_key(actor: Any) -> int | None:
    """The key of who acts, given as a person or as a key; nothing when the installation acts."""
    key = getattr(actor, "pk", actor)
    return None if key is None else int(key)


def signed_by(actor: Any) -> int:
    """The key of the person who answers for an act; the installation alone never does."""
    key = person_key(actor)
    if key is None:
        raise Refusal(words.not_yours("question.person"))
    return key


def line(
    row: Question | QuestionDetail,
    action: str,
    *,
    actor: Any,
    under: MandateView | None,
    at: datetime,
    before: Any = None,
    after: Any = None,
    reason: str = "",
) -> None:
    """One line of the journal about a question: numbers and states, no text of anyone."""
    record(
        actor=actor,
        mandate=under.text if under else "",
        action=f"corridor.{action}",
        object_type="question",
        object_ref=row.number,
        object_label=row.number,
        before=before,
        after=after,
        reason=reason.strip(),
        at=at,
    )
