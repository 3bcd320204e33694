"""What a line of a statement lacks is one rule: for the form, for its recording, for its table."""

from __future__ import annotations

from datetime import date
from itertools import product

import pytest
from django.core.exceptions import ValidationError

from mithaq.apps.corridor.choices.debts import LINE_NEEDS, Branch, LineKind
from mithaq.apps.corridor.models import DebtLine, DebtStatement
from mithaq.apps.corridor.operations.debts import LineDraft, line_faults
from mithaq.web.debts.entered_forms import RowForm

pytestmark = pytest.mark.django_db
AS_OF: date = date(2024, 9, 30)
MONTH: date = date(2024, 3, 1)
PAID: date = date(2024, 4, 2)


@pytest.mark.parametrize(
    ("kind", "branch", "month", "paid_on"),
    product(LineKind, ("", Branch.GENERAL), (None, MONTH), (None, PAID)),
)
def test_form_recording_and_table_lack_the_same(
    entered: str, kind: LineKind, branch: str, month: date | None, paid_on: date | None
) -> None:
    held = {"month": month, "branch": branch, "paid_on": paid_on}
    lacking = {name for name in LINE_NEEDS[kind] if not held[name]}
    draft = LineDraft(kind=kind, amount=100, branch=branch, month=month, paid_on=paid_on)
    faults = list(line_faults(draft, 1, as_of_on=AS_OF))
    refused = {fault.where.rpartition(".")[2] for fault in faults}
    assert {name for name in refused if not held[name]} == lacking

    form = RowForm(
        {
            "kind": kind, "branch": branch, "month": month.isoformat()[:7] if month else "",
            "paid_on": paid_on.isoformat() if paid_on else "", "amount": "1,00",
        }
    )  # fmt: skip
    assert {name for name in form.errors if not held[name]} == lacking

    row = DebtLine(
        statement=DebtStatement.objects.get(number=entered), number=99, kind=kind, branch=branch,
        month=month, paid_on=paid_on, amount_centimes=100,
    )  # fmt: skip
    assert _is_kept(row) is not bool(faults)


def _is_kept(row: DebtLine) -> bool:
    """Whether the table takes a line."""
    try:
        row.validate_constraints()
    except ValidationError:
        return False
    return True
