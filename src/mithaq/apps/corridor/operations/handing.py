"""The hand passes from an institution to the party it waits for, and comes back."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db import transaction

from mithaq.apps.corridor.choices.cases import OPEN_CASES, SideStatus, SideStep
from mithaq.apps.corridor.events import SideMoved
from mithaq.apps.corridor.models import Case
from mithaq.apps.corridor.operations import _hand_words as hand_words
from mithaq.apps.corridor.operations import _words as words
from mithaq.apps.corridor.operations._files import file_faults, keep_files
from mithaq.apps.corridor.operations._rows import (
    line,
    moved,
    opened,
    side_of,
    side_step,
    sides_of,
)
from mithaq.apps.corridor.operations._taking import taken_by_acting
from mithaq.apps.corridor.operations.drafts import FileDraft
from mithaq.apps.corridor.operations.sides import give_back, share
from mithaq.apps.corridor.policies import party_of
from mithaq.apps.corridor.queries.committees import body_id_of
from mithaq.apps.organisations.queries import MandateView
from mithaq.base.errors import Fault, Refusal, refuse_if_any


@transaction.atomic
def wait_for_other(
    *,
    public_id: str,
    institution: str,
    reason: str,
    party: str = "",
    actor: Any,
    under: MandateView | None,
    at: datetime,
) -> SideMoved:
    """Pass the hand to another institution of the case: theirs is the turn.

    The clock of the side runs on: only the completion request stops it, once, and the company is
    waited for in no other way. The reason is shared with all. Without a party nobody has the hand:
    the side waits for an event.
    """
    case, access = opened(public_id, under)
    side = side_of(case, institution)
    status = side_step(side, SideStep.WAIT, access, under)
    faults = []
    if not reason.strip():
        faults.append(words.empty("reason", words.REASON))
    if party == case.company.slug:
        faults.append(Fault("party", hand_words.COMPANY_ONCE, "side.wait.company"))
    elif party and party not in _others(case, institution):
        faults.append(words.unknown("party", party))
    elif party and _has_given(case, party):
        faults.append(Fault("party", hand_words.HAND_ELSEWHERE, "side.wait.hand"))
    refuse_if_any(faults)
    side.status, side.waits_for_id = status, body_id_of(party) if party else None
    side.save(update_fields=["status", "waits_for"])
    line(
        case, "wait_side", actor=actor, under=under, at=at, reason=reason.strip(),
        after={"side": institution, "status": side.status, "party": party},
    )  # fmt: skip
    return moved(side, case)


@transaction.atomic
def hand_back(
    *,
    public_id: str,
    body: str,
    files: tuple[FileDraft, ...] = (),
    actor: Any,
    under: MandateView | None,
    at: datetime,
) -> tuple[str, ...]:
    """Say what was done and give the hand back; gives the institutions that take the file up again.

    So does the owner of a decision of the committee once it has applied it.
    """
    case, access = opened(public_id, under)
    party = party_of(under, access)
    key = body_id_of(party)
    faults = list(file_faults(files))
    if not body.strip() and not files:
        faults.append(words.empty("body", words.BODY))
    if case.status not in OPEN_CASES:
        faults.append(words.case_not_there(case.status, "hand_back"))
    waited = any(
        side.status == SideStatus.WAITING_OTHER and side.waits_for_id == key
        for side in sides_of(case)
    )
    if key is None or not (waited or case.waits_for_id == key):
        faults.append(Fault("side", hand_words.NOT_WAITED, "side.hand_back"))
    refuse_if_any(faults)
    if key is None:
        raise Refusal(Fault("side", hand_words.NOT_WAITED, "side.hand_back"))
    told = share(case, body, body_id=key, actor=actor, at=at, has_files=bool(files))
    keep_files(told, files)
    # Whoever answers what it is asked has the case in hand: it is not waited for to take it.
    taken_by_acting(case, party, actor=actor, at=at)
    back = give_back(case, key, actor=actor, at=at)
    line(
        case, "hand_back", actor=actor, under=under, at=at,
        after={"party": party, "sides": list(back), "files": len(files)},
    )  # fmt: skip
    return back


def _has_given(case: Case, party: str) -> bool:
    """Whether a party itself gave the hand to another, and waits for it."""
    return any(
        side.institution.slug == party and side.waits_for_id is not None for side in sides_of(case)
    )


def _others(case: Case, institution: str) -> set[str]:
    """The institutions of a case that a side may wait for."""
    return {side.institution.slug for side in sides_of(case)} - {institution}
