"""When a row tells: the day or the period of its figure, and the day it was said."""

from __future__ import annotations

from mithaq.base.dates import UncertainDate
from mithaq.base.text import Labels
from mithaq.gateways.observation_file import words
from mithaq.gateways.observation_file.days import When, end_of, parse_period, parse_when
from mithaq.gateways.observation_file.reader import Reader


def when_of(reader: Reader) -> When:
    """The date or period of a figure, from whichever columns say it."""
    start, end, period = (reader.get(name) for name in ("period_from", "period_to", "period"))
    unknown = When(as_of=UncertainDate.unknown())
    try:
        if start and end:
            return _between(reader, start, end)
        if period:
            found = parse_period(period)
            if found.is_reworded:
                reader.correct("period", period, _bounds(found))
            return _dated(reader, found)
        text = reader.get("as_of") or start or end
        if not text:
            return unknown
        found = parse_when(text)
        if found.is_reworded:
            reader.correct("as_of", text, _bounds(found) if found.period else str(found.as_of))
    except ValueError:
        text = period or reader.get("as_of") or start or end
        where = "period" if period or (start and end) else "as_of"
        reader.refuse(where, "date", words.NOT_A_DATE, text, remedy=words.WRITE_DATE)
        return unknown
    return found


def _between(reader: Reader, start: str, end: str) -> When:
    first, last = parse_when(start).bounds, parse_when(end).bounds
    if not first or not last:
        raise ValueError(start)
    bounds = (first[0], last[1])
    if bounds[1] < bounds[0]:
        # The operation says that a period ends after its beginning.
        return When(as_of=UncertainDate(bounds[0]), period=bounds)
    return _dated(reader, When(as_of=end_of(bounds), period=bounds))


def _dated(reader: Reader, found: When) -> When:
    """A state said beside a period wins over the one that the period ends on."""
    if text := reader.get("as_of"):
        state = parse_when(text)
        if state.period is None:
            return When(as_of=state.as_of, period=found.period, words=found.words)
    return found


def _bounds(found: When) -> str | Labels:
    """A period in words when it has some, else from its first day to its last."""
    bounds = found.bounds
    if found.words or not bounds:
        return found.words or str(found.as_of)
    first, last = (day.isoformat() for day in bounds)
    return Labels(f"du {first} au {last}", f"من {first} إلى {last}", f"from {first} to {last}")


def said_on(reader: Reader) -> UncertainDate:
    """The day on which the source said it."""
    text = reader.get("source_date")
    if not text:
        return UncertainDate.unknown()
    try:
        return parse_when(text).as_of
    except ValueError:
        reader.refuse("source_date", "date", words.NOT_A_DATE, text, remedy=words.WRITE_DATE)
        return UncertainDate.unknown()
