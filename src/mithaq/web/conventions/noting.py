"""The one-page note leaves: read by anyone, issued with a code by whoever acts for a body."""

from __future__ import annotations

from typing import Any, Final

from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override
from django.views.decorators.http import require_POST, require_safe

from mithaq.apps.observatory.queries import ConventionState, convention_state
from mithaq.apps.organisations.policies import can_issue_note
from mithaq.base.text import LANGUAGES, Labels
from mithaq.flows.issue_convention_note import issue_convention_note
from mithaq.web.conventions.amendments.reading import asked_reading
from mithaq.web.conventions.amendments.rights import mandate_of
from mithaq.web.conventions.note import follow_up_of, print_note

PDF: Final = "application/pdf"


@require_safe
def note(request: HttpRequest, reference: str, code: str) -> HttpResponse:
    """Print the note of a convention as amended on the day asked for."""
    on = asked_reading(request).text_on or timezone.localdate()
    state = _state(reference, code, on)
    follow_up = follow_up_of(reference, on=on, mandate=mandate_of(request))
    return _file(print_note(state, on=on, language=code, follow_up=follow_up), reference, code)


@login_required
@require_POST
def issue_note(request: HttpRequest, reference: str, code: str) -> HttpResponse:
    """Issue today's note: its bytes are kept, and its code answers for them."""
    on = timezone.localdate()
    mandate: Any = getattr(request, "mandate", None)
    state = _state(reference, code, on)
    if not can_issue_note(mandate, is_exercise=state.detail.is_exercise):
        raise PermissionDenied
    printed = issue_convention_note(
        reference=reference,
        labels=_labels(state),
        issuer=mandate.organisation_labels,
        language=code,
        is_exercise=state.detail.is_exercise,
        printed=lambda drawn: print_note(
            state,
            on=on,
            language=code,
            code=drawn,
            follow_up=follow_up_of(reference, on=on, mandate=mandate),
        ),
        actor=request.user,
        mandate=mandate.text,
        reason=_("Émise sur demande"),
        at=timezone.now(),
    )
    return _file(printed, reference, code)


def _labels(state: ConventionState) -> Labels:
    """What the paper is, in the three languages of whoever checks its code."""
    said = {}
    for language in LANGUAGES:
        with override(language):
            title = {"title": state.detail.labels.of(language)}
            said[language] = _("Note d’une page : %(title)s") % title
    return Labels(**said)


def _state(reference: str, code: str, on: Any) -> ConventionState:
    if code not in LANGUAGES:
        raise Http404(_("Une note sort en français, en arabe ou en anglais."))
    with override(code):
        state = convention_state(reference, text_on=on)
    if state is None:
        raise Http404(_("Aucune convention du registre n’a la référence « %s ».") % reference)
    return state


def _file(content: bytes, reference: str, code: str) -> HttpResponse:
    response = HttpResponse(content, content_type=PDF)
    # What it says of sittings to come depends on who asks.
    response.headers["Cache-Control"] = "private"
    response.headers["Content-Disposition"] = f'inline; filename="note-{reference}-{code}.pdf"'
    return response
