"""One fictitious person per role, with a mandate in a fictitious organisation."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from typing import Any

from mithaq.apps.accounts import operations as accounts
from mithaq.apps.accounts import queries as people
from mithaq.apps.organisations import operations as organisations
from mithaq.apps.organisations.operations import MandateDraft
from mithaq.base.text import Labels

# Mandates of the demonstration start before its first exercise.
STARTS_ON = date(2024, 1, 1)


def open_accounts(rows: Iterable[Mapping[str, Any]], *, at: datetime, reason: str) -> int:
    """Open the accounts that do not exist yet and give each its mandate; return how many."""
    opened = 0
    for row in rows:
        if people.user_by_username(row["username"]) is not None:
            continue
        user = accounts.create_user(
            username=row["username"],
            full_name=row["full_name"]["fr"],
            full_name_ar=row["full_name"].get("ar", ""),
            language="fr",
            is_fictitious=True,
            actor=None,
            mandate="",
            reason=reason,
            at=at,
        )
        organisations.grant_mandate(
            draft=_mandate(user.pk, row), actor=None, mandate="", reason=reason, at=at
        )
        opened += 1
    return opened


def _mandate(user_id: int, row: Mapping[str, Any]) -> MandateDraft:
    return MandateDraft(
        user_id=user_id,
        role=row["role"],
        organisation=row.get("organisation"),
        territory=row.get("territory"),
        capacity=Labels(**row["capacity"]) if row.get("capacity") else Labels(""),
        is_interim=bool(row.get("interim")),
        starts_on=_day(row.get("from")) or STARTS_ON,
        ends_on=_day(row.get("to")),
    )


def _day(value: str | date | None) -> date | None:
    return date.fromisoformat(value) if isinstance(value, str) else value
