"""What a standing committee decided goes back to the cases and problems that it was asked about."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db import transaction

from mithaq.apps.corridor.operations import settle_referral
from mithaq.apps.corridor.policies import can_settle_referral
from mithaq.apps.corridor.queries.returning import decisions_to_return
from mithaq.apps.organisations.queries import MandateView


@transaction.atomic
def return_decisions(
    *, meeting_id: int, actor: Any, under: MandateView | None, at: datetime
) -> tuple[int, ...]:
    """Settle each referral that the mandate may, with the decision taken under its point.

    Gives the referrals settled. Whoever presides without being the secretary leaves them waiting.
    """
    found = [
        item
        for item in decisions_to_return(meeting_id)
        if can_settle_referral(under, item.bodies, is_exercise=item.is_exercise)
    ]
    for item in found:
        settle_referral(
            referral_id=item.referral_id,
            decision_id=item.decision_id,
            answer="\n".join(dict.fromkeys((item.answer.fr, item.answer.ar))),
            actor=actor,
            under=under,
            at=at,
        )
    return tuple(item.referral_id for item in found)
