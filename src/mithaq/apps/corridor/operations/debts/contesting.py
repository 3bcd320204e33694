"""A company contests one line; the fund upholds it with the right amount, or says why not."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import Any

from django.db import transaction

from mithaq.apps.corridor.choices.debts import ContestStatus, LineKind
from mithaq.apps.corridor.models import Contest, DebtLine, DebtStatement
from mithaq.apps.corridor.operations._files import keep_contest_papers, paper_faults
from mithaq.apps.corridor.operations.debts import _words as words
from mithaq.apps.corridor.operations.debts._rows import (
    held_statement,
    line,
    no_such,
    person,
    said,
)
from mithaq.apps.corridor.operations.drafts import FileDraft
from mithaq.apps.corridor.policies.debts import can_answer_contest, can_contest_line
from mithaq.apps.organisations.queries import MandateView
from mithaq.base.errors import Fault, Refusal, refuse_if_any
from mithaq.base.money import Centimes


@transaction.atomic
def contest_line(
    *,
    number: str,
    line_number: int,
    reason: str,
    evidence: str = "",
    papers: Sequence[FileDraft] = (),
    actor: Any,
    under: MandateView | None,
    at: datetime,
) -> int:
    """Dispute one line of a statement, with the papers that show it; gives the contest's key.
    Other lines stay as they are."""
    statement = held_statement(number, under, right=can_contest_line)
    row = DebtLine.objects.filter(statement=statement, number=line_number).first()
    if row is None:
        raise Refusal(no_such("line"))
    refuse_if_any([*said(reason, "reason"), *_line_faults(row), *paper_faults(papers)])
    contest = Contest.objects.create(
        line=row,
        status=ContestStatus.OPEN,
        reason=reason.strip(),
        evidence=evidence.strip(),
        contested_by=person(actor),
        contested_at=at,
    )
    keep_contest_papers(contest, papers)
    _line("contest_line", statement, contest, actor=actor, under=under, at=at)
    return contest.pk


@transaction.atomic
def answer_contest(
    *,
    number: str,
    contest: int,
    corrected: Centimes | None,
    answer: str,
    actor: Any,
    under: MandateView | None,
    at: datetime,
) -> None:
    """Answer a contest: upheld when a right amount is given (zero included), else rejected.

    The line is kept as the fund issued it; the balance counts the right amount.
    """
    statement = held_statement(number, under, right=can_answer_contest)
    row = _open_contest(statement, contest)
    refuse_if_any([*said(answer, "answer"), *_amount_faults(row, corrected)])
    row.status = ContestStatus.REJECTED if corrected is None else ContestStatus.UPHELD
    row.corrected_centimes, row.answer = corrected, answer.strip()
    row.answered_by, row.answered_at = person(actor), at
    row.save(update_fields=["status", "corrected_centimes", "answer", "answered_by", "answered_at"])
    _line("answer_contest", statement, row, actor=actor, under=under, at=at)


@transaction.atomic
def withdraw_contest(
    *, number: str, contest: int, actor: Any, under: MandateView | None, at: datetime
) -> None:
    """Take back a contest before its answer."""
    statement = held_statement(number, under, right=can_contest_line)
    row = _open_contest(statement, contest)
    row.status = ContestStatus.WITHDRAWN
    row.save(update_fields=["status"])
    _line("withdraw_contest", statement, row, actor=actor, under=under, at=at)


def _open_contest(statement: DebtStatement, key: int) -> Contest:
    row = Contest.objects.select_related("line").filter(pk=key, line__statement=statement).first()
    if row is None:
        raise Refusal(no_such("contest"))
    if row.status != ContestStatus.OPEN:
        shown = words.number(words.WRONG_STATE, row.get_status_display())
        raise Refusal(words.fault("contest", "contest_steps", shown, remedy=words.RELOAD))
    return row


def _line_faults(row: DebtLine) -> Iterator[Fault]:
    if row.kind == LineKind.PAYMENT:
        yield words.fault("line", "debts_are_contested", words.NOT_A_DEBT)
    standing = (ContestStatus.OPEN, ContestStatus.UPHELD)
    if Contest.objects.filter(line=row, status__in=standing).exists():
        yield words.fault("line", "one_standing_contest", words.CONTESTED)


def _amount_faults(row: Contest, corrected: Centimes | None) -> Iterator[Fault]:
    if corrected is not None and (corrected < 0 or corrected == row.line.amount_centimes):
        yield words.fault("corrected", "upheld_says_the_amount", words.CORRECTED)


def _line(
    action: str,
    statement: DebtStatement,
    contest: Contest,
    *,
    actor: Any,
    under: MandateView | None,
    at: datetime,
) -> None:
    line(
        action, kind="debt_statement", number=statement.number, company=statement.company.slug,
        actor=actor, under=under, at=at,
        after={
            "line": contest.line.number,
            "status": str(contest.status),
            "corrected_centimes": contest.corrected_centimes,
        },
    )  # fmt: skip
