"""The figures of a corridor over the cases that one institution reads: none of them hidden."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from django.db.models import BooleanField, Case, Count, Q, Value, When

from mithaq.apps.corridor.choices.cases import OutcomeKind
from mithaq.apps.corridor.models import CorridorInstitution, Explanation, Outcome
from mithaq.apps.corridor.queries.counted import (
    ENDED,
    FILED,
    cases_told,
    counted_cases,
    family_told,
)
from mithaq.apps.corridor.queries.scoreboard import ALL, Scoreboard, percentile
from mithaq.apps.corridor.queries.views import CaseScope
from mithaq.base.text import Labels


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnPart:
    """What an institution reads of its own cases, of all of them or of a family or a region.

    ``promised`` counts the ends with a delay promised, ``within`` those of them that kept it. A
    part without a code holds the cases whose family the institution is not told.
    """

    code: str
    labels: Labels
    opened: int
    closed: int
    median_days: int | None
    p90_days: int | None
    within: int
    promised: int


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnFigures:
    """What an institution reads of its own cases in a period, then the same by family and by
    region; a case closed twice counts once, by its last end. ``explained`` is None where no count
    is kept, below a region."""

    whole: OwnPart
    explained: int | None
    families: tuple[OwnPart, ...]
    regions: tuple[OwnPart, ...]


@dataclass(frozen=True, slots=True)
class _Filed:
    """How many cases of a family and a region were filed; no family where it is not told."""

    family: str
    region: str
    count: int


@dataclass(frozen=True, slots=True)
class _End:
    """The last end of a case: its days, and whether it kept its delay; None without promise."""

    family: str
    region: str
    days: int | None
    is_within: bool | None


def own_figures(board: Scoreboard, scope: CaseScope) -> OwnFigures:
    """Count over the cases that the lists of a board open to this reader, the very same."""
    filed, ends = _filed(board, scope), _ends(board, scope)
    families = {cell.family: cell.family_labels for cell in board.cells if cell.family != ALL}
    regions = {cell.region: cell.region_labels for cell in board.cells if cell.region != ALL}
    return OwnFigures(
        whole=_part("", Labels(""), filed, ends),
        explained=_explained(board, scope),
        families=_parts(filed, ends, of=lambda row: row.family, labels=families),
        regions=_parts(filed, ends, of=lambda row: row.region, labels=regions),
    )


def _parts(
    filed: Iterable[_Filed],
    ends: Iterable[_End],
    *,
    of: Callable[[_Filed | _End], str],
    labels: dict[str, Labels],
) -> tuple[OwnPart, ...]:
    """The figures of each family, or of each region, in the order of the board; last, those of
    the cases whose family is not told."""
    filed_of: dict[str, list[_Filed]] = defaultdict(list)
    ends_of: dict[str, list[_End]] = defaultdict(list)
    for row in filed:
        filed_of[of(row)].append(row)
    for end in ends:
        ends_of[of(end)].append(end)
    return tuple(
        _part(code, labels.get(code, Labels("")), filed_of[code], ends_of[code])
        for code in (*labels, "")
        if filed_of[code] or ends_of[code]
    )


def _part(code: str, labels: Labels, filed: Iterable[_Filed], ends: Iterable[_End]) -> OwnPart:
    found = list(ends)
    days = Counter(end.days or 0 for end in found)
    told = [end.is_within for end in found if end.is_within is not None]
    return OwnPart(
        code=code,
        labels=labels,
        opened=sum(row.count for row in filed),
        closed=len(found),
        median_days=percentile(days, 50),
        p90_days=percentile(days, 90),
        within=sum(told),
        promised=len(told),
    )


def _filed(board: Scoreboard, scope: CaseScope) -> list[_Filed]:
    told = cases_told(counted_cases(board, FILED), scope, is_by_family=False)
    rows = told.order_by().annotate(is_named=_flag(family_told(scope)))
    counted = rows.values_list("is_named", "subject__family__code", "region__code")
    return [
        _Filed(family if is_named else "", region, count)
        for is_named, family, region, count in counted.annotate(n=Count("pk"))
    ]


def _ends(board: Scoreboard, scope: CaseScope) -> list[_End]:
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
        .annotate(is_named=_flag(family_told(scope, to="case__")))
        .order_by("decided_at", "pk")
        .values_list("case", "is_named", "case__subject__family__code", "case__region__code",
                     "working_days", "is_within_norm")
    )  # fmt: skip
    return list(
        {
            case: _End(family if is_named else "", region, days, is_within)
            for case, is_named, family, region, days, is_within in rows
        }.values()
    )


def _flag(which: Q) -> Case:
    yes, no = Value(value=True), Value(value=False)
    return Case(When(which, then=yes), default=no, output_field=BooleanField())


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
