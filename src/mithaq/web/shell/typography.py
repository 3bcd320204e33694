"""What a page shows is set in the typography of its language, on text only, never inside a tag.

Source strings are typed with ordinary spaces, so that searching and translating stay simple.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from functools import lru_cache
from typing import Final

from django.utils.safestring import SafeData, mark_safe
from django.utils.translation import get_language

from mithaq.base.typography import THIN, WORD, arabic, arabic_joined, french

__all__ = [
    "JOINER", "THIN", "WORD", "comma", "french", "french_markup", "language", "semicolon",
    "set_text", "set_typed",
]  # fmt: skip

_SPOKEN: Final = frozenset({"fr", "ar", "en"})

_TAG: Final = re.compile(r"(<[^>]*>)")
# The number of a law, « 1-72-184 », « 65-00 »: a browser would break it after a hyphen.
_LAW: Final = re.compile(r"(?<![\w./-])\d{1,2}-\d{2}(?:-\d{2,4})?(?![\w/-])")
# Forbids a break where it stands, and shows nothing.
JOINER: Final = "\u2060"


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
    set_one = _SETTERS[language()]
    if not isinstance(value, SafeData):
        return set_one(text)
    if "<" not in text:
        return mark_safe(set_one(str.__str__(text)))  # noqa: S308
    parts = _TAG.split(str.__str__(text))
    return mark_safe(  # noqa: S308
        "".join(part if part.startswith("<") else set_one(part) for part in parts)
    )


def set_typed(text: str) -> str:
    """A text that somebody wrote, as they wrote it: only what a browser would draw from its end,
    or break in two, is held together."""
    return _arabic(text) if language() == "ar" else _unbroken(text)


def _french(text: str) -> str:
    return _unbroken(french(text) if " " in text else text)


def _arabic(text: str) -> str:
    return _unbroken(arabic(text) if " " in text else text)


def _unbroken(text: str) -> str:
    if "-" not in text:
        return text
    return _LAW.sub(lambda found: found.group(0).replace("-", f"-{JOINER}"), text)


def _arabic_said(text: str) -> str:
    """What Mithaq itself says: a name or a number stands in its sentences as they are written."""
    return _arabic(arabic_joined(text))


_SETTERS: Final[Mapping[str, Callable[[str], str]]] = {
    "fr": _french, "ar": _arabic_said, "en": _unbroken,
}  # fmt: skip
