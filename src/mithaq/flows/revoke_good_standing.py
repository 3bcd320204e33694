"""The fund revokes a certificate: decided with reasons, and whoever checks its code reads it."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db import transaction

from mithaq.apps.corridor.operations import debts
from mithaq.apps.organisations.queries import MandateView
from mithaq.apps.reference.operations import withdraw_paper


@transaction.atomic
def revoke_good_standing(
    *, number: str, reasons: str, actor: Any, under: MandateView, at: datetime
) -> None:
    """Revoke a certificate and withdraw its papers: the verification page says the day and why."""
    code = debts.revoke_good_standing(
        number=number, reasons=reasons, actor=actor, under=under, at=at
    )
    withdraw_paper(code=code, actor=actor, mandate=under.text, reason=reasons, at=at)
