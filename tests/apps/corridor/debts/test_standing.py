"""Good standing: asked by the company, issued by who signs for the fund, refused with reasons."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from mithaq.apps.corridor.models import CurrentContribution, DebtStatement, GoodStanding, Settlement
from mithaq.apps.corridor.operations import debts
from mithaq.apps.corridor.policies.debts import debt_scope
from mithaq.apps.corridor.queries.debts import (
    debts_waiting,
    owed_now,
    standing,
    standing_request,
)
from mithaq.base.errors import Refusal
from tests.apps.corridor.debts.conftest import (
    AS_OF,
    COMPANY,
    ENTERED,
    FUND,
    Cast,
    Person,
    a_draft,
    a_settlement,
    rules_of,
)

pytestmark = pytest.mark.django_db
UNTIL = date(2025, 1, 6)


def asked(who: Person) -> str:
    """A request for a tender."""
    return debts.request_good_standing(
        company=COMPANY, issuer=FUND, purpose="Marché public", **who.who, at=ENTERED
    )


def issue(number: str, who: Person, *, until: date = UNTIL, basis: str = "Rien n’est dû.") -> None:
    """The fund issues."""
    debts.issue_good_standing(
        number=number, code="ABCD2345EFGH", basis=basis, valid_until_on=until, **who.who,
        at=ENTERED,
    )  # fmt: skip


def test_the_law_speaks_of_what_is_known_here(cast: Cast) -> None:
    found = standing(company=COMPANY, issuer=FUND, on=date(2024, 10, 7))
    assert (found.is_possible, found.reasons) == (None, ("no_statement",))


def test_a_debt_without_a_plan_is_refused_with_reasons(cast: Cast, entered: str) -> None:
    found = standing(company=COMPANY, issuer=FUND, on=date(2024, 10, 7))
    assert (found.is_possible, found.owed) == (False, 1_889_000)
    assert found.reasons == ("owes", "no_plan")
    number = asked(cast.employer)
    with pytest.raises(Refusal) as refusal:
        asked(cast.employer)
    assert rules_of(refusal) == {"asked_once"}
    with pytest.raises(Refusal) as refusal:
        issue(number, cast.signatory, until=ENTERED.date() + timedelta(days=400), basis="")
    assert rules_of(refusal) == {"allowed_by_law", "less_than_a_year", "says_why"}
    with pytest.raises(Refusal) as refusal:
        debts.refuse_good_standing(number=number, reasons="", **cast.officer.who, at=ENTERED)
    assert rules_of(refusal) == {"says_why"}
    debts.refuse_good_standing(
        number=number, reasons="18 890 DH restent dus.", **cast.officer.who, at=ENTERED
    )
    view = standing_request(number)
    assert view is not None
    assert (view.status, view.basis) == ("refused", "18 890 DH restent dus.")


def test_only_who_signs_for_the_fund_issues(cast: Cast) -> None:
    for who in (cast.officer, cast.signatory, cast.stranger, cast.federation, cast.auditor):
        with pytest.raises(Refusal) as refusal:
            asked(who)
        assert rules_of(refusal) == {"right"}
    number = asked(cast.employer)
    for who in (cast.employer, cast.officer, cast.auditor):
        with pytest.raises(Refusal) as refusal:
            issue(number, who)
        assert rules_of(refusal) == {"right"}
    for who in (cast.stranger, cast.federation):
        with pytest.raises(Refusal) as refusal:
            issue(number, who)
        assert rules_of(refusal) == {"standing_exists"}
    issue(number, cast.signatory)
    row = GoodStanding.objects.get(number=number)
    assert (row.status, row.code, row.valid_until_on) == ("issued", "ABCD2345EFGH", UNTIL)
    assert row.decided_by == cast.signatory.user
    with pytest.raises(Refusal) as refusal:
        issue(number, cast.signatory)
    assert rules_of(refusal) == {"decided_once"}


def test_a_debt_wholly_paid_is_in_good_standing(cast: Cast) -> None:
    lines = a_draft().lines
    paid = sum(line.amount for line in lines if line.kind != "payment")
    debts.enter_statement(
        draft=a_draft(lines=(*lines[:-1], debts.LineDraft(kind="payment", amount=paid,
                                                         paid_on=date(2024, 9, 2)))),
        **cast.officer.who, at=ENTERED,
    )  # fmt: skip
    found = standing(company=COMPANY, issuer=FUND, on=date(2024, 10, 7))
    assert (found.is_possible, found.reasons) == (True, ("nothing_owed",))


def test_every_statement_of_the_latest_day_counts(cast: Cast, entered: str) -> None:
    def told(**changes: object) -> tuple[bool | None, int]:
        debts.enter_statement(draft=a_draft(**changes), **cast.officer.who, at=ENTERED)
        found = standing(company=COMPANY, issuer=FUND, on=date(2024, 10, 7))
        return found.is_possible, found.owed

    principal = debts.LineDraft(
        kind="principal", branch="general", month=date(2024, 1, 1), amount=100
    )
    paid = debts.LineDraft(kind="payment", amount=100, paid_on=date(2024, 9, 1))
    # Another reference of the same day, paid whole, does not hide what the first one asks for.
    assert told(reference="AV-78", lines=(principal, paid)) == (False, 1_889_000)
    assert told(reference="AV-79", lines=(principal,)) == (False, 1_889_100)
    # A later day replaces them all.
    later = {"as_of_on": date(2024, 10, 1), "lines": (principal, paid)}
    assert told(reference="AV-80", **later) == (True, 0)
    assert told(reference="", **later) == (True, 0)
    # Without a reference, the last one entered for the day replaces the one before.
    assert told(reference="", **(later | {"lines": (principal,)})) == (False, 100)
    assert told(reference="", **later) == (True, 0)


def test_a_request_waits_for_the_officers_of_its_territory(cast: Cast) -> None:
    number = asked(cast.employer)

    def told(who: Person) -> list[str]:
        scope = debt_scope(who.under)
        assert scope is not None
        return [item.number for item in debts_waiting([scope], on=ENTERED.date())]

    assert told(cast.officer) == [number]
    # The company is of region 06; this officer of region 09 is not told of it, nor could open it.
    assert told(cast.far_officer) == []


FIRST = date(2024, 11, 15)
NAMED = a_draft().lines


def planned(cast: Cast, statement: str) -> str:
    """A plan of twelve months on a statement, approved."""
    draft = a_settlement(statement, operation="no_waiver")
    number = debts.ask_settlement(draft=draft, **cast.employer.who, at=ENTERED)
    debts.prepare_settlement(number=number, first_due_on=FIRST, **cast.officer.who, at=ENTERED)
    debts.approve_settlement(number=number, is_gap_read=True, **cast.signatory.who, at=ENTERED)
    CurrentContribution.objects.filter(due_on__lt=date(2024, 12, 1)).update(paid_on=ENTERED.date())
    return number


def restated(cast: Cast, *more: debts.LineDraft, on: date = date(2024, 10, 31)) -> DebtStatement:
    """What the fund says of the same months at a later day, and of more."""
    at = datetime(on.year, on.month, on.day, 12, tzinfo=UTC)
    draft = a_draft(reference="", as_of_on=on, lines=(*NAMED, *more))
    number = debts.enter_statement(draft=draft, **cast.officer.who, at=at)
    return DebtStatement.objects.get(number=number)


def owed_of(row: DebtStatement) -> int:
    """What is left of a statement today."""
    return owed_now([row])[row.pk].left


def test_a_plan_of_a_replaced_statement_covers_the_debts_that_it_names(
    cast: Cast, entered: str
) -> None:
    plan, on = planned(cast, entered), date(2024, 11, 1)
    grown = debts.LineDraft(
        kind="surcharge", branch="general", month=date(2024, 3, 1), amount=4_000
    )
    same = restated(cast, grown)
    found = standing(company=COMPANY, issuer=FUND, on=on)
    # The later statement says what is owed; the plan covers it whole, with what grew meanwhile.
    assert (found.is_possible, found.reasons) == (True, ("plan_kept",))
    assert found.owed == 1_893_000 == found.carried[0].covered
    assert (found.carried[0].settlement, found.carried[0].as_of_on) == (plan, AS_OF)
    late = standing(company=COMPANY, issuer=FUND, on=date(2024, 11, 20))
    assert (late.is_possible, late.reasons) == (False, ("owes", "instalment_late"))
    debts.record_payment(
        number=plan, paid_on=date(2024, 11, 4), amount=100_000, **cast.officer.who,
        at=datetime(2024, 11, 4, 12, tzinfo=UTC),
    )  # fmt: skip
    # Paid since: the debt falls by it; the replaced statement is asked for no more.
    assert owed_of(same) == 1_793_000
    first = DebtStatement.objects.get(number=entered)
    assert owed_now([first])[first.pk].replaced_by == same.number


def test_a_plan_covers_no_debt_that_it_does_not_name(cast: Cast, entered: str) -> None:
    plan, on = planned(cast, entered), date(2024, 11, 2)
    month = date(2024, 9, 1)
    more = debts.LineDraft(kind="principal", branch="general", month=month, amount=70_000)
    other = debts.LineDraft(kind="principal", branch="health", month=date(2024, 3, 1), amount=500)
    row = restated(cast, more, other)
    found = standing(company=COMPANY, issuer=FUND, on=on)
    assert (found.is_possible, found.reasons) == (False, ("owes", "beyond_plan"))
    assert (found.owed, found.carried[0].covered) == (1_959_500, 1_889_000)
    assert owed_of(row) == 1_959_500
    # Of a sum that it names, it covers no more than it named.
    row = restated(cast, replace(NAMED[0], amount=300), on=date(2024, 11, 1))
    found = standing(company=COMPANY, issuer=FUND, on=on)
    assert (found.reasons, found.owed) == (("owes", "beyond_plan"), 1_889_300)
    # Kept to the end since: what it covers is owed no more, the rest still is.
    Settlement.objects.filter(number=plan).update(
        status="kept", ended_at=datetime(2024, 11, 2, 9, tzinfo=UTC)
    )
    found = standing(company=COMPANY, issuer=FUND, on=on)
    assert (found.is_possible, found.reasons, found.owed) == (False, ("owes", "no_plan"), 300)
    assert owed_of(row) == 300
    # Said after it was kept, a debt is the fund's word: the plan covers nothing of it.
    row = restated(cast, on=date(2024, 11, 3))
    assert owed_of(row) == 1_889_000
    assert standing(company=COMPANY, issuer=FUND, on=date(2024, 11, 3)).reasons == (
        "owes", "no_plan",
    )  # fmt: skip


def test_no_debt_is_covered_twice(cast: Cast, entered: str) -> None:
    planned(cast, entered)
    later = {"as_of_on": date(2024, 10, 31), "lines": NAMED[:4]}
    at = datetime(2024, 10, 31, 12, tzinfo=UTC)
    for reference in ("AV-81", "AV-82"):
        debts.enter_statement(
            draft=a_draft(reference=reference, **later), **cast.officer.who, at=at
        )
    found = standing(company=COMPANY, issuer=FUND, on=date(2024, 11, 1))
    assert (found.owed, found.reasons) == (2_230_000, ("owes", "beyond_plan"))
    # The surcharge of a month that the plan names is suspended in both.
    assert sum(item.covered for item in found.carried) == 700_000 + 2 * 90_000 + 20_000 + 5_000
