"""What the other readings of a value in doubt would change: one that changes nothing is none."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from mithaq.engines.rules import Law, Value


def read_otherwise(law: Law, path: str, value: Any) -> Law:
    """The law under another reading of one of its values."""
    found: Law = law.kept(("reading", path, str(value)), lambda: law.reform("read", {path: value}))
    return found


def touched_by(
    law: Law,
    path: str,
    others: Iterable[object],
    *,
    known: Mapping[str, Value | None],
    facts: Mapping[str, Any],
    on: date,
) -> frozenset[str]:
    """Which results of a case, by name, some other reading of a value gives differently.

    A doubt that names no other value cannot be tried: it touches every one of them.
    """
    listed = tuple(others)
    if not listed:
        return frozenset(known)
    plans = (read_otherwise(law, path, value).on(on, *known) for value in listed)
    found = [plan.compute(**facts) for plan in plans]
    return frozenset(
        name for name, value in known.items() if any(item[name] != value for item in found)
    )
