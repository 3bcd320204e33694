"""What contests upheld since took off a plan: its debt as it stands, by the law that settled it."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date

from mithaq.apps.corridor.choices.debts import FOLLOWED, LineKind
from mithaq.apps.corridor.models import InstalmentPayment, PlanDefault, Settlement
from mithaq.apps.corridor.queries.debts.balances import Entry, imputed
from mithaq.apps.corridor.queries.debts.entries import entries_of
from mithaq.apps.corridor.queries.debts.plan_views import InstalmentView
from mithaq.apps.corridor.queries.debts.settled import facts_of, fallen_by, settled_of
from mithaq.apps.corridor.queries.debts.waivers import SettledLine, settled_lines
from mithaq.apps.programmes.queries import law_in_force
from mithaq.base.imputation import Imputation
from mithaq.base.instalments import Due, apportioned
from mithaq.base.money import Centimes
from mithaq.engines.rules import Law, Value


def debts_now(rows: Collection[Settlement]) -> dict[int, tuple[SettledLine, ...]]:
    """The debt of some plans as it stands, by plan; two queries, none when no line was corrected.

    The rows come ``with_corrections``, each with its statement.
    """
    moved = [row for row in rows if getattr(row, "is_corrected", True)]
    entries = entries_of(row.statement_id for row in moved) if moved else {}
    found = {row.pk: settled_of(row) for row in rows}
    return found | {row.pk: debt_now(row, entries[row.statement_id]) for row in moved}


def debt_now(row: Settlement, entries: Sequence[Entry]) -> tuple[SettledLine, ...]:
    """The debt of a plan once lines were corrected: each waived anew by the law that settled it.

    ``entries`` are the lines of its statement; a plan that follows a default settled what that
    default left of them.
    """
    fallen = fallen_before(row)
    left_of = entries if fallen is None else after_plan(fallen, entries)
    now = imputed(left_of, order=row.statement.imputation_order).left
    return corrected(settled_of(row), now, law=law_of(row), facts=facts_of(row))


def fallen_before(row: Settlement) -> Settlement | None:
    """The plan of the same statement that ended in default before one was agreed, or nothing.

    No query where ``with_corrections`` says that there is none.
    """
    if not getattr(row, "follows_default", True):
        return None
    fallen = Settlement.objects.filter(fallen_by(row.approved_at), statement=row.statement_id)
    found = fallen.exclude(pk=row.pk).select_related("statement")
    return found.order_by("approved_at", "pk").last()


def arrested_on(row: Settlement) -> date:
    """The day to which the debt of a plan counts what delay added: that of its statement, or that
    of the default whose amounts it settles. What is born later is in no amount of it."""
    fallen = fallen_before(row)
    ended = PlanDefault.objects.filter(settlement=fallen).first() if fallen else None
    return max(row.statement.as_of_on, ended.declared_on) if ended else row.statement.as_of_on


def after_plan(plan: Settlement, entries: Sequence[Entry]) -> tuple[Entry, ...]:
    """The debt of a plan less what was paid under it: at what it asks while it runs; once it ended
    in default, whole, with what grew meanwhile."""
    runs = plan.status in FOLLOWED
    lines = [line.asked if runs else line.whole for line in debt_now(plan, entries)]
    if not runs:
        lines += grown_under(plan, lines)
    return (*lines, *paid_under(plan))


def grown_under(plan: Settlement, lines: Sequence[Entry]) -> Iterator[Entry]:
    """What grew while a plan ran until its default, each amount beside the contribution it grew of,
    numbered after the lines of the plan."""
    by_number = {line.number: line for line in lines}
    rank = max(by_number, default=0)
    told = PlanDefault.objects.filter(settlement=plan).values_list("lines", flat=True).first()
    for item in told or ():
        grew_of = by_number.get(item["number"])
        if item["why"] == "grown" and grew_of is not None:
            rank += 1
            yield Entry(
                number=rank, kind=LineKind.SURCHARGE, branch=grew_of.branch,
                month=date.fromisoformat(item["month"]), amount=item["amount"],
            )  # fmt: skip


def paid_under(plan: Settlement) -> Iterator[Entry]:
    """What was paid under a plan, payments withdrawn not counted."""
    rows = InstalmentPayment.objects.filter(
        instalment__settlement=plan, withdrawn_at__isnull=True
    ).order_by("paid_on", "pk")
    for rank, row in enumerate(rows):
        yield Entry(number=10_000 + rank, kind=LineKind.PAYMENT, branch="", month=None,
                    amount=row.amount_centimes, on=row.paid_on)  # fmt: skip


def corrected(
    settled: Sequence[SettledLine],
    now: Mapping[int, Centimes],
    *,
    law: Law | None,
    facts: Mapping[str, Value],
) -> tuple[SettledLine, ...]:
    """The lines of a plan at what is ``now`` left of each, never more than the plan settled.

    What an operation waives of a month is computed again by its ``law`` where a line of that month
    was corrected; by proportion where that law can be read no more.
    """
    owed = {line.number: min(line.owed, now.get(line.number, 0)) for line in settled}
    months = {line.month for line in settled if owed[line.number] != line.owed}
    if not months:
        return tuple(settled)
    touched = [replace(line, owed=owed[line.number]) for line in settled if line.month in months]
    if law is None:
        again = {
            line.number: line.waived * owed[line.number] // line.owed if line.owed else 0
            for line in settled
        }
    else:
        left = Imputation(parts=(), left=owed, unused={})
        found = settled_lines([line.whole for line in touched], left, law=law, facts=facts)
        again = {line.number: line.waived for line in found}
    return tuple(
        replace(line, owed=owed[line.number], waived=again[line.number])
        if line.month in months
        else line
        for line in settled
    )


def lowered_by(row: Settlement, now: Sequence[SettledLine]) -> Centimes:
    """What a plan asks beyond its debt as it stands."""
    return max(0, row.to_pay_centimes - sum(line.to_pay for line in now))


def lowered_views(views: Sequence[InstalmentView], lowered: Centimes) -> tuple[InstalmentView, ...]:
    """Instalments that ask for less, each in proportion to what it still asks: none for more."""
    lefts = [item.left for item in views]
    asked = max(0, sum(lefts) - lowered)
    if not lowered or not any(lefts):
        return tuple(views)
    shares = apportioned(asked, lefts)
    return tuple(
        replace(item, lowered=item.lowered + item.left - share)
        for item, share in zip(views, shares, strict=True)
    )


def redone(views: Sequence[InstalmentView], lowered: Centimes) -> tuple[Due, ...]:
    """The instalments of a plan done again: what is paid kept, the rest at what is left to pay.

    Days stay as they were agreed; an instalment that nothing is asked of any more goes.
    """
    asked = lowered_views(views, lowered)
    return tuple(
        Due(number=item.number, planned_on=item.planned_on, due_on=item.due_on,
            amount=item.paid + item.left)
        for item in asked
        if item.paid + item.left
    )  # fmt: skip


def law_of(row: Settlement) -> Law | None:
    """The law by which a settlement was computed; None when a later edition holds it no more."""
    today = law_in_force()
    if row.law_digest == today.digest:
        return today
    found = law_in_force(at=row.requested_at)
    return found if found.digest == row.law_digest else None
