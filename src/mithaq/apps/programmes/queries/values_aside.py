"""The values that somebody recorded in place of the law's, and that the law does not take."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from mithaq.base.text import Labels
from mithaq.engines.rules import Law, SetAside, aside_label


@dataclass(frozen=True, slots=True, kw_only=True)
class ValueAside:
    """A value that somebody recorded in place of the law's, and that the law does not take."""

    path: str
    label: Labels
    since: date
    value: str
    reason: str
    author: str
    why: Labels


def values_aside(law: Law, found: Iterable[SetAside]) -> tuple[ValueAside, ...]:
    """Values set aside, as a page shows them."""
    return tuple(
        ValueAside(
            path=one.path,
            label=aside_label(law, one),
            since=one.since,
            value=one.value,
            reason=one.reason,
            author=one.by,
            why=one.why,
        )
        for one in found
    )
