"""The page of one commitment: what it is, where it stands, whose move, what was reported."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from django.views.decorators.http import require_safe

from mithaq.apps.conventions import queries
from mithaq.apps.conventions.choices import Nature
from mithaq.apps.conventions.policies import (
    Stake,
    can_read_follow_up,
    can_release_commitment,
    can_report_progress,
)
from mithaq.apps.conventions.queries import DutyView, OwnerView, ProgressView
from mithaq.apps.organisations.queries import MandateView
from mithaq.base.dates import UncertainDate
from mithaq.web.conventions.links import page_url
from mithaq.web.following import words
from mithaq.web.shell.components import Event
from mithaq.web.shell.dates import date_day, date_plain
from mithaq.web.shell.numbers import percent
from mithaq.web.shell.words import local


@require_safe
def commitment(request: HttpRequest, reference: str, number: int) -> HttpResponse:
    """Show one commitment to anyone; evidence and names only to those concerned."""
    duty, on = duty_or_404(reference, number), timezone.localdate()
    mandate, stake = mandate_of(request), stake_of(duty)
    is_due = duty.withdrawn is None
    may_report = is_due and can_report_progress(mandate, stake)
    reads_all = can_read_follow_up(mandate, stake)
    owners = queries.owners_of(reference, number)
    planned = words.planned_owner(owners, on=on)
    may_say = may_report and bool(queries.possible_states(reference, number))
    turn, turn_note = words.turn_words(duty, planned)
    clock = words.clock_words(duty)
    told = {} if duty.report else queries.said_states([reference])
    said = words.said_words(duty, told.get(duty.key))
    reports = queries.progress_of(reference, number) if duty.report else ()
    note = " · ".join(part for part in (clock, said) if part)
    return render(
        request,
        "following/commitment.html",
        {
            "duty": duty,
            "state": words.state_words(duty, said),
            "clock": note[:1].upper() + note[1:],
            "turn": turn,
            "turn_note": turn_note,
            "facts": _facts(duty, planned, reads_all=reads_all),
            "bar": _bar(duty),
            "is_said_kept": words.is_said_kept(duty),
            "reports": [_report(item, duty) for item in reports],
            "owners": owners,
            "today": on,
            "may_report": may_report,
            "amended": _amended(duty),
            "may_release": is_due and can_release_commitment(mandate, stake),
            "reads_all": reads_all,
            "who_may": _who_may(duty) if mandate and is_due and not may_report else "",
            "action_label": _("Dire où il en est") if may_say else "",
            "action_url": page_url("commitment_report", reference, str(number)) if may_say else "",
            "page_is_exercise": duty.is_exercise,
        },
    )


def _amended(duty: DutyView) -> str:
    """Which amendment wrote the commitment as it is read, or withdrew it, and since when."""
    if duty.withdrawn is not None:
        number, day = duty.withdrawn
        words = _("Retiré par l’avenant %(number)s, à effet du %(day)s : plus rien n’est dû.")
    elif duty.amended is not None:
        number, day = duty.amended
        words = _("Écrit ainsi par l’avenant %(number)s, à effet du %(day)s.")
    else:
        return ""
    return words % {"number": number, "day": date_plain(day)}


def _bar(duty: DutyView) -> dict[str, Any] | None:
    """What was done beside what was promised, when both are counted and add up."""
    share = words.share_of(duty)
    if share is None or duty.report is None or duty.quantity is None:
        return None
    done = duty.report.quantity or Decimal(0)
    return {
        "promised": duty.quantity,
        "achieved": done,
        "words": words.quantity_words(duty.quantity, duty),
        "achieved_words": words.quantity_words(done, duty),
        "rate": percent(share, 1),
        "grade": duty.report.grade,
        "when": UncertainDate(duty.report.stated_on),
    }


def _who_may(duty: DutyView) -> str:
    """Who reports on a commitment and names who answers for it, for whoever may not."""
    bodies = {item.slug: local(item.labels) for item in duty.debtors}
    if duty.owner:
        bodies.setdefault(duty.owner.organisation, local(duty.owner.labels))
    return _(
        "Peuvent dire où il en est, ou nommer qui en répond : %(names)s, et qui la pilote."
    ) % {"names": " · ".join(bodies.values())}


def duty_or_404(reference: str, number: int) -> DutyView:
    """The commitment as it stands today."""
    found = queries.duty(reference, number, on=timezone.localdate())
    if found is None:
        raise Http404(_("La convention n’a pas d’engagement de ce numéro."))
    return found


def stake_of(duty: DutyView) -> Stake:
    """Who is concerned by a commitment, as policies read it."""
    return Stake(
        debtors=duty.debtor_slugs,
        parties=duty.party_slugs,
        owner=duty.owner.organisation if duty.owner else "",
        is_exercise=duty.is_exercise,
    )


def mandate_of(request: HttpRequest) -> MandateView | None:
    """The mandate in force of whoever reads, or nothing."""
    return getattr(request, "mandate", None) or None


def _facts(
    duty: DutyView, planned: OwnerView | None, *, reads_all: bool
) -> list[tuple[object, ...]]:
    owner = local(duty.owner.labels) if duty.owner else words.owner_words(duty)
    capacity = local(duty.owner.capacity) if duty.owner else ""
    person = duty.owner.person if duty.owner and reads_all else ""
    since = _("depuis le %(day)s") % {"day": date_plain(duty.owner.since_on)} if duty.owner else ""
    together = pgettext("à plusieurs", "ensemble")
    rows: list[tuple[object, ...]] = [
        (_("Promis par"), words.linked(duty.debtors), together if duty.is_joint else ""),
        (_("Promis à"), words.linked((duty.creditor,)), "") if duty.creditor else (),
        (_("Au bénéfice de"), duty.beneficiary if duty.beneficiary.fr else None, "", "m"),
        (_("Quantité promise"), words.quantity_words(duty.quantity, duty), "")
        if duty.quantity is not None else (),
        (_("Condition"), duty.condition, "") if duty.condition.fr else (),
        (_("Preuve admise"), duty.evidence, "") if duty.evidence.fr else (),
        (_("Échéance"), words.due_words(duty), words.clock_words(duty), "f"),
        (_("Nature"), str(Nature(duty.nature).label), ""),
        (_("Responsable"), owner, " · ".join(part for part in (capacity, person, since) if part)),
        (_("Responsable désigné"), local(planned.labels),
         _("à partir du %(day)s") % {"day": date_plain(planned.since_on)}) if planned else (),
        (_("Dernier avancement"),
         date_day(duty.report.stated_on) if duty.report else _("aucun"), ""),
    ]  # fmt: skip
    return [row for row in rows if row]


def _report(item: ProgressView, duty: DutyView) -> dict[str, Any]:
    """One report as the history tells it."""
    return {
        "item": item,
        "when": UncertainDate(item.stated_on),
        "quantity": words.quantity_words(item.quantity, duty) if item.quantity is not None else "",
        "correct_url": f"{page_url('commitment_report', duty.reference, str(duty.number))}"
        f"?corrige={item.number}",
        "evidence_url": page_url(
            "commitment_evidence", duty.reference, str(duty.number), str(item.number)
        ),
    }


def events_of(reports: tuple[ProgressView, ...]) -> list[Event]:
    """Reports on the line of time, for pages that tell a story."""
    return [
        Event(
            on=UncertainDate(item.stated_on),
            text=str(item.state_label),
            note=local(item.done),
            grade=item.grade,
            kind="act",
        )
        for item in reports
        if item.corrected_by is None
    ]
