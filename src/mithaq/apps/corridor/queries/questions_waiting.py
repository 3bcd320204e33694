"""The questions that wait for whoever holds a mandate, by number and day: no company, no value."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Final

from django.db.models import (
    CharField,
    Exists,
    ExpressionWrapper,
    F,
    OuterRef,
    Q,
    QuerySet,
    Value,
)
from django.db.models.functions import Concat

from mithaq.apps.corridor.choices.questions import QuestionStatus, QuestionTurn
from mithaq.apps.corridor.models import HelpRequest, Question, QuestionDecision
from mithaq.apps.corridor.queries.questions import questions_for
from mithaq.apps.organisations.choices import Role
from mithaq.apps.organisations.models import Mandate
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
        # Whoever entered its value leaves it to another, if another may.
        valued = Q(signal__entered_by=person) & Exists(_other_deciders(person, on))
        return QuestionTurn.DECIDE, rows.filter(others, ~Exists(decided)).exclude(valued)
    return None


def _other_deciders(person: int, on: date) -> QuerySet[Mandate]:
    """The mandates of those who may decide a question besides a person: neither did they open nor
    decide it."""
    decided = QuestionDecision.objects.filter(
        question=OuterRef(OuterRef("pk")), decided_by=OuterRef("user")
    )
    place = ExpressionWrapper(OuterRef("company__territory__code"), output_field=CharField())
    held = Mandate.objects.annotate(place=place).filter(
        Q(ends_on__isnull=True) | Q(ends_on__gte=on),
        Q(territory__isnull=True)
        | Q(territory__code=F("place"))
        | Q(place__startswith=Concat(F("territory__code"), Value("."))),
        organisation=OuterRef("institution"), role=Role.FUND_OFFICER, starts_on__lte=on,
        user__is_active=True,
    )  # fmt: skip
    opener = Q(user=OuterRef("opened_by"))
    return held.exclude(user=person).exclude(opener).filter(~Exists(decided))
