"""A text goes from one stage to the next: visas, deliberation, signature, or back."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Final

from django.db import transaction
from django.utils import timezone

from mithaq.apps.conventions.choices.drafting import (
    DRAFTING_TRANSITIONS,
    BodyPart,
    DeliberationOutcome,
    DraftingAction,
    DraftingStage,
    FolderStatus,
    VisaStatus,
)
from mithaq.apps.conventions.events import DraftingMoved
from mithaq.apps.conventions.models import (
    Deliberation,
    DraftComment,
    Drafting,
    DraftingBody,
    SigningFolder,
    Visa,
)
from mithaq.apps.conventions.operations import _drafting_words as words
from mithaq.apps.conventions.operations._drafting_rows import (
    line,
    locked,
    slugs,
    steward_of,
)
from mithaq.apps.conventions.operations._folders import folder_faults, open_folder
from mithaq.apps.conventions.policies import (
    DRAFTING_POLICIES,
    can_give_visa,
    can_record_deliberation,
)
from mithaq.apps.organisations.queries import MandateView
from mithaq.base.errors import Fault, Refusal, refuse_if_any

_STEPS: Final = {name: (sources, to, who) for name, sources, to, who in DRAFTING_TRANSITIONS}
# Backwards or out: somebody worked for nothing, and is owed the reason.
_REASONED: Final = (DraftingAction.REOPEN, DraftingAction.ABANDON)
# They belong to the signature itself, in `signing` and `refusing`.
_SIGNED: Final = (DraftingAction.REFUSE, DraftingAction.CONCLUDE)
_ANSWERS: Final = (VisaStatus.GIVEN, VisaStatus.GIVEN_WITH_RESERVES)


@dataclass(frozen=True, slots=True, kw_only=True)
class Vote:
    """What an assembly decided; votes are None when they are not published."""

    organisation: str
    session_on: date
    number: str
    outcome: str
    votes_for: int | None = None
    votes_against: int | None = None
    abstentions: int | None = None
    document_name: str = ""
    document_sha256: str = ""


@transaction.atomic
def move_drafting(
    *,
    public_id: str,
    action: str,
    reason: str = "",
    despite_reserves: bool = False,
    actor: Any,
    under: MandateView | None,
    at: datetime,
) -> DraftingMoved:
    """Take one step of the table; what belongs to the signatures is refused here.

    Raises ``Refusal`` with every fault: wrong stage, wrong mandate, visas or deliberations
    missing, no signatory, reserves or open comments that nobody says they pass over; nothing is
    then written.
    """
    drafting, bodies = locked(public_id, under)
    left = _left_open(drafting) if action == DraftingAction.OPEN_SIGNING else (0, 0)
    faults = list(_faults(drafting, bodies, action=action, reason=reason, under=under))
    if any(left) and not faults and not despite_reserves:
        faults.append(words.reserves_left(*left))
    refuse_if_any(faults)
    before, target = drafting.stage, _STEPS[DraftingAction(action)][1]
    if action in (DraftingAction.REOPEN, DraftingAction.ABANDON):
        _withdraw_folder(drafting, reason, at)
    elif action == DraftingAction.REQUEST_VISAS:
        _request_visas(drafting, bodies, at)
    elif action == DraftingAction.OPEN_SIGNING:
        open_folder(drafting, bodies, at)
    drafting.stage, drafting.changed_at = target, at
    drafting.save(update_fields=["stage", "changed_at"])
    line(
        drafting, str(action), actor=actor, under=under, at=at, reason=reason.strip(),
        before={"stage": str(before)},
        after={"stage": str(target), "version": drafting.version_number, **_passed_over(left)},
    )  # fmt: skip
    return DraftingMoved(public_id=str(public_id), stage=str(target))


@transaction.atomic
def answer_visa(
    *,
    public_id: str,
    organisation: str,
    status: str,
    words_said: str = "",
    actor: Any,
    under: MandateView | None,
    at: datetime,
) -> None:
    """Give a visa, give it with reserves, or refuse it with reasons."""
    drafting, bodies = locked(public_id, under)
    visa = (
        Visa.objects.select_for_update()
        .filter(
            drafting=drafting,
            organisation__slug=organisation,
            version_number=drafting.version_number,
            status=VisaStatus.PENDING,
        )
        .first()
    )
    faults = []
    if not can_give_visa(under, organisation):
        faults.append(words.not_yours())
    is_answer = status in {*_ANSWERS, VisaStatus.REFUSED}
    if visa is None or drafting.stage != DraftingStage.LEGAL_VISA or not is_answer:
        faults.append(words.no_such_visa())
    if status != VisaStatus.GIVEN and not words_said.strip():
        faults.append(words.no_reason())
    if faults or visa is None:
        raise Refusal(faults)
    visa.status, visa.words = VisaStatus(status), words_said.strip()
    visa.decided_at, visa.decided_by = at, actor
    visa.mandate = under.text if under else ""
    visa.save()
    line(
        drafting, "visa", actor=actor, under=under, at=at, reason=visa.words,
        before={"visa": str(VisaStatus.PENDING)},
        after={"visa": str(status), "organisation": organisation,
               "version": visa.version_number},
    )  # fmt: skip
    del bodies


@transaction.atomic
def record_deliberation(
    *, public_id: str, vote: Vote, actor: Any, under: MandateView | None, at: datetime
) -> None:
    """Record what an assembly decided of the text, with session, number, vote and document."""
    drafting, bodies = locked(public_id, under)
    body = next(
        (
            item
            for item in bodies
            if item.part == BodyPart.DELIBERATING and item.organisation.slug == vote.organisation
        ),
        None,
    )
    refuse_if_any(
        _vote_faults(
            drafting, bodies, vote, body=body, under=under, on=timezone.localtime(at).date()
        )
    )
    if body is None:
        raise Refusal(words.no_circuit("deliberating"))
    Deliberation.objects.create(
        drafting=drafting,
        organisation=body.organisation,
        version_number=drafting.version_number,
        session_on=vote.session_on,
        number=vote.number.strip(),
        outcome=vote.outcome,
        votes_for=vote.votes_for,
        votes_against=vote.votes_against,
        abstentions=vote.abstentions,
        document_name=vote.document_name,
        document_sha256=vote.document_sha256,
        recorded_by=actor,
        recorded_at=at,
    )
    line(
        drafting, "deliberate", actor=actor, under=under, at=at,
        after={"outcome": str(vote.outcome), "session_on": vote.session_on,
               "number": vote.number, "version": drafting.version_number},
    )  # fmt: skip


def _faults(
    drafting: Drafting,
    bodies: list[DraftingBody],
    *,
    action: str,
    reason: str,
    under: MandateView | None,
) -> Iterator[Fault]:
    if action not in DraftingAction.values or action in _SIGNED:
        named = DraftingAction(action) if action in _SIGNED else DraftingAction.CONCLUDE
        yield words.not_from_here(named, DraftingStage(drafting.stage))
        return
    sources, _target, who = _STEPS[DraftingAction(action)]
    if not DRAFTING_POLICIES[who](under, slugs(bodies, BodyPart.STEWARD)):
        yield words.not_yours(steward_of(bodies).organisation.labels)
    if drafting.stage not in sources:
        yield words.not_from_here(DraftingAction(action), DraftingStage(drafting.stage))
        return
    if action in _REASONED and not reason.strip():
        yield words.no_reason()
    yield from _condition_faults(drafting, bodies, action)


def _condition_faults(
    drafting: Drafting, bodies: list[DraftingBody], action: str
) -> Iterator[Fault]:
    if action == DraftingAction.REQUEST_VISAS:
        yield from _visa_request_faults(drafting, bodies)
    if action in (DraftingAction.REQUEST_DELIBERATION, DraftingAction.OPEN_SIGNING):
        yield from _visa_faults(drafting, bodies)
    if action == DraftingAction.REQUEST_DELIBERATION and not slugs(bodies, BodyPart.DELIBERATING):
        yield words.no_circuit("deliberating")
    if action == DraftingAction.OPEN_SIGNING:
        yield from _deliberation_faults(drafting, bodies)
        yield from folder_faults(drafting)


def _left_open(drafting: Drafting) -> tuple[int, int]:
    """How many visas of this version have reserves, and how many comments nobody settled."""
    reserves = sum(
        visa.status == VisaStatus.GIVEN_WITH_RESERVES for visa in _visas(drafting).values()
    )
    comments = DraftComment.objects.filter(
        drafting=drafting, parent__isnull=True, resolved_at__isnull=True
    )
    return reserves, comments.count()


def _passed_over(left: tuple[int, int]) -> dict[str, int]:
    """What the journal keeps of the reserves and comments over which the signature opens."""
    counts = dict(zip(("reserves", "open_comments"), left, strict=True))
    return {name: count for name, count in counts.items() if count}


def _visas(drafting: Drafting) -> dict[int, Visa]:
    rows = Visa.objects.filter(drafting=drafting, version_number=drafting.version_number)
    return {row.organisation_id: row for row in rows}


def _visa_request_faults(drafting: Drafting, bodies: list[DraftingBody]) -> Iterator[Fault]:
    asked = [body for body in bodies if body.part == BodyPart.VISA]
    if not asked:
        yield words.no_circuit("visa")
    known = _visas(drafting)
    for body in asked:
        visa = known.get(body.organisation_id)
        if visa and visa.status == VisaStatus.REFUSED:
            yield words.unchanged_since_refusal(body.organisation.labels)


def _visa_faults(drafting: Drafting, bodies: list[DraftingBody]) -> Iterator[Fault]:
    known = _visas(drafting)
    for body in bodies:
        if body.part == BodyPart.VISA:
            visa = known.get(body.organisation_id)
            if visa is None or visa.status not in _ANSWERS:
                is_refused = visa is not None and visa.status == VisaStatus.REFUSED
                yield words.visa_missing(body.organisation.labels, is_refused=is_refused)


def _deliberation_faults(drafting: Drafting, bodies: list[DraftingBody]) -> Iterator[Fault]:
    latest: dict[int, str] = {}
    rows = Deliberation.objects.filter(
        drafting=drafting, version_number=drafting.version_number
    ).order_by("session_on", "pk")
    for row in rows:
        latest[row.organisation_id] = row.outcome
    for body in bodies:
        is_adopted = latest.get(body.organisation_id) == DeliberationOutcome.ADOPTED
        if body.part == BodyPart.DELIBERATING and not is_adopted:
            yield words.deliberation_missing(body.organisation.labels)


def _vote_faults(
    drafting: Drafting,
    bodies: list[DraftingBody],
    vote: Vote,
    *,
    body: DraftingBody | None,
    under: MandateView | None,
    on: date,
) -> Iterator[Fault]:
    if body is None:
        yield words.no_circuit("deliberating")
    steward = slugs(bodies, BodyPart.STEWARD)
    if not can_record_deliberation(under, vote.organisation, steward):
        yield words.not_yours(steward_of(bodies).organisation.labels)
    if drafting.stage != DraftingStage.DELIBERATION:
        yield words.not_from_here(
            DraftingAction.REQUEST_DELIBERATION, DraftingStage(drafting.stage)
        )
    if vote.session_on > on:
        yield words.session_not_come(on)
    if not vote.number.strip():
        yield words.empty("number")
    votes = (vote.votes_for, vote.votes_against)
    is_known = vote.votes_for is not None and vote.votes_against is not None
    is_adopted = vote.outcome == DeliberationOutcome.ADOPTED
    if is_adopted and is_known and (votes[0] or 0) <= (votes[1] or 0):
        yield words.votes_do_not_carry()
    same = Deliberation.objects.filter(
        organisation__slug=vote.organisation,
        session_on=vote.session_on,
        number=vote.number.strip(),
    )
    if same.exists():
        yield words.number_taken()


def _request_visas(drafting: Drafting, bodies: list[DraftingBody], at: datetime) -> None:
    known = _visas(drafting)
    Visa.objects.bulk_create(
        Visa(
            drafting=drafting,
            organisation=body.organisation,
            version_number=drafting.version_number,
            status=VisaStatus.PENDING,
            requested_at=at,
        )
        for body in bodies
        if body.part == BodyPart.VISA and body.organisation_id not in known
    )


def _withdraw_folder(drafting: Drafting, reason: str, at: datetime) -> None:
    SigningFolder.objects.filter(drafting=drafting, status=FolderStatus.OPEN).update(
        status=FolderStatus.WITHDRAWN, closed_at=at, closed_reason=reason.strip()[:300]
    )
