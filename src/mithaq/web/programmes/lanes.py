"""The versions of a law drawn in time: a lane a value that changed; Arabic from the right."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Final

from django.utils.safestring import SafeString

from mithaq.apps.programmes.queries import LawValue, LawVersion, SchemeLaw
from mithaq.base.text import Labels
from mithaq.web.programmes.values import value_words
from mithaq.web.shell.typography import language

# A year of room after the last change, so that what is in force has a width.
ROOM_YEARS: Final = 1
MOST_LANES: Final = 14
# Words that do not fit their span are not drawn: the list below says them. In pixels.
LETTER: Final = 7.4
LANE, LANE_ON_A_PHONE = 880, 345


@dataclass(frozen=True, slots=True, kw_only=True)
class Span:
    """One version on its lane; places are in percent of the width."""

    x: str
    width: str
    middle: str
    words: SafeString
    is_wide: bool
    is_short: bool
    tone: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Lane:
    """A value and its versions."""

    label: Labels
    path: str
    spans: tuple[Span, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Drawing:
    """Everything the picture needs."""

    lanes: tuple[Lane, ...]
    ticks: tuple[tuple[str, int], ...]
    today_x: str
    left_out: int


def drawing_of(law: SchemeLaw) -> Drawing | None:
    """Lay the values that changed on one scale of years; nothing when none did."""
    changed = [value for value in law.values if len(_runs(value)) > 1]
    if not changed:
        return None
    starts = [version.since for value in changed for version in value.history]
    last = max(*starts, law.on)
    scale = _Scale(first=date(min(starts).year, 1, 1), last=date(last.year + ROOM_YEARS, 12, 31))
    return Drawing(
        lanes=tuple(
            Lane(label=value.label, path=value.path, spans=tuple(_spans(value, scale, law.on)))
            for value in changed[:MOST_LANES]
        ),
        ticks=tuple(scale.ticks()),
        today_x=scale.at(law.on),
        left_out=max(0, len(changed) - MOST_LANES),
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class _Scale:
    first: date
    last: date

    def share(self, day: date) -> float:
        return 100 * (day - self.first).days / max(1, (self.last - self.first).days)

    def at(self, day: date, width: float = 0.0) -> str:
        share = self.share(day)
        return f"{100 - share - width if language() == 'ar' else share:.2f}%"

    def ticks(self) -> Iterator[tuple[str, int]]:
        years = self.last.year - self.first.year + 1
        step = 1 if years <= 8 else 2 if years <= 16 else 5
        for year in range(self.first.year, self.last.year + 1):
            if year % step == 0 or step == 1:
                yield self.at(date(year, 1, 1)), year


def _spans(value: LawValue, scale: _Scale, on: date) -> Iterator[Span]:
    runs = _runs(value)
    ends = [version.since for version in runs[1:]]
    for version, end in zip(runs, [*ends, scale.last], strict=True):
        width = max(0.4, scale.share(end) - scale.share(version.since))
        middle = scale.share(version.since) + width / 2
        words = value_words(value, version)
        yield Span(
            x=scale.at(version.since, width),
            width=f"{width:.2f}%",
            middle=f"{100 - middle if language() == 'ar' else middle:.2f}%",
            words=words,
            is_wide=_fits(words, width * LANE),
            is_short=not _fits(words, width * LANE_ON_A_PHONE),
            tone=_tone(version, is_now=version.since <= on < end),
        )


def _fits(words: str, hundredths: float) -> bool:
    return (len(words) + 2) * LETTER <= hundredths / 100


def _runs(value: LawValue) -> list[LawVersion]:
    """The versions that say something else than the one before: a law repeats itself."""
    found: list[LawVersion] = []
    for version in value.history:
        same = found and (found[-1].value, found[-1].confidence) == (
            version.value,
            version.confidence,
        )
        if not same or version.replaced_by:
            found.append(version)
    return found


def _tone(version: LawVersion, *, is_now: bool) -> str:
    """« silent », the law says nothing; « doubt », sources differ; « now », in force; « past »."""
    if version.value is None:
        return "silent"
    if version.replaced_by:
        return "replaced"
    if version.confidence in {"conflicting", "unknown"}:
        return "doubt"
    return "now" if is_now else "past"
