"""Every state × act × role of a question: the tables say who may, and nobody else can."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.db import transaction

from mithaq.apps.accounts.models import AuditLine
from mithaq.apps.corridor.choices.questions import (
    QUESTION_ACTS,
    QUESTION_STEPS,
    QuestionAct,
    QuestionStatus,
    QuestionStep,
)
from mithaq.apps.corridor.models import Question
from mithaq.apps.corridor.operations.question_answers import (
    answer_question,
    ask_help,
    contest_decision,
    give_help,
)
from mithaq.apps.corridor.operations.question_decisions import decide_question, follow_people
from mithaq.apps.corridor.operations.question_drafts import AnswerDraft, DecisionDraft
from mithaq.apps.corridor.operations.questions import (
    extend_window,
    read_score,
    withdraw_question,
)
from mithaq.base.errors import Refusal
from mithaq.base.fictitious import fictitious_insured_number
from tests.apps.corridor.questions.world import CAST, CLOSES, ON, REASONS, World

pytestmark = pytest.mark.django_db

ACTS: dict[str, Callable[[str, dict[str, Any]], object]] = {
    QuestionStep.ANSWER: lambda n, s: answer_question(
        number=n, draft=AnswerDraft(kind="explains", text="Voici."), on=ON, **s
    ),
    QuestionStep.DECIDE: lambda n, s: decide_question(
        number=n, draft=DecisionDraft(outcome="regularised", ground="returns", reasons=REASONS),
        on=CLOSES.replace(month=CLOSES.month + 1), **s,
    ),
    QuestionStep.CONTEST: lambda n, s: contest_decision(number=n, text="Nous contestons.", **s),
    QuestionStep.WITHDRAW: lambda n, s: withdraw_question(number=n, reason="Erreur.", **s),
    QuestionAct.EXTEND: lambda n, s: extend_window(
        number=n, until_on=CLOSES.replace(month=CLOSES.month + 1), reason="Demandé.", on=ON, **s
    ),
    QuestionAct.ASK_HELP: lambda n, s: ask_help(
        number=n, helper="confederation-hesperides", text="Aidez-nous.", on=ON, **s
    ),
    QuestionAct.GIVE_HELP: lambda n, s: give_help(number=n, advice="Joignez les contrats.", **s),
    QuestionAct.READ_SCORE: lambda n, s: read_score(number=n, purpose="Contrôle du test", **s),
    QuestionAct.FOLLOW: lambda n, s: follow_people(
        number=n, numbers=[fictitious_insured_number(1)], first_month=ON, **s
    ),
}  # fmt: skip
# The cast of each right, on a question of a company of region 06 that called one federation.
LEADERS = {"national", "second", "officer"}
RIGHTS = {
    "can_answer_question": {"employer"},
    "can_lead_question": LEADERS,
    # Whoever opened it does not decide it.
    "can_decide_question": LEADERS - {"officer"},
    "can_help_question": {"helper"},
    "can_read_question": {*LEADERS, "employer", "helper", "auditor"},
}
TABLE = {name: (sources, who) for name, sources, _to, who in QUESTION_STEPS} | {
    name: (sources, who) for name, sources, who in QUESTION_ACTS
}


def _at(world: World, status: QuestionStatus) -> str:
    """A question brought to a state by its operations."""
    # Its value was entered by someone who is not of the cast: any of the cast may decide.
    world.people["enterer"] = _another(world, "enterer")
    number = world.question(by="enterer")
    world.call(number)
    if status is QuestionStatus.WITHDRAWN:
        withdraw_question(number=number, reason="Erreur.", **world.signed("officer"))
    if status in {QuestionStatus.ANSWERED, QuestionStatus.DECIDED, QuestionStatus.CONTESTED}:
        world.answer(number)
    if status in {QuestionStatus.DECIDED, QuestionStatus.CONTESTED}:
        # Decided by someone who is not of the cast again: both others may still decide.
        world.people["first"] = _another(world, "first")
        world.decide(number, "regularised", by="first")
    if status is QuestionStatus.CONTESTED:
        contest_decision(number=number, text="Non.", **world.signed("employer"))
    assert Question.objects.get(number=number).status == status
    return number


def _another(world: World, name: str) -> Any:
    from tests.conftest import person

    return person(name, name.title(), "fund_officer", organisation="caisse-hesperides")


def test_the_tables_and_the_acts_are_the_same_list() -> None:
    assert set(ACTS) == set(TABLE) == {*QuestionStep, *QuestionAct}


@pytest.mark.parametrize("status", list(QuestionStatus))
def test_every_act_by_everyone(world: World, status: QuestionStatus) -> None:
    number = _at(world, status)
    for name, act in ACTS.items():
        sources, who = TABLE[name]
        for someone in (*CAST, "nobody"):
            may = status in sources and someone in RIGHTS[who]
            done, before = True, AuditLine.objects.count()
            try:
                # Undone each time: every act is tried on the same state.
                with transaction.atomic():
                    act(number, world.signed(someone))
                    written = AuditLine.objects.count() - before
                    transaction.set_rollback(True)
            except Refusal:
                done, written = False, 0
            assert done is may, (status, name, someone)
            assert written == int(may), (status, name, someone)


def test_a_step_leads_where_the_table_says(world: World) -> None:
    for name, sources, to, _who in QUESTION_STEPS:
        who = {"answer": "employer", "contest": "employer"}.get(name, "national")
        for source in sources:
            with transaction.atomic():
                number = _at(world, source)
                ACTS[name](number, world.signed(who))
                assert Question.objects.get(number=number).status == to
                transaction.set_rollback(True)


def test_a_stranger_is_told_that_there_is_nothing(world: World) -> None:
    number = world.question()
    for someone in ("other_employer", "other_fund", "far_officer", "uncalled", "helper", "nobody"):
        for act in ACTS.values():
            with pytest.raises(Refusal) as refusal:
                act(number, world.signed(someone))
            assert [fault.rule for fault in refusal.value.faults] == ["question.exists"]
