"""The questions that wait for whoever holds a mandate, by number and day: no company, no value."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Final

from django.db.models import Exists, OuterRef, Q, QuerySet

from mithaq.apps.corridor.choices.questions import QuestionStatus, QuestionTurn
from mithaq.apps.corridor.models import HelpRequest, Question, QuestionDecision
from mithaq.apps.corridor.queries.questions import questions_for
from mithaq.apps.organisations.choices import Role
from mithaq.apps.organisations.queries import MandateView

MOST: Final = 50


@dataclass(frozen=True, slots=True, kw_only=True)
class QuestionWaiting:
    """One question that waits for the reader, and the day on which its window closes."""

    kind: QuestionTurn
    number: str
    on: date
    is_exercise: bool


def questions_waiting(mandates: Iterable[MandateView], *, on: date) -> tuple[QuestionWaiting, ...]:
    """What waits under some mandates: an answer of the company, an advice of its federation, a
    decision of the institution once it was answered, contested, or its window closed."""
    found = {item for mandate in mandates for item in _waiting(mandate, on)}
    return tuple(sorted(found, key=lambda item: (item.on, item.number, str(item.kind))))


def _waiting(mandate: MandateView, on: date) -> list[QuestionWaiting]:
    turn = questions_at_turn(mandate, on=on)
    if turn is None:
        return []
    kind, rows = turn
    return [
        QuestionWaiting(
            kind=kind, number=row.number, on=row.window_closes_on, is_exercise=row.is_exercise
        )
        for row in rows[:MOST]
    ]


def questions_at_turn(
    mandate: MandateView, *, on: date
) -> tuple[QuestionTurn, QuerySet[Question]] | None:
    """What a mandate is waited for, and on which questions; None for a role that none waits for."""
    rows = questions_for(mandate)
    is_open = Q(status=QuestionStatus.OPEN)
    if mandate.role == Role.EMPLOYER:
        return QuestionTurn.ANSWER, rows.filter(is_open, window_closes_on__gte=on)
    if mandate.role == Role.FEDERATION_OFFICER:
        asked = HelpRequest.objects.filter(
            question=OuterRef("pk"), helper__slug=mandate.organisation, given_at__isnull=True
        )
        # Once the company has answered, or its window closed, the institution decides: no help
        # changes anything of what was answered.
        is_asked = is_open & Q(window_closes_on__gte=on)
        return QuestionTurn.ADVISE, rows.filter(Exists(asked), is_asked)
    if mandate.role == Role.FUND_OFFICER:
        person = mandate.user_id
        told = Q(status__in=(QuestionStatus.ANSWERED, QuestionStatus.CONTESTED))
        rows = rows.filter(told | (is_open & Q(window_closes_on__lt=on)))
        # Nobody decides what they opened, nor a second time what they decided.
        decided = QuestionDecision.objects.filter(question=OuterRef("pk"), decided_by=person)
        others = Q(opened_by__isnull=True) | ~Q(opened_by=person)
        return QuestionTurn.DECIDE, rows.filter(others, ~Exists(decided))
    return None
