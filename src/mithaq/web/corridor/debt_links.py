"""From a case to the statement that it speaks of, and back, for whoever may read both."""

from __future__ import annotations

from mithaq.apps.corridor.policies import can_read_content
from mithaq.apps.corridor.policies.debts import can_read_statement
from mithaq.apps.corridor.queries.debts.case_links import (
    CaseLink,
    StatementLink,
    cases_of_statement,
    statements_of_case,
)
from mithaq.apps.organisations.queries import MandateView


def statement_links(mandate: MandateView | None, public_id: str) -> list[StatementLink]:
    """The statements of a case about debts or payments, for the company, the fund, an auditor."""
    found = statements_of_case(public_id)
    return [item for item in found if can_read_statement(mandate, item.access)]


def case_links(mandate: MandateView | None, number: str) -> list[CaseLink]:
    """The cases about a statement that the reader may open, and whose subject is the reader's."""
    return [
        item
        for item in cases_of_statement(number)
        if can_read_content(mandate, item.access, is_personal=item.is_personal)
    ]
