"""A results report is published: frozen, fingerprinted, and from then on only read."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from mithaq.apps.observatory import operations as observatory
from mithaq.apps.observatory.events import ResultsReportPublished


def publish_results_report(
    *, reference: str, as_of: date, actor: Any, mandate: str, reason: str, at: datetime
) -> ResultsReportPublished:
    """Freeze what is known at ``at`` about the convention's state on ``as_of``."""
    return observatory.publish_results_report(
        reference=reference, as_of=as_of, actor=actor, mandate=mandate, reason=reason, at=at
    )
