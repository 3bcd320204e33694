"""Who opens a page of debts, and the line that every reading of a statement leaves."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from mithaq.apps.corridor.operations import debts
from mithaq.apps.corridor.policies import debts as rights
from mithaq.apps.corridor.queries import debts as queries
from mithaq.apps.organisations.queries import MandateView
from mithaq.base.errors import Refusal
from mithaq.web.corridor.purposes import reading_purpose
from mithaq.web.shell.typography import language

View = Callable[..., HttpResponse]
Found = TypeVar("Found")
__all__ = ["mandate_of", "opened", "page", "read", "who"]


def mandate_of(request: HttpRequest) -> MandateView | None:
    """The mandate under which the person acts."""
    return getattr(request, "mandate", None) or None


def who(request: HttpRequest) -> dict[str, Any]:
    """What every operation asks of who acts."""
    return {"actor": request.user, "under": mandate_of(request), "at": timezone.now()}


def page(view: View) -> View:
    """A page for those whom debts may concern: signed in, never kept by a cache."""

    @login_required
    @never_cache
    @require_http_methods(["GET", "HEAD", "POST"])
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not rights.can_open_debts(mandate_of(request)):
            raise PermissionDenied
        return view(request, *args, **kwargs)

    return guarded


def opened(request: HttpRequest, number: str) -> queries.StatementView:
    """A statement, read under a mandate and for a purpose that the journal keeps; else 404."""
    return read(request, debts.read_statement, number)


def read(request: HttpRequest, reading: Callable[..., Found], number: str) -> Found:
    """What an operation gives to whom it concerns, once the journal knows; else 404."""
    purpose = reading_purpose(mandate_of(request))
    try:
        return reading(number=number, purpose=purpose, **who(request))
    except Refusal as refusal:
        raise Http404(refusal.of(language())[0]) from refusal
