"""Reforms tried on the exercise population: what can be changed, what is compared, the result."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from functools import cache, lru_cache
from hashlib import sha256
from typing import Any, Final
from uuid import UUID

from mithaq.apps.programmes.frames import (
    GROUPS,
    NUMBERS,
    columns_of_exercise,
    compare_on_exercise,
)
from mithaq.apps.programmes.models import ReformScenario
from mithaq.apps.programmes.queries.law import law_in_force
from mithaq.base.errors import Fault, Refusal
from mithaq.base.months import Month
from mithaq.base.ports import JSON
from mithaq.base.text import Labels
from mithaq.engines.rules import Law, proposed_values
from mithaq.ledger.exercise import Basis, calibration

# More measures than this is no comparison any more; the most complete come first.
MEASURES_MOST: Final = 16
MONEY: Final = "MAD"


@dataclass(frozen=True, slots=True, kw_only=True)
class ReformChange:
    """A value of the law from a day, as a reform has it; ``before`` is what the law had then."""

    path: str
    since: date
    before: JSON
    value: JSON


@dataclass(frozen=True, slots=True, kw_only=True)
class ReformMeasure:
    """What is compared: an amount of money, or a condition that people meet."""

    name: str
    label: Labels
    is_money: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class ReformLine:
    """A measure for some people: before, after, and who has more or less; money in centimes.

    A group that is not told apart is empty. Rows are people counted once a month.
    """

    measure: ReformMeasure
    region: str = ""
    sex: str = ""
    sector: str = ""
    wage_band: str = ""
    rows: int
    before: int
    after: int
    more: int
    less: int
    undecided: int

    @property
    def difference(self) -> int:
        """What the reform adds."""
        return self.after - self.before

    @property
    def is_changed(self) -> bool:
        """Whether anybody has more or less."""
        return bool(self.more or self.less)

    @property
    def groups(self) -> tuple[str, ...]:
        """By what these people are told apart."""
        return tuple(name for name in GROUPS if getattr(self, name))


@dataclass(frozen=True, slots=True, kw_only=True)
class ReformView:
    """A scenario: what it changes, on whom, and where it stands."""

    public_id: UUID
    name: str
    changes: tuple[ReformChange, ...]
    first_month: date
    month_count: int
    people_count: int
    seed: int
    law_digest: str
    population_digest: str
    author: str
    recorded_at: datetime
    job: str
    computed_at: datetime | None
    result_digest: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ReformResult:
    """What came of a scenario: its measures, and a line for each group and pair of groups."""

    measures: tuple[ReformMeasure, ...]
    lines: tuple[ReformLine, ...]

    def of(self, measure: str, *groups: str) -> tuple[ReformLine, ...]:
        """The lines of one measure told apart by some groups."""
        return tuple(x for x in self.lines if x.measure.name == measure and x.groups == groups)


# The whole, each group, then each pair of groups.
BREAKDOWNS: Final = (
    (),
    *((name,) for name in GROUPS),
    *((one, other) for place, one in enumerate(GROUPS) for other in GROUPS[place + 1 :]),
)


def reforms() -> Any:
    """The scenarios, latest first, without their results."""
    return ReformScenario.objects.defer("result").order_by("-recorded_at", "-pk")


def reform(public_id: UUID) -> ReformView | None:
    """One scenario, or nothing."""
    row = ReformScenario.objects.defer("result").filter(public_id=public_id).first()
    return _view(row) if row else None


def reform_result(public_id: UUID) -> ReformResult | None:
    """What came of a scenario; nothing before it is computed."""
    row = ReformScenario.objects.filter(public_id=public_id)
    digest = row.values_list("result_digest", flat=True).first()
    return _kept(public_id, digest) if digest else None


@lru_cache(maxsize=8)
def _kept(public_id: UUID, digest: str) -> ReformResult:
    """A result is never changed: it is added up once a process."""
    row = ReformScenario.objects.get(public_id=public_id, result_digest=digest)
    return _read(row.result or {})


def exercise_bases() -> tuple[Basis, ...]:
    """What each column of the exercise population rests on."""
    return calibration().bases


def wage_bands() -> tuple[int, ...]:
    """The lowest wage of each band, in dirhams a month."""
    return tuple(int(edge) for edge in calibration().wage_bands)


def population_digest() -> str:
    """What identifies the shape of the exercise population."""
    return calibration().digest


def reform_measures(paths: Iterable[str], *, months: Iterable[date]) -> tuple[ReformMeasure, ...]:
    """What a change of these parameters reaches, among what the exercise population can tell in
    every month: the amounts that no other amount reads, the conditions that amounts read, then
    the other amounts, the tax or the contributions themselves."""
    law = law_in_force()
    return tuple(_measures(law, frozenset(paths), tuple(months)))


def reform_paths(*, on: date) -> frozenset[str]:
    """The parameters whose change reaches something that the exercise population can tell."""
    law = law_in_force()
    held: dict[str, frozenset[str]] = {}
    for name in _known(law, (on,)):
        concept = law.rules[name]
        read = (held[other] for other in concept.reads if other in held)
        held[name] = frozenset(concept.parameters).union(*read)
    money = [held[name] for name in held if law.rules[name].unit == MONEY]
    return frozenset[str]().union(*money)


def reformed_law(law: Law, name: str, changes: Iterable[ReformChange]) -> Law:
    """The law as a reform has it; LawError for a value that the law cannot take."""
    given = ((c.path, c.value, c.since.isoformat()) for c in changes)
    return law.reform(name, proposed_values(law, given))


def computed_reform(public_id: UUID, *, tell: Callable[[int, int], None]) -> dict[str, JSON]:
    """Compare a scenario with the law in force; ``tell`` hears the rows read, out of how many.

    Raises ``Refusal`` when the law or the population changed since the scenario was written.
    """
    found = reform(public_id)
    if found is None:
        raise LookupError(f"There is no reform scenario {public_id}.")
    law = law_in_force()
    if law.digest != found.law_digest or population_digest() != found.population_digest:
        raise Refusal([_changed()])
    months = reform_months(found.first_month, found.month_count)
    measures = reform_measures((c.path for c in found.changes), months=months)
    total = found.people_count * len(months)
    cells = compare_on_exercise(
        (law, reformed_law(law, found.name, found.changes)),
        [item.name for item in measures],
        months=months,
        people=found.people_count,
        seed=found.seed,
        tell=lambda read: tell(read, total),
    )
    return {
        "measures": [
            {"name": m.name, "is_money": m.is_money, "fr": m.label.fr, "ar": m.label.ar,
             "en": m.label.en}
            for m in measures
        ],
        "cells": [[*cell.keys, cell.rows, *cell.numbers] for cell in cells],
    }  # fmt: skip


def digest_of_result(content: Mapping[str, JSON]) -> str:
    """What identifies a result: the same content has the same digest on every database."""
    written = json.dumps(content, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return sha256(written.encode()).hexdigest()


def reform_months(first: date, count: int) -> tuple[date, ...]:
    """The first days of the months that a scenario goes through."""
    month = Month.of(first)
    return tuple((month + step).first_day for step in range(count))


def _known(law: Law, months: tuple[date, ...]) -> list[str]:
    """The rules in force on those days that read nothing but facts of the exercise population."""
    columns, known = _columns(), set[str]()
    for name in law.order:
        concept = law.rules[name]
        if any(concept.version_at(month) is None for month in months):
            continue
        if all(other in known or other in columns for other in concept.reads):
            known.add(name)
    return [name for name in law.order if name in known]


@cache
def _columns() -> frozenset[str]:
    return columns_of_exercise() | {"month"}


def _measures(law: Law, changed: frozenset[str], months: tuple[date, ...]) -> list[ReformMeasure]:
    known = _known(law, months)
    reached: set[str] = set()
    for name in known:
        concept = law.rules[name]
        if changed & set(concept.parameters) or reached & set(concept.reads):
            reached.add(name)
    money = [name for name in known if name in reached and law.rules[name].unit == MONEY]
    read_by_money = {other for name in money for other in law.rules[name].reads}
    # The law is in the order in which it is computed: what gathers most comes last in it.
    ends = [name for name in reversed(money) if name not in read_by_money]
    conditions = [
        name
        for name in reversed(known)
        if name in reached and name in read_by_money and law.rules[name].unit is None
    ]
    others = [name for name in reversed(money) if name in read_by_money]
    return [
        ReformMeasure(name=c.name, label=c.label, is_money=c.unit == MONEY)
        for c in (law.rules[name] for name in [*ends, *conditions, *others][:MEASURES_MOST])
    ]


def _read(content: Mapping[str, Any]) -> ReformResult:
    measures = tuple(
        ReformMeasure(
            name=item["name"],
            label=Labels(item["fr"], item["ar"], item["en"]),
            is_money=item["is_money"],
        )
        for item in content["measures"]
    )
    lines: list[ReformLine] = []
    for place, measure in enumerate(measures):
        start = len(GROUPS) + 1 + NUMBERS * place
        for groups in BREAKDOWNS:
            lines += _lines(measure, groups, content["cells"], slice(start, start + NUMBERS))
    return ReformResult(measures=measures, lines=tuple(lines))


def _lines(
    measure: ReformMeasure, groups: tuple[str, ...], cells: Iterable[list[Any]], numbers: slice
) -> Iterable[ReformLine]:
    """Add the cells up by some groups."""
    sums: dict[tuple[str, ...], list[int]] = {}
    places = [GROUPS.index(name) for name in groups]
    for cell in cells:
        key = tuple(cell[place] for place in places)
        added = [cell[len(GROUPS)], *cell[numbers]]
        held = sums.get(key)
        sums[key] = added if held is None else [a + b for a, b in zip(held, added, strict=True)]
    for key, (rows, before, after, more, less, undecided) in sorted(sums.items(), key=_rank):
        yield ReformLine(
            measure=measure, **dict(zip(groups, key, strict=True)), rows=rows, before=before,
            after=after, more=more, less=less, undecided=undecided,
        )  # fmt: skip


def _rank(item: tuple[tuple[str, ...], list[int]]) -> tuple[tuple[int, str], ...]:
    """Codes in their order, wage bands by amount."""
    return tuple((len(part) if part.isdecimal() else 0, part) for part in item[0])


def _view(row: ReformScenario) -> ReformView:
    return ReformView(
        public_id=row.public_id,
        name=row.name,
        changes=tuple(
            ReformChange(
                path=c["path"],
                since=date.fromisoformat(c["since"]),
                before=c["before"],
                value=c["value"],
            )
            for c in row.changes
        ),
        first_month=row.first_month,
        month_count=row.month_count,
        people_count=row.people_count,
        seed=row.seed,
        law_digest=row.law_digest,
        population_digest=row.population_digest,
        author=row.author,
        recorded_at=row.recorded_at,
        job=row.job,
        computed_at=row.computed_at,
        result_digest=row.result_digest,
    )


def _changed() -> Fault:
    return Fault(
        "law_digest",
        Labels(
            "La loi ou la population d’exercice a changé depuis que cet essai a été écrit : "
            "écrivez-en un nouveau pour comparer avec la loi d’aujourd’hui.",
            "تغير القانون أو ساكنة التمرين منذ كتابة هذه التجربة: اكتبوا تجربة جديدة للمقارنة "
            "بقانون اليوم.",
            "The law or the exercise population has changed since this trial was written: write "
            "a new one to compare with today’s law.",
        ),
        "reform.same_law",
    )
