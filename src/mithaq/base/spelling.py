"""Words typed with a fault lead to the words that exist; words that exist are left as they are."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Collection
from dataclasses import dataclass
from typing import Final

from rapidfuzz import process
from rapidfuzz.distance import OSA

# A fault in a short word makes another word: below, nothing is corrected.
_SHORTEST: Final = 4
_TWO_FAULTS_FROM: Final = 7
# The least length of each half of a word that was written in two: « autoentrepreneur ».
_HALF: Final = 4


@dataclass(frozen=True, slots=True)
class KnownWords:
    """The folded words that can be found, in order."""

    words: tuple[str, ...]

    @classmethod
    def of(cls, words: Collection[str]) -> KnownWords:
        """Keep each word once."""
        return cls(tuple(sorted(set(words))))

    def __contains__(self, word: str) -> bool:
        """Tell whether a known word starts with this one, or holds it where it is Arabic."""
        at = bisect_left(self.words, word)
        if at < len(self.words) and self.words[at].startswith(word):
            return True
        return not word.isascii() and any(word in known for known in self.words)

    def corrected(self, word: str) -> tuple[str, ...]:
        """What was meant by a word nobody wrote: the nearest known one, or its two halves.

        One fault is forgiven (a letter more, less, other, or two exchanged), two from seven letters
        on. A word with a digit, or shorter than four letters, is left alone. Returns an empty
        tuple when nothing known is near. Cost: one pass over the known words.
        """
        if len(word) < _SHORTEST or any(char.isdigit() for char in word):
            return ()
        if halves := self._halves(word):
            return halves
        most = 2 if len(word) >= _TWO_FAULTS_FROM else 1
        near = process.extract(
            word, self._comparable(word, most), scorer=OSA.distance, score_cutoff=most, limit=8
        )
        # Of equals: the same first letter, then the same length, then the alphabet.
        ranked = sorted(
            near,
            key=lambda item: (item[1], item[0][0] != word[0], abs(len(item[0]) - len(word)), item),
        )
        return (ranked[0][0],) if ranked else ()

    def _comparable(self, word: str, most: int) -> list[str]:
        lengths = range(len(word) - most, len(word) + most + 1)
        return [known for known in self.words if len(known) in lengths and len(known) > most + 1]

    def _halves(self, word: str) -> tuple[str, ...]:
        for cut in range(_HALF, len(word) - _HALF + 1):
            first, second = word[:cut], word[cut:]
            at = bisect_left(self.words, first)
            is_whole = at < len(self.words) and self.words[at] == first
            if is_whole and second in self:
                return (first, second)
        return ()
