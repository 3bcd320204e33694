"""Proposals of reform: drafted in common, resting on a trial, adopted when each body approved."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils.translation import override

from mithaq.apps.accounts.operations import record
from mithaq.apps.corridor.choices.questions import REFORM_STEPS, ReformStatus, ReformStep
from mithaq.apps.corridor.events import ReformMoved
from mithaq.apps.corridor.models import Corridor, ReformDrafter, ReformProposal
from mithaq.apps.corridor.operations import _drawing_words as drawing
from mithaq.apps.corridor.operations import _question_words as words
from mithaq.apps.corridor.operations._question_rows import next_number, person_key
from mithaq.apps.corridor.operations._rows import day_of
from mithaq.apps.corridor.operations.question_drafts import ReformProposalDraft
from mithaq.apps.corridor.policies.questions import can_approve_reform, can_draft_reform
from mithaq.apps.corridor.queries.question_facts import body_ids, joined_bodies, scenario_facts
from mithaq.apps.organisations.queries import MandateView
from mithaq.base.errors import Fault, Refusal, refuse_if_any

LEAST_DRAFTERS = 2


@transaction.atomic
def write_reform_proposal(
    *, draft: ReformProposalDraft, actor: Any, under: MandateView | None, at: datetime
) -> ReformMoved:
    """Begin a proposal with the bodies that draft it: two of the corridor at least."""
    corridor = Corridor.objects.filter(slug=draft.corridor).first()
    if corridor is None:
        raise Refusal(words.unknown("corridor"))
    if not can_draft_reform(under, draft.drafters, is_exercise=corridor.is_exercise):
        raise Refusal(words.not_yours("reform.can_draft_reform"))
    refuse_if_any(_draft_faults(draft, corridor.pk, on=day_of(at)))
    row = ReformProposal(
        number=next_number(ReformProposal.objects.all(), prefix="R", at=at),
        corridor=corridor,
        written_at=at,
        is_exercise=corridor.is_exercise,
    )
    _write(row, draft)
    row.save()
    _set_drafters(row, draft.drafters)
    _line(row, "write_reform_proposal", actor=actor, under=under, at=at)
    return _event(row)


@transaction.atomic
def change_reform_proposal(
    *,
    number: str,
    draft: ReformProposalDraft,
    actor: Any,
    under: MandateView | None,
    at: datetime,
) -> ReformMoved:
    """Change a proposal still in drafting; approvals of an earlier text fall."""
    row, drafters = _held(number)
    if not can_draft_reform(under, drafters, is_exercise=row.is_exercise):
        raise Refusal(words.not_yours("reform.can_draft_reform"))
    faults = list(_draft_faults(draft, row.corridor_id, on=day_of(at)))
    if row.status != ReformStatus.DRAFT:
        faults.append(words.no_step(_said(row.status)))
    refuse_if_any(faults)
    before = {"title": row.title_fr}
    _write(row, draft)
    row.save()
    _set_drafters(row, draft.drafters)
    _line(row, "change_reform_proposal", actor=actor, under=under, at=at, before=before)
    return _event(row)


@transaction.atomic
def move_reform_proposal(
    *,
    number: str,
    step: str,
    reason: str,
    actor: Any,
    under: MandateView | None,
    at: datetime,
) -> ReformMoved:
    """Submit a proposal to its drafters, take it back to drafting, or set it aside with a reason.

    Submitted, it keeps the digest of its trial: the figures approved are those, and no others.
    """
    row, drafters = _held(number)
    known = {name: (sources, to) for name, sources, to, who in REFORM_STEPS if who == DRAFTS}
    if step not in known:
        raise Refusal(words.unknown("step"))
    sources, to = known[ReformStep(step)]
    faults: list[Fault] = []
    if not can_draft_reform(under, drafters, is_exercise=row.is_exercise):
        raise Refusal(words.not_yours("reform.can_draft_reform"))
    if row.status not in sources:
        faults.append(words.no_step(_said(row.status)))
    scenario = row.scenario
    digest = scenario.result_digest if scenario else ""
    if step == ReformStep.SUBMIT and not digest:
        faults.append(drawing.no_figures())
    if step == ReformStep.SET_ASIDE and not reason.strip():
        faults.append(words.missing("reason"))
    refuse_if_any(faults)
    before, row.status = row.status, to
    if step == ReformStep.SUBMIT:
        row.scenario_digest, row.submitted_at = digest, at
    if step == ReformStep.REVISE:
        row.scenario_digest, row.submitted_at = "", None
        _drop_approvals(row)
    row.reason = reason.strip()
    row.save()
    _line(
        row, f"{step}_reform_proposal", actor=actor, under=under, at=at, reason=reason,
        before={"status": str(before)},
    )  # fmt: skip
    return _event(row)


@transaction.atomic
def approve_reform_proposal(
    *, number: str, actor: Any, under: MandateView | None, at: datetime, on: date
) -> ReformMoved:
    """Approve for one's body; the approval of the last body adopts the proposal.

    One person approves for one body, whatever the mandates held.
    """
    row, drafters = _held(number)
    if under is None or not can_approve_reform(under, drafters, is_exercise=row.is_exercise):
        raise Refusal(words.not_yours("reform.can_approve_reform"))
    faults: list[Fault] = []
    if row.status != ReformStatus.SUBMITTED:
        faults.append(words.no_step(_said(row.status)))
    seat = ReformDrafter.objects.get(proposal=row, organisation__slug=under.organisation)
    if seat.approved_at is not None:
        faults.append(drawing.approved_already())
    seats = ReformDrafter.objects.filter(proposal=row, approved_at__isnull=False)
    if seats.exclude(pk=seat.pk).filter(approved_by=person_key(actor)).exists():
        faults.append(drawing.approved_by_you())
    refuse_if_any(faults)
    seat.approved_by_id, seat.approved_at = person_key(actor), at
    seat.mandate = under.text
    seat.save()
    if not ReformDrafter.objects.filter(proposal=row, approved_at__isnull=True).exists():
        row.status, row.adopted_on = ReformStatus.ADOPTED, on
        row.save(update_fields=["status", "adopted_on"])
    _line(row, "approve_reform_proposal", actor=actor, under=under, at=at)
    return _event(row)


DRAFTS = "can_draft_reform"


def _held(number: str) -> tuple[ReformProposal, frozenset[str]]:
    rows = ReformProposal.objects.select_for_update(of=("self",)).select_related("scenario")
    row = rows.filter(number=number).first()
    if row is None:
        raise Refusal(words.unknown("number"))
    seats = ReformDrafter.objects.filter(proposal=row)
    return row, frozenset(seats.values_list("organisation__slug", flat=True))


def _draft_faults(draft: ReformProposalDraft, corridor_id: int, *, on: date) -> Iterable[Fault]:
    if not draft.title.fr.strip():
        yield words.missing("title_fr")
    if not draft.text.fr.strip():
        yield words.missing("text_fr")
    bodies = set(draft.drafters)
    if len(bodies) < LEAST_DRAFTERS or not bodies <= joined_bodies(corridor_id, on=on):
        yield drawing.drafters()
    if draft.scenario is not None and scenario_facts(draft.scenario) is None:
        yield words.unknown("scenario")


def _write(row: ReformProposal, draft: ReformProposalDraft) -> None:
    row.title_fr, row.title_ar = draft.title.fr.strip(), draft.title.ar.strip()
    row.title_en = draft.title.en.strip()
    row.text_fr, row.text_ar = draft.text.fr.strip(), draft.text.ar.strip()
    row.text_en = draft.text.en.strip()
    facts = scenario_facts(draft.scenario)
    row.scenario_id = facts[0] if facts else None


def _set_drafters(row: ReformProposal, slugs: Iterable[str]) -> None:
    keys = body_ids(slugs)
    ReformDrafter.objects.filter(proposal=row).exclude(organisation__in=keys.values()).delete()
    for key in keys.values():
        ReformDrafter.objects.get_or_create(proposal=row, organisation_id=key)
    _drop_approvals(row)


def _drop_approvals(row: ReformProposal) -> None:
    seats = ReformDrafter.objects.filter(proposal=row)
    seats.update(approved_by=None, approved_at=None, mandate="")


def _said(status: str) -> str:
    with override("fr"):
        return str(ReformStatus(status).label)


def _event(row: ReformProposal) -> ReformMoved:
    return ReformMoved(number=row.number, status=row.status)


def _line(
    row: ReformProposal,
    action: str,
    *,
    actor: Any,
    under: MandateView | None,
    at: datetime,
    before: Any = None,
    reason: str = "",
) -> None:
    record(
        actor=actor,
        mandate=under.text if under else "",
        action=f"corridor.{action}",
        object_type="reform_proposal",
        object_ref=row.number,
        object_label=row.title_fr,
        before=before,
        after={"status": str(row.status), "title": row.title_fr},
        reason=reason.strip(),
        at=at,
    )
