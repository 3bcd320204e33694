"""What waits for the standing committee of a corridor, and what it decided."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from mithaq.apps.conventions.queries.agenda_rules import AgendaCall
from mithaq.apps.corridor import operations
from mithaq.apps.corridor.choices.problems import ReferralStatus
from mithaq.apps.corridor.policies import can_read_case, can_settle_referral
from mithaq.apps.corridor.queries.agenda_dangers import proposals_called, settlements_called
from mithaq.apps.corridor.queries.referrals import referrals_of
from mithaq.apps.corridor.queries.steering import Steered, every_corridor_steered, steered_by
from mithaq.apps.corridor.queries.views import ReferralView
from mithaq.apps.organisations.choices import Role
from mithaq.base.errors import Refusal
from mithaq.web.corridor.access import acting, mandate_of
from mithaq.web.corridor.forms import TextForm
from mithaq.web.shell.typography import language


@dataclass(frozen=True, slots=True, kw_only=True)
class Put:
    """One corridor: what waits, what calls itself, what was decided or taken off."""

    service: Steered
    waiting: tuple[ReferralView, ...]
    settled: tuple[ReferralView, ...]
    called: tuple[AgendaCall, ...]
    may_settle: bool
    committee_url: str


@login_required
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def referred(request: HttpRequest) -> HttpResponse:
    """Show what was referred; the secretary takes off what no longer needs the committee."""
    found = [_put(request, item) for item in _services(request)]
    if request.method == "POST":
        if not any(item.may_settle for item in found):
            raise PermissionDenied
        return _withdraw(request)
    words = {
        "corridors": found,
        "page_is_exercise": bool(found) and all(item.service.is_exercise for item in found),
    }
    return render(request, "corridor/referred.html", words)


def _put(request: HttpRequest, item: Steered) -> Put:
    mandate = mandate_of(request)
    rows = referrals_of(item.slug, reads=partial(can_read_case, mandate))
    url = ""
    if item.convention and item.committee_number is not None:
        url = reverse("committee", args=[item.convention, item.committee_number])
    return Put(
        service=item,
        waiting=tuple(row for row in rows if row.status == ReferralStatus.REFERRED),
        settled=tuple(row for row in rows if row.status != ReferralStatus.REFERRED),
        called=_called(item),
        may_settle=can_settle_referral(mandate, item.bodies, is_exercise=item.is_exercise),
        committee_url=url,
    )


def _called(item: Steered) -> tuple[AgendaCall, ...]:
    """What would call itself today: settlements something late endangers, proposals to examine."""
    if item.committee_id is None:
        return ()
    calls = (
        *settlements_called(item.committee_id, today=timezone.localdate()),
        *proposals_called(item.committee_id),
    )
    return tuple(call for call in calls if not call.reason)


def _services(request: HttpRequest) -> tuple[Steered, ...]:
    mandate = mandate_of(request)
    if mandate is None:
        raise PermissionDenied
    if mandate.role == Role.AUDITOR:
        rows = every_corridor_steered()
        return tuple(item for item in rows if item.is_exercise or not mandate.is_exercise)
    found = steered_by(mandate.organisation)
    if not found:
        raise PermissionDenied(_("Cette page est celle des institutions d’un corridor."))
    return found


def _withdraw(request: HttpRequest) -> HttpResponse:
    form = TextForm(request.POST)
    key: Any = request.POST.get("sujet", "")
    if not key.isdecimal():
        raise Http404
    if not form.is_valid():
        messages.error(request, _("Dites pourquoi ce point n’attend plus le comité."))
        return redirect("corridor_referrals")
    try:
        operations.withdraw_referral(
            referral_id=int(key), reason=form.cleaned_data["text"], **acting(request)
        )
    except Refusal as refusal:
        for sentence in refusal.of(language()):
            messages.error(request, sentence)
    else:
        messages.success(request, _("Le point n’attend plus le comité."))
    return redirect("corridor_referrals")
