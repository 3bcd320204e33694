"""Saying where a commitment stands and who answers for it: the forms that write."""

from __future__ import annotations

from dataclasses import replace
from pathlib import PurePosixPath
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from mithaq.apps.conventions import queries
from mithaq.apps.conventions.choices import Grade
from mithaq.apps.conventions.operations import (
    Evidence,
    OwnerDraft,
    ProgressDraft,
    name_owner,
    progress_faults,
    record_progress,
)
from mithaq.apps.conventions.policies import (
    can_name_owner,
    can_read_follow_up,
    can_release_commitment,
    can_report_progress,
)
from mithaq.apps.conventions.queries import DutyView, ProgressView
from mithaq.apps.organisations.queries import MandateView
from mithaq.base.errors import Fault, Refusal
from mithaq.base.ports import port
from mithaq.base.text import Labels
from mithaq.web.following.commitment import duty_or_404, mandate_of, stake_of
from mithaq.web.following.forms import OwnerForm, ProgressForm
from mithaq.web.following.words import plain, planned_owner
from mithaq.web.shell.files import joined_file
from mithaq.web.shell.words import local


@login_required
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def report(request: HttpRequest, reference: str, number: int) -> HttpResponse:
    """Report where a commitment stands, or correct an earlier report."""
    duty = duty_or_404(reference, number)
    mandate, stake = mandate_of(request), stake_of(duty)
    if mandate is None or not can_report_progress(mandate, stake):
        raise PermissionDenied
    corrected = _corrected(request, duty)
    states = queries.possible_states(
        reference, number, corrects=corrected.number if corrected else None
    )
    form = ProgressForm(
        request.POST or None,
        request.FILES or None,
        states=states,
        unit=duty.unit_label,
        may_release=can_release_commitment(mandate, stake),
        is_correction=corrected is not None,
        initial=_initial(corrected),
    )
    if request.method == "POST" and not form.is_valid():
        form.refuse_also(_also_wrong(duty, form, corrected))
    elif request.method == "POST":
        try:
            _record(duty, form, corrected=corrected, mandate=mandate)
        except Refusal as refusal:
            form.refuse(refusal)
        else:
            messages.success(request, _("L’avancement est inscrit."))
            return redirect("commitment", reference, number)
    words = {
        "duty": duty,
        "form": form,
        "corrected": corrected,
        "is_closed": not states,
        "last": duty.report.number if duty.report else None,
    }
    return _answer(request, "following/report.html", words, form)


@login_required
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def owner(request: HttpRequest, reference: str, number: int) -> HttpResponse:
    """Name who answers for a commitment, or hand it over."""
    duty = duty_or_404(reference, number)
    mandate = mandate_of(request)
    if mandate is None or not can_name_owner(mandate, stake_of(duty)):
        raise PermissionDenied
    form = OwnerForm(
        request.POST or None,
        organisations=[(item.slug, local(item.labels)) for item in duty.parties],
        people=_people(duty),
        initial={"since_on": timezone.localdate(), "organisation": mandate.organisation},
    )
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        draft = OwnerDraft(
            organisation=given["organisation"],
            user_id=int(given["user"]) if given["user"] else None,
            capacity=Labels(given["capacity_fr"], given["capacity_ar"]),
            since_on=given["since_on"],
        )
        try:
            name_owner(
                reference=reference, number=number, draft=draft, actor=mandate.user_id,
                mandate=mandate.text, reason=given["reason"], at=timezone.now(),
            )  # fmt: skip
        except Refusal as refusal:
            form.refuse(refusal)
        else:
            messages.success(request, _("Le responsable est inscrit."))
            return redirect("commitment", reference, number)
    planned = planned_owner(queries.owners_of(reference, number), on=timezone.localdate())
    words = {"duty": duty, "form": form, "planned": planned}
    return _answer(request, "following/owner.html", words, form)


@login_required
@never_cache
@require_safe
def evidence(request: HttpRequest, reference: str, number: int, report: int) -> HttpResponse:
    """Give the document that proves a report, to those concerned."""
    duty = duty_or_404(reference, number)
    if not can_read_follow_up(mandate_of(request), stake_of(duty)):
        raise PermissionDenied
    found = _report_of(duty, report)
    content = port("files").read(found.evidence_sha256) if found else None
    if found is None or content is None:
        raise Http404(_("Cette pièce n’est pas gardée ici."))
    return joined_file(content, name=found.evidence_name)


def _record(
    duty: DutyView, form: ProgressForm, *, corrected: ProgressView | None, mandate: MandateView
) -> None:
    given = form.cleaned_data
    record_progress(
        reference=duty.reference,
        number=duty.number,
        draft=_draft(given, corrected, evidence=_evidence(given, corrected)),
        actor=mandate.user_id,
        mandate=mandate.text,
        at=timezone.now(),
    )


def _also_wrong(
    duty: DutyView, form: ProgressForm, corrected: ProgressView | None
) -> tuple[Fault, ...]:
    """What would be refused once the form is mended: whoever mends reads everything at once."""
    given = form.cleaned_data
    whole = {"stated_on": timezone.localdate(), "grade": Grade.RECORDED, "state": ""} | given
    is_kept = given.get("evidence") or (corrected and corrected.evidence_sha256)
    proof = Evidence(name="-", sha256="0" * 64) if is_kept else Evidence()
    draft = _draft(whole, corrected, evidence=replace(proof, url=given.get("evidence_url") or ""))
    found = progress_faults(
        reference=duty.reference, number=duty.number, draft=draft, at=timezone.now()
    )
    return tuple(fault for fault in found if fault.where != "state" or "state" in given)


def _draft(
    given: dict[str, Any], corrected: ProgressView | None, *, evidence: Evidence
) -> ProgressDraft:
    return ProgressDraft(
        stated_on=given["stated_on"],
        state=given["state"],
        done=Labels(given.get("done_fr", ""), given.get("done_ar", "")),
        quantity=given.get("quantity"),
        grade=given["grade"],
        evidence=evidence,
        corrects=corrected.number if corrected else None,
        reason=given.get("reason", ""),
        is_confirmed=bool(given.get("is_confirmed")),
    )


def _evidence(given: dict[str, Any], corrected: ProgressView | None) -> Evidence:
    """Keep the file given; a correction keeps the proof that it does not replace."""
    found, url = given["evidence"], given["evidence_url"]
    if found is not None:
        name = PurePosixPath(str(found.name)).name[-200:]
        return Evidence(name=name, sha256=port("files").keep(found.read()), url=url)
    if corrected and corrected.evidence_sha256:
        return Evidence(name=corrected.evidence_name, sha256=corrected.evidence_sha256, url=url)
    return Evidence(url=url)


def _corrected(request: HttpRequest, duty: DutyView) -> ProgressView | None:
    """The report that the address asks to correct."""
    asked = request.GET.get("corrige", "")
    if not asked:
        return None
    found = _report_of(duty, int(asked)) if asked.isdecimal() and len(asked) < 6 else None
    if found is None or found.corrected_by is not None:
        raise Http404(_("Cet avancement n’est plus à corriger."))
    return found


def _report_of(duty: DutyView, number: int) -> ProgressView | None:
    rows = queries.progress_of(duty.reference, duty.number)
    return next((item for item in rows if item.number == number), None)


def _initial(corrected: ProgressView | None) -> dict[str, Any]:
    if corrected is None:
        return {"stated_on": timezone.localdate(), "grade": "recorded"}
    return {
        "state": corrected.state,
        "stated_on": corrected.stated_on,
        "done_fr": corrected.done.fr,
        "done_ar": corrected.done.ar,
        "quantity": None if corrected.quantity is None else plain(corrected.quantity),
        "grade": corrected.grade,
        "evidence_url": corrected.evidence_url,
    }


def _people(duty: DutyView) -> list[tuple[str, str]]:
    """Who holds a mandate today in one of the parties, by name."""
    held = queries.people_of_parties(duty.party_slugs, on=timezone.localdate())
    return [(str(key), name) for key, name in held]


def _answer(request: HttpRequest, template: str, words: dict[str, Any], form: Any) -> HttpResponse:
    status = 422 if form.errors else 200
    words["page_is_exercise"] = words["duty"].is_exercise
    return render(request, template, words, status=status)
