"""The printed words of a results report; a caller may replace any of them."""

from __future__ import annotations

from typing import Final

from mithaq.base.text import Labels

RESULTS_REPORT_WORDS: Final[dict[str, Labels]] = {
    "product": Labels("Mithaq", "ميثاق", "Mithaq"),
    "exercise": Labels("exercice", "تمرين", "exercise"),
    "exercise_foot": Labels(
        "Exercice : parties et chiffres fictifs.",
        "تمرين: أطراف وأرقام متخيَّلة.",
        "Exercise: fictitious parties and figures.",
    ),
    "page": Labels("Page", "صفحة", "Page"),
    "page_of": Labels("sur", "من", "of"),
    "reference": Labels("Référence", "المرجع", "Reference"),
    "as_of": Labels("Situation au", "الوضع إلى غاية", "State on"),
    "known_on": Labels("Connue le", "كما عُرفت في", "As known on"),
    "published": Labels("Publié le", "نُشرت في", "Published on"),
    "draft": Labels("projet, non publié", "مشروع غير منشور", "draft, not published"),
    "verification": Labels("Code de vérification", "رمز التحقق", "Verification code"),
    "digest": Labels(
        "Empreinte du contenu (SHA-256)",
        "بصمة المحتوى (SHA-256)",
        "Digest of the content (SHA-256)",
    ),
    "proof_count": Labels("Degré des chiffres", "درجة إثبات الأرقام", "Grade of the figures"),
    "figures": Labels("Les chiffres", "الأرقام", "The figures"),
    "no_figure": Labels("Aucun chiffre publié.", "لم يُنشر أي رقم.", "No figure was published."),
    "indicator": Labels("Ce qui est compté", "ما الذي يُعدّ", "What is counted"),
    "value": Labels("Valeur", "القيمة", "Value"),
    "period": Labels("Période", "الفترة", "Period"),
    "grade": Labels("Degré", "الدرجة", "Grade"),
    "said_by": Labels("Dit par, le", "القائل والتاريخ", "Said by, on"),
    "definition_not_published": Labels(
        "Définition non publiée", "التعريف غير منشور", "Definition not published"
    ),
    "not_published": Labels("non publié", "غير منشور", "not published"),
    "grade_announced": Labels("annoncé", "مُعلَن", "announced"),
    "grade_contractual": Labels("contractuel", "تعاقدي", "contractual"),
    "grade_recorded": Labels("enregistré", "مسجَّل", "recorded"),
    "grade_measured": Labels("mesuré", "مَقيس", "measured"),
    "grade_verified": Labels("vérifié", "متحقَّق منه", "verified"),
    "readings": Labels("Lectures possibles", "قراءات ممكنة", "Possible readings"),
    "conflicts": Labels("Conflits de sources", "تعارض المصادر", "Conflicts of sources"),
    "why": Labels("Pourquoi c’est un conflit.", "لماذا هو تعارض؟", "Why it is a conflict."),
    "settle": Labels("Ce qui le résoudrait.", "ما الذي يحسمه؟", "What would settle it."),
    "promises": Labels("Les engagements", "الالتزامات", "The commitments"),
    "axis": Labels("Axe", "المحور", "Axis"),
    "promise": Labels("Engagement", "الالتزام", "Commitment"),
    "due": Labels("Échéance", "الأجل", "Due"),
    "budget": Labels("Budget", "الميزانية", "Budget"),
    "payer": Labels("Payeur", "المموِّل", "Payer"),
    "sum": Labels(
        "Somme des lignes, calculée", "مجموع الأسطر، محسوب", "Sum of the lines, computed"
    ),
    "printed": Labels("Total imprimé", "المجموع المطبوع", "Printed total"),
    "parties": Labels("Les parties", "الأطراف", "The parties"),
    "party": Labels("Organisation", "الهيئة", "Organisation"),
    "role": Labels("Rôle", "الدور", "Role"),
    "signatory": Labels("Signataire, qualité", "الموقِّع وصفته", "Signatory, capacity"),
    "not_published_title": Labels("Ce qui n’est pas publié", "ما لم يُنشر", "What is not published"),
    "sources": Labels("Sources", "المصادر", "Sources"),
    "source": Labels("Source", "المصدر", "Source"),
    "code": Labels("Code", "الرمز", "Code"),
    "document": Labels("Document", "الوثيقة", "Document"),
    "publisher": Labels("Éditeur", "الناشر", "Publisher"),
    "date": Labels("Date", "التاريخ", "Date"),
    "method": Labels("Méthode", "المنهجية", "Method"),
}
