"""Each act on a settlement as its page sends it: one operation."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any, Final

from django.http import HttpRequest

from mithaq.apps.corridor.operations import debts
from mithaq.apps.corridor.queries import debts as queries
from mithaq.web.debts import forms
from mithaq.web.debts.access import who


def _do_prepare(request: HttpRequest, number: str, given: dict[str, Any]) -> str | None:
    if "first_due_on" in given:
        debts.prepare_settlement(number=number, **given, **who(request))
        return None
    return _do_redo(request, number, given)


def _do_redo(request: HttpRequest, number: str, given: dict[str, Any]) -> str:
    """Prepare again a plan that runs, from its page or from that of what waits to replace it."""
    waiting = queries.redone_from(number)
    return debts.redo_settlement(number=waiting or number, **given, **who(request))


def _do_pay(request: HttpRequest, number: str, given: dict[str, Any]) -> None:
    debts.record_payment(
        number=number, paid_on=given["paid_on"], amount=forms.centimes(given["amount"]) or 0,
        reference=given["reference"], **who(request),
    )  # fmt: skip


def _do_contribute(request: HttpRequest, number: str, given: dict[str, Any]) -> None:
    debts.record_contribution(
        number=number, month=date.fromisoformat(given["month"]), paid_on=given["paid_on"],
        **who(request),
    )  # fmt: skip


def _do_uncontribute(request: HttpRequest, number: str, given: dict[str, Any]) -> None:
    debts.record_contribution(
        number=number, month=date.fromisoformat(given["month"]), paid_on=None,
        reason=given["reason"], **who(request),
    )  # fmt: skip


def _do_unpay(request: HttpRequest, number: str, given: dict[str, Any]) -> None:
    debts.withdraw_payment(number=number, **given, **who(request))


def _do_withdraw(request: HttpRequest, number: str, given: dict[str, Any]) -> None:
    debts.withdraw_settlement(number=number, **given, **who(request))


def _do_drop(request: HttpRequest, number: str, _given: dict[str, Any]) -> None:
    debts.drop_simulation(number=number, **who(request))


def _do_default(request: HttpRequest, number: str, given: dict[str, Any]) -> None:
    debts.declare_default(number=number, **given, **who(request))


def _do_refuse(request: HttpRequest, number: str, given: dict[str, Any]) -> None:
    debts.refuse_settlement(number=number, **given, **who(request))


def _do_return(request: HttpRequest, number: str, given: dict[str, Any]) -> None:
    debts.return_settlement(number=number, **given, **who(request))


def _do_request(request: HttpRequest, number: str, _given: dict[str, Any]) -> None:
    debts.hand_settlement(number=number, **who(request))


def _do_transmit(request: HttpRequest, number: str, _given: dict[str, Any]) -> None:
    debts.transmit_settlement(number=number, **who(request))


def _do_approve(request: HttpRequest, number: str, given: dict[str, Any]) -> None:
    debts.approve_settlement(number=number, **given, **who(request))


def _do_keep(request: HttpRequest, number: str, _given: dict[str, Any]) -> None:
    debts.keep_settlement(number=number, **who(request))


DO: Final[dict[str, Callable[[HttpRequest, str, dict[str, Any]], str | None]]] = {
    "request": _do_request,
    "transmit": _do_transmit,
    "prepare": _do_prepare,
    "redo": _do_redo,
    "approve": _do_approve,
    "return": _do_return,
    "pay": _do_pay,
    "contribute": _do_contribute,
    "keep": _do_keep,
    "refuse": _do_refuse,
    "default": _do_default,
    "unpay": _do_unpay,
    "uncontribute": _do_uncontribute,
    "withdraw": _do_withdraw,
    "drop": _do_drop,
}
