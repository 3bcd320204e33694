"""Results reports: the list, a frozen one, and the preview of the next."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from mithaq.apps.conventions.queries import convention_title
from mithaq.apps.observatory.queries import (
    ReportView,
    has_codes,
    report_figures,
    results_content,
    results_report,
    results_reports,
    standing_reports,
)
from mithaq.apps.organisations.policies import can_publish_report
from mithaq.web.observatory.filters import ReportFilters
from mithaq.web.observatory.forms import DayForm
from mithaq.web.observatory.frozen import report_of
from mithaq.web.observatory.report_parts import Report
from mithaq.web.observatory.tables import REPORTS
from mithaq.web.observatory.words import METHOD
from mithaq.web.shell.context import LANGUAGES
from mithaq.web.shell.tables import TableView


class Reports(TableView):
    """Every published report."""

    table = REPORTS
    filterset = ReportFilters
    title = gettext_lazy("Bilans")
    lead = gettext_lazy(
        "L’état d’une convention à une date, tel qu’il était connu le jour de sa publication. "
        "Un bilan publié ne change plus."
    )
    counts_are_shared = True

    def rows(self, text: str) -> QuerySet[Any]:
        """The published reports whose convention holds the words."""
        return results_reports(text=text)


@require_safe
def report(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Show a report from its frozen content alone, with the check of its fingerprint."""
    found = results_report(str(public_id))
    if found is None:
        raise Http404(_("Aucun bilan publié n’a cette adresse."))
    shown = report_of(found.content) if found.is_intact else None
    words = {
        "found": found,
        "report": shown,
        "contents": contents_of(shown) if shown else [],
        "method": METHOD,
        "downloads": _downloads("results_report", str(public_id)),
        "json_url": reverse("results_report_json", args=[public_id]),
        "has_codes": has_codes(str(public_id)),
        "page_is_exercise": found.is_exercise,
        "state_words": _state(found),
        "withdraw_url": _withdraw_url(request, found),
    }
    return render(request, "observatory/report.html", words)


@require_safe
def preview(request: HttpRequest, reference: str) -> HttpResponse:
    """Show what a report of a convention would say of a day, as it is known now."""
    today = timezone.localdate()
    form = DayForm(request.GET or None, initial={"au": today, "connu": today})
    is_valid = not form.is_bound or form.is_valid()
    asked = form.cleaned_data if form.is_bound and is_valid else {"au": today, "connu": today}
    day, known_on = asked["au"], asked["connu"]
    query = f"?au={day.isoformat()}&connu={known_on.isoformat()}"
    try:
        content = results_content(reference=reference, as_of=day, known_on=known_on)
    except LookupError as absent:
        raise Http404(
            _("Aucune convention du registre n’a la référence « %s ».") % reference
        ) from absent
    shown = report_of(content)
    words = {
        "form": form,
        "report": shown,
        "contents": contents_of(shown),
        "method": METHOD,
        "downloads": _downloads("results_preview", reference, query=query),
        "may_publish": may_publish(request, reference),
        "publish_url": f"{reverse('results_report_publish', args=[reference])}{query}",
        "counted": report_figures(reference, as_of=day, known_on=known_on),
        "published": list(
            standing_reports().filter(convention__reference=reference, as_of=day)[:1]
        ),
        "page_is_exercise": shown.is_exercise,
    }
    return render(request, "observatory/preview.html", words, status=200 if is_valid else 400)


def may_publish(request: HttpRequest, reference: str) -> bool:
    """Tell whether the mandate of this reader publishes the reports of a convention."""
    mandate: Any = getattr(request, "mandate", None) if request.user.is_authenticated else None
    found = convention_title(reference) if mandate else None
    return found is not None and can_publish_report(
        mandate, found.territory_code, is_exercise=found.is_exercise
    )


def contents_of(shown: Report) -> list[tuple[str, str, int | None]]:
    """The parts that the report has, with how many things each holds."""
    parts: list[tuple[str, str, int]] = [
        ("chiffres", _("Les chiffres"), len(shown.lines)),
        ("lectures", _("Deux lectures"), len(shown.readings)),
        ("conflits", _("Conflits de sources"), len(shown.conflicts)),
        ("objectifs", _("Objectifs chiffrés"), len(shown.targets)),
        ("engagements", _("Engagements"), len(shown.promises)),
        ("budget", _("Budget"), len(shown.money)),
        ("parties", _("Parties"), len(shown.parties)),
        ("non-publie", _("Ce qui n’est pas publié"), len(shown.missing)),
        ("sources", _("Sources"), len(shown.sources)),
    ]
    return [
        (anchor, label, count if count > 1 else None)
        for anchor, label, count in parts
        if count or anchor == "chiffres"
    ]


def _downloads(name: str, key: str, query: str = "") -> list[dict[str, str]]:
    """The files of a report, each language named in itself."""
    return [
        {
            "code": code,
            "label": label,
            "direction": direction,
            "pdf": reverse(f"{name}_pdf", args=[key, code]) + query,
            "xlsx": reverse(f"{name}_xlsx", args=[key, code]) + query,
        }
        for code, label, direction in LANGUAGES
    ]


def _withdraw_url(request: HttpRequest, found: ReportView) -> str:
    """Where whoever publishes the reports of this convention withdraws a standing one."""
    if found.withdrawn_at is not None or not may_publish(request, found.reference):
        return ""
    return reverse("results_report_withdraw", args=[found.public_id])


def _state(found: ReportView) -> tuple[str, str]:
    """Where a report stands: intact or not, and whether more is known since."""
    if not found.is_intact:
        return (
            _("Altéré"),
            _("Le contenu enregistré ne correspond plus à l’empreinte publiée : il n’est pas lu."),
        )
    if found.withdrawn_at is not None:
        return _("Retiré"), found.withdrawn_because
    if found.is_current and not found.said_since:
        return _("Publié, intact"), _("Rien de plus n’est connu depuis.")
    if found.is_current:
        return _("Publié, intact"), _("D’autres chiffres ont été dits après cette date.")
    return _("Publié, intact"), _("Nos sources en disent plus depuis, ou autrement.")
