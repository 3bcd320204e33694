"""The result of a simulated hire, in the order in which an employer asks."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from typing import Final

from django.utils.translation import gettext as _

from mithaq.apps.programmes.queries import (
    ContributionLine,
    HireSimulation,
    MeasurePapers,
    MeasureResult,
    WageStep,
)
from mithaq.base.text import Labels
from mithaq.web.simulators.assumed import UnlessAsked, hangs, with_supposed
from mithaq.web.simulators.hire.chart import CostChart, Run, cost_chart, runs_of
from mithaq.web.simulators.hire.costs import (
    CostRow,
    cost_rows,
    gives_nothing,
    together_words,
)
from mithaq.web.simulators.hire.headline import first_at_most, first_month_words
from mithaq.web.simulators.hire.rows import MeasureRow, measure_rows
from mithaq.web.simulators.hire.sources import Source, source_read
from mithaq.web.simulators.hire.told import told_measure
from mithaq.web.simulators.leaving import Leaving, leaving_rows, paid_by_month
from mithaq.web.simulators.lengths import length_words
from mithaq.web.simulators.telling import (
    ToldAnswer,
    explanation_url,
    facts_text,
)
from mithaq.web.simulators.values import value_names

HIRED: Final = "hire_date"


@dataclass(frozen=True, slots=True, kw_only=True)
class MeasureBlock:
    """One measure: its answer, its money alone, its papers."""

    measure: MeasureResult
    row: MeasureRow
    told: ToldAnswer
    papers: MeasurePapers | None
    cover_url: str
    relief_url: str


@dataclass(frozen=True, slots=True, kw_only=True)
class LineBar:
    """A contribution as a piece of the sum of all, placed after those before it (percent)."""

    line: ContributionLine
    start: str
    width: str
    url: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Compared:
    """One row of the comparison without and with the measures; ``in_doubt`` may be to pay too."""

    label: str
    bare: int
    having: int
    url: str = ""
    in_doubt: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class HirePage:
    """All that the page and its paper show."""

    found: HireSimulation
    rows: list[MeasureRow]
    gone: list[MeasureRow]
    runs: tuple[Run, ...]
    chart: CostChart
    compared: tuple[Compared, ...]
    blocks: tuple[MeasureBlock, ...]
    bars: tuple[LineBar, ...]
    raised: tuple[WageStep, ...]
    length_words: str
    leaving: tuple[Leaving, ...]
    leaving_if: Labels | None
    has_nothing_to_lose: bool
    total_url: str
    cover_by_month: int
    doubt_by_month: int
    left_out_by_month: int
    costs: list[CostRow]
    together: list[str]
    first_month: str = ""
    is_cost_doubtful: bool = False
    at_most: str = ""
    monthly_doubt: str = ""
    unless: UnlessAsked | None = None

    @property
    def now(self) -> int:
        """What the hire costs in the first month, with all that is open."""
        return self.found.months[0].cost

    @property
    def open_costs(self) -> list[CostRow]:
        """The rows of the table that have amounts."""
        return [row for row in self.costs if not row.closed]

    @property
    def closed_costs(self) -> list[CostRow]:
        """The measures that are not open to this hire, told in one line."""
        return [row for row in self.costs if row.closed]

    @property
    def is_over_ceiling(self) -> bool:
        """Whether the wage asked is above the ceiling: no place of the aid is taken."""
        limits = self.found.limits
        return limits is not None and float(str(self.found.facts["gross"])) * 100 > limits.ceiling

    @property
    def over(self) -> WageStep | None:
        """The first wage above the ceiling; None before there was one."""
        return self.found.limits.above[0] if self.found.limits else None

    @property
    def over_sources(self) -> list[Source]:
        """Where both readings of a wage above the ceiling are read."""
        limits = self.found.limits
        return [source_read(text) for text in limits.over_sources] if limits else []

    @property
    def open_rows(self) -> list[MeasureRow]:
        """The measures that are open to this hire; the nearest to it where none is."""
        return [row for row in self.rows if row.state == "met"] or self.rows[:1]

    @property
    def other_rows(self) -> list[MeasureRow]:
        """Those that wait for an answer, or are not open to it."""
        return [row for row in self.rows if row not in self.open_rows]

    @property
    def open_blocks(self) -> list[MeasureBlock]:
        """The same measures, each whole."""
        return [block for block in self.blocks if block.row in self.open_rows]

    @property
    def other_blocks(self) -> list[MeasureBlock]:
        """Those that wait for an answer or are not open to it, each whole: as many as the rows."""
        return [block for block in self.blocks if block.row in self.other_rows]

    @property
    def gone_blocks(self) -> list[MeasureBlock]:
        """Those that take no hire any more, each whole."""
        return [block for block in self.blocks if block.row in self.gone]

    @property
    def undecided(self) -> list[MeasureResult]:
        """The measures that wait for answers; one that would change no amount waits for none."""
        return [m for m in self.found.undecided if not gives_nothing(m.if_open or m.gain)]


def hire_page(
    found: HireSimulation,
    papers: dict[str, MeasurePapers],
    *,
    leaves_after: int | None = None,
    assumed: Collection[str] = (),
    unless: UnlessAsked | None = None,
) -> HirePage:
    """Lay out a simulation; ``leaves_after`` is the month of an early leave that was asked.

    ``assumed`` are the facts that nobody typed, ``unless`` the one on which a no hangs.
    """
    first, limits = found.months[0], found.limits
    paid, doubts, supposed = paid_by_month(found)
    rows, gone = measure_rows(found, hangs=hanging_measures(found, assumed))
    return HirePage(
        found=found,
        rows=rows,
        gone=gone,
        runs=runs_of(found.months),
        chart=cost_chart(found.months),
        compared=tuple(_compared(found)),
        blocks=tuple(_block(found, row, papers, assumed) for row in (*rows, *gone)),
        bars=tuple(_bars(found)),
        raised=tuple(s for s in limits.above if s.other_cost is not None) if limits else (),
        length_words=length_words(limits.length) if limits else "",
        leaving=tuple(leaving_rows(paid, leaves_after, doubts=doubts)),
        leaving_if=supposed,
        has_nothing_to_lose=not any(paid) and _is_refused(found),
        total_url=_url(found.covered_by, facts_text(found.facts), found),
        cover_by_month=first.cover,
        doubt_by_month=first.in_doubt,
        left_out_by_month=first.left_out,
        costs=cost_rows(found),
        together=together_words(found),
        first_month=first_month_words(found),
        is_cost_doubtful=bool(found.bare_doubtful or (found.covered_months and first.in_doubt)),
        at_most=first_at_most(found),
        monthly_doubt=_monthly_doubt(found),
        unless=unless,
    )


def _monthly_doubt(found: HireSimulation) -> str:
    """The values to be confirmed behind what any month costs and pays."""
    names = dict.fromkeys(value_names((*found.bare_doubtful, *found.net_doubtful)))
    return _("À confirmer : %(values)s.") % {"values": " · ".join(names)} if names else ""


def asked_of(item: MeasureResult, age: object) -> dict[str, object]:
    """All the facts of a measure, the age that was said among them."""
    return {**item.facts, **({"age": age} if age is not None else {})}


def hanging_measures(found: HireSimulation, assumed: Collection[str]) -> frozenset[str]:
    """The measures whose no would be open if nothing were assumed."""
    age = found.facts.get("age")
    refused = [m for m in found.measures if m.answer.is_met is False and not m.is_gone]
    return frozenset(
        m.code
        for m in refused
        if hangs(m.measure.eligible, asked_of(m, age), {*assumed, *_follows(assumed)}, day=HIRED)
    )


def _follows(assumed: Collection[str]) -> set[str]:
    """What a measure reads off an assumed fact: a former internship is a former contract."""
    return {"had_insertion_contract"} if "is_converted_intern" in assumed else set()


def _compared(found: HireSimulation) -> Iterator[Compared]:
    first, facts = found.months[0], facts_text(found.facts)
    yield Compared(
        label=_("Votre coût, le premier mois"),
        bare=first.bare_cost,
        having=first.cost,
        url=explanation_url("employer_cost", facts, on=found.hired_on),
        in_doubt=first.in_doubt,
    )
    yield Compared(
        label=_("Votre coût sur 36 mois"),
        bare=sum(item.bare_cost for item in found.months),
        having=sum(item.cost for item in found.months) - found.once,
        in_doubt=found.in_doubt,
    )
    yield Compared(
        label=_("Impôt sur le revenu, par mois"),
        bare=first.bare_tax,
        having=first.tax,
        url=explanation_url("income_tax", facts, on=found.hired_on),
    )
    yield Compared(
        label=_("Net versé au salarié"),
        bare=first.bare_net,
        having=first.net,
        url=explanation_url("net_wage", facts, on=found.hired_on),
    )


def _block(
    found: HireSimulation,
    row: MeasureRow,
    papers: dict[str, MeasurePapers],
    assumed: Collection[str],
) -> MeasureBlock:
    item, facts = row.measure, facts_text(found.facts)
    asked = facts | facts_text(item.facts)
    gives = item.measure.cost or item.measure.cover or item.measure.bonus or item.measure.once
    return MeasureBlock(
        measure=item,
        row=row,
        told=with_supposed(told_measure(found, item, asked, hangs=row.hangs), assumed),
        papers=papers.get(item.law_name),
        cover_url=_url(gives, asked, found),
        relief_url=_url(item.measure.relief, asked, found),
    )


def _url(target: str, facts: dict[str, str], found: HireSimulation) -> str:
    return explanation_url(target, facts, on=found.hired_on) if target else ""


def _bars(found: HireSimulation) -> Iterator[LineBar]:
    total, before = sum(line.amount for line in found.lines) or 1, 0
    ordered = sorted(found.lines, key=lambda line: line.in_doubt)
    for line in ordered:
        yield LineBar(
            line=line,
            start=f"{before * 100 / total:.2f}",
            width=f"{line.amount * 100 / total:.2f}",
            url=explanation_url(line.rule, facts_text(found.facts), on=found.hired_on),
        )
        before += line.amount


def _is_refused(found: HireSimulation) -> bool:
    """Whether the measure that pays month by month is not open to this hire."""
    return any(m.code == "tahfiz" and m.answer.is_met is False for m in found.measures)
