"""What the operations on systemic problems share."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from mithaq.apps.accounts.operations import record
from mithaq.apps.corridor.models import SystemicProblem
from mithaq.apps.organisations.queries import MandateView


def problem_line(
    problem: SystemicProblem,
    action: str,
    *,
    actor: Any,
    under: MandateView | None,
    at: datetime,
    before: Mapping[str, object] | None = None,
    after: Mapping[str, object] | None = None,
    reason: str = "",
) -> None:
    """Leave the one audit line of an operation on a systemic problem."""
    record(
        actor=actor,
        mandate=under.text if under else "",
        action=f"corridor.{action}",
        object_type="systemic_problem",
        object_ref=str(problem.public_id),
        object_label=problem.label_fr,
        before=dict(before) if before is not None else None,
        after=dict(after) if after is not None else None,
        reason=reason,
        at=at,
    )
