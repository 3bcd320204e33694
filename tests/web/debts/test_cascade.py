"""What moved a balance: on random histories each line is a real sum, and they add up exactly."""

from __future__ import annotations

import contextlib
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from random import Random

import pytest
import time_machine

from mithaq.apps.corridor.choices.debts import FOLLOWED, SettlementStatus
from mithaq.apps.corridor.models import DebtStatement, InstalmentPayment, PlanDefault, Settlement
from mithaq.apps.corridor.operations import debts
from mithaq.apps.corridor.operations.debts import SettlementDraft
from mithaq.apps.corridor.queries import debts as queries
from mithaq.apps.corridor.queries.debts.in_force import in_force, replacing
from mithaq.apps.corridor.queries.debts.lowered import fallen_before
from mithaq.apps.corridor.queries.debts.settled import with_corrections
from mithaq.base.errors import Refusal
from mithaq.base.instalments import month_later
from mithaq.web.debts.drawing import waterfall
from tests.apps.corridor.debts.conftest import AS_OF, COMPANY, FUND, Cast, a_draft
from tests.web.debts.test_pages import PLAN, STATEMENT, signed_in, text_of

pytestmark = pytest.mark.django_db
START = datetime(2024, 10, 7, 10, tzinfo=UTC)
COUNT = 16


@dataclass
class History:
    """A statement and what happens to it, day after day."""

    cast: Cast
    statement: str
    at: datetime = START
    plans: list[str] = field(default_factory=list)

    @property
    def today(self) -> date:
        return self.at.date()

    def later(self, days: int) -> None:
        self.at += timedelta(days=days)

    def contest(self, line: int, corrected: int) -> None:
        debts.contest_line(number=self.statement, line_number=line, reason="Payé.",
                           **self.cast.employer.who, at=self.at)  # fmt: skip
        found = queries.statement(self.statement)
        assert found is not None
        contest = found.lines[line - 1].contest
        assert contest is not None
        debts.answer_contest(number=self.statement, contest=contest.pk, corrected=corrected,
                             answer="Vrai.", **self.cast.officer.who, at=self.at)  # fmt: skip

    def plan(self, operation: str = "of_2023", months: int = 6) -> str:
        first = month_later(self.today, 1)
        draft = SettlementDraft(statement=self.statement, operation=operation, months=months,
                                asked_on=self.today, first_due_on=first)  # fmt: skip
        number = debts.ask_settlement(draft=draft, **self.cast.employer.who, at=self.at)
        debts.prepare_settlement(number=number, first_due_on=first, **self.cast.officer.who,
                                 at=self.at)  # fmt: skip
        self.approve(number)
        return number

    def approve(self, number: str) -> None:
        debts.approve_settlement(
            number=number, is_gap_read=True, **self.cast.signatory.who, at=self.at
        )
        self.plans.append(number)

    def pay(self, amount: int) -> None:
        debts.record_payment(number=self.plans[-1], paid_on=self.today, amount=amount,
                             **self.cast.officer.who, at=self.at)  # fmt: skip

    def default(self) -> None:
        debts.declare_default(number=self.plans[-1], declared_on=self.today, reason="Rien.",
                              **self.cast.signatory.who, at=self.at)  # fmt: skip

    def redo(self) -> None:
        self.approve(
            debts.redo_settlement(number=self.plans[-1], **self.cast.officer.who, at=self.at)
        )


def told(number: str) -> dict[str, int]:
    """The steps of a cascade with their signs; they add up to each balance that it says."""
    found = queries.statement(number)
    assert found is not None
    at, steps, balances = 0, {}, []
    for step in waterfall(found):
        if step.sign == "=":
            assert at == step.amount, (step.label, at, step.amount, steps)
            balances.append(step.amount)
        else:
            amount = step.amount if step.sign == "+" else -step.amount
            at += amount
            steps[step.label] = amount
    assert balances[-1] == found.left_now == at
    return steps


def holds(history: History) -> None:
    """Each line is the sum of its own rows, read here another way."""
    steps = told(history.statement)
    rows = Settlement.objects.filter(statement__number=history.statement)
    counted = rows.exclude(status=SettlementStatus.REPLACED)
    payments = InstalmentPayment.objects.filter(
        instalment__settlement__in=counted, withdrawn_at__isnull=True
    )
    paid = sum(payments.values_list("amount_centimes", flat=True))
    assert steps.get("payé depuis", 0) == -paid
    grown = sum(
        PlanDefault.objects.filter(settlement__in=rows).values_list("grown_centimes", flat=True)
    )
    assert steps.get("majorations nées depuis, jusqu’au défaut", 0) == grown
    running = counted.filter(status__in=FOLLOWED).first()
    waived = -steps.get("remis, si l’échéancier est tenu", 0)
    if running is None:
        assert waived == 0, "nothing is waived once a plan is in default"
    else:
        written = running.waived_surcharges_centimes + running.waived_penalties_centimes
        assert 0 <= waived <= written
        corrected = steps.get("annulé par contestation", 0) + steps.get(
            "ajouté par contestation", 0
        )
        assert waived == written or corrected


def agree(history: History) -> None:
    """Whoever asks which plan fell before another, or which statement holds, hears the same."""
    rows = Settlement.objects.filter(statement__number=history.statement)
    for row in with_corrections(rows):
        before = fallen_before(Settlement.objects.get(pk=row.pk))
        assert row.follows_default is (before is not None)
        assert fallen_before(row) == before
    said = list(DebtStatement.objects.order_by("as_of_on", "pk"))
    known = [row for row in said if row.as_of_on <= history.today]
    holds_today = {row.pk for row in in_force(company=COMPANY, issuer=FUND, on=history.today)}
    law = queries.standing(company=COMPANY, issuer=FUND, on=history.today)
    assert set(law.statements) == {row.number for row in said if row.pk in holds_today}
    owed = queries.owed_now(known)
    for row in known:
        later = replacing(row, known)
        assert (later is None) is (row.pk in holds_today)
        assert owed[row.pk].counts is (later is None)
        assert owed[row.pk].replaced_by == (later.number if later else "")


def act(draw: Random, history: History) -> None:
    """One thing that happens, among those that may."""
    number = history.plans[-1] if history.plans else ""
    running = Settlement.objects.filter(number=number, status__in=FOLLOWED).exists()
    chosen = draw.choice(("contest", "pay", "default", "redo") if running else ("contest", "plan"))
    if chosen == "contest":
        line = draw.choice([1, 2, 3, 4, 5, 6, 7, 8])
        found = queries.statement(history.statement)
        assert found is not None
        most = found.lines[line - 1].amount
        history.contest(line, draw.choice((0, draw.randrange(most + 1), most + 5_000)))
    elif chosen == "pay":
        history.pay(draw.randrange(1, 400_000))
    elif chosen == "plan":
        history.plan(draw.choice(("of_2023", "no_waiver")), draw.randint(1, 9))
    elif chosen == "default":
        history.default()
    else:
        history.redo()


@pytest.mark.parametrize("seed", range(COUNT))
def test_a_cascade_adds_up_whatever_happened(cast: Cast, entered: str, seed: int) -> None:
    draw = Random(seed)  # noqa: S311 - no secret here
    history = History(cast, entered)
    for _step in range(10):
        history.later(draw.randint(1, 75))
        try:
            act(draw, history)
        except Refusal:
            continue
        holds(history)
        agree(history)
    for _later in range(4):
        history.later(draw.randint(0, 2) * 40)
        restate(draw, history)
        agree(history)


def restate(draw: Random, history: History) -> None:
    """The fund says anew what is owed, of this day or of an earlier one."""
    lines = tuple(
        debts.LineDraft(kind="principal", branch="general", month=month, amount=amount)
        for month, amount in ((date(2024, 2, 1), 700_000), (date(2024, 8, 1), 50_000))
    )
    draft = a_draft(
        as_of_on=draw.choice((history.today, AS_OF)), lines=lines,
        reference=draw.choice(("", "", "AV-78", "AV-79")),
    )  # fmt: skip
    with contextlib.suppress(Refusal):
        debts.enter_statement(draft=draft, **history.cast.officer.who, at=history.at)


def test_a_plan_that_waits_after_a_default_knows_of_it(cast: Cast, entered: str) -> None:
    history = History(cast, entered)
    history.plan("of_2023", 12)
    history.later(60)
    history.default()
    history.later(1)
    first = month_later(history.today, 1)
    draft = SettlementDraft(statement=entered, operation="no_waiver", months=3,
                            asked_on=history.today, first_due_on=first)  # fmt: skip
    number = debts.ask_settlement(draft=draft, **cast.employer.who, at=history.at)
    agree(history)
    found = queries.settlement_view(number, on=history.today)
    assert found is not None
    assert found.arrested_on == PlanDefault.objects.get().declared_on


@pytest.fixture
def twice(cast: Cast, entered: str) -> History:
    """A statement, a contest, a plan, a payment, its default, then a second plan the same day."""
    history = History(cast, entered)
    history.contest(2, 55_000)
    history.later(1)
    history.plan("of_2023", 12)
    history.later(30)
    history.pay(120_000)
    history.later(30)
    history.default()
    history.plan("no_waiver", 12)
    return history


def test_after_a_default_and_a_new_plan_nothing_is_invented(twice: History) -> None:
    steps = told(twice.statement)
    assert "remis, si l’échéancier est tenu" not in steps, "the plan in force waives nothing"
    assert steps["payé depuis"] == -120_000
    grown = PlanDefault.objects.get().grown_centimes
    assert grown > 0
    assert steps["majorations nées depuis, jusqu’au défaut"] == grown
    with time_machine.travel(twice.at, tick=False):
        page = text_of(signed_in(twice.cast.employer).get(STATEMENT.format(twice.statement)))
    assert "Avant lui, 1 200,00 DH furent payés sous un échéancier tombé en défaut." in page


def test_a_month_counted_by_a_default_is_not_counted_again_by_the_next(twice: History) -> None:
    number = twice.plans[-1]
    found = queries.settlement_view(number, on=twice.today)
    assert found is not None
    assert found.would_cost is not None
    assert found.arrested_on == twice.today
    assert found.would_cost.grown == 0, "the plan is an hour old"
    first = PlanDefault.objects.get()
    assert found.head.debt == first.owed_centimes
    twice.later(45)
    once = queries.settlement_view(number, on=twice.today)
    assert once is not None
    assert once.would_cost is not None
    principal = sum(line.owed for line in once.lines if line.kind == "principal")
    assert 0 < once.would_cost.grown <= principal // 50, "one or two months, not four"


def test_a_contest_after_a_second_plan_keeps_what_had_grown(twice: History) -> None:
    before = queries.settlement_view(twice.plans[-1], on=twice.today)
    assert before is not None
    twice.contest(3, 15_000)
    holds(twice)
    after = queries.settlement_view(twice.plans[-1], on=twice.today)
    assert after is not None
    assert before.owed - after.owed == 5_000


def test_one_amount_for_one_instalment_once_a_contest_lowered_a_plan(
    cast: Cast, entered: str
) -> None:
    history = History(cast, entered)
    number = history.plan("no_waiver", 6)
    history.contest(2, 30_000)
    history.later(60)
    with time_machine.travel(history.at, tick=False):
        page = text_of(signed_in(cast.employer).get(PLAN.format(number)))
        found = queries.settlement_view(number, on=history.today)
    assert found is not None
    item = found.instalments[0]
    assert item.lowered
    late = f"{item.left / 100:,.2f}".replace(",", " ").replace(".", ",")
    written = f"{item.amount / 100:,.2f}".replace(",", " ").replace(".", ",")
    assert f"{late} DH en retard" in page
    table = page.partition('id="echeances"')[2]
    assert f'<td data-label="Montant">{late} DH' in table
    assert f"{written} DH avant la baisse" in table
