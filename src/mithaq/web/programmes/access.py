"""Who steers, asked of the mandate under which the reader acts."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from mithaq.apps.accounts.queries import is_demo
from mithaq.apps.organisations.queries import MandateView
from mithaq.apps.programmes.policies import can_override_value, can_steer_scheme

Page = Callable[..., HttpResponse]


def mandate_of(request: HttpRequest) -> MandateView | None:
    """The mandate in force, or nothing: the middleware's promise is falsy, never None."""
    return getattr(request, "mandate", None) or None


def may_steer(request: HttpRequest, *, is_exercise: bool) -> bool:
    """Whether the reader opens editions and envelopes of a scheme."""
    return can_steer_scheme(mandate_of(request), is_exercise=is_exercise)


def may_override(request: HttpRequest) -> bool:
    """Whether the reader replaces values of the law; the installation is asked only of those who
    might."""
    mandate = mandate_of(request)
    return mandate is not None and can_override_value(mandate, is_demo=is_demo())


def steering(page: Page) -> Page:
    """A form of those who steer: signed in, never kept, refused to whoever holds no mandate."""

    @login_required
    @never_cache
    @require_http_methods(["GET", "HEAD", "POST"])
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if mandate_of(request) is None:
            raise PermissionDenied
        return page(request, *args, **kwargs)

    return guarded


def signed(request: HttpRequest) -> dict[str, Any]:
    """Who writes, under which mandate, when."""
    return {"actor": request.user, "under": mandate_of(request), "at": timezone.now()}
