"""One step of a convention's life after its signature: a row of the table, or a refusal."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any, Final

from django.db import transaction
from django.db.models import Max
from django.utils import timezone

from mithaq.apps.accounts import operations as accounts
from mithaq.apps.conventions.choices import DurationKind, Status
from mithaq.apps.conventions.choices.life import TRANSITIONS, EntryItem, LifeAction
from mithaq.apps.conventions.events import EntryPointWaived, LifeChanged
from mithaq.apps.conventions.models import Convention, EntryWaiver, LifeEvent
from mithaq.apps.conventions.operations import _life_words as words
from mithaq.apps.conventions.policies import LIFE_POLICIES
from mithaq.apps.conventions.queries.entry import entry_checklist
from mithaq.apps.conventions.queries.life import parties_of
from mithaq.apps.organisations.policies import is_of_its_world
from mithaq.apps.organisations.queries import MandateView
from mithaq.apps.reference.choices import Precision
from mithaq.base.errors import Fault, Refusal, refuse_if_any

_STEPS: Final = {name: (sources, target, who) for name, sources, target, who in TRANSITIONS}


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """What is asked: which event, effective from which day, why; a renewal says until when."""

    action: str
    effective_on: date
    reason: str
    until_on: date | None = None
    is_tacit: bool = field(default=False)


@transaction.atomic
def change_life(
    *, reference: str, step: Step, actor: Any, under: MandateView | None, at: datetime
) -> LifeChanged:
    """Take one step of a convention's life.

    Raises ``Refusal`` when the table has no such step from the present state, when the mandate
    does not allow it, when a date or a reason is missing or impossible, and, at the entry into
    force, for every condition neither met nor waived; nothing is then written.
    """
    convention = _locked(reference)
    refuse_if_any(_faults(convention, step, under, on=timezone.localtime(at).date()))
    _sources, target, _who = _STEPS[LifeAction(step.action)]
    before = Status(convention.status)
    _apply(convention, step, target)
    number = LifeEvent.objects.filter(convention=convention).aggregate(last=Max("number"))["last"]
    LifeEvent.objects.create(
        convention=convention,
        number=(number or 0) + 1,
        action=step.action,
        from_status=before,
        to_status=target,
        effective_on=step.effective_on,
        until_on=step.until_on,
        is_tacit=step.is_tacit,
        reason=step.reason.strip(),
        recorded_by=actor,
        mandate=under.text if under else "",
        recorded_at=at,
    )
    accounts.record(
        actor=actor,
        mandate=under.text if under else "",
        action=f"conventions.{step.action}",
        object_type="convention",
        object_ref=convention.reference,
        object_label=str(convention.labels),
        before={"status": str(before)},
        after={
            "status": str(target),
            "effective_on": step.effective_on,
            "until_on": step.until_on,
        },
        reason=step.reason.strip(),
        at=at,
    )
    return LifeChanged(reference=convention.reference, action=step.action, status=str(target))


@transaction.atomic
def waive_entry_point(
    *,
    reference: str,
    item: str,
    subject: str,
    reason: str,
    actor: Any,
    under: MandateView | None,
    at: datetime,
) -> EntryPointWaived:
    """Record why the parties go on without one condition of the entry into force."""
    convention = _locked(reference)
    points = {(point.item, point.subject): point for point in entry_checklist(convention.pk)}
    point = points.get((EntryItem(item), subject)) if item in EntryItem.values else None
    faults = []
    if not _may("can_steer_convention", convention, under):
        faults.append(words.not_yours())
    if convention.status != Status.SIGNED:
        faults.append(words.only_before_force())
    if point is None:
        faults.append(words.no_such_point())
    elif point.is_cleared:
        faults.append(words.already_cleared())
    if not reason.strip():
        faults.append(words.no_reason())
    refuse_if_any(faults)
    EntryWaiver.objects.create(
        convention=convention,
        item=item,
        subject=subject,
        reason=reason.strip(),
        recorded_by=actor,
        mandate=under.text if under else "",
        recorded_at=at,
    )
    accounts.record(
        actor=actor,
        mandate=under.text if under else "",
        action="conventions.waive",
        object_type="convention",
        object_ref=convention.reference,
        object_label=str(convention.labels),
        before=None,
        after={"item": item, "subject": subject},
        reason=reason.strip(),
        at=at,
    )
    return EntryPointWaived(reference=reference, item=item, subject=subject)


def _locked(reference: str) -> Convention:
    found = (
        Convention.objects.select_for_update(of=("self",))
        .select_related("territory")
        .filter(reference=reference)
        .first()
    )
    if found is None:
        raise Refusal(words.no_such_convention(reference))
    return found


def _territory(convention: Convention) -> str | None:
    return convention.territory.code if convention.territory else None


def _may(who: str, convention: Convention, under: MandateView | None) -> bool:
    """The mandate leads this life, and acts in its world: a fictitious body leads exercises."""
    is_allowed = LIFE_POLICIES[who](under, _territory(convention), parties_of(convention.pk))
    return is_allowed and is_of_its_world(under, is_exercise=convention.is_exercise)


def _faults(
    convention: Convention, step: Step, under: MandateView | None, *, on: date
) -> Iterator[Fault]:
    if step.action not in LifeAction.values:
        yield words.no_such_step()
        return
    sources, _target, who = _STEPS[LifeAction(step.action)]
    if not _may(who, convention, under):
        yield words.not_yours()
    if convention.status not in sources:
        yield words.not_from_here(LifeAction(step.action), Status(convention.status))
        return
    if not step.reason.strip():
        yield words.no_reason()
    yield from _date_faults(convention, step, on)
    if step.action == LifeAction.BRING_INTO_FORCE:
        for point in entry_checklist(convention.pk):
            if not point.is_cleared:
                yield words.not_ready(point)


def _date_faults(convention: Convention, step: Step, on: date) -> Iterator[Fault]:
    if step.effective_on > on:
        yield words.in_the_future(on)
    signed = convention.signed_on
    if step.action != LifeAction.SIGN and signed and step.effective_on < signed:
        yield words.before_signature(signed)
    last = LifeEvent.objects.filter(convention=convention).order_by("-effective_on").first()
    if last and step.effective_on < last.effective_on:
        yield words.before_last(last.effective_on)
    if step.action == LifeAction.RENEW:
        yield from _renewal_faults(convention, step)
    elif step.until_on is not None or step.is_tacit:
        yield words.only_renewal()


def _renewal_faults(convention: Convention, step: Step) -> Iterator[Fault]:
    if convention.duration_kind == DurationKind.OPEN_ENDED:
        yield words.open_ended()
    if step.is_tacit and convention.duration_kind != DurationKind.TACIT_RENEWAL:
        yield words.not_tacit()
    end = convention.covers_to
    if step.until_on is None:
        yield words.no_until()
    elif step.until_on < step.effective_on or (end and step.until_on <= end):
        yield words.until_not_later(end)


def _apply(convention: Convention, step: Step, target: Status) -> None:
    convention.status = target
    changed = ["status"]
    if step.action == LifeAction.BRING_INTO_FORCE:
        convention.in_force_on = step.effective_on
        changed.append("in_force_on")
    elif step.action == LifeAction.RENEW:
        convention.covers_to = step.until_on
        changed.append("covers_to")
    elif step.action == LifeAction.SIGN:
        convention.signed_on, convention.signed_precision = step.effective_on, Precision.DAY
        changed += ["signed_on", "signed_precision"]
    convention.save(update_fields=changed)
