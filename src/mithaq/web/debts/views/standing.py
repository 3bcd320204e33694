"""Good standing: asked by the company, issued with a code or refused with reasons by the fund."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from mithaq.apps.corridor.choices.debts import StandingStatus
from mithaq.apps.corridor.operations import debts
from mithaq.apps.corridor.policies import debts as rights
from mithaq.apps.corridor.queries import debts as queries
from mithaq.apps.corridor.queries.filing import open_twins
from mithaq.apps.organisations.choices import Role
from mithaq.apps.reference.queries import paper_content
from mithaq.base.codes import grouped
from mithaq.base.errors import Refusal
from mithaq.flows.issue_good_standing import issue_good_standing
from mithaq.flows.revoke_good_standing import revoke_good_standing
from mithaq.web.debts.access import mandate_of, page, read, who
from mithaq.web.debts.due_now import remedies
from mithaq.web.debts.forms import IssueForm, RefuseForm, RevokeForm, StandingForm
from mithaq.web.debts.told import STANDING_DONE
from mithaq.web.debts.words import REASONS, carried_words
from mithaq.web.shell.articles import called_after
from mithaq.web.shell.dates import date_plain
from mithaq.web.shell.files import printed_paper
from mithaq.web.shell.openings import GOOD_STANDING
from mithaq.web.shell.words import local


@page
def ask(request: HttpRequest) -> HttpResponse:
    """Ask a fund for a certificate, knowing what the law says of what is known here."""
    mandate = mandate_of(request)
    if mandate is None or mandate.role != Role.EMPLOYER:
        raise PermissionDenied
    offered = queries.funds(is_exercise=mandate.is_exercise)
    form = StandingForm(
        request.POST or None, funds=[(fund.slug, local(fund.labels)) for fund in offered]
    )
    if request.method == "POST" and form.is_valid():
        try:
            number = debts.request_good_standing(
                company=mandate.organisation, **form.cleaned_data, **who(request)
            )
        except Refusal as refusal:
            form.refuse(refusal)
        else:
            messages.success(request, _sent(number, form.cleaned_data["issuer"], offered))
            return redirect("good_standing", number)
    on = timezone.localdate()
    words = {
        "form": form,
        "told": [
            (fund, law, _told(law))
            for fund in offered
            for law in [queries.standing(company=mandate.organisation, issuer=fund.slug, on=on)]
        ],
        "in_force": queries.standing_in_force(company=mandate.organisation, on=on),
        "page_is_exercise": mandate.is_exercise,
    }
    return render(request, "debts/ask.html", words, status=422 if form.errors else 200)


def _sent(number: str, issuer: str, offered: Sequence[queries.Body]) -> str:
    """What was sent, to whom, when, and that no text gives a day for the answer."""
    fund = next(row for row in offered if row.slug == issuer)
    return _(
        "Votre demande d’attestation n° %(number)s est envoyée à %(fund)s le %(day)s. Aucun délai "
        "de réponse n’est publié ; la réponse s’affichera ici."
    ) % {
        "number": number, "fund": called_after(fund.labels),
        "day": date_plain(timezone.localdate()),
    }  # fmt: skip


@page
def request_page(request: HttpRequest, number: str) -> HttpResponse:
    """Show a request; the fund decides on it here."""
    found = read(request, debts.read_good_standing, number)
    mandate = mandate_of(request)
    is_asked = found.status == StandingStatus.ASKED
    may_issue = is_asked and rights.can_issue_standing(mandate, found.access)
    may_refuse = is_asked and rights.can_refuse_standing(mandate, found.access)
    act = request.POST.get("act", "")
    issue = IssueForm(request.POST if act == "issue" else None)
    refuse = RefuseForm(request.POST if act == "refuse" else None)
    revoke = RevokeForm(request.POST if act == "revoke" else None)
    is_issued = found.status == StandingStatus.ISSUED
    may_revoke = is_issued and rights.can_issue_standing(mandate, found.access)
    open_now = {
        "issue": issue if may_issue else None,
        "refuse": refuse if may_refuse else None,
        "revoke": revoke if may_revoke else None,
    }
    if request.method == "POST":
        form = open_now.get(act)
        if form is None:
            raise PermissionDenied
        if form.is_valid():
            try:
                _decide(request, found, act, form.cleaned_data)
            except Refusal as refusal:
                form.refuse(refusal)
            else:
                messages.success(request, str(STANDING_DONE[act]))
                return redirect("good_standing", number)
    told = queries.standing(
        company=found.company.slug, issuer=found.issuer.slug, on=timezone.localdate()
    )
    is_company = rights.is_company(mandate, found.access)
    words = {
        "found": found,
        "code": grouped(found.code) if found.code else "",
        "papers": _papers(),
        "told": _told(told),
        "standing": told,
        "remedies": remedies(told, company=found.company.slug, issuer=found.issuer.slug)
        if is_company and found.status == StandingStatus.REFUSED
        else [],
        "is_company": is_company,
        # A case already open about it is followed: no second one is asked for.
        "cases": open_twins(found.company.slug, GOOD_STANDING)
        if is_company and found.status == StandingStatus.REFUSED
        else (),
        "still_valid": _still_valid(found) if is_asked or is_issued else [],
        "left_now": _left_now(found, told) if told.owed else None,
        **open_now,
        "page_is_exercise": found.is_exercise,
    }
    status = 422 if any(form and form.errors for form in open_now.values()) else 200
    return render(request, "debts/standing.html", words, status=status)


@page
def paper(request: HttpRequest, number: str, code: str) -> HttpResponse:
    """Give the very bytes that were issued in a language: those that the verification knows."""
    found = read(request, debts.read_good_standing, number)
    content = paper_content(found.code, code) if found.status == StandingStatus.ISSUED else None
    if content is None:
        raise Http404(_("Cette attestation n’est pas délivrée."))
    return printed_paper(content, name=f"attestation-{found.number}-{code}")


def _decide(
    request: HttpRequest, found: queries.StandingView, act: str, given: dict[str, Any]
) -> None:
    mandate = mandate_of(request)
    if act == "revoke" and mandate is not None:
        revoke_good_standing(
            number=found.number, actor=request.user, under=mandate, at=timezone.now(), **given
        )
        return
    if act == "refuse" or mandate is None:
        debts.refuse_good_standing(number=found.number, **given, **who(request))
        return
    issue_good_standing(
        number=found.number,
        language="fr",
        actor=request.user,
        under=mandate,
        at=timezone.now(),
        **given,
    )


def _still_valid(found: queries.StandingView) -> list[queries.StandingView]:
    """The other certificates of the same fund that hold today."""
    rows = queries.standing_in_force(company=found.company.slug, on=timezone.localdate())
    return [
        row for row in rows if row.number != found.number and row.issuer.slug == found.issuer.slug
    ]


def _left_now(found: queries.StandingView, told: queries.Standing) -> int:
    """What is left today of the statements that were read, in centimes."""
    rows = queries.statements(company=found.company.slug, issuer=found.issuer.slug)
    owed = queries.owed_now(list(rows.filter(number__in=told.statements)))
    return sum(item.left for item in owed.values())


def _papers() -> list[tuple[str, str]]:
    """The three papers of a certificate, that of the reader's language first."""
    words = {
        "fr": _("Le document en français (PDF)"),
        "ar": _("Le document en arabe (PDF)"),
        "en": _("Le document en anglais (PDF)"),
    }
    return sorted(words.items(), key=lambda item: item[0] != get_language())


def _told(found: queries.Standing) -> list[Any]:
    """Why, as the law has it; before it, the plans of replaced statements that still cover some."""
    carried = carried_words(found.carried, later_on=found.as_of_on)
    return [*(item.told for item in carried), *(REASONS[reason] for reason in found.reasons)]
