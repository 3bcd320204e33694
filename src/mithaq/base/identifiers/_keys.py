"""Control keys: one or two digits computed from the others catch a slip of the keyboard."""

from __future__ import annotations

from typing import Final

_MODULUS: Final = 97
_LETTERS: Final = {chr(ord("A") + rank): str(10 + rank) for rank in range(26)}


def key_97(digits: str) -> str:
    """Give the two key digits, 01 to 97, that make the whole number a multiple of 97.

    Used by the RIB (after 22 digits) and, as observed, by the ICE (after 13 digits).
    """
    return f"{_MODULUS - int(digits) * 100 % _MODULUS:02d}"


def remainder_7064(rearranged: str) -> int:
    """Give the ISO 7064 remainder of an IBAN whose first four characters were moved to its end."""
    return int("".join(_LETTERS.get(char, char) for char in rearranged)) % _MODULUS


def affiliate_key(digits: str) -> str:
    """Give the seventh digit of an affiliation number from its first six, C1 to C6.

    u = (2 x (C2 + C4 + C6) + C1 + C3 + C5) mod 10; the key is 0 when u is 0, else 10 - u.
    """
    return _weighted_key(doubled=digits[1:6:2], single=digits[0:6:2])


def insured_key(digits: str) -> str:
    """Give the ninth digit of an insured person's number from its first eight, C1 to C8.

    u = (2 x (C2 + C4 + C6 + C8) + C3 + C5 + C7) mod 10: C1, always 1, does not count.
    """
    return _weighted_key(doubled=digits[1:8:2], single=digits[2:8:2])


def _weighted_key(*, doubled: str, single: str) -> str:
    total = 2 * sum(map(int, doubled)) + sum(map(int, single))
    return str(-total % 10)
