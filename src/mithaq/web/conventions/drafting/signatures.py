"""Signing folders: what waits for my signature, one folder whole, a ceremony."""

from __future__ import annotations

from datetime import date
from typing import Any, Final

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from mithaq.apps.conventions import operations
from mithaq.apps.conventions.choices.drafting import BodyPart, FolderStatus
from mithaq.apps.conventions.operations import RefusalDraft, Scan
from mithaq.apps.conventions.policies import can_sign, can_steer_drafting
from mithaq.apps.conventions.queries import (
    folders_to_sign,
    open_folders_of,
    version_content,
    viewed_by,
)
from mithaq.apps.reference.choices import PaperKind
from mithaq.apps.reference.queries import paper_content, papers_of
from mithaq.base.errors import Refusal
from mithaq.base.ports import port
from mithaq.base.text import LANGUAGES, Labels
from mithaq.flows import sign_convention as flow
from mithaq.web.conventions.drafting.acting import attempt, mandate_of, seen_folder
from mithaq.web.conventions.drafting.clauses import clauses
from mithaq.web.conventions.drafting.naming import names_in
from mithaq.web.conventions.drafting.printing import folder_labels, print_folder
from mithaq.web.shell.files import printed_paper
from mithaq.web.shell.typography import language

PAPER_LANGUAGES: Final = LANGUAGES


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def to_sign(request: HttpRequest) -> HttpResponse:
    """List what waits for my signature; sign in one gesture what I have read."""
    held = mandate_of(request)
    body = held.organisation if held else ""
    if request.method == "POST":
        return _sign(request, request.POST.getlist("folder"), reverse("folders_to_sign"))
    rows = list(folders_to_sign(body)[:100]) if can_sign(held, body) else []
    read = viewed_by(request.user.pk or 0, [row.pk for row in rows])
    own = list(open_folders_of(body)[:100])
    return render(
        request,
        "conventions/drafting/to_sign.html",
        {"rows": [(row, row.pk in read) for row in rows], "own": own},
    )


# A text that will not be signed gets no fresh code.
PRINTED: Final = (FolderStatus.OPEN, FolderStatus.SIGNED)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def folder_page(request: HttpRequest, public_id: object) -> HttpResponse:
    """Show a folder: the very text to sign, the order of signatures, and my turn."""
    found, text = seen_folder(request, public_id)
    held = mandate_of(request)
    if request.method == "POST":
        return _sign(request, [found.public_id], reverse("folder", args=[found.public_id]))
    turn = found.next_turn
    is_open = found.status == FolderStatus.OPEN
    is_mine = is_open and turn is not None and can_sign(held, turn.slug)
    owed = [item for item in found.turns if item.signed_on is None] if is_open else []
    steers = can_steer_drafting(held, text.slugs(BodyPart.STEWARD))
    if is_open:
        operations.view_folder(
            folder_id=found.public_id, actor=request.user, under=held, at=timezone.now()
        )
    content = version_content(text.id, found.version_number) or {}
    return render(
        request,
        "conventions/drafting/folder.html",
        {
            "folder": found,
            "draft": text,
            "turn": turn,
            "is_mine": is_mine,
            "may_refuse": any(can_sign(held, item.slug) for item in owed),
            "may_record_paper": is_open and steers,
            "may_print": found.status in PRINTED,
            "owed": owed,
            "languages": PAPER_LANGUAGES,
            "parts": list(clauses(content, names_in(content, text))),
            "page_is_exercise": found.is_exercise,
            "papers": papers_of(object_type=flow.FOLDER, object_ref=found.public_id),
            "today": timezone.localdate(),
        },
    )


@login_required
@require_POST
def on_paper(request: HttpRequest, public_id: object) -> HttpResponse:
    """Record a copy signed by hand, with its scan."""
    found, _text = seen_folder(request, public_id)
    given = request.FILES.get("scan")
    scan = (
        Scan(name=given.name or "", content=given.read()) if given else Scan(name="", content=b"")
    )

    def act() -> None:
        flow.sign_on_paper(
            folder_id=found.public_id,
            signed_on=_day(request.POST.get("signed_on", "")),
            scan=scan,
            actor=request.user,
            under=mandate_of(request),
            at=timezone.now(),
        )

    to = reverse("folder", args=[found.public_id])
    done = _("Exemplaire signé enregistré : la convention est au registre.")
    return attempt(request, act, done=done, to=to)


@login_required
@require_POST
def refuse(request: HttpRequest, public_id: object) -> HttpResponse:
    """Refuse to sign with a reason, or record a refusal received on paper."""
    found, text = seen_folder(request, public_id)
    said = request.POST
    rank = said.get("rank", "")
    draft = RefusalDraft(
        reason=said.get("reason", ""),
        rank=int(rank) if rank.isdecimal() else None,
        refused_on=_day(said["refused_on"]) if said.get("refused_on") else None,
    )

    anchor = "refuser" if draft.rank is None else "refus-recu"

    def act() -> None:
        flow.refuse(
            folder_id=found.public_id,
            draft=draft,
            actor=request.user,
            under=mandate_of(request),
            at=timezone.now(),
        )

    return attempt(
        request,
        act,
        done=_("Refus enregistré : le texte revient en négociation."),
        to=reverse("draft", args=[text.public_id]),
        otherwise=f"{reverse('folder', args=[found.public_id])}#{anchor}",
    )


@login_required
@require_POST
def printed(request: HttpRequest, public_id: object, code: str) -> HttpResponse:
    """Give the folder to sign as a paper, with the code that answers for it."""
    found, text = seen_folder(request, public_id)
    if code not in PAPER_LANGUAGES:
        raise Http404(_("Un dossier s’imprime en français, en arabe ou en anglais."))
    if found.status not in PRINTED:
        raise Http404(_("Ce dossier est clos sans signature : aucun papier n’en est plus émis."))
    on = timezone.localdate()
    content = flow.issue_folder(
        found=found,
        language=code,
        labels=folder_labels(found),
        issuer=text.steward.labels,
        printed=lambda drawn: print_folder(found, text, on=on, language=code, code=drawn),
        actor=request.user,
        under=mandate_of(request),
        at=timezone.now(),
    )
    return printed_paper(content, name=f"{found.reference}-{code}")


@login_required
@require_POST
def ceremony(request: HttpRequest) -> HttpResponse:
    """Join open folders in one signing session."""
    said = request.POST

    def act() -> None:
        operations.open_session(
            reference=said.get("reference", "").strip().upper(),
            labels=Labels(said.get("label_fr", ""), said.get("label_ar", "")),
            place=Labels(said.get("place_fr", ""), said.get("place_ar", "")),
            planned_on=_day(said.get("planned_on", "")),
            folder_ids=said.getlist("folder"),
            actor=request.user,
            under=mandate_of(request),
            at=timezone.now(),
        )

    return attempt(
        request, act, done=_("Séance de signature ouverte."), to=reverse("folders_to_sign")
    )


@login_required
@require_safe
def scan_file(request: HttpRequest, public_id: object) -> HttpResponse:
    """Give the scan of the signed copy to the people of the bodies involved."""
    found, _text = seen_folder(request, public_id)
    content = port("files").read(found.scan_sha256) if found.scan_sha256 else None
    if content is None:
        return redirect("folder", found.public_id)
    response = HttpResponse(content, content_type=found.scan_type)
    suffix = found.scan_type.rpartition("/")[2]
    response["Content-Disposition"] = f'attachment; filename="{found.reference}.{suffix}"'
    return response


@login_required
@require_safe
def text_file(request: HttpRequest, public_id: object) -> HttpResponse:
    """Give the very text that was signed, whose fingerprint its code answers for."""
    found, _text = seen_folder(request, public_id)
    papers = papers_of(object_type=flow.FOLDER, object_ref=found.public_id)
    codes = [paper.code for paper in papers if paper.kind == PaperKind.CONVENTION_TEXT]
    content = paper_content(codes[0]) if codes else None
    if content is None:
        return redirect("folder", found.public_id)
    response = HttpResponse(content, content_type="application/json")
    response["Content-Disposition"] = f'attachment; filename="{found.reference}.json"'
    return response


def _sign(request: HttpRequest, folder_ids: list[str], to: str) -> HttpResponse:
    if not request.POST.get("has_read"):
        messages.error(
            request,
            _("Rien n’est signé : dites d’abord que vous avez lu le texte, en cochant la case."),
        )
        return redirect(to)
    who: dict[str, Any] = {
        "actor": request.user, "under": mandate_of(request), "at": timezone.now()
    }  # fmt: skip
    try:
        references = flow.sign(folder_ids=folder_ids, **who)
    except Refusal as refusal:
        for sentence in refusal.of(language()):
            messages.error(request, sentence)
        return redirect(to)
    messages.success(request, _("Signé."))
    if len(references) == 1:
        messages.success(request, _("Tous ont signé : la convention est au registre."))
        return redirect("convention", references[0])
    return redirect(to)


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return date.max
