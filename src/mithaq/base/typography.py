"""French sets a thin space before « ; ! ? » and a word space before « : »; Arabic and English none.

Texts are typed with ordinary spaces; what a reader sees, on a page or on paper, is set here.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final

THIN: Final = "\u202f"
WORD: Final = "\u00a0"

_UNITS: Final = (
    r"MDH|MMDH|DH|dirhams?|millions?|milliards?|points?|€|km|ha|h|min|s|j|Mo|Ko|ans?|mois|jours?"
)
# « 3 488 » yes, « en 2017 640 firmes » no (the year is not a group of one to three).
_THOUSANDS: Final = re.compile(r"(?<![\d.,/\u202f-])(?<!\d )(\d{1,3})((?: \d{3})+)(?![\d/])")
_RULES: Final = (
    (re.compile(r"[ \u00a0](?=[;!?%‰»])"), THIN),
    (re.compile(r"(?<=«)[ \u00a0]"), THIN),
    (re.compile(r" (?=:(?:\s|$))"), WORD),
    (re.compile(rf"(?<=\d) (?=(?:{_UNITS})\b)"), WORD),
    (re.compile(r"(?<=\bn°) "), WORD),
    (re.compile(r"(?<=\bart\.) "), WORD),
)


@lru_cache(maxsize=8192)
def french(text: str) -> str:
    """Set one piece of French text; twice gives the same as once."""
    text = grouped(text)
    for pattern, space in _RULES:
        text = pattern.sub(space, text)
    return text


@lru_cache(maxsize=8192)
def grouped(text: str) -> str:
    """Hold the groups of a number together: 1 200 stays on its line, and whole from right to left.

    U+202F is a number's own separator for the bidirectional algorithm; an ordinary space would
    swap the groups.
    """
    return _THOUSANDS.sub(lambda found: found.group(0).replace(" ", THIN), text)
