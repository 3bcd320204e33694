"""A convention file comes in by the web: deposited, checked, shown, confirmed, undone."""

from __future__ import annotations

import csv
import json
from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from typing import Any, Final

from django import forms
from django.contrib.auth.decorators import login_required
from django.core import signing
from django.core.exceptions import PermissionDenied
from django.core.files.uploadedfile import UploadedFile
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, gettext_noop, override
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from mithaq.apps.organisations.policies import can_import_conventions, can_open_import
from mithaq.apps.organisations.queries import MandateView, bearers_of
from mithaq.apps.reference.choices import StagedStatus
from mithaq.apps.reference.queries import StagedDetail, staged_file, staged_files
from mithaq.base.errors import Fault, Refusal
from mithaq.base.text import Labels
from mithaq.flows import import_conventions as flow
from mithaq.gateways import convention_file
from mithaq.gateways.jobs.report import fault_from_json, heard
from mithaq.web.conventions.import_format import format_parts
from mithaq.web.shell.exports import BOM, DANGEROUS
from mithaq.web.shell.readers import out_of_reach
from mithaq.web.shell.typography import language

FAULTS_SHOWN: Final = 200
RECENT: Final = 10
# Kept in French, said in the language of whoever reads the list.
PASTED: Final = gettext_noop("texte collé")
QUOTE_LENGTH: Final = 140
SALT: Final = "mithaq.import.faults"
KINDS: Final = {
    "parties": gettext_lazy("Parties"),
    "axes": gettext_lazy("Axes"),
    "measures": gettext_lazy("Mesures"),
    "commitments": gettext_lazy("Engagements"),
    "targets": gettext_lazy("Objectifs"),
    "budget_lines": gettext_lazy("Lignes de budget"),
    "committees": gettext_lazy("Comités"),
    "documents": gettext_lazy("Documents"),
    "remarks": gettext_lazy("Mentions"),
    "figures": gettext_lazy("Chiffres"),
    "conflicts": gettext_lazy("Conflits"),
}

View = Callable[..., HttpResponse]


class ImportForm(forms.Form):
    """One file, or its text."""

    # One of the two is required: neither may say that it is optional.
    is_one_of = ("file", "text")
    file = forms.FileField(
        label=gettext_lazy("Fichier"),
        required=False,
        help_text=gettext_lazy("YAML ou JSON, en UTF-8, 2 Mo au plus."),
        widget=forms.FileInput(attrs={"accept": ".yaml,.yml,.json"}),
    )
    text = forms.CharField(
        label=gettext_lazy("Ou le texte du fichier"),
        required=False,
        strip=False,
        widget=forms.Textarea(attrs={"rows": 12, "dir": "ltr", "spellcheck": "false"}),
    )

    def clean(self) -> dict[str, Any]:
        """Ask for one of the two, not both."""
        given = super().clean() or {}
        has_file, has_text = bool(given.get("file")), bool(str(given.get("text") or "").strip())
        if has_file == has_text and "file" not in self.errors:
            self.add_error(
                "file",
                _("Choisissez le fichier, ou collez son texte : l’un des deux seulement.")
                if has_file
                else _("Choisissez un fichier, ou collez son texte."),
            )
        return given


@dataclass(frozen=True, slots=True)
class Wrong:
    """One fault as the table shows it, with the line of the file it speaks of."""

    line: int | None
    where: str
    sentence: str
    remedy: str
    rule: str
    quote: str


def _for_importers(view: View) -> View:
    """Open a page to whoever may import at least some convention."""

    @login_required
    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not can_open_import(_mandate(request)):
            raise PermissionDenied
        return view(request, *args, **kwargs)

    return guarded


@_for_importers
@require_http_methods(["GET", "HEAD", "POST"])
def deposit(request: HttpRequest) -> HttpResponse:
    """Ask for a file; check it whole; keep it for confirmation, or say everything wrong in it."""
    if request.method != "POST":
        return render(request, "conventions/import.html", _with_recent(request, ImportForm()))
    form = ImportForm(request.POST, request.FILES)
    if not form.is_valid():
        context = _with_recent(request, form)
        return render(request, "conventions/import.html", context, status=422)
    content, name = b"", PASTED
    try:
        content, name = _given(form)
        preview = flow.stage_conventions(
            content=content,
            name=name,
            actor=request.user,
            mandate=_words(request),
            at=timezone.now(),
            may_import=_may_import(request),
        )
    except Refusal as refusal:
        return _refused(request, form, refusal, content=content, name=name)
    if preview.is_all_recorded:
        found = [document.reference for document in preview.reading.documents]
        context = {"form": ImportForm(), "already": found, "name": _said(name)}
        return render(request, "conventions/import.html", context)
    return redirect("convention_import_staged", preview.public_id)


@_for_importers
@require_http_methods(["GET", "HEAD", "POST"])
def staged(request: HttpRequest, public_id: str) -> HttpResponse:
    """Show what a checked file would write, or what became of it; take the person's decision."""
    found = staged_file(str(public_id))
    if found is None or found.kind != flow.KIND:
        raise Http404(_("Ce fichier en attente n’existe plus."))
    may_import = _may_import(request)
    # A preview tells what a file holds: it is read by whoever could have brought the file.
    for item in found.preview["documents"]:
        if not may_import(item["territory"] or None, item["is_exercise"]):
            why = out_of_reach(
                _mandate(request), item["territory"], is_exercise=item["is_exercise"]
            )
            raise PermissionDenied(why)
    if request.method != "POST":
        return _show(request, found)
    is_undo = request.POST.get("action") == "undo"
    if is_undo and request.POST.get("confirmed") != "yes":
        return _show(request, found, asks_undo=True)
    try:
        _decide(request, found)
    except Refusal as refusal:
        return _show(request, found, refusal=refusal)
    return redirect("convention_import_staged", found.public_id)


@_for_importers
@require_POST
def faults_file(request: HttpRequest) -> HttpResponse:
    """Give the faults just shown as a file for a spreadsheet; nothing of them is kept here."""
    try:
        rows = signing.loads(request.POST.get("faults", ""), salt=SALT, max_age=86400)
    except signing.BadSignature as error:
        raise Http404 from error
    response = HttpResponse(content_type="text/csv; charset=utf-8")
    response.headers["Content-Disposition"] = 'attachment; filename="fautes.csv"'
    response.write(BOM)
    writer = csv.writer(response, delimiter=";")
    writer.writerow(
        [_("Ligne"), _("Où"), _("Ce qui ne va pas"), _("Que faire"), _("Règle"), _("Texte")]
    )
    writer.writerows([_inert(cell) for cell in row] for row in rows)
    return response


@require_GET
def schema(_request: HttpRequest) -> HttpResponse:
    """Give the shape of the file, for editors that check while one types."""
    said = json.dumps(convention_file.json_schema(), ensure_ascii=False, indent=2)
    return HttpResponse(said, content_type="application/schema+json; charset=utf-8")


@require_GET
def example(_request: HttpRequest) -> HttpResponse:
    """Give a file to start from."""
    response = HttpResponse(
        convention_file.example(language()), content_type="application/yaml; charset=utf-8"
    )
    response.headers["Content-Disposition"] = 'attachment; filename="exemple.yaml"'
    return response


@require_GET
def file_format(request: HttpRequest) -> HttpResponse:
    """Explain the words of the file, part by part."""
    context = {"parts": format_parts(), "example": convention_file.example(language())}
    return render(request, "conventions/import_format.html", context)


def _mandate(request: HttpRequest) -> MandateView | None:
    return getattr(request, "mandate", None) or None


def _with_recent(request: HttpRequest, form: ImportForm) -> dict[str, Any]:
    """The form, above the files that the person or their organisation brought last."""
    mandate = _mandate(request)
    people = {request.user.pk, *bearers_of(mandate.organisation if mandate else "")}
    rows = staged_files(kind=flow.KIND).filter(staged_by__in=people)
    return {"form": form, "recent": [(row, _said(row.name)) for row in rows[:RECENT]]}


def _said(name: str) -> str:
    return _(PASTED) if name == PASTED else name


def _words(request: HttpRequest) -> str:
    mandate = _mandate(request)
    return mandate.text if mandate else ""


def _may_import(request: HttpRequest) -> Callable[[str | None, bool], bool]:
    mandate = _mandate(request)
    return lambda territory, is_exercise: can_import_conventions(
        mandate, territory, is_exercise=is_exercise
    )


def _given(form: ImportForm) -> tuple[bytes, str]:
    """Take what was given; a file too large is refused on its size, unread."""
    file = form.cleaned_data["file"]
    if not isinstance(file, UploadedFile):
        return form.cleaned_data["text"].encode(), PASTED
    if fault := convention_file.size_fault(file.size or 0):
        raise Refusal(fault)
    return file.read(), file.name or ""


def _refused(
    request: HttpRequest, form: ImportForm, refusal: Refusal, *, content: bytes, name: str
) -> HttpResponse:
    wrong = _wrong(refusal.faults, content)
    rows = [(row.line, row.where, row.sentence, row.remedy, row.rule, row.quote) for row in wrong]
    context = {
        "form": form,
        "name": _said(name),
        "wrong": wrong[:FAULTS_SHOWN],
        "wrong_count": len(wrong),
        "hidden_count": max(0, len(wrong) - FAULTS_SHOWN),
        "signed": signing.dumps(rows, salt=SALT, compress=True),
    }
    return render(request, "conventions/import.html", context, status=422)


def _wrong(faults: tuple[Fault, ...], content: bytes) -> list[Wrong]:
    lines = content.decode("utf-8", "replace").split("\n")
    code = language()
    return [
        Wrong(
            line=fault.line,
            where=fault.where,
            sentence=fault.sentence.of(code),
            remedy=fault.remedy.of(code) if fault.remedy else "",
            rule=fault.rule,
            quote=_quote(lines, fault.line),
        )
        for fault in faults
    ]


def _quote(lines: list[str], number: int | None) -> str:
    if number is None or not 1 <= number <= len(lines):
        return ""
    text = lines[number - 1].strip()
    return text if len(text) <= QUOTE_LENGTH else f"{text[:QUOTE_LENGTH]}…"


def _inert(cell: Any) -> str:
    text = "" if cell is None else str(cell)
    return f"'{text}" if text.startswith(DANGEROUS) else text


def _decide(request: HttpRequest, found: StagedDetail) -> None:
    with override("fr"):  # The journal is kept in one language, whoever decides.
        is_undo = request.POST.get("action") == "undo"
        name = _said(found.name)
        reason = _("Annulation de l’import du fichier %s") if is_undo else _("Import du fichier %s")
        reason = reason % name
    decision: dict[str, Any] = {
        "public_id": found.public_id,
        "actor": request.user,
        "mandate": _words(request),
        "reason": reason,
        "at": timezone.now(),
        "may_import": _may_import(request),
    }
    match request.POST.get("action"):
        case "apply":
            accepted = request.POST.getlist("accepted")
            flow.apply_staged(accepted=accepted, **decision)
        case "discard":
            flow.discard_staged(**decision)
        case "undo":
            flow.undo_staged(**decision)


def _show(
    request: HttpRequest,
    found: StagedDetail,
    *,
    refusal: Refusal | None = None,
    asks_undo: bool = False,
) -> HttpResponse:
    ticked = request.POST.getlist("accepted") if refusal else None
    documents = [
        {
            "reference": item["reference"],
            "title": heard(item["title"]),
            "line": item["line"],
            "is_recorded": item["is_recorded"],
            "is_exercise": item["is_exercise"],
            "is_ticked": item["reference"] in ticked if ticked is not None else True,
            "counts": [(KINDS[kind], n) for kind, n in item["counts"].items() if n],
        }
        for item in found.preview["documents"]
    ]
    titles: dict[str, Labels] = {item["reference"]: item["title"] for item in documents}
    context = {
        "staged": found,
        "name": _said(found.name),
        "documents": documents,
        "fresh_count": sum(not item["is_recorded"] for item in documents),
        "is_ready": found.status == StagedStatus.READY,
        "is_applied": found.status == StagedStatus.APPLIED,
        "is_undone": found.status == StagedStatus.UNDONE,
        "written": [
            (item["reference"], titles[item["reference"]])
            for item in found.written
            if item["is_new"]
        ],
        # Before: what the whole file would bring. After: what was added, and nothing else.
        "sources": found.preview["sources"]
        if found.status == StagedStatus.READY
        else flow.sources_brought(found.written),
        "asks_undo": asks_undo,
        "can_undo": refusal is None and not flow.is_recording(found),
        "is_recording": flow.is_recording(found),
        "warnings": [fault_from_json(item) for item in found.preview["warnings"]],
        "job": found.preview.get("job", ""),
        "refusal": refusal,
    }
    return render(
        request, "conventions/import_staged.html", context, status=422 if refusal else 200
    )


urlpatterns_import = [
    path("conventions/importer/", deposit, name="convention_import"),
    path("conventions/importer/fautes.csv", faults_file, name="convention_import_faults"),
    path("conventions/importer/schema.json", schema, name="convention_import_schema"),
    path("conventions/importer/exemple.yaml", example, name="convention_import_example"),
    path("conventions/importer/format/", file_format, name="convention_import_format"),
    path("conventions/importer/<uuid:public_id>/", staged, name="convention_import_staged"),
]
