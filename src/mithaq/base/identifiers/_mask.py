"""What names a person or an account is shown in part: enough to recognise, not to reuse."""

from __future__ import annotations

from enum import StrEnum
from typing import Final

from mithaq.base.identifiers._result import compact

_DOT: Final = "•"


class IdentifierKind(StrEnum):
    """The identifiers the product knows."""

    ICE = "ice"
    RIB = "rib"
    IBAN = "iban"
    AFFILIATE = "affiliate"
    INSURED = "insured"
    CIN = "cin"
    PHONE = "phone"
    TAX_IDENTIFIER = "tax_identifier"
    COMMERCIAL_REGISTER = "commercial_register"
    BUSINESS_TAX = "business_tax"
    POSTAL_CODE = "postal_code"


# Characters left readable at the start and at the end. Numbers of companies are public.
_READABLE: Final = {
    IdentifierKind.RIB: (3, 4),
    IdentifierKind.IBAN: (7, 4),
    IdentifierKind.INSURED: (1, 3),
    IdentifierKind.CIN: (1, 2),
    IdentifierKind.PHONE: (5, 2),
}


def mask(value: str, kind: IdentifierKind | str) -> str:
    """Hide the middle of an identifier of a person or an account; a company's is left whole.

    A value too short to hide anything is hidden whole.
    """
    text = compact(value)
    readable = _READABLE.get(IdentifierKind(kind))
    if readable is None:
        return text
    start, end = readable
    hidden = len(text) - start - end
    if hidden < 2:
        return _DOT * len(text)
    return f"{text[:start]}{_DOT * hidden}{text[-end:]}"
