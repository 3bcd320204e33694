"""A file of debts comes in by the web: deposited, chosen row by row, recorded, undone."""

from __future__ import annotations

from typing import Any, Final

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from mithaq.apps.corridor.policies.debts import can_read_import
from mithaq.apps.corridor.queries.debts import places_of
from mithaq.apps.corridor.queries.listed import names_of
from mithaq.apps.organisations.choices import Role
from mithaq.apps.organisations.queries import MandateView
from mithaq.apps.reference.queries import StagedDetail, staged_file
from mithaq.base.errors import Refusal
from mithaq.flows import import_debts as flow
from mithaq.gateways import debt_file
from mithaq.gateways.jobs.report import fault_from_json
from mithaq.web.debts.access import mandate_of, page
from mithaq.web.debts.forms import DecisionForm, DepositForm
from mithaq.web.shell.typography import language

OUTCOMES: Final = {
    "accepted": gettext_lazy("acceptée"),
    "doubt": gettext_lazy("en doute"),
    "refused": gettext_lazy("refusée"),
}


@page
def deposit(request: HttpRequest) -> HttpResponse:
    """Take a file of debts from the fund's officer and read it whole; nothing is written."""
    mandate = _officer(request)
    form = DepositForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        file = given["file"]
        try:
            public_id = flow.stage_debts(
                content=file.read(), name=file.name or "", issuer=mandate.organisation,
                as_of_on=given["as_of_on"], order=given["order"],
                order_source=given["order_source"], actor=request.user, under=mandate,
                at=timezone.now(),
            )  # fmt: skip
        except Refusal as refusal:
            form.refuse(refusal)
        else:
            return redirect("debts_import_staged", public_id)
    words = {
        "form": form,
        "headings": debt_file.HEADINGS,
        "page_is_exercise": mandate.is_exercise,
    }
    return render(request, "debts/import.html", words, status=422 if form.errors else 200)


@require_safe
def sample(_request: HttpRequest) -> HttpResponse:
    """A file to start from, with the headings of the page's language."""
    response = HttpResponse(debt_file.sample(language()), content_type="text/csv; charset=utf-8")
    response.headers["Content-Disposition"] = 'attachment; filename="exemple-dettes.csv"'
    return response


@page
def staged(request: HttpRequest, public_id: Any) -> HttpResponse:
    """Show what every row would become, or became; take the choices and the decision."""
    mandate = _officer(request)
    found = staged_file(str(public_id))
    if found is None or found.kind != flow.KIND or not _is_own(request, found):
        raise Http404(_("Ce fichier en attente n’existe plus."))
    form = DecisionForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            _act(request, found, mandate, form.cleaned_data)
        except Refusal as refusal:
            form.refuse(refusal)
        else:
            return redirect("debts_import_staged", public_id)
    chosen = set(flow.chosen_lines(found))
    names = names_of([row["company"] for row in found.preview["rows"]])
    rows = [
        {
            **row,
            "company": names.get(row["company"]),
            "outcome_words": OUTCOMES[row["outcome"]],
            "said": [fault_from_json(fault).of(language()) for fault in row["said"]],
            "is_chosen": row["line"] in chosen,
        }
        for row in found.preview["rows"]
    ]
    words = {
        "staged": found,
        "rows": rows,
        "chosen_count": len(chosen),
        "alerts": [fault_from_json(fault).of(language()) for fault in found.preview["alerts"]],
        "numbers": [number for item in found.written for number in item.get("statements", ())],
        "form": form,
        "page_is_exercise": mandate.is_exercise,
    }
    return render(request, "debts/staged.html", words, status=422 if form.errors else 200)


def _act(
    request: HttpRequest, found: StagedDetail, mandate: MandateView, given: dict[str, Any]
) -> None:
    act = request.POST.get("act", "")
    who: dict[str, Any] = {
        "public_id": found.public_id, "actor": request.user, "under": mandate,
        "at": timezone.now(), "reason": given["reason"],
    }  # fmt: skip
    if act == "apply":
        flow.apply_debts(is_confirmed=given["is_confirmed"], **who)
    elif act == "discard":
        flow.discard_debts(**who)
    elif act == "undo":
        flow.undo_debts(**who)
    else:
        shown, take = (
            {int(n) for n in request.POST.getlist(name) if n.isdecimal()}
            for name in ("shown", "take")
        )
        flow.choose_debt_rows(take=take & shown, leave=shown - take, **who)


def _officer(request: HttpRequest) -> MandateView:
    mandate = mandate_of(request)
    if mandate is None or mandate.role != Role.FUND_OFFICER:
        raise PermissionDenied
    return mandate


def _is_own(request: HttpRequest, found: StagedDetail) -> bool:
    """A file of the fund is opened again by who deposited it, and by who may read all it names."""
    mandate, issuer = mandate_of(request), str(found.preview["issuer"])
    if found.staged_by_id == request.user.pk:
        return can_read_import(mandate, issuer, ())
    return can_read_import(
        mandate, issuer, places_of(row["company"] for row in found.preview["rows"])
    )
