"""Words for the kind of a line and its scheme, in three languages."""

from __future__ import annotations

from typing import Final

from mithaq.base.text import plain_words

_KINDS: Final = {
    "principal": ("cotisation", "cotisations", "principal", "contribution", "contributions",
                  "اشتراك", "اشتراكات", "واجبات الاشتراك"),
    "surcharge": ("majoration", "majorations", "majoration de retard", "majorations de retard",
                  "surcharge", "surcharges", "late surcharge", "زيادة", "زيادات", "زيادة التأخير",
                  "زيادات التأخير"),
    "penalty": ("astreinte", "astreintes", "pénalité", "pénalités", "penalty", "penalties",
                "غرامة", "غرامات", "غرامة تهديدية", "غرامات تهديدية", "الغرامة التهديدية"),
    "costs": ("frais", "frais de recouvrement", "frais de poursuite", "cost", "costs",
              "recovery costs", "مصاريف", "مصاريف التحصيل", "صوائر", "صوائر التحصيل",
              "صوائر المتابعة"),
    "payment": ("paiement", "paiements", "versement", "versements", "payment", "payments",
                "أداء", "أداءات", "دفع", "دفعة", "دفعات"),
}  # fmt: skip
_BRANCHES: Final = {
    "general": ("général", "régime général", "cnss", "general scheme", "عام", "النظام العام"),
    "health": ("amo", "health", "health cover", "health insurance", "assurance maladie",
               "assurance maladie obligatoire", "التأمين عن المرض", "تأمين عن المرض",
               "التأمين الإجباري", "التأمين الإجباري عن المرض",
               "التأمين الإجباري الأساسي عن المرض"),
}  # fmt: skip
LISTS: Final = {
    name: {plain_words(text): code for code, texts in table.items() for text in (code, *texts)}
    for name, table in (("kind", _KINDS), ("branch", _BRANCHES))
}


def code_of(field: str, text: str) -> str:
    """The code that a word stands for, or nothing when the list does not know it."""
    return LISTS[field].get(plain_words(text), "")
