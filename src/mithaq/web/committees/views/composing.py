"""Who sits on a committee, by what rule, and a committee about to be founded."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from mithaq.apps.conventions.operations import seats
from mithaq.apps.conventions.policies.committees import can_compose_committee
from mithaq.apps.conventions.queries.composing import Founding, bodies_to_seat, founding_of
from mithaq.apps.conventions.queries.sitting_views import CommitteeDetail, MemberView
from mithaq.base.errors import Refusal
from mithaq.web.committees.access import committee_or_404, mandate_of, signed
from mithaq.web.committees.composition_forms import (
    EndForm,
    FoundForm,
    PeopleForm,
    RuleForm,
    SeatForm,
    member_initial,
    rule_initial,
)


def may_compose(request: HttpRequest, found: CommitteeDetail | Founding) -> bool:
    """Whether this reader says who sits and how the committee convenes."""
    return can_compose_committee(mandate_of(request), found.access, is_exercise=found.is_exercise)


@login_required
@never_cache
def found(request: HttpRequest, reference: str) -> HttpResponse:
    """Found a committee on a convention."""
    convention = founding_of(reference)
    if convention is None:
        raise Http404(_("Aucune convention du registre n’a la référence « %s ».") % reference)
    if not may_compose(request, convention):
        raise PermissionDenied
    form = FoundForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            number = seats.found_committee(
                convention_id=convention.id,
                draft=form.draft(),
                reason=form.cleaned_data["reason"],
                **signed(request),
            )
        except Refusal as refusal:
            form.refuse(refusal)
        else:
            messages.success(request, _("Le comité est constitué. Écrivez sa règle."))
            return redirect("committee_rule", reference, number)
    return render(
        request,
        "committees/found.html",
        {"convention": convention, "form": form, "page_is_exercise": convention.is_exercise},
    )


@login_required
@never_cache
def rule(request: HttpRequest, reference: str, committee: int) -> HttpResponse:
    """Write the rule of a committee; the one before stays in the journal."""
    found = _to_compose(request, reference, committee)
    form = RuleForm(
        request.POST or None,
        bodies=bodies_to_seat(is_exercise=found.is_exercise),
        has_own_cadence=found.is_founded_here,
        initial=rule_initial(found),
    )
    if request.method == "POST" and form.is_valid():
        try:
            seats.set_committee_rule(
                committee_id=found.id,
                draft=form.draft(),
                reason=form.cleaned_data["reason"],
                **signed(request),
            )
        except Refusal as refusal:
            form.refuse(refusal)
        else:
            messages.success(request, _("La règle est écrite. Le journal garde la précédente."))
            return redirect("committee_composition", reference, committee)
    return _page(request, "committees/rule.html", found, form=form)


@login_required
@never_cache
def composition(request: HttpRequest, reference: str, committee: int) -> HttpResponse:
    """Show who sits and who sat, and give a new seat."""
    found = _to_compose(request, reference, committee)
    form = SeatForm(
        request.POST or None,
        bodies=bodies_to_seat(is_exercise=found.is_exercise),
        initial={"starts_on": timezone.localdate()},
    )
    if request.method == "POST" and form.is_valid():
        try:
            seats.seat_member(
                committee_id=found.id,
                draft=form.new_seat(),
                reason=form.cleaned_data["reason"],
                **signed(request),
            )
        except Refusal as refusal:
            form.refuse(refusal)
        else:
            messages.success(request, _("Le siège est donné."))
            return redirect("committee_composition", reference, committee)
    return _page(request, "committees/composition.html", found, form=form)


@login_required
@never_cache
def member(request: HttpRequest, reference: str, committee: int, pk: int) -> HttpResponse:
    """Replace the people of a seat from a day, or end the seat."""
    found = _to_compose(request, reference, committee)
    seat = next((item for item in found.members if item.id == pk), None)
    if seat is None or seat.ends_on is not None:
        return redirect("committee_composition", reference, committee)
    act, today = request.POST.get("act", ""), timezone.localdate()
    people = PeopleForm(
        request.POST if act == "replace" else None,
        initial={**member_initial(seat), "starts_on": today},
    )
    end = EndForm(request.POST if act == "end" else None, initial={"ends_on": today}, prefix="end")
    if request.method == "POST" and _done(request, seat, act=act, people=people, end=end):
        return redirect("committee_composition", reference, committee)
    return _page(request, "committees/member.html", found, form=people, end=end, member=seat)


def _done(
    request: HttpRequest, seat: MemberView, *, act: str, people: PeopleForm, end: EndForm
) -> bool:
    form = people if act == "replace" else end
    if not form.is_valid():
        return False
    common = {"member_id": seat.id, "reason": form.cleaned_data["reason"], **signed(request)}
    try:
        if act == "replace":
            draft = people.draft(organisation_id=seat.organisation_id, seat=seat.seat)
            seats.replace_member(draft=draft, **common)
            messages.success(request, _("Le siège a changé de personnes."))
        else:
            seats.end_seat(on=end.cleaned_data["ends_on"], **common)
            messages.success(request, _("Le siège est terminé ; les séances tenues le gardent."))
    except Refusal as refusal:
        form.refuse(refusal)
        return False
    return True


def _to_compose(request: HttpRequest, reference: str, number: int) -> CommitteeDetail:
    found = committee_or_404(reference, number)
    if not may_compose(request, found):
        raise PermissionDenied
    return found


def _page(
    request: HttpRequest, template: str, found: CommitteeDetail, **values: Any
) -> HttpResponse:
    context = {"committee": found, "page_is_exercise": found.is_exercise, **values}
    return render(request, template, context)
