"""Terms tried before they are sent or accepted: every refusal told, nothing written."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from django.db import transaction

from mithaq.apps.corridor.operations.proposing import (
    accept_proposal,
    counter_proposal,
    make_proposal,
)
from mithaq.apps.organisations.queries import MandateView


def try_terms(
    *,
    public_id: str,
    proposal_id: int | None = None,
    terms: str,
    due_on: date | None,
    actor: Any,
    under: MandateView | None,
    at: datetime,
) -> None:
    """Say whether terms would be taken, as a proposal or in answer to another one; write nothing.

    Raises the ``Refusal`` that sending them would raise.
    """
    given: dict[str, Any] = {
        "public_id": public_id, "terms": terms, "due_on": due_on, "actor": actor, "under": under,
        "at": at,
    }  # fmt: skip
    with transaction.atomic():
        if proposal_id is None:
            make_proposal(**given)
        else:
            counter_proposal(proposal_id=proposal_id, **given)
        # The very operation that sends them judged: what it wrote is taken back.
        transaction.set_rollback(True)


def try_acceptance(
    *, public_id: str, proposal_id: int, actor: Any, under: MandateView | None, at: datetime
) -> None:
    """Say whether terms may be accepted; write nothing.

    Raises the ``Refusal`` that accepting them would raise.
    """
    with transaction.atomic():
        accept_proposal(
            public_id=public_id, proposal_id=proposal_id, actor=actor, under=under, at=at
        )
        transaction.set_rollback(True)
