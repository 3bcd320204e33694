"""A verification code is short enough to copy from paper, and says itself when it is miscopied.

Twelve signs in three groups, « 7K3M-Q9TP-4XWN »: eleven drawn, the last one a key. The alphabet
has thirty-one signs (a prime): no O, 0, I, L or U, so that none is read for another. With the
key, one wrong sign or two swapped ones are always seen.
"""

from __future__ import annotations

from typing import Final

ALPHABET: Final = "123456789ABCDEFGHJKMNPQRSTVWXYZ"
DRAWN: Final = 11
LENGTH: Final = DRAWN + 1
# What fourteen random bytes hold is far more than eleven signs need: the excess is harmless.
ENTROPY_BYTES: Final = 14

_GROUP: Final = 4
_READ_AS: Final = str.maketrans({"I": "1", "L": "1"})


def code_from(entropy: bytes) -> str:
    """Write a code from at least fourteen random bytes."""
    if len(entropy) < ENTROPY_BYTES:
        raise ValueError(f"A code is drawn from {ENTROPY_BYTES} random bytes or more.")
    number, signs = int.from_bytes(entropy), ""
    for _ in range(DRAWN):
        number, rest = divmod(number, len(ALPHABET))
        signs += ALPHABET[rest]
    return signs + _key(signs)


def grouped(code: str) -> str:
    """Write a code as papers print it, in groups of four."""
    return "-".join(code[start : start + _GROUP] for start in range(0, len(code), _GROUP))


def read_code(typed: str) -> str | None:
    """Read a code as it was typed, whatever its case, spaces and hyphens; None when miscopied."""
    signs = "".join(sign for sign in typed.upper() if sign.isalnum()).translate(_READ_AS)
    if len(signs) != LENGTH or any(sign not in ALPHABET for sign in signs):
        return None
    return signs if _key(signs[:DRAWN]) == signs[DRAWN] else None


def _key(signs: str) -> str:
    total = sum(rank * ALPHABET.index(sign) for rank, sign in enumerate(signs, start=1))
    return ALPHABET[total % len(ALPHABET)]
