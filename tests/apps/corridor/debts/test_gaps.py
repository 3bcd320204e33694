"""What a plan asks beside the law is told month by month, and read before it is approved."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest

from mithaq.apps.accounts.models import AuditLine
from mithaq.apps.corridor.models import DebtLine, Settlement
from mithaq.apps.corridor.operations import debts
from mithaq.apps.corridor.operations.debts import LineDraft
from mithaq.apps.corridor.queries import debts as queries
from mithaq.apps.corridor.queries.debts import PlanGaps
from mithaq.base.errors import Refusal
from tests.apps.corridor.debts.conftest import (
    ENTERED,
    Cast,
    a_draft,
    a_settlement,
    month_lines,
    rules_of,
)

pytestmark = pytest.mark.django_db
NEXT = ENTERED + timedelta(hours=1)
FIRST = date(2024, 11, 15)
FEBRUARY = date(2024, 2, 1)


def asked(cast: Cast, statement: str, **changes: Any) -> str:
    """A settlement asked for and with the fund."""
    draft = a_settlement(statement, **changes)
    number = debts.simulate_settlement(draft=draft, **cast.employer.who, at=ENTERED)
    debts.hand_settlement(number=number, **cast.employer.who, at=NEXT)
    return number


def prepared(cast: Cast, statement: str, reason: str = "", **changes: Any) -> str:
    """The same, prepared by the officer."""
    number = asked(cast, statement, **changes)
    debts.prepare_settlement(
        number=number, first_due_on=FIRST, gap_reason=reason, **cast.officer.who, at=NEXT
    )
    return number


def of_lines(cast: Cast, *lines: LineDraft, order: str = "principal_first") -> str:
    draft = a_draft(lines=lines, reference="AV-78", order=order)
    return debts.enter_statement(draft=draft, **cast.officer.who, at=ENTERED)


def gaps_of(number: str) -> PlanGaps:
    found = queries.settlement_view(number, on=ENTERED.date())
    assert found is not None
    return found.gaps


def told(found: PlanGaps) -> list[tuple[int, str, int, int]]:
    return [(item.month.month, str(item.branch), item.asked, item.by_law) for item in found.lines]


def february(surcharge: int, principal: int = 1_000_000) -> tuple[LineDraft, ...]:
    kinds = {"principal": ("general", principal), "surcharge": ("general", surcharge)}
    return tuple(month_lines(FEBRUARY, kinds))


# Due on 10 March 2024: seven months of delay had begun on 30 September, 3 % for the first, then
# six times 1 %: 900,00 DH on 10 000.
@pytest.mark.parametrize(
    ("surcharge", "above", "below"), [(90_000, 0, 0), (95_000, 5_000, 0), (84_500, 0, 5_500)]
)
def test_a_plan_is_read_against_the_law_month_by_month(
    cast: Cast, surcharge: int, above: int, below: int
) -> None:
    statement = of_lines(cast, *february(surcharge))
    found = gaps_of(prepared(cast, statement, operation=queries.PLAIN))
    assert (found.above, found.below) == (above, below)
    assert bool(found) == (surcharge != 90_000)
    if found:
        assert told(found) == [(2, "general", surcharge, 90_000)]


def test_what_is_above_is_never_made_good_by_what_is_below(cast: Cast) -> None:
    march = month_lines(date(2024, 3, 1), {"principal": ("health", 200_000)})
    statement = of_lines(cast, *february(95_000), *march)
    found = gaps_of(prepared(cast, statement, operation=queries.PLAIN))
    assert found.above == 5_000
    # 1 % a month of the health contributions, of which the fund asks nothing.
    assert told(found)[1] == (3, "health", 0, 12_000)
    assert found.below == 12_000


def test_an_operation_waives_of_the_law_s_amount_as_of_the_fund_s(cast: Cast) -> None:
    """Half of the surcharges in twelve months: half of the difference is asked."""
    statement = of_lines(cast, *february(95_000))
    found = gaps_of(prepared(cast, statement))
    assert told(found) == [(2, "general", 47_500, 45_000)]
    assert found.above == 2_500


def test_what_was_paid_of_a_surcharge_is_taken_off_both(cast: Cast) -> None:
    paid = LineDraft(kind="payment", amount=40_000, paid_on=date(2024, 9, 20), source="Virement")
    statement = of_lines(cast, *february(95_000), paid, order="charges_first")
    found = gaps_of(prepared(cast, statement, operation=queries.PLAIN))
    assert told(found) == [(2, "general", 55_000, 50_000)]


def test_a_month_of_which_the_plan_asks_nothing_is_not_compared(cast: Cast) -> None:
    whole = LineDraft(kind="payment", amount=500_000, paid_on=date(2024, 9, 20), month=FEBRUARY)
    march = month_lines(
        date(2024, 3, 1), {"principal": ("general", 800_000), "surcharge": ("general", 64_000)}
    )
    feb = month_lines(FEBRUARY, {"principal": ("general", 500_000)})
    statement = of_lines(cast, *feb, *march, whole)
    assert not gaps_of(prepared(cast, statement, operation=queries.PLAIN))


def test_it_is_approved_once_the_difference_was_read_and_the_journal_says_so(
    cast: Cast, entered: str
) -> None:
    number = prepared(cast, entered, "Accord de la direction, PV 12")
    found = gaps_of(number)
    assert found.above == 6_000, "half of 120,00 of February"
    with pytest.raises(Refusal) as refused:
        debts.approve_settlement(number=number, **cast.signatory.who, at=NEXT)
    assert rules_of(refused) == {"gap_is_read"}
    assert "60.00 DH de plus que la loi" in refused.value.of("fr")[0]
    assert "cochez que vous avez lu" in refused.value.of("fr")[0]
    assert Settlement.objects.get().status == "prepared"

    debts.approve_settlement(number=number, is_gap_read=True, **cast.signatory.who, at=NEXT)

    line = AuditLine.objects.get(action="debts.approve_settlement")
    assert line.after["above_law_centimes"] == found.above
    assert line.after["below_law_centimes"] == found.below
    assert line.after["gap_read"] is True
    line = AuditLine.objects.get(action="debts.prepare_settlement")
    assert line.reason == "Accord de la direction, PV 12"
    assert line.after["above_law_centimes"] == found.above
    assert "gap_read" not in line.after
    assert Settlement.objects.get().gap_reason == "Accord de la direction, PV 12"
    assert not gaps_of(number), "approved, it is what was agreed"


def test_a_plan_at_the_law_is_approved_with_nothing_to_read(cast: Cast) -> None:
    number = prepared(cast, of_lines(cast, *february(90_000)), operation=queries.PLAIN)
    debts.approve_settlement(number=number, **cast.signatory.who, at=NEXT)
    line = AuditLine.objects.get(action="debts.approve_settlement")
    assert not {"above_law_centimes", "gap_read"} & set(line.after)


def test_a_reason_is_said_again_when_the_plan_is_prepared_again(cast: Cast, entered: str) -> None:
    number = prepared(cast, entered, "Première raison")
    given: dict[str, Any] = {"number": number, "first_due_on": FIRST}
    debts.prepare_settlement(**given, gap_reason=" Seconde ", **cast.officer.who, at=NEXT)
    assert Settlement.objects.get().gap_reason == "Seconde"
    debts.prepare_settlement(**given, **cast.officer.who, at=NEXT)
    assert Settlement.objects.get().gap_reason == ""


def test_a_plan_computed_again_is_read_against_the_law_as_well(cast: Cast, entered: str) -> None:
    number = prepared(cast, entered)
    debts.approve_settlement(number=number, is_gap_read=True, **cast.signatory.who, at=NEXT)
    later = NEXT + timedelta(days=1)
    contest = debts.contest_line(
        number=entered, line_number=3, reason="Jamais notifiée", **cast.employer.who, at=later
    )
    debts.answer_contest(
        number=entered, contest=contest, corrected=0, answer="Admis", **cast.officer.who, at=later
    )
    again = debts.redo_settlement(
        number=number, gap_reason="Inchangé", **cast.officer.who, at=later
    )
    found = gaps_of(again)
    assert found.above == 6_000
    with pytest.raises(Refusal) as refused:
        debts.approve_settlement(number=again, **cast.signatory.who, at=later)
    assert rules_of(refused) == {"gap_is_read"}
    debts.approve_settlement(number=again, is_gap_read=True, **cast.signatory.who, at=later)
    assert Settlement.objects.get(number=again).gap_reason == "Inchangé"


def test_a_plan_that_follows_a_default_is_compared_on_the_statement_s_own_lines(
    cast: Cast,
) -> None:
    """What the default made grow is the law's own: no difference is made of it."""
    statement = of_lines(cast, *february(90_000))
    number = prepared(cast, statement, operation=queries.PLAIN)
    debts.approve_settlement(number=number, **cast.signatory.who, at=NEXT)
    later = ENTERED + timedelta(days=120)
    debts.declare_default(
        number=number, declared_on=later.date(), reason="Rien n’est payé",
        **cast.signatory.who, at=later,
    )  # fmt: skip
    first = later.date() + timedelta(days=30)
    draft = a_settlement(
        statement, operation=queries.PLAIN, asked_on=later.date(), first_due_on=first
    )
    again = debts.simulate_settlement(draft=draft, **cast.employer.who, at=later)
    row = Settlement.objects.get(number=again)
    assert len(row.parts) > DebtLine.objects.filter(statement__number=statement).count()
    assert not gaps_of(again)
