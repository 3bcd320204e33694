"""The list of figures, and one figure opened to its proof."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from mithaq.apps.observatory.policies import can_add_figures
from mithaq.apps.observatory.queries import figure_proof, figures_holding
from mithaq.apps.organisations.policies import can_read_audit
from mithaq.web.conventions.links import bring_source_url, page_url
from mithaq.web.observatory.entry.rights import can_change
from mithaq.web.observatory.filters import FigureFilters
from mithaq.web.observatory.opened import opened
from mithaq.web.observatory.showing import shown_proof, with_showing
from mithaq.web.observatory.tables import FIGURES
from mithaq.web.shell.tables import TableView
from mithaq.web.shell.values import hidden_words


class Figures(TableView):
    """Every figure that somebody said."""

    table = FIGURES
    filterset = FigureFilters
    template_name = "observatory/figures.html"
    title = gettext_lazy("Chiffres")
    lead = gettext_lazy("Ce qui a été dit, par qui, quand, et avec quelle solidité.")
    counts_are_shared = True

    def prepare(self, rows: list[Any]) -> Sequence[Any]:
        """Say of each count of people whether it is published."""
        return with_showing(rows)

    def context(self) -> dict[str, Any]:
        """Whoever may write figures is shown how."""
        mandate: Any = getattr(self.request, "mandate", None)
        is_signed_in = self.request.user.is_authenticated
        return {"can_add": is_signed_in and can_add_figures(mandate or None)}

    def rows(self, text: str) -> QuerySet[Any]:
        """The figures that hold the words."""
        return figures_holding(text)


@require_safe
def figure(request: HttpRequest, code: str) -> HttpResponse:
    """Open a figure: breakdown, list, record, proof, rule, or what is not published of them."""
    proof = figure_proof(code)
    if proof is None:
        raise Http404(_("Aucun chiffre du registre n’a le code « %s ».") % code)
    mandate: Any = getattr(request, "mandate", None) if request.user.is_authenticated else None
    is_theirs = mandate is not None and can_change(request, proof.figure)
    if not is_theirs:
        proof, showing = shown_proof(proof)
        if showing:
            words = {"figure": proof.figure, "value": hidden_words(showing)}
            return render(request, "observatory/unsaid.html", words)
    journal = page_url("audit") if mandate and can_read_audit(mandate) else ""
    reference = proof.figure.convention_reference
    words = {
        "page": opened(proof),
        "figure": proof.figure,
        "page_is_exercise": proof.figure.is_exercise,
        "journal_url": f"{journal}?q={reference}" if journal else "",
        "action_url": bring_source_url(request.path),
        "report_url": reverse("results_preview", args=[reference]) if reference else "",
        "can_change": is_theirs,
    }
    return render(request, "observatory/figure.html", words)
