"""The fixed words of the answers, in the three languages of the law."""

from __future__ import annotations

from typing import Final

from mithaq.base.text import Labels

SAID: Final = {
    "nothing": Labels("rien", "لا شيء", "nothing"),
    "since": Labels("depuis le", "منذ", "since"),
    "because": Labels("Pourquoi", "لماذا", "Why"),
    "reference": Labels("Référence", "المرجع", "Reference"),
    "sources": Labels("Sources", "المصادر", "Sources"),
    "note": Labels("Note", "ملاحظة", "Note"),
    "alternatives": Labels("Autres valeurs lues", "قيم أخرى مقروءة", "Other values read"),
    "known": Labels("Connu le", "عُرف في", "Known on"),
    "override": Labels("Remplacé par", "استبدله", "Replaced by"),
    "used_by": Labels("Lu par", "تقرؤه", "Read by"),
    "parameter": Labels("Paramètre", "المعيار", "Parameter"),
    "label": Labels("Libellé", "التسمية", "Label"),
    "value": Labels("Valeur", "القيمة", "Value"),
    "confidence": Labels("Certitude", "درجة اليقين", "Confidence"),
    "fact": Labels("Fait", "المعطى", "Fact"),
    "kind": Labels("Nature", "النوع", "Kind"),
    "written": Labels("S’écrit", "يكتب", "Written"),
    "rule": Labels("Règle", "القاعدة", "Rule"),
    "article": Labels("Article", "المادة", "Article"),
    "scheme": Labels("Dispositif", "التدبير", "Scheme"),
    "before": Labels("Avant", "قبل", "Before"),
    "after": Labels("Après", "بعد", "After"),
    "difference": Labels("Écart", "الفرق", "Difference"),
    "same": Labels("Rien ne change.", "لا شيء يتغير.", "Nothing changes."),
    "truths": Labels("oui, non", "yes, no", "yes, no"),
    "what": Labels("Quoi", "ماذا", "What"),
    "target": Labels("Règle", "القاعدة", "Rule"),
    "rows": Labels("Lignes", "الأسطر", "Rows"),
    "winners": Labels("Gagnants", "الرابحون", "Winners"),
    "losers": Labels("Perdants", "الخاسرون", "Losers"),
    "undecided": Labels("Indécis", "غير محسوم", "Undecided"),
    "advice": Labels("Ce qui donnerait oui", "ما يجعل الجواب نعم", "What would make it yes"),
    "expected": Labels("attendu", "المنتظر", "expected"),
    "given": Labels("la loi donne", "القانون يعطي", "the law gives"),
    "absent": Labels("—", "—", "—"),
}
COLON: Final = Labels(" :", ":", ":")
CONFIDENCE: Final = {
    "sure": Labels("sûr", "مؤكد", "sure"),
    "likely": Labels("probable", "مرجح", "likely"),
    "conflicting": Labels("sources discordantes", "مصادر متضاربة", "conflicting sources"),
    "unknown": Labels("non confirmé", "غير مؤكد", "unconfirmed"),
}
KINDS: Final = {
    "money": Labels("montant", "مبلغ", "amount"),
    "number": Labels("nombre", "عدد", "number"),
    "count": Labels("nombre entier", "عدد صحيح", "whole number"),
    "days": Labels("jours", "أيام", "days"),
    "months": Labels("mois", "أشهر", "months"),
    "ratio": Labels("part", "نسبة", "share"),
    "boolean": Labels("oui ou non", "نعم أو لا", "yes or no"),
    "date": Labels("date", "تاريخ", "date"),
    "code": Labels("choix", "اختيار", "choice"),
}


def said(word: str, language: str) -> str:
    """A fixed word in a language."""
    return SAID[word].of(language)


def heading(name: str, language: str) -> str:
    """The head of a column: a fixed word, or the name of the column itself."""
    return SAID[name].of(language) if name in SAID else name
