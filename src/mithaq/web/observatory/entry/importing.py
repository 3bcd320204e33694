"""A table of figures comes in by the web: deposited, mended, chosen, recorded, undone."""

from __future__ import annotations

import csv
from collections.abc import Callable
from functools import wraps
from typing import Any, Final

from django import forms
from django.core.exceptions import PermissionDenied
from django.core.files.uploadedfile import UploadedFile
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, override
from django.views.decorators.csrf import csrf_exempt, csrf_protect
from django.views.decorators.http import require_GET, require_http_methods

from mithaq.apps.observatory.policies import can_add_figures
from mithaq.apps.organisations.queries import bearers_of
from mithaq.apps.reference.queries import StagedDetail, staged_file, staged_files
from mithaq.base.errors import Refusal
from mithaq.base.ports import Sheet, port
from mithaq.flows import import_observations as flow
from mithaq.gateways import observation_file
from mithaq.gateways.observation_file import BY_FIELD, HEADINGS, Outcome, Rights
from mithaq.web.observatory.entry.forms import FaultyForm
from mithaq.web.observatory.entry.preview import MENDED, preview, said_of
from mithaq.web.observatory.entry.rights import (
    for_writers,
    mandate_of,
    mandate_text,
    rights_of,
)
from mithaq.web.shell.exports import BOM, XLSX, harmless
from mithaq.web.shell.ticked_rows import ticked
from mithaq.web.shell.typography import language

METHODS: Final = ["GET", "HEAD", "POST"]
RECENT: Final = 10
# What a form adds around a file.
ENVELOPE: Final = 64 * 1024
View = Callable[..., HttpResponse]


class DepositForm(FaultyForm):
    """One table."""

    file = forms.FileField(
        label=gettext_lazy("Fichier"),
        help_text=gettext_lazy("CSV ou XLSX, 8 Mo et 5 000 lignes au plus."),
        error_messages={"required": gettext_lazy("Choisissez un fichier.")},
        widget=forms.FileInput(attrs={"accept": ".csv,.txt,.tsv,.xlsx"}),
    )


class DoubtForm(FaultyForm):
    """Why rows in doubt are taken."""

    reason = forms.CharField(
        label=gettext_lazy("Ce que vous avez vérifié"),
        required=False,
        max_length=500,
        widget=forms.TextInput(),
    )


class DecisionForm(FaultyForm):
    """The second look that a file may ask for."""

    prefix = "decision"
    is_confirmed = forms.BooleanField(
        label=gettext_lazy("J’ai lu ces alertes : c’est le bon fichier"),
        required=False,
        widget=forms.CheckboxInput(attrs={"form": "lignes"}),
    )
    reason = forms.CharField(
        label=gettext_lazy("Motif"),
        required=False,
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 2, "form": "lignes"}),
    )


def small_enough(view: View) -> View:
    """Refuse a body too large on its announced length, before a byte of it is read."""
    protected = csrf_protect(view)

    @csrf_exempt
    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        size = request.META.get("CONTENT_LENGTH") or "0"
        length = int(size) if size.isdecimal() else 0
        if length > observation_file.LARGEST_BYTES + ENVELOPE:
            fault = observation_file.size_fault(length)
            if not can_add_figures(mandate_of(request)):
                raise PermissionDenied
            return _deposit_page(request, DepositForm(), Refusal(fault) if fault else None, 413)
        return protected(request, *args, **kwargs)

    return guarded


@small_enough
@for_writers
@require_http_methods(METHODS)
def deposit(request: HttpRequest) -> HttpResponse:
    """Ask for a table, read it whole, and keep it until somebody decides."""
    if request.method != "POST":
        return _deposit_page(request, DepositForm(), None, 200)
    form = DepositForm(request.POST, request.FILES)
    if not form.is_valid():
        return _deposit_page(request, form, None, 422)
    file: UploadedFile[Any] = form.cleaned_data["file"]
    if fault := observation_file.size_fault(file.size or 0):
        return _deposit_page(request, form, Refusal(fault), 422)
    try:
        deposited = flow.stage_observations(
            content=file.read(),
            name=file.name or "",
            actor=request.user,
            mandate=mandate_text(request),
            at=timezone.now(),
            rights=rights_of(request),
        )
    except Refusal as refusal:
        return _deposit_page(request, form, refusal, 422)
    answer = redirect("figures_import_staged", deposited.public_id)
    if deposited.is_twin:
        answer["Location"] += "?deja=1"
    return answer


@for_writers
@require_http_methods(METHODS)
def staged(request: HttpRequest, public_id: str) -> HttpResponse:
    """Show what every row would become, or became; take the person's choices and decision."""
    found = _staged(request, public_id)
    doubt = DoubtForm(request.POST if request.POST.get("action") in {*_CHOICES, "apply"} else None)
    decision = DecisionForm(request.POST if request.POST.get("action") == "apply" else None)
    if request.method != "POST":
        return _show(request, found, doubt, decision)
    try:
        _act(request, found, doubt, decision)
    except Refusal as refusal:
        return _show(request, found, doubt, decision, refusal=refusal)
    return redirect(request.get_full_path())


@for_writers
@require_http_methods(METHODS)
def row(request: HttpRequest, public_id: str, line: int) -> HttpResponse:
    """Mend the cells of one row where they are; the whole file is judged again."""
    found = _staged(request, public_id)
    cells = next((item.cells for item in flow.rows_of(found) if item.line == line), None)
    if cells is None:
        raise Http404(_("Le fichier n’a pas cette ligne."))
    form = _row_form(found, cells)(request.POST or None, initial=cells)
    refusal = None
    if request.method == "POST" and form.is_valid():
        try:
            outcome = flow.mend_row(
                public_id=found.public_id,
                line=line,
                cells=form.cleaned_data,
                reason=_reason("Ligne %s corrigée", line),
                rights=rights_of(request),
                **_who(request),
            )
        except Refusal as error:
            refusal = error
            form.refuse(error.faults)
        else:
            if outcome is not Outcome.REFUSED:
                return redirect("figures_import_staged", found.public_id)
            return redirect(request.path)
    judged = next(item for item in found.preview["rows"] if item["line"] == line)
    words = {"staged": found, "line": line, "form": form, "said": said_of(judged)}
    return render(
        request, "observatory/entry/row.html", words, status=422 if refusal or form.errors else 200
    )


@for_writers
@require_GET
def refused(request: HttpRequest, public_id: str, kind: str) -> HttpResponse:
    """Give the rows refused or in doubt with their reasons: mended, the same file is sent again."""
    found = _staged(request, public_id)
    names = list(found.preview["headings"])
    head = [found.preview["headings"][name] for name in names]
    head += [_("Ligne"), _("Ce qui ne va pas"), _("Que faire")]
    cells = {item.line: item.cells for item in flow.rows_of(found)}
    rows = [
        [
            *(cells[item["line"]].get(name, "") for name in names),
            str(item["line"]),
            " ".join(said.sentence for said in said_of(item)),
            " ".join(said.remedy for said in said_of(item) if said.remedy),
        ]
        for item in found.preview["rows"]
        if item["outcome"] in MENDED
    ]
    if kind == "xlsx":
        sheet = Sheet(title=_("À corriger"), head=head, rows=rows, language=language())
        response = HttpResponse(port("documents").workbook(sheets=[sheet]), content_type=XLSX)
    else:
        response = HttpResponse(content_type="text/csv; charset=utf-8")
        response.write(BOM)
        writer = csv.writer(response, delimiter=";")
        writer.writerow(head)
        writer.writerows([_inert(cell) for cell in line] for line in rows)
    response.headers["Content-Disposition"] = f'attachment; filename="a-corriger.{kind}"'
    return response


@require_GET
def sample(_request: HttpRequest) -> HttpResponse:
    """Give a table to start from, with the headings of the page's language."""
    response = HttpResponse(
        observation_file.sample(language()), content_type="text/csv; charset=utf-8"
    )
    response.headers["Content-Disposition"] = 'attachment; filename="exemple-chiffres.csv"'
    return response


_CHOICES: Final = frozenset({"choose", "take_all", "leave_all"})


def _act(
    request: HttpRequest, found: StagedDetail, doubt: DoubtForm, decision: DecisionForm
) -> None:
    who: dict[str, Any] = {"public_id": found.public_id, **_who(request)}
    action = request.POST.get("action")
    if action in _CHOICES:
        reason = doubt.cleaned_data["reason"] if doubt.is_valid() else ""
        take, leave = _choice(request, found, str(action))
        flow.choose_rows(take=take, leave=leave, reason=reason, **who)
    elif action == "apply":
        _keep_boxes(request, found, doubt, who)
        given = decision.cleaned_data if decision.is_valid() else {}
        flow.apply_observations(
            is_confirmed=bool(given.get("is_confirmed")),
            reason=given.get("reason") or _reason("Import du fichier %s", found.name),
            rights=rights_of(request),
            **who,
        )
    elif action == "discard":
        flow.discard_observations(reason=_reason("Abandon du fichier %s", found.name), **who)
    elif action == "undo":
        flow.undo_observations(
            reason=_reason("Annulation de l’import de %s", found.name),
            rights=rights_of(request),
            **who,
        )


def _keep_boxes(
    request: HttpRequest, found: StagedDetail, doubt: DoubtForm, who: dict[str, Any]
) -> None:
    """Recording obeys the boxes on the screen: they are kept first when they were moved."""
    take, leave = ticked(request)
    chosen = set(flow.chosen_lines(found))
    if take - chosen or leave & chosen:
        reason = doubt.cleaned_data["reason"] if doubt.is_valid() else ""
        flow.choose_rows(take=take, leave=leave, reason=reason, **who)


def _choice(request: HttpRequest, found: StagedDetail, action: str) -> tuple[set[int], set[int]]:
    """The rows taken and left: those of the page as ticked, or a whole group."""
    if action == "choose":
        return ticked(request)
    lines = set(preview(found, request.GET.dict()).lines)
    return (lines, set()) if action == "take_all" else (set(), lines)


def _who(request: HttpRequest) -> dict[str, Any]:
    return {"actor": request.user, "mandate": mandate_text(request), "at": timezone.now()}


def _reason(words: str, value: object) -> str:
    """The journal is kept in French, whoever decides."""
    with override("fr"):
        return words % value


def _staged(request: HttpRequest, public_id: str) -> StagedDetail:
    """A file is seen by whoever brought it, their organisation, and who may write anywhere."""
    found = staged_file(str(public_id))
    if found is None or found.kind != flow.KIND:
        raise Http404(_("Ce fichier en attente n’existe plus."))
    rights: Rights = rights_of(request)
    if not rights.may_write("", "") and found.staged_by_id not in _colleagues(request):
        raise PermissionDenied
    return found


def _colleagues(request: HttpRequest) -> set[int | None]:
    mandate = mandate_of(request)
    return {request.user.pk, *bearers_of(mandate.organisation if mandate else "")}


def _deposit_page(
    request: HttpRequest, form: DepositForm, refusal: Refusal | None, status: int
) -> HttpResponse:
    recent = staged_files(kind=flow.KIND).filter(staged_by__in=_colleagues(request))[:RECENT]
    words = {"form": form, "refusal": refusal, "recent": recent, "headings": HEADINGS}
    return render(request, "observatory/entry/import.html", words, status=status)


def _show(
    request: HttpRequest,
    found: StagedDetail,
    doubt: DoubtForm,
    decision: DecisionForm,
    *,
    refusal: Refusal | None = None,
) -> HttpResponse:
    words = {
        "staged": found,
        "page": preview(found, request.GET.dict()),
        "form": doubt,
        "decision": decision,
        "refusal": refusal,
        "is_twin": "deja" in request.GET,
    }
    status = 422 if refusal else 200
    return render(request, "observatory/entry/staged.html", words, status=status)


def _row_form(found: StagedDetail, cells: dict[str, str]) -> type[FaultyForm]:
    """One field a column of the file, under the heading that the file gave it."""
    names = [name for name in BY_FIELD if name in found.preview["headings"] or name in cells]
    fields = {
        name: forms.CharField(
            label=BY_FIELD[name].name.of(language()),
            required=False,
            help_text=BY_FIELD[name].help.of(language()),
            max_length=1000,
        )
        for name in names
    }
    return type("RowForm", (FaultyForm,), fields)


def _inert(cell: str) -> str:
    return harmless(cell)
