"""A check says what was understood, whether it blocks, why, and by which rule."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from enum import StrEnum

from mithaq.base.text import Labels


class Verdict(StrEnum):
    """What the holder of the form must do: nothing, look again, or correct."""

    VALID = "valid"
    WARNING = "warning"
    INVALID = "invalid"


@dataclass(frozen=True, slots=True)
class IdentifierCheck:
    """The outcome of checking one identifier.

    `value` is the normalised spelling to store. `rule` names the rule applied. An invalid
    number whose key alone is wrong `can_be_overridden` by someone who holds the paper, with a
    reason on record: the fund's own registers contain such numbers.
    """

    value: str
    verdict: Verdict
    sentence: Labels
    rule: str
    can_be_overridden: bool = False

    @property
    def is_valid(self) -> bool:
        """Tell whether nothing at all is to be said about it."""
        return self.verdict is Verdict.VALID

    @property
    def is_blocking(self) -> bool:
        """Tell whether the value cannot be kept as it is."""
        return self.verdict is Verdict.INVALID


def compact(value: str) -> str:
    """Write an identifier without the spaces, dots and dashes people put in it, in capitals.

    Arabic-Indic digits become Latin ones; invisible direction marks go.
    """
    kept: list[str] = []
    for char in unicodedata.normalize("NFKC", value):
        kind = unicodedata.category(char)
        if kind == "Nd":
            kept.append(str(unicodedata.digit(char)))
        elif kind[0] != "Z" and kind not in {"Cc", "Cf", "Pd"} and char not in "._/":
            kept.append(char.upper())
    return "".join(kept)


def is_digits(value: str, count: int | None = None) -> bool:
    """Tell whether a compacted value is made of ASCII digits only, of a given number if asked."""
    return value.isascii() and value.isdigit() and (count is None or len(value) == count)


def valid(value: str, rule: str) -> IdentifierCheck:
    """Accept a value."""
    sentence = Labels(
        "Le numéro est bien formé.", "الرقم سليم الشكل.", "The number is well formed."
    )
    return IdentifierCheck(value, Verdict.VALID, sentence, rule)


def warning(value: str, rule: str, sentence: Labels) -> IdentifierCheck:
    """Accept a value and say what is unusual about it."""
    return IdentifierCheck(value, Verdict.WARNING, sentence, rule)


def invalid(
    value: str, rule: str, sentence: Labels, *, overridable: bool = False
) -> IdentifierCheck:
    """Refuse a value and say how to correct it."""
    return IdentifierCheck(value, Verdict.INVALID, sentence, rule, overridable)
