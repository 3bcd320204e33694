"""What a standing committee decided goes back to the cases and objects that it was asked about."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db import transaction

from mithaq.apps.corridor.operations import refer_called, settle_referral
from mithaq.apps.corridor.policies import can_return_decision
from mithaq.apps.corridor.queries.returning import Returned, decisions_to_return
from mithaq.apps.organisations.queries import MandateView
from mithaq.base.text import in_every_language


@transaction.atomic
def return_decisions(
    *, meeting_id: int, actor: Any, under: MandateView | None, at: datetime
) -> tuple[int, ...]:
    """Bring each decision back to what it answers, whoever of the committee closes its sitting.

    Gives the referrals settled; what called itself gets its referral with the decision.
    """
    act = {"actor": actor, "under": under, "at": at}
    found = [
        item
        for item in decisions_to_return(meeting_id)
        if can_return_decision(under, item.bodies, item.committee, is_exercise=item.is_exercise)
    ]
    return tuple(_settle(item, act) for item in found)


def _settle(item: Returned, act: dict[str, Any]) -> int:
    key = item.referral_id or refer_called(called=item.called, **act)
    settle_referral(
        referral_id=key,
        decision_id=item.decision_id,
        answer=in_every_language(item.answer),
        **act,
    )
    return key
