"""What every request carries: a strict content policy, and the mandate the person acts under."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Final

from django.conf import settings
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect
from django.urls import Resolver404, resolve
from django.utils import timezone
from django.utils.functional import SimpleLazyObject

from mithaq.apps.organisations.queries import MandateView, mandates_in_force_for
from mithaq.apps.programmes.queries import one_reading_of_the_law

MANDATE_KEY: Final = "mandate_id"
POLICY: Final = "; ".join(
    (
        "default-src 'none'",
        "script-src 'self'",
        "style-src 'self'",
        "img-src 'self' data:",
        "font-src 'self'",
        "connect-src 'self'",
        "form-action 'self'",
        "frame-ancestors 'none'",
        "base-uri 'none'",
        "manifest-src 'self'",
    )
)
# What remains open to a person whose password is somebody else's.
FREE: Final = frozenset({
    "account_change_password", "account_logout", "account_reauthenticate", "mfa_authenticate",
    "mfa_reauthenticate", "choose_language", "accessibility", "method", "report_error",
})  # fmt: skip
Next = Callable[[HttpRequest], HttpResponseBase]


class ContentSecurityPolicyMiddleware:
    """Nothing runs that is not ours: no inline script or style, no outside call."""

    def __init__(self, get_response: Next) -> None:
        """Keep the next link of the chain."""
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Add the policy to the answer."""
        response = self.get_response(request)
        response.headers.setdefault("Content-Security-Policy", POLICY)
        response.headers.setdefault(
            "Permissions-Policy", "camera=(), geolocation=(), microphone=()"
        )
        return response


class LawMiddleware:
    """A page has one law: it is read once, whatever the number of places that ask for it."""

    def __init__(self, get_response: Next) -> None:
        """Keep the next link of the chain."""
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Hold the law from its first reading to the answer."""
        with one_reading_of_the_law():
            return self.get_response(request)


class MandateMiddleware:
    """A right comes from a mandate in force: `request.mandate` is the one chosen in the session."""

    def __init__(self, get_response: Next) -> None:
        """Keep the next link of the chain."""
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Promise the mandate; the database is asked only if a page looks at it."""
        held = SimpleLazyObject(lambda: _held_by(request))
        request.mandates = held  # type: ignore[attr-defined]
        request.mandate = SimpleLazyObject(lambda: _chosen(request, held))  # type: ignore[attr-defined]
        return self.get_response(request)


class GivenPasswordMiddleware:
    """A password drawn by an administrator serves once: the first page changes it."""

    def __init__(self, get_response: Next) -> None:
        """Keep the next link of the chain."""
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Lead to the change of password whoever has not changed theirs yet."""
        if settings.SESSION_COOKIE_NAME in request.COOKIES and self._is_bound(request):
            return redirect("account_change_password")
        return self.get_response(request)

    def _is_bound(self, request: HttpRequest) -> bool:
        if not getattr(request.user, "must_change_password", False):
            return False
        try:
            return resolve(request.path_info).url_name not in FREE
        except Resolver404:
            return False


def _held_by(request: HttpRequest) -> tuple[MandateView, ...]:
    """Every mandate in force today of the person who asks."""
    user = getattr(request, "user", None)
    if user is None or not user.is_authenticated:
        return ()
    return mandates_in_force_for(user=user, on=timezone.localdate())


def _chosen(request: HttpRequest, held: Iterable[MandateView]) -> MandateView | None:
    """The mandate chosen in the session while it is in force, else the newest."""
    mandates = tuple(held)
    if not mandates:
        return None
    wanted = request.session.get(MANDATE_KEY)
    return next((mandate for mandate in mandates if mandate.pk == wanted), mandates[0])
