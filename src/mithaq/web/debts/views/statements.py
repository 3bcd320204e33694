"""A statement line by line, and one line contested or answered."""

from __future__ import annotations

from functools import partial

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from mithaq.apps.corridor.choices.debts import ContestStatus
from mithaq.apps.corridor.operations import debts
from mithaq.apps.corridor.policies.debts import (
    can_answer_contest,
    can_contest_line,
    can_read_statement,
)
from mithaq.apps.corridor.queries.debts import (
    LineView,
    StatementView,
    left_today,
    replaced_by,
    withdrawn_statement,
)
from mithaq.base.errors import Refusal
from mithaq.flows.import_debts import file_withdrawn
from mithaq.web.corridor.debt_links import case_links
from mithaq.web.debts.access import mandate_of, opened, page, read, who
from mithaq.web.debts.drawing import left_parts, lines_today, said_then, waterfall
from mithaq.web.debts.forms import AnswerForm, ContestForm, WithdrawForm, centimes
from mithaq.web.debts.words import carried_words, operation_words, order_words
from mithaq.web.shell.articles import called_after
from mithaq.web.shell.files import joined_file
from mithaq.web.shell.words import local


@page
def statement(request: HttpRequest, number: str) -> HttpResponse:
    """Show what is owed, line by line, each explained by the law of its months."""
    try:
        found = opened(request, number)
    except Http404:
        return _withdrawn(request, number)
    mandate = mandate_of(request)
    today = left_today(found, on=timezone.localdate())
    words = {
        "found": found,
        "steps": waterfall(found),
        "said_then": said_then(found),
        "paid_before": found.moves.paid - found.now.paid if found.now.counts else 0,
        "parts": left_parts(found, today),
        "is_split_today": today is not None,
        "lines": lines_today(found, today),
        "replacing": replaced_by(number, company=found.company.slug, issuer=found.issuer.slug),
        "carried": carried_words(found.now.carried, later_on=found.as_of_on),
        "order": order_words(found),
        "cases": case_links(mandate, number),
        "gaps": [check for check in found.checks if check.gap],
        "asks_less": any(check.gap < 0 for check in found.checks),
        "may_contest": can_contest_line(mandate, found.access),
        "is_own": can_contest_line(mandate, found.access),
        "may_answer": can_answer_contest(mandate, found.access),
        "settlements": [
            (head, operation_words(head.operation))
            for head in found.settlements
            if _is_seen(head.status, mandate_is_company=can_contest_line(mandate, found.access))
        ],
        "page_is_exercise": found.is_exercise,
    }
    return render(request, "debts/statement.html", words)


def _withdrawn(request: HttpRequest, number: str) -> HttpResponse:
    """A statement taken back says so to those whom it concerned: who, when and why; else 404."""
    mandate, found = mandate_of(request), withdrawn_statement(number)
    if found is None or not can_read_statement(mandate, found.access):
        raise Http404(_("Ce relevé n’existe pas ou ne vous concerne pas."))
    words = {
        "line": found,
        "number": number,
        "file": file_withdrawn(number, mandate),
        "page_is_exercise": found.access.is_exercise,
    }
    return render(request, "debts/withdrawn.html", words, status=410)


@page
def contest(request: HttpRequest, number: str, line: int) -> HttpResponse:
    """Contest a line, or answer who contests it: the same page for both, each with its form."""
    found = opened(request, number)
    row = next((item for item in found.lines if item.number == line), None)
    if row is None or row.is_payment:
        raise Http404(_("Ce relevé n’a pas cette ligne."))
    mandate = mandate_of(request)
    may_answer = can_answer_contest(mandate, found.access) and _is_open(row)
    is_own = can_contest_line(mandate, found.access)
    may_contest, may_withdraw = is_own and not _stands(row), is_own and _is_open(row)
    is_withdrawing = request.POST.get("act") == "withdraw"
    may = may_withdraw if is_withdrawing else may_answer or may_contest
    if request.method == "POST" and not may:
        raise PermissionDenied
    data = request.POST or None
    form: AnswerForm | ContestForm | WithdrawForm = (
        AnswerForm(data)
        if may_answer
        else (WithdrawForm(data) if may_withdraw else ContestForm(data, request.FILES or None))
    )
    if request.method == "POST" and form.is_valid():
        try:
            _write(request, found, row, form)
        except Refusal as refusal:
            form.refuse(refusal)
        else:
            messages.success(request, _done(found, row, form))
            return redirect("debt_statement", number)
    words = {
        "found": found,
        "line": row,
        "form": form if may_answer or may_contest or may_withdraw else None,
        "may_withdraw": may_withdraw,
        "is_own": is_own,
        "may_answer": may_answer,
        "page_is_exercise": found.is_exercise,
    }
    return render(request, "debts/contest.html", words, status=422 if form.errors else 200)


@page
def paper(request: HttpRequest, number: str, pk: int) -> HttpResponse:
    """Give a paper of a contest to whom its statement concerns; the journal knows who."""
    reading = partial(debts.read_contest_paper, paper=pk)
    found, content = read(request, reading, number)
    return joined_file(content, name=found.name)


def _write(
    request: HttpRequest,
    found: StatementView,
    row: LineView,
    form: AnswerForm | ContestForm | WithdrawForm,
) -> None:
    given = form.cleaned_data
    if isinstance(form, WithdrawForm) and row.contest is not None:
        debts.withdraw_contest(number=found.number, contest=row.contest.pk, **who(request))
    elif isinstance(form, ContestForm):
        debts.contest_line(
            number=found.number, line_number=row.number, reason=given["reason"],
            evidence=given["evidence"], papers=given["papers"], **who(request),
        )  # fmt: skip
    elif row.contest is not None:
        debts.answer_contest(
            number=found.number, contest=row.contest.pk, corrected=centimes(given["corrected"]),
            answer=given["answer"], **who(request),
        )  # fmt: skip


def _done(
    found: StatementView, row: LineView, form: AnswerForm | ContestForm | WithdrawForm
) -> str:
    """What was sent, to whom, and that no text gives a day for the answer."""
    if isinstance(form, WithdrawForm):
        return _("La contestation de la ligne n° %(n)s est retirée.") % {"n": row.number}
    if isinstance(form, ContestForm):
        return _(
            "La contestation de la ligne n° %(n)s est envoyée à %(fund)s. Aucun délai de réponse "
            "n’est publié ; la réponse et ses raisons s’afficheront sous la ligne."
        ) % {"n": row.number, "fund": called_after(found.issuer.labels)}
    return _("Votre réponse est envoyée à %(company)s.") % {"company": local(found.company.labels)}


def _is_open(row: LineView) -> bool:
    return row.contest is not None and row.contest.status == ContestStatus.OPEN


def _stands(row: LineView) -> bool:
    standing = (ContestStatus.OPEN, ContestStatus.UPHELD)
    return row.contest is not None and row.contest.status in standing


def _is_seen(status: str, *, mandate_is_company: bool) -> bool:
    """The fund does not see what the company has not transmitted."""
    return mandate_is_company or status not in {"simulated", "requested"}
