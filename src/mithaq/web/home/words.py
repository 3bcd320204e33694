"""Small numbers in words, as a sentence of the first screen says them."""

from __future__ import annotations

from typing import Final

from mithaq.web.shell.numbers import number
from mithaq.web.shell.typography import language

_WORDS: Final[dict[str, dict[str, tuple[str, ...]]]] = {
    "fr": {
        "m": (
            "zéro", "un", "deux", "trois", "quatre", "cinq", "six", "sept", "huit", "neuf", "dix",
            "onze", "douze", "treize", "quatorze", "quinze", "seize",
        ),
        "f": (
            "zéro", "une", "deux", "trois", "quatre", "cinq", "six", "sept", "huit", "neuf", "dix",
            "onze", "douze", "treize", "quatorze", "quinze", "seize",
        ),
    },
    "en": {
        "m": (
            "no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten",
            "eleven", "twelve", "thirteen", "fourteen", "fifteen", "sixteen",
        ),
    },
}  # fmt: skip


def in_words(count: int, gender: str = "m") -> str:
    """Write a small count in words (douze, twelve); Arabic and larger counts keep their digits."""
    by_gender = _WORDS.get(language(), {})
    words = by_gender.get(gender) or by_gender.get("m", ())
    return words[count] if 0 <= count < len(words) else number(count)


def capitalised(text: str) -> str:
    """Begin a sentence: only its first letter is raised."""
    return text[:1].upper() + text[1:]
