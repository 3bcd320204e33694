"""Accounts and mandates, as an administrator keeps them: opened, granted, ended, never deleted."""

from __future__ import annotations

import secrets
from collections.abc import Callable
from functools import wraps
from typing import Any, Final
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.contrib.auth.mixins import LoginRequiredMixin
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from mithaq.apps.accounts.operations import change_user, create_user, give_password
from mithaq.apps.accounts.queries import Person, person_of_public_id, users_matching
from mithaq.apps.organisations.operations import MandateDraft, end_mandate, grant_mandate
from mithaq.apps.organisations.policies import can_grant_mandate, can_manage_people
from mithaq.apps.organisations.queries import (
    MandateView,
    mandates_in_force_by_person,
    mandates_of,
    organisation,
)
from mithaq.base.errors import Refusal
from mithaq.base.text import Labels
from mithaq.web.accounts.acting import acting_mandate
from mithaq.web.accounts.people_forms import AccountForm, EndForm, MandateForm, ReasonForm
from mithaq.web.accounts.people_tables import PEOPLE
from mithaq.web.shell.tables import TableView

# Read aloud without doubt: no 0 or O, no 1 or l.
LETTERS: Final = "abcdefghjkmnpqrstuvwxyz23456789"
View = Callable[..., HttpResponse]


class People(LoginRequiredMixin, TableView):
    """Every account, with the mandates in force."""

    table = PEOPLE
    template_name = "accounts/people.html"
    title = gettext_lazy("Comptes et mandats")
    lead = gettext_lazy(
        "Qui se connecte, et ce que ses mandats en vigueur lui permettent. Rien ne s’efface : un "
        "compte se ferme, un mandat finit."
    )

    def get(self, request: HttpRequest, **kwargs: Any) -> HttpResponseBase:
        """Show the list to an administrator."""
        if not can_manage_people(acting_mandate(request)):
            raise PermissionDenied
        return super().get(request, **kwargs)

    def rows(self, text: str) -> QuerySet[Any]:
        """Give the accounts that hold the words."""
        return users_matching(text)

    def prepare(self, rows: list[Any]) -> list[Any]:
        """Add the mandates in force, in one query for the page."""
        held = mandates_in_force_by_person(people=[row.pk for row in rows], on=timezone.localdate())
        for row in rows:
            row.held = held.get(row.pk, ())
        return rows


def _for_administrators(view: View) -> View:
    @login_required
    @never_cache
    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not can_manage_people(acting_mandate(request)):
            raise PermissionDenied
        return view(request, *args, **kwargs)

    return guarded


@_for_administrators
def open_account(request: HttpRequest) -> HttpResponse:
    """Open an account; its first password is drawn here and shown once."""
    mandate = _mandate(request)
    form = AccountForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        password = _password()
        try:
            user = create_user(
                **form.cleaned_data,
                password=password,
                must_change_password=True,
                # Whoever acts for a fictitious body opens accounts of invented people only.
                is_fictitious=mandate.is_exercise,
                **_signed(request),
            )
        except Refusal as refusal:
            form.refuse(refusal)
        else:
            return _shown_once(request, user.public_id, password)
    return render(request, "accounts/open_account.html", {"form": form})


@_for_administrators
def person(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Show one account with all its mandates, past and to come."""
    found = _person(public_id)
    today = timezone.localdate()
    held = [(item, item.is_in_force(today)) for item in mandates_of(user=found.pk)]
    return render(request, "accounts/person.html", {"person": found, "mandates": held})


@_for_administrators
def grant(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Grant a dated mandate."""
    found, mandate = _person(public_id), _mandate(request)
    if not found.is_active:
        messages.error(request, _("Ce compte est fermé : rouvrez-le avant de donner un mandat."))
        return redirect("person", public_id)
    form = MandateForm(request.POST or None, only_exercises=mandate.is_exercise)
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        body = organisation(slug=said["organisation"]) if said["organisation"] else None
        is_exercise = body.is_exercise if body else mandate.is_exercise
        if not can_grant_mandate(mandate, is_exercise=is_exercise):
            raise PermissionDenied
        draft = MandateDraft(
            user_id=found.pk,
            role=said["role"],
            organisation=said["organisation"] or None,
            territory=said["territory"] or None,
            capacity=Labels(said["capacity_fr"], said["capacity_ar"]),
            is_interim=said["is_interim"],
            starts_on=said["starts_on"],
            ends_on=said["ends_on"],
        )
        try:
            grant_mandate(draft=draft, reason=said["reason"], **_signed(request, by_key=True))
        except Refusal as refusal:
            form.refuse(refusal)
        else:
            messages.success(request, _("Le mandat est donné. Le journal en garde la trace."))
            return redirect("person", public_id)
    return render(request, "accounts/grant_mandate.html", {"person": found, "form": form})


@_for_administrators
def end(request: HttpRequest, public_id: UUID, pk: int) -> HttpResponse:
    """Say the last day of a mandate."""
    found = _person(public_id)
    held = next((item for item in mandates_of(user=found.pk) if item.pk == pk), None)
    if held is None:
        raise Http404(_("Cette personne n’a pas ce mandat."))
    if not can_grant_mandate(
        _mandate(request), is_exercise=held.is_exercise or not held.organisation
    ):
        raise PermissionDenied
    form = EndForm(request.POST or None, initial={"ends_on": timezone.localdate()})
    if request.method == "POST" and form.is_valid():
        try:
            end_mandate(mandate_id=pk, **form.cleaned_data, **_signed(request, by_key=True))
        except Refusal as refusal:
            form.refuse(refusal)
        else:
            messages.success(request, _("La fin du mandat est inscrite."))
            return redirect("person", public_id)
    words = {"person": found, "held": held, "form": form}
    return render(request, "accounts/end_mandate.html", words)


@_for_administrators
@require_POST
def renew_password(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Draw a new password for whoever lost theirs, and show it once."""
    found = _reachable(request, public_id)
    if not found.is_active:
        messages.error(request, _("Ce compte est fermé : rouvrez-le avant d’en changer la clé."))
        return redirect("person", public_id)
    password = _password()
    give_password(
        user_id=found.pk,
        password=password,
        reason="Mot de passe perdu",
        **_signed(request),
    )
    return _shown_once(request, found.public_id, password)


@_for_administrators
@require_POST
def close(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Close an account, or open it again, with a reason."""
    found = _reachable(request, public_id)
    form = ReasonForm(request.POST)
    if not form.is_valid():
        messages.error(request, _("Dites pourquoi : le motif reste dans le journal."))
        return redirect("person", public_id)
    change_user(
        user_id=found.pk,
        full_name=found.full_name,
        is_active=not found.is_active,
        reason=form.cleaned_data["reason"],
        **_signed(request),
    )
    said = _("Le compte est fermé.") if found.is_active else _("Le compte est rouvert.")
    messages.success(request, said)
    return redirect("person", public_id)


def _reachable(request: HttpRequest, public_id: UUID) -> Person:
    """A person whose account this administrator may change: never one's own, nor a real person's
    for whoever acts for a fictitious body."""
    found = _person(public_id)
    if found.pk == request.user.pk:
        raise PermissionDenied(_("Un administrateur ne change pas son propre compte ici."))
    if _mandate(request).is_exercise and not found.is_fictitious:
        raise PermissionDenied(_("Vous agissez pour un organisme fictif : ce compte est réel."))
    return found


def _shown_once(request: HttpRequest, public_id: UUID, password: str) -> HttpResponse:
    words = {"person": _person(public_id), "password": password}
    return render(request, "accounts/password_once.html", words)


def _person(public_id: UUID) -> Person:
    found = person_of_public_id(public_id)
    if found is None:
        raise Http404(_("Aucun compte n’a cette adresse."))
    return found


def _password() -> str:
    """Four groups of four letters and figures: some eighty bits, easy to copy by hand."""
    return "-".join("".join(secrets.choice(LETTERS) for _n in range(4)) for _g in range(4))


def _mandate(request: HttpRequest) -> MandateView:
    mandate = acting_mandate(request)
    if mandate is None:
        raise PermissionDenied
    return mandate


def _signed(request: HttpRequest, *, by_key: bool = False) -> dict[str, Any]:
    actor = request.user.pk if by_key else request.user
    return {"actor": actor, "mandate": _mandate(request).text, "at": timezone.now()}
