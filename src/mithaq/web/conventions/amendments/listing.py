"""The amendments of a convention, each with what it changed."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from mithaq.apps.conventions.queries import (
    AmendmentView,
    ConventionDetail,
    convention_as_amended,
)
from mithaq.web.conventions.amendments.rights import may_amend
from mithaq.web.conventions.amendments.words import ShownChange, shown_changes
from mithaq.web.conventions.links import SourceLink, page_url, source_link
from mithaq.web.shell.public_pages import public_page


@dataclass(frozen=True, slots=True, kw_only=True)
class ListedAmendment:
    """One amendment of the page, and where to read the convention the day it took effect."""

    amendment: AmendmentView
    source: SourceLink
    changes: tuple[ShownChange, ...]
    read_url: str


@require_safe
@public_page
def amendments(request: HttpRequest, reference: str) -> HttpResponse:
    """List the amendments in the order in which they take effect."""
    detail = convention_as_amended(reference, on=date.max)
    if detail is None:
        raise Http404(_("Aucune convention du registre n’a la référence « %s ».") % reference)
    return render(
        request,
        "conventions/amendments.html",
        {
            "convention": detail,
            "page_is_exercise": detail.is_exercise,
            "amendments": listed(detail),
            "record_url": page_url("amendment_record", reference)
            if may_amend(request, detail)
            else "",
        },
    )


def listed(detail: ConventionDetail) -> list[ListedAmendment]:
    """Lay every amendment out with its effects."""
    changes = shown_changes(detail)
    address = page_url("convention", detail.reference)
    return [
        ListedAmendment(
            amendment=item,
            source=source_link(item.source),
            changes=tuple(change for change in changes if change.amendment == item.number),
            read_url=f"{address}?au={item.effective_on.isoformat()}",
        )
        for item in detail.amendments
    ]
