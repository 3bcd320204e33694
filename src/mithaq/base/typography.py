"""French sets a thin space before « ; ! ? », a word space before « : »; Arabic keeps dates whole.

Texts are typed with ordinary spaces; what a reader sees, on a page or on paper, is set here.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final

THIN: Final = "\u202f"
WORD: Final = "\u00a0"
# Left-to-right isolate, and its end.
ISOLATE: Final = "\u2066"
RELEASE: Final = "\u2069"

_UNITS: Final = (
    r"MDH|MMDH|DH|dirhams?|millions?|milliards?|points?|€|km|ha|h|min|s|j|Mo|Ko|ans?|mois|jours?"
)
# « 3 488 » yes, « en 2017 640 firmes » no (the year is not a group of one to three).
_THOUSANDS: Final = re.compile(r"(?<![\d.,/\u202f-])(?<!\d )(\d{1,3})((?: \d{3})+)(?![\d/])")
_LATIN: Final = "A-Za-z\u00c0-\u024f"
# Letters and marks of Arabic: where one stands, the reader goes from right to left.
_ARABIC: Final = re.compile(
    r"[\u060c\u061b\u061f\u0620-\u064a\u066e-\u06d3\u06fa-\u06ff\u0750-\u077f\ufb50-\ufdff\ufe70-\ufefc]"
)
_FOREIGN: Final = re.compile(rf"[^{_ARABIC.pattern[1:-1]}]+")
_HELD: Final = re.compile(f"({ISOLATE}[^{ISOLATE}{RELEASE}]*{RELEASE})")
_LETTER: Final = re.compile(f"[{_LATIN}]")
_BRACKETS: Final = "()[]\u00ab\u00bb"
_EDGES: Final = " \u00a0\u202f.,:;!?\u2026\u00b7\u2013\u2014\"'\u2019\u2018/" + _BRACKETS
# A code (E-1, 4-1), a date or a range, a signed number, a percentage: each would be drawn from its
# end, or lose its sign to the other side.
_FRAGILE: Final = re.compile(
    r"(?<![0-9A-Za-z.,/-])(?:[+\u2212-]?\d[\d.,/\u202f]*[ \u00a0\u202f]?[%\u2030]"
    r"|(?:[A-Z]-\d+|\d[\d.,]*(?:[-\u2013/]\d[\d.,]*)+|[+\u2212]\d(?:[\d.,\u202f]*\d)?)"
    r"(?![0-9A-Za-z-]))"
)
_NUMBER_NEXT: Final = re.compile(r"[\u060c\u061b]\s*\d")
_RULES: Final = (
    (re.compile(r"[ \u00a0](?=[;!?%‰»])"), THIN),
    (re.compile(r"(?<=«)[ \u00a0]"), THIN),
    (re.compile(r" (?=:(?:\s|$))"), WORD),
    (re.compile(rf"(?<=\d) (?=(?:{_UNITS})\b)"), WORD),
    (re.compile(r"(?<=\bn°) "), WORD),
    (re.compile(r"(?<=\bart\.) "), WORD),
)


# « لـ », « بـ », « كـ » typed before a name that a sentence is given, and the article that it has.
_PARTICLE: Final = re.compile(
    "(?<![\u0621-\u064a])([\u0648\u0641]?)([\u0644\u0628\u0643])\u0640([\u2066-\u2068]?)"
    "(\u0627\u0644)?(?=[\u0621-\u063a\u0641-\u064a])"
)
_LAM: Final = "\u0644"
# Two of what is counted, after a word that governs it.
_DUALS: Final = {
    "يوما عمل": "يومي عمل", "ساعتا عمل": "ساعتي عمل", "يومان": "يومين", "ساعتان": "ساعتين",
    "شهران": "شهرين", "سنتان": "سنتين", "أسبوعان": "أسبوعين",
}  # fmt: skip
_GOVERNED: Final = re.compile(
    "(?<![\u0621-\u064a])([\u0648\u0641]?"
    "(?:من|في|إلى|عن|بعد|قبل|خلال|منذ|[\u0628\u0644]?مدة|بتأخر|بأجل) "
    f"|[\u0644\u0628\u0643])({'|'.join(_DUALS)})(?![\u0621-\u064a])"
)


@lru_cache(maxsize=8192)
def arabic_joined(text: str) -> str:
    """Write a particle with the name it is given, « لـالفيدرالية » as « للفيدرالية », and two of
    something after what governs it, « بتأخر يوما عمل » as « بتأخر يومي عمل »."""
    joined = _PARTICLE.sub(_joined, text) if "\u0640" in text else text
    return _GOVERNED.sub(lambda found: found[1] + _DUALS[found[2]], joined)


def _joined(found: re.Match[str]) -> str:
    before, particle, isolate, article = found[1], found[2], found[3], found[4] or ""
    if particle == _LAM and article:
        # « اللجنة » keeps one of its two letters: « للجنة ».
        article = "" if found.string.startswith(_LAM, found.end()) else _LAM
    return f"{before}{particle}{isolate}{article}"


@lru_cache(maxsize=8192)
def french(text: str) -> str:
    """Set one piece of French text; twice gives the same as once."""
    text = grouped(text)
    for pattern, space in _RULES:
        text = pattern.sub(space, text)
    return text


@lru_cache(maxsize=8192)
def arabic(text: str) -> str:
    """Set one piece of Arabic text; twice gives the same as once.

    After an Arabic letter, « 2021-12-15 » and « E-1 » would be drawn from their end, « 405 sur
    900 » with its first number last: each is isolated from left to right. So is a whole sentence
    that a person typed in French, whose full stop would otherwise come first.
    """
    if "\n" in text:
        return "\n".join(map(arabic, text.split("\n")))
    # What one pass isolates may leave a sign alone beside it: « 0/0+0 » takes two.
    while (once := _pass(text)) != text:
        text = once
    return text


def _pass(text: str) -> str:
    text = grouped(text)
    if not _ARABIC.search(text):
        return _whole(text)
    parts = _HELD.split(text)
    return "".join(
        part if part.startswith(ISOLATE) else _FOREIGN.sub(_placed, part) for part in parts
    )


def _placed(found: re.Match[str]) -> str:
    """What stands between two Arabic words; a word is isolated when a number comes after its Arabic
    comma: « PNG، 10 » would be drawn as one piece, its number first."""
    text = found.group(0)
    if _NUMBER_NEXT.match(found.string, found.end()) and text[-1:].isalpha():
        core = text.lstrip(_EDGES)
        return f"{text[: len(text) - len(core)]}{ISOLATE}{core}{RELEASE}"
    return _span(text)


def _whole(text: str) -> str:
    """A text without any Arabic letter, to stand inside an Arabic page."""
    bare = text.strip()
    if _HELD.fullmatch(bare) or not _LETTER.search(bare):
        return text if ISOLATE in text else _FRAGILE.sub(_isolated, text)
    if not _wanders(bare):
        return text
    return text.replace(bare, f"{ISOLATE}{_bare(bare)}{RELEASE}", 1)


def _span(text: str) -> str:
    """What stands between two Arabic words."""
    core = text.strip(_EDGES)
    if not _LETTER.search(core):
        return _FRAGILE.sub(_isolated, text)
    start = text.index(core)
    if not _is_balanced(core) and _is_balanced(text[start : start + len(core) + 1]):
        core = text[start : start + len(core) + 1]
    before, after = text[:start], text[start + len(core) :]
    if any(sign in core for sign in _BRACKETS):
        pieces = re.split(rf"([{re.escape(_BRACKETS)}])", core)
        if not _is_balanced(core):
            return before + "".join(map(_span, pieces)) + after
        return f"{before}{ISOLATE}{core}{RELEASE}{after}"
    return f"{before}{ISOLATE}{core}{RELEASE}{after}" if _wanders(core) else text


def _wanders(text: str) -> bool:
    """Tell whether a Latin text would lose its first or its last sign to the other side."""
    return (
        not _LETTER.match(text)
        or not text[-1].isalnum()
        or any(sign in text for sign in _BRACKETS)
        or bool(_FRAGILE.search(text))
    )


def _is_balanced(text: str) -> bool:
    return all(
        text.count(opening) == text.count(closing) for opening, closing in ("()", "[]", "«»")
    )


def _isolated(found: re.Match[str]) -> str:
    return f"{ISOLATE}{found.group(0)}{RELEASE}"


def _bare(text: str) -> str:
    return text.replace(ISOLATE, "").replace(RELEASE, "")


@lru_cache(maxsize=8192)
def grouped(text: str) -> str:
    """Hold the groups of a number together: 1 200 stays on its line, and whole from right to left.

    U+202F is a number's own separator for the bidirectional algorithm; an ordinary space would
    swap the groups.
    """
    return _THOUSANDS.sub(lambda found: found.group(0).replace(" ", THIN), text)
