"""The figures of a corridor over the cases that one institution reads: none of them hidden."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from mithaq.apps.corridor.choices.cases import OutcomeKind
from mithaq.apps.corridor.models import CorridorInstitution, Explanation, Outcome
from mithaq.apps.corridor.queries.counted import (
    ENDED,
    FILED,
    cases_told,
    counted_cases,
)
from mithaq.apps.corridor.queries.scoreboard import Scoreboard, percentile
from mithaq.apps.corridor.queries.views import CaseScope


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnFigures:
    """What an institution reads of its own cases in a period; a case closed twice counts once, by
    its last end. ``explained`` is None where no count is kept, below a region.

    ``promised`` counts the ends with a delay promised, ``within`` those of them that kept it.
    """

    opened: int
    explained: int | None
    closed: int
    median_days: int | None
    p90_days: int | None
    within: int
    promised: int


def own_figures(board: Scoreboard, scope: CaseScope) -> OwnFigures:
    """Count over the cases that the lists of a board open to this reader, the very same."""
    opened = cases_told(counted_cases(board, FILED), scope, is_by_family=False).count()
    ends = _ends(board, scope)
    days = Counter(spent or 0 for spent, _is_within in ends)
    told = [is_within for _spent, is_within in ends if is_within is not None]
    return OwnFigures(
        opened=opened,
        explained=_explained(board, scope),
        closed=len(ends),
        median_days=percentile(days, 50),
        p90_days=percentile(days, 90),
        within=sum(told),
        promised=len(told),
    )


def _ends(board: Scoreboard, scope: CaseScope) -> list[tuple[int | None, bool | None]]:
    """The working days of the last end of each case closed in the period, and whether it kept
    its delay; None when none was promised."""
    closed = cases_told(counted_cases(board, ENDED), scope, is_by_family=False)
    rows = (
        Outcome.objects.filter(
            case__in=closed.order_by().values("pk"),
            decided_at__gte=board.since,
            decided_at__lt=board.until,
        )
        .exclude(kind=OutcomeKind.WITHDRAWN)
        .order_by("decided_at", "pk")
        .values_list("case", "working_days", "is_within_norm")
    )
    return list({case: (days, is_within) for case, days, is_within in rows}.values())


def _explained(board: Scoreboard, scope: CaseScope) -> int | None:
    """The first answers said to be enough, in the families and the region of the institution."""
    rows = Explanation.objects.filter(
        corridor__slug=board.corridor,
        shown_at__gte=board.since,
        shown_at__lt=board.until,
        is_solved=True,
    )
    code = scope.territory_code.rstrip(".")
    if "." in code:
        return None
    if code:
        rows = rows.filter(region__code=code)
    part = CorridorInstitution.objects.filter(
        corridor__slug=board.corridor, organisation__slug=scope.institution
    )
    families = part.values_list("families", flat=True).first()
    return (rows.filter(subject__family__code__in=families) if families else rows).count()
