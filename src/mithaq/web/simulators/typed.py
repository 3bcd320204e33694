"""Amounts, numbers and days as people type them: « 10 000 DH », « ١٤ شهرا », « 240 jours »."""

from __future__ import annotations

import re
from typing import Final

_CURRENCY: Final = re.compile(r"(dirhams?|dhs?|mad|درهما?|دراهم|د\.م\.?)\.?$", re.IGNORECASE)
_BLANK: Final = re.compile(r"[\s'’]")
_GROUPED: Final = re.compile(r"\d{1,3}([.,])\d{3}(?:\1\d{3})+")
_BOTH: Final = re.compile(r"(\d{1,3}(?:([.,])\d{3})+)(?!\2)[.,](\d{1,2})")
_TWO_WAYS: Final = re.compile(r"([1-9]\d{0,2})[.,](\d{3})")
_COUNTED: Final = re.compile(
    r"(-?\d[\d\s.,]*?)\s*(?:"
    r"ans?|ann[ée]es?|mois|jours?|j|semaines?|heures?|h|salari[ée]e?s?|personnes?|enfants?|stages?|"
    r"stagiaires?|mensualit[ée]s?|fois|"
    r"1?er|[èe]re|[èe]me|i[èe]me|e|nde?|"
    r"years?|months?|days?|weeks?|hours?|employees?|people|children|interns?|instal?lments?|times?|"
    r"st|rd|th|"
    r"سنة|سنوات|عام[اً]?|أعوام|شهر[اً]?|شهرا|أشهر|شهور|يوم[اً]?|يوما|أيام|ساعة|ساعات|"
    r"أجير[اً]?|أجيرا|أجراء|شخص[اً]?|أشخاص|أطفال|متدرب[اً]?|متدربين|تدريب[اً]?|تدريبات|"
    r"قسط[اً]?|قسطا|أقساط|مرة|مرات"
    r")\.?",
    re.IGNORECASE,
)
_LONGER: Final = re.compile(
    r"\d\s*(?:mois|months?|ans?|ann[ée]es?|years?|semaines?|weeks?|شهر|أشهر|شهور|سنة|سنوات|عام|أعوام)",
    re.IGNORECASE,
)
_ARABIC: Final = str.maketrans("٠١٢٣٤٥٦٧٨٩٫٬", "0123456789,.")


def amount_typed(typed: str) -> str | tuple[str, str]:
    """The amount typed as the law reads it; both its readings where one separator may be either.

    A group of exactly three digits after one separator is thousands for some, decimals for others.
    """
    text = _CURRENCY.sub("", typed.strip().translate(_ARABIC)).strip()
    if not any(sign.isdigit() for sign in text):
        return text  # Words are told back as they were typed.
    text = _BLANK.sub("", text)
    if _GROUPED.fullmatch(text):
        return re.sub(r"[.,]", "", text)
    if both := _BOTH.fullmatch(text):
        return f"{re.sub(r'[.,]', '', both[1])}.{both[3]}"
    if two := _TWO_WAYS.fullmatch(text):
        decimals = two[2].rstrip("0").ljust(2, "0")
        return f"{two[1]}{two[2]}", f"{two[1]},{decimals}"
    return text


def number_typed(typed: str) -> str:
    """A number without the unit or the ordinal that people write after it: « 24 ans », « 1er ».

    Digits may be Arabic; what is no number with a known unit stays as it was typed.
    """
    text = latin_digits(typed)
    counted = _COUNTED.fullmatch(text)
    return counted[1].strip() if counted else text


def latin_digits(typed: str) -> str:
    """The same text with the digits that the law reads, without blanks around it."""
    return typed.strip().translate(_ARABIC)


def is_longer_than_days(typed: str) -> bool:
    """Whether weeks, months or years were typed: « 27 mois » where days are asked is no 27."""
    return _LONGER.search(latin_digits(typed)) is not None
