"""The numbers of papers that a text names: whole ones, of the paper that the word before tells.

Cases, statements, settlements and certificates are numbered alike: 2026-000003 may be any of them.
"""

from __future__ import annotations

import re
from typing import Final

from mithaq.base.text import fold, search_words


def _spelt(words: str) -> frozenset[str]:
    return frozenset(form for word in words.split() for form in (fold(word), *search_words(word)))


_KINDS: Final = {
    "statement": _spelt("relevé relevés statement statements بيان بيانات كشف كشوف"),
    "settlement": _spelt(
        "arrangement arrangements échéancier échéanciers plan plans settlement settlements "
        "schedule اتفاق اتفاقية تسوية جدول"
    ),
    "case": _spelt("dossier dossiers case cases file files ملف ملفات"),
    "certificate": _spelt("attestation attestations certificate certificates شهادة شهادات"),
}
# What may stand between that word and the number: « relevé de dettes n° », « بيان الديون رقم ».
_BETWEEN: Final = _spelt(
    "n no nos num numéro numéros number numbers référence références reference ref réf de du des "
    "d la le les the of dette dettes debt debts régularité paiement payment et ou and or à "
    "رقم عدد مرجع مرجعه ديون الديون الأداء الوضعية السليمة و أو"
)
_CLAUSES: Final = re.compile(r"[;!?؛؟\n]")
_FAR: Final = 80
_LEAST: Final = 4
# A year or a month reads as a reference, and is one only where the word says so.
_DATED: Final = re.compile(r"(?:\d\d?[/-])?(?:19|20)\d\d|(?:19|20)\d\d-\d\d?")


def is_number_said(number: str, text: str, *, kind: str) -> bool:
    """Whether a text names a paper of a kind by its number: no other paper of the same number."""
    return bool(_kinds_before(number, text) & {kind, ""})


def is_reference_said(reference: str, text: str) -> bool:
    """Whether a text names a statement by the reference of its fund; a short one, or one that reads
    as a date, needs the word before it: « relevé 12 »."""
    if not reference.strip():
        return False
    is_weak = len(reference) < _LEAST or _DATED.fullmatch(reference) is not None
    return bool(_kinds_before(reference, text) & ({"statement"} if is_weak else {"statement", ""}))


def _kinds_before(number: str, text: str) -> frozenset[str]:
    """The papers that the words before a number tell, each time that it is written whole."""
    plain = _plain(text)
    whole = rf"(?<!\w)(?<!\w[/._-]){re.escape(_plain(number.strip()))}(?!\w|[/._-]\w)"
    return frozenset(_kind_before(plain[: match.start()]) for match in re.finditer(whole, plain))


def _kind_before(text: str) -> str:
    """The paper that the last words of a text tell; empty when they tell none."""
    for word in reversed(fold(_CLAUSES.split(text[-_FAR:])[-1]).split()):
        forms = {word, *search_words(word)}
        kind = next((name for name, known in _KINDS.items() if forms & known), None)
        if kind is not None:
            return kind
        if not forms & _BETWEEN and not any(char.isdigit() for char in word):
            return ""
    return ""


def _plain(text: str) -> str:
    """A text in small letters and in figures of every day, sign for sign."""
    return "".join(str(int(char)) if char.isdecimal() else char for char in text).casefold()
