"""One's own account: mandates, language, how sign-in is protected."""

from __future__ import annotations

from allauth.mfa.utils import is_mfa_enabled
from django.contrib import messages
from django.contrib.auth.base_user import AbstractBaseUser
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext, override
from django.views.decorators.http import require_POST, require_safe

from mithaq.apps.accounts.operations import set_address, set_language
from mithaq.apps.accounts.queries import is_demo
from mithaq.apps.organisations.queries import mandates_of
from mithaq.base.errors import Refusal
from mithaq.web.accounts.acting import acting_mandate, mandate_text, signed_in_id
from mithaq.web.accounts.forms import AddressForm, LanguageForm
from mithaq.web.shell.typography import language as page_language


@login_required
@require_safe
def account(request: HttpRequest) -> HttpResponse:
    """Show who one is here, what one may act for, and how sign-in is protected."""
    return _page(request, AddressForm(initial={"email": getattr(request.user, "email", "")}))


def _page(request: HttpRequest, address: AddressForm) -> HttpResponse:
    user, today = request.user, timezone.localdate()
    mandates = mandates_of(user=signed_in_id(request))
    current = acting_mandate(request)
    words = {
        "mandates": [(mandate, mandate.is_in_force(today)) for mandate in mandates],
        "current_pk": current.pk if current else None,
        "form": LanguageForm(initial={"language": getattr(user, "language", "fr")}),
        "has_password": isinstance(user, AbstractBaseUser) and user.has_usable_password(),
        "has_second_factor": is_mfa_enabled(user),
        "address_form": address,
        "keeps_no_address": getattr(user, "is_fictitious", False) and is_demo(),
    }
    status = 422 if address.errors else 200
    return render(request, "accounts/account.html", words, status=status)


@login_required
@require_POST
def give_address(request: HttpRequest) -> HttpResponse:
    """Keep the address one gives, or forget it."""
    form = AddressForm(request.POST)
    if not form.is_valid():
        return _page(request, form)
    try:
        is_changed = set_address(
            user_id=signed_in_id(request),
            email=form.cleaned_data["email"],
            mandate=mandate_text(request),
            at=timezone.now(),
        )
    except Refusal as refusal:
        form.add_error("email", refusal.faults[0].of(page_language()))
        return _page(request, form)
    if is_changed:
        messages.success(request, gettext("Votre adresse est enregistrée."))
    return redirect(f"{reverse('account')}#adresse")


@login_required
@require_POST
def choose_language(request: HttpRequest) -> HttpResponse:
    """Keep the language one reads in, and go on in it."""
    form = LanguageForm(request.POST)
    if not form.is_valid():
        return redirect("account")
    language = form.cleaned_data["language"]
    set_language(
        user_id=signed_in_id(request),
        language=language,
        mandate=mandate_text(request),
        at=timezone.now(),
    )
    with override(language):
        messages.success(request, gettext("Votre langue est enregistrée."))
        return redirect(reverse("account"))
