"""A statement as a waterfall: what was added, what was taken off, what is left."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext as _

from mithaq.apps.corridor.choices.debts import LineKind
from mithaq.apps.corridor.queries.debts import SettlementView, StatementView
from mithaq.web.simulators.bars import Bar, bar


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """One step of the waterfall: it adds, takes off, or stands for what is left."""

    label: str
    amount: int
    bar: Bar
    style: str
    sign: str


def waterfall(found: StatementView) -> tuple[Step, ...]:
    """Contributions, surcharges, penalties, costs; then corrections, payments, what is left."""
    added = [
        (str(kind.label), found.issued([kind]))
        for kind in (LineKind.PRINCIPAL, LineKind.SURCHARGE, LineKind.PENALTY, LineKind.COSTS)
    ]
    taken = [
        (_("corrigé par contestation"), found.corrected),
        (_("paiements imputés"), found.issued([LineKind.PAYMENT]) - found.unused),
    ]
    whole = sum(amount for _label, amount in added)
    steps: list[Step] = []
    at = 0
    for label, amount in added:
        if amount:
            steps.append(_step(label, amount, start=at, whole=whole, style="bar-part", sign="+"))
            at += amount
    for label, amount in taken:
        if amount > 0:
            at -= amount
            steps.append(_step(label, amount, start=at, whole=whole, style="bar-state", sign="−"))
    left = _("reste à payer")
    steps.append(_step(left, found.left, start=0, whole=whole, style="bar-done", sign="="))
    return tuple(steps)


def left_parts(found: StatementView) -> tuple[tuple[str, int], ...]:
    """What is left, by kind of line, once payments and corrections are counted."""
    return tuple(
        (str(LineKind(kind).label), amount) for kind, amount in found.left_by_kind.items() if amount
    )


def paid_bar(found: SettlementView) -> Bar:
    """How much of a plan is paid."""
    return bar(found.paid, found.head.to_pay)


def _step(label: str, amount: int, *, start: int, whole: int, style: str, sign: str) -> Step:
    return Step(
        label=label, amount=amount, bar=bar(amount, whole, start=start), style=style, sign=sign
    )
