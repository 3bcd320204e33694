"""A statement enters the platform whole, or not at all; read by others, it leaves a line."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime
from typing import Any, Final

from django.db import transaction

from mithaq.apps.corridor.choices.debts import LINE_NEEDS, Branch, ImputationOrder, LineKind
from mithaq.apps.corridor.models import DebtLine, DebtStatement, Settlement
from mithaq.apps.corridor.operations.debts import _words as words
from mithaq.apps.corridor.operations.debts._rows import (
    check,
    day_of,
    held_statement,
    line,
    next_number,
    no_such,
    person,
)
from mithaq.apps.corridor.operations.debts.drafts import LineDraft, StatementDraft
from mithaq.apps.corridor.policies.debts import can_enter_statement
from mithaq.apps.corridor.queries.debts import Body, DebtAccess, body
from mithaq.apps.corridor.queries.debts.access import case_id
from mithaq.apps.corridor.queries.debts.growth import HEALTH_SINCE
from mithaq.apps.corridor.queries.debts.resting import resting_on
from mithaq.apps.organisations.choices import OrganisationKind
from mithaq.apps.organisations.queries import MandateView
from mithaq.apps.programmes.queries import law_digest
from mithaq.base.errors import Fault, Refusal, refuse_if_any

MOST_LINES: Final = 2_000


@transaction.atomic
def enter_statement(
    *,
    draft: StatementDraft,
    actor: Any,
    under: MandateView | None,
    reason: str = "",
    at: datetime,
) -> str:
    """Write what a fund says that a company owes; gives the statement's number.

    Raises ``Refusal`` with every fault at once, each with its line and rule.
    """
    company, issuer = body(draft.company), body(draft.issuer)
    refuse_if_any(statement_faults(draft, company, issuer, today=day_of(at)))
    if company is None or issuer is None:
        raise Refusal(no_such("company"))
    check(can_enter_statement, under, access_to(company, issuer))
    row = DebtStatement.objects.create(
        number=next_number(DebtStatement.objects, at),
        company_id=company.pk,
        issuer_id=issuer.pk,
        case_id=case_id(draft.case, company_id=company.pk) if draft.case else None,
        as_of_on=draft.as_of_on,
        received_how=draft.received_how,
        reference=draft.reference[:80],
        imputation_order=draft.order,
        imputation_source=draft.order_source.strip()[:200],
        law_digest=law_digest(),
        is_exercise=company.is_exercise or issuer.is_exercise,
        recorded_by=person(actor),
        recorded_at=at,
    )
    DebtLine.objects.bulk_create(_row(row, rank, item) for rank, item in enumerate(draft.lines, 1))
    line(
        "enter_statement", kind="debt_statement", number=row.number, company=company.slug,
        actor=actor, under=under, at=at, reason=reason,
        after={"lines": len(draft.lines), "as_of_on": draft.as_of_on, "order": draft.order},
    )  # fmt: skip
    return row.number


@transaction.atomic
def erase_statement(
    *, number: str, actor: Any, under: MandateView | None, reason: str, at: datetime
) -> None:
    """Take back a statement entered by mistake, as long as nothing rests on it."""
    row = held_statement(number, under, right=can_enter_statement)
    refuse_if_any(_in_use([row]))
    lines = DebtLine.objects.filter(statement=row)
    company = row.company.slug
    # Nothing else is left to tell whom the statement concerned.
    before = {
        "lines": lines.count(), "as_of_on": row.as_of_on, "company": company,
        "issuer": row.issuer.slug,
    }  # fmt: skip
    lines.delete()
    # Only simulations are left: they go without a word to the fund, which never saw them.
    Settlement.objects.filter(statement=row).delete()
    row.delete()
    line(
        "erase_statement", kind="debt_statement", number=number, company=company, actor=actor,
        under=under, at=at, before=before, reason=reason,
    )  # fmt: skip


@transaction.atomic
def erase_statements(
    *, numbers: Sequence[str], actor: Any, under: MandateView | None, reason: str, at: datetime
) -> None:
    """Take back several statements, or none: what rests on any of them is told at once."""
    held = [held_statement(number, under, right=can_enter_statement) for number in numbers]
    refuse_if_any(_in_use(held))
    for number in numbers:
        erase_statement(number=number, actor=actor, under=under, reason=reason, at=at)


def _in_use(rows: Iterable[DebtStatement]) -> list[Fault]:
    """What rests on some statements, each thing named, with what to do instead at the end."""
    found = [item for row in rows for item in resting_on(row)]
    return [
        words.fault(
            "statement",
            "statement_in_use",
            words.number(words.RESTS[item.kind], item.statement, item.number),
            remedy=words.REPLACE_INSTEAD if item is found[-1] else None,
        )
        for item in found
    ]


def access_to(company: Body, issuer: Body) -> DebtAccess:
    """Whom a statement of a company to a fund would concern."""
    return DebtAccess(
        company=company.slug,
        territory_code=company.territory_code,
        issuer=issuer.slug,
        is_exercise=company.is_exercise or issuer.is_exercise,
    )


def statement_faults(
    draft: StatementDraft, company: Body | None, issuer: Body | None, *, today: date
) -> list[Fault]:
    """Everything wrong with a statement, nothing written."""
    return [*_head_faults(draft, company, issuer, today=today), *_lines_faults(draft)]


def _head_faults(
    draft: StatementDraft, company: Body | None, issuer: Body | None, *, today: date
) -> Iterator[Fault]:
    if company is None:
        yield no_such("company")
    elif company.kind != OrganisationKind.COMPANY:
        yield words.fault("company", "of_a_company", words.NOT_A_COMPANY)
    if issuer is None or issuer.kind != OrganisationKind.SOCIAL_FUND:
        yield no_such("issuer")
    if draft.as_of_on > today:
        yield words.fault("as_of_on", "as_of_is_past", words.FUTURE)
    if draft.order not in ImputationOrder.values:
        yield words.fault("order", "order_is_stated", words.ORDER)
    if company and draft.case and case_id(draft.case, company_id=company.pk) is None:
        yield no_such("case")
    taken = DebtStatement.objects.filter(reference=draft.reference)
    if draft.reference and issuer and taken.filter(issuer=issuer.pk).exists():
        said = words.number(words.REFERENCE_TAKEN, draft.reference)
        yield words.fault("reference", "reference_once", said)


def _lines_faults(draft: StatementDraft) -> Iterator[Fault]:
    if not any(item.kind != LineKind.PAYMENT for item in draft.lines):
        yield words.fault("lines", "has_a_debt", words.EMPTY)
    if len(draft.lines) > MOST_LINES:
        yield words.fault("lines", "most_lines", words.number(words.TOO_LONG, MOST_LINES))
    for rank, item in enumerate(draft.lines, start=1):
        yield from line_faults(item, rank, as_of_on=draft.as_of_on)


def line_faults(item: LineDraft, rank: int, *, as_of_on: date) -> Iterable[Fault]:
    """Everything wrong with one line of a statement of a day."""

    def wrong(where: str, rule: str, sentence: Any) -> Fault:
        return words.fault(where, rule, sentence, line=rank)

    if item.kind not in LineKind.values:
        yield wrong("kind", "line_kind", words.number(words.KIND, item.kind))
        return
    if item.amount <= 0:
        yield wrong("amount", "line_has_an_amount", words.AMOUNT)
    if item.month and item.month > as_of_on:
        yield wrong("month", "line_month_is_past", words.LATER_MONTH)
    needs = LINE_NEEDS[LineKind(item.kind)]
    if "month" in needs and item.month is None:
        yield wrong("month", "line_is_of_a_month", words.NO_MONTH)
    if "paid_on" in needs and item.paid_on is None:
        yield wrong("paid_on", "payment_has_a_day", words.NO_DAY)
    elif item.paid_on is not None and "paid_on" not in needs:
        yield wrong("paid_on", "only_payments_are_paid", words.NOT_A_PAYMENT)
    elif item.paid_on is not None and item.paid_on > as_of_on:
        yield wrong("paid_on", "payment_is_past", words.LATER_DAY)
    if "branch" in needs and item.branch not in Branch.values:
        yield wrong("branch", "line_is_of_a_branch", words.NO_BRANCH)
    if item.kind == LineKind.PAYMENT:
        return
    if item.branch == Branch.HEALTH and item.month and item.month < HEALTH_SINCE:
        yield wrong("month", "health_since_2006", words.NO_HEALTH_YET)


def _row(statement: DebtStatement, rank: int, item: LineDraft) -> DebtLine:
    return DebtLine(
        statement=statement,
        number=rank,
        kind=item.kind,
        branch=item.branch if "branch" in LINE_NEEDS[LineKind(item.kind)] else "",
        month=item.month.replace(day=1) if item.month else None,
        paid_on=item.paid_on,
        amount_centimes=item.amount,
        source=item.source[:200],
        law_reference=item.law_reference[:200],
    )
