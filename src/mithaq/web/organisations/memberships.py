"""A membership is recorded: which body, of which federation, since when; and ended."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any, Final

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from mithaq.apps.organisations import queries
from mithaq.apps.organisations.operations import (
    MembershipDraft,
    add_membership,
    end_membership,
)
from mithaq.apps.organisations.policies import can_add_member
from mithaq.apps.organisations.queries import MandateView, OrganisationDetail
from mithaq.base.errors import Refusal
from mithaq.base.text import fold
from mithaq.web.shell.typography import language
from mithaq.web.shell.words import local

FIELDS: Final = {"membership.to": "ends_on", "membership.federation": "member"}


class MembershipForm(forms.Form):
    """A body of the register, named as people name it, and the days of its membership."""

    member = forms.CharField(
        label=gettext_lazy("Organisation membre"),
        max_length=200,
        help_text=gettext_lazy("Son nom ou son sigle : le registre propose."),
        error_messages={"required": gettext_lazy("Dites qui adhère.")},
        widget=forms.TextInput(attrs={"list": "organismes", "autocomplete": "off"}),
    )
    starts_on = forms.DateField(
        label=gettext_lazy("Membre depuis le"),
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )
    ends_on = forms.DateField(
        label=gettext_lazy("Jusqu’au"),
        required=False,
        help_text=gettext_lazy("Vide tant que l’adhésion dure."),
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )

    def __init__(self, *args: Any, known: Mapping[str, str]) -> None:
        """Accept the names that lead to a body of the same world."""
        super().__init__(*args)
        self.known = known

    def clean_member(self) -> str:
        """Read the name; one that nobody answers to is refused."""
        typed = str(self.cleaned_data["member"])
        slug = self.known.get(fold(typed))
        if slug is None:
            said = _("« %(name)s » n’est pas au registre des organisations.") % {"name": typed}
            ask = _("Choisissez un nom proposé, ou faites inscrire l’organisme.")
            raise forms.ValidationError(f"{said} {ask}")
        return slug


class EndForm(forms.Form):
    """The last day of a membership, and why it ended."""

    ends_on = forms.DateField(
        label=gettext_lazy("Jusqu’au"),
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )
    reason = forms.CharField(
        label=gettext_lazy("Motif"), max_length=300, widget=forms.Textarea({"rows": 2})
    )


@login_required
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def add_member(request: HttpRequest, slug: str) -> HttpResponse:
    """Record that a body is a member of this one."""
    found, mandate = _kept_by(request, slug)
    names = {
        row.slug: local(row.labels)
        for row in queries.organisations().filter(is_exercise=found.is_exercise)
    }
    known = {text: to for text, to in queries.organisations_by_name().items() if to in names}
    form = MembershipForm(request.POST or None, known=known)
    if request.method == "POST" and form.is_valid():
        said: dict[str, Any] = form.cleaned_data
        try:
            _write(slug, said, mandate)
        except Refusal as refusal:
            for fault in refusal.faults:
                form.add_error(FIELDS.get(fault.where), fault.of(language()))
        else:
            messages.success(request, _("Adhésion inscrite."))
            return redirect(f"{reverse('organisation', args=[slug])}#members")
    words = {
        "organisation": found,
        "form": form,
        "names": sorted(name for code, name in names.items() if code != slug),
        "page_is_exercise": found.is_exercise,
    }
    status = 422 if form.errors else 200
    return render(request, "organisations/add_member.html", words, status=status)


@login_required
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def end_member(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """Say until which day a body was a member of this one, and why."""
    found, mandate = _kept_by(request, slug)
    held = queries.membership(pk, federation=slug)
    if held is None:
        raise Http404(_("Cette adhésion n’est pas au registre."))
    form = EndForm(request.POST or None, initial={"ends_on": held.ends_on or timezone.localdate()})
    if request.method == "POST" and form.is_valid():
        try:
            end_membership(
                membership_id=pk,
                **form.cleaned_data,
                actor=mandate.user_id,
                mandate=mandate.text,
                at=timezone.now(),
            )
        except Refusal as refusal:
            for fault in refusal.faults:
                form.add_error(FIELDS.get(fault.where), fault.of(language()))
        else:
            messages.success(request, _("La fin de l’adhésion est inscrite."))
            return redirect(f"{reverse('organisation', args=[slug])}#members")
    words = {
        "organisation": found,
        "link": held,
        "form": form,
        "page_is_exercise": found.is_exercise,
    }
    status = 422 if form.errors else 200
    return render(request, "organisations/end_member.html", words, status=status)


def _kept_by(request: HttpRequest, slug: str) -> tuple[OrganisationDetail, MandateView]:
    """The body whose members are kept, and the mandate which keeps them."""
    found = queries.organisation(slug=slug)
    # The middleware's promise is never None itself: only its truth says whether there is one.
    mandate: MandateView | None = getattr(request, "mandate", None) or None
    if found is None:
        raise Http404
    if mandate is None or not can_add_member(mandate, is_exercise=found.is_exercise):
        raise PermissionDenied
    return found, mandate


def _write(slug: str, said: Mapping[str, Any], mandate: MandateView) -> None:
    starts_on: date | None = said["starts_on"]
    add_membership(
        slug=str(said["member"]),
        draft=MembershipDraft(slug, starts_on, said["ends_on"]),
        actor=mandate.user_id,
        mandate=mandate.text,
        at=timezone.now(),
    )
