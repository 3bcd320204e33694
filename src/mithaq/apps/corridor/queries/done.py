"""What was done on a case, as the journal keeps it and as every party may read it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Final

from django.db.models import OuterRef, Subquery

from mithaq.apps.accounts.queries.lines import audit_lines_of
from mithaq.apps.corridor.models import CaseReason
from mithaq.apps.organisations.queries import MandateView
from mithaq.apps.organisations.queries.mandates import mandates_by_person

# Acts that nothing else of a case tells: the others are read where they left their own row. A
# private note, a reading and a name opened are told to nobody here.
TOLD: Final = (
    "corridor.take_side", "corridor.wait_side", "corridor.resume_side", "corridor.hand_back",
    "corridor.revise_side", "corridor.bring_completion", "corridor.propose_appointment",
    "corridor.move_appointment", "corridor.escalate_case", "corridor.reopen_case",
    "corridor.contest_refusal",
    "corridor.accept_proposal", "corridor.refuse_proposal", "corridor.withdraw_proposal",
    "corridor.sign_agreement", "corridor.drop_agreement", "corridor.record_consent",
    "corridor.withdraw_consent", "corridor.rate_case",
)  # fmt: skip

_BY: Final = frozenset({"corridor.escalate_case"})


@dataclass(frozen=True, slots=True)
class Done:
    """One act: when, which, on whose side, what the journal kept of it and why.

    The reason of an act on a case about a person is not in the journal: it is read where the
    corridor keeps it, unless ``is_erased`` with what was known of the person.
    """

    at: datetime
    action: str
    after: Mapping[str, Any] = field(default_factory=dict)
    reason: str = ""
    is_erased: bool = False
    # Under which mandate, where the life of the case says who carried it higher.
    by: MandateView | None = None


def done_on(public_id: object) -> tuple[Done, ...]:
    """The acts on a case, the oldest first, for who was given the case to read: one query."""
    kept = CaseReason.objects.filter(line=OuterRef("public_id"))
    rows = audit_lines_of(object_type="case", object_ref=str(public_id)).filter(action__in=TOLD)
    values = (
        rows.annotate(
            words=Subquery(kept.values("words")), erased_at=Subquery(kept.values("erased_at"))
        )
        .order_by("at", "id")
        .values_list("at", "action", "after", "reason", "words", "erased_at", "actor_id", "mandate")
    )
    rows_read = list(values)
    held = mandates_by_person({row[6] for row in rows_read if row[1] in _BY and row[6]})
    return tuple(
        Done(
            at=at,
            action=action.removeprefix("corridor."),
            after=after or {},
            reason=reason if words is None else words,
            is_erased=erased_at is not None,
            by=next((item for item in held.get(actor, ()) if item.text == mandate), None),
        )
        for at, action, after, reason, words, erased_at, actor, mandate in rows_read
    )
