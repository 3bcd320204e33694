"""Every decision in one list, and one of them with its life."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.contrib.auth.mixins import LoginRequiredMixin
from django.core.exceptions import PermissionDenied
from django.db.models import Q, QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache

from mithaq.apps.conventions.choices.meetings import PENDING
from mithaq.apps.conventions.operations import deciding
from mithaq.apps.conventions.policies.committees import can_follow_decision, can_run_committee
from mithaq.apps.conventions.queries import Scope
from mithaq.apps.conventions.queries.committee_access import accesses_of
from mithaq.apps.conventions.queries.decisions import (
    decision_detail,
    decisions,
    decisions_within,
    sittings_followed,
)
from mithaq.apps.conventions.queries.sitting_views import DecisionView
from mithaq.apps.corridor.queries.sequels import sequels_of_decision
from mithaq.apps.observatory.queries.effects import EffectReading, effect_of
from mithaq.apps.organisations.choices import Role
from mithaq.base.errors import Refusal
from mithaq.web.committees import words
from mithaq.web.committees.access import mandate_of, may_read, signed
from mithaq.web.committees.changes import changes_of, told_figure
from mithaq.web.committees.filters import DecisionFilter
from mithaq.web.committees.forms import CompleteForm, PostponeForm, ReasonForm, RefusingForm
from mithaq.web.committees.objects import decisions_near, sequels_led
from mithaq.web.committees.tables import DECISIONS, overrun_words
from mithaq.web.shell.tables import TableView


class Decisions(LoginRequiredMixin, TableView):
    """What committees settled, for the bodies they concern; an auditor reads all of them."""

    table = DECISIONS
    filterset = DecisionFilter
    title = gettext_lazy("Décisions des comités")
    as_party: frozenset[int] = frozenset()
    lead = gettext_lazy(
        "Chaque décision a un responsable, une échéance et, quand elle en attend un, un effet à "
        "mesurer. Les décisions ouvertes reviennent seules au prochain ordre du jour."
    )

    def rows(self, text: str) -> QuerySet[Any]:
        """Those of the reader's own conventions."""
        mandate = mandate_of(self.request)
        if mandate is None:
            return decisions().none()
        if mandate.role == Role.AUDITOR:
            return decisions(text)
        if not mandate.organisation:
            return decisions().none()
        own = decisions_within(Scope(organisation=mandate.organisation)).values("pk")
        mine = decisions(text).filter(pk__in=own)
        # Of what a party reads through its case, no name is told, nor found.
        near = decisions_near(self.request)
        if near:
            near -= set(decisions().filter(pk__in=own).values_list("pk", flat=True))
        self.as_party = near
        if not self.as_party:
            return mine
        told = decisions(text, finds_people=False).filter(pk__in=self.as_party)
        return decisions().filter(Q(pk__in=mine.values("pk")) | Q(pk__in=told.values("pk")))

    def prepare(self, rows: list[Any]) -> Sequence[Any]:
        """Leave out, of what is read through a case, what its parties are not told."""
        for row in rows:
            if row.pk in self.as_party:
                row.owner_person = row.evidence = row.reason = ""
        return rows


@login_required
@never_cache
def decision(request: HttpRequest, pk: int) -> HttpResponse:
    """Show a decision and its life; whoever follows it writes the next step."""
    found = decision_detail(pk)
    if found is None:
        raise Http404(_("Cette décision n’existe pas."))
    access = accesses_of(found.reference, on=timezone.localdate())[found.committee_number]
    # A body that answers for a decision reads it, wherever it sits.
    follows = can_follow_decision(mandate_of(request), access, found.owner_slug)
    told = sequels_of_decision(pk, at=timezone.now())
    led = sequels_led(request, told)
    is_party = not (follows or may_read(request, access))
    if is_party:
        # Whoever may open what a decision answered reads it, and of the rest nothing.
        led = tuple(item for item in led if item[1])
        if not led:
            raise PermissionDenied
        found = _as_party(found)
    # What a case unblocked is told to whoever may open the case.
    told = tuple(item if url else replace(item, money=None) for item, url in led)
    runs = can_run_committee(mandate_of(request), access)
    reading = _reading(found)
    sat = sittings_followed(pk) if len(found.steps) > 1 else {}
    act = request.POST.get("act", "")
    forms = _forms(request, act)
    if request.method == "POST":
        if not (runs or (follows and act == "complete")):
            raise PermissionDenied
        if _write(request, found, act, forms):
            return redirect("decision", pk)
    return render(
        request,
        "committees/decision.html",
        {
            "decision": found,
            "effect": words.effect_words(found),
            "reading": reading,
            "told_before": told_figure(reading.before) if reading and reading.before else "",
            "told_after": told_figure(reading.after) if reading and reading.after else "",
            "changes": changes_of(found, reading, told),
            "sequels": led,
            "today": timezone.localdate(),
            "steps": [
                (STEPS[step.step], step, sat.get(step.taken_on) if step.step != "take" else None)
                for step in found.steps
            ],
            "forms": forms,
            "is_party": is_party,
            "follows": follows,
            "runs": runs,
            "is_effect_ahead": _is_ahead(found),
            "is_pending": found.status in PENDING,
            "is_late": found.status in PENDING and found.due_on < timezone.localdate(),
            "overrun": overrun_words(found),
            "page_is_exercise": found.is_exercise,
        },
    )


def _as_party(found: DecisionView) -> DecisionView:
    """What the parties of a case read of the decision on it: neither who was named inside a body,
    nor what the committee noted since."""
    steps = tuple(replace(step, note="") for step in found.steps)
    return replace(found, owner_person="", evidence="", reason="", steps=steps)


def _is_ahead(found: DecisionView) -> bool:
    return found.effect_by_on is not None and found.effect_by_on > timezone.localdate()


def _forms(request: HttpRequest, act: str) -> dict[str, RefusingForm]:
    kinds: dict[str, type[RefusingForm]] = {
        "complete": CompleteForm, "postpone": PostponeForm, "abandon": ReasonForm,
        "reopen": ReasonForm,
    }  # fmt: skip
    return {
        name: kind(request.POST if act == name else None, auto_id=f"{name}_%s")
        for name, kind in kinds.items()
    }


def _write(
    request: HttpRequest, found: DecisionView, act: str, forms: dict[str, RefusingForm]
) -> bool:
    form = forms.get(act)
    if form is None or not form.is_valid():
        return False
    data = form.cleaned_data
    common = {"decision_id": found.id, **signed(request)}
    today = timezone.localdate()
    try:
        if act == "complete":
            deciding.complete_decision(on=today, evidence=data["evidence"], **common)
        elif act == "postpone":
            deciding.postpone_decision(due_on=data["due_on"], reason=data["reason"], **common)
        elif act == "abandon":
            deciding.abandon_decision(on=today, reason=data["reason"], **common)
        else:
            deciding.reopen_decision(reason=data["reason"], **common)
    except Refusal as refusal:
        form.refuse(refusal)
        return False
    messages.success(request, _("La décision est suivie. Le journal en garde la trace."))
    return True


def _reading(found: DecisionView) -> EffectReading | None:
    return effect_of(found) if found.effect_indicator_code else None


STEPS = {
    "take": gettext_lazy("décidée"),
    "complete": gettext_lazy("exécutée"),
    "postpone": gettext_lazy("repoussée"),
    "keep": gettext_lazy("maintenue"),
    "abandon": gettext_lazy("abandonnée"),
    "reopen": gettext_lazy("rouverte"),
}
