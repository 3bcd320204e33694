"""The amendments of the exercise, from the packaged files."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from mithaq.apps.conventions.operations import AmendmentDraft, record_amendment
from mithaq.apps.conventions.queries import ChangeView
from mithaq.apps.reference.queries import sources_by_code
from mithaq.base.text import Labels


def record_amendments(content: Mapping[str, Any], *, at: datetime, reason: str) -> int:
    """Record the amendments of one convention, first to last; return how many are new."""
    sources = sources_by_code({item["source"] for item in content["amendments"]})
    return sum(
        record_amendment(
            reference=content["convention"],
            draft=_draft(item, sources[item["source"]]),
            actor=None,
            mandate="",
            reason=reason,
            at=at,
        ).is_new
        for item in content["amendments"]
    )


def _draft(item: Mapping[str, Any], source_id: int) -> AmendmentDraft:
    return AmendmentDraft(
        number=item["number"],
        title=Labels(**item["title"]),
        signed_on=date.fromisoformat(item["signed"]),
        effective_on=date.fromisoformat(item["effective"]),
        reason=Labels(**item["reason"]),
        retroactive_reason=Labels(**item.get("retroactive_reason", {"fr": ""})),
        source_id=source_id,
        locator=item["locator"],
        changes=tuple(
            ChangeView(rank=rank, **change) for rank, change in enumerate(item["changes"], start=1)
        ),
    )
