"""The sources: every document that says something, and what rests on each."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from mithaq.apps.conventions.queries import conventions_from_source
from mithaq.apps.observatory.queries import figures_from_source
from mithaq.apps.reference import queries
from mithaq.web.reference.filters import SourceFilters
from mithaq.web.reference.tables import SOURCES
from mithaq.web.shell.tables import TableView


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
    return render(
        request,
        "reference/source.html",
        {
            "detail": detail,
            "page_is_exercise": detail.kind == "exercise",
            "figures": list(figures_from_source(code)),
            "conventions": list(conventions_from_source(code)),
        },
    )
