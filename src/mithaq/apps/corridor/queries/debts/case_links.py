"""Cases that speak of a debt and the statements they speak of, both ways."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final
from uuid import UUID

from django.db.models import Q
from django.utils import timezone

from mithaq.apps.corridor.choices.cases import OPEN_CASES
from mithaq.apps.corridor.choices.debts import UNDER_WAY, SettlementStatus
from mithaq.apps.corridor.models import Case, DebtLine, DebtStatement, Settlement, Side
from mithaq.apps.corridor.queries.access import CaseAccess, accesses_of
from mithaq.apps.corridor.queries.debts.access import (
    DebtAccess,
    settlement_access,
    statement_access,
)
from mithaq.apps.corridor.queries.debts.said_numbers import is_number_said, is_reference_said
from mithaq.apps.corridor.queries.debts.statements import settlement_rows
from mithaq.base.said_months import months_said
from mithaq.base.text import Labels

# Payments that do not show, certificates refused for a debt, and debts themselves.
FAMILIES: Final = ("imputation", "attestations", "debt")
# Of a case that names no month, those that are about all that is owed: a statement in force then.
_OF_ALL: Final = ("attestations", "debt")
_AT_MOST_OLD: Final = timedelta(days=365)
SHOWN: Final = 3
# Cases to choose from on a form.
MOST: Final = 200
# A plan that stands, or that the fund approved: what was refused or only tried is no answer.
_STANDING: Final = (*UNDER_WAY, SettlementStatus.KEPT, SettlementStatus.DEFAULTED)


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanLink:
    """A settlement of the statement of a case, and whom it concerns."""

    number: str
    status_label: str
    access: DebtAccess


@dataclass(frozen=True, slots=True, kw_only=True)
class StatementLink:
    """A statement that a case is about, or a newer one beside it, and whom it concerns."""

    number: str
    issuer: Labels
    as_of_on: date
    is_newer: bool
    access: DebtAccess
    plans: tuple[PlanLink, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseLink:
    """A case that may be about a statement, and whom it concerns."""

    public_id: UUID
    number: str
    subject: Labels
    is_personal: bool
    status_label: str
    access: CaseAccess


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenCase:
    """An open case for which a fund may enter a statement."""

    number: str
    affiliation_number: str
    company: Labels
    subject: Labels


def cases_to_state(issuer: str, companies: Iterable[str]) -> tuple[OpenCase, ...]:
    """The open cases about debts or payments that a fund answers, of companies named by their
    affiliation numbers, the latest first."""
    rows = Case.objects.select_related("company", "subject").filter(
        status__in=OPEN_CASES,
        subject__family__code__in=FAMILIES,
        company__affiliation_number__in=list(companies),
        pk__in=Side.objects.filter(institution__slug=issuer).values("case"),
    )
    return tuple(
        OpenCase(
            number=row.number,
            affiliation_number=row.company.affiliation_number or "",
            company=row.company.labels,
            subject=row.subject.labels,
        )
        for row in rows.order_by("-pk")[:MOST]
    )


def statements_of_case(public_id: str) -> tuple[StatementLink, ...]:
    """The statements that a case is about, then the newest one when it came later.

    A case is about the statements entered for it, else about those that its institutions had issued
    when it was filed and that it names, by their number or by one of their months: what is imported
    afterwards stands beside, and never takes their place. None when the case is not about debts or
    payments.
    """
    rows = Case.objects.select_related("subject__family")
    case = rows.filter(public_id=public_id, subject__family__code__in=FAMILIES).first()
    if case is None:
        return ()
    about, newer = statements_about([case])[case.pk]
    return (
        *(_link(row, is_newer=False) for row in about),
        *(_link(row, is_newer=True) for row in newer),
    )


def statements_about(
    cases: Sequence[Case],
) -> dict[int, tuple[list[DebtStatement], list[DebtStatement]]]:
    """The statements that some cases are about, then the newer ones beside them, by case; four
    queries, whatever the number of cases. The family of their subjects is already read."""
    keys = [case.pk for case in cases]
    bodies: dict[int, set[int]] = defaultdict(set)
    for key, body in Side.objects.filter(case__in=keys).values_list("case", "institution"):
        bodies[key].add(body)
    statements = DebtStatement.objects.select_related("company__territory", "issuer").filter(
        Q(case__in=keys)
        | Q(
            company__in={case.company_id for case in cases},
            issuer__in=set[int]().union(*bodies.values()),
        )
    )
    every = list(statements.order_by("-as_of_on", "-pk"))
    marks = _marks_of(every)
    return {case.pk: _about(case, every, bodies[case.pk], marks) for case in cases}


def _about(
    case: Case, every: Iterable[DebtStatement], bodies: Collection[int], marks: _Marks
) -> tuple[list[DebtStatement], list[DebtStatement]]:
    """The statements that a case is about, and the newer ones, among some, the latest first."""
    read = [
        row
        for row in every
        if row.case_id == case.pk or (row.company_id == case.company_id and row.issuer_id in bodies)
    ]
    named = _named_by(case, read, marks)
    found = [row for row in read if row.case_id == case.pk or row.pk in named]
    own = [row for row in found if row.case_id == case.pk][:SHOWN]
    about = own or _of_one_day(row for row in found if row.recorded_at <= case.submitted_at)
    newer = _of_one_day(row for row in found if not about or row.as_of_on > about[0].as_of_on)
    return about, newer


@dataclass(frozen=True, slots=True)
class _Marks:
    """By what cases name statements: the numbers of their plans, the months of their lines."""

    plans: Mapping[int, Collection[str]]
    months: Mapping[int, Collection[date]]


def _marks_of(statements: Iterable[DebtStatement]) -> _Marks:
    """What some statements are named by, read once for all; two queries."""
    keys = [row.pk for row in statements]
    plans: dict[int, set[str]] = defaultdict(set)
    for key, number in Settlement.objects.filter(statement__in=keys).values_list(
        "statement", "number"
    ):
        plans[key].add(number)
    months: dict[int, set[date]] = defaultdict(set)
    lines = DebtLine.objects.filter(statement__in=keys, month__isnull=False)
    for key, month in lines.order_by().values_list("statement", "month").distinct():
        if month is not None:
            months[key].add(month)
    return _Marks(plans=plans, months=months)


def _named_by(case: Case, statements: Sequence[DebtStatement], marks: _Marks) -> set[int]:
    """Those of some statements that a case names: the number or the reference of one, the number of
    its plan, one of its months; of a case about all that is owed and that names no month, those of
    the year before it was filed, and those that came since."""
    text = f"{case.title}\n{case.description}"
    filed_on = timezone.localtime(case.submitted_at).date()
    said = {
        row.pk
        for row in statements
        if is_number_said(row.number, text, kind="statement")
        or is_reference_said(row.reference, text)
        or any(
            is_number_said(number, text, kind="settlement")
            for number in marks.plans.get(row.pk, ())
        )
    }
    wanted = months_said(text, by=filed_on)
    if wanted:
        return said | {
            row.pk for row in statements if not wanted.isdisjoint(marks.months.get(row.pk, ()))
        }
    if said or case.subject.family.code not in _OF_ALL:
        return said
    return {row.pk for row in statements if row.as_of_on > filed_on - _AT_MOST_OLD}


def plans_of(statements: Iterable[str], *, on: date) -> dict[str, tuple[PlanLink, ...]]:
    """The settlements of some statements that stand, by statement, the latest first; one query."""
    found: dict[str, list[PlanLink]] = defaultdict(list)
    rows = settlement_rows().filter(statement__number__in=list(statements), status__in=_STANDING)
    for row in rows.order_by("-pk"):
        found[row.statement.number].append(
            PlanLink(
                number=row.number,
                status_label=row.get_status_display(),
                access=settlement_access(row, on=on),
            )
        )
    return {number: tuple(plans[:SHOWN]) for number, plans in found.items()}


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
    """The case for which a statement was entered, and the open ones of its company that name it or
    one of its months before the same fund, the latest first."""
    row = DebtStatement.objects.filter(number=number).first()
    if row is None:
        return ()
    told = Q(
        company=row.company_id,
        status__in=OPEN_CASES,
        subject__family__code__in=FAMILIES,
        pk__in=Side.objects.filter(institution=row.issuer_id).values("case"),
    )
    rows = Case.objects.select_related("company", "territory", "subject__family")
    open_ones = rows.filter(Q(pk=row.case_id or 0) | told).order_by("-pk")[:MOST]
    marks = _marks_of([row])
    found = [
        item
        for item in open_ones
        if item.pk == row.case_id or row.pk in _named_by(item, [row], marks)
    ][:SHOWN]
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
