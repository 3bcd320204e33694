"""Hide small counts, then as few others as needed for no sum to give a small one away."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence, Set
from fractions import Fraction

from mithaq.engines.disclosure._problem import Count, Sum
from mithaq.engines.disclosure._result import Protection, Showing

Interval = tuple[int, int | None]


def protect(counts: Iterable[Count], sums: Iterable[Sum], *, threshold: int) -> Protection:
    """Say what is shown of each count so that no count from 1 to ``threshold`` - 1 can be known.

    Nought is shown: nobody is described. Sums that name a count not in the table are left out.
    Each round masks the smallest other count of a sum that gives one away; it ends, because
    masking everything gives nothing away unless the bounds alone do.
    """
    if threshold < 2:
        raise ValueError("A threshold below 2 protects nobody.")
    table = list(counts)
    values = {count.key: count.value for count in table}
    if len(values) < len(table):
        raise ValueError("A count is named twice.")
    small = {c.key for c in table if c.is_sensitive and 0 < c.value < threshold}
    known = [item for item in sums if {item.whole, *item.parts} <= set(values)]
    masked: dict[str, str] = {}
    while True:
        hidden = small | masked.keys()
        choice = _next(values, known, small, hidden=hidden, threshold=threshold)
        if choice is None:
            break
        masked[choice[1]] = choice[0]
    showings = dict.fromkeys(values, Showing.SHOWN)
    showings |= dict.fromkeys(masked, Showing.MASKED) | dict.fromkeys(small, Showing.SMALL)
    return Protection(threshold=threshold, showings=showings, because=masked)


def _next(
    values: Mapping[str, int],
    sums: Sequence[Sum],
    small: Set[str],
    *,
    hidden: Set[str],
    threshold: int,
) -> tuple[str, str] | None:
    """A small count that is given away, and the count to mask for it."""
    for key in sorted(small):
        if is_revealed(
            key, values=values, hidden=hidden, sums=sums, small=small, threshold=threshold
        ):
            pick = _pick(key, values, hidden, sums)
            if pick is not None:
                return key, pick
    return None


def is_revealed(
    key: str,
    *,
    values: Mapping[str, int],
    hidden: Set[str],
    sums: Sequence[Sum],
    small: Set[str],
    threshold: int,
) -> bool:
    """Tell whether a reader who sees all but ``hidden`` can compute a hidden count.

    Twice over: by elimination in the system of sums, whatever the bounds; and by bounds, since a
    small count is known to be from 1 to ``threshold`` - 1 and any other to be nought or more.
    """
    touched = [item for item in sums if hidden & {item.whole, *item.parts}]
    return key in _determined(values, hidden, touched) or _is_pinned(
        key, values, hidden, touched, small=small, threshold=threshold
    )


def _pick(key: str, values: Mapping[str, int], hidden: Set[str], sums: Sequence[Sum]) -> str | None:
    """The smallest shown count that shares a chain of sums with ``key``; a whole comes last."""
    reached, frontier = {key}, {key}
    while frontier:
        near = [item for item in sums if frontier & {item.whole, *item.parts}]
        wholes = {item.whole for item in near}
        shown = {name for item in near for name in (item.whole, *item.parts)} - hidden
        if shown:
            # A count of nobody hides nothing: it is masked only when nothing else is left.
            ranks = {name: (not values[name], name in wholes, values[name], name) for name in shown}
            return min(shown, key=ranks.__getitem__)
        frontier = {name for item in near for name in (item.whole, *item.parts)} - reached
        reached |= frontier
    return None


def _determined(values: Mapping[str, int], hidden: Set[str], sums: Sequence[Sum]) -> set[str]:
    """The hidden counts that elimination gives exactly: alone on a line of the reduced system."""
    order = sorted(hidden)
    rows = [_equation(item, order) for item in sums]
    pivot = 0
    for column in range(len(order)):
        found = next((r for r in range(pivot, len(rows)) if rows[r][column]), None)
        if found is None:
            continue
        rows[pivot], rows[found] = rows[found], rows[pivot]
        lead = rows[pivot][column]
        rows[pivot] = [cell / lead for cell in rows[pivot]]
        for r, row in enumerate(rows):
            if r != pivot and row[column]:
                factor = row[column]
                rows[r] = [a - factor * b for a, b in zip(row, rows[pivot], strict=True)]
        pivot += 1
    alone = [[name for name, cell in zip(order, row, strict=True) if cell] for row in rows]
    return {names[0] for names in alone if len(names) == 1}


def _equation(item: Sum, order: Sequence[str]) -> list[Fraction]:
    signs = dict.fromkeys(item.parts, Fraction(1)) | {item.whole: Fraction(-1)}
    return [signs.get(name, Fraction(0)) for name in order]


def _is_pinned(
    key: str,
    values: Mapping[str, int],
    hidden: Set[str],
    sums: Sequence[Sum],
    *,
    small: Set[str],
    threshold: int,
) -> bool:
    """Narrow the bounds of every hidden count by every sum until nothing moves."""
    bounds: dict[str, Interval] = {}
    for name in {name for item in sums for name in (item.whole, *item.parts)}:
        printed: Interval = (0, None) if name in hidden else (values[name], values[name])
        bounds[name] = (1, threshold - 1) if name in small else printed
    moved = True
    while moved:
        moved = False
        for item in sums:
            moved |= _narrow(item, bounds)
    low, high = bounds.get(key, (0, None))
    return low == high


def _narrow(item: Sum, bounds: dict[str, Interval]) -> bool:
    """Narrow each count of a sum by the others; tell whether any bound moved."""
    terms = [(item.whole, 1), *((part, -1) for part in item.parts)]
    moved = False
    for name, sign in terms:
        # name = whole - other parts, or the sum of the parts.
        others = [(other, -s * sign) for other, s in terms if other != name]
        low = _total(others, bounds, is_low=True)
        high = _total(others, bounds, is_low=False)
        old = bounds[name]
        new = (
            old[0] if low is None else max(old[0], low),
            old[1] if high is None else high if old[1] is None else min(old[1], high),
        )
        if new != old:
            bounds[name] = new
            moved = True
    return moved


def _total(
    terms: Sequence[tuple[str, int]], bounds: Mapping[str, Interval], *, is_low: bool
) -> int | None:
    total = 0
    for name, sign in terms:
        low, high = bounds[name]
        edge = low if (sign > 0) == is_low else high
        if edge is None:
            return None
        total += sign * edge
    return total
