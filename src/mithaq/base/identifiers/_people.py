"""A person is reached by telephone and post and, in Morocco, identified by a CIN."""

from __future__ import annotations

import re
from typing import Final

from mithaq.base.identifiers._result import IdentifierCheck, compact, invalid, is_digits, valid
from mithaq.base.text import Labels

CIN_RULE = "CIN : 1 ou 2 lettres puis 1 à 6 chiffres"
PHONE_RULE = "Téléphone : +212 ou 0, puis 9 chiffres (5 fixe, 6 et 7 mobile, 8 spécial)"
POSTAL_RULE = "Code postal : 5 chiffres"

_CIN: Final = re.compile(r"[A-Z]{1,2}[0-9]{1,6}")
_PHONE: Final = re.compile(r"(?:\+212(?:\(0\))?0?|002120?|0)([5-8][0-9]{8})")


def check_cin(value: str) -> IdentifierCheck:
    """Check the number of a Moroccan identity card; it has no key."""
    cin = compact(value)
    if _CIN.fullmatch(cin):
        return valid(cin, CIN_RULE)
    return invalid(
        cin,
        CIN_RULE,
        Labels(
            f"Une CIN porte 1 ou 2 lettres puis 6 chiffres au plus ; « {cin} » en est différent. "
            "Pour un passeport ou une carte de séjour, choisissez ce type de document.",
            "تحمل البطاقة الوطنية حرفا أو حرفين ثم 6 أرقام على الأكثر؛ "
            f"«{cin}» مخالف لذلك. إن تعلق الأمر بجواز سفر أو بطاقة إقامة فاختاروا نوع الوثيقة.",
            f"An identity card has 1 or 2 letters then at most 6 digits; “{cin}” differs. "
            "For a passport or a residence card, choose that kind of document.",
        ),
    )


def check_phone(value: str) -> IdentifierCheck:
    """Check a Moroccan telephone number and write it as +212 and nine digits."""
    number = compact(value)
    found = _PHONE.fullmatch(number)
    if found:
        return valid(f"+212{found[1]}", PHONE_RULE)
    return invalid(
        number,
        PHONE_RULE,
        Labels(
            "Un numéro marocain s’écrit 0 puis 9 chiffres, ou +212 puis 9 chiffres ; "
            f"« {number} » en est différent.",
            f"يكتب رقم الهاتف المغربي 0 ثم 9 أرقام، أو +212 ثم 9 أرقام؛ «{number}» مخالف لذلك.",
            f"A Moroccan number is 0 then 9 digits, or +212 then 9 digits; “{number}” differs.",
        ),
    )


def check_postal_code(value: str) -> IdentifierCheck:
    """Check a postal code."""
    code = compact(value)
    if is_digits(code, 5):
        return valid(code, POSTAL_RULE)
    return invalid(
        code,
        POSTAL_RULE,
        Labels(
            f"Un code postal compte 5 chiffres ; « {code} » en est différent.",
            f"يتكون الرمز البريدي من 5 أرقام؛ «{code}» مخالف لذلك.",
            f"A postal code has 5 digits; “{code}” differs.",
        ),
    )
