"""What a company says that it paid of a plan: a case to its fund that names it, and no payment."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Final
from uuid import UUID

from mithaq.apps.corridor.choices.cases import OPEN_CASES
from mithaq.apps.corridor.choices.debts import FOLLOWED
from mithaq.apps.corridor.models import Case, Settlement, Side
from mithaq.apps.corridor.queries.access import CaseAccess, accesses_of
from mithaq.apps.corridor.queries.corridors import corridors_of
from mithaq.apps.corridor.queries.debts.plans import asked_of
from mithaq.apps.corridor.queries.debts.said_numbers import is_number_said
from mithaq.apps.corridor.queries.debts.settled import with_corrections
from mithaq.apps.corridor.queries.debts.statements import settlement_rows
from mithaq.base.money import Centimes

# The problem of the catalogue that says so.
PAID: Final = "paid-shown-unpaid"


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnInstalment:
    """An instalment that a plan of a company still asks for, and the corridors of its fund."""

    settlement: str
    number: int
    due_on: date
    left: Centimes
    corridors: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class SaidPaid:
    """An open case in which a company says that it paid something of a plan."""

    public_id: UUID
    number: str
    title: str
    submitted_at: datetime
    status_label: str
    is_personal: bool
    access: CaseAccess


def own_instalment(settlement: str, number: int, *, company: str, on: date) -> OwnInstalment | None:
    """An instalment of a plan of a company that the fund follows, while something of it is left."""
    rows = settlement_rows().filter(
        number=settlement, statement__company__slug=company, status__in=FOLLOWED
    )
    row = with_corrections(rows).first()
    if row is None:
        return None
    found = next((item for item in asked_of([row])[row.pk] if item.number == number), None)
    if found is None or not found.left:
        return None
    return OwnInstalment(
        settlement=settlement, number=number, due_on=found.due_on, left=found.left,
        corridors=corridors_of(row.statement.issuer.slug, on=on),
    )  # fmt: skip


def said_paid(settlement: str) -> tuple[SaidPaid, ...]:
    """The open cases in which the company of a plan says that it paid, and that name the plan, the
    latest first; one query when there is none."""
    of_plan = Settlement.objects.filter(number=settlement)
    rows = Case.objects.filter(
        subject__code=PAID,
        status__in=OPEN_CASES,
        company__in=of_plan.values("statement__company"),
        pk__in=Side.objects.filter(institution__in=of_plan.values("statement__issuer")).values(
            "case"
        ),
    )
    found = [
        row
        for row in rows.select_related("company", "territory", "subject").order_by("-pk")
        if is_number_said(settlement, f"{row.title}\n{row.description}", kind="settlement")
    ]
    accesses = accesses_of(found)
    return tuple(
        SaidPaid(
            public_id=row.public_id,
            number=row.number,
            title=row.title,
            submitted_at=row.submitted_at,
            status_label=row.get_status_display(),
            is_personal=row.subject.is_personal,
            access=accesses[row.pk],
        )
        for row in found
    )
