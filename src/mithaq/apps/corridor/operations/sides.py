"""What an institution does on its side: take, ask, wait, answer, take note, hand over."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils import timezone

from mithaq.apps.accounts.models import User
from mithaq.apps.corridor.choices import Part, RoutingReason
from mithaq.apps.corridor.choices.cases import (
    ANSWERS,
    CARRIED_OUT,
    CaseStatus,
    OutcomeKind,
    SideEventKind,
    SideStatus,
    SideStep,
)
from mithaq.apps.corridor.events import SideMoved
from mithaq.apps.corridor.models import Case, CaseOfficer, Message, Side, SideAnswer
from mithaq.apps.corridor.operations import _hand_words as hand_words
from mithaq.apps.corridor.operations import _words as words
from mithaq.apps.corridor.operations._files import file_faults, keep_files
from mithaq.apps.corridor.operations._posts import is_in_post, post_kept_by
from mithaq.apps.corridor.operations._rows import (
    happened,
    line,
    moved,
    opened,
    person,
    refreshed,
    side_of,
    side_step,
    sides_of,
)
from mithaq.apps.corridor.operations._taking import taken_in_name
from mithaq.apps.corridor.operations.drafts import FileDraft
from mithaq.apps.corridor.operations.proposing import drawn_without
from mithaq.apps.corridor.policies import can_act_for_side, can_read_content
from mithaq.apps.corridor.queries.access import state_of
from mithaq.apps.corridor.queries.turns import are_answers_in
from mithaq.apps.organisations.queries import MandateView
from mithaq.base.errors import Fault, Refusal, refuse_if_any
from mithaq.engines.clocks import Wait

# How an institution answers once an agreement is signed: it carries it out.
CLOCK = ["status", "due_at", "sorted_at", "waits_for"]


@transaction.atomic
def take_side(
    *, public_id: str, institution: str, actor: Any, under: MandateView | None, at: datetime
) -> SideMoved:
    """An officer takes the side of the institution; the first to do so opens the concertation.

    The case becomes that of the officer who takes it, whoever it was routed to.
    """
    case, access = opened(public_id, under)
    side = side_of(case, institution)
    side.status = side_step(side, SideStep.TAKE, access, under)
    taken_in_name(side, actor, at=at)
    side.save(update_fields=["status", "case_officer", "routing"])
    if case.status == CaseStatus.SUBMITTED:
        case.status = CaseStatus.OPEN
        case.save(update_fields=["status"])
    line(
        case, "take_side", actor=actor, under=under, at=at,
        after={"side": institution, "status": side.status, "officer": side.case_officer_id},
    )  # fmt: skip
    return moved(side, case)


@transaction.atomic
def transfer_side(
    *,
    public_id: str,
    institution: str,
    officer_id: int | None = None,
    person_id: int | None = None,
    reason: str,
    actor: Any,
    under: MandateView | None,
    at: datetime,
) -> SideMoved:
    """Hand a side over to another officer of the institution, by the post or by the person; its
    clock does not start again."""
    case, access = opened(public_id, under)
    side = side_of(case, institution)
    if not can_act_for_side(under, access, institution):
        raise Refusal(words.not_yours(side.institution.labels))
    on = timezone.localtime(at).date()
    heir = CaseOfficer.objects.filter(pk=officer_id or 0, institution=side.institution_id).first()
    someone = User.objects.filter(pk=person_id, is_active=True).first() if person_id else None
    if someone is not None and reason.strip() and side.is_open:
        heir = post_kept_by(side, someone, on=on)
    faults = []
    if not reason.strip():
        faults.append(words.empty("reason", words.REASON))
    if heir is None or not is_in_post(heir, on):
        faults.append(words.unknown("officer", str(officer_id or person_id)))
    elif heir.pk == side.case_officer_id:
        faults.append(Fault("officer", words.SAME_OFFICER, "side.transfer.other"))
    if not side.is_open:
        faults.append(words.side_not_there(side.status, "transfer"))
    refuse_if_any(faults)
    before = side.case_officer_id
    side.case_officer, side.routing = heir, RoutingReason.TRANSFERRED
    happened(side, SideEventKind.TRANSFERRED, actor=actor, at=at, reason=reason)
    refreshed(side, at=at)
    side.save(update_fields=["case_officer", "routing", "due_at", "sorted_at"])
    line(
        case, "transfer_side", actor=actor, under=under, at=at, reason=reason.strip(),
        before={"officer": before}, after={"side": institution, "officer": side.case_officer_id},
    )  # fmt: skip
    return moved(side, case)


@transaction.atomic
def ask_completion(
    *,
    public_id: str,
    institution: str,
    wanted: str,
    actor: Any,
    under: MandateView | None,
    at: datetime,
) -> SideMoved:
    """Ask the company for what is missing: once only, in words that all read (law 55-19)."""
    case, side = step_with_reason(
        public_id, institution, wanted, step=SideStep.ASK_COMPLETION,
        kind=SideEventKind.COMPLETION_ASKED, actor=actor, under=under, at=at,
    )  # fmt: skip
    share(case, wanted, body_id=side.institution_id, actor=actor, at=at)
    line(
        case, "ask_completion", actor=actor, under=under, at=at,
        after={"side": institution, "status": side.status},
    )  # fmt: skip
    return moved(side, case)


@transaction.atomic
def bring_completion(
    *,
    public_id: str,
    institution: str,
    body: str,
    files: tuple[FileDraft, ...] = (),
    actor: Any,
    under: MandateView | None,
    at: datetime,
) -> SideMoved:
    """The company brings what a side asked for; its clock runs again."""
    case, access = opened(public_id, under)
    side = side_of(case, institution)
    status = side_step(side, SideStep.COMPLETE, access, under)
    faults = list(file_faults(files))
    if not body.strip() and not files:
        faults.append(words.empty("body", words.BODY))
    refuse_if_any(faults)
    message = share(case, body, body_id=case.company_id, actor=actor, at=at, has_files=bool(files))
    keep_files(message, files)
    clocked(side, status, SideEventKind.COMPLETED, actor=actor, at=at)
    line(
        case, "bring_completion", actor=actor, under=under, at=at,
        after={"side": institution, "status": side.status, "files": len(files)},
    )  # fmt: skip
    return moved(side, case)


@transaction.atomic
def resume_side(
    *, public_id: str, institution: str, actor: Any, under: MandateView | None, at: datetime
) -> SideMoved:
    """Take the examination up again without waiting any longer, for the company neither."""
    case, access = opened(public_id, under)
    side = side_of(case, institution)
    side_step(side, SideStep.RESUME, access, under)
    take_up(side, actor=actor, at=at)
    line(
        case, "resume_side", actor=actor, under=under, at=at,
        after={"side": institution, "status": side.status},
    )  # fmt: skip
    return moved(side, case)


@transaction.atomic
def answer_side(
    *,
    public_id: str,
    institution: str,
    kind: str,
    answer: str,
    actor: Any,
    under: MandateView | None,
    at: datetime,
) -> SideMoved:
    """Answer for an institution, with reasons whatever the answer; its clock stops.

    The answer is kept as given, whatever the side answers later. Terms that waited for nobody but a
    side that says the matter is not its own become the agreement to sign.
    """
    case, access = opened(public_id, under)
    side = side_of(case, institution)
    status = side_step(side, SideStep.ANSWER, access, under)
    faults = []
    if kind not in ANSWERS:
        faults.append(words.empty("kind", words.ANSWER_KIND))
    if not answer.strip():
        faults.append(words.empty("answer", words.ANSWER))
    refuse_if_any(faults)
    is_carried = case.status == CaseStatus.AGREED and side.part != Part.INFORMS
    if is_carried and kind not in CARRIED_OUT:
        raise Refusal(Fault("kind", hand_words.AGREED_FIRST, "side.answer.agreed"))
    side.answer_kind, side.answer, side.answered_at = kind, answer.strip(), at
    side.save(update_fields=["answer_kind", "answer", "answered_at"])
    SideAnswer.objects.create(
        side=side, kind=kind, text=side.answer, answered_at=at, by=person(actor)
    )
    clocked(side, status, SideEventKind.CLOSED, actor=actor, at=at)
    give_back(case, side.institution_id, actor=actor, at=at)
    drawn = drawn_without(case, access, at=at) if kind == OutcomeKind.NOT_COMPETENT else {}
    line(
        case, "answer_side", actor=actor, under=under, at=at,
        after={"side": institution, "status": side.status, "kind": kind, **drawn},
    )  # fmt: skip
    return moved(side, case)


@transaction.atomic
def see_answers(
    *, public_id: str, institution: str, actor: Any, under: MandateView | None, at: datetime
) -> SideMoved:
    """A relay takes note, once every side that decides has answered."""
    case, access = opened(public_id, under)
    side = side_of(case, institution)
    status = side_step(side, SideStep.SEE, access, under)
    if not are_answers_in([state_of(row) for row in sides_of(case)]):
        raise Refusal(Fault("side", words.ANSWERS_MISSING, "side.see.after_answers"))
    side.seen_at = at
    side.save(update_fields=["seen_at"])
    clocked(side, status, SideEventKind.CLOSED, actor=actor, at=at)
    give_back(case, side.institution_id, actor=actor, at=at)
    line(
        case, "see_answers", actor=actor, under=under, at=at,
        after={"side": institution, "status": side.status},
    )  # fmt: skip
    return moved(side, case)


@transaction.atomic
def revise_side(
    *,
    public_id: str,
    institution: str,
    reason: str,
    actor: Any,
    under: MandateView | None,
    at: datetime,
) -> SideMoved:
    """Go back on an answer before the case is closed; what the relays had seen is to see again."""
    case, side = step_with_reason(
        public_id, institution, reason, step=SideStep.REVISE, kind=SideEventKind.REOPENED,
        actor=actor, under=under, at=at,
    )  # fmt: skip
    unsay(side)
    for other in sides_of(case):
        if other.pk != side.pk and other.status == SideStatus.SEEN:
            happened(other, SideEventKind.REOPENED, actor=actor, at=at, reason=reason)
            other.status = SideStatus.IN_HAND
            refreshed(other, at=at)
            other.save(update_fields=CLOCK)
            unsay(other)
    line(
        case, "revise_side", actor=actor, under=under, at=at, reason=reason.strip(),
        after={"side": institution, "status": side.status},
    )  # fmt: skip
    return moved(side, case)


def step_with_reason(
    public_id: str,
    institution: str,
    reason: str,
    *,
    step: SideStep,
    kind: SideEventKind,
    actor: Any,
    under: MandateView | None,
    at: datetime,
) -> tuple[Case, Side]:
    """A step that stops or starts a clock says why to everyone."""
    case, access = opened(public_id, under)
    side = side_of(case, institution)
    status = side_step(side, step, access, under)
    if not reason.strip():
        raise Refusal(words.empty("reason", words.REASON))
    is_asked = kind is SideEventKind.COMPLETION_ASKED
    is_personal = case.subject.is_personal
    if is_asked and not can_read_content(under, access, is_personal=is_personal):
        raise Refusal(words.no_right(hand_words.BLIND_COMPLETION, "side.completion_reads"))
    if is_asked and refreshed(side, at=at).completion_asked_at is not None:
        raise Refusal(Fault("side", words.ASKED_ALREADY, "side.completion_once"))
    clocked(side, status, kind, actor=actor, at=at, reason=reason)
    return case, side


def clocked(
    side: Side, status: str, kind: SideEventKind, *, actor: Any, at: datetime, reason: str = ""
) -> None:
    """Move a side, write the event, and keep what its clock says now."""
    happened(side, kind, actor=actor, at=at, reason=reason)
    side.status = status
    side.waits_for = None
    refreshed(side, at=at)
    side.save(update_fields=CLOCK)


def unsay(side: Side) -> None:
    """Nothing that a side said stands any more; every answer given stays among those kept."""
    side.answer_kind, side.answer = "", ""
    side.answered_at = side.seen_at = None
    side.save(update_fields=["answer_kind", "answer", "answered_at", "seen_at"])


def take_up(side: Side, *, actor: Any, at: datetime) -> None:
    """A side waits no longer. A wait stops no clock; one that stopped it before that was the rule
    lets it run again. What the company never brought is waited for no more: the clock runs."""
    if side.status == SideStatus.WAITING_COMPANY:
        happened(side, SideEventKind.COMPLETED, actor=actor, at=at)
    elif refreshed(side, at=at).waits_for is Wait.OTHER_SIDE:
        happened(side, SideEventKind.RESUMED, actor=actor, at=at)
    side.status, side.waits_for = SideStatus.IN_HAND, None
    refreshed(side, at=at)
    side.save(update_fields=CLOCK)


def give_back(case: Case, body_id: int, *, actor: Any, at: datetime) -> tuple[str, ...]:
    """What waited for a party goes on, and the committee's decision is no longer to apply. Gives
    the institutions that take the file up again."""
    back = []
    for side in sides_of(case):
        if side.status == SideStatus.WAITING_OTHER and side.waits_for_id == body_id:
            take_up(side, actor=actor, at=at)
            back.append(side.institution.slug)
    if case.waits_for_id == body_id:
        case.waits_for = None
        case.save(update_fields=["waits_for"])
    return tuple(back)


def share(
    case: Case, body: str, *, body_id: int, actor: Any, at: datetime, has_files: bool = False
) -> Message:
    """A message to all that goes with a step."""
    return Message.objects.create(
        case=case,
        organisation_id=body_id,
        author=person(actor),
        body=body.strip(),
        has_files=has_files,
        written_at=at,
    )
