"""What a person does to a text: comment, settle, move, name its circuit, visa, deliberate."""

from __future__ import annotations

from datetime import date
from hashlib import sha256
from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from mithaq.apps.conventions import operations
from mithaq.apps.conventions.operations import Vote
from mithaq.base.ports import port
from mithaq.flows import sign_convention as signing
from mithaq.web.conventions.drafting.acting import attempt, mandate_of, seen_drafting

MAX_DOCUMENT = 15 * 1024 * 1024


def _who(request: HttpRequest) -> dict[str, Any]:
    return {"actor": request.user, "under": mandate_of(request), "at": timezone.now()}


@login_required
@require_POST
def comment(request: HttpRequest, public_id: object) -> HttpResponse:
    """Say something of a clause, or answer."""
    found = seen_drafting(request, public_id)
    parent = request.POST.get("parent", "")
    return attempt(
        request,
        lambda: operations.write_comment(
            public_id=found.public_id,
            clause=request.POST.get("clause", ""),
            body=request.POST.get("body", ""),
            parent_id=int(parent) if parent.isdigit() else None,
            **_who(request),
        ),
        done=_("Commentaire enregistré."),
        to=f"{reverse('draft', args=[found.public_id])}#texte",
    )


@login_required
@require_POST
def settle(request: HttpRequest, public_id: object) -> HttpResponse:
    """Settle a comment."""
    found = seen_drafting(request, public_id)
    number = request.POST.get("comment", "")
    return attempt(
        request,
        lambda: operations.resolve_comment(
            public_id=found.public_id,
            comment_id=int(number) if number.isdigit() else 0,
            **_who(request),
        ),
        done=_("Commentaire réglé."),
        to=f"{reverse('draft', args=[found.public_id])}#texte",
    )


@login_required
@require_POST
def move(request: HttpRequest, public_id: object) -> HttpResponse:
    """Take one step of the table."""
    found = seen_drafting(request, public_id)
    action, reason = request.POST.get("action", ""), request.POST.get("reason", "")

    def act() -> None:
        signing.move(
            public_id=found.public_id,
            action=action,
            reason=reason,
            despite_reserves=bool(request.POST.get("despite_reserves")),
            **_who(request),
        )

    to = reverse("draft", args=[found.public_id])
    return attempt(request, act, done=_("Étape franchie."), to=to)


@login_required
@require_POST
def visa(request: HttpRequest, public_id: object) -> HttpResponse:
    """Answer a visa."""
    found = seen_drafting(request, public_id)
    return attempt(
        request,
        lambda: operations.answer_visa(
            public_id=found.public_id,
            organisation=request.POST.get("organisation", ""),
            status=request.POST.get("status", ""),
            words_said=request.POST.get("words", ""),
            **_who(request),
        ),
        done=_("Visa répondu."),
        to=f"{reverse('draft', args=[found.public_id])}#circuit",
    )


@login_required
@require_POST
def deliberate(request: HttpRequest, public_id: object) -> HttpResponse:
    """Record what an assembly decided, with its document."""
    found = seen_drafting(request, public_id)
    given = request.FILES.get("document")
    content = given.read() if given and given.size and given.size <= MAX_DOCUMENT else b""

    def act() -> None:
        vote = Vote(
            organisation=request.POST.get("organisation", ""),
            session_on=_day(request.POST.get("session_on", "")),
            number=request.POST.get("number", ""),
            outcome=request.POST.get("outcome", ""),
            votes_for=_count(request.POST.get("votes_for", "")),
            votes_against=_count(request.POST.get("votes_against", "")),
            abstentions=_count(request.POST.get("abstentions", "")),
            document_name=(given.name or "")[:200] if content and given else "",
            document_sha256=sha256(content).hexdigest() if content else "",
        )
        operations.record_deliberation(public_id=found.public_id, vote=vote, **_who(request))
        if content:
            port("files").keep(content)

    to = f"{reverse('draft', args=[found.public_id])}#circuit"
    return attempt(request, act, done=_("Délibération enregistrée."), to=to)


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return date.max


def _count(text: str) -> int | None:
    return int(text) if text.isdigit() else None
