"""What an evaluation recommends and what a committee decided of it, tied together."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from mithaq.apps.accounts import operations as accounts
from mithaq.apps.accounts.models import User
from mithaq.apps.conventions.choices.meetings import MeetingStatus
from mithaq.apps.conventions.choices.roadmaps import PointKind
from mithaq.apps.conventions.models import Decision, EvaluationPoint
from mithaq.base.errors import Fault, refuse_if_any
from mithaq.base.text import Labels


@transaction.atomic
def link_recommendation(
    *,
    reference: str,
    kind: str,
    rank: int,
    decision_id: int | None,
    actor: User | None,
    mandate: str,
    reason: str,
    at: datetime,
) -> None:
    """Say which decision of a committee answers a recommendation; without one, untie them.

    Raises ``Refusal`` when the point is no recommendation, or the decision is of another
    convention or of a sitting not held.
    """
    point = (
        EvaluationPoint.objects.select_for_update(of=("self",))
        .select_related("evaluation__convention", "decision")
        .get(evaluation__convention__reference=reference, evaluation__kind=kind, rank=rank)
    )
    convention = point.evaluation.convention
    decision = Decision.objects.filter(
        pk=decision_id or 0,
        meeting__committee__convention=convention,
        meeting__status=MeetingStatus.HELD,
    ).first()
    faults = []
    if point.kind != PointKind.RECOMMENDATION:
        faults.append(Fault("point", _NO_ADVICE, "evaluation.only_recommendations_are_decided"))
    if decision_id is not None and decision is None:
        faults.append(Fault("decision", _ELSEWHERE, "evaluation.decision_of_the_convention"))
    refuse_if_any(faults)
    before = {"point": f"{kind}.{rank}", "decision": point.decision_id}
    point.decision = decision
    point.save(update_fields=["decision"])
    accounts.record(
        actor=actor,
        mandate=mandate,
        action="conventions.link_recommendation",
        object_type="convention",
        object_ref=reference,
        object_label=str(convention.labels),
        before=before,
        after={"point": f"{kind}.{rank}", "decision": point.decision_id},
        reason=reason,
        at=at,
    )


_NO_ADVICE = Labels(
    "Seule une recommandation mène à une décision.",
    "التوصية وحدها تؤدي إلى قرار.",
    "Only a recommendation leads to a decision.",
)
_ELSEWHERE = Labels(
    "Choisissez une décision prise par un comité de cette convention, en séance tenue.",
    "اختاروا قرارا اتخذته لجنة من لجان هذه الاتفاقية في اجتماع منعقد.",
    "Choose a decision taken by a committee of this convention, in a sitting held.",
)
