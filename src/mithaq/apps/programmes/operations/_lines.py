"""The audit line of a write about a scheme."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from mithaq.apps.accounts.operations import record
from mithaq.apps.organisations.queries import MandateView


@dataclass(frozen=True, slots=True, kw_only=True)
class Signed:
    """Who writes, under which mandate, when and why."""

    actor: Any
    mandate: str
    at: datetime
    reason: str


def signed_by(actor: Any, under: MandateView | None, at: datetime, *, reason: str) -> Signed:
    """Sign under the mandate in force."""
    mandate = under.text if under else ""
    return Signed(actor=actor, mandate=mandate, at=at, reason=reason.strip())


def scheme_line(
    code: str, label: str, action: str, *, before: Any, after: Any, signed: Signed
) -> None:
    """Write one line of the journal about a scheme."""
    record(
        actor=signed.actor,
        mandate=signed.mandate,
        action=f"programmes.{action}",
        object_type="scheme",
        object_ref=code,
        object_label=label,
        before=before,
        after=after,
        reason=signed.reason,
        at=signed.at,
    )
