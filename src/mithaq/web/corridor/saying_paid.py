"""« J’ai payé »: a case about an instalment, already filled; the fund alone records a payment."""

from __future__ import annotations

from typing import Final
from urllib.parse import urlencode

from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext as _

from mithaq.apps.corridor.policies import can_read_content
from mithaq.apps.corridor.queries.debts.said_paid import (
    PAID,
    OwnInstalment,
    SaidPaid,
    own_instalment,
    said_paid,
)
from mithaq.apps.organisations.queries import MandateView
from mithaq.web.corridor.submitting_access import Filing
from mithaq.web.shell.dates import date_plain
from mithaq.web.shell.numbers import money

__all__ = ["PAID", "paid_instalment", "paid_query", "paid_words", "told_paid"]

# What the page of a plan sends, and what the steps of a filing carry from one to the next.
PLAN: Final = "arrangement"
RANK: Final = "echeance"


def paid_instalment(request: HttpRequest, filing: Filing) -> OwnInstalment | None:
    """The instalment of its own plan that a company says it paid; nothing for who files for it, who
    reads no line of its debts."""
    given = request.POST if PLAN in request.POST else request.GET
    rank = given.get(RANK, "")
    if filing.is_for_member or not (rank.isascii() and rank.isdecimal()) or len(rank) > 3:
        return None
    return own_instalment(
        given.get(PLAN, ""), int(rank), company=filing.company.slug, on=timezone.localdate()
    )


def paid_query(found: OwnInstalment | None) -> str:
    """What the next step of the filing must carry of it."""
    if found is None:
        return ""
    return f"?{urlencode({PLAN: found.settlement, RANK: found.number})}"


def paid_words(found: OwnInstalment | None) -> dict[str, str]:
    """The words of the case, to be completed: when it was paid, how, under which reference."""
    if found is None:
        return {}
    said = {
        "n": found.number, "plan": found.settlement, "amount": money(found.left),
        "day": date_plain(found.due_on),
    }  # fmt: skip
    return {
        "title": _("Échéance n° %(n)s de l’arrangement %(plan)s : payée, à inscrire") % said,
        "description": _(
            "Nous avons payé l’échéance n° %(n)s de l’arrangement %(plan)s : %(amount)s, à payer "
            "jusqu’au %(day)s.\nJour du paiement : \nMoyen et référence : \nNous demandons à la "
            "caisse d’inscrire ce paiement."
        )
        % said,
    }


def told_paid(mandate: MandateView | None, settlement: str) -> list[SaidPaid]:
    """The open cases in which the company says that it paid, for who may read them."""
    return [
        item
        for item in said_paid(settlement)
        if can_read_content(mandate, item.access, is_personal=item.is_personal)
    ]
