"""Charts drawn on the server as plain SVG: they print and need no script."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django import template

from mithaq.web.shell.maps import map_chart
from mithaq.web.shell.numbers import number, number_bdi, percent
from mithaq.web.shell.typography import language
from mithaq.web.shell.words import local

PARTIALS = "shell/components"


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """One piece of a whole; `tone` is « full », « light » or « void »."""

    value: float
    label: Any
    tone: str = "full"


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """One way to read an ambiguous figure, with its arithmetic in words."""

    title: Any
    note: Any
    parts: tuple[Part, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Pair:
    """Two values of one row, such as men and women of a region; `is_total` is the country's row."""

    label: Any
    first: float | None
    second: float | None
    is_total: bool = False


def _get(row: Any, name: str, default: Any = "") -> Any:
    return row.get(name, default) if isinstance(row, Mapping) else getattr(row, name, default)


def _at(share: float, width: float = 0.0) -> str:
    """Place a mark on a horizontal scale in percent; Arabic reads it from the right."""
    return f"{100 - share - width if language() == 'ar' else share:.2f}%"


def two_readings(readings: Iterable[Any], *, whole: float = 100) -> dict[str, Any]:
    """Draw the readings of one figure on the same scale, stacked, none preferred."""
    rows = []
    for reading in readings:
        start, bars = 0.0, []
        for part in _get(reading, "parts"):
            share = 100 * float(_get(part, "value")) / whole
            bars.append(
                {
                    "x": _at(start, share),
                    "width": f"{share:.2f}%",
                    "middle": _at(start + share / 2),
                    "start": _at(start),
                    "value": number(_get(part, "value")),
                    "label": local(_get(part, "label")),
                    "tone": _get(part, "tone", "full"),
                }
            )
            start += share
        rows.append({"title": _get(reading, "title"), "note": _get(reading, "note"), "bars": bars})
    return {"rows": rows, "anchor": "end" if language() == "ar" else "start"}


def target_bar(
    *,
    promised: float | int,
    achieved: float | int | None = None,
    label: object = "",
    unit: object = "",
    grade: object = "",
    url: str = "",
    words: object = "",
    achieved_words: object = "",
    rate: object = "",
) -> dict[str, Any]:
    """Set what is achieved against what was promised; hatched when no result is published.

    `words` and `achieved_words` write both values whole, with what a source put before them.
    """
    share = None if achieved is None or not promised else 100 * float(achieved) / float(promised)
    scale = max(share or 0, 100)
    width = None if share is None else 100 * share / scale
    return {
        "label": label,
        "promised": words or number_bdi(promised),
        "unit": "" if words else unit,
        "achieved": None if achieved is None else achieved_words or number_bdi(achieved),
        "share": None if share is None else rate or percent(share / 100, 0),
        "x": _at(0, width or 0),
        "width": f"{width or 0:.2f}%",
        "mark": _at(100 * 100 / scale),
        "goes_beyond": scale > 100,
        "grade_code": grade,
        "url": url,
    }


def dumbbell(
    rows: Iterable[Any],
    *,
    first: object,
    second: object,
    top: float,
    step: float,
    unit: str = "",
) -> dict[str, Any]:
    """Compare two values a row on one scale: hollow and filled dots, so that grey prints well."""
    ticks = [step * index for index in range(int(top / step) + 1)]
    drawn = [_pair(row, top) for row in rows]
    return {
        "rows": drawn,
        "first": first,
        "second": second,
        "ticks": [{"x": _at(100 * tick / top), "value": number(tick)} for tick in ticks],
        "unit": unit,
    }


def _pair(row: Any, top: float) -> dict[str, Any]:
    low, high = _get(row, "first", None), _get(row, "second", None)
    drawn = {"label": _get(row, "label"), "is_total": bool(_get(row, "is_total", ""))}
    if low is None or high is None:
        return drawn | {"is_known": False}
    mirrored = language() == "ar"
    first_is_left = (low <= high) != mirrored
    return drawn | {
        "is_known": True,
        "first_x": _at(100 * float(low) / top),
        "second_x": _at(100 * float(high) / top),
        "first": number(low),
        "second": number(high),
        "first_dx": -11 if first_is_left else 11,
        "second_dx": 11 if first_is_left else -11,
        "first_anchor": "end" if first_is_left else "start",
        "second_anchor": "start" if first_is_left else "end",
    }


def clock(*, used: int, norm: int, sentence: object, is_stopped: bool = False) -> dict[str, Any]:
    """Draw a turn's clock: one box a working day, a black line at the norm, hatch beyond it."""
    boxes: Sequence[str] = [
        "late" if index >= norm else "used" if index < used else "left"
        for index in range(max(used, norm))
    ]
    return {
        "boxes": boxes[:norm],
        "late": boxes[norm:],
        "is_stopped": is_stopped,
        "is_late": used > norm,
        "sentence": sentence,
    }


def register_charts(register: template.Library) -> None:
    """Add each chart with its partial."""
    for function in (two_readings, target_bar, dumbbell, clock):
        name = function.__name__
        register.inclusion_tag(f"{PARTIALS}/{name}.html", name=name)(function)
    register.inclusion_tag(f"{PARTIALS}/map.html", name="map")(map_chart)
