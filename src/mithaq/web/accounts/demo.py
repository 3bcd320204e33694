"""The accounts of a demonstration, by role, each with its body and what it may try first."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from mithaq.apps.accounts.queries import fictitious_usernames, is_demo
from mithaq.apps.organisations.choices import Role
from mithaq.base.text import Labels


@dataclass(frozen=True, slots=True)
class DemoAccount:
    """One invented person: the role, the organisation, and what to try."""

    username: str
    full_name: Labels
    role: Role
    capacity: Labels
    what_to_try: Labels
    body: Labels | None = None


def by_role(accounts: Iterable[DemoAccount]) -> list[tuple[Role, list[DemoAccount]]]:
    """The accounts under their roles, each role at the place of its first."""
    found: dict[Role, list[DemoAccount]] = {}
    for account in accounts:
        found.setdefault(account.role, []).append(account)
    return list(found.items())


def demo_accounts() -> tuple[DemoAccount, ...]:
    """The accounts offered on the sign-in page: none unless this is a demonstration."""
    if not is_demo():
        return ()
    opened = fictitious_usernames()
    return tuple(account for account in _described() if account.username in opened)


@lru_cache(maxsize=1)
def _described() -> tuple[DemoAccount, ...]:
    # Everyone whom a story of the demonstration needs, one per role first.
    # Imported late: only a demonstration needs to read the demonstration's content.
    from mithaq.demo.loading import read_yaml

    rows = [
        *read_yaml("accounts.yaml"),
        *read_yaml("corridor.yaml")["people"],
        *read_yaml("questions.yaml")["accounts"],
    ]
    bodies = {
        row["slug"]: Labels(**row["name"])
        for name in ("organisations.yaml", "corridor.yaml")
        for row in _organisations(read_yaml(name))
    }
    return tuple(_account(row, bodies) for row in rows if "what_to_try" in row)


def _organisations(read: Any) -> list[dict[str, Any]]:
    """A file of organisations, or the organisations of a file of more."""
    return list(read if isinstance(read, list) else read["organisations"])


def _account(row: dict[str, Any], bodies: Mapping[str, Labels]) -> DemoAccount:
    return DemoAccount(
        username=row["username"],
        full_name=Labels(**row["full_name"]),
        role=Role(row["role"]),
        capacity=Labels(**row["capacity"]),
        what_to_try=Labels(**row["what_to_try"]),
        body=bodies.get(row.get("organisation") or ""),
    )
