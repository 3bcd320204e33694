"""A committee late on its cadence says so on its own page, whatever its past stretches hold."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from mithaq.web.committees.words import awaited_words


@dataclass(frozen=True, slots=True)
class _Line:
    status: str
    held_on: date


@dataclass(frozen=True, slots=True)
class _Committee:
    meetings: tuple[_Line, ...]
    cadence_count: int | None = 2
    cadence_period: str = "year"


def test_the_sitting_after_the_last_one_is_told_once_its_day_is_past() -> None:
    found: Any = _Committee((_Line("held", date(2026, 4, 30)), _Line("planned", date(2027, 1, 4))))
    assert not awaited_words(found, on=date(2026, 10, 30))
    assert "30 octobre 2026" in awaited_words(found, on=date(2026, 11, 30)).replace("\u00a0", " ")
    nothing: Any = _Committee(())
    assert not awaited_words(nothing, on=date(2026, 11, 30))
