"""Cases that speak of a debt and the statements they speak of, both ways."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Final
from uuid import UUID

from django.db.models import Q

from mithaq.apps.corridor.choices.cases import OPEN_CASES
from mithaq.apps.corridor.models import Case, DebtStatement, Side
from mithaq.apps.corridor.queries.access import CaseAccess, accesses_of
from mithaq.apps.corridor.queries.debts.access import DebtAccess, statement_access
from mithaq.base.text import Labels

# Payments that do not show, certificates refused for a debt, and debts themselves.
FAMILIES: Final = ("imputation", "attestations", "debt")
SHOWN: Final = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class StatementLink:
    """A statement that a case is about, or a newer one beside it, and whom it concerns."""

    number: str
    issuer: Labels
    as_of_on: date
    is_newer: bool
    access: DebtAccess


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseLink:
    """A case that may be about a statement, and whom it concerns."""

    public_id: UUID
    number: str
    subject: Labels
    is_personal: bool
    status_label: str
    access: CaseAccess


def statements_of_case(public_id: str) -> tuple[StatementLink, ...]:
    """The statements that a case is about, then the newest one when it came later.

    A case is about the statements entered for it, else about those that its institutions had issued
    when it was filed: what is imported afterwards stands beside, and never takes their place. None
    when the case is not about debts or payments.
    """
    case = Case.objects.filter(public_id=public_id, subject__family__code__in=FAMILIES).first()
    if case is None:
        return ()
    bodies = Side.objects.filter(case=case).values("institution")
    rows = DebtStatement.objects.select_related("company__territory", "issuer").filter(
        Q(case=case) | Q(company=case.company_id, issuer__in=bodies)
    )
    found = list(rows.order_by("-as_of_on", "-pk"))
    own = [row for row in found if row.case_id == case.pk][:SHOWN]
    about = own or _of_one_day(row for row in found if row.recorded_at <= case.submitted_at)
    newer = _of_one_day(row for row in found if not about or row.as_of_on > about[0].as_of_on)
    return (
        *(_link(row, is_newer=False) for row in about),
        *(_link(row, is_newer=True) for row in newer),
    )


def _of_one_day(rows: Iterable[DebtStatement]) -> list[DebtStatement]:
    """The statements of the latest day among some, the latest first."""
    found = list(rows)
    return [row for row in found if row.as_of_on == found[0].as_of_on][:SHOWN]


def _link(row: DebtStatement, *, is_newer: bool) -> StatementLink:
    return StatementLink(
        number=row.number,
        issuer=row.issuer.labels,
        as_of_on=row.as_of_on,
        is_newer=is_newer,
        access=statement_access(row),
    )


def cases_of_statement(number: str) -> tuple[CaseLink, ...]:
    """The case for which a statement was entered, and the open ones of its company that speak of
    debts or payments to the same fund, the latest first."""
    row = DebtStatement.objects.filter(number=number).first()
    if row is None:
        return ()
    told = Q(
        company=row.company_id,
        status__in=OPEN_CASES,
        subject__family__code__in=FAMILIES,
        pk__in=Side.objects.filter(institution=row.issuer_id).values("case"),
    )
    rows = Case.objects.select_related("company", "territory", "subject")
    found = list(rows.filter(Q(pk=row.case_id or 0) | told).order_by("-pk")[:SHOWN])
    accesses = accesses_of(found) if found else {}
    return tuple(
        CaseLink(
            public_id=item.public_id,
            number=item.number,
            subject=item.subject.labels,
            is_personal=item.subject.is_personal,
            status_label=item.get_status_display(),
            access=accesses[item.pk],
        )
        for item in found
    )
