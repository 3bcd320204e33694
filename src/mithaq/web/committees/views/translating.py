"""What has no Arabic in draft minutes, text by text, with the place to write it."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache

from mithaq.apps.conventions.choices.meetings import MinutesStatus
from mithaq.apps.conventions.operations.translating import write_arabic
from mithaq.base.errors import Refusal
from mithaq.web.committees.access import address, meeting_to_run, signed
from mithaq.web.committees.forms import RefusingForm
from mithaq.web.committees.minuting import typed_texts, without_french


@login_required
@never_cache
def arabic(request: HttpRequest, reference: str, committee: int, number: int) -> HttpResponse:
    """Show every text that a person typed, and take its Arabic while the minutes are a draft."""
    found = meeting_to_run(request, reference, committee, number)
    if found.minutes is None or found.minutes.status != MinutesStatus.DRAFT:
        return redirect("meeting_minutes", *address(found))
    form = RefusingForm(request.POST or None)
    texts = typed_texts(found)
    if request.method == "POST":
        said = {row.key: request.POST.get(row.name, row.arabic) for row in texts}
        form.is_valid()
        try:
            count = write_arabic(
                meeting_id=found.id,
                notes={pk: text for (kind, pk), text in said.items() if kind == "note"},
                decisions={pk: text for (kind, pk), text in said.items() if kind == "decision"},
                remarks=said.get(("remarks", 0)),
                french={
                    row.key[1]: request.POST.get(f"fr_{row.name}", "")
                    for row in without_french(found)
                    if row.key[0] == "decision"
                },
                **signed(request),
            )
        except Refusal as refusal:
            form.refuse(refusal)
        else:
            done = (
                ngettext("%(n)s texte gardé.", "%(n)s textes gardés.", count)
                if any(request.POST.get(f"fr_{row.name}", "").strip() for row in texts)
                else ngettext("%(n)s texte arabe gardé.", "%(n)s textes arabes gardés.", count)
            )
            messages.success(request, done % {"n": count} if count else _("Rien n’a changé."))
            return redirect("meeting_minutes", *address(found))
    return render(
        request,
        "committees/arabic.html",
        {
            "meeting": found,
            "texts": texts,
            "lacks": {row.name for row in without_french(found)},
            "form": form,
            "page_is_exercise": found.is_exercise,
        },
    )
