"""A text is signed: read first, in order, in a capacity that holds that very day."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils import timezone

from mithaq.apps.conventions.choices.drafting import (
    BodyPart,
    DraftingStage,
    FolderStatus,
    SignatureForm,
)
from mithaq.apps.conventions.events import FolderSigned
from mithaq.apps.conventions.models import (
    Convention,
    Drafting,
    DraftingBody,
    FolderView,
    SigningFolder,
    SigningSession,
    SigningTurn,
)
from mithaq.apps.conventions.operations import _drafting_words, _scans
from mithaq.apps.conventions.operations import _signing_words as words
from mithaq.apps.conventions.operations._drafting_rows import (
    line,
    slugs,
    steward_of,
)
from mithaq.apps.conventions.operations._folders import (
    capacity_on,
    open_turns,
    opened,
    turns,
)
from mithaq.apps.conventions.policies import can_sign, can_steer_drafting
from mithaq.apps.organisations.queries import MandateView
from mithaq.base.errors import Fault, Refusal, refuse_if_any
from mithaq.base.ports import port
from mithaq.base.sent_files import type_of
from mithaq.base.text import Labels


@dataclass(frozen=True, slots=True, kw_only=True)
class Scan:
    """A copy signed by hand, as it was scanned."""

    name: str
    content: bytes


@transaction.atomic
def view_folder(*, folder_id: str, actor: Any, under: MandateView | None, at: datetime) -> None:
    """Note that a person opened a folder; the first reading only is written."""
    folder, drafting, _bodies = opened(folder_id, under)
    _view, is_first = FolderView.objects.get_or_create(
        folder=folder, user=actor, defaults={"viewed_at": at}
    )
    if is_first:
        line(
            drafting, "view_folder", actor=actor, under=under, at=at,
            after={"version": folder.version_number, "sha256": folder.sha256},
        )  # fmt: skip


@transaction.atomic
def sign_folders(
    *, folder_ids: Sequence[str], actor: Any, under: MandateView | None, at: datetime
) -> tuple[FolderSigned, ...]:
    """Sign several folders in one gesture: all of them, or none if one is refused.

    Raises ``Refusal`` for each folder not read, not yet at the person's turn, or for which the
    person's mandate does not hold today.
    """
    if not folder_ids:
        raise Refusal(words.nothing_ticked())
    on = timezone.localtime(at).date()
    signed, faults = [], list[Fault]()
    for folder_id in dict.fromkeys(folder_ids):
        folder, drafting, bodies = opened(folder_id, under)
        turn = _turn_of(folder, under)
        capacity = capacity_on(turn, user_id=actor.pk, on=on) if turn else words.no_turn()
        found = _turn_faults(folder, turn, capacity=capacity, under=under, actor=actor)
        if found or turn is None or not isinstance(capacity, MandateView):
            faults += [_of_folder(fault, drafting, len(folder_ids)) for fault in found]
            continue
        _sign(turn, capacity, on=on, form=SignatureForm.ONLINE, actor=actor, at=at)
        signed.append(_signed(folder, drafting, bodies, turn, actor=actor, under=under, at=at))
    refuse_if_any(faults)
    return tuple(signed)


@transaction.atomic
def sign_on_paper(
    *,
    folder_id: str,
    signed_on: date,
    scan: Scan,
    actor: Any,
    under: MandateView | None,
    at: datetime,
) -> FolderSigned:
    """Record a copy signed by hand by all who had not signed yet, and keep its scan.

    The capacity of each is checked on the day of the ceremony: somebody held a mandate of
    signatory for the body on that day.
    """
    folder, drafting, bodies = opened(folder_id, under)
    faults = list(_scans.scan_faults(scan.name, scan.content))
    if not can_steer_drafting(under, slugs(bodies, BodyPart.STEWARD)):
        faults.append(_drafting_words.not_yours(steward_of(bodies).organisation.labels))
    if signed_on > timezone.localtime(at).date():
        faults.append(words.not_come(timezone.localtime(at).date()))
    turns = list(open_turns(folder))
    if not turns:
        faults.append(words.no_turn())
    capacities = [(turn, capacity_on(turn, user_id=None, on=signed_on)) for turn in turns]
    faults += [found for _turn, found in capacities if isinstance(found, Fault)]
    refuse_if_any(faults)
    folder.scan_name = scan.name[:200]
    folder.scan_type = type_of(scan.content) or ""
    folder.scan_sha256 = port("files").keep(scan.content)
    folder.save(update_fields=["scan_name", "scan_type", "scan_sha256"])
    for turn, capacity in capacities:
        if isinstance(capacity, MandateView):
            _sign(turn, capacity, on=signed_on, form=SignatureForm.ON_PAPER, actor=actor, at=at)
    return _signed(folder, drafting, bodies, turns[-1], actor=actor, under=under, at=at)


@transaction.atomic
def conclude_drafting(
    *, public_id: str, convention: str, actor: Any, under: MandateView | None, at: datetime
) -> None:
    """Tie a text signed by all to the convention that the register now has."""
    drafting = Drafting.objects.select_for_update().get(public_id=public_id)
    folder = SigningFolder.objects.filter(drafting=drafting, status=FolderStatus.OPEN).first()
    is_signed = folder is not None and not open_turns(folder).exists()
    if drafting.stage != DraftingStage.SIGNING or folder is None or not is_signed:
        raise Refusal(words.no_such_folder())
    folder.status, folder.closed_at = FolderStatus.SIGNED, at
    folder.save(update_fields=["status", "closed_at"])
    drafting.convention = Convention.objects.get(reference=convention)
    drafting.stage, drafting.changed_at = DraftingStage.SIGNED, at
    drafting.save(update_fields=["convention", "stage", "changed_at"])
    line(
        drafting, "conclude", actor=actor, under=under, at=at,
        before={"stage": str(DraftingStage.SIGNING)},
        after={"stage": str(DraftingStage.SIGNED), "sha256": folder.sha256},
    )  # fmt: skip


@transaction.atomic
def open_session(
    *,
    reference: str,
    labels: Labels,
    place: Labels,
    planned_on: date,
    folder_ids: Sequence[str],
    actor: Any,
    under: MandateView | None,
    at: datetime,
) -> str:
    """Join open folders in one ceremony: once signed, their conventions make one set."""
    if not folder_ids:
        raise Refusal(words.nothing_ticked())
    found = [opened(folder_id, under) for folder_id in dict.fromkeys(folder_ids)]
    faults = []
    if SigningSession.objects.filter(reference=reference).exists():
        faults.append(words.session_taken(reference))
    if not labels.fr.strip():
        faults.append(_drafting_words.empty("label_fr"))
    for _folder, _drafting, bodies in found:
        if not can_steer_drafting(under, slugs(bodies, BodyPart.STEWARD)):
            faults.append(_drafting_words.not_yours(steward_of(bodies).organisation.labels))
    if len({drafting.is_exercise for _folder, drafting, _bodies in found}) > 1:
        faults.append(words.exercise_apart())
    refuse_if_any(faults)
    session = SigningSession.objects.create(
        reference=reference,
        label_fr=labels.fr,
        label_ar=labels.ar,
        label_en=labels.en,
        place_fr=place.fr,
        place_ar=place.ar,
        place_en=place.en,
        planned_on=planned_on,
        opened_at=at,
        is_exercise=found[0][1].is_exercise,
    )
    for folder, drafting, _bodies in found:
        folder.session = session
        folder.save(update_fields=["session"])
        line(
            drafting, "join_session", actor=actor, under=under, at=at,
            after={"session": reference, "planned_on": planned_on},
        )  # fmt: skip
    return session.reference


def _turn_of(folder: SigningFolder, under: MandateView | None) -> SigningTurn | None:
    """The next turn of the mandate's body that is not taken."""
    body = under.organisation if under else ""
    found: SigningTurn | None = (
        turns(folder).filter(organisation__slug=body, signed_at__isnull=True).first()
    )
    return found


def _turn_faults(
    folder: SigningFolder,
    turn: SigningTurn | None,
    *,
    capacity: MandateView | Fault,
    under: MandateView | None,
    actor: Any,
) -> list[Fault]:
    if turn is None or isinstance(capacity, Fault):
        return [capacity] if isinstance(capacity, Fault) else [words.no_turn()]
    if not can_sign(under, turn.organisation.slug):
        return [words.no_turn()]
    faults = []
    if not FolderView.objects.filter(folder=folder, user=actor).exists():
        faults.append(words.not_viewed())
    before = turns(folder).filter(rank__lt=turn.rank, signed_at__isnull=True).first()
    if before is not None:
        faults.append(words.not_your_turn(turn.rank, before.organisation.labels))
    return faults


def _of_folder(fault: Fault, drafting: Drafting, count: int) -> Fault:
    """In a batch, say which folder."""
    if count == 1:
        return fault
    where = f"{drafting.reference} · {fault.where}"
    return Fault(where, fault.sentence, fault.rule, fault.remedy)


def _sign(
    turn: SigningTurn,
    capacity: MandateView,
    *,
    on: date,
    form: SignatureForm,
    actor: Any,
    at: datetime,
) -> None:
    """Write the signature under the capacity held that day, which is what the text will print."""
    turn.signed_on, turn.signed_at, turn.form = on, at, form
    turn.signed_by_id = capacity.user_id
    turn.mandate = capacity.text
    turn.is_interim = capacity.is_interim
    if capacity.capacity:
        turn.capacity_fr = capacity.capacity.fr
        turn.capacity_ar = capacity.capacity.ar
        turn.capacity_en = capacity.capacity.en
    if form == SignatureForm.ONLINE:
        turn.person_fr = actor.full_name or turn.person_fr
        turn.person_ar = actor.full_name_ar or turn.person_ar
    turn.save()


def _signed(
    folder: SigningFolder,
    drafting: Drafting,
    bodies: list[DraftingBody],
    turn: SigningTurn,
    *,
    actor: Any,
    under: MandateView | None,
    at: datetime,
) -> FolderSigned:
    del bodies
    left = open_turns(folder).count()
    line(
        drafting, "sign", actor=actor, under=under, at=at,
        after={"version": folder.version_number, "sha256": folder.sha256,
               "form": str(turn.form), "rank": turn.rank, "left": left},
    )  # fmt: skip
    return FolderSigned(
        folder_id=str(folder.public_id),
        drafting_id=str(drafting.public_id),
        is_complete=left == 0,
    )
