"""The address of a source and its day, which a page writes as it writes any other day."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from typing import Final

_DATED: Final = re.compile(r"(.*?)\s*\((\d{2})/(\d{2})/(\d{4})\)")


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """Where something is read; ``read_on`` is the day of the text, where it is known."""

    address: str
    read_on: date | None = None


def source_read(text: str) -> Source:
    """« fr.le360.ma/… (29/02/2016) », its day apart."""
    found = _DATED.fullmatch(text)
    if found is None:
        return Source(address=text)
    address, day, month, year = found.groups()
    return Source(address=address, read_on=date(int(year), int(month), int(day)))
