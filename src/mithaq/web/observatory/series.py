"""An indicator in time: one drawing a family of sources, differences computed, never typed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Final

from django.utils.translation import gettext as _

from mithaq.apps.observatory.queries import FigureView, IndicatorHistory
from mithaq.web.observatory.opened import Shown, shown
from mithaq.web.observatory.rooms import Place, rooms
from mithaq.web.observatory.words import FAMILIES, words_of
from mithaq.web.shell.dates import date_plain, month_words
from mithaq.web.shell.numbers import number
from mithaq.web.shell.typography import comma, language, semicolon, set_text
from mithaq.web.shell.values import display_of, display_value

# Room kept at both ends of the time axis, in percent, and heights in pixels.
MARGIN: Final = 12.0
TOP: Final = 34
BOTTOM: Final = 150
LABEL_ABOVE: Final = 13


@dataclass(frozen=True, slots=True, kw_only=True)
class Point:
    """One figure in a drawing."""

    x: str
    y: str
    text_y: str
    label: str
    when: str
    url: str
    is_in_conflict: bool
    room: str
    """Where its label has room: « all », « wide », or « none » (the table says its value)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Stroke:
    """The line between two figures of one source, counted alike."""

    x1: str
    y1: str
    x2: str
    y2: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One figure in the table, with what separates it from the one before."""

    figure: Shown
    version: int
    delta: str
    delta_note: str
    is_in_conflict: bool
    is_revised: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Family:
    """The figures of one kind of source: a census and a survey never share a drawing."""

    name: str
    anchor: str
    is_exercise: bool
    rows: list[Row]
    points: list[Point]
    strokes: list[Stroke]
    ticks: list[tuple[str, str]]
    is_drawn: bool
    sentence: str


def families_of(history: IndicatorHistory) -> list[Family]:
    """Part the figures of an indicator by kind of source, exercises apart and last."""
    disputed = {side.code for item in history.conflicts for side in item.sides}
    groups: dict[tuple[bool, str], list[FigureView]] = {}
    for item in history.figures:
        groups.setdefault((item.is_exercise, item.source.kind), []).append(item)
    return [
        _family(kind, items, disputed, is_exercise=exercise)
        for (exercise, kind), items in sorted(groups.items(), key=lambda pair: pair[0])
    ]


def _family(kind: str, items: list[FigureView], disputed: set[str], *, is_exercise: bool) -> Family:
    # A figure that another revises stays in the table; a drawing shows what stands.
    standing = [item for item in items if item.revised_by_code is None]
    dated = [item for item in standing if item.as_of.on is not None]
    before = dict(_predecessors(dated))
    points = {item.code: point for item, point in _points(dated, disputed)}
    return Family(
        name=words_of(FAMILIES, kind),
        anchor=f"{kind}-{'exercice' if is_exercise else 'public'}",
        is_exercise=is_exercise,
        rows=[_row(item, before.get(item.code), disputed) for item in items],
        points=list(points.values()),
        strokes=[
            _stroke(points[former.code], points[item.code])
            for item in items
            if (former := before.get(item.code)) and item.code in points and former.code in points
        ],
        ticks=_ticks(dated),
        is_drawn=len({item.as_of.on for item in dated}) > 1,
        sentence=semicolon().join(
            comma().join((display_of(item).text, _when(item.as_of.on))) for item in dated
        ),
    )


def _alike(item: FigureView) -> tuple[object, ...]:
    """Only one source, counting in one way, over one scope and as many months, is comparable with
    itself: half a year is not subtracted from a year."""
    scope = (str(item.organisation), str(item.territory), item.is_about_set, item.part_of_code)
    people = (item.sex, item.milieu, item.category_code)
    return (item.source.code, item.version_number, item.unit, _months(item), *scope, *people)


def _months(item: FigureView) -> int | None:
    """How many months a figure covers, when its period is published."""
    if item.period_from is None or item.period_to is None:
        return None
    first, last = item.period_from, item.period_to
    return 12 * (last.year - first.year) + last.month - first.month + 1


def _predecessors(items: Iterable[FigureView]) -> Iterator[tuple[str, FigureView]]:
    """Give each figure the one that comes just before it in its own series."""
    last: dict[tuple[object, ...], FigureView] = {}
    for item in sorted(items, key=lambda item: (item.as_of.sort_key, item.code)):
        former = last.get(_alike(item))
        if former is not None and former.as_of.sort_key < item.as_of.sort_key:
            yield item.code, former
        last[_alike(item)] = item


def _row(item: FigureView, former: FigureView | None, disputed: set[str]) -> Row:
    return Row(
        figure=shown(item),
        version=item.version_number,
        delta=_delta(item, former) if former else "",
        delta_note=_delta_note(item, former) if former else "",
        is_in_conflict=item.code in disputed,
        is_revised=item.revised_by_code is not None,
    )


def _delta(item: FigureView, former: FigureView) -> str:
    """Subtract: counts in their unit, shares in points."""
    gap = item.value - former.value
    if item.unit == "percent":
        return set_text(_("%(gap)s points") % {"gap": _signed(gap)})
    sign = "+" if gap > 0 else ""
    return f"{sign}{display_value(gap, item.unit).amount}"


def _signed(value: Decimal) -> str:
    return f"{'+' if value > 0 else ''}{number(value)}"


def _delta_note(item: FigureView, former: FigureView) -> str:
    vague = {item.qualifier, former.qualifier} - {"exactly"}
    since = set_text(_("depuis %(value)s") % {"value": display_of(former).text})
    return set_text(_("%(since)s ; valeurs arrondies") % {"since": since}) if vague else since


def _points(items: list[FigureView], disputed: set[str]) -> Iterator[tuple[FigureView, Point]]:
    dated = [(item, item.as_of.on) for item in items if item.as_of.on is not None]
    if not dated:
        return
    first, last = min(on for _i, on in dated), max(on for _i, on in dated)
    top = max(item.value for item, _on in dated) or Decimal(1)
    places = [
        Place(
            x=_share(on, first, last),
            y=BOTTOM - float(item.value / top) * (BOTTOM - TOP),
            text=display_of(item).amount,
        )
        for item, on in dated
    ]
    for (item, on), place, room in zip(dated, places, rooms(places), strict=True):
        yield (
            item,
            Point(
                x=_across(place.x),
                y=f"{place.y:.1f}",
                text_y=f"{place.y - LABEL_ABOVE:.1f}",
                label=place.text,
                when=_when(on),
                url=shown(item).url,
                is_in_conflict=item.code in disputed,
                room=room,
            ),
        )


def _ticks(items: list[FigureView]) -> list[tuple[str, str]]:
    """Name the first and the last month of the drawing."""
    days = sorted({item.as_of.on for item in items if item.as_of.on})
    if len(days) < 2:
        return []
    ends = (days[0], days[-1])
    return [(_across(_share(day, *ends)), month_words(day)) for day in ends]


def _share(on: date, first: date, last: date) -> float:
    """Where a day falls across the drawing, in percent of its width."""
    span = (last - first).days
    share = (on - first).days / span if span else 0.5
    return MARGIN + (100 - 2 * MARGIN) * share


def _across(share: float) -> str:
    return f"{100 - share if language() == 'ar' else share:.2f}%"


def _stroke(former: Point, item: Point) -> Stroke:
    return Stroke(x1=former.x, y1=former.y, x2=item.x, y2=item.y)


def _when(on: date | None) -> str:
    return date_plain(on) if on else ""
