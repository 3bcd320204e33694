"""A law asked of a nation: the plan of a day, or of each month, and a law beside its reform."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

from mithaq.base.text import Labels
from mithaq.engines.rules._arrow import Shape
from mithaq.engines.rules._band import By
from mithaq.engines.rules._compiling import column_of, compile_program
from mithaq.engines.rules._corpus import Corpus, as_day
from mithaq.engines.rules._errors import LawError, fault
from mithaq.engines.rules._facts import EPOCH, MONTH
from mithaq.engines.rules._population import Asked, Run
from mithaq.engines.rules._program import Program
from mithaq.engines.rules._source import Source
from mithaq.engines.rules._totals import Comparison


@dataclass(slots=True)
class _Question:
    """Targets asked of one law or several, month after month."""

    laws: tuple[Corpus, ...]
    targets: tuple[str, ...]
    _programs: dict[tuple[object, ...], Program] = field(default_factory=dict)

    def on(self, day: date) -> Asked:
        """What to compute by the law of a day."""
        read = {name for law in self.laws for name in law.needed_facts(self.targets, day)}
        law = self.laws[0]
        columns = tuple(
            column_of(law, name, may_be_missing=name != MONTH)
            for name in (*law.facts, MONTH)
            if name in read
        )
        supplied = {MONTH: float((day.replace(day=1) - EPOCH).days)}
        return Asked(columns, lambda present: self._program(day, present), supplied)

    @property
    def facts(self) -> frozenset[str]:
        """The facts that some month may read."""
        return frozenset((*self.laws[0].facts, MONTH))

    def in_month(self, month: str | None) -> Asked:
        """What to compute of the rows of a month; LawError for rows that tell no month."""
        if month is None:
            sentence = Labels(
                fr="Ces lignes ne disent pas leur mois : donnez-leur une colonne « month », ou "
                "rangez-les dans un dossier « month=2025-10 ».",
                ar="هذه الأسطر لا تحدد شهرها: أضيفوا عمودا باسم « month » أو ضعوها في مجلد "
                "« month=2025-10 ».",
                en="These rows do not tell their month: give them a column “month”, or put them "
                "in a folder “month=2025-10”.",
            )
            raise LawError(fault(MONTH, sentence))
        return self.on(as_day(month))

    def _program(self, day: date, present: frozenset[str]) -> Program:
        segments = tuple(bisect_right(law.days_of_change, day) for law in self.laws)
        key = (segments, present)
        if key not in self._programs:
            self._programs[key] = compile_program(self.laws, day, self.targets, complete=present)
        return self._programs[key]


def run_day(law: Corpus, day: date, source: Source, *, targets: tuple[str, ...]) -> Run:
    """Targets over a population by the law of one day, whatever the month of its rows."""
    asked = _Question((law,), targets).on(day)
    return Run(lambda _month: asked, source, shapes_of(law, targets))


def run_months(
    law: Corpus, source: Source, *, targets: Sequence[str], months: str | None = None
) -> Run:
    """Targets over the months of a population, each by the law in force on its first day.

    ``months`` keeps those of a span, both ends included: ``2023-11..2025-10``.
    """
    law.check_targets(targets)
    question = _Question((law,), tuple(targets))
    shapes = shapes_of(law, targets)
    return Run(question.in_month, source, shapes, question.facts, _span(months))


def compare(
    baseline: Corpus,
    reform: Corpus,
    source: Source,
    *,
    targets: Sequence[str],
    by: Sequence[By] = (),
    on: date | str | None = None,
    months: str | None = None,
) -> Comparison:
    """Targets under a law and under its reform, in one pass: who gains, who loses, by cell.

    ``on`` is the day whose law counts for every row; without it each month has its own. What both
    laws share is computed once.
    """
    baseline.check_targets(targets)
    question = _Question((baseline, reform), tuple(targets))
    shapes = shapes_of(baseline, targets)
    shapes |= {f"{name}@1": shape for name, shape in shapes.items()}
    if on is not None:
        asked = question.on(as_day(on))
        return Run(lambda _month: asked, source, shapes).compare(by=by)
    run = Run(question.in_month, source, shapes, question.facts, _span(months))
    return run.compare(by=by)


def _span(months: str | None) -> tuple[str, str] | None:
    """The first and the last month of a span; LawError where it reads as none."""
    if months is None:
        return None
    first, _, last = months.partition("..")
    span = (first.strip(), (last or first).strip())
    for month in span:
        as_day(month)
    return span


def shapes_of(law: Corpus, targets: Sequence[str]) -> dict[str, Shape]:
    """How the results of rules read: truths, days, codes, money of the country, numbers."""
    money = {fact.unit for fact in law.facts.values() if fact.kind == "money"}
    shapes = {}
    for name in targets:
        concept = law.rules[name]
        unit = "boolean" if concept.unit is None else concept.unit
        shapes[name] = Shape(unit, is_money=unit in money, choices=tuple(concept.choices))
    return shapes
