"""What rests on a statement: while there is anything, the statement is not taken back."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal, TypeAlias

from mithaq.apps.corridor.choices.debts import SettlementStatus
from mithaq.apps.corridor.models import Case, Contest, DebtStatement, GoodStanding, Settlement
from mithaq.apps.corridor.queries.debts.case_links import FAMILIES, statements_about

Rests: TypeAlias = Literal["contest", "settlement", "certificate", "case"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Resting:
    """One thing that rests on a statement: what it is, and its number.

    A contest is named by the number of its line. What a company simulates is not the fund's to
    know: it rests on nothing here, and goes with the statement.
    """

    kind: Rests
    statement: str
    number: str = ""


def resting_on(row: DebtStatement) -> Iterator[Resting]:
    """Contests, settlements, certificates decided on it, and cases that are about it."""
    contests = Contest.objects.filter(line__statement=row).order_by("line__number", "pk")
    for line in dict.fromkeys(contests.values_list("line__number", flat=True)):
        yield Resting(kind="contest", statement=row.number, number=str(line))
    plans = Settlement.objects.filter(statement=row).exclude(status=SettlementStatus.SIMULATED)
    for plan in plans.order_by("pk"):
        yield Resting(kind="settlement", statement=row.number, number=plan.number)
    decided = GoodStanding.objects.filter(
        company=row.company_id, issuer=row.issuer_id, decided_at__gte=row.recorded_at
    )
    for paper in decided.order_by("pk"):
        if row.number in paper.facts.get("statements", ()):
            yield Resting(kind="certificate", statement=row.number, number=paper.number)
    for case in _cases(row):
        yield Resting(kind="case", statement=row.number, number=case)


def _cases(row: DebtStatement) -> Iterator[str]:
    """The case for which it was entered, and those that were filed on it."""
    filed = Case.objects.filter(
        company=row.company_id, subject__family__code__in=FAMILIES,
        submitted_at__gte=row.recorded_at,
    )  # fmt: skip
    own = Case.objects.filter(pk=row.case_id or 0)
    cases = list((filed | own).select_related("subject__family").order_by("pk"))
    found = statements_about(cases)
    for case in cases:
        about, _newer = found[case.pk]
        if case.pk == row.case_id or row in about:
            yield case.number
