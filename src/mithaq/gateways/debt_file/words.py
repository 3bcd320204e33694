"""What a file of debts is told when a row cannot be read."""

from __future__ import annotations

from typing import Final

from mithaq.base.errors import Fault
from mithaq.base.text import Labels


def fault(where: str, rule: str, words: Labels, *values: str | Labels) -> Fault:
    """One thing wrong with a cell; what it quotes keeps its own order inside Arabic."""
    said = [value if isinstance(value, Labels) else Labels(value, value, value) for value in values]
    filled = Labels(
        words.fr.format(*(value.fr for value in said)),
        words.ar.format(*(f"\u2068{value.ar}\u2069" for value in said)),
        words.en.format(*(value.en for value in said)),
    )
    return Fault(where, filled, f"debt_file.{rule}", REMEDIES.get(rule))


def no_table(most: int) -> Fault:
    """No head, no row, or too many of them."""
    return Fault(
        "file",
        Labels(
            f"Aucun tableau de dettes lisible de 1 à {most} lignes : il faut au moins le numéro "
            "d’affiliation, la nature et le montant.",
            f"لا يوجد جدول ديون مقروء من سطر واحد إلى {most}: يلزم على الأقل رقم الانخراط "
            "والنوع والمبلغ.",
            f"No readable table of debts of 1 to {most} rows: it takes at least the affiliation "
            "number, the kind and the amount.",
        ),
        "debt_file.table",
        Labels(
            "Partez du fichier d’exemple de cette page.",
            "انطلقوا من ملف المثال في هذه الصفحة.",
            "Start from the sample file of this page.",
        ),
    )


MISSING: Final = Labels("La cellule est vide.", "الخلية فارغة.", "The cell is empty.")
NO_COMPANY: Final = Labels(
    "Aucune entreprise du registre n’a le numéro d’affiliation « {0} ».",
    "لا توجد في السجل مقاولة برقم الانخراط «{0}».",
    "No company of the register has the affiliation number “{0}”.",
)
OTHER_WORLD: Final = Labels(
    "« {0} » et votre caisse ne sont pas du même monde : l’un est un exercice, l’autre non.",
    "«{0}» وصندوقكم ليسا من العالم نفسه: أحدهما تمرين والآخر لا.",
    "“{0}” and your fund are not of the same world: one is an exercise, the other is not.",
)
OTHER_PLACE: Final = Labels(
    "« {0} » n’est pas d’une entreprise du territoire de votre mandat.",
    "«{0}» ليس لمقاولة من المجال الترابي لتفويضكم.",
    "“{0}” is not of a company of the territory of your mandate.",
)
NOT_KNOWN: Final = Labels(
    "« {0} » n’est pas un mot attendu ici.", "«{0}» ليست كلمة متوقعة هنا.",
    "“{0}” is no word expected here.",
)  # fmt: skip
READ_AS: Final = Labels(
    "« {0} » n’est pas dans la liste des mots attendus : lu comme « {1} ». À confirmer.",
    "«{0}» ليست في لائحة الكلمات المتوقعة: قُرئت «{1}». المرجو التأكيد.",
    "“{0}” is not in the list of words expected: read as “{1}”. To be confirmed.",
)
READ_ALIKE: Final = Labels(
    "« {0} » n’est pas dans la liste des mots attendus : lu comme « {1} », qui lui ressemble à "
    "{2} % (seuil : {3} %). À confirmer.",
    "«{0}» ليست في لائحة الكلمات المتوقعة: قُرئت «{1}» التي تشبهها بنسبة {2}% (العتبة: {3}%). "
    "المرجو التأكيد.",
    "“{0}” is not in the list of words expected: read as “{1}”, alike at {2}% (threshold: {3}%). "
    "To be confirmed.",
)
LISTED: Final = {
    "principal": Labels("cotisations", "اشتراكات", "contributions"),
    "surcharge": Labels("majoration", "زيادة", "surcharge"),
    "penalty": Labels("astreinte", "غرامة", "penalty"),
    "costs": Labels("frais", "مصاريف", "costs"),
    "payment": Labels("paiement", "أداء", "payment"),
    "general": Labels("général", "عام", "general"),
    "health": Labels("AMO", "AMO", "AMO"),
}
NOT_A_DAY: Final = Labels(
    "« {0} » n’est pas une date.", "«{0}» ليس تاريخا.", "“{0}” is not a date."
)
NOT_AN_AMOUNT: Final = Labels(
    "« {0} » n’est pas un montant en dirhams.", "«{0}» ليس مبلغا بالدرهم.",
    "“{0}” is not an amount in dirhams.",
)  # fmt: skip
REPEATED: Final = Labels(
    "La ligne {0} dit déjà exactement la même chose.", "السطر {0} يقول الشيء نفسه تماما.",
    "Row {0} already says exactly the same.",
)  # fmt: skip
HEAVY: Final = Labels(
    "Cette ligne pèse plus de la moitié du fichier.", "هذا السطر يفوق نصف مجموع الملف.",
    "This row weighs more than half of the file.",
)  # fmt: skip
MANY_REFUSED: Final = Labels(
    "Lignes refusées : {0} sur {1}. Le fichier est-il le bon ?",
    "الأسطر المرفوضة: {0} من {1}. هل هذا هو الملف الصحيح؟",
    "Rows refused: {0} of {1}. Is it the right file?",
)
REMEDIES: Final = {
    "missing": Labels("Remplissez-la.", "املؤوها.", "Fill it."),
    "kind": Labels(
        "Écrivez cotisations, majoration, astreinte, frais ou paiement.",
        "اكتبوا اشتراكات أو زيادة أو غرامة أو مصاريف أو أداء.",
        "Write contributions, surcharge, penalty, costs or payment.",
    ),
    "branch": Labels("Écrivez général ou AMO.", "اكتبوا عام أو AMO.", "Write general or AMO."),
    "day": Labels(
        "Écrivez 2024-03 ou 03/06/2024.", "اكتبوا \u20662024-03\u2069 أو \u206603/06/2024\u2069.",
        "Write 2024-03 or 03/06/2024.",
    ),
    "amount": Labels("Écrivez 12 500,40.", "اكتبوا 12500,40.", "Write 12,500.40."),
    "affiliate": Labels(
        "Inscrivez d’abord l’entreprise, ou corrigez le numéro.",
        "سجلوا المقاولة أولا أو صححوا الرقم.",
        "Record the company first, or mend the number.",
    ),
}  # fmt: skip
