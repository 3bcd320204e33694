"""Who reads and who acts, asked of the mandate under which the reader acts."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from mithaq.apps.corridor.operations.question_reading import read_question
from mithaq.apps.corridor.queries.question_views import QuestionDetail
from mithaq.apps.organisations.queries import MandateView
from mithaq.base.errors import Refusal
from mithaq.web.conventions.roadmaps.forms import RefusableForm
from mithaq.web.corridor.purposes import reading_purpose
from mithaq.web.programmes.access import mandate_of, signed

__all__ = ["acting", "mandate_of", "signed", "whose", "written"]
Page = Callable[..., HttpResponse]


def acting(page: Page) -> Page:
    """A page of those who act: signed in, never kept, refused to whoever holds no mandate."""

    @login_required
    @never_cache
    @require_http_methods(["GET", "HEAD", "POST"])
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if mandate_of(request) is None:
            raise PermissionDenied
        return page(request, *args, **kwargs)

    return guarded


def whose(request: HttpRequest, number: str) -> tuple[QuestionDetail, MandateView]:
    """A question for someone whom it concerns, and the journal knows; a stranger is told that
    there is none."""
    mandate = mandate_of(request)
    try:
        found = read_question(number=number, purpose=reading_purpose(mandate), **signed(request))
    except Refusal as refusal:
        raise Http404(_("Cette question n’existe pas, ou n’est pas de votre mandat.")) from refusal
    if mandate is None:
        raise PermissionDenied
    return found, mandate


def written(
    request: HttpRequest,
    form: RefusableForm,
    write: Callable[[], Any],
    *,
    done: str | Callable[[Any], str] = "",
) -> Any:
    """What an operation gives, or nothing when it refuses: the form then says why. ``done`` says
    what changed and what comes next, or tells it from what the operation gives."""
    try:
        event = write()
    except Refusal as refusal:
        form.refuse(refusal)
        return None
    said = done(event) if callable(done) else done
    messages.success(request, said or _("C’est enregistré. Le journal en garde la trace."))
    return event or True
