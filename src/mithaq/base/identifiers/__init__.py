"""Moroccan identifiers, their keys, and what a wrong one obliges to do.

One function per identifier; each gives an `IdentifierCheck` and never raises on a bad value.
What blocks and what only warns follows what is published about each: a rule observed but not
published warns.
"""

from __future__ import annotations

from mithaq.base.identifiers._bank import bank_code_of, check_iban, check_rib, iban_of
from mithaq.base.identifiers._companies import (
    check_business_tax,
    check_commercial_register,
    check_ice,
    check_tax_identifier,
)
from mithaq.base.identifiers._keys import affiliate_key, insured_key, key_97
from mithaq.base.identifiers._mask import IdentifierKind, mask
from mithaq.base.identifiers._people import check_cin, check_phone, check_postal_code
from mithaq.base.identifiers._result import IdentifierCheck, Verdict, compact
from mithaq.base.identifiers._social import (
    CASUAL_LABOUR,
    NOT_YET_NUMBERED,
    REJECTED_NUMBER,
    SPECIAL_INSURED_NUMBERS,
    check_affiliate_number,
    check_insured_number,
    identifies_a_person,
)

__all__ = [
    "CASUAL_LABOUR",
    "NOT_YET_NUMBERED",
    "REJECTED_NUMBER",
    "SPECIAL_INSURED_NUMBERS",
    "IdentifierCheck",
    "IdentifierKind",
    "Verdict",
    "affiliate_key",
    "bank_code_of",
    "check_affiliate_number",
    "check_business_tax",
    "check_cin",
    "check_commercial_register",
    "check_iban",
    "check_ice",
    "check_insured_number",
    "check_phone",
    "check_postal_code",
    "check_rib",
    "check_tax_identifier",
    "compact",
    "iban_of",
    "identifies_a_person",
    "insured_key",
    "key_97",
    "mask",
]
