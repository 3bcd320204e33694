"""The printed words of the papers of a meeting."""

from __future__ import annotations

from typing import Final

from mithaq.base.text import Labels

SITTING_WORDS: Final[dict[str, Labels]] = {
    "product": Labels("Mithaq", "ميثاق", "Mithaq"),
    "exercise": Labels("exercice", "تمرين", "exercise"),
    "exercise_foot": Labels(
        "Exercice : parties, personnes et chiffres fictifs.",
        "تمرين: أطراف وأشخاص وأرقام متخيَّلة.",
        "Exercise: fictitious parties, people and figures.",
    ),
    "page": Labels("Page", "صفحة", "Page"),
    "page_of": Labels("sur", "من", "of"),
    "not_published": Labels("non publié", "غير منشور", "not published"),
    "when": Labels("Quand", "التاريخ", "When"),
    "where": Labels("Où", "المكان", "Where"),
    "chair": Labels("Présidence", "الرئاسة", "Chair"),
    "quorum": Labels("Quorum", "النصاب", "Quorum"),
    "item": Labels("Point", "النقطة", "Item"),
    "why": Labels("Pourquoi il est là", "سبب إدراجها", "Why it is there"),
    "expected": Labels("Décision attendue", "القرار المنتظر", "Decision expected"),
    "who": Labels("Qui", "المعني", "Who"),
    "hour": Labels("Heure", "الساعة", "Time"),
    "left_out": Labels(
        "Resté hors de l’ordre du jour", "بقي خارج جدول الأعمال", "Left out of the agenda"
    ),
    "nothing_left_out": Labels("Rien.", "لا شيء.", "Nothing."),
    "rules": Labels(
        "Les règles qui appellent un point",
        "القواعد التي تستدعي نقطة",
        "The rules that call an item",
    ),
    "attached": Labels("Pièces jointes", "الوثائق المرفقة", "Attached"),
    "to": Labels("À l’attention de", "إلى عناية", "To"),
    "substitute": Labels("Suppléant", "النائب", "Substitute"),
    "agenda": Labels("Ordre du jour", "جدول الأعمال", "Agenda"),
    "subject": Labels("Objet", "الموضوع", "Subject"),
    "ref": Labels("Réf.", "المرجع", "Ref."),
    "salutation": Labels("Madame, Monsieur,", "تحية طيبة، وبعد،", "Dear Madam, dear Sir,"),
    "closing": Labels(
        "Je vous prie d’agréer, Madame, Monsieur, l’expression de ma considération distinguée.",
        "وتفضلوا بقبول فائق التقدير والاحترام.",
        "Yours faithfully,",
    ),
    "slip": Labels(
        "Réponse à renvoyer au secrétariat", "جواب يُعاد إلى الكتابة", "Reply to the secretariat"
    ),
    "slip_comes": Labels(
        "Je prendrai part à la séance.", "سأحضر الاجتماع.", "I will take part in the meeting."
    ),
    "slip_substitute": Labels(
        "Ma suppléance sera assurée par :", "سينوب عني:", "My substitute will be:"
    ),
    "slip_excused": Labels(
        "Je ne pourrai pas y prendre part.", "يتعذر علي الحضور.", "I cannot take part."
    ),
    "slip_signature": Labels("Date et signature", "التاريخ والتوقيع", "Date and signature"),
    "member": Labels("Membre", "العضو", "Member"),
    "organisation": Labels("Organisme", "الهيئة", "Body"),
    "seat": Labels("Siège", "المقعد", "Seat"),
    "presence": Labels("Présence", "الحضور", "Attendance"),
    "signature": Labels("Signature", "التوقيع", "Signature"),
    "present": Labels("Étaient là", "الحاضرون", "Present"),
    "not_present": Labels("N’étaient pas là", "غير الحاضرين", "Not present"),
    "said": Labels("Ce qui s’est dit et décidé", "ما نوقش وما تقرر", "What was said and decided"),
    "nothing_said": Labels(
        "non abordé",
        "لم يُتطرَّق إليه",
        "not reached",
    ),
    "in_fr": Labels("texte en français", "نص بالفرنسية", "text in French"),
    "in_ar": Labels("texte en arabe", "نص بالعربية", "text in Arabic"),
    "in_en": Labels("texte en anglais", "نص بالإنجليزية", "text in English"),
    "decision": Labels("Décision", "القرار", "Decision"),
    "decisions": Labels("Les décisions", "القرارات", "The decisions"),
    "owner": Labels("Responsable", "المسؤول", "Owner"),
    "due": Labels("Échéance", "الأجل", "Due"),
    "effect": Labels("Effet attendu", "الأثر المنتظر", "Effect expected"),
    "others": Labels("Décisions hors point", "قرارات خارج النقط", "Decisions outside the items"),
    "remarks": Labels("Observations", "ملاحظات", "Remarks"),
    "digest": Labels(
        "Empreinte du contenu adopté (SHA-256)",
        "بصمة المضمون المصادق عليه (SHA-256)",
        "Digest of the adopted content (SHA-256)",
    ),
    "code": Labels("Code de vérification", "رمز التحقق", "Verification code"),
    "draft": Labels("projet", "مشروع", "draft"),
    "unsigned": Labels("non signé", "غير موقَّع", "not signed"),
    "signed_on": Labels("signé le", "وُقّع في", "signed on"),
    "stamp": Labels("Signature et cachet", "التوقيع والخاتم", "Signature and stamp"),
}
