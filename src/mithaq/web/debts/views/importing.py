"""A file of debts comes in by the web: deposited, chosen row by row, recorded, undone."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any, Final

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from mithaq.apps.corridor.choices.debts import LineKind
from mithaq.apps.corridor.queries.debts import Body, affiliates
from mithaq.apps.corridor.queries.listed import names_of
from mithaq.apps.organisations.choices import Role
from mithaq.apps.organisations.queries import MandateView
from mithaq.apps.reference.choices import StagedStatus
from mithaq.apps.reference.queries import StagedDetail
from mithaq.base.errors import Refusal
from mithaq.flows import import_debts as flow
from mithaq.gateways import debt_file
from mithaq.gateways.debt_file import Outcome
from mithaq.gateways.jobs.report import fault_from_json
from mithaq.web.debts.access import mandate_of, page
from mithaq.web.debts.forms import TYPED_ROWS, DecisionForm, DepositForm, RowForm, StatementForm
from mithaq.web.shell.typography import language
from mithaq.web.shell.words import local

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


@page
def sample(request: HttpRequest) -> HttpResponse:
    """A file to start from, in the page's language: about a company that is registered here, so
    that it is accepted as it is."""
    known = _affiliates(_officer(request))
    text = debt_file.sample(language(), known[0].affiliation_number if known else "")
    response = HttpResponse(text, content_type="text/csv; charset=utf-8")
    response.headers["Content-Disposition"] = 'attachment; filename="exemple-dettes.csv"'
    return response


@page
def staged(request: HttpRequest, public_id: Any) -> HttpResponse:
    """Show what every row would become, or became; take the choices and the decision."""
    mandate = _officer(request)
    try:
        found = flow.found(str(public_id), mandate)
    except Refusal:
        raise Http404(_("Ce fichier en attente n’existe plus.")) from None
    is_ready = found.status == StagedStatus.READY
    form = DecisionForm(request.POST or None, asks=not is_ready or bool(found.preview["alerts"]))
    if request.method == "POST" and form.is_valid():
        try:
            _act(request, found, mandate, form.cleaned_data)
        except Refusal as refusal:
            form.refuse(refusal)
        else:
            if request.POST.get("act") == "apply":
                messages.success(request, _("C’est inscrit : les relevés sont ci-dessous."))
            return redirect("debts_import_staged", public_id)
    chosen = set(flow.chosen_lines(found))
    names = names_of([row["company"] for row in found.preview["rows"]])
    rows = [
        {
            **row,
            "company": names.get(row["company"]),
            "outcome_words": OUTCOMES[row["outcome"]],
            "kind_words": LineKind(row["draft"]["kind"]).label if row["draft"] else "",
            "month": _month(row["draft"]),
            "said": [fault_from_json(fault).of(language()) for fault in row["said"]],
            "is_chosen": row["line"] in chosen,
        }
        for row in found.preview["rows"]
    ]
    words = {
        "staged": found,
        "rows": rows,
        "chosen_count": len(chosen),
        "alerts": [
            fault_from_json(fault).of(language()) for fault in found.preview["alerts"] if is_ready
        ],
        "numbers": [number for item in found.written for number in item.get("statements", ())],
        "form": form,
        "page_is_exercise": mandate.is_exercise,
    }
    return render(request, "debts/staged.html", words, status=422 if form.errors else 200)


def _month(draft: dict[str, Any] | None) -> date | None:
    """The month of a line, or the day of a payment."""
    day = (draft["month"] or draft["paid_on"]) if draft else None
    return date.fromisoformat(day) if day else None


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


@page
def enter(request: HttpRequest) -> HttpResponse:
    """Take a statement typed by the fund's officer: read, shown row by row and recorded as a file
    is; a row that would be refused says why beside its fields, and nothing typed is lost."""
    mandate = _officer(request)
    known = _affiliates(mandate)
    form = StatementForm(request.POST or None, companies=_named(known))
    rows = [RowForm(request.POST or None, prefix=f"l{rank}") for rank in range(1, TYPED_ROWS + 1)]
    if request.method == "POST" and all([form.is_valid(), *(row.is_valid() for row in rows)]):
        try:
            public_id = _staged(request, mandate, form, [row for row in rows if row.has_amount])
        except Refusal as refusal:
            form.refuse(refusal)
        else:
            if public_id:
                return redirect("debts_import_staged", public_id)
    is_wrong = bool(form.errors) or any(row.errors for row in rows)
    words = {"form": form, "rows": rows, "page_is_exercise": mandate.is_exercise}
    return render(request, "debts/enter.html", words, status=422 if is_wrong else 200)


def _staged(
    request: HttpRequest, mandate: MandateView, form: StatementForm, rows: list[RowForm]
) -> str:
    """Stage what was typed; nothing when a row is to be corrected, or when there is none."""
    given = form.cleaned_data
    if not rows:
        form.add_error(None, _("Écrivez au moins une ligne avec son montant."))
        return ""
    cells = [row.cells(given["company"], given["reference"]) for row in rows]
    content = debt_file.table("fr", cells).encode()
    judged = flow.read_debts(
        content=content, issuer=mandate.organisation, as_of_on=given["as_of_on"], under=mandate
    )
    for row, read in zip(rows, judged.rows, strict=True):
        if read.outcome == Outcome.REFUSED:
            for fault in read.said:
                row.refuse_fault(fault)
    if any(row.errors for row in rows):
        return ""
    return flow.stage_debts(
        content=content, name=_("saisie à la main"), issuer=mandate.organisation,
        as_of_on=given["as_of_on"], order=given["order"], order_source=given["order_source"],
        received_how="entered", actor=request.user, under=mandate, at=timezone.now(),
    )  # fmt: skip


def _affiliates(mandate: MandateView) -> tuple[Body, ...]:
    return affiliates(is_exercise=mandate.is_exercise, territory=mandate.territory_code)


def _named(known: Sequence[Body]) -> list[tuple[str, str]]:
    return [
        (item.affiliation_number, f"{local(item.labels)} · {item.affiliation_number}")
        for item in known
    ]


def _officer(request: HttpRequest) -> MandateView:
    mandate = mandate_of(request)
    if mandate is None or mandate.role != Role.FUND_OFFICER:
        raise PermissionDenied
    return mandate
