"""The budget of a convention: lines by payer, computed totals, and what does not add up."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _

from mithaq.apps.conventions.queries import BudgetLineView, BudgetTotal
from mithaq.apps.observatory.queries import BudgetGap, ConventionState
from mithaq.base.text import Labels
from mithaq.web.conventions.amendments.words import Changes, ShownChange, changes_by_object
from mithaq.web.conventions.links import SourceLink, page_url, source_link
from mithaq.web.conventions.matrix import Matrix, Stage, matrix_of, stages_of
from mithaq.web.shell.numbers import CENTIMES_PER_MILLION, number
from mithaq.web.shell.typography import language


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One line of the budget, with a bar on the scale of the whole budget."""

    label: Labels
    year: int | None
    centimes: int
    stages: tuple[tuple[str, int | None], ...]
    x: str
    width: str
    grade: str
    source: SourceLink
    changes: tuple[ShownChange, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Payer:
    """One payer: its lines and their sum, computed here."""

    name: Labels
    url: str
    lines: tuple[Line, ...]
    total_centimes: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Gap:
    """An announced total beside the sum of its printed lines."""

    payer: Labels
    announced: int
    computed: int
    difference: str
    line_count: int
    grade: str
    note: Labels
    url: str
    source: SourceLink
    arithmetic: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Budget:
    """The budget of a page."""

    payers: tuple[Payer, ...]
    gaps: tuple[Gap, ...]
    total_centimes: int
    has_stages: bool
    matrix: Matrix | None
    stages: tuple[Stage, ...]


def budget(state: ConventionState) -> Budget:
    """Lay the budget out by payer."""
    detail = state.detail
    changed = changes_by_object(detail)
    widest = max((line.committed_centimes for line in detail.budget_lines), default=1)
    return Budget(
        payers=tuple(
            _payer(total, detail.budget_lines, widest=widest, changed=changed)
            for total in detail.budget_totals
        ),
        gaps=tuple(_gap(item, detail.budget_lines) for item in state.budget_gaps),
        total_centimes=sum(line.committed_centimes for line in detail.budget_lines),
        has_stages=any(_has_stages(line) for line in detail.budget_lines),
        matrix=matrix_of(detail.budget_lines),
        stages=stages_of(detail.budget_lines),
    )


def _has_stages(line: BudgetLineView) -> bool:
    known = (line.called_centimes, line.disbursed_centimes, line.justified_centimes)
    return any(centimes is not None for centimes in known)


def _payer(
    total: BudgetTotal, lines: tuple[BudgetLineView, ...], *, widest: int, changed: Changes
) -> Payer:
    return Payer(
        name=total.payer,
        url=page_url("organisation", total.payer_slug),
        lines=tuple(
            _line(line, widest, changed.get(("budget_line", line.number), ()))
            for line in lines
            if line.payer_slug == total.payer_slug
        ),
        total_centimes=total.committed_centimes,
    )


def _line(line: BudgetLineView, widest: int, changes: tuple[ShownChange, ...]) -> Line:
    share = 100 * line.committed_centimes / widest
    return Line(
        label=line.labels,
        year=line.year,
        centimes=line.committed_centimes,
        stages=(
            (_("Appelé"), line.called_centimes),
            (_("Décaissé"), line.disbursed_centimes),
            (_("Justifié"), line.justified_centimes),
        ),
        x=f"{100 - share if language() == 'ar' else 0:.2f}%",
        width=f"{share:.2f}%",
        grade=line.grade,
        source=source_link(line.source),
        changes=changes,
    )


def in_millions(centimes: int) -> str:
    """Write a difference in the unit of the totals beside it, even under one million."""
    value = number(Decimal(centimes) / CENTIMES_PER_MILLION)
    words = {"fr": f"{value}\u00a0MDH", "en": f"MAD\u00a0{value}\u00a0million"}
    return words.get(language(), f"{value} مليون درهم")


def _arithmetic(item: BudgetGap, lines: tuple[BudgetLineView, ...]) -> str:
    """Spell the sum: « 186,88 + 57,36 + 29 + 7,12 = 280,36 », in millions of dirhams."""
    added = [line.committed_centimes for line in lines if line.payer == item.payer]
    terms = [number(Decimal(value) / CENTIMES_PER_MILLION) for value in added]
    total = number(Decimal(item.sum_centimes) / CENTIMES_PER_MILLION)
    return f"{' + '.join(terms)} = {total}"


def _gap(item: BudgetGap, lines: tuple[BudgetLineView, ...]) -> Gap:
    values: dict[str, Any] = {
        "payer": item.payer,
        "announced": item.announced_centimes,
        "computed": item.sum_centimes,
        "difference": in_millions(abs(item.gap_centimes)),
        "line_count": item.line_count,
    }
    return Gap(
        grade=item.figure.grade,
        note=item.figure.note,
        url=page_url("figure", item.figure.code),
        source=source_link(item.figure.source),
        arithmetic=_arithmetic(item, lines),
        **values,
    )
