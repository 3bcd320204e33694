"""What was done on a case, as the journal keeps it and as every party may read it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Final

from django.db.models import OuterRef, Subquery

from mithaq.apps.accounts.queries.lines import audit_lines_of
from mithaq.apps.accounts.queries.people import name_here
from mithaq.apps.corridor.models import CaseOfficer, CaseReason
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
    "corridor.withdraw_consent", "corridor.rate_case", "corridor.transfer_side",
)  # fmt: skip

_BY: Final = frozenset({"corridor.escalate_case"})
_TAKE: Final = "corridor.take_side"
_TRANSFER: Final = "corridor.transfer_side"


@dataclass(frozen=True, slots=True)
class Transfer:
    """Who had a side and who has it since, by name; whether who has it took it over."""

    giver: str
    heir: str
    is_own: bool


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
    # Between whom a side passed inside its institution.
    transfer: Transfer | None = None
    # Who had the side once it was taken, whoever has it since.
    taker: str = ""


def done_on(public_id: object) -> tuple[Done, ...]:
    """The acts on a case, the oldest first, for who was given the case to read: two queries."""
    kept = CaseReason.objects.filter(line=OuterRef("public_id"))
    rows = audit_lines_of(object_type="case", object_ref=str(public_id)).filter(action__in=TOLD)
    values = (
        rows.annotate(
            words=Subquery(kept.values("words")), erased_at=Subquery(kept.values("erased_at"))
        )
        .order_by("at", "id")
        .values_list(
            "at", "action", "after", "reason", "words", "erased_at", "actor_id", "mandate", "before"
        )
    )
    rows_read = list(values)
    held = mandates_by_person({row[6] for row in rows_read if row[1] in _BY and row[6]})
    posts = _posts(rows_read)
    return tuple(
        Done(
            at=at,
            action=action.removeprefix("corridor."),
            after=after or {},
            reason=reason if words is None else words,
            is_erased=erased_at is not None,
            by=next((item for item in held.get(actor, ()) if item.text == mandate), None),
            transfer=_transfer(posts, before, after, actor) if action == _TRANSFER else None,
            taker=_name(posts.get(_post(after))) if action == _TAKE else "",
        )
        for at, action, after, reason, words, erased_at, actor, mandate, before in rows_read
    )


def _posts(rows: Sequence[Sequence[Any]]) -> dict[int, CaseOfficer]:
    """The posts that took sides and between which sides passed, with who holds them: no query where
    none was taken."""
    passed = [row for row in rows if row[1] in (_TAKE, _TRANSFER)]
    held = [post for row in passed for side in (row[2], row[8]) if (post := _post(side))]
    if not held:
        return {}
    found = CaseOfficer.objects.filter(pk__in=held).select_related("user").order_by("pk")
    return {post.pk: post for post in found}


def _transfer(
    posts: Mapping[int, CaseOfficer],
    before: Mapping[str, Any] | None,
    after: Mapping[str, Any] | None,
    actor: int | None,
) -> Transfer:
    giver, heir = posts.get(_post(before)), posts.get(_post(after))
    return Transfer(
        giver=_name(giver),
        heir=_name(heir),
        is_own=heir is not None and actor is not None and heir.user_id == actor,
    )


def _name(post: CaseOfficer | None) -> str:
    return name_here(post.user) if post else ""


def _post(side: Mapping[str, Any] | None) -> int:
    return int((side or {}).get("officer") or 0)
