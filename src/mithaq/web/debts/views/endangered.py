"""A settlement in danger, as the secretary of the committee that hears of it may read it."""

from __future__ import annotations

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from mithaq.apps.conventions.choices.meetings import AgendaRule
from mithaq.apps.conventions.queries.agenda_rules import RULES
from mithaq.apps.corridor.choices.problems import ReferralKind
from mithaq.apps.corridor.policies.debts import can_hear_settlement
from mithaq.apps.corridor.queries.before_committee import read_before_committee
from mithaq.web.corridor.putting import put_of
from mithaq.web.debts.access import mandate_of
from mithaq.web.debts.due_now import due_words


@login_required
@never_cache
@require_safe
def endangered(request: HttpRequest, number: str) -> HttpResponse:
    """Show what is late and what a default would bring back; no company, no line of a debt."""
    found = read_before_committee(number, on=timezone.localdate())
    if found is None or not can_hear_settlement(mandate_of(request), found.services):
        raise Http404
    words = {
        "found": found,
        "lines": [due_words(alarm) for alarm in found.late],
        "rule": RULES[AgendaRule.SETTLEMENT_AT_RISK].code,
        "committees": [
            reverse("committee", args=[one.convention, one.committee_number])
            for one in found.services
            if one.convention and one.committee_number is not None
        ],
        "put": put_of(request, ReferralKind.SETTLEMENT, number),
        "page_is_exercise": found.is_exercise,
    }
    return render(request, "debts/endangered.html", words)
