"""The social-security fund numbers employers (affiliates) on 7 digits and workers on 9."""

from __future__ import annotations

from typing import Final

from mithaq.base.identifiers._keys import affiliate_key, insured_key
from mithaq.base.identifiers._result import (
    IdentifierCheck,
    compact,
    invalid,
    is_digits,
    valid,
    warning,
)
from mithaq.base.text import Labels

AFFILIATE_RULE = "Numéro d’affiliation CNSS : 7 chiffres, le dernier est une clé"
INSURED_RULE = (
    "Numéro d’immatriculation CNSS : 9 chiffres dont le premier est 1, le dernier une clé"
)

NOT_YET_NUMBERED: Final = "000000000"
CASUAL_LABOUR: Final = "999999999"
REJECTED_NUMBER: Final = "100000000"
SPECIAL_INSURED_NUMBERS: Final = frozenset({NOT_YET_NUMBERED, CASUAL_LABOUR, REJECTED_NUMBER})

_WRONG_KEY: Final = Labels(
    "Le dernier chiffre, qui est une clé, ne correspond pas aux autres. Recopiez le numéro ; si "
    "le document de la caisse le porte ainsi, gardez-le en disant pourquoi.",
    "الرقم الأخير، وهو مفتاح، لا يوافق باقي الأرقام. أعيدوا نقل الرقم؛ وإن كان واردا هكذا في "
    "وثيقة الصندوق فاحتفظوا به مع ذكر السبب.",
    "The last digit is a key and does not match the others. Copy the number again; if the fund’s "
    "document shows it so, keep it and say why.",
)
_CASUAL: Final = Labels(
    "999999999 désigne la main-d’œuvre occasionnelle : ce numéro n’identifie personne.",
    "يدل 999999999 على اليد العاملة العرضية: هذا الرقم لا يعرّف أي شخص.",
    "999999999 stands for casual labour: this number identifies nobody.",
)
_NOT_YET: Final = Labels(
    "000000000 dit que la personne n’a pas encore de numéro : sa CIN est alors obligatoire.",
    "يدل 000000000 على أن الشخص لا يتوفر بعد على رقم: رقم بطاقته الوطنية إلزامي عندئذ.",
    "000000000 says that the person has no number yet: the identity card is then required.",
)
_REJECTED: Final = Labels(
    "La caisse rejette le numéro 100000000. Écrivez le vrai numéro, ou 000000000 avec la CIN "
    "si la personne n’en a pas encore.",
    "يرفض الصندوق الرقم 100000000. اكتبوا الرقم الصحيح، أو 000000000 مع رقم البطاقة الوطنية "
    "إن لم يكن للشخص رقم بعد.",
    "The fund rejects number 100000000. Write the true number, or 000000000 with the identity "
    "card if the person has none yet.",
)


def check_affiliate_number(value: str) -> IdentifierCheck:
    """Check an employer's affiliation number: form blocks; a wrong key can be overridden."""
    number = compact(value)
    if not is_digits(number, 7):
        return invalid(
            number,
            AFFILIATE_RULE,
            Labels(
                f"Un numéro d’affiliation compte 7 chiffres ; « {number} » en est différent.",
                f"يتكون رقم الانخراط من 7 أرقام؛ «{number}» مخالف لذلك.",
                f"An affiliation number has 7 digits; “{number}” differs.",
            ),
        )
    if number[6] != affiliate_key(number[:6]):
        return invalid(number, AFFILIATE_RULE, _WRONG_KEY, overridable=True)
    return valid(number, AFFILIATE_RULE)


def check_insured_number(value: str) -> IdentifierCheck:
    """Check a worker's number; the special numbers of wage returns never identify anybody."""
    number = compact(value)
    if number == REJECTED_NUMBER:
        return invalid(number, INSURED_RULE, _REJECTED)
    if number == CASUAL_LABOUR:
        return warning(number, INSURED_RULE, _CASUAL)
    if number == NOT_YET_NUMBERED:
        return warning(number, INSURED_RULE, _NOT_YET)
    if not is_digits(number, 9) or number[0] != "1":
        return invalid(
            number,
            INSURED_RULE,
            Labels(
                "Un numéro d’immatriculation compte 9 chiffres et commence par 1 ; "
                f"« {number} » en est différent.",
                f"يتكون رقم التسجيل من 9 أرقام أولها 1؛ «{number}» مخالف لذلك.",
                f"An insured person’s number has 9 digits, the first is 1; “{number}” differs.",
            ),
        )
    if number[8] != insured_key(number[:8]):
        return invalid(number, INSURED_RULE, _WRONG_KEY, overridable=True)
    return valid(number, INSURED_RULE)


def identifies_a_person(insured_number: str) -> bool:
    """Tell whether a number of a wage return names someone: the special numbers do not."""
    return compact(insured_number) not in SPECIAL_INSURED_NUMBERS
