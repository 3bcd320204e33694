"""A file of debts comes in by the web: deposited, chosen row by row, recorded, undone."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, Final

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from mithaq.apps.accounts.queries import audit_lines_of
from mithaq.apps.corridor.choices.debts import ImputationOrder, LineKind
from mithaq.apps.corridor.queries.debts import Body, Replacing, affiliates
from mithaq.apps.corridor.queries.debts.case_links import OpenCase, cases_to_state
from mithaq.apps.corridor.queries.listed import names_of
from mithaq.apps.organisations.choices import Role
from mithaq.apps.organisations.queries import MandateView
from mithaq.apps.reference.choices import StagedStatus
from mithaq.apps.reference.queries import StagedDetail
from mithaq.base.errors import Refusal
from mithaq.base.text import Labels
from mithaq.flows import import_debts as flow
from mithaq.gateways import debt_file
from mithaq.gateways.debt_file import Outcome
from mithaq.gateways.jobs.report import fault_from_json
from mithaq.web.debts.access import mandate_of, page
from mithaq.web.debts.entered_forms import TYPED_ROWS, DecisionForm, RowForm
from mithaq.web.debts.forms import DepositForm, StatementForm
from mithaq.web.shell.ticked_rows import ticked
from mithaq.web.shell.typography import language
from mithaq.web.shell.words import local

# Those that stand open on the page of a statement typed by hand; the others are folded.
FIRST_ROWS: Final = 3
SHOWN_FILES: Final = 20
DONE: Final = {
    "apply": gettext_lazy("C’est inscrit : les relevés sont ci-dessous."),
    "undo": gettext_lazy("C’est annulé : les relevés de cette entrée sont retirés."),
    "discard": gettext_lazy("C’est abandonné : rien n’a été inscrit."),
    "choose": gettext_lazy("Vos choix sont gardés."),
}
ENDINGS: Final = {
    StagedStatus.UNDONE.value: "undo_file",
    StagedStatus.DISCARDED.value: "discard_file",
}
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
        "headings": _headings(mandate),
        "files": flow.deposited(mandate)[:SHOWN_FILES],
        "page_is_exercise": mandate.is_exercise,
    }
    return render(request, "debts/import.html", words, status=422 if form.errors else 200)


def _headings(mandate: MandateView) -> list[debt_file.Heading]:
    """The columns understood, with the example of the file that the page gives."""
    known = _affiliates(mandate)
    number = known[0].affiliation_number if known else ""
    return [
        replace(item, example=Labels(number, number, number))
        if number and item.field == "affiliate"
        else item
        for item in debt_file.HEADINGS
    ]


@page
def sample(request: HttpRequest) -> HttpResponse:
    """A file to start from, in the page's language: about a company that is registered here, so
    that it is accepted as it is."""
    return _given(request, debt_file.sample, name="exemple-dettes.csv")


@page
def faults(request: HttpRequest) -> HttpResponse:
    """A file with one fault of each kind, to see what is said of each."""
    return _given(request, debt_file.sample_of_faults, name="exemple-fautes.csv")


def _given(request: HttpRequest, write: Callable[[str, str], str], *, name: str) -> HttpResponse:
    known = _affiliates(_officer(request))
    text = write(language(), known[0].affiliation_number if known else "")
    response = HttpResponse(text, content_type="text/csv; charset=utf-8")
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
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
            if said := DONE.get(request.POST.get("act", "")):
                messages.success(request, str(said))
            return redirect("debts_import_staged", public_id)
    chosen = set(flow.chosen_lines(found))
    if form.errors:
        # What was ticked stays as it was ticked while the decision is mended.
        take, leave = ticked(request)
        chosen = chosen - leave | take
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
    replacing = flow.replaced_with(found) if is_ready else {}
    words = {
        "changes": _changes(found.preview["rows"], chosen, names, replacing),
        "touches_plan": any(item.touches_plan for item in replacing.values()),
        "staged": found,
        "rows": rows,
        "chosen_count": len(chosen),
        "alerts": [
            fault_from_json(fault).of(language()) for fault in found.preview["alerts"] if is_ready
        ],
        "numbers": [number for item in found.written for number in item.get("statements", ())],
        "is_undone": found.status == StagedStatus.UNDONE,
        "ended": _ended(found),
        "said": found.preview,
        "order": ImputationOrder(found.preview["order"]).label,
        "as_of_on": date.fromisoformat(found.preview["as_of_on"]),
        "statements": _statements(found.preview["rows"], chosen, names),
        "form": form,
        "page_is_exercise": mandate.is_exercise,
    }
    return render(request, "debts/staged.html", words, status=422 if form.errors else 200)


@dataclass(frozen=True, slots=True, kw_only=True)
class Proposed:
    """A statement that the chosen rows would make: what they say is owed, paid and left."""

    company: Labels | None
    reference: str
    owed: int
    paid: int

    @property
    def left(self) -> int:
        """What stays to pay; less than nothing when more was paid than is owed."""
        return self.owed - self.paid


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """What the chosen rows would change for a company: what they replace, what it owes then."""

    company: Labels | None
    replacing: Replacing
    after: int


def _changes(
    rows: Sequence[dict[str, Any]],
    chosen: set[int],
    names: dict[str, Labels],
    replacing: Mapping[str, Replacing],
) -> list[Change]:
    """One a company that has statements already."""
    after: dict[str, int] = {}
    for row in rows:
        if row["draft"] and row["line"] in chosen:
            sign = -1 if row["draft"]["kind"] == LineKind.PAYMENT else 1
            after[row["company"]] = after.get(row["company"], 0) + sign * row["draft"]["amount"]
    return [
        Change(
            company=names.get(slug),
            replacing=item,
            after=item.before
            if item.is_older
            else after.get(slug, 0) + sum(kept.left for kept in item.kept),
        )
        for slug, item in replacing.items()
    ]


def _statements(
    rows: Sequence[dict[str, Any]], chosen: set[int], names: dict[str, Labels]
) -> list[Proposed]:
    """One a company and reference, as the chosen rows would be written."""
    sums: dict[tuple[str, str], list[int]] = {}
    for row in rows:
        if row["draft"] and row["line"] in chosen:
            owed_paid = sums.setdefault((row["company"], row["reference"]), [0, 0])
            owed_paid[row["draft"]["kind"] == LineKind.PAYMENT] += row["draft"]["amount"]
    return [
        Proposed(company=names.get(company), reference=reference, owed=owed, paid=paid)
        for (company, reference), (owed, paid) in sums.items()
    ]


def _ended(found: StagedDetail) -> Any:
    """Who gave the file up or took it back, when and why."""
    action = ENDINGS.get(found.status)
    if action is None:
        return None
    lines = audit_lines_of(object_type="staged_file", object_ref=found.public_id)
    return lines.filter(action=action).first()


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
    take, leave = ticked(request)
    chosen = set(flow.chosen_lines(found))
    is_moved = bool(take - chosen or leave & chosen)
    if act == "choose" or (act == "apply" and is_moved):
        flow.choose_debt_rows(take=take, leave=leave, **who)
    if act == "apply":
        flow.apply_debts(
            is_confirmed=given["is_confirmed"], is_replacing=given["is_replacing"], **who
        )
    elif act == "discard":
        flow.discard_debts(**who)
    elif act == "undo":
        flow.undo_debts(**who)


@page
def enter(request: HttpRequest) -> HttpResponse:
    """Take a statement typed by the fund's officer: read, shown row by row and recorded as a file
    is; a row that would be refused says why beside its fields, and nothing typed is lost."""
    mandate = _officer(request)
    known = _affiliates(mandate)
    cases = cases_to_state(mandate.organisation, [item.affiliation_number for item in known])
    form = StatementForm(
        request.POST or None, companies=_named(known), cases=cases, initial=_asked(request, cases)
    )
    rows = [RowForm(request.POST or None, prefix=f"l{rank}") for rank in range(1, TYPED_ROWS + 1)]
    if request.method == "POST" and all([form.is_valid(), *(row.is_valid() for row in rows)]):
        try:
            public_id = _staged(request, mandate, form, rows)
        except Refusal as refusal:
            form.refuse(refusal)
        else:
            if public_id:
                return redirect("debts_import_staged", public_id)
    is_wrong = bool(form.errors) or any(row.errors for row in rows)
    words = {
        "form": form,
        "rows": rows,
        "first": rows[:FIRST_ROWS],
        "others": rows[FIRST_ROWS:],
        "first_rows": FIRST_ROWS,
        "has_more": any(
            row.is_bound and (row.errors or row.has_amount) for row in rows[FIRST_ROWS:]
        ),
        "page_is_exercise": mandate.is_exercise,
    }
    return render(request, "debts/enter.html", words, status=422 if is_wrong else 200)


def _staged(
    request: HttpRequest, mandate: MandateView, form: StatementForm, rows: list[RowForm]
) -> str:
    """Stage what was typed; nothing when a row is to be corrected, or when there is none. A line
    left empty keeps its place, so that every other keeps the number that it was typed under."""
    given = form.cleaned_data
    typed = [row for row in rows if row.has_amount]
    if not typed:
        form.add_error(None, _("Écrivez au moins une ligne avec son montant."))
        return ""
    cells = [
        row.cells(given["company"], given["reference"]) if row.has_amount else {} for row in rows
    ]
    content = debt_file.table("fr", cells).encode()
    judged = flow.read_debts(
        content=content, issuer=mandate.organisation, as_of_on=given["as_of_on"], under=mandate
    )
    for row, read in zip(typed, judged.rows, strict=True):
        if read.outcome == Outcome.REFUSED:
            for fault in read.said:
                row.refuse_fault(fault)
    if any(row.errors for row in rows):
        return ""
    return flow.stage_debts(
        content=content, name=_("Saisie à la main"), issuer=mandate.organisation,
        as_of_on=given["as_of_on"], order=given["order"], order_source=given["order_source"],
        received_how=flow.TYPED, case=given.get("case", ""), actor=request.user,
        under=mandate, at=timezone.now(),
    )  # fmt: skip


def _asked(request: HttpRequest, cases: Sequence[OpenCase]) -> dict[str, str]:
    """The case from which the page was opened, and its company."""
    number = request.GET.get("dossier", "")
    found = next((item for item in cases if item.number == number), None)
    return {"case": found.number, "company": found.affiliation_number} if found else {}


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
