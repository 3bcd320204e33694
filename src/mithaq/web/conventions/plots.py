"""Two contradictory figures in time, with the value that a published growth implies."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Final

from django.template.loader import render_to_string
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from mithaq.apps.observatory.queries import FigureView
from mithaq.web.shell.dates import month_short
from mithaq.web.shell.numbers import number
from mithaq.web.shell.typography import language

LEFT: Final = 40
WIDTH: Final = 180
BOTTOM: Final = 96
HEIGHT: Final = 64


@dataclass(frozen=True, slots=True, kw_only=True)
class Point:
    """One figure in the drawing."""

    x: str
    y: str
    label: str
    when: str
    shape: str
    value_y: str
    note_y: str


def conflict_plot(sides: Iterable[FigureView], figures: Iterable[FigureView]) -> SafeString:
    """Draw the sides where their dates and their unit are known; nothing otherwise."""
    dated = [(item, item.as_of.on) for item in sides if item.as_of.on is not None]
    placed = [(item.value, on, "side") for item, on in dated]
    if len({on for _value, on, _kind in placed}) < 2 or len({i.unit for i, _on in dated}) != 1:
        return SafeString("")
    codes = {item.code: on for item, on in dated}
    implied = [
        (item.implied_before, _year_before(codes[item.part_of_code]))
        for item in figures
        if item.implied_before is not None and item.part_of_code in codes
    ]
    points = _points(placed, implied)
    line = [point for point in points if point.shape in {"implied", "first"}]
    return mark_safe(  # noqa: S308 - rendered by a template that escapes
        render_to_string(
            "conventions/plot.html",
            {"points": points, "line": line if len(line) == 2 else [], "bottom": BOTTOM},
        )
    )


def _year_before(on: date) -> date:
    return on.replace(year=on.year - 1, day=1)


def _points(
    placed: list[tuple[Decimal, date, str]], implied: list[tuple[Decimal, date]]
) -> list[Point]:
    every = [on for _value, on, _kind in placed] + [on for _value, on in implied]
    first, last = min(every).toordinal(), max(every).toordinal()
    top = max(value for value, _on, _kind in placed)
    mirrored = language() == "ar"

    def point(value: Decimal, on: date, shape: str, label: str) -> Point:
        share = (on.toordinal() - first) / max(last - first, 1)
        x = LEFT + WIDTH * (1 - share if mirrored else share)
        y = BOTTOM - 14 - float(value / top) * HEIGHT
        return Point(
            x=f"{x:.1f}",
            y=f"{y:.1f}",
            label=label,
            when=f"{month_short(on)} {on.year}",
            shape=shape,
            value_y=f"{y - 11:.1f}",
            note_y=f"{y + 20:.1f}",
        )

    shapes = ("first", "second")
    drawn = [
        point(value, on, shapes[min(index, 1)], number(value))
        for index, (value, on, _kind) in enumerate(placed)
    ]
    return drawn + [
        point(value, on, "implied", _("env. %(value)s") % {"value": number(value)})
        for value, on in implied
    ]
