"""Who reads and writes on a case: the mandate in force, who signs, and why a case is opened."""

from __future__ import annotations

from typing import Any, Final

from django.http import HttpRequest
from django.utils import timezone

from mithaq.apps.organisations.queries import MandateView

VISIT: Final = "corridor_purposes"
KEPT: Final = 40


def mandate_of(request: HttpRequest) -> MandateView | None:
    """The mandate in force, or None: it is promised lazily and an absent one is falsy."""
    found: Any = getattr(request, "mandate", None)
    return found or None


def acting(request: HttpRequest) -> dict[str, Any]:
    """Who writes, under which mandate, when."""
    return {"actor": request.user, "under": mandate_of(request), "at": timezone.now()}


def purpose_of_visit(request: HttpRequest, public_id: str) -> str:
    """The purpose given for the persons of a case in this session, or nothing."""
    said: dict[str, str] = request.session.get(VISIT, {})
    return said.get(public_id, "")


def keep_purpose(request: HttpRequest, public_id: str, purpose: str) -> None:
    """Remember the purpose until the session ends; the oldest are forgotten."""
    said: dict[str, str] = dict(request.session.get(VISIT, {}))
    said.pop(public_id, None)
    said[public_id] = purpose
    request.session[VISIT] = dict(list(said.items())[-KEPT:])
