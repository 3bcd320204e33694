"""Days of conventions as an iCalendar file (RFC 5545), for any calendar that subscribes."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from hashlib import sha256
from typing import Final

from icalendar import Calendar, Event

PRODUCT: Final = "-//Mithaq//Conventions//FR"
ZONE: Final = "Africa/Casablanca"
REFRESH: Final = timedelta(hours=12)


@dataclass(frozen=True, slots=True, kw_only=True)
class CalendarDay:
    """One event as its reader will see it: already in words, without any person."""

    key: str
    summary: str
    description: str
    category: str
    url: str
    on: date
    starts_at: datetime | None = None
    ends_at: datetime | None = None


def calendar_file(*, title: str, language: str, days: Iterable[CalendarDay], at: datetime) -> bytes:
    """Write a calendar; the same days always bear the same UID, so that a change moves the event.

    A day without an hour is a whole day that leaves its reader free; hours are in universal time.
    """
    calendar = Calendar()
    calendar.add("prodid", PRODUCT)
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    calendar.add("method", "PUBLISH")
    calendar.add("x-wr-calname", title)
    calendar.add("x-wr-timezone", ZONE)
    calendar.add("refresh-interval", REFRESH, parameters={"VALUE": "DURATION"})
    for day in days:
        calendar.add_component(_event(day, language=language, at=at))
    return bytes(calendar.to_ical())


def _event(day: CalendarDay, *, language: str, at: datetime) -> Event:
    event = Event()
    event.add("uid", f"{sha256(day.key.encode()).hexdigest()[:32]}@mithaq")
    event.add("dtstamp", at.astimezone(UTC))
    if day.starts_at and day.ends_at:
        event.add("dtstart", day.starts_at.astimezone(UTC))
        event.add("dtend", day.ends_at.astimezone(UTC))
    else:
        event.add("dtstart", day.on)
        event.add("dtend", day.on + timedelta(days=1))
        event.add("transp", "TRANSPARENT")
    event.add("summary", day.summary, parameters={"LANGUAGE": language})
    event.add("description", day.description, parameters={"LANGUAGE": language})
    event.add("categories", [day.category])
    event.add("url", day.url)
    return event
