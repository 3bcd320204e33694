"""Who opens a page of debts, and the line that every reading of a statement leaves."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Final

from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from mithaq.apps.corridor.operations import debts
from mithaq.apps.corridor.policies import debts as rights
from mithaq.apps.corridor.queries import debts as queries
from mithaq.apps.organisations.choices import Role
from mithaq.apps.organisations.queries import MandateView
from mithaq.base.errors import Refusal

View = Callable[..., HttpResponse]
__all__ = ["mandate_of", "opened", "page", "who"]
# The journal is kept in French.
_PURPOSES: Final = {
    Role.EMPLOYER: "consultation par l’entreprise",
    Role.FUND_OFFICER: "instruction par la caisse",
    Role.SIGNATORY: "décision de la caisse",
    Role.AUDITOR: "contrôle de l’auditeur",
}


def mandate_of(request: HttpRequest) -> MandateView | None:
    """The mandate under which the person acts."""
    found: MandateView | None = getattr(request, "mandate", None)
    return found


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
    mandate = mandate_of(request)
    purpose = _PURPOSES.get(mandate.role, "") if mandate else ""
    try:
        debts.note_reading(number=number, purpose=purpose, **who(request))
    except Refusal as refusal:
        raise Http404(_("Il n’y a pas de tel relevé.")) from refusal
    found = queries.statement(number)
    if found is None:
        raise Http404(_("Il n’y a pas de tel relevé."))
    return found
