"""What waits for the standing committee of a corridor, and what it decided."""

from __future__ import annotations

from dataclasses import dataclass, replace
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

from mithaq.apps.conventions.policies.committees import can_read_committee
from mithaq.apps.conventions.queries.agenda_rules import AgendaCall
from mithaq.apps.conventions.queries.saying import said
from mithaq.apps.conventions.queries.sitting_lists import sitting_planned
from mithaq.apps.corridor import operations
from mithaq.apps.corridor.choices.problems import ReferralStatus
from mithaq.apps.corridor.policies import (
    can_call_case,
    can_read_case,
    can_read_question,
    can_settle_referral,
)
from mithaq.apps.corridor.queries.agenda_dangers import proposals_called, settlements_called
from mithaq.apps.corridor.queries.committees import committee_access
from mithaq.apps.corridor.queries.referable import Referable, referable_cases
from mithaq.apps.corridor.queries.referrals import referrals_of
from mithaq.apps.corridor.queries.steering import Steered, every_corridor_steered, steered_by
from mithaq.apps.corridor.queries.views import ReferralView
from mithaq.apps.organisations.choices import Role
from mithaq.base.errors import Refusal
from mithaq.web.committees.objects import object_urls
from mithaq.web.corridor.access import acting, mandate_of
from mithaq.web.corridor.forms import TextForm
from mithaq.web.corridor.words import turn_words
from mithaq.web.shell.dates import date_plain
from mithaq.web.shell.typography import language
from mithaq.web.shell.words import local


@dataclass(frozen=True, slots=True, kw_only=True)
class Blocked:
    """A blocked case that the committee has not, as its secretary may know it."""

    case: Referable
    turn: str
    late: str
    may_call: bool
    form: TextForm


@dataclass(frozen=True, slots=True, kw_only=True)
class Put:
    """One corridor: what waits, what calls itself, what was decided or taken off, each with where
    it leads; and the blocked cases that the committee has not."""

    service: Steered
    waiting: tuple[tuple[ReferralView, str], ...]
    settled: tuple[tuple[ReferralView, str], ...]
    called: tuple[tuple[AgendaCall, str], ...]
    may_settle: bool
    committee_url: str
    opens_decisions: bool
    blocked: tuple[Blocked, ...]


@login_required
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def referred(request: HttpRequest) -> HttpResponse:
    """Show what was referred; the secretary takes off what no longer needs the committee."""
    services = _services(request)
    form: TextForm | None = None
    if request.method == "POST":
        if not any(_may_settle(request, item) for item in services):
            raise PermissionDenied
        if "numero" not in request.POST:
            return _withdraw(request)
        form = TextForm(request.POST, auto_id=f"{request.POST['numero']}_%s")
        if _called_by_hand(request, form):
            return redirect("corridor_referrals")
    found = [_put(request, item, form) for item in services]
    words = {
        "corridors": found,
        "page_is_exercise": bool(found) and all(item.service.is_exercise for item in found),
    }
    return render(request, "corridor/referred.html", words, status=422 if form else 200)


def _may_settle(request: HttpRequest, item: Steered) -> bool:
    return can_settle_referral(mandate_of(request), item.bodies, is_exercise=item.is_exercise)


def _put(request: HttpRequest, item: Steered, form: TextForm | None) -> Put:
    mandate = mandate_of(request)
    rows = referrals_of(
        item.slug,
        reads=partial(can_read_case, mandate),
        reads_question=lambda access, by: can_read_question(
            mandate, access, by=by, is_personal=True
        ),
    )
    may_settle = _may_settle(request, item)
    called = _called(item)
    keys = [f"{row.kind}:{row.object_ref}" for row in rows]
    urls = object_urls(request, (*keys, *(call.key for call in called)))
    led = [(row, urls.get(key, "")) for row, key in zip(rows, keys, strict=True)]
    coming = _next_sitting(item)
    url = ""
    if item.convention and item.committee_number is not None:
        url = reverse("committee", args=[item.convention, item.committee_number])
    return Put(
        service=item,
        waiting=tuple(
            (_placed(row, coming), url) for row, url in led if row.status == ReferralStatus.REFERRED
        ),
        settled=tuple(row for row in led if row[0].status != ReferralStatus.REFERRED),
        called=tuple((call, urls.get(call.key, "")) for call in called),
        may_settle=may_settle,
        committee_url=url,
        opens_decisions=can_read_committee(
            mandate_of(request), committee_access(item.committee_id, on=timezone.localdate())
        ),
        blocked=_blocked(request, item, form) if may_settle else (),
    )


def _next_sitting(item: Steered) -> str:
    """At which sitting what waits will be heard; nothing while none is planned."""
    if item.committee_id is None:
        return ""
    coming = sitting_planned(item.committee_id, on=timezone.localdate())
    if coming is None:
        return ""
    number, day = coming
    return _("ira à l’ordre du jour de la séance %(n)s, le %(day)s") % {
        "n": number, "day": date_plain(day),
    }  # fmt: skip


def _placed(row: ReferralView, coming: str) -> ReferralView:
    """What is on no agenda yet says at which sitting it will be heard."""
    is_on_none = str(row.status_label) == str(ReferralStatus.REFERRED.label)
    return replace(row, status_label=coming) if coming and is_on_none else row


def _blocked(request: HttpRequest, item: Steered, sent: TextForm | None) -> tuple[Blocked, ...]:
    """What may be put on the agenda: neither the company nor a person is named."""
    mandate = mandate_of(request)
    found = []
    for case in referable_cases(item.slug, at=timezone.now()):
        names = {**dict(case.names), case.company: said(lambda: _("l’entreprise"))}
        is_sent = sent is not None and request.POST.get("numero") == case.number
        form = sent if is_sent and sent else TextForm(auto_id=f"{case.number}_%s")
        form.fields["text"].label = _("Ce que le comité doit trancher")
        form.fields["text"].help_text = _(
            "Toutes les parties du dossier et les membres du comité le liront : ne nommez aucune "
            "personne."
        )
        found.append(
            Blocked(
                case=case,
                turn=turn_words(case.turns, names, ""),
                late=_(", ").join(local(labels) for labels in case.late),
                may_call=can_call_case(
                    mandate, item.bodies, case.level, is_exercise=item.is_exercise
                ),
                form=form,
            )
        )
    return tuple(found)


def _called_by_hand(request: HttpRequest, form: TextForm) -> bool:
    """Put a blocked case on the agenda; what is refused stays beside its field."""
    if not form.is_valid():
        return False
    try:
        operations.call_case(
            number=request.POST["numero"], reason=form.cleaned_data["text"], **acting(request)
        )
    except Refusal as refusal:
        form.refuse(refusal)
        return False
    messages.success(
        request,
        _("Le dossier attend le comité : il vient à l’ordre du jour dès qu’il est établi, ou "
          "établi de nouveau."),
    )  # fmt: skip
    return True


def _called(item: Steered) -> tuple[AgendaCall, ...]:
    """What would call itself today: settlements something late endangers, proposals to examine."""
    if item.committee_id is None:
        return ()
    today = timezone.localdate()
    calls = (
        *settlements_called(item.committee_id, on=today, today=today),
        *proposals_called(item.committee_id),
    )
    return tuple(call for call in calls if not call.reason)


def _services(request: HttpRequest) -> tuple[Steered, ...]:
    mandate, on = mandate_of(request), timezone.localdate()
    if mandate is None:
        raise PermissionDenied
    if mandate.role == Role.AUDITOR:
        rows = every_corridor_steered(on=on)
        return tuple(item for item in rows if item.is_exercise or not mandate.is_exercise)
    found = steered_by(mandate.organisation, on=on)
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
