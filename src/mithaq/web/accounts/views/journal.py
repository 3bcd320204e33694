"""The journal: every write, its author and its reason, and the proof that nothing was removed."""

from __future__ import annotations

from typing import Any, Final
from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.contrib.auth.mixins import LoginRequiredMixin
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from mithaq.apps.accounts.queries import (
    audit_line,
    audit_lines_matching,
    audit_lines_of,
    exported_heads,
    last_seal,
    last_seals,
    open_head,
    unmasking,
    unsealed_line_count,
    verify_audit,
)
from mithaq.base.errors import Refusal
from mithaq.web.accounts import recipe
from mithaq.web.accounts.access import require_reader
from mithaq.web.accounts.acting import acting_mandate
from mithaq.web.accounts.details import details_of
from mithaq.web.accounts.filters import JournalFilter
from mithaq.web.accounts.kept_words import kept_words
from mithaq.web.accounts.naming import said_of
from mithaq.web.accounts.objects import (
    bodies_holding,
    conventions_said,
    mandates_said,
    name_of,
    owing_named,
    page_of,
    references_holding,
)
from mithaq.web.accounts.purposes import journal_purpose
from mithaq.web.accounts.tables import JOURNAL, author
from mithaq.web.accounts.views.proof import JOURNAL as JOURNAL_TAKEN
from mithaq.web.accounts.words import (
    action_words,
    object_words,
    reason_words,
)
from mithaq.web.shell.acts import acts_url
from mithaq.web.shell.tables import TableView
from mithaq.web.shell.typography import language

MOST_SEALS: Final = 20
MOST_TAKEN: Final = 10


class Journal(LoginRequiredMixin, TableView):
    """The lines of the journal, for an auditor or an administrator."""

    table = JOURNAL
    notes_exports = True
    filterset = JournalFilter
    template_name = "accounts/journal.html"
    title = _("Journal")
    lead = _(
        "Qui a fait quoi, quand, au titre de quel mandat et pourquoi. "
        "Une ligne n’est jamais modifiée ni supprimée."
    )

    def get(self, request: HttpRequest, **kwargs: Any) -> HttpResponseBase:
        """Show the list to those who may read it."""
        require_reader(request)
        return super().get(request, **kwargs)

    def rows(self, text: str) -> QuerySet[Any]:
        """Give the lines that hold the words, newest first."""
        return audit_lines_matching(
            text, objects=references_holding(text), bodies=bodies_holding(text)
        )

    def prepare(self, rows: list[Any]) -> list[Any]:
        """Name each object and each mandate in the reader's language, where such names exist."""
        owing = owing_named(rows)
        for row in rows:
            row.kept_said = kept_words(row, owing)
        said = said_of(rows)
        mandates = mandates_said(rows, language()) if language() != "fr" else {}
        conventions = conventions_said(rows)
        for row in rows:
            row.convention_said = conventions.get(row.object_ref, "")
            row.named = said.get((row.object_type, row.object_ref), "")
            row.mandate_said = mandates.get((row.actor_id, row.mandate), "")
        return rows

    def purpose(self) -> str:
        """That of the role which may read it."""
        return journal_purpose(acting_mandate(self.request))

    def context(self) -> dict[str, Any]:
        """Say where the seals stand; verifying them all is asked for separately."""
        return {"last_seal": last_seal(), "unsealed_count": unsealed_line_count()}


@login_required
@require_safe
def verification(request: HttpRequest) -> HttpResponse:
    """Verify the whole journal now, against every head that was exported."""
    require_reader(request)
    is_part = bool(getattr(request, "htmx", False))
    words: dict[str, Any] = {"last_seal": last_seal()}
    if not is_part:
        words |= _proof()
    try:
        found = verify_audit(exported_head=exported_heads())
    except Refusal as refusal:
        words["refusal"] = refusal
    else:
        words["verification"] = found
        words["sentences"] = [finding.sentence.of(language()) for finding in found.findings[:50]]
    template = "accounts/_verification.html" if is_part else "accounts/verification.html"
    return render(request, template, words)


def _proof() -> dict[str, Any]:
    """What is taken outside: the last seals, the head, the recipe, and who took the lines."""
    taken = audit_lines_of(object_type=JOURNAL_TAKEN, object_ref=JOURNAL_TAKEN)
    return {
        "seals": last_seals(MOST_SEALS),
        "head": open_head(),
        "recipe": recipe.recipe(),
        "taken": [
            {"at": item.at, "who": author(item), "seal": (item.after or {}).get("seal")}
            for item in taken.filter(action="accounts.read_export", after__masked=True)[:MOST_TAKEN]
        ],
    }


@login_required
@require_safe
def line(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Show one line: what it changed, and the seal that holds it."""
    require_reader(request)
    found = audit_line(public_id=public_id)
    if found is None:
        raise Http404
    words = {
        "line": found,
        "action": action_words(found.action),
        "object": object_words(found.object_type),
        "convention": conventions_said([found]).get(found.object_ref, ""),
        "named": name_of(found),
        "reason": reason_words(found.reason),
        "url": page_of(found, acting_mandate(request)),
        "same_url": acts_url(found.object_type, found.object_ref),
        "mandate": mandates_said([found], language()).get(
            (found.actor_id or 0, found.mandate), found.mandate
        ),
        "changes": details_of(found),
        "mask": unmasking(public_id=public_id),
    }
    return render(request, "accounts/line.html", words)
