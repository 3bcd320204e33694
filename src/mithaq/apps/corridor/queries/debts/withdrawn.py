"""A statement taken back: nothing is left of it but a line of the journal."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from mithaq.apps.accounts.models import User
from mithaq.apps.accounts.queries import audit_lines_of
from mithaq.apps.corridor.queries.debts.access import DebtAccess, body


@dataclass(frozen=True, slots=True, kw_only=True)
class WithdrawnStatement:
    """Who took a statement back, when and why, and whom it concerned."""

    number: str
    access: DebtAccess
    actor: User | None
    actor_label: str
    reason: str
    at: datetime


def withdrawn_statement(number: str) -> WithdrawnStatement | None:
    """A statement taken back, or nothing: the journal kept whom it concerned."""
    lines = audit_lines_of(object_type="debt_statement", object_ref=number)
    line = lines.filter(action="debts.erase_statement").first()
    if line is None:
        return None
    kept = line.before or {}
    company, issuer = body(str(kept.get("company", ""))), body(str(kept.get("issuer", "")))
    if company is None or issuer is None:
        return None
    return WithdrawnStatement(
        number=number,
        access=DebtAccess(
            company=company.slug,
            territory_code=company.territory_code,
            issuer=issuer.slug,
            is_exercise=company.is_exercise or issuer.is_exercise,
        ),
        actor=line.actor,
        actor_label=line.actor_label,
        reason=line.reason,
        at=line.at,
    )
