"""The mandate a person acts under during a request, and its text for the journal."""

from __future__ import annotations

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest

from mithaq.apps.organisations.queries import MandateView


def acting_mandate(request: HttpRequest) -> MandateView | None:
    """The mandate chosen, or None: the middleware's promise itself is never None."""
    return getattr(request, "mandate", None) or None


def signed_in_id(request: HttpRequest) -> int:
    """The key of the person signed in; nobody else may go further."""
    key = request.user.pk
    if key is None:
        raise PermissionDenied
    return key


def mandate_text(request: HttpRequest) -> str:
    """The mandate as the journal copies it."""
    mandate = acting_mandate(request)
    return mandate.text if mandate else ""
