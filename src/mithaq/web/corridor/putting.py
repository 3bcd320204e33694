"""A settlement or a proposal of reform put before the standing committee, by hand."""

from __future__ import annotations

from dataclasses import dataclass
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

from mithaq.apps.conventions.queries.saying import code, said
from mithaq.apps.corridor import operations
from mithaq.apps.corridor.choices.problems import ReferralKind, ReferralStatus
from mithaq.apps.corridor.policies import can_steer_problem
from mithaq.apps.corridor.policies.debts import can_hear_settlement, can_read_settlement
from mithaq.apps.corridor.policies.questions import can_read_reform
from mithaq.apps.corridor.queries.debts import settlement_view
from mithaq.apps.corridor.queries.discussed import Discussed, sittings_of_proposal
from mithaq.apps.corridor.queries.placed import corridors_of_object, referrals_of_object
from mithaq.apps.corridor.queries.reforms import reform_proposal
from mithaq.apps.corridor.queries.steering import Steered
from mithaq.apps.corridor.queries.views import ReferralView
from mithaq.apps.organisations.choices import Role
from mithaq.base.errors import Refusal
from mithaq.base.text import Labels
from mithaq.web.corridor.access import acting, mandate_of
from mithaq.web.corridor.forms import TextForm

PAGES = {
    ReferralKind.SETTLEMENT: "debt_settlement",
    ReferralKind.PROPOSAL: "reform_proposal",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Put:
    """What a committee was asked of an object, and where its reader refers it; else nothing."""

    referrals: tuple[ReferralView, ...]
    refer_url: str
    sittings: tuple[Discussed, ...] = ()


def put_of(request: HttpRequest, kind: str, ref: str) -> Put:
    """What the page of an object shows of the committee; a visitor is asked nothing more."""
    if mandate_of(request) is None:
        return Put(referrals=(), refer_url="")
    found = referrals_of_object(kind, ref)
    is_waiting = any(row.status == ReferralStatus.REFERRED for row in found)
    services = corridors_of_object(kind, ref, on=timezone.localdate())
    may = not is_waiting and _of_reader(request, services) is not None
    told = {row.decision_id for row in found if row.decision_id}
    return Put(
        referrals=found,
        refer_url=reverse("corridor_refer", args=[kind, ref]) if may else "",
        sittings=tuple(
            row
            for row in _sittings(request, services, kind=kind, ref=ref)
            if not told & {item.id for item in row.decisions}
        ),
    )


def _sittings(
    request: HttpRequest, services: tuple[Steered, ...], *, kind: str, ref: str
) -> tuple[Discussed, ...]:
    """The sittings that a proposal was put before, for the bodies of its corridor."""
    mandate = mandate_of(request)
    if mandate is None or kind != ReferralKind.PROPOSAL:
        return ()
    reads = any(
        one.is_exercise == mandate.is_exercise
        and (mandate.organisation in one.bodies or mandate.role == Role.AUDITOR)
        for one in services
    )
    return sittings_of_proposal(ref) if reads else ()


@login_required
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def refer(request: HttpRequest, kind: str, ref: str) -> HttpResponse:
    """Ask the committee something about a settlement or a proposal, and why."""
    title, service = _title(request, kind, ref), _service(request, kind, ref)
    if title is None:
        raise Http404
    if service is None:
        raise PermissionDenied
    form = TextForm(request.POST or None)
    form.fields["text"].label = _("Ce que le comité doit trancher")
    form.fields["text"].help_text = _(
        "Les membres du comité et qui lit cette page le liront : ne nommez aucune personne."
    )
    if request.method == "POST" and form.is_valid():
        try:
            operations.refer_object(
                corridor=service.slug, kind=kind, object_ref=ref, title=title,
                reason=form.cleaned_data["text"], **acting(request),
            )  # fmt: skip
        except Refusal as refusal:
            form.refuse(refusal)
        else:
            messages.success(request, _("Le comité permanent l’aura à son ordre du jour."))
            return redirect(_page(request, kind, ref))
    words: dict[str, Any] = {
        "form": form,
        "title": title,
        "service": service,
        "back_url": _page(request, kind, ref),
        "page_is_exercise": service.is_exercise,
    }
    return render(request, "corridor/refer.html", words, status=422 if form.errors else 200)


def _hears(request: HttpRequest, ref: str) -> bool:
    services = corridors_of_object(ReferralKind.SETTLEMENT, ref, on=timezone.localdate())
    return can_hear_settlement(mandate_of(request), services)


def _page(request: HttpRequest, kind: str, ref: str) -> str:
    """The page of an object, as the reader may open it."""
    is_heard = kind == ReferralKind.SETTLEMENT and _hears(request, ref)
    return reverse("committee_settlement" if is_heard else PAGES[ReferralKind(kind)], args=[ref])


def _title(request: HttpRequest, kind: str, ref: str) -> Labels | None:
    """How the committee will call the object; nothing for whoever may not read it."""
    mandate = mandate_of(request)
    if kind == ReferralKind.SETTLEMENT:
        plan = settlement_view(ref, on=timezone.localdate())
        may = plan is not None and can_read_settlement(mandate, plan.access)
        if plan is None or not (may or _hears(request, ref)):
            return None
        return said(lambda: _("Arrangement %(n)s") % {"n": code(ref)})
    reform = reform_proposal(ref) if kind == ReferralKind.PROPOSAL else None
    if reform is None or not can_read_reform(
        mandate,
        reform.bodies,
        is_adopted=reform.is_adopted,
        is_exercise=reform.is_exercise,
        hearers=reform.hearers,
    ):
        return None
    return reform.title


def _service(request: HttpRequest, kind: str, ref: str) -> Steered | None:
    """The corridor whose committee this mandate may ask."""
    return _of_reader(request, corridors_of_object(kind, ref, on=timezone.localdate()))


def _of_reader(request: HttpRequest, services: tuple[Steered, ...]) -> Steered | None:
    mandate = mandate_of(request)
    return next(
        (one for one in services
         if can_steer_problem(mandate, one.bodies, is_exercise=one.is_exercise)),
        None,
    )  # fmt: skip
