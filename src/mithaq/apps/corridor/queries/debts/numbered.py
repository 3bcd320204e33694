"""The papers of debts that bear a number: cases, statements, settlements and certificates are
numbered alike."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from mithaq.apps.corridor.models import DebtStatement, GoodStanding, Settlement
from mithaq.apps.corridor.queries.debts.access import (
    DebtAccess,
    settlement_access,
    statement_access,
)
from mithaq.apps.corridor.queries.debts.standing import standing_access
from mithaq.apps.organisations.models import Organisation
from mithaq.base.text import Labels

STATEMENT, SETTLEMENT, CERTIFICATE = "debt_statement", "settlement", "good_standing"


@dataclass(frozen=True, slots=True, kw_only=True)
class NumberedPaper:
    """A paper of debts, by its kind and its number: of which company, and whom it concerns."""

    kind: str
    number: str
    company: Labels
    is_exercise: bool
    access: DebtAccess


def papers_numbered(number: str, *, on: date) -> tuple[NumberedPaper, ...]:
    """The papers of a number, whoever may read them: one query a kind, and the federations of the
    company of a settlement."""
    owing = ("company__territory", "issuer")
    statements = DebtStatement.objects.filter(number=number).select_related(*owing)
    settlements = Settlement.objects.filter(number=number).select_related(
        *(f"statement__{name}" for name in owing)
    )
    certificates = GoodStanding.objects.filter(number=number).select_related(*owing)
    found: list[tuple[str, Any, Organisation, DebtAccess]] = [
        *((STATEMENT, row, row.company, statement_access(row)) for row in statements),
        *(
            (SETTLEMENT, row, row.statement.company, settlement_access(row, on=on))
            for row in settlements
        ),
        *((CERTIFICATE, row, row.company, standing_access(row)) for row in certificates),
    ]
    return tuple(
        NumberedPaper(
            kind=kind,
            number=number,
            company=company.labels,
            is_exercise=row.is_exercise,
            access=access,
        )
        for kind, row, company, access in found
    )
