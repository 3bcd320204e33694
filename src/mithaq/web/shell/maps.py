"""The twelve regions in six fixed classes of one hue, every value printed, a table behind."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from mithaq.web.shell.numbers import number
from mithaq.web.shell.typography import language
from mithaq.web.shell.words import local

CLASSES: Final = 6
DARK_FROM: Final = 3
RIGHT_TO_LEFT: Final = "\u200f"
VIEW_BOX: Final = "0 0 1000 1068"


@dataclass(frozen=True, slots=True, kw_only=True)
class Area:
    """A territory to draw: its code, its name, its outline as SVG path data."""

    code: str
    label: Any
    path: str


@dataclass(frozen=True, slots=True)
class _Place:
    """Where a label stands: in the sea with a leader, or inside the region."""

    x: float
    y: float
    anchor: str
    dot: tuple[float, float] | None = None


# Atlantic regions are named in the sea; one inland region is led out to the south-east.
_PLACES: Final[dict[str, _Place]] = {
    "01": _Place(560, 24, "end", (690, 46)),
    "04": _Place(520, 108, "end", (652, 124)),
    "06": _Place(444, 190, "end", (560, 208)),
    "07": _Place(378, 274, "end", (506, 288)),
    "09": _Place(330, 364, "end", (492, 396)),
    "10": _Place(262, 466, "end", (384, 520)),
    "11": _Place(170, 588, "end", (284, 634)),
    "12": _Place(172, 884, "middle"),
    "02": _Place(892, 112, "middle"),
    "03": _Place(757, 148, "middle"),
    "08": _Place(774, 282, "middle"),
    "05": _Place(806, 440, "start", (664, 240)),
}


def map_chart(
    regions: Iterable[Any],
    values: Mapping[str, float | None],
    *,
    bounds: Sequence[float] | str = (),
    title: object = "",
    description: object = "",
    unit: str = "",
    decimals: int | None = None,
    is_small: bool = False,
    group: Mapping[str, Any] | None = None,
) -> dict[str, Any]:
    """Draw regions by value. `bounds`: the five limits between the six classes, lowest first.

    `group` is a value that several regions have together (codes, value, label): each is hatched
    and bears it in brackets.
    """
    limits = _limits(bounds, values)
    drawn = [_area(region, values, limits, decimals) for region in regions]
    for area in drawn:
        is_in = group is not None and area["value"] is None and area["code"] in group["codes"]
        area["together"] = group["value"] if group and is_in else None
    return {
        "areas": drawn,
        "title": title,
        "description": description,
        "unit": unit,
        "is_small": is_small,
        "view_box": VIEW_BOX,
        "classes": _legend(limits, decimals),
        "group": group,
        "has_unknown": any(a["shade"] is None and a["together"] is None for a in drawn),
    }


def _limits(bounds: Sequence[float] | str, values: Mapping[str, float | None]) -> list[float]:
    """Take the limits given; else cut the span of the values in six equal steps."""
    if isinstance(bounds, str):
        bounds = [float(part) for part in bounds.split()] if bounds else []
    if bounds:
        return list(bounds)
    known = [float(value) for value in values.values() if value is not None]
    if not known:
        return []
    low, high = min(known), max(known)
    return [low + (high - low) * step / CLASSES for step in range(1, CLASSES)]


def _area(
    region: Any, values: Mapping[str, float | None], limits: Sequence[float], decimals: int | None
) -> dict[str, Any]:
    code = str(_get(region, "code"))
    value = values.get(code)
    shade = None if value is None else bisect_right(list(limits), float(value))
    place = _PLACES.get(code)
    words = local(_get(region, "label"))
    is_inside = place is not None and place.dot is None
    return {
        "code": code,
        "path": _get(region, "path"),
        "name": words,
        "lines": _two_lines(words, 9 if is_inside else 18),
        "value": None if value is None else number(value, decimals),
        "shade": shade,
        "is_light": is_inside and shade is not None and shade >= DARK_FROM,
        "place": _placed(place) if place else None,
    }


def _placed(place: _Place) -> dict[str, Any]:
    """Write coordinates as text: a template would print a decimal comma."""
    gap = {"end": 10, "start": -10, "middle": 0}[place.anchor]
    drawn: dict[str, Any] = {
        "x": f"{place.x:g}",
        "y": f"{place.y:g}",
        "anchor": place.anchor,
        "line_y": [f"{place.y + 26 + 24 * index:g}" for index in range(2)],
    }
    if place.dot:
        drawn |= {
            "dot_x": f"{place.dot[0]:g}",
            "dot_y": f"{place.dot[1]:g}",
            "from_x": f"{place.x + gap:g}",
            "from_y": f"{place.y - 8:g}",
            "is_inland": place.anchor == "start",
        }
    return drawn


def _two_lines(words: str, room: int) -> list[str]:
    """Break a long name once, after the hyphen or the space nearest its middle."""
    if len(words) <= room:
        return [words]
    cuts = [index + 1 for index, char in enumerate(words[:-1]) if char in "- "]
    if not cuts:
        return [words]
    cut = min(cuts, key=lambda index: abs(index - len(words) / 2))
    # A hyphen at the end of an Arabic line falls on its wrong side unless a mark closes it.
    mark = RIGHT_TO_LEFT if language() == "ar" else ""
    return [words[:cut].rstrip() + mark, words[cut:]]


def _legend(limits: Sequence[float], decimals: int | None) -> list[dict[str, Any]]:
    if not limits:
        return []
    places = decimals if decimals is not None else _places(limits)
    step = 10.0**-places
    written = [_short(limit, places) for limit in limits]
    ends = [_short(limit - step, places) for limit in limits]
    rows = [{"shade": 0, "kind": "below", "low": "", "high": written[0]}]
    rows += [
        {"shade": index + 1, "kind": "between", "low": written[index], "high": ends[index + 1]}
        for index in range(len(written) - 1)
    ]
    return [*rows, {"shade": len(written), "kind": "above", "low": written[-1], "high": ""}]


def _places(limits: Sequence[float]) -> int:
    return 0 if all(float(limit).is_integer() for limit in limits) else 1


def _short(limit: float, places: int) -> str:
    """Write a limit without decimals that say nothing."""
    text = number(round(limit, places), places)
    return text.removesuffix(",0").removesuffix(".0")


def _get(row: Any, name: str) -> Any:
    return row.get(name, "") if isinstance(row, Mapping) else getattr(row, name, "")
