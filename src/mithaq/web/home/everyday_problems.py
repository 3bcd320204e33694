"""The words by which people look for a known problem of mediation, in their three languages."""

from __future__ import annotations

from collections.abc import Collection
from typing import Final

from mithaq.base.text import fold, is_said, search_words

# By the code of a typical case: single words, as people type them, French, Arabic, English.
EVERYDAY_PROBLEMS: Final[dict[str, str]] = {
    "affiliation-number": (
        "affiliation affilier numéro affilié adhérer inscription entreprise récépissé "
        "انخراط رقم الانخراط تسجيل المقاولة affiliate affiliation number employer"
    ),
    "affiliation-change": (
        "changement siège adresse gérant forme juridique succursale affiliation "
        "تغيير مقر عنوان مسير فرع change address seat manager branch"
    ),
    "registration-number": (
        "immatriculation immatriculer numéro salarié double doublon manquant "
        "تسجيل رقم أجير مكرر ناقص registration number employee duplicate missing"
    ),
    "registration-identity": (
        "identité nom prénom naissance carte nationale CIN erreur faute salarié "
        "هوية اسم ازدياد بطاقة وطنية خطأ identity name birth card mistake"
    ),
    "e-filing-access": (
        "accès accéder perte perdu télédéclaration télédéclarer Damancom portail compte "
        "mot de passe connexion identifiant mandataire mandat adhésion bloqué "
        "ولوج فقدان تصريح عن بعد ضمانكم بوابة حساب كلمة السر وكيل تفويض "
        "access lost e-filing portal account password login agent mandate locked"
    ),
    "e-filing-file": (
        "fichier préétabli e-BDS BDS rejeté rejet total contrôle télédéclaration Damancom "
        "ملف معد مسبقا مرفوض رفض مجموع مراقبة تصريح ضمانكم "
        "file prefilled rejected rejection control sum return"
    ),
    "paid-shown-unpaid": (
        "payé affiché impayé imputation imputé mauvais mois virement paiement cotisation "
        "مؤدى غير مؤدى إسناد شهر خطأ تحويل أداء اشتراك "
        "paid shown unpaid wrong month transfer payment contribution"
    ),
    "debit-refused": (
        "prélèvement refusé rejeté banque débit RIB compte bancaire "
        "اقتطاع مرفوض بنك حساب بنكي direct debit refused bank"
    ),
    "good-standing": (
        "attestation régularité marché public appel offres refusée "
        "شهادة وضعية سليمة صفقة عمومية طلب عروض certificate good standing tender"
    ),
    "wage-certificate": (
        "attestation salaires erronée fausse salaire erreur "
        "شهادة الأجور خاطئة أجر خطأ wage certificate wrong salary"
    ),
    "allowances-unpaid": (
        "allocations familiales bloquées non versées arrêtées suspendues salariés enfants "
        "تعويضات عائلية متوقفة محجوبة غير مصروفة لم تصرف أجراء أطفال "
        "family allowances blocked unpaid stopped employees children"
    ),
    "allowance-line": (
        "allocations familiales enfants reverser reprises ligne "
        "تعويضات عائلية أطفال استرجاع family allowances children"
    ),
    "cover-closed": (
        "droits fermés AMO remboursement refusé retard cotisations médicament "
        "حقوق مغلقة تعويض مرفوض التأمين rights closed reimbursement refused cover"
    ),
    "sick-pay-blocked": (
        "indemnités journalières maladie arrêt bloquées maternité "
        "تعويضات يومية مرض رخصة محجوبة sick pay leave blocked"
    ),
    "job-loss-refused": (
        "IPE perte emploi refusée refus demande chômage "
        "فقدان الشغل رفض طلب تعويض job loss indemnity refused"
    ),
    "job-loss-proof": (
        "preuve perte involontaire emploi licenciement attestation démission "
        "إثبات فقدان غير إرادي شغل فصل proof involuntary dismissal"
    ),
    "career-gap": (
        "carrière jours manquants pension retraite relevé points oubliés "
        "مسار أيام ناقصة معاش تقاعد career missing days pension retirement"
    ),
    "contested-assessment": (
        "redressement contesté contrôle inspection contestation "
        "مراجعة مراقبة تفتيش اعتراض reassessment contested inspection audit"
    ),
    "repeated-missions": (
        "missions répétées contrôle inspecteur visites "
        "مهام متكررة مراقبة مفتش زيارات repeated missions inspector visits"
    ),
    "settlement": (
        "arrangement échéancier facilité remise majorations dette délai paiement "
        "تسوية جدول أداء تسهيل إعفاء زيادات دين settlement instalments waiver debt plan"
    ),
    "third-party-notice": (
        "avis tiers détenteur ATD compte bloqué saisie banque "
        "إشعار الغير الحائز حساب محجوز حجز third party notice seizure account"
    ),
    "state-share-unpaid": (
        "part État non versée prise en charge idmaj tahfiz exonération aide "
        "حصة الدولة غير مؤداة تحمل إدماج تحفيز state share unpaid support"
    ),
}
_TEXTS: Final = {code: fold(words) for code, words in EVERYDAY_PROBLEMS.items()}
# Said together, two words are enough; of more, half of them.
_ENOUGH: Final = 2


def problems_meant(typed: str, *, binding: Collection[str]) -> list[str]:
    """The known problems that everyday words mean, by code, the one that says most of them first.

    All the words need not match: one alone does, two of a longer question, and no less than half.
    ``binding`` are the words that bind others, which ask for nothing.
    """
    words = list(dict.fromkeys(w for w in search_words(typed) if w not in binding))
    said = {code: sum(is_said(word, text) for word in words) for code, text in _TEXTS.items()}
    least = min(_ENOUGH, len(words))
    kept = [code for code, count in said.items() if words and count >= max(least, len(words) / 2)]
    return sorted(kept, key=lambda code: -said[code])
