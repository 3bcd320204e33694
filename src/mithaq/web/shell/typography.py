"""French sets a thin space before « ; ! ? » and a word space before « : »; Arabic and English none.

Source strings are typed with ordinary spaces. What a reader sees is set here, on text only and
never inside a tag, so that searching and translating stay simple.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final

from django.utils.safestring import SafeData, mark_safe
from django.utils.translation import get_language

THIN: Final = "\u202f"
WORD: Final = "\u00a0"
_SPOKEN: Final = frozenset({"fr", "ar", "en"})

_UNITS: Final = (
    r"MDH|MMDH|DH|dirhams?|millions?|milliards?|points?|€|km|ha|h|min|s|j|Mo|Ko|ans?|mois|jours?"
)
# « 3 488 » yes, « en 2017 640 firmes » no (the year is not a group of one to three).
_THOUSANDS: Final = re.compile(r"(?<![\d.,/\u202f-])(?<!\d )(\d{1,3})((?: \d{3})+)(?![\d/])")
_RULES: Final = (
    (re.compile(r"[ \u00a0](?=[;!?%‰»])"), THIN),
    (re.compile(r"(?<=«)[ \u00a0]"), THIN),
    (re.compile(r" (?=:(?:\s|$))"), WORD),
    (_THOUSANDS, None),
    (re.compile(rf"(?<=\d) (?=(?:{_UNITS})\b)"), WORD),
    (re.compile(r"(?<=\bn°) "), WORD),
    (re.compile(r"(?<=\bart\.) "), WORD),
)
_TAG: Final = re.compile(r"(<[^>]*>)")


def language() -> str:
    """The language of the page, reduced to one the product speaks."""
    code = get_language()
    return code if code in _SPOKEN else _reduced(code)


def _reduced(code: str | None) -> str:
    short = (code or "fr").partition("-")[0]
    return short if short in _SPOKEN else "fr"


@lru_cache(maxsize=8192)
def french(text: str) -> str:
    """Set one piece of French text; twice gives the same as once."""
    for pattern, space in _RULES:
        if space is None:
            text = pattern.sub(lambda found: found.group(0).replace(" ", THIN), text)
        else:
            text = pattern.sub(space, text)
    return text


@lru_cache(maxsize=8192)
def french_markup(text: str) -> str:
    """Set the text of a piece of HTML and leave its tags and their attributes alone."""
    if "<" not in text:
        return french(text)
    return "".join(part if part.startswith("<") else french(part) for part in _TAG.split(text))


@lru_cache(maxsize=8192)
def arabic(text: str) -> str:
    """Hold the groups of a number together: an ordinary space would swap them from right to left.

    U+202F is a number's own separator for the bidirectional algorithm: 1 200 stays 1 200.
    """
    return _THOUSANDS.sub(lambda found: found.group(0).replace(" ", THIN), text)


def set_text(value: object) -> str:
    """Set a text in the typography of the page's language; safe HTML stays safe."""
    text = str(value)
    code = language()
    if code == "ar" and " " in text:
        parts = _TAG.split(text) if isinstance(value, SafeData) else [text]
        joined = "".join(part if part.startswith("<") else arabic(part) for part in parts)
        return mark_safe(joined) if isinstance(value, SafeData) else joined  # noqa: S308
    if code != "fr" or " " not in text:
        return text if not isinstance(value, SafeData) else mark_safe(text)  # noqa: S308
    if isinstance(value, SafeData):
        return mark_safe(french_markup(str.__str__(text)))  # noqa: S308
    return french(text)
