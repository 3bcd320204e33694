"""Writing a roadmap by form: it begins, gains workstreams and milestones, and their days move."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from mithaq.apps.conventions.operations import (
    By,
    MilestoneLine,
    WorkstreamLine,
    link_recommendation,
    open_roadmap,
    write_milestone,
    write_workstream,
)
from mithaq.apps.conventions.queries import (
    RoadmapView,
    WorkstreamView,
    convention_as_amended,
    decisions_of_convention,
    evaluations_of,
)
from mithaq.apps.organisations.policies import can_steer_roadmap
from mithaq.base.errors import Refusal
from mithaq.base.text import Labels
from mithaq.web.conventions.amendments.rights import mandate_of
from mithaq.web.conventions.roadmaps.forms import (
    MilestoneForm,
    RecommendationForm,
    RoadmapForm,
    WorkstreamForm,
)
from mithaq.web.conventions.roadmaps.views import found_roadmap, may_steer
from mithaq.web.shell.words import local

METHODS = ["GET", "HEAD", "POST"]


@login_required
@never_cache
@require_http_methods(METHODS)
def begin(request: HttpRequest, reference: str) -> HttpResponse:
    """Begin the roadmap of a convention that has none."""
    detail = _convention(request, reference)
    form = RoadmapForm(request.POST or None)
    words = {"title": _("Ouvrir la feuille de route"), "lead": detail.labels, "back": "convention",
             "then": "roadmap"}  # fmt: skip
    return _written(
        request, reference, form=form, about=detail, words=words,
        write=lambda: open_roadmap(reference=reference, labels=form.labels, by=_by(request, form)),
    )  # fmt: skip


@login_required
@never_cache
@require_http_methods(METHODS)
def workstream(request: HttpRequest, reference: str, number: int | None = None) -> HttpResponse:
    """Add a workstream, or say anew its words, its dates and who carries it."""
    found = _steered(request, reference)
    line = _line(found, number) if number is not None else None
    form = WorkstreamForm(
        request.POST or None,
        owners=_owners(reference, line),
        initial=_workstream_initial(line),
    )
    title = _("Corriger un chantier") if line else _("Ajouter un chantier")
    return _written(
        request, reference, form=form, about=found,
        words={"title": title, "lead": line.labels if line else found.labels},
        write=lambda: write_workstream(
            reference=reference,
            number=number,
            line=WorkstreamLine(
                labels=form.labels,
                owner=form.cleaned_data["owner"],
                starts_on=form.cleaned_data["starts_on"],
                ends_on=form.cleaned_data["ends_on"],
                capacity=Labels(form.cleaned_data["capacity"], form.cleaned_data["capacity_ar"]),
            ),
            by=_by(request, form),
        ),
    )  # fmt: skip


@login_required
@never_cache
@require_http_methods(METHODS)
def milestone(
    request: HttpRequest, reference: str, number: int, rank: int | None = None
) -> HttpResponse:
    """Add a milestone to a workstream, or move it to another day."""
    found = _steered(request, reference)
    line = _line(found, number)
    mark = next((item for item in line.milestones if item.number == rank), None)
    if rank is not None and mark is None:
        raise Http404(_("Cette feuille de route n’a pas ce jalon."))
    initial = (
        {"title": mark.labels.fr, "title_ar": mark.labels.ar, "due_on": mark.due_on} if mark else {}
    )
    form = MilestoneForm(request.POST or None, initial=initial)
    title = _("Déplacer ou corriger un jalon") if mark else _("Ajouter un jalon")
    return _written(
        request, reference, form=form, about=found,
        words={"title": title, "lead": line.labels},
        write=lambda: write_milestone(
            reference=reference,
            workstream=number,
            number=rank,
            line=MilestoneLine(labels=form.labels, due_on=form.cleaned_data["due_on"]),
            by=_by(request, form),
        ),
    )  # fmt: skip


@login_required
@never_cache
@require_http_methods(METHODS)
def recommendation(request: HttpRequest, reference: str, kind: str, rank: int) -> HttpResponse:
    """Tie a recommendation of an evaluation to the decision that answers it."""
    detail = _convention(request, reference)
    told = next((item for item in evaluations_of(reference) if item.kind == kind), None)
    point = next((item for item in told.points if item.rank == rank), None) if told else None
    if point is None:
        raise Http404(_("Cette évaluation n’a pas cette recommandation."))
    taken = decisions_of_convention(reference)
    choices = [
        (str(key), f"{code} · {local(committee)} · {local(labels)}")
        for key, code, committee, labels in taken
    ]
    form = RecommendationForm(
        request.POST or None,
        decisions=[("", _("aucune décision")), *choices],
        initial={"decision": point.decision_id or ""},
    )
    words = {"title": _("Lier une recommandation à une décision"), "lead": point.labels,
             "back": "convention"}  # fmt: skip
    return _written(
        request, reference, form=form, about=detail, words=words,
        write=lambda: link_recommendation(
            reference=reference,
            kind=kind,
            rank=rank,
            decision_id=form.cleaned_data["decision"],
            actor=_actor(request),
            mandate=mandate_of(request).text,
            reason=form.cleaned_data["reason"],
            at=timezone.now(),
        ),
    )  # fmt: skip


def _written(
    request: HttpRequest,
    reference: str,
    *,
    form: Any,
    about: Any,
    words: dict[str, Any],
    write: Callable[[], object],
) -> HttpResponse:
    """Show a form; once it is right, write, say so, and go back to what was written."""
    back = words.get("back", "roadmap")
    if request.method == "POST" and form.is_valid():
        try:
            write()
        except Refusal as refusal:
            form.refuse(refusal)
        else:
            messages.success(request, _("C’est inscrit."))
            return redirect(words.get("then", back), reference)
    return render(
        request,
        "conventions/roadmap_form.html",
        {
            "back": back,
            **words,
            "reference": reference,
            "convention": getattr(about, "convention", about.labels),
            "form": form,
            "page_is_exercise": about.is_exercise,
        },
        status=422 if form.errors else 200,
    )


def _convention(request: HttpRequest, reference: str) -> Any:
    """The convention, for whoever may steer its roadmap."""
    detail = convention_as_amended(reference, on=timezone.localdate())
    if detail is None:
        raise Http404(_("Aucune convention du registre n’a la référence « %s ».") % reference)
    mandate = mandate_of(request)
    if not can_steer_roadmap(mandate, detail.territory_code, is_exercise=detail.is_exercise):
        raise PermissionDenied
    return detail


def _steered(request: HttpRequest, reference: str) -> RoadmapView:
    found = found_roadmap(reference)
    if not may_steer(request, found):
        raise PermissionDenied
    return found


def _line(found: RoadmapView, number: int) -> WorkstreamView:
    line = next((item for item in found.workstreams if item.number == number), None)
    if line is None:
        raise Http404(_("Cette feuille de route n’a pas ce chantier."))
    return line


def _owners(reference: str, line: WorkstreamView | None) -> list[tuple[str, str]]:
    """The parties of the convention as amended, and whoever carries the workstream already."""
    detail = convention_as_amended(reference, on=timezone.localdate())
    found = (
        {item.organisation_slug: local(item.organisation) for item in detail.parties}
        if detail
        else {}
    )
    if line is not None:
        found.setdefault(line.owner_slug, local(line.owner))
    return list(found.items())


def _workstream_initial(line: WorkstreamView | None) -> dict[str, Any]:
    if line is None:
        return {}
    return {
        "title": line.labels.fr,
        "title_ar": line.labels.ar,
        "owner": line.owner_slug,
        "capacity": line.capacity.fr,
        "capacity_ar": line.capacity.ar,
        "starts_on": line.starts_on,
        "ends_on": line.ends_on,
    }


def _actor(request: HttpRequest) -> Any:
    return request.user


def _by(request: HttpRequest, form: Any) -> By:
    return By(
        actor=_actor(request),
        mandate=mandate_of(request).text,
        reason=form.cleaned_data["reason"],
        at=timezone.now(),
    )
