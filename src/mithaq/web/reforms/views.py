"""The reform lab: the list of trials, writing one, reading what came of it."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby
from typing import Any, Final

from django.contrib.auth.decorators import login_required
from django.contrib.auth.mixins import LoginRequiredMixin
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from mithaq.apps.programmes import queries
from mithaq.apps.programmes.operations import write_reform
from mithaq.apps.programmes.policies import can_read_reforms, can_run_reform
from mithaq.base.errors import Refusal
from mithaq.gateways.jobs.queries import job_detail
from mithaq.web.programmes.access import mandate_of, signed
from mithaq.web.programmes.page import value_line
from mithaq.web.reforms.about import changes_of
from mithaq.web.reforms.drawing import bars_of, map_of, undecided_words, whole_of
from mithaq.web.reforms.forms import ReformForm
from mithaq.web.reforms.tables import FACETS, ORDERS, REFORMS, RESULT
from mithaq.web.reforms.words import COLUMNS
from mithaq.web.shell.computed import ComputedTableView
from mithaq.web.shell.tables import TableView
from mithaq.web.shell.typography import set_text

# More values at once than this is a list to read, not a reform to understand.
MOST: Final = 12


class Reforms(LoginRequiredMixin, TableView):
    """Every trial, latest first."""

    table = REFORMS
    template_name = "reforms/reforms.html"
    title = gettext_lazy("Laboratoire de réforme")
    lead = gettext_lazy(
        "Changez des valeurs de la loi et voyez ce que cela coûte, à qui cela profite et qui y "
        "perd, sur des salariés d’exercice qui n’existent pas."
    )
    page_is_exercise = True

    def rows(self, text: str) -> QuerySet[Any]:
        """Those whose name holds the text; refused to whoever may not read them."""
        if not can_read_reforms(mandate_of(self.request)):
            raise PermissionDenied
        found: QuerySet[Any] = queries.reforms()
        return found.filter(name__icontains=text) if text else found

    def context(self) -> dict[str, Any]:
        """Who may try another."""
        return {"may_run": can_run_reform(mandate_of(self.request))}


@login_required
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def write(request: HttpRequest) -> HttpResponse:
    """Choose values of the law, then give them others and start the trial."""
    if not can_run_reform(mandate_of(request)):
        raise PermissionDenied
    on = timezone.localdate()
    usable = queries.reform_paths(on=on)
    chosen = [path for path in dict.fromkeys(request.GET.getlist("p")) if path in usable]
    if not 0 < len(chosen) <= MOST:
        return _choose(request, usable, chosen)
    values = tuple(value for _scheme, value in queries.law_values(chosen, on=on))
    form = ReformForm(request.POST or None, values=values, on=on)
    if request.method == "POST" and form.is_valid():
        try:
            written = write_reform(draft=form.draft, **signed(request))
        except Refusal as refusal:
            form.refuse(refusal)
        else:
            return redirect("reform", public_id=written.public_id)
    rows = [
        {
            "line": value_line(value, value.current),
            "value": form[f"value_{place}"],
            "since": form[f"since_{place}"],
        }
        for place, value in enumerate(values)
    ]
    scope = [form[name] for name in ("name", "first_month", "month_count", "people_count", "seed")]
    words = {"form": form, "rows": rows, "scope": scope, "page_is_exercise": True}
    return render(request, "reforms/write.html", words)


def _choose(request: HttpRequest, usable: frozenset[str], chosen: list[str]) -> HttpResponse:
    """The values that a trial can change, by scheme; what was ticked stays ticked."""
    ordered = sorted(
        queries.law_values(usable, on=timezone.localdate()), key=lambda item: item[0].fr
    )
    groups = [
        (label, [value_line(value, value.current) for _label, value in found])
        for label, found in groupby(ordered, key=lambda item: item[0])
    ]
    over = len(chosen) - MOST
    words = {
        "groups": [
            {"label": label, "lines": lines, "is_open": any(x.path in chosen for x in lines)}
            for label, lines in groups
        ],
        "chosen": chosen,
        "too_many": _over_words(over) if over > 0 else "",
        "most": MOST,
        "page_is_exercise": True,
    }
    return render(request, "reforms/choose.html", words)


def _over_words(over: int) -> str:
    said = ngettext(
        "Un essai change %(most)s valeurs au plus : décochez-en %(n)s.",
        "Un essai change %(most)s valeurs au plus : décochez-en %(n)s.",
        over,
    )
    return set_text(said % {"most": MOST, "n": over})


@login_required
@require_safe
def population(request: HttpRequest) -> HttpResponse:
    """What the exercise population is drawn from, column by column."""
    if not can_read_reforms(mandate_of(request)):
        raise PermissionDenied
    rows = [{"label": COLUMNS[basis.column], "basis": basis} for basis in queries.exercise_bases()]
    return render(request, "reforms/population.html", {"rows": rows, "page_is_exercise": True})


class Reform(LoginRequiredMixin, ComputedTableView):
    """One trial: what it changes, the whole, pictures, and the table behind them."""

    table = RESULT
    template_name = "reforms/reform.html"
    facets = FACETS
    orders = ORDERS
    searches = False
    page_is_exercise = True
    page_size = 26

    def get(self, request: HttpRequest, **kwargs: Any) -> HttpResponseBase:
        """Show the trial, or how far its computation is."""
        if not can_read_reforms(mandate_of(request)):
            raise PermissionDenied
        found = queries.reform(kwargs["public_id"])
        if found is None:
            raise Http404
        self.found, result = found, queries.reform_result(found.public_id)
        if result is None:
            return self._waiting(request)
        self.result = result
        return super().get(request, **kwargs)

    def computed(self, request: HttpRequest) -> Sequence[Any]:
        """Every line, by measure: the whole, then each group, then each pair."""
        return self.result.lines

    def context(self) -> dict[str, Any]:
        """What stands above the table."""
        asked = self.request.GET.get("mesure", "")
        measures = self.result.measures
        wholes = [self.result.of(m.name)[0] for m in measures]
        moved = (m for m in measures if self.result.of(m.name)[0].is_changed)
        measure = next((m for m in measures if m.name == asked), None) or next(moved, measures[0])
        return {
            **self._about(),
            "measure": measure,
            "changed": [whole_of(line) for line in wholes if line.is_changed],
            "unchanged": [whole_of(line) for line in wholes if not line.is_changed],
            "undecided": undecided_words(self.result),
            "bars": bars_of(self.result, measure),
            "map": map_of(self.result, measure),
        }

    def _about(self) -> dict[str, Any]:
        changes = changes_of(self.found, on=timezone.localdate())
        return {"reform": self.found, "list_title": self.found.name, "changes": changes}

    def _waiting(self, request: HttpRequest) -> HttpResponse:
        job = job_detail(public_id=self.found.job, user=request.user, mandate=mandate_of(request))
        words = {
            **self._about(),
            "job": self.found.job if job else "",
            "is_open": job is not None and job.progress.is_open,
            "page_is_exercise": True,
        }
        return render(request, "reforms/waiting.html", words)
