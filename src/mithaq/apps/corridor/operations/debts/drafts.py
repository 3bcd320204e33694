"""What is brought to debts before it is written."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from mithaq.base.money import Centimes


@dataclass(frozen=True, slots=True, kw_only=True)
class LineDraft:
    """One line of a statement as the fund issued it; a payment has its day, all others a month."""

    kind: str
    amount: Centimes
    branch: str = ""
    month: date | None = None
    paid_on: date | None = None
    source: str = ""
    law_reference: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class StatementDraft:
    """What a fund says that a company owes on a day, in the order in which it imputes payments.

    ``order_source`` is the text that fixes the order; without one, it is a convention, said so.
    """

    company: str
    issuer: str
    as_of_on: date
    order: str
    lines: tuple[LineDraft, ...]
    order_source: str = ""
    reference: str = ""
    case: str = ""
    received_how: str = "entered"


@dataclass(frozen=True, slots=True, kw_only=True)
class SettlementDraft:
    """The terms that a company simulates: which operation, how many instalments, from when.

    ``facts`` are what some operations ask: activity stopped, fall of turnover, employees stopped.
    """

    statement: str
    operation: str
    months: int
    asked_on: date
    first_due_on: date
    odd_instalment: str = "last"
    facts: Mapping[str, object] = field(default_factory=dict)
