"""The life of a convention on one page: what its entry into force asks, and its next steps."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from mithaq.apps.conventions import operations
from mithaq.apps.conventions.choices import Status
from mithaq.apps.conventions.choices.life import LifeAction
from mithaq.apps.conventions.operations import Step
from mithaq.apps.conventions.policies import LIFE_POLICIES
from mithaq.apps.conventions.queries import (
    convention_detail,
    entry_checklist,
    life_of,
    parties_of,
    steps_from,
)
from mithaq.apps.organisations.policies import is_of_its_world
from mithaq.web.conventions.drafting.acting import attempt, mandate_of


@require_safe
def life(request: HttpRequest, reference: str) -> HttpResponse:
    """Show what happened, what may happen next, and what the entry into force still asks."""
    detail = convention_detail(reference)
    if detail is None:
        raise Http404(_("Aucune convention du registre n’a la référence « %s ».") % reference)
    held = mandate_of(request) if request.user.is_authenticated else None
    parties = parties_of(detail.id)
    allowed = [
        name
        for name, may in LIFE_POLICIES.items()
        if may(held, detail.territory_code, parties)
        and is_of_its_world(held, is_exercise=detail.is_exercise)
    ]
    points = entry_checklist(detail.id) if detail.status == Status.SIGNED else ()
    return render(
        request,
        "conventions/drafting/life.html",
        {
            "convention": detail,
            "page_is_exercise": detail.is_exercise,
            "events": life_of(detail.id),
            "steps": steps_from(detail.status, allowed),
            "points": points,
            "left": sum(not point.is_cleared for point in points),
            "may_waive": "can_steer_convention" in allowed,
            "renew": LifeAction.RENEW,
            "today": timezone.localdate(),
        },
    )


@login_required
@require_POST
def step(request: HttpRequest, reference: str) -> HttpResponse:
    """Take one step of the life of a convention."""
    said = request.POST

    def act() -> None:
        operations.change_life(
            reference=reference,
            step=Step(
                action=said.get("action", ""),
                effective_on=_day(said.get("effective_on", "")) or date.max,
                reason=said.get("reason", ""),
                until_on=_day(said.get("until_on", "")),
                is_tacit=bool(said.get("is_tacit")),
            ),
            **_who(request),
        )

    to = reverse("convention_life", args=[reference])
    return attempt(request, act, done=_("Étape inscrite."), to=to)


@login_required
@require_POST
def waive(request: HttpRequest, reference: str) -> HttpResponse:
    """Waive one condition of the entry into force, with its reason."""
    said = request.POST
    return attempt(
        request,
        lambda: operations.waive_entry_point(
            reference=reference,
            item=said.get("item", ""),
            subject=said.get("subject", ""),
            reason=said.get("reason", ""),
            **_who(request),
        ),
        done=_("Dispense inscrite avec son motif."),
        to=reverse("convention_life", args=[reference]),
    )


def _who(request: HttpRequest) -> dict[str, Any]:
    return {"actor": request.user, "under": mandate_of(request), "at": timezone.now()}


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None
