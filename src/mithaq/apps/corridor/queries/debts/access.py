"""What a right on a debt is read from: the company, the fund, the place; no amount of anyone."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Final

from django.db.models import Q

from mithaq.apps.corridor.choices.debts import DebtTurn, SettlementStatus
from mithaq.apps.corridor.models import Case, DebtStatement, Settlement
from mithaq.apps.corridor.queries.access import federations_on
from mithaq.apps.organisations.choices import OrganisationKind
from mithaq.apps.organisations.models import Organisation
from mithaq.base.text import Labels

# The fund knows nothing of a settlement before it is transmitted.
BEFORE_FUND: Final = (SettlementStatus.SIMULATED, SettlementStatus.REQUESTED)


# A form offers no more: the number itself may always be typed.
MOST_AFFILIATES: Final = 200


@dataclass(frozen=True, slots=True, kw_only=True)
class Body:
    """A company or a fund as debts name it."""

    pk: int
    slug: str
    kind: str
    labels: Labels
    territory_code: str
    affiliation_number: str
    is_exercise: bool
    ice: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class DebtAccess:
    """Whom a debt concerns: its company, the fund that decides, the federations of the company.

    ``is_asked`` tells that the company asked for a settlement: its federations then know of it;
    ``is_with_fund``, that the request was handed to the fund.
    """

    company: str
    territory_code: str
    issuer: str
    is_exercise: bool
    federations: frozenset[str] = frozenset()
    is_asked: bool = False
    is_with_fund: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class DebtScope:
    """Which debts a mandate looks after, and what of them waits for it."""

    company: str = ""
    issuer: str = ""
    federation: str = ""
    territory: str = ""
    turns: frozenset[DebtTurn] = frozenset()


def body(slug: str) -> Body | None:
    """A company or a fund by its code, or nothing."""
    row = Organisation.objects.select_related("territory").filter(slug=slug).first()
    return body_of(row) if row else None


def companies_by_number(numbers: Iterable[str]) -> Mapping[str, Body]:
    """The companies that bear some affiliation numbers."""
    rows = Organisation.objects.select_related("territory").filter(
        affiliation_number__in=set(numbers)
    )
    return {str(row.affiliation_number): body_of(row) for row in rows}


def affiliates(*, is_exercise: bool, territory: str = "") -> tuple[Body, ...]:
    """The companies of one world that bear an affiliation number, in a territory or everywhere, by
    name."""
    rows = Organisation.objects.select_related("territory").filter(
        is_exercise=is_exercise,
        affiliation_number__isnull=False,
        kind=OrganisationKind.COMPANY,
    )
    if territory:
        inside = Q(territory__code=territory) | Q(territory__code__startswith=f"{territory}.")
        rows = rows.filter(inside)
    found = rows.exclude(affiliation_number="").order_by("label_fr", "pk")[:MOST_AFFILIATES]
    return tuple(body_of(row) for row in found)


def funds(*, is_exercise: bool) -> tuple[Body, ...]:
    """The funds of one world, exercises or real ones, by name."""
    rows = Organisation.objects.select_related("territory").filter(
        kind=OrganisationKind.SOCIAL_FUND, is_exercise=is_exercise
    )
    return tuple(body_of(row) for row in rows.order_by("label_fr", "pk"))


def body_of(row: Organisation) -> Body:
    """A company or a fund as debts name it; its territory is already read."""
    return Body(
        pk=row.pk,
        slug=row.slug,
        kind=row.kind,
        labels=row.labels,
        territory_code=row.territory.code if row.territory else "",
        affiliation_number=row.affiliation_number or "",
        ice=row.ice or "",
        is_exercise=row.is_exercise,
    )


def statement_access(row: DebtStatement) -> DebtAccess:
    """Whom a statement concerns; its company and fund are already read."""
    return DebtAccess(
        company=row.company.slug,
        territory_code=row.company.territory.code if row.company.territory else "",
        issuer=row.issuer.slug,
        is_exercise=row.is_exercise,
    )


def settlement_access(row: Settlement, *, on: date) -> DebtAccess:
    """Whom a settlement concerns: its federations too, once the company asked for it."""
    statement = row.statement
    return DebtAccess(
        company=statement.company.slug,
        territory_code=statement.company.territory.code if statement.company.territory else "",
        issuer=statement.issuer.slug,
        is_exercise=row.is_exercise,
        federations=federations_on(statement.company_id, on),
        is_asked=row.status != SettlementStatus.SIMULATED,
        is_with_fund=row.status not in BEFORE_FUND,
    )


def case_id(number: str, *, company_id: int) -> int | None:
    """The case of a company that bears a number."""
    rows = Case.objects.filter(number=number, company=company_id)
    return rows.values_list("pk", flat=True).first()


def is_fund(slug: str) -> bool:
    """Whether a body is a social fund: only there does a signatory sign plans."""
    rows = Organisation.objects.filter(slug=slug, kind=OrganisationKind.SOCIAL_FUND)
    return bool(slug) and rows.exists()
