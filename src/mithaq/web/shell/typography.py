"""What a page shows is set in the typography of its language, on text only, never inside a tag.

Source strings are typed with ordinary spaces, so that searching and translating stay simple.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final

from django.utils.safestring import SafeData, mark_safe
from django.utils.translation import get_language

from mithaq.base.typography import THIN, WORD, arabic, french

__all__ = ["THIN", "WORD", "comma", "french", "french_markup", "language", "semicolon", "set_text"]

_SPOKEN: Final = frozenset({"fr", "ar", "en"})

_TAG: Final = re.compile(r"(<[^>]*>)")


def language() -> str:
    """The language of the page, reduced to one the product speaks."""
    code = get_language()
    return code if code in _SPOKEN else _reduced(code)


def _reduced(code: str | None) -> str:
    short = (code or "fr").partition("-")[0]
    return short if short in _SPOKEN else "fr"


def comma() -> str:
    """The comma of the page's language."""
    return "، " if language() == "ar" else ", "


def semicolon() -> str:
    """The semicolon of the page's language, with the spaces it takes."""
    return {"fr": " ; ", "ar": "؛ ", "en": "; "}[language()]


@lru_cache(maxsize=8192)
def french_markup(text: str) -> str:
    """Set the text of a piece of HTML and leave its tags and their attributes alone."""
    if "<" not in text:
        return french(text)
    return "".join(part if part.startswith("<") else french(part) for part in _TAG.split(text))


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
