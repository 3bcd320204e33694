"""Signing in and out, the second factor, and the accounts of the demonstration."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from urllib.parse import urlsplit

from allauth.account.internal.flows.login import record_authentication
from allauth.account.views import (
    AccountInactiveView,
    LoginView,
    LogoutView,
    PasswordChangeView,
    ReauthenticateView,
)
from allauth.core.internal.httpkit import authenticated_user
from allauth.mfa.base.views import AuthenticateView, IndexView
from allauth.mfa.base.views import ReauthenticateView as CodeView
from allauth.mfa.recovery_codes.views import GenerateRecoveryCodesView, ViewRecoveryCodesView
from allauth.mfa.totp.views import ActivateTOTPView, DeactivateTOTPView
from django.contrib.auth import login
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.forms import Form
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import Resolver404, resolve, reverse
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_POST

from mithaq.apps.accounts.operations import note_security_change
from mithaq.apps.accounts.queries import fictitious_user
from mithaq.web.accounts import forms
from mithaq.web.accounts.acting import mandate_text
from mithaq.web.accounts.demo import by_role, demo_accounts
from mithaq.web.shell.readers import readers_of, roles_of

BACKEND = "django.contrib.auth.backends.ModelBackend"


class SignIn(LoginView):
    """The sign-in page; a demonstration offers its accounts beside the form."""

    form_class = forms.SignInForm

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the accounts of the demonstration, none elsewhere."""
        after = self.request.GET.get("next", "") or self.request.POST.get("next", "")
        words: dict[str, Any] = super().get_context_data(**kwargs)
        if not url_has_allowed_host_and_scheme(after, allowed_hosts={self.request.get_host()}):
            after = ""
        wanted = roles_of(_page_name(after))
        offered = sorted(demo_accounts(), key=lambda account: account.role not in wanted)
        return words | {
            "demo_accounts": by_role(offered),
            "wanted_roles": wanted,
            "next_url": after,
            "readers": readers_of(_page_name(after)),
        }


def _page_name(address: str) -> str:
    """The name of the page asked for before signing in; none when there is no such page."""
    try:
        return resolve(urlsplit(address).path).url_name or "" if address else ""
    except Resolver404:
        return ""


class Password(PasswordChangeView):
    """Changing one's password; it leads back to the account."""

    form_class = forms.PasswordForm

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Send back a person who has no password: there is nothing to change."""
        if request.user.is_authenticated and not request.user.has_usable_password():
            return redirect("account")
        answer: HttpResponseBase = super().dispatch(request, *args, **kwargs)
        return answer

    def get_default_success_url(self) -> str:
        """Lead back to one's account."""
        return reverse("account")

    def form_valid(self, form: Form) -> HttpResponse:
        """Change it, and say so in the journal."""
        return _with_line(self, form, super().form_valid, action="change_password")


class Confirm(ReauthenticateView):
    """The password again, before a change that protects the account."""

    form_class = forms.ConfirmPasswordForm


class SecondFactor(AuthenticateView):
    """The code that follows the password."""

    form_class = forms.SecondFactorForm


class ConfirmCode(CodeView):
    """The code again, before a change that protects the account."""

    form_class = forms.ConfirmCodeForm


class Activate(ActivateTOTPView):
    """Setting a telephone as second factor."""

    form_class = forms.ActivateForm

    def form_valid(self, form: Form) -> HttpResponse:
        """Set it, and say so in the journal; the code just given serves for what comes next."""
        answer = _with_line(self, form, super().form_valid, action="activate_second_factor")
        user = authenticated_user(self.request)
        record_authentication(self.request, user, "mfa", type="totp", reauthenticated=True)
        return answer


class Deactivate(DeactivateTOTPView):
    """Removing the second factor."""

    def form_valid(self, form: Form) -> HttpResponse:
        """Remove it, and say so in the journal."""
        return _with_line(self, form, super().form_valid, action="remove_second_factor")


class NewRecoveryCodes(GenerateRecoveryCodesView):
    """Drawing new recovery codes, which ends the old ones."""

    def form_valid(self, form: Form) -> HttpResponse:
        """Draw them, and say so in the journal."""
        return _with_line(self, form, super().form_valid, action="renew_recovery_codes")


sign_in = SignIn.as_view()
sign_out = LogoutView.as_view()
inactive = AccountInactiveView.as_view()
password = Password.as_view()
confirm = Confirm.as_view()
second_factor = SecondFactor.as_view()
confirm_code = ConfirmCode.as_view()
security = IndexView.as_view()
activate = Activate.as_view()
deactivate = Deactivate.as_view()
recovery_codes = ViewRecoveryCodesView.as_view()
new_recovery_codes = NewRecoveryCodes.as_view()


@require_POST
def demo_sign_in(request: HttpRequest) -> HttpResponse:
    """Sign in as an invented person, without a password: in a demonstration and nowhere else."""
    user = fictitious_user(username=request.POST.get("username", ""))
    if user is None:
        raise PermissionDenied
    login(request, user, backend=BACKEND)
    after = request.POST.get("next", "")
    if not url_has_allowed_host_and_scheme(after, allowed_hosts={request.get_host()}):
        after = reverse("today")
    return redirect(after)


def locked_out(
    request: HttpRequest,
    response: HttpResponse | None = None,
    credentials: dict[str, Any] | None = None,
) -> HttpResponse:
    """Answer someone who failed five times: say how long to wait, and what to do."""
    words = {"username": (credentials or {}).get("username", "")}
    return render(request, "accounts/locked_out.html", words, status=429)


def _with_line(
    view: Any, form: Form, change: Callable[[Form], HttpResponse], *, action: str
) -> HttpResponse:
    with transaction.atomic():
        answer = change(form)
        note_security_change(
            user_id=view.request.user.pk,
            action=action,
            mandate=mandate_text(view.request),
            at=timezone.now(),
        )
    return answer
