"""The words by which people look for a simulator, in their three languages, kept in one place."""

from __future__ import annotations

from typing import Final

from mithaq.base.text import fold, is_said, search_words

# By the address name of a simulator: words as people type them, French, Arabic, English.
EVERYDAY: Final[dict[str, tuple[str, ...]]] = {
    "job_loss_check": (
        "chômage", "licenciement", "licencié", "perdu mon emploi",
        "j’ai perdu mon emploi", "perte emploi", "IPE", "indemnité chômage", "jours qui manquent",
        "بطالة", "طرد", "فصل من العمل", "فقدان الشغل", "التعويض عن فقدان الشغل", "فقدت عملي",
        "unemployment", "dismissed", "lost my job", "job loss",
    ),
    "simulate_cover": (
        "AMO", "maladie", "stagiaire maladie", "stage maladie", "assurance maladie",
        "مرض", "التغطية الصحية", "التأمين الإجباري عن المرض", "مرض تدريب",
        "illness", "health insurance", "sick intern",
    ),
    "simulate_internship": (
        "stage", "stagiaire", "contrat insertion", "idmaj", "anapec stage",
        "تدريب", "متدرب", "عقد الإدماج", "إدماج",
        "intern", "internship", "trainee",
    ),
    "simulate_first_job": (
        "premier emploi", "impôt premier emploi", "impôt sur le revenu", "impôt salaire",
        "ضريبة", "أول شغل", "الضريبة على الدخل", "ضريبة أول شغل",
        "first job", "income tax", "first job tax",
    ),
    "self_employed_simulation": (
        "auto-entrepreneur", "auto entrepreneur", "un seul client", "freelance",
        "مقاول ذاتي", "المقاول الذاتي", "ضريبة المقاول الذاتي",
        "self-employed", "single client",
    ),
    "late_simulation": (
        "retard CNSS", "retard de paiement", "majoration", "dette CNSS", "échéancier",
        "تأخر الأداء", "تأخر الاشتراكات", "زيادات التأخير", "ديون الصندوق",
        "late payment", "late contributions", "instalments",
    ),
    "simulate_tahfiz": (
        "tahfiz", "exonération embauche", "تحفيز", "برنامج تحفيز",
    ),
    "simulate_hire": (
        "embauche", "coût embauche", "combien coûte un salarié", "recruter",
        "توظيف", "تشغيل أجير", "كلفة التشغيل", "hire", "cost of a hire",
    ),
}  # fmt: skip


def pages_meant(typed: str) -> list[str]:
    """The simulators that everyday words mean, the one that says most of them first.

    At most one word more than a phrase may be typed: a longer question asks for something else.
    """
    wanted, text = search_words(typed), fold(typed)
    found: dict[str, int] = {}
    for page, phrases in EVERYDAY.items():
        for phrase in phrases:
            words = search_words(phrase)
            if len(wanted) <= len(words) + 1 and all(is_said(word, text) for word in words):
                found[page] = max(found.get(page, 0), len(words))
    return sorted(found, key=lambda page: -found[page])
