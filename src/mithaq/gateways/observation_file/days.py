"""A day, a month, a year or a period, as people write them in three languages."""

from __future__ import annotations

import calendar
import re
import unicodedata
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from mithaq.base.calendar_words import MONTHS, SHORT_MONTHS
from mithaq.base.dates import Precision, UncertainDate
from mithaq.base.text import Labels, fold

# Months as the Machrek names them, and short English ones: met in files, never written here.
_OTHER_MONTHS: Final = {
    "كانون الثاني": 1, "شباط": 2, "اذار": 3, "نيسان": 4, "ايار": 5, "حزيران": 6, "تموز": 7,
    "اب": 8, "ايلول": 9, "تشرين الاول": 10, "تشرين الثاني": 11, "كانون الاول": 12,
    "مايو": 5, "يوليو": 7, "اغسطس": 8, "سبتمبر": 9, "نوفمبر": 11, "ديسمبر": 12,
    "sept": 9, "janv": 1, "fev": 2, "avr": 4, "juil": 7,
}  # fmt: skip
_MONTHS: Final = {
    **{fold(name): n for names in MONTHS.values() for n, name in enumerate(names, start=1)},
    **{fold(name): n for names in SHORT_MONTHS.values() for n, name in enumerate(names, start=1)},
    **{fold(name): n for name, n in _OTHER_MONTHS.items()},
}
_ISO: Final = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})(?:[T ]00:00(:00)?)?")
_LOCAL: Final = re.compile(r"(\d{1,2})[/.\-](\d{1,2})[/.\-](\d{4})")
_MONTH: Final = re.compile(r"(\d{4})-(\d{1,2})|(\d{1,2})[/.](\d{4})")
_YEAR: Final = re.compile(r"(?:annee|year|سنه|عام)?\s*((?:19|20)\d{2})")
_WORDED: Final = re.compile(r"(?:(\d{1,2})(?:er)? )?(\D+?) ((?:19|20)\d{2})")
_QUARTER: Final = re.compile(
    r"(?:[tq] ?([1-4])|([1-4])(?:er|e|eme|st|nd|rd|th)? (?:trimestre|quarter)|"
    r"(?:الفصل|الربع) (?:ال)?([1-4]))(?: de)? ((?:19|20)\d{2})"
)
_HALF: Final = re.compile(
    r"(?:[sh] ?([12])|([12])(?:er|e|eme|st|nd)? (?:semestre|half)|(?:الاسدس|النصف) ([12]))"
    r" ((?:19|20)\d{2})"
)
_YEARS: Final = re.compile(r"((?:19|20)\d{2}) ?[-/] ?((?:19|20)\d{2})")
_BETWEEN: Final = re.compile(r"(?:du|from|من) (.+?) (?:au|to|until|الى) (.+)")
# Days are counted by spreadsheets from the end of 1899.
_EPOCH: Final = date(1899, 12, 30)
_SERIAL: Final = re.compile(r"[34]\d{4}")


@dataclass(frozen=True, slots=True, kw_only=True)
class When:
    """What a text says of time: one date and how finely it is known, or a period."""

    as_of: UncertainDate
    period: tuple[date, date] | None = None
    words: Labels = Labels("")  # noqa: RUF009 - frozen
    is_reworded: bool = False

    @property
    def bounds(self) -> tuple[date, date] | None:
        """The first and last day it can speak of."""
        if self.period:
            return self.period
        first, last = self.as_of.earliest, self.as_of.latest
        return (first, last) if first and last else None


def parse_when(text: str) -> When:
    """Read a date or a period. Raises ``ValueError`` when it is neither, or no day of any year."""
    plain = _plain(text)
    for read in (_as_day, _as_month, _as_year, _as_serial, _as_part, _as_years, _as_between):
        if found := read(plain):
            return found
    raise ValueError(text)


def parse_period(text: str) -> When:
    """Read a period; a month or a year alone is the whole of it."""
    found = parse_when(text)
    if found.period is None and found.bounds:
        return When(
            as_of=found.as_of,
            period=found.bounds,
            words=_year_words(found) or Labels(""),
            is_reworded=found.is_reworded,
        )
    return found


def end_of(period: tuple[date, date]) -> UncertainDate:
    """The state that a period ends on, as finely as its bounds are: its year, month or day."""
    start, end = period
    is_month_end = end.day == calendar.monthrange(end.year, end.month)[1]
    if (start.month, start.day, end.month, end.day) == (1, 1, 12, 31):
        return UncertainDate(end, Precision.YEAR)
    return UncertainDate(end, Precision.MONTH if start.day == 1 and is_month_end else Precision.DAY)


def _plain(text: str) -> str:
    kept = []
    for char in unicodedata.normalize("NFKC", text):
        kind = unicodedata.category(char)
        if kind == "Nd":
            kept.append(str(unicodedata.digit(char)))
        elif char in "–—−":
            kept.append("-")
        elif kind != "Cf":
            kept.append(char)
    return " ".join("".join(kept).split())


def _day(year: int, month: int, day: int, *, is_reworded: bool) -> When:
    on = date(year, month, day)
    if not 1950 <= year <= 2100:
        raise ValueError(on.isoformat())
    return When(as_of=UncertainDate(on), is_reworded=is_reworded)


def _as_day(text: str) -> When | None:
    if found := _ISO.fullmatch(text):
        year, month, day = (int(part) for part in found.groups()[:3])
        return _day(year, month, day, is_reworded=len(text) > 10)
    if found := _LOCAL.fullmatch(text):
        day, month, year = (int(part) for part in found.groups())
        return _day(year, month, day, is_reworded=True)
    return None


def _as_month(text: str) -> When | None:
    if found := _MONTH.fullmatch(text):
        one, two, three, four = found.groups()
        year, month = (int(one), int(two)) if one else (int(four), int(three))
        on = date(year, month, 1)
        return When(as_of=UncertainDate(on, Precision.MONTH), is_reworded=not one)
    found = _WORDED.fullmatch(_folded(text))
    if found and (number := _MONTHS.get(found.group(2).strip())):
        year = int(found.group(3))
        if found.group(1):
            return _day(year, number, int(found.group(1)), is_reworded=True)
        return When(as_of=UncertainDate(date(year, number, 1), Precision.MONTH), is_reworded=True)
    return None


def _as_year(text: str) -> When | None:
    found = _YEAR.fullmatch(_folded(text.removesuffix(".0")))
    if not found:
        return None
    on = date(int(found.group(1)), 1, 1)
    return When(as_of=UncertainDate(on, Precision.YEAR), is_reworded=not text.isdecimal())


def _as_serial(text: str) -> When | None:
    """A day that lost its form in a spreadsheet: 45657 is 31 December 2024."""
    if not _SERIAL.fullmatch(text):
        return None
    return When(as_of=UncertainDate(_EPOCH + timedelta(days=int(text))), is_reworded=True)


def _as_part(text: str) -> When | None:
    folded = _folded(text)
    if found := _QUARTER.fullmatch(folded) or _QUARTER.fullmatch(_turned(folded)):
        number = int(next(part for part in found.groups()[:3] if part))
        return _months(int(found.group(4)), 3 * number - 2, 3, _quarter_words(number, found[4]))
    if found := _HALF.fullmatch(folded) or _HALF.fullmatch(_turned(folded)):
        number = int(next(part for part in found.groups()[:3] if part))
        return _months(int(found.group(4)), 6 * number - 5, 6, _half_words(number, found[4]))
    return None


def _months(year: int, first: int, count: int, words: Labels) -> When:
    last = first + count - 1
    period = (date(year, first, 1), date(year, last, calendar.monthrange(year, last)[1]))
    return When(as_of=end_of(period), period=period, words=words, is_reworded=True)


def _as_years(text: str) -> When | None:
    found = _YEARS.fullmatch(text)
    if not found:
        return None
    first, last = int(found.group(1)), int(found.group(2))
    if last <= first:
        raise ValueError(text)
    period = (date(first, 1, 1), date(last, 12, 31))
    return When(as_of=end_of(period), period=period, words=Labels(f"{first}-{last}"))


def _as_between(text: str) -> When | None:
    found = _BETWEEN.fullmatch(text.lower().replace("إلى", "الى"))
    if not found:
        return None
    start, end = parse_when(found.group(1)).bounds, parse_when(found.group(2)).bounds
    if not start or not end or end[1] < start[0]:
        raise ValueError(text)
    period = (start[0], end[1])
    return When(as_of=end_of(period), period=period, is_reworded=True)


def _folded(text: str) -> str:
    return fold(text).replace("الفصل الاول", "الفصل 1").replace("الفصل الثاني", "الفصل 2").replace(
        "الفصل الثالث", "الفصل 3").replace("الفصل الرابع", "الفصل 4")  # fmt: skip


def _turned(text: str) -> str:
    """« 2024 T2 » as « T2 2024 »."""
    first, _, rest = text.partition(" ")
    return f"{rest} {first}" if first.isdecimal() and len(first) == 4 else text


def _year_words(found: When) -> Labels | None:
    return Labels(str(found.as_of)) if found.as_of.precision is Precision.YEAR else None


def _quarter_words(number: int, year: str) -> Labels:
    rank = "1er" if number == 1 else f"{number}e"
    arabic = ("الأول", "الثاني", "الثالث", "الرابع")[number - 1]
    return Labels(f"{rank} trimestre {year}", f"الفصل {arabic} من سنة {year}", f"Q{number} {year}")


def _half_words(number: int, year: str) -> Labels:
    rank = "1er" if number == 1 else "2e"
    arabic = ("الأول", "الثاني")[number - 1]
    return Labels(f"{rank} semestre {year}", f"الأسدس {arabic} من سنة {year}", f"H{number} {year}")
