"""The result of a simulated hire, in the order in which an employer asks."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from mithaq.apps.programmes.queries import (
    ContributionLine,
    HireSimulation,
    MeasurePapers,
    MeasureResult,
    WageStep,
)
from mithaq.web.shell.numbers import money
from mithaq.web.simulators.hire.chart import CostChart, Run, cost_chart, runs_of
from mithaq.web.simulators.hire.rows import MeasureRow, measure_rows
from mithaq.web.simulators.telling import ToldAnswer, explanation_url, facts_text, told_answer

_LEAVES = (6, 12, 18, 24, 30)


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
    """One row of the comparison without and with the measures."""

    label: str
    bare: int
    having: int
    url: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Leaving:
    """What the State will have paid if the person leaves at the end of a month."""

    months: int
    cover: int
    left: int


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
    steps: tuple[WageStep, ...]
    leaving: tuple[Leaving, ...]
    total_url: str
    cover_by_month: int
    doubt_by_month: int


def hire_page(found: HireSimulation, papers: dict[str, MeasurePapers]) -> HirePage:
    """Lay out a simulation."""
    first = found.months[0]
    rows, gone = measure_rows(found)
    return HirePage(
        found=found,
        rows=rows,
        gone=gone,
        runs=runs_of(found.months),
        chart=cost_chart(found.months),
        compared=tuple(_compared(found)),
        blocks=tuple(_block(found, row, papers) for row in (*rows, *gone)),
        bars=tuple(_bars(found)),
        steps=found.limits.steps,
        leaving=tuple(_leaving(found)),
        total_url=explanation_url("tahfiz_state_cover", facts_text(found.facts), on=found.hired_on),
        cover_by_month=first.cover,
        doubt_by_month=first.in_doubt,
    )


def headline(found: HireSimulation) -> tuple[str, int, str | SafeString]:
    """What counts most: what the State pays, else the tax not paid, else the cost."""
    first = found.months[0]
    if found.saved:
        if not found.covered_months:
            return _("Ce qui vous est versé, sur 36 mois"), found.saved, _("En une fois.")
        said = ngettext(
            "%(amount)s par mois pendant %(n)s mois.",
            "%(amount)s par mois pendant %(n)s mois.",
            found.covered_months,
        ) % {"amount": money(first.paid_by_state), "n": found.covered_months}
        return _("Ce que l’État paie à votre place, sur 36 mois"), found.saved, said
    if found.relief:
        said = _("Votre coût ne change pas ; le salarié reçoit %(amount)s de plus par mois.") % {
            "amount": money(first.relief)
        }
        return _("L’impôt que le salarié ne paie pas, sur 36 mois"), found.relief, said
    if found.undecided:
        said = _("Aucune mesure n’est comptée tant qu’il manque des réponses.")
    else:
        said = _("Aucune mesure ne joue dans ce cas : voyez ce qui changerait la réponse.")
    return _("Ce que l’embauche vous coûte par mois"), first.bare_cost, said


def _compared(found: HireSimulation) -> Iterator[Compared]:
    first, facts = found.months[0], facts_text(found.facts)
    yield Compared(
        label=_("Votre coût, le premier mois"),
        bare=first.bare_cost,
        having=first.cost,
        url=explanation_url("employer_cost", facts, on=found.hired_on),
    )
    yield Compared(
        label=_("Votre coût sur 36 mois"),
        bare=sum(item.bare_cost for item in found.months),
        having=sum(item.cost for item in found.months) - found.once,
    )
    yield Compared(
        label=_("Impôt sur le revenu, par mois"),
        bare=first.bare_tax,
        having=first.bare_tax - first.relief,
        url=explanation_url("income_tax", facts, on=found.hired_on),
    )
    yield Compared(
        label=_("Net versé au salarié"),
        bare=first.bare_net,
        having=first.net,
        url=explanation_url("net_wage", facts, on=found.hired_on),
    )


def _block(
    found: HireSimulation, row: MeasureRow, papers: dict[str, MeasurePapers]
) -> MeasureBlock:
    item, facts = row.measure, facts_text(found.facts)
    asked = facts | facts_text(item.facts)
    gives = item.measure.cover or item.measure.bonus or item.measure.once
    return MeasureBlock(
        measure=item,
        row=row,
        told=told_answer(item.answer, asked, traces_each=False),
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


def _leaving(found: HireSimulation) -> Iterator[Leaving]:
    """The money of an early leave, while there is some to lose."""
    for months in _LEAVES:
        paid = sum(item.paid_by_state for item in found.months[:months])
        in_all = found.cover + found.bonus
        if in_all > paid or months == found.covered_months:
            yield Leaving(months=months, cover=paid, left=in_all - paid)
