"""Whether a page may lead to debts: never for somebody whose mandate does not open them."""

from __future__ import annotations

from django.http import HttpRequest
from django.urls import reverse

from mithaq.apps.corridor.policies.debts import can_open_debts

# Families of problems about money owed; a certificate is asked for on the same pages.
FAMILIES = frozenset({"imputation", "debt"})
GOOD_STANDING = "good-standing"


def debts_url(request: HttpRequest) -> str:
    """The first page of debts for who may open it or has yet to sign in; else nothing."""
    mandate = getattr(request, "mandate", None) or None
    if request.user.is_authenticated and not can_open_debts(mandate):
        return ""
    return reverse("debts")
