"""The invented programme as it is followed: owners, reports, a handover, a correction."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from mithaq.apps.accounts.queries import user_by_username
from mithaq.apps.conventions.operations import (
    Evidence,
    OwnerDraft,
    ProgressDraft,
    name_owner,
    record_progress,
)
from mithaq.apps.conventions.queries import owners_of, progress_of
from mithaq.apps.organisations.queries import mandate_in_force_for
from mithaq.base.text import Labels
from mithaq.demo.beside import both


def follow_commitments(rows: Iterable[Mapping[str, Any]], *, at: datetime, reason: str) -> int:
    """Name the owners and make the reports of a day not to come; nothing is done twice."""
    return sum(
        _name_owners(row, at=at, reason=reason) + _report(row, at=at, reason=reason) for row in rows
    )


def _name_owners(row: Mapping[str, Any], *, at: datetime, reason: str) -> int:
    if owners_of(row["reference"], row["number"]):
        return 0
    for owner in row["owners"]:
        name_owner(
            reference=row["reference"],
            number=row["number"],
            draft=OwnerDraft(
                organisation=owner["organisation"],
                user_id=_key(owner["user"]),
                capacity=Labels(**owner["capacity"]),
                since_on=date.fromisoformat(owner["since"]),
            ),
            actor=None,
            mandate="",
            reason=reason,
            at=at,
        )
    return len(row["owners"])


def _report(row: Mapping[str, Any], *, at: datetime, reason: str) -> int:
    if progress_of(row["reference"], row["number"]):
        return 0
    told = [item for item in row["reports"] if date.fromisoformat(item["day"]) <= at.date()]
    for item in told:
        person = _key(item["by"])
        mandate = mandate_in_force_for(user=person or 0, chosen_id=None, on=at.date())
        record_progress(
            reference=row["reference"],
            number=row["number"],
            draft=ProgressDraft(
                stated_on=date.fromisoformat(item["day"]),
                state=item["state"],
                done=Labels(**item["done"]),
                quantity=Decimal(item["quantity"]) if item["quantity"] else None,
                grade=item["grade"],
                evidence=Evidence(url=item.get("url", "")),
                corrects=item.get("corrects"),
                reason=both(item.get("reason", reason)),
            ),
            actor=person,
            mandate=mandate.text if mandate else "",
            at=at,
        )
    return len(told)


def _key(username: str) -> int | None:
    person = user_by_username(username)
    return person.pk if person else None
