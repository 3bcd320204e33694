"""The sources: every document that says something, and what rests on each."""

from __future__ import annotations

from typing import Any, Final

from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from mithaq.apps.conventions.queries import conventions_from_source
from mithaq.apps.observatory.queries import figures_from_source
from mithaq.apps.reference import queries
from mithaq.web.observatory.showing import with_showing
from mithaq.web.reference.filters import SourceFilters
from mithaq.web.reference.tables import SOURCES
from mithaq.web.shell.tables import TableView

# A census says thousands of figures: its page shows the first ones and counts the others.
SHOWN: Final = 50


class Sources(TableView):
    """Every document, latest first."""

    table = SOURCES
    filterset = SourceFilters
    title = _("Sources")
    lead = _("Chaque chiffre et chaque promesse repose sur un document. Les voici tous.")

    def rows(self, text: str) -> QuerySet[Any]:
        """The documents, searched in titles, publishers and codes."""
        return queries.sources(text=text)


@require_safe
def source(request: HttpRequest, code: str) -> HttpResponse:
    """Show one document, the conventions and the figures that rest on it."""
    detail = queries.source(code)
    if detail is None:
        raise Http404
    rows = figures_from_source(code)
    return render(
        request,
        "reference/source.html",
        {
            "detail": detail,
            "page_is_exercise": detail.kind == "exercise",
            "figures": with_showing(list(rows[:SHOWN])),
            "figure_count": rows.count(),
            "conventions": list(conventions_from_source(code)),
        },
    )
