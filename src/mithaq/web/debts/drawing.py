"""A statement as a waterfall: what was added, what was taken off, what is left."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext as _

from mithaq.apps.corridor.choices.debts import LineKind
from mithaq.apps.corridor.queries.debts import (
    LeftToday,
    LineView,
    SettlementView,
    StatementView,
)
from mithaq.web.shell.dates import date_plain
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
    """From the lines of a statement to what is left today: the steps add up to the last one.

    What the statement said at its day stands between, once something moved since.
    """
    added = [
        (str(kind.label), found.issued([kind]))
        for kind in (LineKind.PRINCIPAL, LineKind.SURCHARGE, LineKind.PENALTY, LineKind.COSTS)
    ]
    owed, said = sum(amount for _label, amount in added), said_then(found)
    paid, moves = owed - said, _moved(found)
    whole = owed + sum(amount for _label, amount in moves if amount > 0)
    steps: list[Step] = []
    at = 0
    for label, amount in (*added, (_("paiements imputés par le relevé"), -paid)):
        if amount:
            steps.append(_moving(label, amount, at=at, whole=whole))
            at += amount
    if moves:
        day = date_plain(found.as_of_on)
        label = _("reste dit par le relevé, au %(day)s") % {"day": day}
        steps.append(_step(label, said, start=0, whole=whole, style="bar-done", sign="="))
    for label, amount in moves:
        steps.append(_moving(label, amount, at=at, whole=whole))
        at += amount
    left = _("reste aujourd’hui") if found.now.counts else _("laissé par ce relevé")
    steps.append(_step(left, found.left_now, start=0, whole=whole, style="bar-done", sign="="))
    return tuple(steps)


def since_said(found: StatementView) -> tuple[Step, ...]:
    """From what a statement said at its day to what is left today; nothing while nothing moved."""
    steps = waterfall(found)
    first = next(rank for rank, step in enumerate(steps) if step.sign == "=")
    return steps[first:] if first < len(steps) - 1 else ()


def said_then(found: StatementView) -> int:
    """What the lines left at the day of the statement, as it was issued: nothing moves it."""
    owed = found.issued([kind for kind in LineKind if kind != LineKind.PAYMENT])
    return max(0, owed - found.issued([LineKind.PAYMENT]))


def _moved(found: StatementView) -> tuple[tuple[str, int], ...]:
    """What took from the balance that a statement said, or added to it, since its day.

    Each is a sum of its own rows; nothing is deduced from the others.
    """
    moves = found.moves
    told = (
        (_("annulé par contestation") if found.corrected > 0 else _("ajouté par contestation"),
         -found.corrected),
        (_("payé en trop après contestation"), moves.unused),
        (_("ajouté par contestation, mais pas demandé par l’échéancier"), -moves.not_asked),
        (_("payé sous l’échéancier d’un relevé antérieur"), -moves.earlier),
        (_("couvert par l’échéancier d’un relevé antérieur, tenu jusqu’au bout"), -moves.covered),
        (_("payé depuis"), -moves.paid),
        (_("majorations nées depuis, jusqu’au défaut"), moves.grown),
        (_("remis, l’échéancier tenu jusqu’au bout") if moves.is_kept
         else _("remis, si l’échéancier est tenu"), -moves.waived),
        (_("payé en trop sous l’échéancier"), moves.over_paid),
    )  # fmt: skip
    return tuple((label, amount) for label, amount in told if amount)


def _moving(label: str, amount: int, *, at: int, whole: int) -> Step:
    """A step that adds, or that takes off, from where the one before it ended."""
    if amount > 0:
        return _step(label, amount, start=at, whole=whole, style="bar-part", sign="+")
    taken = -amount
    return _step(label, taken, start=at - taken, whole=whole, style="bar-state", sign="−")


def left_parts(found: StatementView, today: LeftToday | None) -> tuple[tuple[str, int], ...]:
    """What is left today, by kind of line; of the lines alone where today's has no split."""
    by_kind = found.left_by_kind if today is None else today.by_kind
    return tuple((str(LineKind(kind).label), amount) for kind, amount in by_kind.items() if amount)


def lines_today(
    found: StatementView, today: LeftToday | None
) -> tuple[tuple[LineView, int | None], ...]:
    """Each line beside what is left of it today, where that is no longer what the lines say."""
    now = today.by_line if today else {}
    return tuple(
        (line, rest if (rest := now.get(line.number, 0)) != line.left else None)
        if now and not line.is_payment
        else (line, None)
        for line in found.lines
    )


def paid_bar(found: SettlementView) -> Bar:
    """How much of a plan is paid."""
    return bar(found.paid, found.head.to_pay)


def _step(label: str, amount: int, *, start: int, whole: int, style: str, sign: str) -> Step:
    return Step(
        label=label, amount=amount, bar=bar(amount, whole, start=start), style=style, sign=sign
    )
