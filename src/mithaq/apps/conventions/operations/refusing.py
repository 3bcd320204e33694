"""A signature is refused with its reason: the folder closes, the text goes back to negotiation."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Final

from django.db import transaction
from django.utils import timezone

from mithaq.apps.conventions.choices.drafting import (
    BodyPart,
    DraftingAction,
    DraftingStage,
    FolderStatus,
    SignatureForm,
)
from mithaq.apps.conventions.events import SignatureRefused
from mithaq.apps.conventions.models import (
    Drafting,
    DraftingBody,
    FolderView,
    SigningFolder,
    SigningTurn,
)
from mithaq.apps.conventions.operations import _drafting_words
from mithaq.apps.conventions.operations import _signing_words as words
from mithaq.apps.conventions.operations._drafting_rows import line, slugs, steward_of
from mithaq.apps.conventions.operations._folders import capacity_on, open_turns, opened
from mithaq.apps.conventions.policies import can_sign, can_steer_drafting
from mithaq.apps.organisations.queries import MandateView
from mithaq.base.errors import Fault, refuse_if_any

_REASON: Final = 500


@dataclass(frozen=True, slots=True, kw_only=True)
class RefusalDraft:
    """Who refuses and why; without a rank, the signatory refuses in person, that very day."""

    reason: str
    rank: int | None = None
    refused_on: date | None = None


@transaction.atomic
def refuse_signature(
    *,
    folder_id: str,
    draft: RefusalDraft,
    actor: Any,
    under: MandateView | None,
    at: datetime,
) -> SignatureRefused:
    """Refuse to sign, in person, or record a refusal received on paper.

    No turn is waited for: a text that somebody will not sign is better known at once. The
    signatures already given stay written on the closed folder. Raises ``Refusal`` with every
    fault: no reason, nothing to refuse there, text not read, mandate not in force that day.
    """
    folder, drafting, bodies = opened(folder_id, under)
    on = timezone.localtime(at).date()
    is_paper = draft.rank is not None
    refused_on = (draft.refused_on or on) if is_paper else on
    turn = _turn(folder, draft, under)
    faults = list(_reason_faults(draft))
    if is_paper:
        faults += _paper_faults(folder, bodies, turn, under=under, refused_on=refused_on, on=on)
    else:
        faults += _own_faults(folder, turn, actor=actor, under=under, on=on)
    refuse_if_any(faults)
    assert turn is not None  # noqa: S101 - a missing turn is a fault, refused above
    reason = draft.reason.strip()
    turn.refused_on, turn.refused_at, turn.refusal_reason = refused_on, at, reason
    turn.refusal_form = SignatureForm.ON_PAPER if is_paper else SignatureForm.ONLINE
    turn.refused_by = under.text if under else ""
    turn.save()
    folder.status, folder.closed_at = FolderStatus.REFUSED, at
    folder.closed_reason = reason[:300]
    folder.save(update_fields=["status", "closed_at", "closed_reason"])
    _back_to_negotiation(drafting, at)
    line(
        drafting, str(DraftingAction.REFUSE), actor=actor, under=under, at=at, reason=reason,
        before={"stage": str(DraftingStage.SIGNING)},
        after={"stage": str(DraftingStage.NEGOTIATION), "version": folder.version_number,
               "organisation": turn.organisation.slug, "rank": turn.rank,
               "form": str(turn.refusal_form)},
    )  # fmt: skip
    return SignatureRefused(
        folder_id=str(folder.public_id),
        drafting_id=str(drafting.public_id),
        organisation=turn.organisation.slug,
    )


def _turn(
    folder: SigningFolder, draft: RefusalDraft, under: MandateView | None
) -> SigningTurn | None:
    """The signature refused: the one named, or the first that the mandate's body still owes."""
    rows = open_turns(folder)
    if draft.rank is not None:
        rows = rows.filter(rank=draft.rank)
    else:
        rows = rows.filter(organisation__slug=under.organisation if under else "")
    found: SigningTurn | None = rows.first()
    return found


def _reason_faults(draft: RefusalDraft) -> Iterator[Fault]:
    reason = draft.reason.strip()
    if not reason:
        yield _drafting_words.no_reason()
    elif len(reason) > _REASON:
        yield words.reason_too_long(_REASON)


def _own_faults(
    folder: SigningFolder,
    turn: SigningTurn | None,
    *,
    actor: Any,
    under: MandateView | None,
    on: date,
) -> Iterator[Fault]:
    if turn is None or not can_sign(under, turn.organisation.slug):
        yield words.nothing_to_refuse()
        return
    capacity = capacity_on(turn, user_id=actor.pk, on=on)
    if isinstance(capacity, Fault):
        yield capacity
    if not FolderView.objects.filter(folder=folder, user=actor).exists():
        yield words.not_viewed()


def _paper_faults(
    folder: SigningFolder,
    bodies: list[DraftingBody],
    turn: SigningTurn | None,
    *,
    under: MandateView | None,
    refused_on: date,
    on: date,
) -> Iterator[Fault]:
    if not can_steer_drafting(under, slugs(bodies, BodyPart.STEWARD)):
        yield _drafting_words.not_yours(steward_of(bodies).organisation.labels)
    if turn is None:
        yield words.nothing_to_refuse()
    if refused_on > on:
        yield words.refusal_not_come(on)
    first = timezone.localtime(folder.opened_at).date()
    if refused_on < first:
        yield words.refusal_before_offer(first)


def _back_to_negotiation(drafting: Drafting, at: datetime) -> None:
    drafting.stage, drafting.changed_at = DraftingStage.NEGOTIATION, at
    drafting.save(update_fields=["stage", "changed_at"])
