"""Texts before their signature: the list, a text whole, one of its parts, two versions compared."""

from __future__ import annotations

from typing import Any, Final

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_safe

from mithaq.apps.conventions.choices.drafting import (
    DRAFTING_TRANSITIONS,
    BodyPart,
    DeliberationOutcome,
    DraftingAction,
    DraftingStage,
    VisaStatus,
)
from mithaq.apps.conventions.operations.drafting import WRITABLE
from mithaq.apps.conventions.policies import (
    can_edit_drafting,
    can_give_visa,
    can_open_drafting,
    can_steer_drafting,
)
from mithaq.apps.conventions.queries import (
    DraftingDetail,
    FolderDetail,
    folders_of,
    version_content,
)
from mithaq.base.errors import Fault, Refusal
from mithaq.flows import write_convention as flow
from mithaq.gateways.convention_file.templates import template, templates
from mithaq.web.conventions.drafting.acting import mandate_of, seen_drafting
from mithaq.web.conventions.drafting.clauses import clauses, place_words, shown_differences
from mithaq.web.conventions.drafting.forms import PartForm, lists_for
from mithaq.web.conventions.drafting.history import history_of
from mithaq.web.conventions.drafting.naming import body_names, names_in
from mithaq.web.conventions.drafting.parts import PARTS, changes_from, marks_of, part_of
from mithaq.web.shell.public_pages import kept_until_write
from mithaq.web.shell.typography import language

SHOWN_FAULTS: Final = 40
# Acts of the signatories: their buttons are on the folder.
_SIGNED: Final = (DraftingAction.REFUSE, DraftingAction.CONCLUDE)


class NewTextForm(forms.Form):
    """A template or a file, and what names the text."""

    template = forms.ChoiceField(label=gettext_lazy("Modèle"), required=False)
    reference = forms.CharField(
        label=gettext_lazy("Référence prévue"),
        required=False,
        max_length=60,
        help_text=gettext_lazy("Majuscules, chiffres et tirets, par exemple AEH-CSH-2027."),
    )
    title_fr = forms.CharField(label=gettext_lazy("Titre en français"), required=False)
    title_ar = forms.CharField(
        label=gettext_lazy("Titre en arabe"),
        required=False,
        widget=forms.TextInput(attrs={"lang": "ar", "dir": "rtl"}),
    )
    file = forms.FileField(
        label=gettext_lazy("Ou un fichier YAML de convention"),
        required=False,
        widget=forms.FileInput(attrs={"accept": ".yaml,.yml,.json"}),
    )
    # A template with its reference and a title, in French or in Arabic; or a file that holds both.
    is_one_of = ("template", "reference", "title_fr", "title_ar", "file")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Offer the templates in the reader's language."""
        super().__init__(*args, **kwargs)
        options = [(item.code, item.labels.of(language())) for item in templates()]
        self.fields["template"].choices = options  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        """Without a file, the text is named here: its reference and its title."""
        said: dict[str, Any] = super().clean() or {}
        if said.get("file"):
            return said
        if not said.get("reference") and "reference" not in self.errors:
            sentence = gettext_lazy("Donnez la référence prévue, ou un fichier.")
            self.add_error("reference", str(sentence))
        if not said.get("title_fr") and not said.get("title_ar"):
            sentence = gettext_lazy("Donnez le titre en français ou en arabe, ou un fichier.")
            self.add_error("title_fr", str(sentence))
        return said


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def new(request: HttpRequest) -> HttpResponse:
    """Open a text from a template or from a file."""
    held = mandate_of(request)
    if not can_open_drafting(held):
        raise PermissionDenied
    form = NewTextForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        who: dict[str, Any] = {"actor": request.user, "under": held, "at": timezone.now()}
        try:
            if said.get("file"):
                given = said["file"]
                opened = flow.start_from_file(content=given.read(), name=given.name, **who)
            else:
                opened = flow.start_from_template(
                    code=said["template"],
                    reference=said["reference"],
                    title={"fr": said["title_fr"], "ar": said["title_ar"]},
                    **who,
                )
        except Refusal as refusal:
            for fault in refusal.faults:
                where = "title_fr" if fault.where.startswith("title") else fault.where
                form.add_error(where if where in form.fields else None, fault.of(language()))
        else:
            return redirect("draft", opened.public_id)
    context = {"form": form, "templates": templates()}
    return render(request, "conventions/drafting/new.html", context)


@login_required
@require_safe
def draft(request: HttpRequest, public_id: object) -> HttpResponse:
    """Show one text: where it stands, what is missing, what it says, who says what of it."""
    found = seen_drafting(request, public_id)
    held, folders = mandate_of(request), folders_of(found.id)
    may_steer = can_steer_drafting(held, found.slugs(BodyPart.STEWARD))
    is_open = found.stage in WRITABLE
    missing = _missing(found) if is_open else ()
    comments: dict[str, list[Any]] = {}
    for comment in found.comments:
        comments.setdefault(comment.clause, []).append(comment)
    parts = [
        (code, label, [(clause, comments.get(clause.path, [])) for clause in rows])
        for code, label, rows in clauses(found.content, names_in(found.content, found))
    ]
    current = [visa for visa in found.visas if visa.version_number == found.version_number]
    return render(
        request,
        "conventions/drafting/draft.html",
        {
            "draft": found,
            "page_is_exercise": found.is_exercise,
            "parts": parts,
            "missing": [(place_words(item.where), item) for item in missing[:SHOWN_FAULTS]],
            "may_edit": is_open and can_edit_drafting(held, found.slugs()),
            "may_steer": may_steer,
            "steps": _steps(found) if may_steer else (),
            "left_open": _left_open(found, current),
            "visas": [(visa, _may_answer(found, visa, held)) for visa in current],
            "answers": [item for item in VisaStatus if item != VisaStatus.PENDING],
            "assemblies": [b for b in found.bodies if b.part == BodyPart.DELIBERATING],
            "is_deliberating": found.stage == DraftingStage.DELIBERATION,
            "outcomes": list(DeliberationOutcome),
            "folders": folders,
            "history": history_of(found, folders),
            "template": template(found.template_code),
            "stage_note": _stage_note(found),
            "turn": _turn(found, folders),
        },
    )


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def part(request: HttpRequest, public_id: object, code: str) -> HttpResponse:
    """Write one part of a text; when somebody else saved it meanwhile, show both."""
    found, shown = seen_drafting(request, public_id), part_of(code)
    held = mandate_of(request)
    if shown is None:
        raise Http404(_("Ce texte n’a pas cette partie."))
    if found.stage not in WRITABLE or not can_edit_drafting(held, found.slugs()):
        raise PermissionDenied
    base = _base(request, found)
    content = version_content(found.id, base) or found.content
    lists = lists_for(shown, content, is_exercise=found.is_exercise)
    posted = request.POST if request.method == "POST" else None
    form = PartForm(shown, content, lists, posted)
    faults: list[Any] = []
    stale: tuple[Any, ...] = ()
    rows = form.written() if posted is not None and "more" not in posted else None
    if posted and rows is not None and not form.refuse_strays(marks_of(shown, content)):
        try:
            saved = flow.save_part(
                public_id=found.public_id,
                changes=changes_from(shown, content, rows),
                whole=content,
                base_number=base,
                section=shown.code,
                note=posted.get("note", ""),
                actor=request.user,
                under=held,
                at=timezone.now(),
            )
        except Refusal as refusal:
            faults = form.refuse(refusal.faults)
            if any(item.rule == "drafting.version.stale" for item in refusal.faults):
                stale = shown_differences(
                    {key: content.get(key) for key in shown.keys},
                    {key: found.content.get(key) for key in shown.keys},
                )
                base = found.version_number
        else:
            messages.success(
                request,
                _("Version %(number)s enregistrée.") % {"number": saved.number}
                if saved.is_new
                else _("Rien n’a changé."),
            )
            return redirect("draft", found.public_id)
    return render(
        request,
        "conventions/drafting/part.html",
        {
            "draft": found, "part": shown, "form": form, "faults": faults, "stale": stale,
            "base": base, "parts": PARTS, "page_is_exercise": found.is_exercise,
            "note": posted.get("note", "") if posted else "",
        },
    )  # fmt: skip


@login_required
@require_safe
def comparison(request: HttpRequest, public_id: object) -> HttpResponse:
    """Two versions side by side, words added and taken out marked."""
    found = seen_drafting(request, public_id)
    newer = _number(request, "a", found.version_number)
    older = _number(request, "de", max(1, newer - 1))
    before, after = version_content(found.id, older), version_content(found.id, newer)
    if before is None or after is None:
        raise Http404(_("Cette version n’existe pas."))
    return render(
        request,
        "conventions/drafting/compare.html",
        {
            "draft": found, "older": older, "newer": newer,
            "differences": shown_differences(before, after),
            "page_is_exercise": found.is_exercise,
        },
    )  # fmt: skip


def _missing(found: DraftingDetail) -> tuple[Fault, ...]:
    """What the text lacks: the same until somebody writes, however often it is read."""
    return kept_until_write(
        "drafting-missing",
        found.public_id,
        found.version_number,
        compute=lambda: flow.missing_from(found.content, is_exercise=found.is_exercise),
    )


def _steps(found: DraftingDetail) -> list[tuple[str, str, bool]]:
    """The steps that the table opens from here, and whether each asks for a reason."""
    backwards = {DraftingAction.REOPEN, DraftingAction.ABANDON}
    has_visas = bool(found.slugs(BodyPart.VISA))
    has_assembly = bool(found.slugs(BodyPart.DELIBERATING))
    left = {
        DraftingAction.REQUEST_VISAS: has_visas,
        DraftingAction.REQUEST_DELIBERATION: has_assembly,
    }
    return [
        (str(name), str(DraftingAction(name).label), name in backwards)
        for name, sources, _target, _who in DRAFTING_TRANSITIONS
        if found.stage in sources and name not in _SIGNED and left.get(name, True)
    ]


def _left_open(found: DraftingDetail, visas: list[Any]) -> tuple[int, int] | None:
    """The reserves and open comments over which a signature would open."""
    if DraftingAction.OPEN_SIGNING not in {name for name, _label, _back in _steps(found)}:
        return None
    reserves = sum(visa.status == VisaStatus.GIVEN_WITH_RESERVES for visa in visas)
    comments = len(found.open_comments)
    return (reserves, comments) if reserves or comments else None


def _may_answer(found: DraftingDetail, visa: Any, held: Any) -> bool:
    is_asked = found.stage == DraftingStage.LEGAL_VISA and visa.status == VisaStatus.PENDING
    return is_asked and can_give_visa(held, visa.slug)


def _turn(found: DraftingDetail, folders: tuple[FolderDetail, ...]) -> str:
    """Whose turn it is: the bodies awaited, else whoever holds the pen."""
    names = body_names(found)
    awaited: list[str] = []
    if found.stage == DraftingStage.LEGAL_VISA:
        awaited = [
            visa.slug
            for visa in found.visas
            if visa.status == VisaStatus.PENDING and visa.version_number == found.version_number
        ]
    elif found.stage == DraftingStage.DELIBERATION:
        awaited = [body.slug for body in found.bodies if body.part == BodyPart.DELIBERATING]
    elif found.stage == DraftingStage.SIGNING:
        turns = [folder.next_turn for folder in folders[:1]]
        awaited = [turn.slug for turn in turns if turn]
    told = [names.get(slug, slug) for slug in dict.fromkeys(awaited)]
    return _(", ").join(told) or names[found.steward.slug]


def _stage_note(found: DraftingDetail) -> str:
    notes = {
        DraftingStage.IDEA: _("Le texte est à écrire."),
        DraftingStage.NEGOTIATION: _("Le texte s’écrit à plusieurs mains."),
        DraftingStage.LEGAL_VISA: _("Le texte ne change plus : les visas sont attendus."),
        DraftingStage.DELIBERATION: _("Le texte ne change plus : l’assemblée est saisie."),
        DraftingStage.SIGNING: _("Le texte ne change plus : il est offert à la signature."),
        DraftingStage.SIGNED: _("La convention est au registre."),
        DraftingStage.ABANDONED: _("Le texte reste lisible par ses organismes, sans suite."),
    }
    return notes[DraftingStage(found.stage)]


def _base(request: HttpRequest, found: DraftingDetail) -> int:
    given = request.POST.get("base", "")
    return int(given) if given.isdigit() else found.version_number


def _number(request: HttpRequest, name: str, default: int) -> int:
    given = request.GET.get(name, "")
    return int(given) if given.isdigit() else default
