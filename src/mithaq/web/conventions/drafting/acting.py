"""What every page of a text shares: who acts, what they may see, how a refusal is shown."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from mithaq.apps.conventions.policies import can_see_drafting
from mithaq.apps.conventions.queries import (
    DraftingDetail,
    FolderDetail,
    drafting,
    folder,
)
from mithaq.apps.organisations.queries import MandateView
from mithaq.base.errors import Refusal
from mithaq.web.shell.typography import language


def mandate_of(request: HttpRequest) -> MandateView | None:
    """The mandate under which the request acts."""
    return getattr(request, "mandate", None) or None


def seen_drafting(request: HttpRequest, public_id: object) -> DraftingDetail:
    """A text for the people of its bodies; for anyone else it does not exist."""
    found = drafting(str(public_id))
    if found is None or not can_see_drafting(mandate_of(request), found.slugs()):
        raise Http404(_("Ce projet n’existe pas, ou votre organisation n’y est pas associée."))
    return found


def seen_folder(request: HttpRequest, public_id: object) -> tuple[FolderDetail, DraftingDetail]:
    """A signing folder for the people of its bodies; for anyone else it does not exist."""
    found = folder(str(public_id))
    if found is None:
        raise Http404(_("Ce dossier de signature n’existe pas."))
    return found, seen_drafting(request, found.drafting_id)


def attempt(
    request: HttpRequest, act: Callable[[], Any], *, done: str, to: str, otherwise: str = ""
) -> HttpResponse:
    """Do one act and say it is done, or say everything that refuses it; then show the page."""
    try:
        act()
    except Refusal as refusal:
        for sentence in refusal.of(language()):
            messages.error(request, sentence)
        return redirect(otherwise or to)
    else:
        messages.success(request, done)
    return redirect(to)
