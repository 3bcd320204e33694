"""What the reading of an observation file says: of the file, then of its rows."""

from __future__ import annotations

from typing import Final

from mithaq.base.errors import Fault
from mithaq.base.text import Labels

AGAIN: Final = Labels("Déposez-le à nouveau.", "أودعوه من جديد.", "Upload it again.")
WRITE_NUMBER: Final = Labels(
    "Écrivez le nombre seul, par exemple 1250 ou 13,3.",
    "اكتبوا العدد وحده، مثلا 1250 أو 13,3.",
    "Write the number alone, for example 1250 or 13.3.",
)


def _file(rule: str, sentence: Labels, remedy: Labels, line: int | None = None) -> Fault:
    return Fault("file", sentence, f"observation_file.{rule}", remedy, line)


def too_large(size: int, most: int) -> Fault:
    """A file over the limit, refused unread."""
    mega, limit = f"{size / 1_048_576:.1f}".replace(".", ","), most // 1_048_576
    return _file(
        "size",
        Labels(
            f"Le fichier pèse {mega} Mo : la limite est de {limit} Mo.",
            f"حجم الملف {mega} ميغابايت: الحد الأقصى {limit} ميغابايت.",
            f"The file weighs {mega} MB: the limit is {limit} MB.",
        ),
        Labels(
            "Partagez-le en plusieurs fichiers, par année ou par territoire.",
            "قسموه إلى عدة ملفات، حسب السنة أو المجال الترابي.",
            "Split it into several files, by year or by territory.",
        ),
    )


def too_many_rows(most: int) -> Fault:
    """More rows than one file may bring."""
    return _file(
        "rows",
        Labels(
            f"Le fichier a plus de {most} lignes.",
            f"يتجاوز الملف {most} سطرا.",
            f"The file has more than {most} rows.",
        ),
        Labels("Partagez-le.", "قسموه.", "Split it."),
    )


def empty() -> Fault:
    """Nothing at all."""
    return _file(
        "empty", Labels("Le fichier est vide.", "الملف فارغ.", "The file is empty."), AGAIN
    )


def not_a_table(name: str) -> Fault:
    """Bytes that are no table."""
    return _file(
        "table",
        Labels(
            f"« {name} » n’est ni un fichier CSV ni un classeur XLSX.",
            f"«{name}» ليس ملف CSV ولا مصنف XLSX.",
            f"“{name}” is neither a CSV file nor an XLSX workbook.",
        ),
        Labels(
            "Enregistrez le tableau en CSV ou en XLSX.",
            "احفظوا الجدول بصيغة CSV أو XLSX.",
            "Save the table as CSV or XLSX.",
        ),
    )


def not_a_workbook() -> Fault:
    """A damaged or protected workbook."""
    return _file(
        "workbook",
        Labels(
            "Le classeur ne s’ouvre pas : il est abîmé ou protégé.",
            "لا يفتح المصنف: إنه تالف أو محمي.",
            "The workbook does not open: it is damaged or protected.",
        ),
        Labels(
            "Enregistrez-le sans mot de passe, ou en CSV.",
            "احفظوه بدون كلمة سر أو بصيغة CSV.",
            "Save it without a password, or as CSV.",
        ),
    )


def broken_line(line: int) -> Fault:
    """A line that CSV itself cannot read."""
    return _file(
        "line",
        Labels(
            "Cette ligne ne se lit pas : un guillemet n’est pas fermé, ou elle est trop longue.",
            "لا يمكن قراءة هذا السطر: علامة اقتباس لم تغلق أو السطر طويل جدا.",
            "This line cannot be read: a quote is not closed, or it is too long.",
        ),
        Labels("Corrigez-la.", "صححوه.", "Mend it."),
        line,
    )


def no_head() -> Fault:
    """No line of titles among the first ones."""
    return _file(
        "head",
        Labels(
            "Aucune ligne de titres n’a au moins « indicateur » et « valeur ».",
            "لا يوجد سطر عناوين يضم على الأقل «المؤشر» و«القيمة».",
            "No line of headings has at least “indicator” and “value”.",
        ),
        Labels(
            "Partez du fichier d’exemple de cette page.",
            "انطلقوا من ملف المثال في هذه الصفحة.",
            "Start from the sample file of this page.",
        ),
    )


def no_rows() -> Fault:
    """Titles and nothing below."""
    return _file(
        "rows",
        Labels(
            "Le fichier n’a que ses titres : aucune ligne à inscrire.",
            "الملف لا يضم سوى العناوين: لا سطر للتسجيل.",
            "The file has only its headings: no row to record.",
        ),
        AGAIN,
    )


def said(
    where: str, rule: str, sentence: Labels, *values: object, remedy: Labels | None = None
) -> Fault:
    """Fill a sentence about one cell; what it quotes keeps its own order inside Arabic."""
    filled = Labels(
        sentence.fr.format(*(_told(value, "fr") for value in values)),
        sentence.ar.format(*(f"\u2068{_told(value, 'ar')}\u2069" for value in values)),
        sentence.en.format(*(_told(value, "en") for value in values)),
    )
    return Fault(where, filled, rule, remedy)


def _told(value: object, language: str) -> str:
    return value.of(language) if isinstance(value, Labels) else str(value)


MISSING: Final = Labels("La cellule est vide.", "الخلية فارغة.", "The cell is empty.")
FILL: Final = Labels(
    "Remplissez-la, ou retirez la ligne : une absence n’est jamais un zéro.",
    "املؤوها أو احذفوا السطر: الغياب ليس صفرا أبدا.",
    "Fill it, or remove the row: an absence is never a zero.",
)
UNKNOWN: Final = {
    "indicator": Labels(
        "« {0} » n’est pas un indicateur du registre.", "«{0}» ليس مؤشرا في السجل.",
        "“{0}” is not an indicator of the register."),
    "version": Labels(
        "L’indicateur n’a pas de version « {0} ».", "ليس للمؤشر صيغة «{0}».",
        "The indicator has no version “{0}”."),
    "territory": Labels(
        "« {0} » n’est le nom d’aucun territoire.", "«{0}» ليس اسم أي مجال ترابي.",
        "“{0}” is the name of no territory."),
    "organisation": Labels(
        "« {0} » n’est pas une organisation du registre.", "«{0}» ليست هيئة في السجل.",
        "“{0}” is not an organisation of the register."),
    "convention": Labels(
        "« {0} » n’est pas la référence d’une convention.", "«{0}» ليس مرجع أي اتفاقية.",
        "“{0}” is not the reference of a convention."),
    "category": Labels(
        "« {0} » n’est le terme d’aucune nomenclature.", "«{0}» ليس عنصرا في أي مصنف.",
        "“{0}” is the term of no nomenclature."),
    "sex": Labels("« {0} » n’est pas un sexe.", "«{0}» ليس جنسا.", "“{0}” is not a sex."),
    "milieu": Labels("« {0} » n’est pas un milieu.", "«{0}» ليس وسطا.", "“{0}” is not a milieu."),
    "grade": Labels("« {0} » n’est pas un degré.", "«{0}» ليست درجة.", "“{0}” is not a grade."),
    "qualifier": Labels(
        "« {0} » n’est pas une formulation connue.", "«{0}» ليست صياغة معروفة.",
        "“{0}” is not a known wording."),
}  # fmt: skip
CHOOSE: Final = {
    "indicator": Labels(
        "Prenez le code sur la page des indicateurs.", "خذوا الرمز من صفحة المؤشرات.",
        "Take the code from the page of indicators."),
    "territory": Labels(
        "Écrivez le code HCP : 09 pour Souss-Massa.", "اكتبوا رمز المندوبية: 09 لسوس ماسة.",
        "Write the HCP code: 09 for Souss-Massa."),
    "sex": Labels("Écrivez femmes, hommes ou ensemble.", "اكتبوا نساء أو رجال أو المجموع.",
                  "Write women, men or all."),
    "milieu": Labels("Écrivez urbain, rural ou ensemble.", "اكتبوا حضري أو قروي أو المجموع.",
                     "Write urban, rural or all."),
    "grade": Labels("Écrivez annoncé, contractuel, enregistré ou mesuré.",
                    "اكتبوا معلن أو تعاقدي أو مسجل أو مقيس.",
                    "Write announced, contractual, recorded or measured."),
}  # fmt: skip
UNKNOWN_URL: Final = Labels(
    "« {0} » n’est pas une adresse : elle commence par https://.",
    "«{0}» ليس رابطا: الرابط يبدأ بـ https://.",
    "“{0}” is not an address: it starts with https://.",
)
SEVERAL: Final = Labels(
    "« {0} » désigne plusieurs territoires : {1}.",
    "«{0}» يدل على عدة مجالات ترابية: {1}.",
    "“{0}” names several territories: {1}.",
)
NUMBERS: Final = {
    "absent": Labels("« {0} » ne donne pas de nombre.", "«{0}» لا يعطي عددا.",
                     "“{0}” gives no number."),
    "not_a_number": Labels("« {0} » n’est pas un nombre.", "«{0}» ليس عددا.",
                           "“{0}” is not a number."),
    "ambiguous": Labels("« {0} » se lit de deux façons : des milliers ou une virgule.",
                        "«{0}» يقرأ بطريقتين: آلاف أو فاصلة عشرية.",
                        "“{0}” reads two ways: thousands or decimals."),
    "words": Labels("Les mots devant « {0} » ne sont pas compris.",
                    "الكلمات قبل «{0}» غير مفهومة.",
                    "The words before “{0}” are not understood."),
    "unit": Labels("« {0} » n’est pas l’unité de cet indicateur, qui compte en {1}.",
                   "«{0}» ليست وحدة هذا المؤشر الذي يعد بـ{1}.",
                   "“{0}” is not the unit of this indicator, which counts {1}."),
}  # fmt: skip
NOT_A_DATE: Final = Labels(
    "« {0} » n’est pas une date.", "«{0}» ليس تاريخا.", "“{0}” is not a date."
)
WRITE_DATE: Final = Labels(
    "Écrivez 31/12/2024, mars 2024, 2024 ou T2 2024.",
    "اكتبوا 31/12/2024 أو مارس 2024 أو 2024 أو الفصل 2 2024.",
    "Write 31/12/2024, March 2024, 2024 or Q2 2024.",
)
CORRECTED: Final = Labels("« {0} » lu {1}.", "قُرئ «{0}» على أنه {1}.", "“{0}” read as {1}.")
DEFAULT_GRADE: Final = Labels(
    "Degré non dit : « annoncé », le moins solide.",
    "درجة غير مذكورة: «معلن»، وهي الأضعف.",
    "Grade not said: “announced”, the least solid.",
)
NEW_SOURCE: Final = Labels(
    "Source nouvelle « {0} » : elle sera ajoutée au registre.",
    "مصدر جديد «{0}»: سيضاف إلى السجل.",
    "New source “{0}”: it will be added to the register.",
)
OUT_OF_REACH: Final = Labels(
    "Votre mandat ne couvre pas ce territoire ni cet organisme.",
    "تفويضكم لا يشمل هذا المجال الترابي ولا هذه الهيئة.",
    "Your mandate covers neither this territory nor this body.",
)
HAND_OVER: Final = Labels(
    "Retirez la ligne, ou confiez-la à qui la couvre.",
    "احذفوا السطر أو سلموه لمن يشمله تفويضه.",
    "Remove the row, or hand it to whoever covers it.",
)
GRADE_DENIED: Final = Labels(
    "Votre mandat n’écrit pas de chiffre « {0} ».",
    "تفويضكم لا يسمح بكتابة رقم «{0}».",
    "Your mandate writes no “{0}” figure.",
)
KNOWN: Final = Labels(
    "Le registre tient déjà ce chiffre, au même nombre : « {0} ».",
    "السجل يتضمن هذا الرقم بالقيمة نفسها: «{0}».",
    "The register already holds this figure, with the same number: “{0}”.",
)
OTHER_VALUE: Final = Labels(
    "Cette source donne déjà {0} au registre, sous « {1} » ; ici {2}.",
    "هذا المصدر يعطي {0} في السجل تحت «{1}»؛ وهنا {2}.",
    "This source already gives {0} in the register, under “{1}”; here {2}.",
)
CORRECT_IT: Final = Labels(
    "Pour corriger, écrivez ce code dans « corrige » et la raison dans « motif ».",
    "للتصحيح، اكتبوا هذا الرمز في «يصحح» والسبب في «السبب».",
    "To correct it, write this code under “corrects” and why under “reason”.",
)
REPEATED: Final = Labels(
    "La ligne {0} dit déjà la même chose.", "السطر {0} يقول الشيء نفسه.",
    "Row {0} already says the same.",
)  # fmt: skip
DISPUTED: Final = Labels(
    "La ligne {0} donne un autre nombre pour la même case et la même source.",
    "السطر {0} يعطي عددا آخر للخانة نفسها والمصدر نفسه.",
    "Row {0} gives another number for the same cell and source.",
)
KEEP_ONE: Final = Labels(
    "Gardez la bonne ligne, retirez l’autre.", "احتفظوا بالسطر الصحيح واحذفوا الآخر.",
    "Keep the right row, remove the other.",
)  # fmt: skip
MANY_REFUSED: Final = Labels(
    "Lignes refusées : {0} sur {1}. Le fichier est-il le bon ?",
    "الأسطر المرفوضة: {0} من {1}. هل هذا هو الملف الصحيح؟",
    "Rows refused: {0} of {1}. Is it the right file?",
)
MANY_DOUBTS: Final = Labels(
    "Lignes en doute : {0} sur {1}. Une unité ou une colonne a pu changer.",
    "الأسطر المشكوك فيها: {0} من {1}. ربما تغيرت وحدة أو تغير عمود.",
    "Rows in doubt: {0} of {1}. A unit or a column may have changed.",
)
LARGE_CHANGE: Final = Labels(
    "Corrections qui déplacent un chiffre de plus de moitié : {0}.",
    "تصحيحات تغير رقما بأكثر من النصف: {0}.",
    "Corrections that move a figure by more than half: {0}.",
)
