"""The result of a simulated hire, in the order in which an employer asks."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

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
from mithaq.base.text import Labels
from mithaq.web.shell.dates import date_plain
from mithaq.web.shell.numbers import money
from mithaq.web.shell.typography import comma
from mithaq.web.shell.words import local
from mithaq.web.simulators.hire.chart import CostChart, Run, cost_chart, runs_of
from mithaq.web.simulators.hire.rows import MeasureRow, measure_rows
from mithaq.web.simulators.lengths import length_words
from mithaq.web.simulators.telling import ToldAnswer, explanation_url, facts_text, told_answer

_LEAVES: Final = (6, 12, 18, 24, 30)


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
    is_asked: bool = False


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
        """The open measures, each whole."""
        return [block for block in self.blocks if block.row.state == "met"]

    @property
    def other_blocks(self) -> list[MeasureBlock]:
        """The others, each whole."""
        return [block for block in self.blocks if block.row.state != "met"]


def hire_page(
    found: HireSimulation, papers: dict[str, MeasurePapers], *, leaves_after: int | None = None
) -> HirePage:
    """Lay out a simulation; ``leaves_after`` is the month of an early leave that was asked."""
    first = found.months[0]
    paid, supposed = _paid_by_month(found)
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
        raised=tuple(step for step in found.limits.above if step.other_cost is not None),
        length_words=length_words(found.limits.length),
        leaving=tuple(_leaving(paid, leaves_after)),
        leaving_if=supposed,
        has_nothing_to_lose=not any(paid) and _is_refused(found),
        total_url=explanation_url("tahfiz_state_cover", facts_text(found.facts), on=found.hired_on),
        cover_by_month=first.cover,
        doubt_by_month=first.in_doubt,
    )


def headline(found: HireSimulation) -> tuple[str, int, str | SafeString]:
    """What the hire costs a month, then what the measures change, or why they change nothing."""
    first = found.months[0]
    label = _("Ce que l’embauche vous coûte par mois")
    if found.saved and not found.covered_months:
        return _("Ce qui vous est versé, sur 36 mois"), found.saved, _("En une fois.")
    said = [_changed(found), _under_least_wage(found)]
    return label, first.cost, " ".join(text for text in said if text)


def _changed(found: HireSimulation) -> str:
    first = found.months[0]
    if found.saved:
        said = ngettext(
            "Au lieu de %(bare)s sans les mesures, pendant %(n)s mois. "
            "L’État paie %(saved)s à votre place, sur 36 mois.",
            "Au lieu de %(bare)s sans les mesures, pendant %(n)s mois. "
            "L’État paie %(saved)s à votre place, sur 36 mois.",
            found.covered_months,
        )
        amounts = {"bare": money(first.bare_cost), "saved": money(found.saved)}
        return said % {**amounts, "n": found.covered_months}
    if found.relief:
        said = _(
            "Votre coût ne change pas ; le salarié reçoit %(amount)s de plus par mois : l’impôt "
            "qu’il ne paie pas, %(relief)s sur 36 mois."
        ) % {"amount": money(first.relief), "relief": money(found.relief)}
        return f"{said} {_closed_by_wage(found)}".strip()
    if found.closed_by_wage:
        more = _("D’autres mesures attendent vos réponses.") if found.undecided else ""
        return f"{_closed_by_wage(found)} {more}".strip()
    if found.undecided:
        return _("Sans aucune mesure : il manque des réponses pour les compter.")
    return _("Aucune mesure ne joue dans ce cas : voyez ce qui changerait la réponse.")


def _closed_by_wage(found: HireSimulation) -> str:
    """The measures that the wage alone closes, each with its ceiling."""
    closed = comma().join(
        _("%(measure)s (%(amount)s brut au plus)")
        % {"measure": local(item.label), "amount": money(item.open_wage or 0)}
        for item in found.closed_by_wage
    )
    return _("Fermé à cause du salaire : %(measures)s.") % {"measures": closed} if closed else ""


def _under_least_wage(found: HireSimulation) -> str:
    """A remark on a wage under that of a full month."""
    least = found.least_wage
    if least is None or float(str(found.facts["gross"])) * 100 >= least:
        return ""
    said = _(
        "Attention : ce salaire est sous le SMIG d’un mois plein, %(amount)s au %(day)s. Il ne "
        "vaut que pour un temps partiel, ou pour l’agriculture, qui a son propre minimum."
    )
    return said % {"amount": money(least), "day": date_plain(found.hired_on)}


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


def _is_refused(found: HireSimulation) -> bool:
    """Whether the measure that pays month by month is not open to this hire."""
    return any(m.code == "tahfiz" and m.answer.is_met is False for m in found.measures)


def _paid_by_month(found: HireSimulation) -> tuple[list[int], Labels | None]:
    """What the State pays month by month; where it pays nothing yet, what Tahfiz would, and so."""
    if found.cover + found.bonus:
        return [item.paid_by_state for item in found.months], None
    for item in found.measures:
        # What a refused measure would pay is no loss: only an undecided one may still pay it.
        undecided = item.code == "tahfiz" and item.answer.is_met is None
        if undecided and item.if_open and item.if_open.saved:
            return list(item.if_open.by_month), item.label
    return [], None


def _leaving(paid: list[int], asked: int | None) -> Iterator[Leaving]:
    """The money of an early leave, while there is some to lose, and at the month asked."""
    in_all, covered = sum(paid), sum(amount > 0 for amount in paid)
    if not in_all:
        return
    for months in sorted({*_LEAVES, *([asked] if asked else [])}):
        so_far = sum(paid[:months])
        if in_all > so_far or months in {covered, asked}:
            yield Leaving(
                months=months, cover=so_far, left=in_all - so_far, is_asked=months == asked
            )
