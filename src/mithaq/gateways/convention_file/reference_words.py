"""Sentences about codes, units, sums and repeated things."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final

from mithaq.base.money import centimes_to_millions
from mithaq.base.text import Labels
from mithaq.gateways.convention_file.shape_words import near
from mithaq.gateways.convention_file.words import Said

L = Labels

_UNKNOWN: Final = {
    "organisation": (
        "L’organisation « {0} » n’est pas au registre.",
        "الهيئة «{0}» غير مسجلة.",
        "Organisation “{0}” is not in the register.",
    ),
    "source": (
        "La source « {0} » n’existe pas et le fichier ne l’apporte pas.",
        "المصدر «{0}» غير موجود والملف لا يقدمه.",
        "Source “{0}” does not exist and the file does not bring it.",
    ),
    "indicator": (
        "L’indicateur « {0} » n’existe pas.",
        "المؤشر «{0}» غير موجود.",
        "Indicator “{0}” does not exist.",
    ),
    "territory": (
        "Le code de territoire « {0} » n’existe pas.",
        "رمز المجال الترابي «{0}» غير موجود.",
        "Territory code “{0}” does not exist.",
    ),
    "diploma": (
        "Le diplôme « {0} » n’existe pas.",
        "الشهادة «{0}» غير موجودة.",
        "Diploma “{0}” does not exist.",
    ),
}
_FIRST: Final = {
    "organisation": L(
        "Inscrivez d’abord l’organisation, ou corrigez le code.",
        "سجّلوا الهيئة أولا أو صحّحوا الرمز.",
        "Record the organisation first, or correct the code.",
    ),
    "source": L(
        "Décrivez-la sous « sources: », ou corrigez le code.",
        "صفوه تحت «sources:» أو صحّحوا الرمز.",
        "Describe it under “sources:”, or correct the code.",
    ),
    "indicator": L(
        "Choisissez un indicateur de la liste, ou faites-le inscrire.",
        "اختاروا مؤشرا من اللائحة أو اطلبوا تسجيله.",
        "Choose an indicator from the list, or have it recorded.",
    ),
    "territory": L(
        "Écrivez un code du Haut-Commissariat au Plan, entre guillemets droits : « 09 ».",
        'اكتبوا رمزا من رموز المندوبية السامية للتخطيط بين علامتي "…": «09».',
        "Write a code of the Haut-Commissariat au Plan, in straight quotation marks: “09”.",
    ),
    "diploma": L(
        "Choisissez un code de la liste des diplômes.",
        "اختاروا رمزا من لائحة الشهادات.",
        "Choose a code of the list of diplomas.",
    ),
}


def unknown_code(kind: str, code: str, known: Sequence[str]) -> Said:
    """A code that leads nowhere."""
    said = L(*(text.format(code) for text in _UNKNOWN[kind]))
    return said, near(code, known) or _FIRST[kind]


def unknown_version(code: str, number: int, known: Sequence[int]) -> Said:
    """A version of an indicator that was never published."""
    told = ", ".join(map(str, known))
    return (
        L(
            f"L’indicateur « {code} » n’a pas de version {number}.",
            f"المؤشر «{code}» ليست له الصيغة {number}.",
            f"Indicator “{code}” has no version {number}.",
        ),
        L(f"Versions publiées : {told}.", f"الصيغ المنشورة: {told}.",
          f"Published versions: {told}."),
    )  # fmt: skip


def other_unit(code: str, given: str, unit: str) -> Said:
    """A value in another unit than its indicator's."""
    return (
        L(
            f"L’indicateur « {code} » se compte en « {unit} », pas en « {given} ».",
            f"المؤشر «{code}» يحسب بوحدة «{unit}» وليس «{given}».",
            f"Indicator “{code}” is counted in “{unit}”, not in “{given}”.",
        ),
        L(f"Écrivez unit: {unit}.", f"اكتبوا unit: {unit}.", f"Write unit: {unit}."),
    )


def _millions(centimes: int) -> tuple[str, str]:
    text = str(centimes_to_millions(centimes))
    return text.replace(".", ","), text


def budget_gap(payer: str, *, written: int, summed: int, count: int) -> Said:
    """Lines of a payer that do not make its total."""
    (total_fr, total), (sum_fr, lines) = _millions(written), _millions(summed)
    gap_fr, gap = _millions(abs(summed - written))
    return (
        L(
            f"Le total de « {payer} » est de {total_fr} MDH, "
            f"ses {count} lignes font {sum_fr} MDH : un écart de {gap_fr} MDH.",
            f"مجموع «{payer}» هو {total} مليون درهم، وبنوده ({count}) تساوي {lines} مليون درهم: "
            f"الفارق {gap} مليون درهم.",
            f"The total of “{payer}” is MAD {total} million, its {count} lines make {lines} "
            f"million: a gap of {gap} million.",
        ),
        L(
            "Corrigez un montant ; si la source imprime cet écart, dites-le dans « gap_accepted ».",
            "صحّحوا أحد المبالغ؛ وإذا كان المصدر يطبع هذا الفارق فاذكروه في «gap_accepted».",
            "Correct an amount; if the source prints this gap, say so in “gap_accepted”.",
        ),
    )


def no_lines(payer: str) -> Said:
    """A total without any line of that payer."""
    return (
        L(
            f"Le total de « {payer} » n’a aucune ligne de budget.",
            f"مجموع «{payer}» ليس له أي بند في الميزانية.",
            f"The total of “{payer}” has no budget line.",
        ),
        L(
            "Ajoutez ses lignes, ou retirez le total.",
            "أضيفوا بنوده أو احذفوا المجموع.",
            "Add its lines, or remove the total.",
        ),
    )


def repeated(name: str, value: Any, line: int) -> Said:
    """Something that must be unique is written twice in the file."""
    return (
        L(
            f"« {value} » est déjà pris dans ce fichier, ligne {line} ({name}).",
            f"«{value}» مستعمل من قبل في هذا الملف، السطر {line} ({name}).",
            f"“{value}” is already taken in this file, line {line} ({name}).",
        ),
        L("Choisissez-en un autre.", "اختاروا غيره.", "Choose another."),
    )


def source_changed(code: str, fields: Sequence[str]) -> Said:
    """A source brought by the file differs from the one recorded under the same code."""
    told = ", ".join(fields)
    return (
        L(
            f"La source « {code} » existe déjà avec un autre contenu ({told}).",
            f"المصدر «{code}» موجود بمحتوى آخر ({told}).",
            f"Source “{code}” already exists with other content ({told}).",
        ),
        L(
            "Reprenez-la telle quelle, retirez-la du fichier, ou choisissez un autre code.",
            "استعملوه كما هو، أو احذفوه من الملف، أو اختاروا رمزا آخر.",
            "Use it as it is, remove it from the file, or choose another code.",
        ),
    )


def gap_accepted(payer: str, written: int, summed: int) -> Said:
    """A gap that the file says its source prints."""
    (total_fr, total), (sum_fr, lines) = _millions(written), _millions(summed)
    return (
        L(
            f"Écart accepté pour « {payer} » : total {total_fr} MDH, lignes {sum_fr} MDH.",
            f"فارق مقبول لـ«{payer}»: المجموع {total} مليون درهم، والبنود {lines} مليون درهم.",
            f"Gap accepted for “{payer}”: total MAD {total} million, lines {lines} million.",
        ),
        None,
    )


def no_gap(payer: str) -> Said:
    """A gap accepted where there is none."""
    return (
        L(
            f"Les lignes de « {payer} » font bien son total : « gap_accepted » est inutile.",
            f"بنود «{payer}» تساوي مجموعه: لا حاجة إلى «gap_accepted».",
            f"The lines of “{payer}” do make its total: “gap_accepted” is useless.",
        ),
        None,
    )


def untranslated(arabic: int, english: int) -> Said:
    """Texts that will show in French to readers of other languages."""
    return (
        L(
            f"Sans arabe : {arabic} textes ; sans anglais : {english}. Ils paraîtront en français.",
            f"نصوص دون عربية: {arabic}؛ دون إنجليزية: {english}. ستظهر بالفرنسية.",
            f"Without Arabic: {arabic} texts; without English: {english}. They show in French.",
        ),
        None,
    )


def repeated_letter(letter: str) -> Said:
    """Two readings of one figure under the same letter."""
    return (
        L(
            f"La lettre « {letter} » désigne déjà une lecture de ce chiffre.",
            f"الحرف «{letter}» يدل من قبل على قراءة لهذا الرقم.",
            f"Letter “{letter}” already names a reading of this figure.",
        ),
        L("Prenez la lettre suivante.", "استعملوا الحرف الموالي.", "Take the next letter."),
    )
