"""What a plan asks for delay beside what the law gives, month by month and scheme by scheme."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import Final, TypeAlias

from mithaq.apps.corridor.choices.debts import PENDING, Branch, LineKind, SettlementStatus
from mithaq.apps.corridor.models import Settlement
from mithaq.apps.corridor.queries.debts.balances import Entry, imputed
from mithaq.apps.corridor.queries.debts.entries import statement_entries
from mithaq.apps.corridor.queries.debts.growth import Growth, Rates, growth
from mithaq.apps.corridor.queries.debts.lowered import law_of
from mithaq.apps.corridor.queries.debts.plan_views import NO_GAP, PlanGap, PlanGaps
from mithaq.apps.corridor.queries.debts.settled import facts_of, settled_of
from mithaq.apps.corridor.queries.debts.waivers import SettledLine, settled_lines
from mithaq.apps.programmes.queries import law_in_force
from mithaq.base.imputation import Imputation
from mithaq.base.money import Centimes
from mithaq.engines.rules import Law, Value

Key: TypeAlias = tuple[date, str]
# A plan that nobody approved yet: what it asks may still be read against the law.
_NOT_AGREED: Final = (SettlementStatus.SIMULATED, *PENDING)


def gaps_of(row: Settlement) -> PlanGaps:
    """What a plan that nobody approved yet asks beside the law; two queries."""
    if row.status not in _NOT_AGREED:
        return NO_GAP
    return gaps(
        statement_entries(row.statement_id),
        settled_of(row),
        order=row.statement.imputation_order,
        until=row.statement.as_of_on,
        law=law_of(row) or law_in_force(),
        facts=facts_of(row),
    )


def gaps(
    entries: Sequence[Entry],
    lines: Sequence[SettledLine],
    *,
    order: str,
    until: date,
    law: Law,
    facts: Mapping[str, Value],
) -> PlanGaps:
    """What a plan of ``lines`` asks beside the law for a statement of ``entries``, as of the day of
    the statement. Only months that the plan asks something for are compared.

    What was paid of a surcharge before is taken from what the law gives as well; the operation of
    ``facts`` waives of either by the same rule. What a default made grow is the law's own.
    """
    paid = imputed(entries, order=order)
    by_key: dict[Key, list[Growth]] = defaultdict(list)
    for item in growth(entries, paid, rates=Rates.of(law), until=until):
        by_key[item.month, item.branch].append(item)
    stated = {item.number: item for item in entries if item.kind == LineKind.SURCHARGE}
    groups: dict[date, list[SettledLine]] = defaultdict(list)
    for line in lines:
        groups[line.month].append(line)
    found: list[PlanGap] = []
    for month in sorted(groups):
        found += _of_month(groups[month], by_key, stated, law=law, facts=facts)
    return PlanGaps(lines=tuple(found))


def _of_month(
    group: Sequence[SettledLine],
    by_key: Mapping[Key, Sequence[Growth]],
    stated: Mapping[int, Entry],
    *,
    law: Law,
    facts: Mapping[str, Value],
) -> Iterator[PlanGap]:
    """The schemes of one month for which a plan asks another surcharge than the law gives."""
    asked = {key: _surcharges(group, stated, key) for key in sorted(_asked_keys(group))}
    by_law = {
        key: max(0, _total(by_key.get(key, ())) - _paid_before(lines, stated, key))
        for key, lines in asked.items()
    }
    left = _to_pay_by_law(group, asked, by_law, law=law, facts=facts)
    for key, lines in asked.items():
        told = sum(line.to_pay for line in lines)
        if told != left[key]:
            month, branch = key
            is_confirmed = all(item.is_confirmed for item in by_key.get(key, ()))
            yield PlanGap(
                month=month, branch=Branch(branch), asked=told, by_law=left[key],
                is_confirmed=is_confirmed,
            )  # fmt: skip


def _asked_keys(group: Iterable[SettledLine]) -> set[Key]:
    """The schemes of a month that a plan asks something for."""
    kinds = (LineKind.PRINCIPAL, LineKind.SURCHARGE)
    return {(line.month, line.branch) for line in group if line.kind in kinds and line.owed}


def _surcharges(
    group: Iterable[SettledLine], stated: Mapping[int, Entry], key: Key
) -> tuple[SettledLine, ...]:
    """The surcharges that a plan takes over from its statement, of a scheme of a month."""
    return tuple(
        line for line in group if line.number in stated and (line.month, line.branch) == key
    )


def _total(found: Iterable[Growth]) -> Centimes:
    return sum(item.total for item in found)


def _paid_before(lines: Iterable[SettledLine], stated: Mapping[int, Entry], key: Key) -> Centimes:
    """What was paid, before the plan, of the surcharges of a scheme of a month."""
    whole = sum(item.amount for item in stated.values() if (item.month, item.branch) == key)
    return max(0, whole - sum(line.owed for line in lines))


def _to_pay_by_law(
    group: Sequence[SettledLine],
    asked: Mapping[Key, Sequence[SettledLine]],
    by_law: Mapping[Key, Centimes],
    *,
    law: Law,
    facts: Mapping[str, Value],
) -> dict[Key, Centimes]:
    """What would be to pay of the surcharges of a month at the law's amounts: an operation waives
    of them together with the costs of that month."""
    taken = {line.number for lines in asked.values() for line in lines}
    kept = [line.whole for line in group if line.number not in taken]
    instead = dict(_instead(by_law))
    entries = [*kept, *instead.values()]
    left = Imputation(parts=(), left={item.number: item.amount for item in entries}, unused={})
    told = {item.number: item for item in settled_lines(entries, left, law=law, facts=facts)}
    return {key: told[item.number].to_pay for key, item in instead.items()}


def _instead(by_law: Mapping[Key, Centimes]) -> Iterator[tuple[Key, Entry]]:
    """The law's surcharges as lines, under numbers that no statement uses."""
    for rank, (key, amount) in enumerate(by_law.items(), start=1):
        month, branch = key
        yield (
            key,
            Entry(number=-rank, kind=LineKind.SURCHARGE, branch=branch, month=month, amount=amount),
        )
