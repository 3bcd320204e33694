"""The public scoreboard of a corridor: by family, by region, small counts unsaid.

A family in one region holds too few companies to be published: the two are never crossed.

Counts of cases come from records about few companies: below ``SMALL_CELL`` they are said to be
small, and others are masked where a sum would give one away (`engines/disclosure`). What is
measured on a count (days, money) is said only where that count is. A share gives its two counts
away, beside the number closed: those within the norm and those past it are protected with it, and
the share is said only where both may be.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from django.db.models import Count, Q, QuerySet, Sum

from mithaq.apps.corridor.choices.cases import OutcomeKind
from mithaq.apps.corridor.models import Case, CaseFamily, Corridor, Explanation, Outcome
from mithaq.apps.reference.models import Territory
from mithaq.base.text import Labels
from mithaq.engines import disclosure
from mithaq.engines.disclosure import Showing

SMALL_CELL: Final = 5
ALL: Final = ""
Key = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Figure:
    """A count as anyone may read it: its value, or why it is not said."""

    value: int | None
    showing: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ScoreCell:
    """A family, or a region, or everything: an empty code stands for all of them."""

    family: str
    family_labels: Labels
    region: str
    region_labels: Labels
    opened: Figure
    explained: Figure
    closed: Figure
    median_days: int | None
    p90_days: int | None
    within_norm_percent: int | None
    money_unblocked_centimes: int | None
    is_without_promise: bool = False
    # What the share within the norm is of: said where the share is.
    within: int | None = None
    promised: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Scoreboard:
    """What a corridor did between two instants. ``cells`` holds totals too: the whole first."""

    corridor: str
    labels: Labels
    since: datetime
    until: datetime
    is_exercise: bool
    threshold: int
    cells: tuple[ScoreCell, ...]

    def cell(self, family: str = ALL, region: str = ALL) -> ScoreCell | None:
        """One cell, or a total; nothing when nothing happened there."""
        found = (item for item in self.cells if (item.family, item.region) == (family, region))
        return next(found, None)


@dataclass(frozen=True, slots=True)
class _Ends:
    """How cases of a cell ended: days by how many, within the norm among those with one, money."""

    days: Counter[int]
    within: int = 0
    promised: int = 0
    money: int = 0


def scoreboard(corridor: str, *, since: datetime, until: datetime) -> Scoreboard | None:
    """The scoreboard of a corridor over a period, the last instant left out; or nothing.

    Opened counts submissions, closed counts endings (a case reopened ends twice), withdrawals
    apart; explained counts first answers that companies said were enough.
    """
    row = Corridor.objects.filter(slug=corridor).first()
    if row is None:
        return None
    opened = _opened(row.pk, since, until)
    explained = _explained(row.pk, since, until)
    ends = _ends(row.pk, since, until)
    closed = {key: found.days.total() for key, found in ends.items()}
    shown = [_protected(counts) for counts in (opened, explained, closed)]
    shares = _shares(ends)
    keys = _keys(opened, explained, closed)
    families = {item.code: item.labels for item in CaseFamily.objects.order_by("rank", "pk")}
    regions = {
        item.code: item.labels
        for item in Territory.objects.filter(code__in={region for _family, region in keys})
    }
    order = {code: rank for rank, code in enumerate(families, start=1)}
    return Scoreboard(
        corridor=row.slug,
        labels=row.labels,
        since=since,
        until=until,
        is_exercise=row.is_exercise,
        threshold=SMALL_CELL,
        cells=tuple(
            _cell(
                key,
                shown,
                ends.get(key),
                has_share=key in shares,
                families=families,
                regions=regions,
            )
            for key in sorted(keys, key=lambda key: (order.get(key[0], 0), key[1]))
        ),
    )


def ended_between(
    rows: QuerySet[Case], *, since: datetime | None, until: datetime | None
) -> QuerySet[Case]:
    """The cases that the count of endings counts, reopened since or not: each once."""
    ends = Outcome.objects.exclude(kind=OutcomeKind.WITHDRAWN)
    if since is not None:
        ends = ends.filter(decided_at__gte=since)
    if until is not None:
        ends = ends.filter(decided_at__lt=until)
    return rows.filter(pk__in=ends.values("case"))


def rank_of(percent: int, total: int) -> int:
    """Which of so many, from the least, gives a percentile (nearest rank, from 1)."""
    return max(1, -(-total * percent // 100))


def percentile(days: Mapping[int, int], percent: int) -> int | None:
    """The least number of days within which a share of cases ended (nearest rank)."""
    total = sum(days.values())
    if not total:
        return None
    rank = rank_of(percent, total)
    seen = 0
    for value in sorted(days):
        seen += days[value]
        if seen >= rank:
            return value
    return None


def _opened(corridor_id: int, since: datetime, until: datetime) -> dict[Key, int]:
    rows = Case.objects.filter(
        corridor=corridor_id, submitted_at__gte=since, submitted_at__lt=until
    )
    found = rows.order_by().values_list("subject__family__code", "region__code")
    return _summed(found.annotate(n=Count("pk")))


def _explained(corridor_id: int, since: datetime, until: datetime) -> dict[Key, int]:
    rows = Explanation.objects.filter(
        corridor=corridor_id, shown_at__gte=since, shown_at__lt=until, is_solved=True
    )
    counted = rows.order_by().values_list("subject__family__code", "region__code")
    # A question asked without a place belongs to the total alone.
    placed = [(family, region or "-", n) for family, region, n in counted.annotate(n=Count("pk"))]
    return _summed(placed)


def _ends(corridor_id: int, since: datetime, until: datetime) -> dict[Key, _Ends]:
    rows = Outcome.objects.filter(
        case__corridor=corridor_id, decided_at__gte=since, decided_at__lt=until
    ).exclude(kind=OutcomeKind.WITHDRAWN)
    grouped = rows.order_by().values_list(
        "case__subject__family__code", "case__region__code", "working_days"
    )
    counted = grouped.annotate(
        n=Count("pk"),
        within=Count("pk", filter=Q(is_within_norm=True)),
        promised=Count("pk", filter=Q(is_within_norm__isnull=False)),
        money=Sum("money_unblocked_centimes"),
    )
    days: dict[Key, Counter[int]] = defaultdict(Counter)
    sums: dict[Key, list[int]] = defaultdict(lambda: [0, 0, 0])
    for family, region, spent, n, within, promised, money in counted:
        for key in _wholes(family, region):
            days[key][spent or 0] += n
            for place, value in enumerate((within, promised, money or 0)):
                sums[key][place] += value
    return {key: _Ends(days[key], *sums[key]) for key in days}


def _summed(rows: Iterable[tuple[str, str, int]]) -> dict[Key, int]:
    """The totals of each family, of each region and of all."""
    found: dict[Key, int] = defaultdict(int)
    for family, region, count in rows:
        for key in _wholes(family, region):
            found[key] += count
    return dict(found)


def _wholes(family: str, region: str) -> tuple[Key, ...]:
    return ((family, ALL), (ALL, region), (ALL, ALL))


def _keys(*counts: Mapping[Key, int]) -> set[Key]:
    return {key for each in counts for key in each if key[1] != "-"}


def _shares(ends: Mapping[Key, _Ends]) -> set[Key]:
    """Where the share within the norm may be said: beside the number closed it gives away those
    within and those past, so that neither is small nor computed from the other shares.

    The share of the whole comes first: said as soon as neither part is small, and the shares of
    families and of regions only as far as what is left of the whole stays unsaid.
    """
    whole = ends.get((ALL, ALL))
    if whole is not None and _can_be_told(_parted(whole)):
        return {(ALL, ALL), *_beside(ends, place=0), *_beside(ends, place=1)}
    within = {key: found.within for key, found in ends.items()}
    past = {key: found.promised - found.within for key, found in ends.items()}
    told = (_protected(within), _protected(past))
    return {key for key in ends if all(figures[key].value is not None for figures in told)}


def _beside(ends: Mapping[Key, _Ends], *, place: int) -> set[Key]:
    """The shares of families (place 0) or of regions (place 1) said beside that of the whole:
    the largest first, until what they leave of it holds no small number."""
    parts = {key: _parted(found) for key, found in ends.items() if key[place] != ALL}
    said = sorted(
        (key for key in parts if _can_be_told(parts[key])), key=lambda key: sum(parts[key])
    )
    whole = _parted(ends[ALL, ALL])
    while said and not _can_be_told(_left(whole, (parts[key] for key in said))):
        said.pop(0)
    return set(said)


def _parted(found: _Ends) -> tuple[int, int]:
    """Those within the norm, and those past it."""
    return found.within, found.promised - found.within


def _left(whole: tuple[int, int], parts: Iterable[tuple[int, int]]) -> tuple[int, int]:
    within, past = whole
    for kept, late in parts:
        within, past = within - kept, past - late
    return within, past


def _can_be_told(counts: tuple[int, int]) -> bool:
    """Nought describes nobody; a count from one to the threshold describes a few."""
    return not any(0 < count < SMALL_CELL for count in counts)


def _sums(counts: Iterable[Key]) -> list[disclosure.Sum]:
    """Families add up to the whole, and so do regions."""
    families = tuple(key for key in sorted(counts) if key[0] != ALL)
    regions = tuple(key for key in sorted(counts) if key[1] != ALL)
    return [
        disclosure.Sum(_name((ALL, ALL)), tuple(map(_name, parts)))
        for parts in (families, regions)
        if parts
    ]


def _protected(counts: Mapping[Key, int]) -> dict[Key, Figure]:
    """Every count as it may be said."""
    sums = _sums(counts)
    table = [disclosure.Count(_name(key), value) for key, value in sorted(counts.items())]
    told = disclosure.protect(table, sums, threshold=SMALL_CELL)
    found = {}
    for key, value in counts.items():
        showing = told.showing(_name(key))
        found[key] = Figure(value if showing is Showing.SHOWN else None, showing.value)
    return found


def _name(key: Key) -> str:
    return "|".join(key)


def _cell(
    key: Key,
    shown: list[dict[Key, Figure]],
    ends: _Ends | None,
    *,
    has_share: bool,
    families: Mapping[str, Labels],
    regions: Mapping[str, Labels],
) -> ScoreCell:
    nothing = Figure(0, Showing.SHOWN.value)
    opened, explained, closed = (figures.get(key, nothing) for figures in shown)
    said = ends if ends is not None and closed.value else None
    family, region = key
    percent = _percent(said.within, said.promised) if said and has_share else None
    return ScoreCell(
        family=family,
        family_labels=families.get(family, Labels("")),
        region=region,
        region_labels=regions.get(region, Labels("")),
        opened=opened,
        explained=explained,
        closed=closed,
        median_days=percentile(said.days, 50) if said else None,
        p90_days=percentile(said.days, 90) if said else None,
        within_norm_percent=percent,
        money_unblocked_centimes=said.money if said else None,
        is_without_promise=bool(said and not said.promised),
        within=said.within if said and percent is not None else None,
        promised=said.promised if said and percent is not None else None,
    )


def _percent(part: int, whole: int) -> int | None:
    return round(100 * part / whole) if whole >= SMALL_CELL else None
