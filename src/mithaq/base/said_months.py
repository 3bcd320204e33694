"""The months that a text names, in three languages: « août 2026 », « غشت », 08/2026."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Final

from mithaq.base.calendar_words import MONTHS
from mithaq.base.text import fold, search_words

_NAMES: Final = {
    fold(name): number
    for names in MONTHS.values()
    for number, name in enumerate(names, start=1)
}  # fmt: skip
_ENGLISH: Final = frozenset(map(fold, MONTHS["en"]))
# A word of every day in English: a month only where a year follows it, or in a range.
_DOUBTFUL: Final = frozenset({"may"})
# « le 10 février », "February 10": a day, on which something was paid, no month of contributions.
_DAY: Final = re.compile(r"[0-3]?\d(?:er|st|nd|rd|th)?")
_JOINED: Final = ("و", "ف", "ب", "ل", "ك")
_YEAR: Final = re.compile(r"(?:19|20)\d\d")
# Neither part of a day (15/03/2024, 2024-03-15), nor of a number with letters (SM-2026-04).
_NUMBERS: Final = re.compile(
    r"(?<!\w[/-])\b"
    r"(?:(0?[1-9]|1[0-2])[/-]((?:19|20)\d\d)|((?:19|20)\d\d)-(0[1-9]|1[0-2]))"
    r"\b(?![/-]\d)"
)
# « décision n° 4/2026 » is the fourth of a year.
_NUMBERED: Final = re.compile(
    r"(?:\bn\s*[°ºᵒ]|\bn[o°º]s?\.?|\bnum[ée]ros?|\bnumbers?|#|رقم|عدد)\s*:?\s*$", re.IGNORECASE
)
_TO_SPACE: Final = re.compile(r"(?<=/(?:19|20)\d\d)[-–—](?=\d?\d/(?:19|20)\d\d)")
_MARKS: Final = re.compile(r"([-–—,،/&+]|[.;:!?؛؟()\n])")
_READ: Final = re.compile(r"(\d{4})m(\d\d)")


def _spelt(*words: str) -> frozenset[str]:
    return frozenset(fold(word) for word in words)


_LISTS: Final = _spelt("et", "ou", "and", "or", "و", "أو") | {",", "،", "/", "&", "+"}
_RANGES: Final = _spelt("à", "au", "jusqu", "to", "until", "till", "through", "إلى", "حتى") | {
    "-", "–", "—",
}  # fmt: skip
_BETWEEN: Final = _spelt(
    "de", "d", "du", "des", "en", "le", "mois", "fin", "début", "of", "the", "end", "month",
    "شهر", "نهاية", "متم", "غاية",
)  # fmt: skip
_BEFORE_YEAR: Final = _spelt("de", "l", "année", "of", "من", "سنة", "لسنة", "عام") | {"-", "/"}


@dataclass(frozen=True, slots=True)
class _Said:
    """One month named: its words, its year if one is told, and what ties it to the one before."""

    number: int
    year: int | None
    start: int
    end: int
    tie: str = ""
    is_doubtful: bool = False

    @property
    def month(self) -> date | None:
        return date(self.year, self.number, 1) if self.year else None


def months_said(text: str, *, by: date) -> frozenset[date]:
    """The first day of each month named, days left out; without a year, the last such month that
    had begun by a day.

    A year is that of every month of its list: « juillet et août 2024 » are both of 2024. A range
    names each of its months: « de mars à mai 2024 » names April too.
    """
    named = _dated(list(_named(_tokens(text))), by)
    found: set[date] = set()
    for index, item in enumerate(named):
        if item.month is None:
            continue
        found.add(item.month)
        before = named[index - 1].month if index and item.tie == "range" else None
        if before is not None:
            found |= set(_filled(before, item.month))
    return frozenset(found)


def _tokens(text: str) -> list[str]:
    """The folded words of a text and its marks; a month in figures is one word, 2024m03."""
    plain = "".join(str(int(char)) if char.isdecimal() else char for char in text)
    plain = _TO_SPACE.sub(" - ", plain)

    def read(match: re.Match[str]) -> str:
        month, year, year_first, month_last = match.groups()
        if _NUMBERED.search(plain, 0, match.start()):
            return " "
        return f" {year or year_first}m{int(month or month_last):02d} "

    found: list[str] = []
    for rank, piece in enumerate(_MARKS.split(_NUMBERS.sub(read, plain))):
        found += [piece] if rank % 2 else fold(piece).split()
    return found


def _named(tokens: Sequence[str]) -> Iterator[_Said]:
    """The months of a text in their order, days left out."""
    last = -1
    for index, word in enumerate(tokens):
        if (read := _READ.fullmatch(word)) is not None:
            item = _Said(int(read[2]), int(read[1]), index, index)
        elif (number := _number_of(word)) is not None and not _is_day(tokens, index):
            year, end = _year_after(tokens, index)
            item = _Said(number, year, index, end, is_doubtful=word in _DOUBTFUL)
        else:
            continue
        between = tokens[last + 1 : index] if last >= 0 else ()
        is_joined = last >= 0 and word not in _NAMES and word.startswith("و")
        yield replace(item, tie=_tie(between, is_joined=is_joined))
        last = item.end


def _number_of(word: str) -> int | None:
    """The month that a word names, Arabic prepositions taken off: وغشت, لماي, بيوليوز."""
    bare = [*search_words(word), word[1:] if word[:1] in _JOINED else ""]
    return next((_NAMES[name] for name in (word, *bare) if name in _NAMES), None)


def _is_day(tokens: Sequence[str], index: int) -> bool:
    """Whether the name of a month is part of a day: 10 février, 10-mars, March 15."""
    before = [word for word in tokens[max(index - 2, 0) : index] if word not in ("-", "/")][-1:]
    after = tokens[index + 1 : index + 2] if tokens[index] in _ENGLISH else ()
    return any(_DAY.fullmatch(word) for word in (*before, *after))


def _year_after(tokens: Sequence[str], index: int) -> tuple[int | None, int]:
    """The year told right after a month, and where its words end."""
    place = index + 1
    while place < len(tokens) and tokens[place] in _BEFORE_YEAR:
        place += 1
    if place < len(tokens) and _YEAR.fullmatch(tokens[place]):
        return int(tokens[place]), place
    return None, index


def _tie(between: Sequence[str], *, is_joined: bool) -> str:
    """What ties a month to the one before: a range, a list, or nothing."""
    if any(word not in _LISTS | _RANGES | _BETWEEN for word in between):
        return ""
    if any(word in _RANGES for word in between):
        return "range"
    return "list" if is_joined or any(word in _LISTS for word in between) else ""


def _dated(named: list[_Said], by: date) -> list[_Said]:
    """Give each month its year: its own, that of its list or of its range, else the last one."""
    told = [item.year is not None for item in named]
    for index in range(len(named) - 1, -1, -1):
        item = named[index]
        before = named[index - 1] if index else None
        after = named[index + 1] if index + 1 < len(named) else None
        tie = after.tie if after else ""
        if item.year is None and after is not None and after.year and tie == "range":
            year = after.year - (item.number > after.number)
            told[index] = told[index + 1]
        elif item.year is None and after is not None and tie == "list" and told[index + 1]:
            year, told[index] = after.year or by.year, True
        elif item.year is None and before and before.year and item.tie == "range":
            year, told[index] = before.year + (item.number < before.number), True
        elif item.year is None and (not item.is_doubtful or item.tie == "range"):
            year = by.year if item.number <= by.month else by.year - 1
        else:
            continue
        named[index] = replace(item, year=year)
    return named


def _filled(start: date, end: date) -> Iterator[date]:
    """The months between two; none when the second is not the later one."""
    for count in range(start.year * 12 + start.month, end.year * 12 + end.month - 1):
        yield date(count // 12, count % 12 + 1, 1)
