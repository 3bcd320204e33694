"""A fund, a company, its federation, their people, and one statement of three months."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING, Any

import pytest

from mithaq.apps.corridor.models import Case, CaseFamily, CaseSubject, Corridor, Side
from mithaq.apps.corridor.operations.debts import (
    LineDraft,
    SettlementDraft,
    StatementDraft,
    enter_statement,
)
from mithaq.apps.organisations.models import Membership, Organisation
from mithaq.apps.organisations.operations import (
    OrganisationDraft,
    create_organisation,
)
from mithaq.apps.organisations.queries import MandateView, mandates_of
from mithaq.apps.reference.models import Territory
from mithaq.base.text import Labels
from tests.conftest import AT, person

if TYPE_CHECKING:
    from mithaq.apps.accounts.models import User

FUND = "caisse-hesperides"
FEDERATION = "federation-hesperides"
COMPANY = "conserves-du-verger"
OTHER = "ateliers-du-port"
ENTERED: datetime = datetime(2024, 10, 7, 10, tzinfo=UTC)
AS_OF = date(2024, 9, 30)
FIRST_DUE = date(2024, 11, 15)
SHORT = {
    "principal": ("general", 1_000_000), "surcharge": ("general", 90_000),
    "penalty": ("", 20_000), "costs": ("", 5_000),
}  # fmt: skip


@dataclass(frozen=True)
class Person:
    """Someone and the mandate under which they act."""

    user: User
    under: MandateView

    @property
    def who(self) -> dict[str, Any]:
        """What every operation asks."""
        return {"actor": self.user, "under": self.under}


@dataclass(frozen=True)
class Cast:
    """The people around a debt; a stranger among them."""

    employer: Person
    officer: Person
    signatory: Person
    federation: Person
    auditor: Person
    stranger: Person
    far_officer: Person


@pytest.fixture(autouse=True)
def _morocco(settings: Any) -> None:
    settings.COUNTRY = "mithaq.law.morocco"


@pytest.fixture
def cast(bodies: dict[str, int]) -> Cast:
    """A fund's officer and signatory, an employer, a federation's officer, an auditor, others."""
    _organisations()

    def someone(name: str, role: str, slug: str, territory: str | None = None) -> Person:
        user = person(name, name.title(), role, organisation=slug, territory=territory)
        return Person(user, mandates_of(user=user)[0])

    return Cast(
        employer=someone("emna", "employer", COMPANY),
        officer=someone("omar", "fund_officer", FUND),
        signatory=someone("salma", "signatory", FUND),
        federation=someone("fatima", "federation_officer", FEDERATION),
        auditor=someone("adil", "auditor", "agence-hesperides"),
        stranger=someone("sami", "employer", OTHER),
        far_officer=someone("loubna", "fund_officer", FUND, "09"),
    )


def _organisations() -> None:
    rows = ((FUND, "social_fund", None), (FEDERATION, "employer_federation", None),
            (OTHER, "company", "06"))  # fmt: skip
    for slug, kind, territory in rows:
        create_organisation(
            draft=OrganisationDraft(
                slug=slug, kind=kind, labels=Labels(slug, "هيئة وهمية", slug),
                territory=territory, is_exercise=True,
            ),
            actor=None, mandate="", at=AT,
        )  # fmt: skip
    company = Organisation.objects.get(slug=COMPANY)
    federation = Organisation.objects.get(slug=FEDERATION)
    Membership.objects.create(member=company, federation=federation)


def month_lines(month: date, kinds: dict[str, tuple[str, int]]) -> list[LineDraft]:
    """The lines of one month."""
    return [
        LineDraft(kind=kind, branch=branch, month=month, amount=amount)
        for kind, (branch, amount) in kinds.items()
    ]


def a_draft(**changes: Any) -> StatementDraft:
    """What the fund says: three months, one payment."""
    lines = [
        *month_lines(date(2024, 2, 1), SHORT),
        *month_lines(date(2024, 3, 1), {"principal": ("general", 800_000),
                                        "surcharge": ("general", 64_000)}),
        *month_lines(date(2024, 4, 1), {"principal": ("health", 200_000),
                                        "surcharge": ("health", 10_000)}),
        LineDraft(kind="payment", amount=300_000, paid_on=date(2024, 6, 3), source="Virement 12"),
    ]  # fmt: skip
    given: dict[str, Any] = {
        "company": COMPANY, "issuer": FUND, "as_of_on": AS_OF, "order": "principal_first",
        "lines": tuple(lines), "reference": "AV-77",
    }  # fmt: skip
    return StatementDraft(**(given | changes))


def a_settlement(statement: str, **changes: Any) -> SettlementDraft:
    """What the company asks for on the day of the statement: twelve instalments under the operation
    of 2023."""
    given: dict[str, Any] = {
        "statement": statement, "operation": "of_2023", "months": 12, "asked_on": ENTERED.date(),
        "first_due_on": FIRST_DUE,
    }  # fmt: skip
    return SettlementDraft(**(given | changes))


@pytest.fixture
def entered(cast: Cast) -> str:
    """A statement entered by the fund's officer; gives its number."""
    return enter_statement(draft=a_draft(), **cast.officer.who, at=ENTERED)


def a_case(company: str, *, number: str) -> Case:
    """A case of a company about a payment, before its fund."""
    family, _new = CaseFamily.objects.get_or_create(code="imputation", label_fr="Imputation")
    subject, _new = CaseSubject.objects.get_or_create(
        family=family, code="paid", label_fr="Payé, affiché dû"
    )
    corridor, _new = Corridor.objects.get_or_create(
        slug="essai", label_fr="Essai", is_exercise=True
    )
    body = Organisation.objects.get(slug=company)
    place = body.territory or Territory.objects.get(code="06")
    row = Case.objects.create(
        number=number, corridor=corridor, company=body, submitted_by=body, subject=subject,
        territory=place, region=place, title="Payé", description="Payé pour février 2024.",
        submitted_at=ENTERED, is_exercise=True,
    )  # fmt: skip
    Side.objects.create(
        case=row, institution=Organisation.objects.get(slug=FUND), part="decides",
        region=place, received_at=ENTERED,
    )  # fmt: skip
    return row


Rules = Callable[[Any], set[str]]


def rules_of(refusal: Any) -> set[str]:
    """The rules that a refusal names."""
    return {fault.rule.removeprefix("debts.") for fault in refusal.value.faults}
