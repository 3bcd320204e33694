"""What a default would bring back, read before it is declared, and what is late to say so."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from mithaq.apps.corridor.queries import debts as queries
from mithaq.apps.corridor.queries.debts import SettlementView
from mithaq.apps.corridor.queries.debts.defaults import SINCE
from mithaq.web.debts.due_now import due_words
from mithaq.web.debts.words import IN_DANGER, operation_words


def before_default(request: HttpRequest, found: SettlementView, form: Any) -> HttpResponse | None:
    """The page that says what a default declared on a day brings back, or nothing once it was read.

    A day on which nothing was late is told at the form: the law holds the plan for kept.
    """
    given = form.cleaned_data
    if "sure" in request.POST or given["declared_on"] < SINCE:
        return None
    seen = queries.settlement_view(found.head.number, on=given["declared_on"])
    if seen is None or seen.would_cost is None:
        return None
    late = [alarm for alarm in seen.alarms if alarm.kind in IN_DANGER]
    if not late:
        form.add_error(
            "declared_on",
            _("Ce jour-là, rien n’était en retard : la loi tient l’échéancier pour respecté."),
        )
    words = {
        "found": found,
        "operation": operation_words(found.head.operation),
        "form": form,
        "bill": seen.would_cost,
        "asked": seen.would_cost.owed_after - seen.would_cost.reinstated,
        "late": [due_words(alarm) for alarm in late],
        "page_is_exercise": found.head.is_exercise,
    }
    status = 422 if form.errors else 200
    return render(request, "debts/default.html", words, status=status)


def cancelled(found: SettlementView) -> int:
    """What contests upheld before a default took off what it claims, so that its lines add up."""
    if found.default is None:
        return 0
    default = found.default
    return max(0, found.head.to_pay + default.reinstated - default.paid - default.owed)
