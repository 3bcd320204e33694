"""The lists of codes: their home, one nomenclature, the banks."""

from __future__ import annotations

from functools import cached_property
from typing import Any

from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from mithaq.apps.reference import queries
from mithaq.web.reference.tables import BANKS, TERMS
from mithaq.web.shell.tables import TableView


@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """Show every list of reference data with its size, its source and its licence."""
    years = queries.holiday_years()
    return render(
        request,
        "reference/home.html",
        {
            "nomenclatures": queries.nomenclatures(),
            "levels": queries.level_counts(),
            "banks": queries.banks().count(),
            "sources": queries.sources().count(),
            "years": (years[0], years[-1]) if years else None,
            "credits": queries.CREDITS,
        },
    )


class Terms(TableView):
    """One nomenclature, code by code."""

    table = TERMS
    template_name = "reference/nomenclature.html"

    @cached_property
    def subject(self) -> queries.NomenclatureView:
        """The nomenclature asked for."""
        found = queries.nomenclature(self.kwargs["code"])
        if found is None:
            raise Http404
        return found

    def rows(self, text: str) -> QuerySet[Any]:
        """Its terms in their own order."""
        return queries.terms(self.subject.code, version=self.subject.version, text=text)

    def context(self) -> dict[str, Any]:
        """Its names, its version, its source."""
        return {"subject": self.subject}


class Banks(TableView):
    """The banks and how sure each code is."""

    table = BANKS
    template_name = "reference/banks.html"
    title = _("Banques")
    lead = _("Le code à trois chiffres qui ouvre un RIB, et la confiance qu’on peut lui faire.")

    def rows(self, text: str) -> QuerySet[Any]:
        """The banks in the order of their codes."""
        return queries.banks(text=text)
