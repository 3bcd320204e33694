"""Identifiers for exercises: right in form and key, impossible in fact.

Each is drawn from a range where nobody was found: an ICE whose enterprise starts with 9, bank
999, employers 9xxxxxx, workers 199xxxxxx, identity cards QZ, telephones 0500. No real company,
account or person can be hit by an exercise. `rank` numbers the fictitious holders from 0; the
same rank always gives the same identifier.
"""

from __future__ import annotations

from typing import Final

from mithaq.base.identifiers import affiliate_key, compact, iban_of, insured_key, key_97

FICTITIOUS_BANK: Final = "999"

_ICE_PREFIX: Final = "9"
_AFFILIATE_PREFIX: Final = "9"
_INSURED_PREFIX: Final = "199"
_CIN_PREFIX: Final = "QZ"
_PHONE_PREFIX: Final = "+212500"


def fictitious_ice(rank: int, *, establishment: int = 0) -> str:
    """Give an ICE under an enterprise number 9xxxxxxxx; establishment 0 is the seat."""
    number = f"{_ICE_PREFIX}{_digits(rank, 8)}{_digits(establishment, 4)}"
    return number + key_97(number)


def fictitious_rib(rank: int) -> str:
    """Give an account number at a bank that does not exist."""
    number = f"{FICTITIOUS_BANK}999{_digits(rank, 16)}"
    return number + key_97(number)


def fictitious_iban(rank: int) -> str:
    """Give the IBAN of the fictitious account of the same rank."""
    return iban_of(fictitious_rib(rank))


def fictitious_affiliate_number(rank: int) -> str:
    """Give an employer's number."""
    number = f"{_AFFILIATE_PREFIX}{_digits(rank, 5)}"
    return number + affiliate_key(number)


def fictitious_insured_number(rank: int) -> str:
    """Give a worker's number."""
    number = f"{_INSURED_PREFIX}{_digits(rank, 5)}"
    return number + insured_key(number)


def fictitious_cin(rank: int) -> str:
    """Give the number of an identity card under letters that no office is known to use."""
    return f"{_CIN_PREFIX}{_digits(rank, 6)}"


def fictitious_phone(rank: int) -> str:
    """Give a telephone number in a range that no operator is known to serve."""
    return f"{_PHONE_PREFIX}{_digits(rank, 6)}"


def is_fictitious_ice(ice: str) -> bool:
    """Tell whether an ICE belongs to the range of the exercises."""
    return compact(ice).startswith(_ICE_PREFIX)


def _digits(rank: int, width: int) -> str:
    if not 0 <= rank < 10**width:
        raise ValueError(f"A fictitious number of this kind has a rank from 0 to {10**width - 1}.")
    return f"{rank:0{width}d}"
