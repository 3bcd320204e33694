"""Dates in the reader's habit: « mardi 13 juin 2017 », and Morocco's own Arabic months."""

from __future__ import annotations

from datetime import date, datetime

from django.utils import timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext

from mithaq.base.calendar_words import MONTHS, SHORT_MONTHS, WEEKDAYS
from mithaq.base.dates import Precision, UncertainDate
from mithaq.web.shell.typography import WORD, language

__all__ = [
    "WEEKDAYS",
    "date_day",
    "date_plain",
    "date_short",
    "date_words",
    "hour_words",
    "known_date",
    "moment_plain",
    "moment_words",
    "month_short",
    "month_words",
    "uncertain_date",
    "weekday",
]


def _local(value: date | datetime) -> date:
    if isinstance(value, datetime):
        return (timezone.localtime(value) if timezone.is_aware(value) else value).date()
    return value


def _day(on: date, *, ordinal: str) -> str:
    return ordinal if on.day == 1 and language() == "fr" else str(on.day)


def date_plain(value: date | datetime | None) -> str:
    """Write a date without markup, for a title or a file: 1er juin 2017."""
    if value is None:
        return ""
    on = _local(value)
    return f"{_day(on, ordinal='1er')}{WORD}{MONTHS[language()][on.month - 1]} {on.year}"


def date_day(value: date | datetime | None) -> str | SafeString:
    """Write a date without its weekday: 13 juin 2017."""
    if value is None:
        return ""
    on = _local(value)
    if on.day == 1 and language() == "fr":
        month = MONTHS["fr"][on.month - 1]
        return format_html("1<sup>er</sup>\u00a0{} {}", month, on.year)
    return date_plain(on)


def weekday(value: date | datetime | None) -> str:
    """Name the day of the week of a date."""
    return WEEKDAYS[language()][_local(value).weekday()] if value is not None else ""


def date_words(value: date | datetime | None) -> str | SafeString:
    """Write a date in full with its weekday: mardi 13 juin 2017."""
    if value is None:
        return ""
    comma = "," if language() == "en" else ""
    return format_html("{}{} {}", weekday(value), comma, date_day(value))


def date_short(value: date | datetime | None) -> str:
    """Write a date for a tight column: 13 juin 2017 as 13/06/2017."""
    return _local(value).strftime("%d/%m/%Y") if value is not None else ""


def month_words(value: date | datetime | None) -> str:
    """Name a month and its year: mai 2017."""
    if value is None:
        return ""
    on = _local(value)
    return f"{MONTHS[language()][on.month - 1]} {on.year}"


def month_short(value: date | datetime | None) -> str:
    """Abbreviate a month, without its year: juil."""
    return SHORT_MONTHS[language()][_local(value).month - 1] if value is not None else ""


def hour_words(value: datetime | None) -> str:
    """Write the hour of an instant in Morocco's time: 10 h 05, 10:05."""
    if value is None:
        return ""
    local = timezone.localtime(value) if timezone.is_aware(value) else value
    if language() == "fr":
        return f"{local.hour}{WORD}h{WORD}{local.minute:02d}"
    return f"{local.hour:02d}:{local.minute:02d}"


def moment_words(value: datetime | None) -> str | SafeString:
    """Write an instant in Morocco's time: 13 juin 2017 à 10 h 20."""
    if value is None:
        return ""
    local = timezone.localtime(value) if timezone.is_aware(value) else value
    joint = {"fr": " à ", "ar": "، ", "en": ", "}[language()]
    return format_html("{}{}{}", date_day(local), joint, hour_words(value))


def moment_plain(value: datetime | None) -> str:
    """Write an instant without markup, for a sentence: 1er juin 2017 à 10 h 20."""
    if value is None:
        return ""
    return str(moment_words(value)).replace("<sup>er</sup>", "er")


def known_date(row: object, name: str) -> str | SafeString:
    """Write a stored date as finely as its row says it is known: `signed` reads `signed_on`."""
    on = getattr(row, f"{name}_on", None) or getattr(row, name, None)
    precision = Precision(getattr(row, f"{name}_precision"))
    return uncertain_date(UncertainDate(on, precision))


def uncertain_date(value: UncertainDate | date | None) -> str | SafeString:
    """Write a date as finely as it is known: 13 juin 2017, décembre 2021, 2021, non datée."""
    if value is None or (isinstance(value, UncertainDate) and value.on is None):
        return gettext("non datée")
    if not isinstance(value, UncertainDate):
        return date_day(value)
    if value.precision is Precision.DAY:
        return date_day(value.on)
    if value.precision is Precision.MONTH:
        return month_words(value.on)
    return str(value.on.year) if value.on else ""
