"""The roadmap of a convention: read by anyone, moved by those who steer it."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from mithaq.apps.conventions.operations import move_workstream, reach_milestone
from mithaq.apps.conventions.queries import RoadmapView, roadmap_of
from mithaq.apps.organisations.policies import can_steer_roadmap
from mithaq.base.errors import Refusal
from mithaq.base.ports import Sheet, port
from mithaq.base.text import Labels
from mithaq.web.conventions.amendments.rights import mandate_of
from mithaq.web.conventions.links import source_link
from mithaq.web.conventions.roadmaps.drawing import drawing_of
from mithaq.web.shell.exports import XLSX
from mithaq.web.shell.public_pages import public_page
from mithaq.web.shell.typography import language
from mithaq.web.shell.words import local


class ReachForm(forms.Form):
    """When a milestone was reached, and what proves it."""

    reached_on = forms.DateField(
        label=gettext_lazy("Atteint le"),
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )
    evidence_fr = forms.CharField(label=gettext_lazy("Preuve, en français"), max_length=400)
    evidence_ar = forms.CharField(
        label=gettext_lazy("Preuve, en arabe"), max_length=400, required=False
    )
    reason = forms.CharField(
        label=gettext_lazy("Motif"),
        help_text=gettext_lazy("Il reste dans le journal."),
        max_length=300,
    )

    def refuse(self, refusal: Refusal) -> None:
        """Put each fault beside its field."""
        named = {"evidence": "evidence_fr"}
        for fault in refusal.faults:
            where = named.get(fault.where, fault.where)
            known = where if where in self.fields else None
            self.add_error(known, fault.of(get_language() or "fr"))


@require_safe
@public_page
def roadmap(request: HttpRequest, reference: str) -> HttpResponse:
    """Show the roadmap in time and as a table; the table also leaves as a workbook."""
    found = found_roadmap(reference)
    if request.GET.get("format") == "xlsx":
        return _workbook(found)
    return render(
        request,
        "conventions/roadmap.html",
        {
            "roadmap": found,
            "page_is_exercise": found.is_exercise,
            "drawing": drawing_of(found, timezone.localdate()),
            "late_count": sum(mark.is_late for row in found.workstreams for mark in row.milestones),
            "source": source_link(found.source),
            "may_steer": may_steer(request, found),
        },
    )


@login_required
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def reach(request: HttpRequest, reference: str, workstream: int, number: int) -> HttpResponse:
    """Say that a milestone is reached."""
    found = found_roadmap(reference)
    if not may_steer(request, found):
        raise PermissionDenied
    line = next((item for item in found.workstreams if item.number == workstream), None)
    mark = next((item for item in line.milestones if item.number == number), None) if line else None
    if line is None or mark is None:
        raise Http404(_("Cette feuille de route n’a pas ce jalon."))
    user: Any = request.user
    form = ReachForm(request.POST or None, initial={"reached_on": timezone.localdate()})
    if request.method == "POST" and form.is_valid():
        typed = form.cleaned_data
        try:
            reach_milestone(
                reference=reference,
                workstream=workstream,
                number=number,
                reached_on=typed["reached_on"],
                evidence=Labels(typed["evidence_fr"], typed["evidence_ar"]),
                actor=user,
                mandate=mandate_of(request).text,
                reason=typed["reason"],
                at=timezone.now(),
            )
        except Refusal as refusal:
            form.refuse(refusal)
        else:
            messages.success(request, _("Le jalon est atteint."))
            return redirect("roadmap", reference)
    context = {"roadmap": found, "line": line, "mark": mark, "form": form,
               "page_is_exercise": found.is_exercise}  # fmt: skip
    return render(request, "conventions/milestone_form.html", context)


@login_required
@require_http_methods(["POST"])
def move(request: HttpRequest, reference: str, workstream: int) -> HttpResponse:
    """Take a step of the life of a workstream."""
    found = found_roadmap(reference)
    if not may_steer(request, found):
        raise PermissionDenied
    user: Any = request.user
    if all(item.number != workstream for item in found.workstreams):
        raise Http404(_("Cette feuille de route n’a pas ce chantier."))
    try:
        move_workstream(
            reference=reference,
            number=workstream,
            step=request.POST.get("step", ""),
            actor=user,
            mandate=mandate_of(request).text,
            reason="",
            at=timezone.now(),
        )
    except Refusal as refusal:
        messages.error(request, " ".join(refusal.of(language())))
    return redirect("roadmap", reference)


def found_roadmap(reference: str) -> RoadmapView:
    """The roadmap as it stands today, or nothing to show."""
    found = roadmap_of(reference, on=timezone.localdate())
    if found is None:
        raise Http404(_("Aucune feuille de route n’est inscrite pour « %s ».") % reference)
    return found


def may_steer(request: HttpRequest, found: RoadmapView) -> bool:
    """Whether the mandate in force moves this roadmap."""
    return can_steer_roadmap(
        mandate_of(request), found.territory_code, is_exercise=found.is_exercise
    )


def _workbook(found: RoadmapView) -> HttpResponse:
    head = (_("Chantier"), _("Porteur"), _("État"), _("Jalon"), _("Échéance"), _("Atteint le"),
            _("Preuve"))  # fmt: skip
    rows = [
        (local(line.labels), local(line.owner), local(line.status_label), local(mark.labels),
         mark.due_on, mark.reached_on, local(mark.evidence))
        for line in found.workstreams
        for mark in line.milestones
    ]  # fmt: skip
    sheet = Sheet(
        title=_("Feuille de route"),
        head=head,
        rows=rows,
        language=language(),
        notes=(local(found.convention), *((_("exercice"),) if found.is_exercise else ())),
        on=timezone.localdate(),
    )
    response = HttpResponse(port("documents").workbook(sheets=(sheet,)), content_type=XLSX)
    name = f"feuille-de-route-{found.reference}.xlsx"
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return response
