"""Anyone who holds a paper asks whether it is the one that was issued; nothing sent is kept."""

from __future__ import annotations

import re
from dataclasses import dataclass
from hashlib import sha256
from typing import Any, Final

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from mithaq.apps.reference.queries import (
    IssuedPaperView,
    issued_paper,
    language_of_digest,
    paper_of_content,
)
from mithaq.base.codes import LENGTH, read_code
from mithaq.web.reference.carried import carried_code
from mithaq.web.reference.certified import certified_text
from mithaq.web.reference.signed import signed_text

# How the house numbers what it keeps: « 2026-000002 », « Q-00008 ».
NUMBER: Final = re.compile(r"(?:[A-Za-z]{1,4}-)?(?:\d{4}-\d{4,8}|\d{3,8})")
MAX_BYTES: Final = 20 * 1024 * 1024


class VerificationForm(forms.Form):
    """A code, a file, or both."""

    is_one_of = ("code", "file")

    code = forms.CharField(
        label=gettext_lazy("Code de vérification"),
        help_text=gettext_lazy(
            "Douze signes, imprimés en bas du document. Majuscules et tirets ne comptent pas."
        ),
        required=False,
        max_length=40,
        widget=forms.TextInput(
            attrs={"autocomplete": "off", "spellcheck": "false", "dir": "ltr", "autofocus": True}
        ),
    )
    file = forms.FileField(
        label=gettext_lazy("Fichier reçu"),
        help_text=gettext_lazy(
            "Son empreinte est comparée à celle du document émis ; il n’est pas gardé."
        ),
        required=False,
        error_messages={"empty": gettext_lazy("Ce fichier est vide.")},
    )

    def clean_code(self) -> str:
        """Refuse a miscopied code: its key says so before any search."""
        typed = str(self.cleaned_data["code"])
        if not typed.strip():
            return ""
        if read_code(typed) is None:
            raise forms.ValidationError(_miscopied(typed))
        return typed

    def clean_file(self) -> Any:
        """Refuse a file larger than any paper issued here."""
        given = self.cleaned_data["file"]
        if given and given.size > MAX_BYTES:
            raise forms.ValidationError(_("Ce fichier dépasse 20 Mo : aucun document émis ici."))
        return given

    def clean(self) -> dict[str, Any]:
        """Ask for at least one of the two."""
        given = super().clean() or {}
        if not self.errors and not given.get("code") and not given.get("file"):
            self.add_error("code", _("Écrivez le code, ou choisissez le fichier."))
        return given


def _miscopied(typed: str) -> str:
    """What is wrong with a code: its length, a sign that no code has, or its key."""
    signs = [sign for sign in typed.upper() if sign.isalnum()]
    if len(signs) == LENGTH and not {"O", "0", "U"} & set(signs):
        return _(
            "Ce code est mal recopié : un signe est faux, ou deux sont échangés. "
            "Relisez le document. S’il porte bien ce code, il n’a pas été émis ici : "
            "ne vous y fiez pas."
        )
    if NUMBER.fullmatch(typed.strip()):
        return _(
            "« %(typed)s » est un numéro, pas un code. Le code est au bas du document : douze "
            "signes en trois groupes, comme 7K3M-Q9TP-4XWN."
        ) % {"typed": typed.strip()}
    return _("Ce code est mal recopié : douze signes, sans O, 0 ni U. Relisez le document.")


@dataclass(frozen=True, slots=True)
class Answer:
    """What the register knows: `verdict` is authentic, withdrawn, other, elsewhere or unknown.

    `elsewhere`: the file was issued here, the code typed was not. `is_carried`: nobody typed the
    code, the file itself bears it. `digest`: of the file when it is the paper, in its language.
    """

    verdict: str
    paper: IssuedPaperView | None
    file_matches: bool | None
    has_code: bool
    is_carried: bool = False
    digest: str = ""

    @property
    def version(self) -> str:
        """The language of the version whose fingerprint is shown, in words."""
        code = language_of_digest(self.digest) if self.digest else ""
        return str(VERSIONS.get(code, ""))

    @property
    def mark(self) -> str:
        """The mark beside the verdict: a file nobody knows here is not thereby a false one."""
        if self.verdict == "unknown" and not self.has_code:
            return "unknown"
        return {"authentic": "met", "withdrawn": "unknown"}.get(self.verdict, "unmet")


VERSIONS: Final = {
    "fr": gettext_lazy("version française"),
    "ar": gettext_lazy("version arabe"),
    "en": gettext_lazy("version anglaise"),
}


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def verify(request: HttpRequest) -> HttpResponse:
    """Ask for a code or a file, and say what the register knows of it."""
    if request.method == "POST":
        form = VerificationForm(request.POST, request.FILES)
    elif "code" in request.GET:
        form = VerificationForm({"code": request.GET["code"]})
    else:
        form = VerificationForm()
    answer = None
    if form.is_bound:
        # What the register answers, or what is wrong, is read first: not the field again.
        form.fields["code"].widget.attrs.pop("autofocus", None)
    if form.is_bound and form.is_valid():
        answer = _answer(form.cleaned_data["code"], form.cleaned_data.get("file"))
    words = {"form": form, "answer": answer, "signed": signed_text(answer),
             "certified": certified_text(answer, on=timezone.localdate())}  # fmt: skip
    return render(request, "reference/verify.html", words)


def _answer(typed: str, given: Any) -> Answer:
    content = given.read() if given else b""
    same = paper_of_content(content) if content else None
    code = typed or ("" if same else carried_code(content))
    paper = issued_paper(code) if code else same
    matches = _is_same(same, paper) if given and paper else None
    verdict = "unknown"
    if paper is None:
        paper, verdict = same, "elsewhere" if same else "unknown"
    elif paper.withdrawn_at:
        verdict = "withdrawn"
    else:
        verdict = "other" if matches is False else "authentic"
    return Answer(
        verdict,
        paper,
        matches,
        has_code=bool(typed),
        is_carried=bool(code and not typed and paper),
        digest=sha256(content).hexdigest() if matches else paper.sha256 if paper else "",
    )


def _is_same(found: IssuedPaperView | None, paper: IssuedPaperView) -> bool:
    """The file is the paper: in one of its languages, or by bytes issued under two codes."""
    return found is not None and (found.code == paper.code or found.sha256 == paper.sha256)
