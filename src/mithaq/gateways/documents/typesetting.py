"""A printed text follows its language: thin spaces in French, isolated numbers in Arabic."""

from __future__ import annotations

import re
from datetime import date, datetime
from typing import Any, Final
from zoneinfo import ZoneInfo

from mithaq.base.dates import Precision, UncertainDate

THIN: Final = "\u202f"
FIXED: Final = "\u00a0"

_MONTHS: Final = {
    "fr": "janvier février mars avril mai juin juillet août septembre octobre novembre décembre",
    "ar": "يناير فبراير مارس أبريل ماي يونيو يوليوز غشت شتنبر أكتوبر نونبر دجنبر",
    "en": "January February March April May June July August September October November December",
}
_AT: Final = {"fr": "à", "ar": "على الساعة", "en": "at"}
_ISO: Final = re.compile(r"\d{4}(-\d{2}(-\d{2})?)?")
_INSTANT: Final = re.compile(r"\d{4}-\d{2}-\d{2}T\d{2}:\d{2}.*")

_FRENCH: Final = (
    (re.compile(r"[ \u00a0](?=[;!?%»])"), THIN),
    (re.compile(r"(?<=«)[ \u00a0]"), THIN),
    (re.compile(r" (?=:(?:\s|$))"), FIXED),
    (re.compile(r"(?<=\d) (?=(?:MDH|DH|km|ans?|mois|jours?|points?)\b)"), FIXED),
)
# « 3 488 » yes, « en 2017 640 firmes » no: a year is not a group of one to three digits.
_THOUSANDS: Final = re.compile(r"(?<![\d.,/\u202f-])(?<!\d )(\d{1,3})((?: \d{3})+)(?![\d/])")
# A sign or a percent mark beside a number would jump to its other side in right-to-left text.
_FRAGILE: Final = re.compile(r"[+\u2212-]?\d[\d.,/\u202f]*[ \u202f]?%|[+\u2212]\d[\d.,\u202f]*")
_ISOLATES: Final = re.compile("[\u2066-\u2069]")

# Values that are codes, addresses or keys: printed as they are.
_VERBATIM: Final = frozenset({"url", "digest", "code", "language", "grade", "reference", "share"})
_DATES: Final = frozenset({"as_of", "at", "due", "said_on", "date", "period"})


def typeset(text: str, language: str) -> str:
    """Set one text as its language prints it; twice gives the same as once."""
    text = _THOUSANDS.sub(lambda found: found[0].replace(" ", THIN), text)
    if language == "fr":
        for pattern, space in _FRENCH:
            text = pattern.sub(space, text)
    elif language == "ar":
        text = _FRAGILE.sub("\u2066\\g<0>\u2069", _ISOLATES.sub("", text))
    return text


def say_date(value: str, language: str) -> str:
    """Say an ISO date, month, year or instant in words; any other text is left alone."""
    if _INSTANT.fullmatch(value):
        return _say_instant(datetime.fromisoformat(value), language)
    if not _ISO.fullmatch(value):
        return value
    known = UncertainDate.parse(value)
    if known.on is None or known.precision is Precision.YEAR:
        return value
    month = f"{_MONTHS[language].split()[known.on.month - 1]} {known.on.year}"
    if known.precision is Precision.MONTH:
        return month
    day = "1er" if known.on.day == 1 and language == "fr" else str(known.on.day)
    return f"{day}{FIXED}{month}"


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
    hour = f"{at:%H}{FIXED}h{FIXED}{at:%M}" if language == "fr" else f"{at:%H:%M}"
    return f"{say_date(at.date().isoformat(), language)} {_AT[language]} {hour}"
