"""Deciding a question, and following the people whose declarations were put right."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, datetime
from typing import Any

from django.db import transaction

from mithaq.apps.corridor.choices.questions import (
    AGAINST_OUTCOMES,
    FOLLOWED_MONTHS,
    FOLLOWED_OUTCOMES,
    REASONS_LEAST,
    SPOKEN_GROUNDS,
    DecisionGround,
    FollowedState,
    QuestionAct,
    QuestionOutcome,
    QuestionStep,
)
from mithaq.apps.corridor.events import PeopleFollowed, QuestionDecided
from mithaq.apps.corridor.models import (
    Answer,
    AnswerEvidence,
    FollowUp,
    Question,
    QuestionDecision,
)
from mithaq.apps.corridor.operations import _question_words as words
from mithaq.apps.corridor.operations._question_rows import (
    act_faults,
    held,
    line,
    person_key,
    signed_by,
    step_faults,
    target,
)
from mithaq.apps.corridor.operations.question_drafts import DecisionDraft
from mithaq.apps.corridor.policies.questions import (
    can_decide_question,
    is_new_to_question,
    may_decide_value,
)
from mithaq.apps.corridor.queries.hearing import is_still_heard, is_unanswered
from mithaq.apps.corridor.queries.question_deciders import deciders_left, entered_by
from mithaq.apps.corridor.queries.question_views import QuestionStake
from mithaq.apps.organisations.queries import MandateView
from mithaq.base.errors import Fault, refuse_if_any
from mithaq.base.identifiers import IdentifierKind, check_insured_number, mask
from mithaq.base.months import Month


@transaction.atomic
def decide_question(
    *,
    number: str,
    draft: DecisionDraft,
    actor: Any,
    under: MandateView | None,
    at: datetime,
    on: date,
) -> QuestionDecided:
    """Decide, as a person, with a ground and reasons that the company reads.

    Never before the employer answered or its window closed; never against it before that window
    closed, unless it said that its answer is complete; never by whoever opened the question
    or decided it once, nor by whoever entered its value if another may; never on the value of a
    signal: it is none of the grounds.
    """
    row, stake = held(number, under)
    faults = step_faults(row, stake, QuestionStep.DECIDE, under)
    past = list(QuestionDecision.objects.filter(question=row).order_by("round"))
    if not faults:
        faults = _decision_faults(row, draft, actor, past=past, stake=stake, on=on)
    refuse_if_any(faults)
    made = QuestionDecision.objects.create(
        question=row,
        round=len(past) + 1,
        outcome=draft.outcome,
        ground=draft.ground,
        reasons=draft.reasons.strip(),
        decided_by_id=signed_by(actor),
        opened_by_id=row.opened_by_id,
        mandate=under.text if under else "",
        decided_at=at,
    )
    before, row.status = row.status, target(QuestionStep.DECIDE)
    row.save(update_fields=["status"])
    line(
        row, "decide_question", actor=actor, under=under, at=at, reason=draft.reasons,
        before={"status": str(before)},
        after={"status": str(row.status), "outcome": draft.outcome, "ground": draft.ground},
    )  # fmt: skip
    return QuestionDecided(number=row.number, company=stake.company, outcome=made.outcome)


@transaction.atomic
def follow_people(
    *,
    number: str,
    numbers: Sequence[str],
    first_month: date,
    actor: Any,
    under: MandateView | None,
    at: datetime,
) -> PeopleFollowed:
    """Follow each person regularised over the next twelve returns; only masks are kept.

    The order of ``numbers`` is that of the fund's own list: a rank there is a person here.
    """
    row, stake = held(number, under)
    faults = act_faults(row, stake, QuestionAct.FOLLOW, under)
    if not _is_regularised(row) or FollowUp.objects.filter(question=row).exists():
        faults.append(words.not_followed())
    refuse_if_any([*faults, *people_faults(numbers)])
    FollowUp.objects.bulk_create(people_rows(row, numbers, first_month))
    after = {"people": len(numbers), "first_month": Month.of(first_month).first_day}
    line(row, "follow_people", actor=actor, under=under, at=at, after=after)
    return PeopleFollowed(number=row.number, company=stake.company, people_count=len(numbers))


def people_faults(numbers: Sequence[str]) -> Iterator[Fault]:
    """Everything wrong with a list of people to follow."""
    if not numbers:
        yield words.missing("numbers")
    for rank, value in enumerate(numbers, start=1):
        if check_insured_number(value).is_blocking:
            yield words.bad_number(rank)


def people_rows(row: Question, numbers: Sequence[str], first_month: date) -> list[FollowUp]:
    """A row for each person and each of the twelve returns, nothing read yet."""
    first = Month.of(first_month)
    return [
        FollowUp(
            question=row,
            person=person,
            masked_number=mask(value, IdentifierKind.INSURED),
            month_rank=rank,
            month=(first + (rank - 1)).first_day,
        )
        for person, value in enumerate(numbers, start=1)
        for rank in range(1, FOLLOWED_MONTHS + 1)
    ]


@transaction.atomic
def record_follow_up(
    *,
    number: str,
    month: date,
    states: Sequence[tuple[int, str]],
    actor: Any,
    under: MandateView | None,
    at: datetime,
    on: date,
) -> PeopleFollowed:
    """Record what the return of a month says of some people, by rank; a month to come is refused,
    and what was read may be read again: the journal has both."""
    row, stake = held(number, under)
    faults = act_faults(row, stake, QuestionAct.FOLLOW, under)
    day = Month.of(month).first_day
    if Month.of(on).first_day <= day:
        faults.append(words.too_early(day))
    rows = {item.person: item for item in FollowUp.objects.filter(question=row, month=day)}
    said = set(FollowedState.values) - {FollowedState.UNKNOWN}
    if not states or any(person not in rows or state not in said for person, state in states):
        faults.append(words.unknown("states"))
    refuse_if_any(faults)
    before = {str(person): rows[person].state for person, _state in states}
    for person, state in states:
        rows[person].state, rows[person].recorded_at = state, at
    FollowUp.objects.bulk_update(rows.values(), ["state", "recorded_at"])
    line(
        row, "record_follow_up", actor=actor, under=under, at=at,
        before={"month": day, "states": before},
        after={"month": day, "states": {str(person): state for person, state in states}},
    )  # fmt: skip
    return PeopleFollowed(number=row.number, company=stake.company, people_count=len(states))


def _decision_faults(
    row: Question,
    draft: DecisionDraft,
    actor: Any,
    *,
    past: Sequence[QuestionDecision],
    stake: QuestionStake,
    on: date,
) -> list[Fault]:
    faults: list[Fault] = []
    deciders = [item.decided_by_id for item in past]
    if not is_new_to_question(person_key(actor), opened_by=row.opened_by_id, decided_by=deciders):
        faults.append(words.own_question())
    elif not may_decide_value(
        person_key(actor),
        entered_by=(entered := entered_by(row)),
        others=deciders_left(
            stake,
            {entered, row.opened_by_id, *deciders},
            decides=can_decide_question,
            on=on,
        ),
    ):
        faults.append(words.own_value())
    if is_unanswered(row.status, row.window_closes_on, on=on):
        faults.append(words.window_runs(row.window_closes_on))
    if draft.outcome in AGAINST_OUTCOMES and _is_still_heard(row, on=on):
        faults.append(words.window_is_its(row.window_closes_on))
    if draft.outcome not in QuestionOutcome.values:
        faults.append(words.unknown("outcome"))
    if not _holds(row, draft):
        faults.append(words.wrong_ground())
    if len(draft.reasons.strip()) < REASONS_LEAST:
        faults.append(words.short_reasons())
    return faults


def _is_still_heard(row: Question, *, on: date) -> bool:
    """Whether the employer may still add to what it answered, by its last answer."""
    last = Answer.objects.filter(question=row).order_by("at", "pk").last()
    has_finished = last is not None and last.is_complete
    return is_still_heard(row.status, row.window_closes_on, has_finished=has_finished, on=on)


def _holds(row: Question, draft: DecisionDraft) -> bool:
    """Whether the file holds what the decision rests on."""
    if draft.ground not in DecisionGround.values:
        return False
    answers = Answer.objects.filter(question=row)
    if draft.ground == DecisionGround.SILENCE:
        return draft.outcome == QuestionOutcome.CONTROL and not answers.exists()
    if draft.ground == DecisionGround.EVIDENCE:
        return AnswerEvidence.objects.filter(answer__question=row).exists()
    return draft.ground not in SPOKEN_GROUNDS or answers.exists()


def _is_regularised(row: Question) -> bool:
    last = QuestionDecision.objects.filter(question=row).order_by("-round").first()
    return last is not None and last.outcome in FOLLOWED_OUTCOMES
