"""The printed words of a signing folder."""

from __future__ import annotations

from typing import Final

from mithaq.base.text import Labels
from mithaq.gateways.documents.words import RESULTS_REPORT_WORDS

FOLDER_WORDS: Final[dict[str, Labels]] = RESULTS_REPORT_WORDS | {
    "exercise_foot": Labels(
        "Exercice : parties, personnes et chiffres fictifs.",
        "تمرين: أطراف وأشخاص وأرقام متخيَّلة.",
        "Exercise: fictitious parties, people and figures.",
    ),
    "version": Labels("Version du texte", "صيغة النص", "Version of the text"),
    "offered": Labels("Offert à la signature", "عُرض للتوقيع", "Offered for signature"),
    "ceremony": Labels("Séance de signature", "حفل التوقيع", "Signing session"),
    "order": Labels("Ordre des signatures", "ترتيب التوقيعات", "Order of signatures"),
    "rank": Labels("Rang", "الرتبة", "Rank"),
    "body": Labels("Organisme", "الهيئة", "Body"),
    "signatory": Labels("Signataire, qualité", "الموقِّع وصفته", "Signatory, capacity"),
    "capacity_checked": Labels("Qualité vérifiée", "الصفة المتحقق منها", "Capacity checked"),
    "signature": Labels("Signature", "التوقيع", "Signature"),
    "the_text": Labels("Le texte", "النص", "The text"),
    "wet": Labels("Signatures à la main", "التوقيعات بخط اليد", "Signatures by hand"),
    "stamp": Labels(
        "Date, signature et cachet", "التاريخ والتوقيع والخاتم", "Date, signature, stamp"
    ),
    "text_digest": Labels(
        "Empreinte du texte à signer (SHA-256)",
        "بصمة النص المعروض للتوقيع (SHA-256)",
        "Digest of the text to sign (SHA-256)",
    ),
    "verification": Labels("Code de vérification", "رمز التحقق", "Verification code"),
}  # fmt: skip
