"""A question, never a sanction: time to answer, persons who decide, readings that are known."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest

from mithaq.apps.accounts.models import AuditLine
from mithaq.apps.corridor import queries as _package
from mithaq.apps.corridor.choices.questions import (
    DecisionGround,
    FollowedState,
    QuestionOutcome,
    QuestionStatus,
)
from mithaq.apps.corridor.models import FollowUp, Question, ScoreReading, Signal
from mithaq.apps.corridor.operations.drafts import FileDraft
from mithaq.apps.corridor.operations.question_answers import (
    answer_question,
    ask_help,
    contest_decision,
    give_help,
)
from mithaq.apps.corridor.operations.question_decisions import (
    decide_question,
    follow_people,
    record_follow_up,
)
from mithaq.apps.corridor.operations.question_drafts import (
    AnswerDraft,
    DecisionDraft,
    QuestionDraft,
    SignalDraft,
)
from mithaq.apps.corridor.operations.questions import (
    enter_signal,
    extend_window,
    open_question,
    read_score,
)
from mithaq.apps.corridor.queries.questions import (
    possible_helpers,
    question,
    questions_for,
    score_readings,
    signals_without_question,
)
from mithaq.apps.corridor.queries.questions_waiting import questions_waiting
from mithaq.apps.organisations.models import Mandate
from mithaq.apps.organisations.queries import MandateView
from mithaq.base.errors import Refusal
from mithaq.base.fictitious import fictitious_insured_number
from mithaq.base.ports import port
from tests.apps.corridor.questions.world import AFTER, CLOSES, ON, REASONS, World

pytestmark = pytest.mark.django_db
PDF = b"%PDF-1.4 exercice"


def _rules(refusal: pytest.ExceptionInfo[Refusal]) -> list[str]:
    return [fault.rule for fault in refusal.value.faults]


def _decide(
    world: World, number: str, *, on: date = ON, by: str = "second", **changes: Any
) -> None:
    words = {"outcome": "nothing", "ground": "answer", "reasons": REASONS} | changes
    decide_question(number=number, draft=DecisionDraft(**words), on=on, **world.signed(by))


def test_a_signal_alone_opens_nothing(world: World) -> None:
    signal = world.signal(code="wage_to_minimum", value=Decimal("0.80"))
    row = Signal.objects.get(pk=signal)
    assert row.threshold == 1
    assert "art" in row.threshold_source or "loi" in row.threshold_source
    assert not Question.objects.exists()
    line = AuditLine.objects.latest("pk")
    assert "0.8" not in str(line.after)
    other = Signal.objects.get(pk=world.signal())
    assert (other.threshold, other.threshold_source) == (None, "not_published")


def test_a_signal_says_all_its_faults(world: World) -> None:
    world.signal()
    draft = SignalDraft(
        company="conserves-du-verger", code="rien", value=Decimal(-1),
        period_from=date(2025, 12, 1), period_to=date(2025, 1, 1), basis="",
        threshold=Decimal("0.5"),
    )  # fmt: skip
    with pytest.raises(Refusal) as refusal:
        enter_signal(draft=draft, **world.signed("national"))
    assert [fault.where for fault in refusal.value.faults] == [
        "code", "basis", "period_to", "value", "threshold_source"]  # fmt: skip
    with pytest.raises(Refusal) as refusal:
        world.signal()
    assert _rules(refusal) == ["signal_once_per_period"]


@pytest.mark.parametrize(
    "who", ["employer", "helper", "auditor", "manager", "administrator", "far_officer", "seeker"]
)
def test_only_officers_of_the_place_enter_signals(world: World, who: str) -> None:
    with pytest.raises(Refusal) as refusal:
        world.signal(by=who)
    assert _rules(refusal) == ["question.can_enter_signal"]


def test_a_question_leaves_time_and_comes_from_one_thing(world: World) -> None:
    signal = world.signal()

    def ask(**changes: Any) -> None:
        words: dict[str, Any] = {
            "corridor": "corridor-hesperides", "text": "Pourquoi ?", "signal_id": signal,
            "window_closes_on": CLOSES,
        }  # fmt: skip
        open_question(draft=QuestionDraft(**(words | changes)), on=ON, **world.signed("officer"))

    for days in (0, 29, 181):
        with pytest.raises(Refusal) as refusal:
            ask(window_closes_on=ON + timedelta(days=days), text=" ")
        assert _rules(refusal) == ["question.text", "question_leaves_time"]
    with pytest.raises(Refusal) as refusal:
        ask(signal_id=None)
    assert _rules(refusal) == ["question_has_one_origin"]
    ask()
    with pytest.raises(Refusal) as refusal:
        ask()
    assert _rules(refusal) == ["question_has_one_origin"]


def test_a_fund_outside_the_corridor_asks_nothing(world: World) -> None:
    signal = world.signal(by="other_fund")
    with pytest.raises(Refusal) as refusal:
        open_question(
            draft=QuestionDraft(corridor="corridor-hesperides", text="?", signal_id=signal,
                                window_closes_on=CLOSES),
            on=ON, **world.signed("other_fund"),
        )  # fmt: skip
    assert _rules(refusal) == ["question.institution"]
    with pytest.raises(Refusal) as refusal:
        open_question(
            draft=QuestionDraft(corridor="corridor-hesperides", text="?", signal_id=signal,
                                window_closes_on=CLOSES),
            on=ON, **world.signed("officer"),
        )  # fmt: skip
    assert _rules(refusal) == ["question.can_lead_question"]


def test_nothing_is_decided_before_the_employer_had_its_time(world: World) -> None:
    number = world.question()
    with pytest.raises(Refusal) as refusal:
        _decide(world, number, outcome="control", ground="silence")
    assert _rules(refusal) == ["question.heard"]
    with pytest.raises(Refusal) as refusal:
        _decide(world, number, on=AFTER, outcome="regularised", ground="silence")
    assert _rules(refusal) == ["question.ground"]
    _decide(world, number, on=AFTER, outcome="control", ground="silence")
    assert Question.objects.get(number=number).status == QuestionStatus.DECIDED


def test_nothing_is_decided_against_the_employer_within_its_window(world: World) -> None:
    number = world.question()
    world.answer(number)
    for outcome in ("control", "partly"):
        with pytest.raises(Refusal) as refusal:
            _decide(world, number, outcome=outcome)
        assert _rules(refusal) == ["question.window_is_its"]
    world.answer(number, is_complete=True)
    world.answer(number)
    with pytest.raises(Refusal):
        _decide(world, number, outcome="control")
    world.answer(number, is_complete=True)
    _decide(world, number, outcome="control")
    assert Question.objects.get(number=number).status == QuestionStatus.DECIDED


def test_a_decision_in_favour_may_come_early_and_one_against_after_the_window(
    world: World,
) -> None:
    early, late = world.question(), world.question(code="continuity")
    for number in (early, late):
        world.answer(number)
    _decide(world, early, outcome="nothing")
    _decide(world, late, outcome="partly", on=AFTER)
    assert Question.objects.filter(status=QuestionStatus.DECIDED).count() == 2


def test_the_score_is_no_ground_and_no_penalty_is_an_outcome() -> None:
    assert not {"score", "signal"} & set(DecisionGround.values)
    assert set(QuestionOutcome.values) == {"nothing", "regularised", "partly", "control"}


def test_a_decision_says_why_on_what_the_file_holds(world: World) -> None:
    number = world.question()
    world.answer(number)
    with pytest.raises(Refusal) as refusal:
        _decide(world, number, ground="evidence", reasons="Non.", outcome="amende")
    assert _rules(refusal) == [
        "question.exists", "question.ground", "question_decision_has_reasons"]  # fmt: skip
    with pytest.raises(Refusal) as refusal:
        _decide(world, number, ground="score")
    assert _rules(refusal) == ["question.ground"]
    with pytest.raises(Refusal) as refusal:
        _decide(world, number, by="officer")
    assert _rules(refusal) == ["question_decision_not_by_opener"]


def test_a_contested_decision_is_taken_again_by_another_once(world: World) -> None:
    number = world.question()
    world.answer(number)
    world.decide(number, "control")
    contest_decision(number=number, text="Les contrats le montrent.", **world.signed("employer"))
    with pytest.raises(Refusal) as refusal:
        _decide(world, number, by="second")
    assert _rules(refusal) == ["question_decision_not_by_opener"]
    _decide(world, number, by="national")
    with pytest.raises(Refusal) as refusal:
        contest_decision(number=number, text="Encore.", **world.signed("employer"))
    assert _rules(refusal) == ["question.contest_once"]
    found = question(number)
    assert found is not None
    assert [(item.round, item.outcome) for item in found.decisions] == [
        (1, "control"), (2, "nothing")]  # fmt: skip
    assert found.decisions[0].contest == "Les contrats le montrent."


def test_whoever_entered_the_value_leaves_the_decision_to_another_if_any_may(world: World) -> None:
    number = world.question()
    world.answer(number)
    on = ON
    assert number not in {item.number for item in questions_waiting([_held(world)], on=on)}
    with pytest.raises(Refusal) as refusal:
        _decide(world, number, by="national")
    assert _rules(refusal) == ["question.decided_by_another"]
    Mandate.objects.filter(user=world.people["second"]).update(ends_on=date(2020, 1, 1))
    assert number in {item.number for item in questions_waiting([_held(world)], on=on)}
    _decide(world, number, by="national")


def _held(world: World) -> MandateView:
    found = world.under("national")
    assert found is not None
    return found


def test_an_answer_keeps_its_papers_by_their_fingerprint(world: World) -> None:
    number = world.question()
    papers = (
        FileDraft(name="contrats/../2025.pdf", content=PDF),
        FileDraft(name="double.pdf", content=PDF),
    )
    answer_question(
        number=number, draft=AnswerDraft(kind="corrects", text="Rectifié.", papers=papers),
        on=CLOSES, **world.signed("employer"),
    )  # fmt: skip
    found = question(number)
    assert found is not None
    (paper,) = found.answers[0].evidence
    assert (paper.name, paper.media_type) == ("contrats..2025.pdf", "application/pdf")
    assert port("files").read(paper.sha256) == PDF
    _decide(world, number, ground="evidence")


@pytest.mark.parametrize(
    "content",
    [b"", b"MZ programme", b"%PDF-1.4 /JavaScript (app.alert(1))", b"%PDF-" + b"0" * 10_485_760],
)
def test_papers_that_may_act_are_refused(world: World, content: bytes) -> None:
    number = world.question()
    paper = FileDraft(name="x.pdf", content=content)
    with pytest.raises(Refusal) as refusal:
        answer_question(
            number=number,
            draft=AnswerDraft(kind="rien", text="", papers=(paper,)),
            on=AFTER, **world.signed("employer"),
        )  # fmt: skip
    assert _rules(refusal)[:3] == ["question.window", "question.exists", "question.text"]
    assert _rules(refusal)[3].startswith("attachment")


def test_a_window_grows_and_never_shrinks(world: World) -> None:
    number = world.question()
    for day in (CLOSES, ON):
        with pytest.raises(Refusal) as refusal:
            extend_window(number=number, until_on=day, reason=" ", on=ON, **world.signed("officer"))
        assert _rules(refusal) == ["question.window_grows", "question.text"]
    extend_window(number=number, until_on=AFTER, reason="Demandé.", on=ON,
                  **world.signed("officer"))  # fmt: skip
    assert Question.objects.get(number=number).window_closes_on == AFTER


def test_a_federation_knows_only_when_it_is_called(world: World) -> None:
    number = world.question()
    assert not questions_for(world.under("helper")).exists()
    assert {item.slug for item in possible_helpers(number, on=ON)} == {
        "confederation-hesperides", "federation-hesperides"}  # fmt: skip
    with pytest.raises(Refusal) as refusal:
        ask_help(number=number, helper="autre-federation", text="", on=ON,
                 **world.signed("employer"))  # fmt: skip
    assert _rules(refusal) == ["question.exists", "question.text"]
    world.call(number)
    assert [row.number for row in questions_for(world.under("helper"))] == [number]
    assert not questions_for(world.under("uncalled")).exists()
    give_help(number=number, advice="Joignez les contrats de saison.", **world.signed("helper"))
    found = question(number)
    assert found is not None
    assert found.help[0].advice == "Joignez les contrats de saison."
    assert {item.slug for item in possible_helpers(number, on=ON)} == {"confederation-hesperides"}


def test_who_saw_a_score_is_known_to_the_company(world: World) -> None:
    number = world.question()
    with pytest.raises(Refusal) as refusal:
        read_score(number=number, purpose="voir", **world.signed("officer"))
    assert _rules(refusal) == ["score_reading_says_why"]
    score = read_score(number=number, purpose="Préparer la décision", **world.signed("officer"))
    assert score is not None
    assert (score.value, score.threshold) == (Decimal("0.4231"), None)
    (reading,) = score_readings(number)
    assert reading.reader == "Officer"
    assert reading.purpose == "Préparer la décision"
    assert "caisse-hesperides" in reading.mandate
    assert AuditLine.objects.latest("pk").action == "corridor.read_score"
    # No value in what a page reads without saying why.
    assert "0.4231" not in repr(question(number))
    assert ScoreReading.objects.count() == 1


def test_people_are_followed_over_twelve_returns_by_a_mask(world: World) -> None:
    number = world.question()
    world.answer(number)
    world.decide(number, "regularised")
    numbers = [fictitious_insured_number(rank) for rank in range(6)]
    with pytest.raises(Refusal) as refusal:
        follow_people(number=number, numbers=["12"], first_month=ON, **world.signed("officer"))
    assert _rules(refusal) == ["follow_up.number"]
    follow_people(number=number, numbers=numbers, first_month=date(2026, 11, 20),
                  **world.signed("officer"))  # fmt: skip
    assert FollowUp.objects.count() == 72
    found = question(number)
    assert found is not None
    assert not any(value in repr(found) for value in numbers)
    first = found.followed[0]
    assert (first.months[0][0], first.months[11][0]) == (date(2026, 11, 1), date(2027, 10, 1))
    with pytest.raises(Refusal) as refusal:
        follow_people(number=number, numbers=numbers, first_month=ON, **world.signed("officer"))
    assert _rules(refusal) == ["follow_up_once"]


def test_a_return_is_read_when_it_is_due(world: World) -> None:
    number = world.question()
    world.answer(number)
    world.decide(number, "partly")
    follow_people(number=number, numbers=[fictitious_insured_number(1)],
                  first_month=date(2026, 3, 1), **world.signed("officer"))  # fmt: skip

    def read(month: date, on: date, states: list[tuple[int, str]]) -> None:
        record_follow_up(number=number, month=month, states=states, on=on,
                         **world.signed("officer"))  # fmt: skip

    with pytest.raises(Refusal) as refusal:
        read(date(2026, 4, 1), date(2026, 4, 30), [(1, "declared")])
    assert _rules(refusal) == ["follow_up.month"]
    for states in ([], [(2, "declared")], [(1, "unknown")]):
        with pytest.raises(Refusal):
            read(date(2026, 3, 1), date(2026, 4, 30), states)
    read(date(2026, 3, 1), date(2026, 4, 1), [(1, "absent")])
    read(date(2026, 3, 1), date(2026, 4, 2), [(1, "declared")])
    found = question(number)
    assert found is not None
    assert found.followed[0].months[0][1] is FollowedState.DECLARED
    assert found.followed[0].months[1][1] is FollowedState.UNKNOWN


def test_nobody_follows_people_who_were_not_regularised(world: World) -> None:
    number = world.question()
    world.answer(number)
    world.decide(number, "nothing")
    with pytest.raises(Refusal) as refusal:
        follow_people(number=number, numbers=[fictitious_insured_number(1)], first_month=ON,
                      **world.signed("officer"))  # fmt: skip
    assert _rules(refusal) == ["follow_up_once"]


def test_lists_hold_what_each_mandate_may_read(world: World) -> None:
    near, far = world.question(), world.signal("ferme-du-sud")
    world.question(company="cablage-du-port")
    numbers = {
        name: {row.number for row in questions_for(world.under(name))}
        for name in ("employer", "other_employer", "officer", "national", "far_officer",
                     "other_fund", "auditor", "manager", "administrator", "seeker", "nobody")
    }  # fmt: skip
    assert numbers["employer"] == {near}
    assert len(numbers["officer"]) == len(numbers["national"]) == len(numbers["auditor"]) == 2
    assert len(numbers["other_employer"]) == 1
    for name in ("far_officer", "other_fund", "manager", "administrator", "seeker", "nobody"):
        assert numbers[name] == set(), name
    assert [s.pk for s, _c in signals_without_question(world.under("national"))] == [far]
    assert not signals_without_question(world.under("officer"))
    assert not signals_without_question(world.under("employer"))


def test_a_question_is_read_in_the_same_number_of_queries(
    world: World, django_assert_max_num_queries: Any
) -> None:
    number = world.question()
    world.call(number)
    world.answer(number)
    with django_assert_max_num_queries(6):
        question(number)
    for _rank in range(5):
        world.answer(number)
    with django_assert_max_num_queries(6):
        question(number)
    assert _package.__doc__
