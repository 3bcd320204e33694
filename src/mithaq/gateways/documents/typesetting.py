"""A printed text follows its language: thin spaces in French, isolated numbers in Arabic."""

from __future__ import annotations

import re
from datetime import date, datetime
from typing import Any, Final
from zoneinfo import ZoneInfo

from mithaq.base.calendar_words import MONTHS
from mithaq.base.dates import Precision, UncertainDate
from mithaq.base.typography import WORD, arabic, french, grouped

_AT: Final = {"fr": "à", "ar": "على الساعة", "en": "at"}
_ISO: Final = re.compile(r"\d{4}(-\d{2}(-\d{2})?)?")
_INSTANT: Final = re.compile(r"\d{4}-\d{2}-\d{2}T\d{2}:\d{2}.*")

# Values that are codes, addresses or keys: printed as they are.
_VERBATIM: Final = frozenset({"url", "digest", "code", "language", "grade", "reference", "share"})
_DATES: Final = frozenset({"as_of", "at", "due", "said_on", "date", "period"})


def typeset(text: str, language: str) -> str:
    """Set one text as its language prints it; twice gives the same as once."""
    if language == "fr":
        return french(text)
    return arabic(text) if language == "ar" else grouped(text)


def say_date(value: str, language: str) -> str:
    """Say an ISO date, month, year or instant in words; any other text is left alone."""
    if _INSTANT.fullmatch(value):
        return _say_instant(datetime.fromisoformat(value), language)
    if not _ISO.fullmatch(value):
        return value
    known = UncertainDate.parse(value)
    if known.on is None or known.precision is Precision.YEAR:
        return value
    month = f"{MONTHS[language][known.on.month - 1]} {known.on.year}"
    if known.precision is Precision.MONTH:
        return month
    day = "1er" if known.on.day == 1 and language == "fr" else str(known.on.day)
    return f"{day}{WORD}{month}"


def prepare(value: Any, language: str, key: str = "") -> Any:
    """Set every text of a content as it will be printed, dates in words."""
    if isinstance(value, dict):
        return {name: prepare(inner, language, name) for name, inner in value.items()}
    if isinstance(value, list | tuple):
        return [prepare(inner, language, key) for inner in value]
    if isinstance(value, str) and key not in _VERBATIM:
        return typeset(say_date(value, language) if key in _DATES else value, language)
    return value


def first_iso_day(*values: object) -> date | None:
    """Give the first value that is a day written in ISO form."""
    for value in values:
        if isinstance(value, str) and re.match(r"\d{4}-\d{2}-\d{2}", value):
            return date.fromisoformat(value[:10])
    return None


def _say_instant(at: datetime, language: str) -> str:
    if at.tzinfo is not None:
        at = at.astimezone(ZoneInfo("Africa/Casablanca"))
    hour = f"{at:%H}{WORD}h{WORD}{at:%M}" if language == "fr" else f"{at:%H:%M}"
    return f"{say_date(at.date().isoformat(), language)} {_AT[language]} {hour}"
