"""What the State has paid and will not pay, where a person leaves at the end of a month."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from mithaq.apps.programmes.queries import HireSimulation
from mithaq.base.text import Labels

_LEAVES: Final = (6, 12, 18, 24, 30)


@dataclass(frozen=True, slots=True, kw_only=True)
class Leaving:
    """What the State will have paid if the person leaves at the end of a month."""

    months: int
    cover: int
    left: int
    is_asked: bool = False
    in_doubt: int = 0
    left_in_doubt: int = 0


def paid_by_month(found: HireSimulation) -> tuple[list[int], list[int], Labels | None]:
    """What the State pays month by month, the part in doubt of it, and the measure supposed open.

    Where it pays nothing yet, what Tahfiz would.
    """
    if found.cover + found.bonus:
        months = found.months
        return [m.paid_by_state for m in months], [m.in_doubt for m in months], None
    for item in found.measures:
        # What a refused measure would pay is no loss: only an undecided one may still pay it.
        undecided = item.code == "tahfiz" and item.answer.is_met is None
        if undecided and item.if_open and item.if_open.saved:
            return [*item.if_open.by_month], [*item.if_open.doubts], item.label
    return [], [], None


def leaving_rows(
    paid: Sequence[int], asked: int | None, *, doubts: Sequence[int]
) -> Iterator[Leaving]:
    """The money of an early leave, while there is some to lose, and at the month asked."""
    in_all, covered = sum(paid), sum(amount > 0 for amount in paid)
    if not in_all:
        return
    for months in sorted({*_LEAVES, *([asked] if asked else [])}):
        row = leaving_after(months, paid, doubts=doubts, is_asked=months == asked)
        if row.left or months in {covered, asked}:
            yield row


def leaving_after(
    months: int, paid: Sequence[int], *, doubts: Sequence[int], is_asked: bool = True
) -> Leaving:
    """What is paid by the end of a month, and what is not any more."""
    return Leaving(
        months=months,
        cover=sum(paid[:months]),
        left=sum(paid[months:]),
        is_asked=is_asked,
        in_doubt=sum(doubts[:months]),
        left_in_doubt=sum(doubts[months:]),
    )
