"""A convention and everything said of its results, as of a date."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date

from mithaq.apps.conventions.queries import ConventionDetail, convention_as_amended
from mithaq.apps.observatory.queries.achieved import achieved_of
from mithaq.apps.observatory.queries.disclosure import (
    published,
    published_conflicts,
    withheld_among,
)
from mithaq.apps.observatory.queries.figures import conflicts_of, readings_of, said_of
from mithaq.apps.observatory.queries.known import known_figures
from mithaq.apps.observatory.queries.views import (
    BudgetGap,
    ConflictView,
    ConventionState,
    FigureView,
)
from mithaq.base.dates import UncertainDate

# The indicator whose figures announce the total a payer brings to a convention.
ANNOUNCED_BUDGET = "programme-money"


def convention_state(
    reference: str,
    *,
    as_of: date | None = None,
    known_on: date | None = None,
    text_on: date | None = None,
) -> ConventionState | None:
    """Read a convention with the figures of its state on ``as_of``, as known on ``known_on``.

    Without either, all of them; without ``known_on``, what was known on ``as_of`` itself. A figure
    whose day is unknown is kept: nothing says that it came later. The text is read as amended on
    ``text_on``, else on ``as_of``; without either, as first signed.
    """
    known_on = known_on or as_of
    detail = convention_as_amended(reference, on=text_on or as_of)
    if detail is None:
        return None
    told = known_figures(said_of(reference), as_of=as_of, known_on=known_on).kept
    shown, unsaid = published(told), withheld_among(told)
    ids = [item.id for item in shown]
    return ConventionState(
        detail=detail,
        as_of=as_of,
        known_on=known_on,
        figures=shown,
        readings=readings_of(ids),
        conflicts=_conflicts_by(shown, as_of=as_of, known_on=known_on),
        budget_gaps=budget_gaps(detail, shown),
        result_count=len(shown),
        has_later_result=has_later_result(detail.signed, shown),
        achieved=achieved_of(detail, shown),
        withheld=tuple((item.labels, unsaid[item.code]) for item in told if item.code in unsaid),
    )


def _conflicts_by(
    shown: tuple[FigureView, ...], *, as_of: date | None, known_on: date | None
) -> tuple[ConflictView, ...]:
    """Keep what each side had said by then: one voice alone is no conflict yet."""
    found = (
        replace(item, sides=known_figures(item.sides, as_of=as_of, known_on=known_on).kept)
        for item in published_conflicts(conflicts_of([item.id for item in shown], known=shown))
    )
    return tuple(item for item in found if len(item.sides) > 1)


def has_later_result(signed: UncertainDate, shown: Iterable[FigureView]) -> bool:
    """Tell whether any figure shows a state later than the signature.

    What counts is the day a figure describes, not the day somebody prints it: another account of
    the same ceremony, published two days later, is no new result.
    """
    latest = signed.latest
    if latest is None:
        return False
    return any(item.as_of.earliest is not None and item.as_of.earliest > latest for item in shown)


def budget_gaps(detail: ConventionDetail, shown: tuple[FigureView, ...]) -> tuple[BudgetGap, ...]:
    """Compare each payer's announced total with the sum of its printed lines."""
    sums = {str(total.payer): total for total in detail.budget_totals}
    gaps = []
    for item in shown:
        total = sums.get(str(item.organisation))
        if item.indicator_code != ANNOUNCED_BUDGET or total is None:
            continue
        if total.committed_centimes != int(item.value):
            gaps.append(
                BudgetGap(
                    payer=total.payer,
                    announced_centimes=int(item.value),
                    sum_centimes=total.committed_centimes,
                    line_count=total.line_count,
                    figure=item,
                )
            )
    return tuple(gaps)
