"""A reform as pictures: the difference by group as bars, by region as a map."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from mithaq.apps.programmes.queries import ReformLine, ReformMeasure, ReformResult
from mithaq.apps.reference.queries import outlines
from mithaq.web.reforms.tables import shown, unit_words
from mithaq.web.reforms.words import GROUPS, people_words
from mithaq.web.shell.numbers import number, number_bdi
from mithaq.web.shell.typography import language, set_text

PER: Final = 1_000
DRAWN: Final = ("wage_band", "sector", "sex")


@dataclass(frozen=True, slots=True, kw_only=True)
class Bar:
    """The difference of one group; places are in percent of the picture."""

    label: str
    value: str
    note: str
    x: str
    width: str
    is_less: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Bars:
    """The groups of one kind on one scale; ``zero_x`` is where nothing changes."""

    title: str
    bars: tuple[Bar, ...]
    zero_x: str


def whole_of(line: ReformLine) -> dict[str, object]:
    """A measure for everybody, as the first table shows it."""
    return {
        "name": line.measure.name,
        "label": line.measure.label,
        "unit": unit_words(line),
        "difference": signed(line),
        "before": number_bdi(shown(line, "before")),
        "after": number_bdi(shown(line, "after")),
        "more": number_bdi(line.more),
        "less": number_bdi(line.less),
    }


def undecided_words(result: ReformResult) -> str:
    """How many people some measure cannot be told of."""
    most = max((result.of(m.name)[0].undecided for m in result.measures), default=0)
    if not most:
        return ""
    words = ngettext(
        "Pour %(n)s salarié-mois, un fait manque : il n’est compté ni avant ni après.",
        "Pour %(n)s salariés-mois, un fait manque : ils ne sont comptés ni avant ni après.",
        most,
    )
    return set_text(words % {"n": number(most)})


def bars_of(result: ReformResult, measure: ReformMeasure) -> tuple[Bars, ...]:
    """The difference by wage band, by sector and by sex."""
    return tuple(_bars(str(GROUPS[name]), result.of(measure.name, name)) for name in DRAWN)


def _bars(title: str, lines: tuple[ReformLine, ...]) -> Bars:
    low = min(0, *(line.difference for line in lines))
    high = max(0, *(line.difference for line in lines))
    span = (high - low) or 1
    return Bars(
        title=title,
        bars=tuple(_bar(line, low, span) for line in lines),
        zero_x=_place(-low / span, 0),
    )


def _bar(line: ReformLine, low: int, span: int) -> Bar:
    start = min(0, line.difference) - low
    width = abs(line.difference) / span
    moved = line.more + line.less
    return Bar(
        label=people_words(line),
        value=signed(line),
        note=set_text(_("%(n)s salariés-mois touchés") % {"n": number(moved)}),
        x=_place(start / span, width),
        width=f"{100 * width:.2f}%",
        is_less=line.difference < 0,
    )


def _place(start: float, width: float) -> str:
    left = 1 - start - width if language() == "ar" else start
    return f"{100 * left:.2f}%"


def signed(line: ReformLine) -> str:
    """A difference with its sign, in dirhams or in people."""
    value = shown(line, "difference")
    sign = "+" if value > 0 else "−" if value < 0 else ""
    # Isolated: the sign stays before its number in a line of Arabic.
    amount = f"\u2066{sign}{number(abs(value))}\u2069"
    return set_text(_("%(n)s DH") % {"n": amount}) if line.measure.is_money else amount


def map_of(result: ReformResult, measure: ReformMeasure) -> Mapping[str, Any]:
    """The difference in each region for a thousand employees, so that sizes do not speak."""
    values = {
        line.region: round(PER * shown(line, "difference") / line.rows, 1)
        for line in result.of(measure.name, "region")
    }
    return {
        "shapes": outlines("region"),
        "values": values,
        "unit": _("DH") if measure.is_money else "",
        "decimals": 0 if max(map(abs, values.values()), default=0) >= PER else 1,
        "is_flat": not any(values.values()),
    }
