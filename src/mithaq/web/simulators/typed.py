"""Amounts as people type them: « 10 000 DH », « 10.000,50 », « ١٠٠٠٠ درهم »."""

from __future__ import annotations

import re
from typing import Final

_CURRENCY: Final = re.compile(r"(dirhams?|dhs?|mad|درهما?|دراهم|د\.م\.?)\.?$", re.IGNORECASE)
_BLANK: Final = re.compile(r"[\s'’]")
_GROUPED: Final = re.compile(r"\d{1,3}([.,])\d{3}(?:\1\d{3})+")
_BOTH: Final = re.compile(r"(\d{1,3}(?:([.,])\d{3})+)(?!\2)[.,](\d{1,2})")
_TWO_WAYS: Final = re.compile(r"([1-9]\d{0,2})[.,](\d{3})")
_ARABIC: Final = str.maketrans("٠١٢٣٤٥٦٧٨٩٫٬", "0123456789,.")


def amount_typed(typed: str) -> str | tuple[str, str]:
    """The amount typed as the law reads it; both its readings where one separator may be either.

    A group of exactly three digits after one separator is thousands for some, decimals for others.
    """
    text = _CURRENCY.sub("", typed.strip().translate(_ARABIC)).strip()
    text = _BLANK.sub("", text)
    if _GROUPED.fullmatch(text):
        return re.sub(r"[.,]", "", text)
    if both := _BOTH.fullmatch(text):
        return f"{re.sub(r'[.,]', '', both[1])}.{both[3]}"
    if two := _TWO_WAYS.fullmatch(text):
        decimals = two[2].rstrip("0").ljust(2, "0")
        return f"{two[1]}{two[2]}", f"{two[1]},{decimals}"
    return text
