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

from mithaq.apps.accounts.operations import set_language
from mithaq.apps.organisations.queries import mandates_of
from mithaq.web.accounts.acting import acting_mandate, mandate_text, signed_in_id
from mithaq.web.accounts.forms import LanguageForm


@login_required
@require_safe
def account(request: HttpRequest) -> HttpResponse:
    """Show who one is here, what one may act for, and how sign-in is protected."""
    user, today = request.user, timezone.localdate()
    mandates = mandates_of(user=signed_in_id(request))
    current = acting_mandate(request)
    words = {
        "mandates": [(mandate, mandate.is_in_force(today)) for mandate in mandates],
        "current_pk": current.pk if current else None,
        "form": LanguageForm(initial={"language": getattr(user, "language", "fr")}),
        "has_password": isinstance(user, AbstractBaseUser) and user.has_usable_password(),
        "has_second_factor": is_mfa_enabled(user),
    }
    return render(request, "accounts/account.html", words)


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
