"""Bars of amounts and days, in percent of the width; Arabic reads them from the right."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from mithaq.web.shell.typography import language


@dataclass(frozen=True, slots=True, kw_only=True)
class Bar:
    """A length on a scale; ``mark`` is where a bound stands on it."""

    x: str
    width: str
    mark: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """A column of a chart drawn from its foot; hatched where the law is not confirmed."""

    x: str
    width: str
    y: str
    height: str
    is_confirmed: bool


def bar(part: float, whole: float, *, start: float = 0, bound: float | None = None) -> Bar:
    """A part of a whole, from a start; a bound is drawn when it is given."""
    scale = max(whole, start + part, bound or 0, 1)
    begins, length = 100 * start / scale, max(0.0, 100 * part / scale)
    return Bar(
        x=_at(begins, length),
        width=f"{length:.2f}%",
        mark="" if bound is None else _at(min(99.5, 100 * bound / scale)),
    )


def cascade(parts: Sequence[float], whole: float) -> list[Bar]:
    """Parts one after the other, each begun where the one before ends."""
    found: list[Bar] = []
    start = 0.0
    for part in parts:
        found.append(bar(part, whole, start=start))
        start += part
    return found


def columns(values: Iterable[tuple[float, bool]]) -> list[Column]:
    """Columns side by side, the highest as high as the chart; each with whether it is confirmed."""
    listed = list(values)
    top = max((value for value, _ in listed), default=0) or 1
    width = 100 / max(1, len(listed))
    return [
        Column(
            x=_at(index * width, width),
            width=f"{width:.3f}%",
            y=f"{100 - 100 * value / top:.2f}%",
            height=f"{100 * value / top:.2f}%",
            is_confirmed=is_confirmed,
        )
        for index, (value, is_confirmed) in enumerate(listed)
    ]


def _at(begins: float, length: float = 0) -> str:
    return f"{100 - begins - length if language() == 'ar' else begins:.2f}%"
