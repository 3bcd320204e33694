"""Filing a case on a phone: typical case, explanation, statement, receipt."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from mithaq.apps.corridor.choices.debts import StandingStatus
from mithaq.apps.corridor.operations import CaseDraft
from mithaq.apps.corridor.operations.submitting import (
    answer_explanation,
    show_explanation,
    submit_case,
    try_case,
)
from mithaq.apps.corridor.queries.corridors import (
    SubjectView,
    called_bodies,
    catalogue,
    subject,
)
from mithaq.apps.corridor.queries.debts import (
    StandingView,
    standing_in_force,
    standing_requests,
    standing_view,
)
from mithaq.apps.corridor.queries.debts.said_paid import OwnInstalment
from mithaq.apps.corridor.queries.filing import Shown, Twin, explanation_shown, open_twins
from mithaq.base.errors import Refusal
from mithaq.web.corridor.access import mandate_of
from mithaq.web.corridor.company_public import answer_words
from mithaq.web.corridor.previewing import NEXT, SEND
from mithaq.web.corridor.saying_paid import PAID, paid_instalment, paid_query, paid_words
from mithaq.web.corridor.submitting_access import (
    Filing,
    files_for_members,
    filing_of,
    members,
)
from mithaq.web.corridor.submitting_forms import SubmissionForm
from mithaq.web.shell.openings import GOOD_STANDING, debts_url
from mithaq.web.shell.typography import comma, language
from mithaq.web.shell.words import local

MEMBERS_SHOWN = 20
# What this session filed after which explanation: a form sent twice files one case.
FILED = "corridor_filed"


@login_required
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def start(request: HttpRequest) -> HttpResponse:
    """Choose the typical case in one tap; a relay says for which member first."""
    mandate = mandate_of(request)
    if request.GET.get("entreprise") is None and mandate and files_for_members(mandate):
        return _choose_member(request)
    filing = filing_of(request)
    paid = paid_instalment(request, filing)
    faults: tuple[str, ...] = ()
    if request.method == "POST":
        try:
            shown = show_explanation(
                corridor=_corridor(request, filing, paid),
                subject=request.POST.get("motif", ""),
                territory=filing.company.territory.code if filing.company.territory else "",
                at=timezone.now(),
            )
        except Refusal as refusal:
            faults = tuple(refusal.of(language()))
        else:
            url = reverse("submit_answer", args=[shown.public_id])
            return redirect(f"{url}{filing.query or paid_query(paid)}")
    families = [family for family in catalogue() if family.subjects]
    asked = request.GET.get("motif", "")
    words = {
        "filing": filing,
        "families": families,
        # The page that leads here says which problem it is about: it stands first.
        "asked": [item for family in families for item in family.subjects if item.code == asked],
        "corridor": _corridor(request, filing),
        "refusals": faults,
        "page_is_exercise": filing.company.is_exercise,
    }
    return render(request, "corridor/submit_start.html", words)


@login_required
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def answer(request: HttpRequest, shown: UUID) -> HttpResponse:
    """Explain, then ask whether that is enough: if it is, nothing is filed."""
    filing, found = filing_of(request), _shown(shown)
    query = filing.query or paid_query(paid_instalment(request, filing))
    if request.method == "POST":
        is_solved = request.POST.get("suffit") == "oui"
        answer_explanation(public_id=found.public_id, is_solved=is_solved, at=timezone.now())
        name = "submit_answer" if is_solved else "submit_form"
        return redirect(f"{reverse(name, args=[shown])}{query}")
    told = subject(found.subject)
    if told is None:
        raise Http404
    words = {
        "filing": filing,
        "subject": told,
        "twins": _twins(filing, told),
        "in_force": _in_force(filing, told),
        "case_url": _case_url(filing),
        "answer": answer_words(
            told, debts=debts_url(request), is_exercise=filing.company.is_exercise
        ),
        "refused": _refused(filing) if told.code == GOOD_STANDING else None,
        "is_solved": found.is_solved,
        "form_url": f"{reverse('submit_form', args=[shown])}{query}",
        "start_url": f"{reverse('submit_start')}{filing.query}",
        "page_is_exercise": filing.company.is_exercise,
    }
    return render(request, "corridor/submit_answer.html", words)


@login_required
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def statement(request: HttpRequest, shown: UUID) -> HttpResponse:
    """State the problem; what is refused stands beside its field and all that was typed stays."""
    filing, found = filing_of(request), _shown(shown)
    told = subject(found.subject)
    if told is None:
        raise Http404
    filed = request.session.get(FILED, {}).get(str(shown))
    if filed:
        return redirect("submit_receipt", filed)
    paid = paid_instalment(request, filing) if told.code == PAID else None
    form = SubmissionForm(
        *((request.POST, request.FILES) if request.method == "POST" else ()),
        company=filing.company,
        subject=told,
        is_for_member=filing.is_for_member,
        said=paid_words(paid),
    )
    # Of what it sends about a person, a relay reads nothing again: it reads it before.
    is_blind = told.is_personal and filing.is_for_member
    step = request.POST.get(NEXT, "") if is_blind else SEND
    done = _file(request, form, filing, found) if step == SEND and form.is_bound else None
    if done:
        return redirect("submit_receipt", done)
    is_review = form.is_bound and not step and _is_right(form, filing, found)
    words = {
        "filing": filing,
        "subject": told,
        "form": form,
        "twins": _twins(filing, told),
        "in_force": _in_force(filing, told),
        "case_url": _case_url(filing),
        "files_lost": bool(request.FILES),
        "is_blind": is_blind,
        "people": list(form.people()) if is_review else (),
        "readers": comma().join(
            local(body)
            for body in called_bodies(
                found.corridor,
                family=told.family,
                is_personal=told.is_personal,
                on=timezone.localdate(),
            )
        ),
        "back_url": f"{reverse('submit_answer', args=[shown])}{filing.query or paid_query(paid)}",
        "page_is_exercise": filing.company.is_exercise,
    }
    page = "corridor/submit_review.html" if is_review else "corridor/submit_form.html"
    return render(request, page, words)


def _is_right(form: SubmissionForm, filing: Filing, found: Shown) -> bool:
    """Whether nothing that the form holds would be refused; what would be is shown."""
    if not form.is_valid():
        return False
    try:
        try_case(draft=_draft(form, filing, found), under=filing.mandate, at=timezone.now())
    except Refusal as refusal:
        form.refuse(refusal)
        return False
    return True


def _draft(form: SubmissionForm, filing: Filing, found: Shown) -> CaseDraft:
    return form.draft(
        corridor=found.corridor, company=filing.company.slug, explanation=found.public_id
    )


def _file(request: HttpRequest, form: SubmissionForm, filing: Filing, found: Shown) -> UUID | None:
    """File what the form holds; nothing while something in it is refused."""
    if not form.is_valid():
        return None
    try:
        event = submit_case(
            draft=_draft(form, filing, found),
            actor=request.user,
            under=filing.mandate,
            at=timezone.now(),
        )
    except Refusal as refusal:
        form.refuse(refusal)
        return None
    filed = dict(request.session.get(FILED, {}))
    filed[found.public_id] = str(event.public_id)
    request.session[FILED] = filed
    return event.public_id


def _choose_member(request: HttpRequest) -> HttpResponse:
    """The members of a federation, by name: a few letters find one."""
    mandate = mandate_of(request)
    if mandate is None:
        raise Http404
    text = request.GET.get("q", "").strip()[:100]
    rows: Any = members(mandate, text)
    found = list(rows[: MEMBERS_SHOWN + 1])
    words = {
        "typed": text,
        "members": found[:MEMBERS_SHOWN],
        "has_more": len(found) > MEMBERS_SHOWN,
        "page_is_exercise": mandate.is_exercise,
    }
    return render(request, "corridor/submit_member.html", words)


def _corridor(request: HttpRequest, filing: Filing, paid: OwnInstalment | None = None) -> str:
    """The corridor asked for, else the first open to the company, one of the fund whose instalment
    it says it paid; none is an empty name."""
    names = [slug for slug, _labels in filing.corridors]
    if paid is not None:
        names = [slug for slug in names if slug in paid.corridors] or names
    asked = request.POST.get("corridor") or request.GET.get("corridor", "")
    return asked if asked in names else next(iter(names), "")


def _twins(filing: Filing, told: SubjectView) -> tuple[Twin, ...]:
    """The open cases about the same problem; a relay is not told of those about a person."""
    if told.is_personal and filing.is_for_member:
        return ()
    return open_twins(filing.company.slug, told.code)


def _in_force(filing: Filing, told: SubjectView) -> tuple[StandingView, ...]:
    """The certificates of the company in force today, where it files about one; a relay, which
    reads none of them, is told nothing."""
    if told.code != GOOD_STANDING or filing.is_for_member:
        return ()
    return standing_in_force(company=filing.company.slug, on=timezone.localdate())


def _refused(filing: Filing) -> StandingView | None:
    """The certificate that the fund last refused to the company, where nothing came after."""
    rows = standing_requests(company=filing.company.slug)
    last = rows.order_by("-requested_at", "-pk").first()
    return standing_view(last) if last and last.status == StandingStatus.REFUSED else None


def _case_url(filing: Filing) -> str:
    """The name of the page on which who files reads a case."""
    return "case" if filing.is_for_member else "company_case"


def _shown(public_id: UUID) -> Shown:
    found = explanation_shown(str(public_id))
    if found is None:
        raise Http404
    return found
