"""Proposals of reform: drafted in common, tied to a trial of the lab, approved body by body."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from mithaq.apps.conventions.choices.meetings import AgendaRule
from mithaq.apps.conventions.queries.agenda_rules import RULES
from mithaq.apps.corridor.choices.problems import ReferralKind
from mithaq.apps.corridor.choices.questions import REFORM_STEPS, ReformStatus, ReformStep
from mithaq.apps.corridor.operations.question_drafts import ReformProposalDraft
from mithaq.apps.corridor.operations.reforms import (
    approve_reform_proposal,
    change_reform_proposal,
    move_reform_proposal,
    write_reform_proposal,
)
from mithaq.apps.corridor.policies.questions import (
    DRAFTERS,
    can_approve_reform,
    can_draft_reform,
    can_read_reform,
)
from mithaq.apps.corridor.queries import reforms as queries
from mithaq.apps.corridor.queries.question_facts import bodies_of_corridors, corridors_of
from mithaq.apps.organisations.queries import MandateView
from mithaq.apps.programmes.policies import can_read_reforms
from mithaq.apps.programmes.queries import reform, reform_result
from mithaq.base.text import Labels
from mithaq.web.conventions.roadmaps.forms import RefusableForm
from mithaq.web.corridor.putting import put_of
from mithaq.web.questions.access import acting, mandate_of, signed, written
from mithaq.web.reforms.about import changes_of, result_words
from mithaq.web.reforms.drawing import whole_of
from mithaq.web.shell.words import local

RTL = {"dir": "rtl", "lang": "ar"}
LTR = {"dir": "ltr", "lang": "fr"}


class ProposalForm(RefusableForm):
    """The words of a proposal, who drafts it, the trial that it rests on."""

    corridor = forms.ChoiceField(label=_("Corridor"))
    drafters = forms.MultipleChoiceField(
        label=_("Rédigée par"), widget=forms.CheckboxSelectMultiple,
        help_text=_("Deux institutions au moins, dont la vôtre : chacune approuvera."),
    )  # fmt: skip
    title_fr = forms.CharField(
        label=_("Intitulé, en français"), max_length=200, widget=forms.TextInput(LTR)
    )
    title_ar = forms.CharField(
        label=_("Intitulé, en arabe"), max_length=200, required=False,
        widget=forms.TextInput(RTL),
    )  # fmt: skip
    text_fr = forms.CharField(
        label=_("Texte, en français"), max_length=8_000, widget=forms.Textarea({"rows": 8, **LTR})
    )
    text_ar = forms.CharField(
        label=_("Texte, en arabe"), max_length=8_000, required=False,
        widget=forms.Textarea({"rows": 8, **RTL}),
    )  # fmt: skip
    scenario = forms.TypedChoiceField(
        label=_("Essai du laboratoire de réforme"), required=False, empty_value=None,
        help_text=_("Les chiffres de la proposition sont ceux de cet essai, que chacun refait."),
    )  # fmt: skip

    def __init__(
        self,
        *args: Any,
        corridors: list[tuple[str, str]],
        bodies: list[tuple[str, str]],
        **kwargs: Any,
    ) -> None:
        """Offer the corridors and bodies of the reader, and the trials computed."""
        super().__init__(*args, **kwargs)
        corridor: Any = self.fields["corridor"]
        drafters: Any = self.fields["drafters"]
        scenario: Any = self.fields["scenario"]
        corridor.choices, drafters.choices = corridors, bodies
        trials = {str(key): (key, name) for key, name in queries.computed_scenarios()}
        scenario.choices = [("", "—"), *((code, name) for code, (_key, name) in trials.items())]
        scenario.coerce = lambda code: trials[code][0]

    @property
    def draft(self) -> ReformProposalDraft:
        """What is written."""
        data = self.cleaned_data
        return ReformProposalDraft(
            corridor=data["corridor"],
            title=Labels(data["title_fr"], data["title_ar"]),
            text=Labels(data["text_fr"], data["text_ar"]),
            drafters=tuple(data["drafters"]),
            scenario=data["scenario"] or None,
        )


class StepForm(RefusableForm):
    """Why a proposal takes a step."""

    reason = forms.CharField(
        label=_("Motif"), max_length=300, required=False, widget=forms.Textarea({"rows": 2})
    )


@require_safe
def proposals(request: HttpRequest) -> HttpResponse:
    """Show the proposals that the reader may see; those adopted are everybody's."""
    mandate = mandate_of(request)
    found = queries.reform_proposals(mandate)
    words = {
        "real": [item for item in found if not item.is_exercise],
        "exercises": [item for item in found if item.is_exercise],
        "may_write": _writer(mandate) is not None,
        "drafting": queries.proposals_in_drafting(mandate, on=timezone.localdate()),
    }
    return render(request, "questions/proposals.html", words)


@require_safe
def proposal(request: HttpRequest, number: str) -> HttpResponse:
    """Show a proposal, who approved it, and the figures of its trial."""
    found, mandate = _seen(request, number)
    trial = reform(found.scenario) if found.scenario else None
    result = reform_result(found.scenario) if found.scenario else None
    drafts = can_draft_reform(mandate, found.bodies, is_exercise=found.is_exercise)
    words = {
        "proposal": found,
        "wholes": [whole_of(result.of(m.name)[0]) for m in result.measures] if result else (),
        "reform": trial,
        "changes": changes_of(trial, on=timezone.localdate()) if trial else (),
        "result": result_words(result) if result else "",
        "may_read_trial": can_read_reforms(mandate),
        "steps": _steps(found, drafts=drafts),
        "may_change": drafts and found.status is ReformStatus.DRAFT,
        "may_approve": _may_approve(found, mandate),
        "put": put_of(request, ReferralKind.PROPOSAL, number),
        "is_heard": mandate is not None and mandate.organisation in found.hearers,
        "rule": RULES[AgendaRule.REFORM_PROPOSED].code,
        "page_is_exercise": found.is_exercise,
    }
    return render(request, "questions/proposal.html", words)


@acting
def write(request: HttpRequest, number: str = "") -> HttpResponse:
    """Begin a proposal, or change one still in drafting."""
    mandate = _writer(mandate_of(request))
    if mandate is None:
        raise PermissionDenied
    found = _seen(request, number)[0] if number else None
    if found is not None and (
        found.status is not ReformStatus.DRAFT
        or not can_draft_reform(mandate, found.bodies, is_exercise=found.is_exercise)
    ):
        raise PermissionDenied
    on = timezone.localdate()
    form = ProposalForm(
        request.POST or None,
        corridors=[(s, local(x)) for s, x in corridors_of(mandate.organisation, on=on)],
        bodies=[(s, local(x)) for s, x in bodies_of_corridors(mandate.organisation, on=on)],
        initial=_initial(found, mandate),
    )
    if request.method == "POST" and form.is_valid():
        event = written(request, form, lambda: _written(form, number, signed(request)))
        if event:
            return redirect("reform_proposal", number=event.number)
    words = {"form": form, "proposal": found, "page_is_exercise": mandate.is_exercise}
    return render(
        request, "questions/write_proposal.html", words, status=422 if form.errors else 200
    )


@acting
def step(request: HttpRequest, number: str, slug: str) -> HttpResponse:
    """Submit, take back, set aside or approve a proposal."""
    found, mandate = _seen(request, number)
    drafts = can_draft_reform(mandate, found.bodies, is_exercise=found.is_exercise)
    names = {name for name, _label in _steps(found, drafts=drafts)}
    approves = slug == ReformStep.ADOPT and _may_approve(found, mandate)
    if slug not in ReformStep.values:
        raise Http404
    if not approves and slug not in names:
        raise PermissionDenied
    form = StepForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        reason = form.cleaned_data["reason"]
        event = written(
            request,
            form,
            lambda: (
                approve_reform_proposal(number=number, on=timezone.localdate(), **signed(request))
                if approves
                else move_reform_proposal(
                    number=number, step=slug, reason=reason, **signed(request)
                )
            ),
        )
        if event:
            return redirect("reform_proposal", number=number)
    words = {
        "form": form,
        "proposal": found,
        "title": ReformStep(slug).label,
        "asks_reason": not approves,
        "page_is_exercise": found.is_exercise,
    }
    return render(
        request, "questions/proposal_step.html", words, status=422 if form.errors else 200
    )


def _written(form: ProposalForm, number: str, who: dict[str, Any]) -> Any:
    if number:
        return change_reform_proposal(number=number, draft=form.draft, **who)
    return write_reform_proposal(draft=form.draft, **who)


def _steps(found: queries.ReformProposalView, *, drafts: bool) -> list[tuple[str, Any]]:
    """The steps that a drafter may take from here."""
    return [
        (str(name), name.label)
        for name, sources, _to, who in REFORM_STEPS
        if drafts and who == "can_draft_reform" and found.status in sources
    ]


def _may_approve(found: queries.ReformProposalView, mandate: MandateView | None) -> bool:
    if not can_approve_reform(mandate, found.bodies, is_exercise=found.is_exercise):
        return False
    waiting = {item.body.slug for item in found.drafters if item.approved_at is None}
    is_turn = mandate is not None and mandate.organisation in waiting
    return is_turn and found.status is ReformStatus.SUBMITTED


def _writer(mandate: MandateView | None) -> MandateView | None:
    """Whoever writes for an institution of a corridor."""
    if mandate is None or mandate.role not in DRAFTERS or not mandate.organisation:
        return None
    return mandate if corridors_of(mandate.organisation, on=timezone.localdate()) else None


def _seen(
    request: HttpRequest, number: str
) -> tuple[queries.ReformProposalView, MandateView | None]:
    found, mandate = queries.reform_proposal(number), mandate_of(request)
    if found is None or not can_read_reform(
        mandate,
        found.bodies,
        is_adopted=found.is_adopted,
        is_exercise=found.is_exercise,
        hearers=found.hearers,
    ):
        raise Http404
    return found, mandate


def _initial(found: queries.ReformProposalView | None, mandate: MandateView) -> dict[str, Any]:
    if found is None:
        return {"drafters": [mandate.organisation]}
    return {
        "corridor": found.corridor.slug,
        "drafters": sorted(found.bodies),
        "title_fr": found.title.fr,
        "title_ar": found.title.ar,
        "text_fr": found.text.fr,
        "text_ar": found.text.ar,
        "scenario": str(found.scenario or ""),
    }
