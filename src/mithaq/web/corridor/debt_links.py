"""From a case to the statement that it speaks of, and back, for whoever may read both."""

from __future__ import annotations

from dataclasses import replace
from urllib.parse import urlencode

from django.urls import reverse
from django.utils import timezone

from mithaq.apps.corridor.choices.cases import OPEN_CASES
from mithaq.apps.corridor.operations import CaseReading
from mithaq.apps.corridor.policies import can_read_content
from mithaq.apps.corridor.policies.debts import can_read_settlement, can_read_statement
from mithaq.apps.corridor.queries.debts.case_links import (
    FAMILIES,
    CaseLink,
    StatementLink,
    cases_of_statement,
    plans_of,
    statements_of_case,
)
from mithaq.apps.organisations.choices import Role
from mithaq.apps.organisations.queries import MandateView


def statement_links(mandate: MandateView | None, public_id: str) -> list[StatementLink]:
    """The statements of a case about debts or payments and their settlements, each for who may read
    it: the company, the fund, an auditor."""
    found = [
        item for item in statements_of_case(public_id) if can_read_statement(mandate, item.access)
    ]
    if not found:
        return []
    plans = plans_of((item.number for item in found), on=timezone.localdate())
    return [
        replace(
            item,
            plans=tuple(
                plan
                for plan in plans.get(item.number, ())
                if can_read_settlement(mandate, plan.access)
            ),
        )
        for item in found
    ]


def enter_url(mandate: MandateView | None, reading: CaseReading) -> str:
    """Where the officer of the fund that answers a case enters the debt that it is about; nothing
    for anyone else."""
    view = reading.view
    is_about = view.family in FAMILIES and view.status in OPEN_CASES
    if mandate is None or mandate.role != Role.FUND_OFFICER or not (is_about and reading.side):
        return ""
    return f"{reverse('debts_enter')}?{urlencode({'dossier': view.number})}"


def case_links(mandate: MandateView | None, number: str) -> list[CaseLink]:
    """The cases about a statement that the reader may open, and whose subject is the reader's."""
    return [
        item
        for item in cases_of_statement(number)
        if can_read_content(mandate, item.access, is_personal=item.is_personal)
    ]
