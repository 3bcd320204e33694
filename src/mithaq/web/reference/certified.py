"""What a code of a certificate of good standing answers for: until when, and read from what."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from mithaq.apps.corridor.queries.debts import standing_request
from mithaq.flows.issue_good_standing import OBJECT


@dataclass(frozen=True, slots=True, kw_only=True)
class CertifiedText:
    """A certificate as whoever holds its code reads it: no amount, no private person."""

    valid_until_on: date
    is_over: bool
    statements: tuple[str, ...]
    as_of_on: date | None


def certified_text(answer: Any, *, on: date) -> CertifiedText | None:
    """The certificate behind a paper, when the paper is one."""
    paper = answer.paper if answer else None
    found = standing_request(paper.object_ref) if paper and paper.object_type == OBJECT else None
    if found is None or found.valid_until_on is None:
        return None
    return CertifiedText(
        valid_until_on=found.valid_until_on,
        is_over=on > found.valid_until_on,
        statements=found.statements,
        as_of_on=found.as_of_on,
    )
