"""A label exists in French first; Arabic and English stand beside it, never instead of it."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from typing import Final

LANGUAGES: Final = ("fr", "ar", "en")

# Between the languages of a text that is kept in all three: no keyboard types it.
_BETWEEN: Final = "\u2028"

_LATIN: Final = {"œ": "oe", "æ": "ae", "ø": "o", "ł": "l", "ð": "d", "þ": "th", "đ": "d"}
_ARABIC: Final = {
    "ٱ": "ا",
    "ى": "ي",
    "ی": "ي",
    "ة": "ه",
    "ک": "ك",
    # Three ways to write the Moroccan g (Agadir); registers use a plain kaf as often.
    "گ": "ك",
    "ڭ": "ك",
    "ݣ": "ك",
    "ء": "",
    "ـ": "",
}
_REPLACED: Final = str.maketrans(_LATIN | _ARABIC)
# The longest first: « وال » before « و ».
_PREFIXES: Final = ("وال", "بال", "كال", "فال", "ولل", "لل", "ال", "و", "ب", "ل")
# What an Arabic word keeps once a prefix is taken off; one letter alone is more often part of the
# word itself: « وزير », « لجنة », « بنك » are whole.
_SHORTEST: Final = 3
_SHORTEST_AFTER_ONE_LETTER: Final = 4
# Acronyms as they are said and typed in Arabic, after folding, without article.
_SPOKEN: Final = {
    "انابيك": "anapec",
    "نابيك": "anapec",
    "سينيسيس": "cnss",
    "سنيسيس": "cnss",
    "سيجيم": "cgem",
    "كجيم": "cgem",
}
_SPACES: Final = re.compile(r"\s+")
_NOT_ASCII_WORD: Final = re.compile(r"[^a-z0-9]+")


@dataclass(frozen=True, slots=True)
class Labels:
    """One thing said in French, Arabic and English; an empty text means not translated yet."""

    fr: str
    ar: str = ""
    en: str = ""

    def of(self, language: str) -> str:
        """Give the text in the language asked for, or in French when it is missing."""
        return self._in(self.language_of(language))

    def language_of(self, language: str) -> str:
        """Say which language `of` really serves: the page marks it with `lang`."""
        wanted = language.partition("-")[0].lower()
        for candidate in (wanted, "fr", "ar", "en"):
            if self._in(candidate):
                return candidate
        return "fr"

    def _in(self, language: str) -> str:
        return str(getattr(self, language)) if language in LANGUAGES else ""

    def __bool__(self) -> bool:
        """Tell whether anything is said in any language."""
        return bool(self.fr or self.ar or self.en)

    def __str__(self) -> str:
        """Read as French, the language of the sources."""
        return self.of("fr")

    @classmethod
    def from_columns(cls, row: object, stem: str = "label") -> Labels:
        """Read the three columns `<stem>_fr`, `<stem>_ar`, `<stem>_en`; an absent one is empty."""
        texts = (str(getattr(row, f"{stem}_{language}", None) or "") for language in LANGUAGES)
        return cls(*texts)


def fold(text: str) -> str:
    """Spell a text as a search sees it: no accent, case, vowel mark, hamza or punctuation.

    « Souss-Massa », "souss massa" and « SOUSS–MASSA » fold alike; so do أكادير and أݣادير.
    Folding twice changes nothing.
    """
    kept: list[str] = []
    for char in unicodedata.normalize("NFKD", text).casefold().translate(_REPLACED):
        kind = unicodedata.category(char)
        if kind == "Nd":
            kept.append(str(unicodedata.digit(char)))
        elif kind[0] in "LN":
            kept.append(char)
        elif kind[0] != "M" and kind != "Cf":
            kept.append(" ")
    return _SPACES.sub(" ", "".join(kept)).strip()


_ARTICLE: Final = "ال"
_ARTICLES: Final = frozenset({"le", "la", "les", "l", "un", "une", "des", "the", "a", "an"})


def plain_words(text: str) -> str:
    """Spell the words of a list as a cell of a file is compared: folded, without any article.

    « La majoration » and « majoration » are the same word; so are الأداء and أداء.
    """
    words = [word for word in fold(text).split() if word not in _ARTICLES]
    return " ".join(
        word.removeprefix(_ARTICLE) if len(word) >= len(_ARTICLE) + _SHORTEST - 1 else word
        for word in words
    )


# Letters that one spells alike when searching: an unaccented one stands for its whole class.
_ALIKE: Final = (
    "aàâäáãå", "cç", "eéèêë", "iîïíì", "nñ", "oôöóò", "uùûüú", "yÿ", "اأإآٱ", "هة", "يىئ", "وؤ",
)  # fmt: skip


def alike_pattern(word: str) -> str:
    """A pattern that finds a word in plain text, whatever its accents, hamza or vowel marks.

    For columns that keep no folded text, such as the journal, whose lines never change.
    """
    classes = {char: f"[{alike}]" for alike in _ALIKE for char in alike}
    letters = [classes.get(char, re.escape(char)) for char in word.casefold()]
    return "[\u064b-\u0652]*".join(letters)


def search_words(text: str) -> list[str]:
    """The words that a search looks for: folded, Arabic ones without article and prepositions.

    « للضمان الاجتماعي » is found by « الضمان »; acronyms said in Arabic are found by their letters.
    """
    return [_SPOKEN.get(word, word) for word in map(_bare, fold(text).split())]


def _bare(word: str) -> str:
    """Take the article and the prepositions off an Arabic word that keeps three letters."""
    for prefix in _PREFIXES:
        least = _SHORTEST if len(prefix) > 1 else _SHORTEST_AFTER_ONE_LETTER
        if word.startswith(prefix) and len(word) - len(prefix) >= least:
            return word.removeprefix(prefix)
    return word


def is_said(word: str, spelt: str) -> bool:
    """Tell whether a folded text says a folded word.

    A Latin word may be the start of a longer one, unless it is an acronym or a number: « amo » is
    no part of « amount », nor « 25 » of « 250 ». An Arabic word carries its article and its
    prepositions before it, its endings after it: it is looked for anywhere.
    """
    if not word.isascii():
        return word in spelt
    end = " " if is_whole(word) else ""
    return f" {word}{end}" in f" {spelt} "


def is_whole(word: str) -> bool:
    """Tell whether a Latin word is looked for whole: acronyms, numbers and the shortest ones."""
    return word.isascii() and (word.isdigit() or len(word) <= _SHORTEST_STEM)


# Endings of Arabic plurals and of the feminine, after folding: « مقاولين » and « مقاولون » are one.
_ENDINGS: Final = ("ين", "ون", "ات", "يه", "ه")
_SHORTEST_STEM: Final = 3


def arabic_stem(word: str) -> str:
    """What is left of a folded Arabic word without the ending of its case, number or gender."""
    for ending in _ENDINGS:
        if not word.isascii() and word.endswith(ending) and len(word) - len(ending) >= 4:
            return word.removesuffix(ending)
    return word


def slugify(text: str) -> str:
    """Write a text in the lower-case Latin letters, digits and hyphens of an address.

    Letters of other scripts are left out: an Arabic title alone gives an empty slug.
    """
    return _NOT_ASCII_WORD.sub("-", fold(text)).strip("-")


def in_every_language(labels: Labels) -> str:
    """One text that holds what was said in French, Arabic and English, for a column of text; in
    French and Arabic alone where there is no English."""
    said = (labels.fr, labels.of("ar"), labels.en)
    return _BETWEEN.join(said if labels.en else said[:2])


def part_spoken(text: str, language: str) -> str:
    """The part of such a text in a language, French where there is none; any other text is
    whole."""
    return labels_spoken(text).of(language.partition("-")[0])


def labels_spoken(text: str) -> Labels:
    """What such a text says in each language; any other text is said in the first alone."""
    parts = text.split(_BETWEEN)
    is_told = len(parts) == len(LANGUAGES) or (
        len(parts) == 2 and _is_arabic(parts[1]) and not _is_arabic(parts[0])
    )
    return Labels(*parts) if is_told else Labels(text)


def _is_arabic(text: str) -> bool:
    return any("\u0600" <= letter <= "\u06ff" for letter in text)
