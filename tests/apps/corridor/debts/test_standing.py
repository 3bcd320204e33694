"""Good standing: asked by the company, issued by who signs for the fund, refused with reasons."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from mithaq.apps.corridor.models import GoodStanding
from mithaq.apps.corridor.operations import debts
from mithaq.apps.corridor.policies.debts import debt_scope
from mithaq.apps.corridor.queries.debts import debts_waiting, standing, standing_request
from mithaq.base.errors import Refusal
from tests.apps.corridor.debts.conftest import (
    COMPANY,
    ENTERED,
    FUND,
    Cast,
    Person,
    a_draft,
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
