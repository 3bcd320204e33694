"""Words for the kind of a line and its scheme, in three languages."""

from __future__ import annotations

from difflib import SequenceMatcher
from typing import Final

from mithaq.base.text import plain_words

_KINDS: Final = {
    "principal": ("cotisation", "cotisations", "principal", "contribution", "contributions",
                  "اشتراك", "اشتراكات", "واجبات الاشتراك"),
    "surcharge": ("majoration", "majorations", "majoration de retard", "majorations de retard",
                  "surcharge", "surcharges", "late surcharge", "زيادة", "زيادات", "زيادة التأخير",
                  "زيادات التأخير"),
    "penalty": ("astreinte", "astreintes", "penalty", "penalties",
                "غرامة", "غرامات", "غرامة تهديدية", "غرامات تهديدية", "الغرامة التهديدية"),
    "costs": ("frais", "frais de recouvrement", "frais de poursuite", "cost", "costs",
              "recovery costs", "مصاريف", "مصاريف التحصيل", "صوائر", "صوائر التحصيل",
              "صوائر المتابعة"),
    "payment": ("paiement", "paiements", "payment", "payments",
                "أداء", "أداءات", "دفع", "دفعة", "دفعات"),
}  # fmt: skip
_BRANCHES: Final = {
    "general": ("général", "régime général", "cnss", "general scheme", "عام", "النظام العام"),
    "health": ("amo", "health", "health cover", "health insurance", "assurance maladie",
               "assurance maladie obligatoire", "التأمين عن المرض", "تأمين عن المرض",
               "التأمين الإجباري", "التأمين الإجباري عن المرض",
               "التأمين الإجباري الأساسي عن المرض"),
}  # fmt: skip
# Words that people write for a listed one, and that another fund may use for something else.
_NEAR: Final = {
    "kind": {"penalite": "penalty", "penalites": "penalty", "amende": "penalty",
             "amendes": "penalty", "versement": "payment", "versements": "payment",
             "interets": "surcharge", "interets de retard": "surcharge"},
    "branch": {},
}  # fmt: skip
# What a word must share with a listed one to be read as it, in doubt: one letter wrong in six.
LEAST_ALIKE: Final = 80
LISTS: Final = {
    name: {plain_words(text): code for code, texts in table.items() for text in (code, *texts)}
    for name, table in (("kind", _KINDS), ("branch", _BRANCHES))
}


def code_of(field: str, text: str) -> str:
    """The code that a word stands for, or nothing when the list does not know it."""
    return LISTS[field].get(plain_words(text), "")


def near_code_of(field: str, text: str) -> tuple[str, int]:
    """The code of the listed word that a word resembles enough, and by how many percent; a word
    used for a listed one resembles it whole. Nothing and 0 where none does."""
    word = plain_words(text)
    if code := _NEAR[field].get(word):
        return code, 100
    alike, code = max(
        (round(100 * SequenceMatcher(None, word, listed).ratio()), code)
        for listed, code in LISTS[field].items()
    )
    return (code, alike) if alike >= LEAST_ALIKE else ("", 0)
